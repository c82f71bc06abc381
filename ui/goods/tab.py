"""The tab Persediaan."""

from __future__ import annotations

from ikm_desktop.office.acts import Done
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab
from ui.goods.book_check import BookCheck
from ui.goods.card_page import CardPage
from ui.goods.count_page import PAGE as COUNT
from ui.goods.counting import counting_commands, open_counting
from ui.goods.listing import stock_listing
from ui.goods.proofs import proof_commands
from ui.goods.purchase_page import PAGE, PurchasePage

KEY = "persediaan"


def _page(context: TabContext) -> ListPage:
    own = [_purchase_command(context, "Ctrl+N"), _card_command(context), _check_command(context)]
    commands = [*own, *counting_commands(context), *proof_commands(context)]
    page = list_tab(context, stock_listing(), commands)
    page.search.setMinimumWidth(150)
    page.opened.connect(lambda row: open_card(context, row.item.id))
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


def open_card(context: TabContext, item: int | None = None) -> CardPage | None:
    """Open the card of an item, of the one chosen in the list by default; None when there is none."""
    if item is None:
        item = _chosen_item(context)
    if item is None:
        context.say("Belum ada barang yang dicatat.")
        return None
    shown = CardPage(context, item)
    context.show_page(shown)
    return shown


def _chosen_item(context: TabContext) -> int | None:
    """Return the item chosen in the list, else the first, None where the list is empty."""
    page = context.go_to(KEY)
    if not isinstance(page, ListPage):
        return None
    row = next(iter(page.table.chosen() or page.table.rows_model.rows), None)
    return None if row is None else int(row.item.id)


def _card_command(context: TabContext) -> Command:
    return Command(
        "kartu", "&Kartu persediaan", "Data", lambda: open_card(context), "", "columns-3", "mutasi stok sisa"
    )


def _check_command(context: TabContext) -> Command:
    """Return the command that checks the whole book and shows what it found."""

    def run() -> None:
        BookCheck(context, context.go_to(KEY)).run()

    return Command("periksa-buku", "Periksa &buku", "Alat", run, "F9", "database", "self check selisih")


def _commands(context: TabContext) -> list[Command]:
    own = [_purchase_command(context), _card_command(context), _check_command(context)]
    return [*own, *counting_commands(context), *proof_commands(context)]


STOCK = Tab(
    KEY,
    "Persediaan",
    "clipboard-list",
    _page,
    _commands,
    reopens={PAGE: open_purchase, COUNT: open_counting},
)
