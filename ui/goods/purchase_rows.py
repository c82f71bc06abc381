"""The lines of a vendor's paper: item, quantity, value; a fresh line follows the last one that is filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.errors import FieldInvalid, FieldMissing, FieldRefusal
from ikm_desktop.goods.items import Item
from ikm_desktop.supply.purchase import PurchaseLine
from ui.common.fields import select_on_focus
from ui.common.labels import button, label
from ui.common.picking import PickCombo
from ui.goods.bundles import read_bundles
from ui.theme.look import Look

Problem = tuple[FieldRefusal, QWidget]
_LEAST = 3
_UNKNOWN = "belum tercatat; pilih dari daftar, atau + Barang baru di ujungnya"


def not_picked(pick: PickCombo, field: str, unknown: str, line: int | None = None) -> FieldRefusal:
    """Return why nothing is picked: nothing typed, or a name not in the list; unknown: what to do then."""
    typed = pick.currentText().strip()
    if typed:
        return FieldInvalid(field=field, value=typed, why=unknown, line=line)
    return FieldMissing(field=field, line=line)


class PurchaseRow(QObject):
    """One line. changed: it says something else now; done: Enter in its last field.

    new_wanted: an item of this name is to be made.
    """

    changed = Signal()
    done = Signal()
    new_wanted = Signal(str)

    def __init__(self, no: int, items: Sequence[Item], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.no = no
        self._items = {item.id: item for item in items}
        self.item = PickCombo(f"Barang baris {no}", parent)
        self.item.line.setPlaceholderText("Ketik sebagian nama")
        self.item.offer([(item.name, item.id) for item in items])
        self.item.offer_new("Barang")
        self.item.new_wanted.connect(self.new_wanted)
        self.quantity = _line(f"Jumlah baris {no}", parent)
        self.understood = label("", "muted", parent)
        self.value = _line(f"Nilai baris {no}", parent)
        self.price = label("", "muted", parent)
        self.clear_button = button("", look, icon_name="x", role="link", parent=parent)
        self.clear_button.setAccessibleName(f"Kosongkan baris {no}")
        self.clear_button.setToolTip("Kosongkan baris")
        self.clear_button.clicked.connect(self.clear)
        self.item.picked.connect(self._picked)
        self.item.line.textEdited.connect(self.changed)
        for field in (self.quantity, self.value):
            select_on_focus(field)
            field.textChanged.connect(self._typed)
        self.quantity.returnPressed.connect(self.value.setFocus)
        self.value.returnPressed.connect(self.done)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What stands in the line, in reading order."""
        return (self.item, self.quantity, self.understood, self.value, self.price, self.clear_button)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in it."""
        return not any(self.typed())

    def offer(self, items: Sequence[Item]) -> None:
        """Offer these items; what is picked stays."""
        self._items = {item.id: item for item in items}
        self.item.offer([(item.name, item.id) for item in items])

    def typed(self) -> list[str]:
        """Return the three texts as typed."""
        return [self.item.currentText().strip(), self.quantity.text().strip(), self.value.text().strip()]

    def fill(self, typed: Sequence[str]) -> None:
        """Type three texts."""
        self.item.setEditText(typed[0])
        self.item.take_typed()
        self.quantity.setText(typed[1])
        self.value.setText(typed[2])

    def clear(self) -> None:
        """Empty the line."""
        self.fill(("", "", ""))

    def chosen(self) -> Item | None:
        """Return the item that is picked."""
        return self._items.get(self.item.value) if self.item.value is not None else None

    def amount(self) -> int:
        """Return the value as far as it can be read, 0 otherwise."""
        try:
            return read_rupiah(self.value.text(), "Nilai")
        except FieldRefusal:
            return 0

    def problems(self) -> list[Problem]:
        """Return all that is wrong with a line that is not empty."""
        found: list[Problem] = []
        item = self.chosen()
        if item is None:
            found.append((not_picked(self.item, f"Barang baris {self.no}", _UNKNOWN, self.no), self.item))
        elif (wrong := self._wrong_quantity(item)) is not None:
            found.append((wrong, self.quantity))
        if (wrong := _wrong(self.value, read_rupiah)) is not None:
            found.append((wrong, self.value))
        return found

    def line(self) -> PurchaseLine | None:
        """Return the line as the book takes it, None while something is wrong."""
        item = self.chosen()
        if item is None or self.problems():
            return None
        quantity = read_bundles(self.quantity.text(), item.unit, "Jumlah")
        return PurchaseLine(item.id, quantity, read_rupiah(self.value.text(), "Nilai"))

    def _wrong_quantity(self, item: Item) -> FieldRefusal | None:
        return _wrong(self.quantity, lambda text, name: read_bundles(text, item.unit, name))

    def _picked(self, _value: object) -> None:
        self._typed()
        if self.item.line.hasFocus() and self.item.value is not None:
            self.quantity.setFocus()

    def _typed(self) -> None:
        """Say what was understood, and mark what cannot be."""
        item = self.chosen()
        wrong = self._wrong_quantity(item) if item is not None and self.quantity.text() else None
        mark(self.quantity, wrong)
        worth = _wrong(self.value, read_rupiah) if self.value.text() else None
        mark(self.value, worth)
        line = self.line()
        self.understood.setText(self._in_full(item) if wrong is None else "?")
        self.price.setText("" if line is None or item is None else _price(line, item))
        self.changed.emit()

    def _in_full(self, item: Item | None) -> str:
        if item is None:
            return ""
        if not self.quantity.text().strip():
            return item.unit.symbol
        return f"= {item.ref.show(read_bundles(self.quantity.text(), item.unit, 'Jumlah'))}"


class PurchaseRows(QWidget):
    """All lines. changed: one of them; finished: Enter on the last line that is filled.

    new_wanted: line and name of an item that is to be made.
    """

    changed = Signal()
    finished = Signal()
    new_wanted = Signal(int, str)

    def __init__(self, items: Sequence[Item], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items, self._look = items, look
        self.rows: list[PurchaseRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        for column, (title, stretch) in enumerate(
            (("Barang", 5), ("Jumlah", 3), ("", 2), ("Nilai (Rp)", 3), ("Harga satuan", 2), ("", 0))
        ):
            self._grid.addWidget(label(title, "muted"), 0, column)
            self._grid.setColumnStretch(column, stretch)
        for _ in range(_LEAST):
            self._add()

    def typed(self) -> list[list[str]]:
        """Return what stands in the lines that are not empty."""
        return [row.typed() for row in self.rows if not row.is_empty]

    def fill(self, lines: Sequence[Sequence[str]]) -> None:
        """Type whole lines, from the first on."""
        while len(self.rows) <= len(lines):
            self._add()
        for row, typed in zip(self.rows, lines, strict=False):
            row.fill(typed)

    def take_new(self, no: int, item: int, items: Sequence[Item]) -> None:
        """Offer an item just made in all lines, and pick it in the one that wanted it."""
        self._items = items
        for row in self.rows:
            row.offer(items)
        self.rows[no - 1].item.choose([item, ""])
        self.rows[no - 1].quantity.setFocus()

    def total(self) -> int:
        """Return the sum of the values that can be read."""
        return sum(row.amount() for row in self.rows)

    def problems(self) -> list[Problem]:
        """Return all that is wrong, line by line."""
        return [problem for row in self.rows if not row.is_empty for problem in row.problems()]

    def lines(self) -> list[PurchaseLine]:
        """Return the lines that are whole."""
        found = (row.line() for row in self.rows if not row.is_empty)
        return [line for line in found if line is not None]

    def _add(self) -> None:
        row = PurchaseRow(len(self.rows) + 1, self._items, self._look, self)
        self.rows.append(row)
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, row.no, column)
        _in_order((*(self.rows[-2].widgets[-1:] if row.no > 1 else ()), *row.widgets))
        row.changed.connect(self._changed)
        row.new_wanted.connect(lambda name: self.new_wanted.emit(row.no, name))
        row.done.connect(self._goer(row))

    def _changed(self) -> None:
        if not self.rows[-1].is_empty:
            self._add()
        self.changed.emit()

    def _goer(self, row: PurchaseRow) -> Callable[[], None]:
        """Enter goes to the next line, from the last filled one out of the lines."""

        def go() -> None:
            following = self.rows[row.no] if row.no < len(self.rows) else None
            if row.is_empty or following is None:
                self.finished.emit()
            else:
                following.item.setFocus()

        return go


def _price(line: PurchaseLine, item: Item) -> str:
    """Return what one shown unit comes to, cut to whole rupiah as only shown."""
    if not line.quantity:
        return ""
    return f"{words.rupiah(line.value * item.unit.per // line.quantity)}/{item.unit.symbol}"


def mark(field: QLineEdit, wrong: FieldRefusal | None) -> None:
    """Show a field as wrong with the reason as its tip, or as right again."""
    field.setProperty("state", "bad" if wrong else "")
    field.setToolTip(wrong.sentence if wrong else "")
    field.style().unpolish(field)
    field.style().polish(field)


def _in_order(widgets: Sequence[QWidget]) -> None:
    takers = [one for one in widgets if not isinstance(one, QLabel)]
    for before, after in pairwise(takers):
        QWidget.setTabOrder(before, after)


def _wrong(field: QLineEdit, read: Callable[[str, str], int]) -> FieldRefusal | None:
    name = field.accessibleName()
    if not field.text().strip():
        return FieldMissing(field=name)
    try:
        read(field.text(), name)
    except FieldRefusal as refusal:
        return refusal
    return None


def _line(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(90)
    return made
