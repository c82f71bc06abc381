"""The head of the kit page: which batch, how large a kit, on which day, and who hands it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import FieldMissing, FieldRefusal
from ui.common.fields import DateField, QuantityField
from ui.common.fields_row import FlowLayout, named
from ui.common.labels import button, label
from ui.common.new_at_end import ChoiceWithNew
from ui.common.pill import Pill
from ui.theme.look import Look

BATCH, PIECES, DAY, GIVER = "Angkatan", "Paket", "Tanggal", "Yang menyerahkan"


class KitHead(QWidget):
    """The fields above the grid. `changed` tells that another kit is asked for; `typed` that anything is new.

    `left` is the way back to the list.
    """

    changed = Signal()
    typed = Signal()
    left = Signal()

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.batch = ChoiceWithNew(self)
        self.batch.setAccessibleName(BATCH)
        self.pieces = QuantityField(PIECES, PIECE, self)
        self.pieces.line.setFixedWidth(self.fontMetrics().horizontalAdvance("0.000") + 28)
        self.day = DateField(DAY, today, self)
        self.giver = QLineEdit(self)
        self.giver.setAccessibleName(GIVER)
        self.giver.setMinimumWidth(self.fontMetrics().horizontalAdvance("RINI CONTOH, A.Md.") + 22)
        self.enough = Pill("Kecukupan stok", look, self)
        self._lay_out(look)
        self.batch.currentIndexChanged.connect(self.changed)
        self.pieces.changed.connect(self.changed)
        self.day.changed.connect(self.changed)
        self.giver.textChanged.connect(self._giver_typed)
        self.giver.returnPressed.connect(self._go_on)
        for signal in (self.changed, self.giver.textChanged):
            signal.connect(self.typed)

    def _lay_out(self, look: Look) -> None:
        back = button("‹ Penyerahan Bahan", look, role="link")
        back.clicked.connect(self.left)
        fields = QWidget()
        flow = FlowLayout(fields)
        for one in (
            label("Serahkan paket", "title"),
            named("&Angkatan", self.batch),
            named("Pa&ket", self.pieces, self.pieces.line),
            named("Tan&ggal", self.day, self.day.line),
            named("&Yang menyerahkan", self.giver),
        ):
            flow.addWidget(one)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        fields.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(fields, 1)
        row.addWidget(self.enough, 0, Qt.AlignmentFlag.AlignTop)

    def offer(self, batches: Sequence[tuple[int, str]]) -> None:
        """Offer these batches (id and name)."""
        self.batch.blockSignals(True)
        for number, name in batches:
            self.batch.addItem(name, number)
        self.batch.blockSignals(False)

    def chosen_batch(self) -> int | None:
        """The id of the batch, None without one."""
        number = self.batch.currentData()
        return None if number is None else int(number)

    def choose_batch(self, number: int | None) -> None:
        """Choose a batch, where it is offered."""
        at = self.batch.findData(number)
        if at >= 0:
            self.batch.setCurrentIndex(at)

    def problems(self) -> list[FieldRefusal]:
        """What is wrong with the fields."""
        found = [one for one in (self.pieces.problem(), self.day.problem()) if one is not None]
        if self.chosen_batch() is None:
            found.append(FieldMissing(field=BATCH))
        if not self.giver.text().strip():
            found.append(FieldMissing(field=GIVER))
        return found

    def field(self, name: str) -> QWidget | None:
        """Return the widget of a field by its name."""
        fields: dict[str, QWidget] = {
            BATCH: self.batch,
            PIECES: self.pieces.line,
            DAY: self.day.line,
            GIVER: self.giver,
        }
        return fields.get(name)

    def _go_on(self) -> None:
        self.focusNextChild()

    def _giver_typed(self) -> None:
        if self.giver.property("state"):
            mark(self.giver, bad=False)


def mark(widget: QWidget, *, bad: bool) -> None:
    """Show a field as wrong, or as right again."""
    widget.setProperty("state", "bad" if bad else "")
    widget.style().unpolish(widget)
    widget.style().polish(widget)
