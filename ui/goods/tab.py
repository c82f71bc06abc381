"""The tab Persediaan."""

from __future__ import annotations

from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.acts import Done
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab
from ui.common.work import Worker
from ui.goods.listing import stock_listing
from ui.goods.purchase_page import PAGE, PurchasePage

KEY = "persediaan"


def _page(context: TabContext) -> ListPage:
    commands = [_purchase_command(context, "Ctrl+N"), _check_command(context)]
    page = list_tab(context, stock_listing(), commands)
    take_keys(page, commands[:1])
    return page


def _purchase_command(context: TabContext, key: str = "") -> Command:
    return Command(
        "terima-dari-penyedia",
        "&Terima dari penyedia",
        "Data",
        lambda: open_purchase(context),
        key,
        "truck",
        "pembelian bahan gudang penerimaan vendor",
    )


def open_purchase(context: TabContext) -> PurchasePage:
    """Open the page on which goods come in from a vendor, with its draft where there is one."""
    context.go_to(KEY)
    page = PurchasePage(context)

    def received(done: Done) -> None:
        listed = context.go_to(KEY)
        count = len(page.rows.lines())
        context.say(f"Penerimaan dari {page.vendor.currentText()} dicatat: {count} barang masuk gudang.")
        if isinstance(listed, ListPage):
            first = page.rows.lines()[0].item
            listed.clear_filters()
            listed.choose(lambda row: row.item.id == first)
            listed.message.tell(done.notices)

    page.received.connect(received)
    context.show_page(page)
    return page


def _check_command(context: TabContext) -> Command:
    """Return the command that checks the whole book off the window's thread."""

    def run() -> None:
        page = context.go_to(KEY)
        worker = Worker(lambda: check(context.office), page)

        def told(found: object) -> None:
            sentences = [str(finding) for finding in found]  # type: ignore[attr-defined]
            context.say("\n".join(sentences[:5]) if sentences else "Buku cocok: tidak ada selisih.")

        worker.done.connect(told)
        worker.finished.connect(worker.deleteLater)
        worker.start()

    return Command("periksa-buku", "Periksa &buku", "Alat", run, "F9", "database", "self check selisih")


def _commands(context: TabContext) -> list[Command]:
    return [_purchase_command(context), _check_command(context)]


STOCK = Tab(KEY, "Persediaan", "clipboard-list", _page, _commands, reopens={PAGE: open_purchase})
