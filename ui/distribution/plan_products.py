"""The products of a plan: what is free of each, how much of it is shared out, what stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from ikm_desktop.distribution.plan import Free
from ikm_desktop.errors import FieldRefusal
from ui.common.fields import QuantityField
from ui.common.labels import button, label
from ui.theme.look import Look

_CELLS = 4
"""Columns that a product takes; two products stand beside each other."""

_LAST = 100
"""The line under all of them."""


class PlanProducts(QWidget):
    """Two products a line; `changed` tells that another quantity is to be shared, `finished` Enter in one."""

    changed = Signal()
    finished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.fields: dict[int, QuantityField] = {}
        self.free: dict[int, Free] = {}
        self._there: dict[int, QLabel] = {}
        self.result = label("", "muted")
        self.result.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2 * _CELLS, 1)
        self._grid.addWidget(self.result, _LAST, 0, 1, 2 * _CELLS + 1)

    def show_free(self, free: Sequence[Free]) -> None:
        """Show what is free; what is typed stays. Products of which nothing is free come only if typed."""
        for one in free:
            self.free[one.item.id] = one
            if one.item.id not in self.fields and one.quantity:
                self._add_line(one)
            if one.item.id in self._there:
                self._there[one.item.id].setText(f"bebas {one.shown}")

    def quantities(self) -> dict[int, int]:
        """What is to be shared of each product that something was typed for, smallest units."""
        found = {}
        for item, field in self.fields.items():
            quantity = field.quantity() if field.line.text().strip() else None
            if quantity:
                found[item] = quantity
        return found

    def problems(self) -> list[tuple[str, QuantityField]]:
        """What is wrong with the quantities, each with its field."""
        found = []
        for item, field in self.fields.items():
            if not field.line.text().strip():
                continue
            free = self.free[item]
            try:
                quantity = free.item.unit.read(field.line.text(), free.item.name)
            except FieldRefusal as refusal:
                found.append((refusal.sentence, field))
                continue
            if quantity > free.quantity:
                text = (
                    f"{free.item.name}: bebas di gudang {free.shown}, diisi {free.item.ref.show(quantity)}."
                )
                found.append((text, field))
        return found

    def tell(self, told: Mapping[int, str]) -> None:
        """Say beneath them what came of each product."""
        names = (f"{self.free[item].item.heading}: {text}" for item, text in told.items())
        self.result.setText("  ·  ".join(names) or "Isi jumlah yang dibagikan, lalu pilih lembaganya.")

    def first(self) -> QWidget | None:
        """The first field, None where nothing is free."""
        return next((field.line for field in self.fields.values()), None)

    def _add_line(self, one: Free) -> None:
        row, half = divmod(len(self.fields), 2)
        field = QuantityField(f"Dibagikan {one.item.name}", one.item.unit, self)
        field.hint.hide()
        field.line.setFixedWidth(self.fontMetrics().horizontalAdvance("000.000") + 24)
        field.changed.connect(self.changed)
        field.line.returnPressed.disconnect()
        field.line.returnPressed.connect(self.finished)
        name, there = label(one.item.heading), label("", "muted")
        name.setBuddy(field.line)
        there.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        everything = self._everything(one.item.id)
        for column, widget in enumerate((name, there, field, everything)):
            self._grid.addWidget(widget, row, half * _CELLS + column)
        self.fields[one.item.id] = field
        self._there[one.item.id] = there

    def _everything(self, item: int) -> QPushButton:
        made = button("Semua", self._look, role="link")
        made.setAccessibleName(f"Bagikan semua {self.free[item].item.name}")
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.clicked.connect(self._filler(item))
        return made

    def _filler(self, item: int) -> Callable[[], None]:
        def fill() -> None:
            self.fields[item].set_quantity(self.free[item].quantity)
            self.finished.emit()

        return fill
