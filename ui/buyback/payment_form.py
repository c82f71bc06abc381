"""What both pages of payment have in common: rows ticked, day, tax, way of paying, what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout

from ikm_desktop import words
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.buyback.payment import Method
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.acts import Done
from ikm_desktop.office.tax import KINDS, TaxKind
from ui.buyback.paying import Sums
from ui.buyback.ticked import TickedRows
from ui.common.drafted_page import DraftedPage
from ui.common.fields import DateField
from ui.common.labels import label
from ui.common.lines_page import form_layout
from ui.common.picking import CalmCombo
from ui.common.tab import TabContext

_METHODS = (("UP", "Uang persediaan (UP)"), ("LS", "Langsung (LS)"))
DAY = "Tanggal"


class PaymentForm(DraftedPage):
    """The frame of both. paid: what was made, and whether it is to be printed.

    A page puts who is paid into `who`, adds its field to the form, and then calls `finish_form`.
    """

    paid = Signal(object, bool)
    fills = True

    def __init__(
        self, context: TabContext, title: str, key: str, rows: Sequence[DeliveryRow], *, with_names: bool
    ) -> None:
        super().__init__(context, "Pembelian Kembali", title, key)
        self.delivered = rows
        self.lines = TickedRows(self, with_names=with_names)
        self.day = DateField(DAY, context.office.clock.now().date(), self)
        self.ways.day = self.day
        self.tax = CalmCombo("Pajak", self)
        for kind, name in KINDS.items():
            self.tax.addItem(name, kind)
        self.tax.setCurrentIndex(self.tax.findData("pph22"))
        self.method = CalmCombo("Cara bayar", self)
        for code, name in _METHODS:
            self.method.addItem(name, code)
        self.account = QLineEdit(self)
        self.account.setAccessibleName("Kode anggaran")
        self.gross, self.withheld, self.net = label("", "strong"), label("", "strong"), label("", "figure")
        self.spelled = _wrapped("")
        self.who: QVBoxLayout = self.card("Siapa dan apa yang dibayar", self.left)
        self._lay_out_money()

    def finish_form(self, verb: str, after: str) -> None:
        """Put the rows beneath who is paid, and the buttons; verb: on the one that pays."""
        self.who.addWidget(self.lines, 1)
        self.who.addWidget(_wrapped("Spasi mencentang baris. Yang belum diperiksa belum dapat dibayar."))
        self.card("Setelah disimpan", self.right).addWidget(_wrapped(after))
        self.pay_button = self.add_button(
            verb, self.pay_and_print, key="Ctrl+P", icon_name="banknote", role="primary"
        )
        self.add_key("Ctrl+S", self.pay)
        self.add_key("Ctrl+Return", self.pay_and_print)
        self.form.add_typed(DAY, self.day)
        self.form.add_choice("Pajak", self.tax)
        self.form.add_choice("Cara bayar", self.method)
        self.form.add_line("Kode anggaran", self.account)
        self.form.add_view("Baris", self.lines, self.lines, self.lines.changed)
        self.account.returnPressed.connect(self.pay_button.setFocus)
        for signal in (self.lines.changed, self.tax.currentIndexChanged, self.day.changed):
            signal.connect(self.count)

    def sums(self) -> Sums:
        """Return what paying the ticked rows comes to."""
        raise NotImplementedError

    def post(self) -> Done:
        """Pay what is ticked."""
        raise NotImplementedError

    def count(self) -> None:
        """Show what the ticked rows come to."""
        found = self.sums()
        self.gross.setText(words.rupiah(found.gross))
        self.withheld.setText("–" if found.tax is None else words.rupiah(found.tax))
        self.net.setText(words.rupiah(found.net))
        self.spelled.setText(found.in_words if found.gross else "Belum ada baris yang dicentang.")

    def restored(self) -> None:
        """Count what a draft has ticked."""
        self.count()

    def ticked_unless_waiting(self) -> tuple[list[DeliveryRow], list[int]]:
        """Return the ticked rows that can be paid, and the receipts among them that are not inspected."""
        rows = self.lines.ticked()
        waiting = [
            row.prepared for row in rows if row.prepared is not None and row.status == Status.NOT_INSPECTED
        ]
        return [row for row in rows if row.line is not None], waiting

    @property
    def chosen_tax(self) -> TaxKind:
        """The kind of tax chosen."""
        return cast("TaxKind", self.tax.currentData())

    @property
    def chosen_method(self) -> Method:
        """The way of paying chosen."""
        return cast("Method", self.method.currentData())

    def pay(self) -> Done | None:
        """Pay what is ticked; what is in the way is told with its ways out."""
        return self._pay(to_print=False)

    def pay_and_print(self) -> Done | None:
        """Pay, and go on to the papers."""
        return self._pay(to_print=True)

    def _pay(self, *, to_print: bool) -> Done | None:
        self.last_done = partial(self._pay, to_print=to_print)
        self.message.clear()
        if (problem := self.day.problem()) is not None:
            self.message.complain([problem.sentence])
            self.day.line.setFocus()
            return None
        try:
            done = self.entered(self.post)
        except (Refusal, Fault) as refused:
            self.refuse(refused)
            self.go_to_first()
            return None
        self.keeper.finish()
        self.paid.emit(done, to_print)
        return done

    def go_to_first(self) -> None:
        """Put the cursor into the day where it is none, else among the rows."""
        (self.day.line if self.day.day() is None else self.lines).setFocus()

    def _lay_out_money(self) -> None:
        money = self.card("Kuitansi", self.right)
        form: QFormLayout = form_layout()
        form.addRow("&Tanggal", self.day)
        form.addRow("Pa&jak", self.tax)
        form.addRow("&Cara bayar", self.method)
        form.addRow("Kode &anggaran", self.account)
        form.addRow("Bruto", self.gross)
        form.addRow("Pajak dipungut", self.withheld)
        form.addRow("Diterima bersih", self.net)
        money.addLayout(form)
        money.addWidget(self.spelled)


def _wrapped(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(True)
    return made
