"""The commands of counting and of periods, and where their pages lead."""

from __future__ import annotations

from ikm_desktop.office.acts import Done
from ui.common.after_saving import show_saved
from ui.common.commands import Command
from ui.common.tab import TabContext
from ui.goods.count_page import CountPage
from ui.goods.periods_page import PeriodsPage

KEY = "persediaan"


def open_counting(context: TabContext) -> CountPage:
    """Open the page of a stock count, with its draft where there is one."""
    context.go_to(KEY)
    page = CountPage(context)

    def saved(done: Done, to_print: object) -> None:
        said = f"Stock opname {page.place.currentText()} dicatat."
        show_saved(context, KEY, done, said, to_print=bool(to_print))

    page.saved.connect(saved)
    context.show_page(page)
    return page


def open_periods(context: TabContext) -> PeriodsPage:
    """Open the page on which periods are closed and opened again."""
    return context.open_page(KEY, PeriodsPage)


def counting_commands(context: TabContext) -> list[Command]:
    """Return the commands that stand in the menus, in Ctrl+K and above the list of stock."""
    return [
        Command(
            "opname",
            "Stock &opname",
            "Data",
            lambda: open_counting(context),
            "",
            "clipboard-list",
            "hitung fisik stok selisih lembar berita acara buka opname segarkan",
        ),
        Command(
            "periode",
            "Tutup &periode",
            "Data",
            lambda: open_periods(context),
            "",
            "calendar",
            "triwulan tahun buku tutup buka kembali periode",
        ),
    ]
