"""The entry page Bayar: inspected receipts of one maker are ticked, one kuitansi pays them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.buyback.payment import Method, PayLine, pay
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.tax import KINDS, TaxKind
from ui.buyback import paying
from ui.buyback.ticked import TickedRows
from ui.common.fields import DateField
from ui.common.labels import button, card, label
from ui.common.messages import MessageBar
from ui.common.picking import CalmCombo, PickCombo
from ui.theme.look import Look

_METHODS = (("UP", "Uang persediaan (UP)"), ("LS", "Langsung (LS)"))


class PaymentPage(QWidget):
    """Pays one maker. paid: what was made; closed: back to the list; inspection_wanted: of a row."""

    paid = Signal(object)
    closed = Signal()
    inspection_wanted = Signal(object)

    def __init__(
        self, office: Office, look: Look, rows: Sequence[DeliveryRow], ticked: Sequence[DeliveryRow]
    ) -> None:
        super().__init__()
        self.setObjectName("frame")
        self._office = office
        self._rows = rows
        self._npwp = ""
        self.message = MessageBar(self)
        self.payee = PickCombo("Penerima uang", self)
        self.payee.offer([(payee.name, payee.place) for payee in paying.payees(rows)])
        self.lines = TickedRows(self)
        self.day = DateField("Tanggal", office.clock.now().date(), self)
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
        self.spelled = label("", "muted")
        self.spelled.setWordWrap(True)
        # Tab goes through the page in the order in which things are laid out below.
        self.leave = button("Bata&l", look)
        self.pay_button = button(
            "&Bayar dan lihat kuitansi  Ctrl+Enter", look, icon_name="banknote", role="primary"
        )
        self.back = button("‹ Pembelian Kembali", look, role="link")
        self._lay_out()
        self._connect()
        self._begin(ticked)

    def _begin(self, ticked: Sequence[DeliveryRow]) -> None:
        """Fill the page with what was chosen in the list: the first row's maker, all of her rows chosen."""
        first = ticked[0] if ticked else None
        if first is not None and first.place is not None:
            self.payee.pick(first.place, first.maker)
            self._show_payee(first.place, [row for row in ticked if row.place == first.place])
            self.setFocusProxy(self.pay_button)
        else:
            self._count()
            self.setFocusProxy(self.payee)

    def _connect(self) -> None:
        self.payee.picked.connect(lambda place: self._show_payee(place, None))
        self.lines.changed.connect(self._count)
        self.tax.currentIndexChanged.connect(self._count)
        self.day.changed.connect(self._count)
        self.back.clicked.connect(self.closed.emit)
        self.leave.clicked.connect(self.closed.emit)
        self.pay_button.clicked.connect(self.pay)
        self.message.way_chosen.connect(self._go)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+P"):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.pay_button.click)

    def _show_payee(self, place: int | None, ticked: Sequence[DeliveryRow] | None) -> None:
        """Show what waits to be paid; ticked: what is ticked of it, all that is inspected by default."""
        rows = [] if place is None else paying.rows_to_pay(self._rows, place)
        if not ticked:
            ticked = [row for row in rows if row.payable > 0]
        keys = {(row.line, row.prepared) for row in ticked}
        self.lines.show_rows(rows, lambda row: (row.line, row.prepared) in keys)
        self._npwp = "" if place is None else paying.npwp_of(self._office, place)
        self.account.setText(paying.account_of(self._office, rows))
        self._count()

    def _count(self) -> None:
        rows = self.lines.ticked()
        found = paying.sums(self._office, rows, self.tax.currentData(), self.day.day(), self._npwp)
        self.gross.setText(words.rupiah(found.gross))
        self.withheld.setText("–" if found.tax is None else words.rupiah(found.tax))
        self.net.setText(words.rupiah(found.net))
        self.spelled.setText(found.in_words if found.gross else "Belum ada baris yang dicentang.")

    def pay(self) -> Done | None:
        """Pay what is ticked; what is in the way is told with its ways out."""
        rows = self.lines.ticked()
        try:
            done = pay(
                self._office,
                payee=self.payee.value,
                letter_date=self.day.day(),
                lines=[PayLine(row.line) for row in rows if row.line is not None],
                receipts=[
                    row.prepared
                    for row in rows
                    if row.prepared is not None and row.status == Status.NOT_INSPECTED
                ],
                tax=cast("TaxKind", self.tax.currentData()),
                method=cast("Method", self.method.currentData()),
                account=self.account.text(),
            )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            (self.payee if self.payee.value is None else self.lines).setFocus()
            return None
        self.paid.emit(done)
        return done

    def _go(self, key: str) -> None:
        waiting = [row for row in self.lines.ticked() if row.status == Status.NOT_INSPECTED]
        if key == "periksa" and waiting:
            self.inspection_wanted.emit(waiting[0])

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("frame")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._left(), 3)
        row.addWidget(self._right(), 2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(label("Bayar", "title"))
        head.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 8)
        page.addLayout(head)
        page.addWidget(self.message)
        page.addWidget(scroll, 1)

    def _left(self) -> QFrame:
        made, column = card("Siapa dan apa yang dibayar")
        who = label("&Penerima uang")
        who.setBuddy(self.payee)
        column.addWidget(who)
        column.addWidget(self.payee)
        column.addWidget(self.lines, 1)
        column.addWidget(_wrapped("Spasi mencentang baris. Yang belum diperiksa belum dapat dibayar."))
        return made

    def _right(self) -> QFrame:
        made, column = card("Kuitansi")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("&Tanggal", self.day)
        form.addRow("Pa&jak", self.tax)
        form.addRow("&Cara bayar", self.method)
        form.addRow("Kode &anggaran", self.account)
        form.addRow("Bruto", self.gross)
        form.addRow("Pajak dipungut", self.withheld)
        form.addRow("Diterima bersih", self.net)
        column.addLayout(form)
        column.addWidget(self.spelled)
        column.addWidget(_wrapped("Sesudah dibayar tidak dapat diubah, hanya dibalik."))
        column.addStretch()
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addWidget(self.pay_button, 1)
        column.addLayout(buttons)
        return made


def _wrapped(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(True)
    return made
