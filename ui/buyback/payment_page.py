"""The entry page Bayar: inspected receipts of one maker are ticked, one kuitansi pays them."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.office.acts import Done
from ui.buyback import paying
from ui.buyback.paying import Sums
from ui.buyback.payment_form import PaymentForm
from ui.common.labels import label
from ui.common.picking import PickCombo
from ui.common.tab import TabContext

PAGE = "bayar"
_PAYEE = "Penerima uang"


class PaymentPage(PaymentForm):
    """Pays one maker: the first of the rows chosen in the list, all that is inspected of her by default."""

    def __init__(
        self, context: TabContext, rows: Sequence[DeliveryRow], ticked: Sequence[DeliveryRow] = ()
    ) -> None:
        super().__init__(context, "Bayar", PAGE, rows, with_names=False)
        self._npwp = ""
        self.payee = PickCombo(_PAYEE, self)
        self.payee.line.setPlaceholderText("Ketik sebagian nama")
        self.payee.offer([(payee.name, payee.place) for payee in paying.payees(rows)])
        name = label("&Penerima uang (wajib)")
        name.setBuddy(self.payee)
        self.who.addWidget(name)
        self.who.addWidget(self.payee)
        self.form.add_pick(_PAYEE, self.payee)
        self.finish_form(
            "&Bayar dan cetak kuitansi",
            "Satu kuitansi bernomor. Sesudah dibayar tidak dapat diubah, hanya dibalik.",
        )
        self.payee.picked.connect(lambda place: self._show_payee(place, ()))
        self._begin(ticked)

    def _begin(self, ticked: Sequence[DeliveryRow]) -> None:
        first = next((row for row in ticked if row.place is not None), None)
        if first is not None and first.place is not None:
            self.payee.pick(first.place, first.maker)
            self._show_payee(first.place, [row for row in ticked if row.place == first.place])
        self.count()
        self.start(self.payee if first is None else self.pay_button)

    def _show_payee(self, place: int | None, ticked: Sequence[DeliveryRow]) -> None:
        """Show what waits to be paid; ticked: what is ticked of it, all that is inspected by default."""
        rows = [] if place is None else paying.rows_to_pay(self.delivered, place)
        wanted = [row for row in ticked if row in rows] or [row for row in rows if row.payable > 0]
        self.lines.show_rows(rows, lambda row: row in wanted)
        self._npwp = "" if place is None else paying.npwp_of(self.context.office, place)
        self.account.setText(paying.account_of(self.context.office, rows))
        self.count()

    def sums(self) -> Sums:
        """Return what the kuitansi comes to."""
        return paying.sums(
            self.context.office, self.lines.ticked(), self.chosen_tax, self.day.day(), self._npwp
        )

    def post(self) -> Done:
        """Pay with one kuitansi."""
        rows, waiting = self.ticked_unless_waiting()
        return pay(
            self.context.office,
            payee=self.payee.value,
            letter_date=self.day.day(),
            lines=[PayLine(row.line) for row in rows if row.line is not None],
            receipts=waiting,
            tax=self.chosen_tax,
            method=self.chosen_method,
            account=self.account.text(),
        )

    def go_to_first(self) -> None:
        """Put the cursor where somebody to pay is missing, else among the rows."""
        if self.payee.value is None:
            self.payee.setFocus()
        else:
            super().go_to_first()
