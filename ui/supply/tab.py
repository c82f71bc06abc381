"""The tab Penyerahan Bahan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ikm_desktop.office.acts import Done
from ikm_desktop.supply.lists import HandoverRow, newest_batch_name
from ui.common.acting import take_keys
from ui.common.after_saving import print_made, show_saved, tell_prepared
from ui.common.commands import Command
from ui.common.lines_page import LinesPage
from ui.common.list_acts import ListActs
from ui.common.list_page import ListPage
from ui.common.listing import Listing
from ui.common.reverse_page import PAGE as REVERSAL
from ui.common.reverse_page import reopen_reversal
from ui.common.tab import Tab, TabContext, list_tab
from ui.supply.kit_page import PAGE, KitPage
from ui.supply.listing import handovers_listing
from ui.supply.return_page import ReturnPage
from ui.supply.single_page import SinglePage
from ui.supply.spoil_page import WastePage, WriteOffPage
from ui.supply.vendor_return_page import VendorReturnPage

KEY = "penyerahan"


class SupplyActs(ListActs):
    """What is done on the list: hand over, take back, sign, void, reverse."""

    key = KEY
    title = "Penyerahan Bahan"

    def __init__(self, context: TabContext) -> None:
        super().__init__(context)
        commands = [
            Command("paket", "Serahkan paket", "Data", lambda: open_kit(context), "Ctrl+N", "package"),
            *_entry_commands(context, lambda: self.page.current()),  # noqa: PLW0108 - the page comes after
            Command("tandatangani", "Tandatangani", "Data", self.sign, "Ctrl+T", "signature"),
            Command("batalkan", "Batalkan nomor", "Data", self.void, "", "ban"),
            Command("balikkan", "Balikkan", "Data", self.reverse, "Ctrl+B", "undo-2"),
            Command("perbaiki", "Perbaiki", "Data", self.correct, "Ctrl+Shift+B", "pencil"),
            Command("pratinjau", "Pratinjau", "Cetak", self.preview, "Ctrl+P", "eye"),
        ]
        page = list_tab(context, _listing(context), commands)
        self.settle_on(page)
        page.search.setMinimumWidth(150)
        take_keys(page, commands)


def _page(context: TabContext) -> ListPage:
    return SupplyActs(context).page


def _listing(context: TabContext) -> Listing[HandoverRow]:
    with context.office.reading() as connection:
        newest = newest_batch_name(connection)
    return handovers_listing(context.office.clock.now().date(), newest)


def open_kit(context: TabContext, batch: int | None = None) -> KitPage:
    """Open the page on which a batch gets its kit, with its draft where there is one; batch: this one."""
    context.go_to(KEY)
    page = KitPage(context)
    if batch is not None:
        page.head.choose_batch(batch)
        page.propose()

    def saved(done: Done, to_print: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        said = f"{len(done.prepared)} serah terima disiapkan."
        listed = _show_prepared(context, done)
        if to_print:
            context.say(said)
            print_made(context, listed, done)
        else:
            tell_prepared(context, listed, done, said)

    page.saved.connect(saved)
    context.show_page(page)
    return page


def _show_prepared(context: TabContext, done: Done) -> ListPage:
    """Go to the list with the new papers chosen."""
    page = context.go_to(KEY)
    if not isinstance(page, ListPage):
        raise TypeError(type(page).__name__)
    page.clear_filters()
    page.choose_all(lambda row: row.prepared in done.prepared)
    page.message.tell(done.notices)
    return page


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry page of this tab: how it is asked for, and what is said once it is saved."""

    page: type[LinesPage]
    text: str
    key: str
    icon: str
    said: str
    words: str


_ENTRIES = (
    _Entry(
        SinglePage,
        "Serahkan ke satu &orang",
        "Ctrl+Shift+N",
        "users",
        "Serah terima disiapkan.",
        "susulan penyerahan bahan perorangan",
    ),
    _Entry(
        ReturnPage,
        "Penge&mbalian",
        "Ctrl+Shift+K",
        "undo-2",
        "Pengembalian dicatat.",
        "sisa bahan kembali retur",
    ),
    _Entry(
        VendorReturnPage,
        "Kembali ke pen&yedia",
        "",
        "truck",
        "Pengembalian ke penyedia disiapkan.",
        "retur pembelian vendor",
    ),
    _Entry(
        WastePage, "Catat barang r&usak", "", "circle-alert", "Barang rusak dicatat.", "rusak susut limbah"
    ),
    _Entry(
        WriteOffPage,
        "Peng&hapusan barang",
        "",
        "ban",
        "Penghapusan dicatat.",
        "hapus berita acara kedaluwarsa",
    ),
)


def _entry_commands(
    context: TabContext, row: Callable[[], HandoverRow | None] | None = None
) -> list[Command]:
    """Return the commands that open the other entry pages; row: whose party they begin with, on the list.

    Their keys work on the list only.
    """

    def opener(entry: _Entry) -> Callable[[], LinesPage]:
        return lambda: _open_entry(context, entry, row() if row is not None else None)

    return [
        Command(one.page.key, one.text, "Data", opener(one), one.key if row else "", one.icon, one.words)
        for one in _ENTRIES
    ]


def _open_entry(context: TabContext, entry: _Entry, row: HandoverRow | None = None) -> LinesPage:
    """Open an entry page, with its draft where there is one, else with the party of a row of the list."""
    context.go_to(KEY)
    fits = row is not None and entry.page is ReturnPage and row.kind == "supply"
    page = entry.page(context, row.place if fits and row is not None else None)
    page.saved.connect(lambda done, to_print: show_saved(context, KEY, done, entry.said, to_print=to_print))
    context.show_page(page)
    return page


def open_returns(context: TabContext, batch: int) -> ReturnPage:
    """Open the page on which a batch's people bring back what they hold; it stays while somebody does."""
    context.go_to(KEY)
    page = ReturnPage(context, batch=batch)

    def saved(done: Done, to_print: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        show_saved(context, KEY, done, "Pengembalian dicatat.", to_print=to_print)
        if to_print:
            return
        following = open_returns(context, batch)
        following.message.tell(done.notices)

    page.saved.connect(saved)
    context.show_page(page)
    return page


def _commands(context: TabContext) -> list[Command]:
    return [
        *_entry_commands(context),
        Command(
            "paket",
            "Serahkan &paket bahan",
            "Data",
            lambda: open_kit(context),
            icon="package",
            words="kit angkatan penyerahan",
        ),
    ]


SUPPLY = Tab(
    KEY,
    "Penyerahan Bahan",
    "package",
    _page,
    _commands,
    reopens={
        PAGE: open_kit,
        f"{ReturnPage.key}-": open_returns,
        f"{REVERSAL}-": reopen_reversal,
        **{one.page.key: partial(_open_entry, entry=one) for one in _ENTRIES},
    },
)
