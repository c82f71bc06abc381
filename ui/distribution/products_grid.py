"""One line a product: what is free in the store, how much is handed over, what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ikm_desktop.errors import FieldRefusal
from ikm_desktop.goods.prepared import GoodsLine
from ui.common.labels import label
from ui.distribution.free import Free


class ProductsGrid(QWidget):
    """Quantities are typed; the balance stands before and after them. `finished`: Enter after the last."""

    changed = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[int, QLineEdit] = {}
        self._free: dict[int, Free] = {}
        self._shown: dict[int, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        for column, text in enumerate(("Produk", "Bebas di gudang", "Jumlah", "Sisa")):
            heading = label(text, "muted")
            heading.setAlignment(
                Qt.AlignmentFlag.AlignRight if column in (1, 3) else Qt.AlignmentFlag.AlignLeft
            )
            self._grid.addWidget(heading, 0, column)

    def show_free(self, free: Sequence[Free]) -> None:
        """Show what is free; what is typed stays."""
        for one in free:
            if one.item.id not in self.fields:
                self._add_line(one)
            self._free[one.item.id] = one
            there, _ = self._shown[one.item.id]
            there.setText(one.shown)
        self._judge()

    def lines(self) -> list[GoodsLine]:
        """Return what is handed over of each product; what cannot be read is left out."""
        found = []
        for item, field in self.fields.items():
            try:
                quantity = self._free[item].item.unit.read(field.text() or "0", self._free[item].item.name)
            except FieldRefusal:
                continue
            if quantity:
                found.append(GoodsLine(item, quantity))
        return found

    def problems(self) -> list[tuple[str, QLineEdit]]:
        """Return what is wrong with the quantities, each with its field."""
        found = []
        for item, field in self.fields.items():
            text = self._problem(item, field)
            if text:
                found.append((text, field))
        return found

    def _problem(self, item: int, field: QLineEdit) -> str:
        free = self._free[item]
        try:
            quantity = free.item.unit.read(field.text() or "0", free.item.name)
        except FieldRefusal as refusal:
            return refusal.sentence
        if quantity > free.quantity:
            return f"{free.item.name}: bebas di gudang {free.shown}, diisi {free.item.ref.show(quantity)}."
        return ""

    def _add_line(self, one: Free) -> None:
        row = len(self.fields) + 1
        name, there, left = label(one.item.name), label(""), label("")
        name.setWordWrap(True)
        field = QLineEdit(self)
        field.setAccessibleName(f"Jumlah {one.item.name}")
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setMinimumWidth(80)
        field.setMaximumWidth(130)
        field.textChanged.connect(self._judge)
        field.textChanged.connect(self.changed)
        field.returnPressed.connect(self._goer_after(one.item.id))
        name.setBuddy(field)
        for column, widget in enumerate((name, there, field, left)):
            self._grid.addWidget(widget, row, column)
            if isinstance(widget, QLabel) and column:
                widget.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.fields[one.item.id] = field
        self._shown[one.item.id] = (there, left)

    def _goer_after(self, item: int) -> Callable[[], None]:
        def go() -> None:
            known = list(self.fields)
            at = known.index(item) + 1
            if at < len(known):
                self.fields[known[at]].setFocus()
            else:
                self.finished.emit()

        return go

    def _judge(self) -> None:
        """Show what is left after each quantity, and which cannot be."""
        taken = {line.item: line.quantity for line in self.lines()}
        for item, field in self.fields.items():
            if item not in self._free:
                continue
            problem = self._problem(item, field)
            free, (_, left) = self._free[item], self._shown[item]
            rest = free.quantity - taken.get(item, 0)
            left.setText(free.item.ref.show(rest) if item in taken and not problem else "–")
            field.setToolTip(problem)
            state = "bad" if problem else ""
            if field.property("state") != state:
                field.setProperty("state", state)
                field.style().unpolish(field)
                field.style().polish(field)
