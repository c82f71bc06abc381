"""The figures of a receipt: delivered = accepted + rejected, reasons, price; told right or wrong at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.amounts import PIECE, Unit
from ikm_desktop.buyback.balance import MakerBalance
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.goods.runs import amount
from ikm_desktop.office.book import Office
from ui.buyback import draft as d
from ui.buyback.draft import Judged, ReceiptDraft
from ui.buyback.receipt_extras import WASTE_REASON, ReceiptExtras
from ui.common.fields import DateField, select_on_focus
from ui.common.labels import label
from ui.common.picking import CalmCombo
from ui.common.pill import Pill
from ui.theme.look import Look


class ReceiptForm(QFrame):
    """The lower half of the side panel. `changed`: something was typed; `finished`: Enter after the last."""

    changed = Signal()
    finished = Signal()

    def __init__(self, office: Office, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setProperty("role", "card")
        self.title = label("Penerimaan baru", "section")
        self.title.setWordWrap(True)  # beside the day there is no room for a whole number
        # Tab goes through the fields in the order in which they are made here.
        self.day = DateField("Tanggal", today, self)
        self.delivered = _line(d.DELIVERED, self)
        self.accepted = _line(d.ACCEPTED, self)
        self.rejected = _line(d.REJECTED, self)
        self.reason = CalmCombo(d.REASON, self)
        self.reason_line = self.reason.typed_in(d.REASON)
        self.own = _line(d.OWN, self)
        self.price = _line(d.PRICE, self)
        self.price_reason = _line(d.PRICE_REASON, self)
        self.later = QCheckBox("Diperiksa &kemudian", self)
        self.later.setAccessibleName("Diperiksa kemudian")
        self.extras = ReceiptExtras(office, self)
        self.sum = Pill("Jumlah cocok", look, self)
        self.value = label("", "strong")
        self.value.setAccessibleName("Nilai")
        self.left = label("", "muted")
        self.left.setWordWrap(True)
        self._problems: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        self.unit: Unit = PIECE
        self._accepted_is_typed = False
        for figures in (self.delivered, self.accepted, self.rejected, self.price):
            select_on_focus(figures)
        self._lay_out()
        self._connect()
        self.show_judged(Judged(), None, told=())

    @property
    def fields(self) -> dict[str, QWidget]:
        """The field of each name."""
        return {
            d.DELIVERED: self.delivered,
            d.ACCEPTED: self.accepted,
            d.REJECTED: self.rejected,
            d.REASON: self.reason,
            d.OWN: self.own,
            d.PRICE: self.price,
            d.PRICE_REASON: self.price_reason,
            **self.extras.fields,
        }

    def empty_reason(self) -> QWidget | None:
        """Return the first field on screen that asks why and is empty, None where none is."""
        lines = {d.REASON: self.reason_line, d.OWN: self.own, d.PRICE_REASON: self.price_reason}
        lines[WASTE_REASON] = self.extras.reason_line
        fields = self.fields
        empty = (name for name, line in lines.items() if not line.text().strip() and fields[name].isVisible())
        return next((fields[name] for name in empty), None)

    def texts_into(self, draft: ReceiptDraft) -> None:
        """Write what is typed into a draft."""
        draft.delivered, draft.accepted = self.delivered.text(), self.accepted.text()
        draft.rejected, draft.reason = self.rejected.text(), self.reason.currentText()
        draft.own_reason, draft.price = self.own.text(), self.price.text()
        draft.price_reason, draft.later = self.price_reason.text(), self.later.isChecked()
        day = self.day.day()
        draft.late = day is not None and day < self._today
        draft.besides = self.extras.besides()
        draft.besides_wrong = self.extras.problems(above=not draft.late)

    def clear(self, price: int | None) -> None:
        """Empty the form for another receipt, at the price of the list."""
        self._accepted_is_typed = False
        for line in (self.delivered, self.accepted, self.rejected, self.own, self.price_reason):
            line.blockSignals(True)
            line.clear()
            line.blockSignals(False)
        self.reason.setCurrentIndex(-1)
        self.reason.clearEditText()
        self.extras.clear()
        self.show_price(price)

    def show_price(self, price: int | None) -> None:
        """Put the price of the list into its field."""
        self.price.setText("" if price is None else words.rupiah(price))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed yet."""
        return self.extras.is_untouched and not (self.delivered.text() or self.rejected.text())

    def show_judged(self, judged: Judged, balance: MakerBalance | None, told: tuple[str, ...]) -> None:
        """Show what the figures mean; told: names of fields whose missing text is told already."""
        line = judged.line
        wanted = {
            d.REASON: line is not None and line.rejected > 0,
            d.OWN: judged.over > 0,
            d.PRICE_REASON: judged.price_differs,
        }
        fields = self.fields
        for name, there in wanted.items():
            self._names[name].setVisible(there)
            fields[name].setVisible(there)
        for name, shown in self._problems.items():
            text = judged.wrong.get(name) or (judged.missing.get(name, "") if name in told else "")
            shown.setText(text)
            shown.setVisible(bool(text) and wanted.get(name, True))
            self._mark(fields[name], bad=bool(text))
        self._show_sum(judged, balance)

    def _show_sum(self, judged: Judged, balance: MakerBalance | None) -> None:
        line = judged.line
        self.value.setText("")
        self.left.setText("")
        if line is None or balance is None:
            self.sum.say("", "neutral", "")
            return
        if self.later.isChecked():
            self.sum.say("Belum diperiksa", "warn", "search")
        else:
            mark = "=" if judged.adds_up else "≠"
            text = (
                f"{words.number(line.delivered)} {mark} {words.number(line.accepted)} + "
                f"{words.number(line.rejected)}"
            )
            good = judged.adds_up
            self.sum.say(text, "ok" if good else "err", "circle-check" if good else "circle-alert")
            price = balance.price if line.price is None else line.price
            self.value.setText(
                ""
                if price is None or (line.again and not line.accepted)
                else f"→ {words.rupiah(amount(price, line.accepted, balance.product.unit.per))}"
            )
        self.left.setText("" if line.again else left_text(balance, line.delivered))

    @staticmethod
    def _mark(field: QWidget, *, bad: bool) -> None:
        state = "bad" if bad else ""
        if field.property("state") != state:
            field.setProperty("state", state)
            field.style().unpolish(field)
            field.style().polish(field)

    # --- keys ---------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.delivered.textEdited.connect(self._fill_accepted)
        self.rejected.textEdited.connect(self._fill_accepted)
        self.accepted.textEdited.connect(self._accepted_typed)
        for line in (self.delivered, self.accepted, self.rejected, self.own, self.price, self.price_reason):
            line.textChanged.connect(self.changed)
        self.reason.editTextChanged.connect(self.changed)
        self.later.toggled.connect(self._later_toggled)
        self.day.changed.connect(self.changed)
        self.extras.changed.connect(self.changed)
        self.extras.finished.connect(self.finished)
        for line in (self.delivered, self.accepted, self.rejected, self.reason_line, self.own, self.price):
            line.returnPressed.connect(self._goer_after(line))
        self.price_reason.returnPressed.connect(self.finished.emit)

    def _goer_after(self, line: QLineEdit) -> Callable[[], None]:
        return lambda: self.go_on_after(line)

    def go_on_after(self, line: QLineEdit) -> None:
        """Go to the next field that the form did not fill by itself."""
        order: list[tuple[QLineEdit, QWidget]] = [
            (self.delivered, self.delivered),
            (self.accepted, self.accepted),
            (self.rejected, self.rejected),
            (self.reason_line, self.reason),
            (self.own, self.own),
            (self.price, self.price),
            (self.price_reason, self.price_reason),
        ]
        after = [pair[0] for pair in order].index(line) + 1
        for typed, field in order[after:]:
            filled = (typed is self.accepted and not self._accepted_is_typed) or typed is self.price
            if field.isVisible() and field.isEnabled() and not filled:
                field.setFocus()
                return
        self.finished.emit()

    def _fill_accepted(self) -> None:
        """Let accepted follow delivered − rejected until somebody types it."""
        if self._accepted_is_typed or self.later.isChecked():
            return
        try:
            delivered = self.unit.read(self.delivered.text(), d.DELIVERED)
            rejected = self.unit.read(self.rejected.text() or "0", d.REJECTED)
        except FieldRefusal:
            delivered, rejected = 0, 1
        if delivered >= rejected:
            text = words.scaled_number(delivered - rejected, self.unit.per, self.unit.decimals)
            self.accepted.setText(text)
        else:
            self.accepted.clear()

    def _accepted_typed(self) -> None:
        self._accepted_is_typed = bool(self.accepted.text().strip())

    def _later_toggled(self, later: bool) -> None:  # noqa: FBT001 - Qt's signal
        for field in (self.accepted, self.rejected, self.reason):
            field.setEnabled(not later)
        if later:
            self.accepted.clear()
            self.rejected.clear()
        else:
            self._fill_accepted()
        self.extras.only_noted(later=later)
        self.changed.emit()

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.day)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._put(grid, 0, d.DELIVERED, self.delivered, problem_row=1)
        grid.addWidget(self.sum, 0, 2, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._put(grid, 2, d.ACCEPTED, self.accepted, problem_row=3)
        self._put(grid, 2, d.REJECTED, self.rejected, problem_row=4, column=2)
        self._put(grid, 5, d.REASON, self.reason, problem_row=6, span=3)
        self._put(grid, 7, d.OWN, self.own, problem_row=8, span=3)
        self._put(grid, 9, d.PRICE, self.price, problem_row=10)
        grid.addWidget(self.value, 9, 2, 1, 2)
        self._put(grid, 11, d.PRICE_REASON, self.price_reason, problem_row=12, span=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.extras.again)
        column.addLayout(grid)
        column.addWidget(self.later)
        column.addWidget(self.extras)
        QWidget.setTabOrder(self.day.line, self.extras.again)
        QWidget.setTabOrder(self.extras.again, self.delivered)
        column.addWidget(self.left)

    def _put(
        self,
        grid: QGridLayout,
        row: int,
        name: str,
        field: QWidget,
        *,
        problem_row: int,
        column: int = 0,
        span: int = 1,
    ) -> None:
        """Put a field with its name before it; its problem has the whole width beneath."""
        shown = label(name)
        shown.setBuddy(field)
        problem = label("", "problem")
        problem.setWordWrap(True)
        problem.setAccessibleName(f"Yang perlu diperbaiki pada {name}")
        grid.addWidget(shown, row, column)
        grid.addWidget(field, row, column + 1, 1, span)
        grid.addWidget(problem, problem_row, 0, 1, 4)
        self._names[name] = shown
        self._problems[name] = problem


def _line(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setAccessibleName(name)
    made.setMinimumWidth(70)
    return made


def left_text(balance: MakerBalance, delivered: int) -> str:
    """Say what she still holds after these pieces: what is scarcest first, two materials at most."""
    left = balance.left_after(delivered)
    names = {held.item.id: held for held in sorted(balance.materials, key=lambda one: one.enough_for)}
    parts = [
        f"{held.item.name} {held.item.ref.show(left[item])}"
        for item, held in names.items()
        if left[item] >= 0
    ]
    return f"Sisa di peserta sesudah ini: {', '.join(parts[:2])}" if parts else ""
