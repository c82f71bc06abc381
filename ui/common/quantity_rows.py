"""Lines of an entry page: what is there of each thing, how much of it goes, what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.goods.items import Item
from ui.common.fields import select_on_focus
from ui.common.labels import label


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """One thing that can be moved.

    key: tells it apart, also in a draft; there: the most that can go, smallest units; name: as it is shown;
    note: what else is known of it, after its name; proposed: what stands in its field at first, 0 for
    nothing.
    """

    key: str
    item: Item
    there: int
    name: str
    note: str = ""
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of the columns: the thing, what is there of it, how much goes, what is left."""

    thing: str
    there: str
    quantity: str = "Jumlah"
    left: str = "Sisa"


class _Row(QObject):
    """The widgets of a line."""

    def __init__(self, line: QuantityLine, heads: Heads, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.name = label(line.name, "", parent)
        self.there = label("", "", parent)
        self.field = QLineEdit(parent)
        self.left = label("", "", parent)
        self.hint = label("", "muted", parent)
        self.name.setWordWrap(True)
        self.name.setBuddy(self.field)
        self.field.setAccessibleName(f"{heads.quantity} {line.name}")
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        select_on_focus(self.field)
        self.field.setFixedWidth(self.field.fontMetrics().horizontalAdvance("00.000,000+00") + 20)
        self.hint.setMinimumWidth(self.field.fontMetrics().horizontalAdvance("= 0.000,00 gulung"))
        for shown in (self.there, self.left):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_line(line)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of them in reading order."""
        return (self.name, self.there, self.field, self.hint, self.left)

    def show_line(self, line: QuantityLine) -> None:
        """Show a line as the book has it now."""
        self.line = line
        self.name.setText(f"{line.name} · {line.note}" if line.note else line.name)
        self.there.setText(line.item.ref.show(line.there))

    def quantity(self) -> int:
        """Return what is typed, smallest units. Raises what the unit's reader raises."""
        return self.line.item.unit.read(self.field.text().strip() or "0", self.line.name)

    def problem(self, there: str) -> str:
        """Return what is wrong with what is typed, empty when nothing is."""
        try:
            quantity = self.quantity()
        except FieldRefusal as refusal:
            return refusal.sentence
        if quantity > self.line.there:
            show = self.line.item.ref.show
            return f"{self.line.name}: {there} {show(self.line.there)}, diisi {show(quantity)}."
        return ""

    def judge(self, there: str) -> None:
        """Show what is left, how the text was understood, and whether it can be."""
        problem = self.problem(there)
        show = self.line.item.ref.show
        try:
            quantity = self.quantity()
        except FieldRefusal:
            quantity = 0
        self.left.setText("–" if problem or not quantity else show(self.line.there - quantity))
        self.hint.setText("melebihi" if problem and quantity else f"= {show(quantity)}" if quantity else "")
        self.hint.setToolTip(problem)
        self.field.setToolTip(problem)
        state = "bad" if problem else ""
        if (self.field.property("state") or "") != state:
            self.field.setProperty("state", state)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)


class QuantityRows(QWidget):
    """The lines. `changed`: something was typed; `finished`: Enter after the last.

    empty: what stands there while there is no line.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, heads: Heads, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows: dict[str, _Row] = {}
        self._kept: dict[str, str] = {}
        self.tab_after: QWidget | None = None
        """The field after which Tab comes to the lines."""
        self.empty = label(empty, "muted", self)
        self.empty.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        for column, text in enumerate((heads.thing, heads.there, heads.quantity, "", heads.left)):
            heading = label(text, "muted")
            side = Qt.AlignmentFlag.AlignLeft if column in (0, 2) else Qt.AlignmentFlag.AlignRight
            heading.setAlignment(side)
            self._grid.addWidget(heading, 0, column)
        self._grid.addWidget(self.empty, 1, 0, 1, 5)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """The field of each line, by its key."""
        return {key: row.field for key, row in self._rows.items()}

    def show_lines(self, lines: Sequence[QuantityLine], *, keep: bool = False) -> None:
        """Show these lines with what is proposed of each; keep: what is typed stays."""
        typed = self.state() if keep else {}
        same = list(self._rows) == [line.key for line in lines]
        if not same:
            self._make_rows(lines)
        for line in lines:
            row = self._rows[line.key]
            row.show_line(line)
            text = typed.get(line.key, self._kept.pop(line.key, None))
            if text is None:
                text = shown(line.item, line.proposed) if line.proposed else ""
            _set_quietly(row.field, text)
        self.empty.setVisible(not lines)
        self.judge()

    def lines(self) -> list[QuantityLine]:
        """Return the lines that are shown."""
        return [row.line for row in self._rows.values()]

    def chosen(self) -> list[tuple[QuantityLine, int]]:
        """Return the lines of which something goes, with how much; what cannot be read is left out."""
        found = []
        for row in self._rows.values():
            try:
                quantity = row.quantity()
            except FieldRefusal:
                continue
            if quantity:
                found.append((row.line, quantity))
        return found

    def problems(self) -> list[tuple[str, QWidget]]:
        """Return what is wrong with the quantities, each with its field."""
        return [
            (text, row.field)
            for row in self._rows.values()
            if (text := row.problem(self._heads.there.casefold()))
        ]

    def unreadable(self) -> list[tuple[str, QWidget]]:
        """Return the quantities that cannot be understood, each with its field, however much is there."""
        found: list[tuple[str, QWidget]] = []
        for row in self._rows.values():
            try:
                row.quantity()
            except FieldRefusal as refusal:
                found.append((refusal.sentence, row.field))
        return found

    def fill(self, quantities: Mapping[str, int]) -> None:
        """Type these quantities (smallest units) by key, and nothing into the others."""
        for key, row in self._rows.items():
            quantity = quantities.get(key, 0)
            row.field.setText(shown(row.line.item, quantity) if quantity else "")

    def cut_to_what_is_there(self) -> QWidget | None:
        """Lessen what is too much to what is there; return the first field lessened."""
        first = None
        for row in self._rows.values():
            try:
                too_much = row.quantity() > row.line.there
            except FieldRefusal:
                continue
            if too_much:
                row.field.setText(shown(row.line.item, row.line.there))
                first = first or row.field
        return first

    def first_field(self) -> QLineEdit | None:
        """Return the first line's field, None without lines."""
        return next(iter(self.fields.values()), None)

    # --- as a part of a form ------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Return what is typed, by key; empty fields as well, for they differ from a proposal."""
        return {key: row.field.text() for key, row in self._rows.items()}

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Type what a draft held; lines that are shown later get theirs then."""
        held: dict[str, str] = dict(state) if isinstance(state, dict) else {}
        self._kept = {key: text for key, text in held.items() if key not in self._rows}
        for key, row in self._rows.items() if held else ():
            _set_quietly(row.field, held.get(key, ""))
        self.judge()

    def spot(self) -> list[Any]:
        """Return the key of the line the cursor stands in."""
        focused = self.focusWidget()
        return [key for key, row in self._rows.items() if row.field is focused]

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor into a line, the first where that one is gone."""
        field = self.fields.get(str(spot[0])) if spot else None
        (field or self.first_field() or self).setFocus()

    # --- inside -------------------------------------------------------------------------------------

    def _make_rows(self, lines: Sequence[QuantityLine]) -> None:
        for row in self._rows.values():
            for widget in row.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            row.deleteLater()
        self._grid.setRowStretch(len(self._rows) + 1, 0)
        self._grid.setRowStretch(len(lines) + 1, 1)
        self._rows = {}
        for at, line in enumerate(lines):
            row = _Row(line, self._heads, self)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, at + 1, column)
                widget.show()  # at once, so that the cursor can be put into it
            row.field.textChanged.connect(self._typed)
            row.field.returnPressed.connect(self._goer_after(line.key))
            self._rows[line.key] = row
        fields: list[QWidget] = [row.field for row in self._rows.values()]
        _tab_order([self.tab_after, *fields] if self.tab_after is not None else fields)

    def _typed(self) -> None:
        self.judge()
        self.changed.emit()

    def judge(self) -> None:
        """Show of each line what is left and what cannot be."""
        for row in self._rows.values():
            row.judge(self._heads.there.casefold())

    def _goer_after(self, key: str) -> Callable[[], None]:
        def go() -> None:
            known = list(self._rows)
            at = known.index(key) + 1
            if at < len(known):
                self._rows[known[at]].field.setFocus()
            else:
                self.finished.emit()

        return go


def shown(item: Item, quantity: int) -> str:
    """Write a quantity of smallest units as it is typed."""
    return words.scaled_number(quantity, item.unit.per, item.unit.decimals)


def _set_quietly(field: QLineEdit, text: str) -> None:
    field.blockSignals(True)
    field.setText(text)
    field.blockSignals(False)


def _tab_order(fields: Sequence[QWidget]) -> None:
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before, after)
