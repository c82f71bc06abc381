"""The tab Pembelian Kembali."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ikm_desktop.buyback.list_lines import rows_at_hand, rows_to_pay
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.acts import Done
from ui.buyback import batch_payment_page, batch_receipt_page, give_back_page, payment_page, receiving_panel
from ui.buyback.batch_payment_page import BatchPaymentPage
from ui.buyback.batch_receipt_page import BatchReceiptPage
from ui.buyback.give_back_page import GiveBackPage
from ui.buyback.listing import deliveries_listing
from ui.buyback.payment_page import PaymentPage
from ui.buyback.receiving_panel import ReceivingPanel
from ui.common.acting import take_keys
from ui.common.after_saving import show_saved
from ui.common.commands import Command
from ui.common.list_acts import ListActs
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab
from ui.common.ways import leave

KEY = "pembelian"


class BuybackActs(ListActs):
    """What is done on the list of receipts: receive, inspect, pay, give back, reverse."""

    key = KEY
    title = "Pembelian Kembali"

    def __init__(self, context: TabContext) -> None:
        super().__init__(context)
        commands = self._commands()
        self.settle_on(list_tab(context, deliveries_listing(), commands))
        self.panel = ReceivingPanel(context, self.page)
        self.page.panel.content.insertWidget(0, self.panel)
        self.page.panel.footer.addWidget(self.panel.buttons)
        self.page.panel.setMinimumWidth(350)
        self._shown: object = None
        self._connect()
        take_keys(self.page, commands)
        self.panel.read(self._at_hand())
        resumed = self.panel.resume()
        if resumed:
            context.say(f"Konsep penerimaan {resumed} dilanjutkan di panel samping.")

    def _commands(self) -> list[Command]:
        return [
            Command("terima-produk", "Terima produk", "Data", self.receive, "Ctrl+N", "plus"),
            Command(
                batch_receipt_page.PAGE,
                "Terima satu angkatan",
                "Data",
                lambda: self.receive_batch(),  # noqa: PLW0108 - a button would hand over whether it is pressed
                "Ctrl+Shift+N",
                "users",
            ),
            Command("periksa-produk", "Periksa", "Data", self.inspect, "", "search"),
            Command("bayar", "Bayar", "Data", self.pay, "", "banknote"),
            Command(
                batch_payment_page.PAGE,
                "Daftar pembayaran",
                "Data",
                lambda: self.pay_batch(),  # noqa: PLW0108 - as above
                "",
                "banknote",
            ),
            Command("pratinjau", "Cetak", "Cetak", self.preview, "Ctrl+P", "printer"),
            Command("balikkan", "Balikkan", "Data", self.reverse, "Ctrl+B", "undo-2"),
            Command("perbaiki", "Perbaiki", "Data", self.correct, "Ctrl+Shift+B", "pencil"),
            Command(give_back_page.PAGE, "Kembalikan ke pembuat", "Data", self.give_back, "", "undo-2"),
        ]

    def _connect(self) -> None:
        self.page.chosen.connect(self._row_chosen)
        self.page.read_again.connect(lambda: self.panel.read(self._at_hand()))
        self.panel.saved.connect(self._saved)
        self.panel.refused.connect(self.refuse)
        self.panel.problems.connect(self.page.message.complain)

    def _at_hand(self) -> list[DeliveryRow]:
        """Read what the panel needs of the list: what waits, and what came lately."""
        with self.context.office.reading() as connection:
            return list(rows_at_hand(connection))

    def _to_pay(self) -> list[DeliveryRow]:
        with self.context.office.reading() as connection:
            return list(rows_to_pay(connection))

    def _row_chosen(self, row: DeliveryRow | None) -> None:
        """Let the panel follow a row that the clerk chose, not one that was only read again."""
        key = None if row is None else self.page.listing.key(row)
        if row is None or key == self._shown:
            return
        self._shown = key
        self.panel.show_row(row)

    def _saved(self, done: Done, said: str) -> None:
        self.page.message.clear()
        self.page.reload()
        self.page.message.tell(done.notices)
        self.context.say(said)

    def _go(self, key: str) -> None:
        """Go where the way out of a refusal leads: into the panel, or where the list's refusals lead."""
        name, _, value = key.partition(":")
        refused = self.page.message.refused
        if self.panel.take_way(name, value):
            self.page.message.clear()
        elif not self.panel.late.push_aside(name):
            leave(self.context, name, refused)

    # --- acts ---------------------------------------------------------------------------------------

    def receive(self) -> None:
        """Begin a receipt: the maker's name first; an inspection under way is left as it was noted."""
        self.page.panel.show()
        self.panel.leave_inspection()
        if self.panel.form.is_untouched and self.panel.resume():
            self.panel.begin()
            return
        self.panel.card.maker.setFocus()
        self.panel.card.maker.line.selectAll()

    def inspect(self, row: DeliveryRow | None = None) -> None:
        """Inspect the chosen row that was only counted at the door."""
        row = row or self.page.current()
        if row is None or row.status != Status.NOT_INSPECTED:
            self.context.say("Pilih satu baris yang belum diperiksa.")
            return
        self.page.panel.show()
        self.panel.inspect_row(row)

    def go_on(self) -> None:
        """Go to the receipt that was being typed when the program ended."""
        self.page.panel.show()
        self.panel.go_where_it_was()

    def receive_batch(self, batch: int | None = None) -> BatchReceiptPage:
        """Open the page on which a whole batch delivers; batch: this one, whatever a draft says."""
        page = BatchReceiptPage(self.context)
        if batch is not None:
            page.show_batch(batch)
        page.saved.connect(partial(self._done, "Penerimaan satu angkatan dicatat."))
        self.context.show_page(page)
        return page

    def pay(self) -> PaymentPage:
        """Open the page that pays the maker of the chosen rows."""
        page = PaymentPage(self.context, self._to_pay(), self.page.table.chosen())
        page.paid.connect(partial(self._done, "Dibayar."))
        self.context.show_page(page)
        return page

    def pay_batch(self, batch: int | None = None) -> BatchPaymentPage:
        """Open the page that pays a whole batch: this one, whatever a draft says, else the chosen row's."""
        page = BatchPaymentPage(self.context, self._to_pay(), self._chosen_batch())
        if batch is not None:
            page.show_batch(batch)
        page.paid.connect(partial(self._done, "Dibayar; daftar pembayaran dibuat."))
        self.context.show_page(page)
        return page

    def _chosen_batch(self) -> int | None:
        chosen = self.page.table.chosen()
        return chosen[0].batch if chosen else None

    def give_back(self) -> GiveBackPage:
        """Open the page on which pieces go back to their maker, hers of the chosen row first."""
        row: DeliveryRow | None = self.page.current()
        page = GiveBackPage(self.context, None if row is None or not row.accepted else row.place)
        page.saved.connect(partial(self._done, "Pengembalian kepada pembuat dicatat."))
        self.context.show_page(page)
        return page

    def _done(self, said: str, done: Done, to_print: bool) -> None:  # noqa: FBT001 - from a signal
        show_saved(self.context, KEY, done, said, to_print=to_print)


def _page(context: TabContext) -> ListPage:
    return BuybackActs(context).page


def _opener(act: Callable[[BuybackActs], object]) -> Callable[[TabContext], None]:
    def run(context: TabContext) -> None:
        acts = context.go_to(KEY).findChild(BuybackActs)
        if acts is not None:
            act(acts)

    return run


def _open_treasurer(context: TabContext) -> None:
    from ui.buyback.treasurer_page import TreasurerPage

    context.go_to(KEY)
    context.show_page(TreasurerPage(context))


def _commands(context: TabContext) -> list[Command]:
    def on_page(act: Callable[[BuybackActs], object]) -> Callable[[], None]:
        return partial(_opener(act), context)

    return [
        Command(
            "terima-produk", "&Terima produk", "Data", on_page(BuybackActs.receive), words="beli kembali"
        ),
        Command(
            batch_receipt_page.PAGE,
            "Terima produk satu angkatan",
            "Data",
            on_page(BuybackActs.receive_batch),
            words="beli kembali angkatan",
        ),
        Command("bayar", "Ba&yar peserta", "Data", on_page(BuybackActs.pay), words="kuitansi pembayaran"),
        Command(
            batch_payment_page.PAGE,
            "&Daftar pembayaran angkatan",
            "Data",
            on_page(BuybackActs.pay_batch),
            words="bayar banyak kuitansi nominatif",
        ),
        Command(
            give_back_page.PAGE,
            "Kembalikan ke pembuat",
            "Data",
            on_page(BuybackActs.give_back),
            words="retur perbaikan",
        ),
        Command(
            "daftar-bendahara",
            "Daftar bendahara",
            "Data",
            partial(_open_treasurer, context),
            icon="banknote",
            words="transfer bank rekening pajak pph setor",
        ),
    ]


BUYBACK = Tab(
    KEY,
    "Pembelian Kembali",
    "shopping-cart",
    _page,
    _commands,
    reopens={
        receiving_panel.PAGE: _opener(BuybackActs.go_on),
        batch_receipt_page.PAGE: _opener(BuybackActs.receive_batch),
        payment_page.PAGE: _opener(BuybackActs.pay),
        batch_payment_page.PAGE: _opener(BuybackActs.pay_batch),
        give_back_page.PAGE: _opener(BuybackActs.give_back),
    },
)
