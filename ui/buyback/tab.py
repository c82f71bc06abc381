"""The tab Pembelian Kembali."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ikm_desktop import words
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods import reversal
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.acts import Done
from ikm_desktop.reports.issuing import issue
from ui.buyback.listing import deliveries_listing
from ui.buyback.payment_page import PaymentPage
from ui.buyback.receiving_panel import ReceivingPanel
from ui.common.acting import perform, take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.reason import ReasonDialog
from ui.common.tab import Tab, TabContext, list_tab

KEY = "pembelian"


class BuybackActs(QObject):
    """What is done on the list of receipts: receive, inspect, pay, reverse."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._context = context
        commands = self._commands()
        self.page: ListPage = list_tab(context, deliveries_listing(), commands)
        self.setParent(self.page)
        self.panel = ReceivingPanel(context.office, context.look, self.page)
        self.page.panel.content.insertWidget(0, self.panel)
        self.page.panel.footer.addWidget(self.panel.buttons)
        self.page.panel.setMinimumWidth(350)
        self._shown: object = None
        self._connect()
        take_keys(self.page, commands)
        self.panel.read(self._all())

    def _commands(self) -> list[Command]:
        return [
            Command("terima-produk", "Terima produk", "Data", self.receive, "Ctrl+N", "plus"),
            Command("periksa-produk", "Periksa", "Data", self.inspect, "", "search"),
            Command("bayar", "Bayar", "Data", self.pay, "", "banknote"),
            Command("pratinjau", "Cetak", "Cetak", self.preview, "Ctrl+P", "printer"),
            Command("balikkan", "Balikkan", "Data", self.reverse, "Ctrl+B", "undo-2"),
        ]

    def _connect(self) -> None:
        self.page.chosen.connect(self._row_chosen)
        self.page.read_again.connect(lambda: self.panel.read(self._all()))
        self.panel.saved.connect(self._saved)
        self.panel.refused.connect(self.page.message.refuse)
        self.panel.problems.connect(self.page.message.complain)
        self.page.message.way_chosen.connect(self._go)

    def _all(self) -> list[DeliveryRow]:
        return self.page.all_rows

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
        self._context.say(said)

    def _go(self, key: str) -> None:
        """Go where the way out of a refusal leads."""
        fields = self.panel.form.fields
        target = {"isi-alasan": "Bahan sendiri", "ubah": "Diserahkan", "ke-isian": "Diserahkan"}.get(key)
        if target is not None:
            field = fields[target]
            (field if field.isVisible() else fields["Diserahkan"]).setFocus()

    # --- acts ---------------------------------------------------------------------------------------

    def receive(self) -> None:
        """Begin a receipt: the maker's name first; an inspection under way is left as it was noted."""
        self.page.panel.show()
        self.panel.leave_inspection()
        self.panel.card.maker.setFocus()
        self.panel.card.maker.line.selectAll()

    def inspect(self, row: DeliveryRow | None = None) -> None:
        """Inspect the chosen row that was only counted at the door."""
        row = row or self.page.current()
        if row is None or row.status != Status.NOT_INSPECTED:
            self._context.say("Pilih satu baris yang belum diperiksa.")
            return
        self.page.panel.show()
        self.panel.inspect_row(row)

    def pay(self) -> None:
        """Open the page that pays the chosen rows."""
        office = self._context.office
        page = PaymentPage(office, self._context.look, self._all(), self.page.table.chosen())
        page.closed.connect(self._context.close_page)
        page.paid.connect(self._paid)
        page.inspection_wanted.connect(self._inspect_from_payment)
        self._context.show_page(page)

    def _inspect_from_payment(self, row: DeliveryRow) -> None:
        self._context.close_page()
        self.inspect(row)

    def _paid(self, done: Done) -> None:
        """Issue the kuitansi and show it; what keeps it from being issued is told on its page."""
        (paper,) = done.papers
        refused: Refusal | Fault | None = None
        try:
            issue(self._context.office, papers=done.papers)
        except (Refusal, Fault) as refusal:
            refused = refusal
        preview = self._context.show_paper(paper)
        preview.message.tell(done.notices)
        if refused is not None:
            preview.message.refuse(refused)
        self._context.say(
            "Dibayar; kuitansi terbit." if refused is None else "Dibayar; kuitansi belum terbit."
        )

    def preview(self) -> None:
        """Open the paper of the chosen row."""
        row = self.page.current()
        if row is not None:
            self.page.opened.emit(row)

    def reverse(self) -> None:
        """Reverse the chosen receipt by a counter-entry, for a reason."""
        row: DeliveryRow | None = self.page.current()
        if row is None or row.voucher is None:
            self._context.say("Pilih satu penerimaan yang sudah diperiksa.")
            return
        name = f"{row.paper_word} {row.number}".strip()
        question = (
            f"Balikkan {name} tanggal {words.short_date(row.letter_date)}, {row.maker}, "
            f"{row.product.ref.show(row.net.delivered)}? Surat pembalikan dengan nomor sendiri "
            "mengembalikan produk dan bahannya."
        )
        reason = ReasonDialog.ask(self.page, "Balikkan", question, "Balikkan")
        if reason is not None:
            act = partial(reversal.reverse, self._context.office, voucher=row.voucher, reason=reason)
            perform(self._context, self.page, act, f"{name} dibalik.")


def _page(context: TabContext) -> ListPage:
    return BuybackActs(context).page


def _commands(context: TabContext) -> list[Command]:
    def on_page(act: Callable[[BuybackActs], None]) -> Callable[[], None]:
        def run() -> None:
            acts = context.go_to(KEY).findChild(BuybackActs)
            if acts is not None:
                act(acts)

        return run

    return [
        Command(
            "terima-produk", "&Terima produk", "Data", on_page(BuybackActs.receive), words="beli kembali"
        ),
        Command("bayar", "Ba&yar peserta", "Data", on_page(BuybackActs.pay), words="kuitansi pembayaran"),
    ]


BUYBACK = Tab(KEY, "Pembelian Kembali", "shopping-cart", _page, _commands)
