"""The rows of a batch as one grid: who takes part, quantities, a remark; every edit can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QUndoCommand, QUndoStack

from ikm_desktop import words
from ikm_desktop.amounts import Unit
from ikm_desktop.errors import FieldRefusal
from ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
Cell = int | str
"""A quantity in smallest units, or what was typed where that could not be understood."""

NO, TAKES, NAME, FIRST = 0, 1, 2, 3
"""Columns: number, whether she takes part, name, the first quantity; the remark comes last."""

ABSENT = "–"
MARK = "●"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of quantities: key tells it apart, unit reads and shows them.

    fixed: only shown; blank: nothing stands in a cell of 0.
    """

    key: int
    title: str
    unit: Unit
    fixed: bool = False
    blank: bool = False

    @property
    def heading(self) -> str:
        """The title, and beneath it the unit."""
        return f"{self.title}\n({self.unit.symbol})"

    def show(self, cell: Cell) -> str:
        """Write a cell as the clerk reads it."""
        if isinstance(cell, str) or (self.blank and not cell):
            return cell if isinstance(cell, str) else ""
        return words.scaled_number(cell, self.unit.per, self.unit.decimals)

    def read(self, text: str) -> Cell:
        """Read what was typed; empty is nothing; what is not understood stays as it was typed."""
        if not text.strip():
            return 0
        try:
            return self.unit.read(text, self.title)
        except FieldRefusal:
            return text.strip()

    def problem(self, cell: Cell) -> FieldRefusal | None:
        """What is wrong with a cell, None for a quantity."""
        if isinstance(cell, str):
            try:
                self.unit.read(cell, self.title)
            except FieldRefusal as refusal:
                return refusal
        return None


@dataclass(slots=True)
class GridLine:
    """A row: key tells it apart (a place), proposed: what the columns hold unless she is an exception."""

    key: int
    no: int
    name: str
    takes: bool
    note: str
    cells: list[Cell]
    proposed: tuple[int, ...]
    tip: str = ""
    proposed_takes: bool = field(init=False)
    proposed_note: str = field(init=False)

    def __post_init__(self) -> None:
        self.proposed_takes, self.proposed_note = self.takes, self.note

    @property
    def beginning(self) -> tuple[object, ...]:
        """What the line held before anything was edited."""
        return (self.key, self.no, self.name, self.proposed, self.proposed_takes, self.proposed_note)

    def is_exception(self, column: int) -> bool:
        """Whether a quantity differs from the proposal."""
        return self.takes and self.cells[column] != self.proposed[column]

    @property
    def differs(self) -> bool:
        """Whether any of her quantities does."""
        return any(self.is_exception(column) for column in range(len(self.cells)))


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that gets another value: row and column of the grid."""

    row: int
    column: int
    value: Cell | bool


class GridModel(QAbstractTableModel):
    """Lines over columns of quantities. `edited` tells that anything is another now."""

    edited = Signal()
    note_title = "Keterangan"

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.columns: tuple[GridColumn, ...] = ()
        self.lines: list[GridLine] = []
        self.short: frozenset[int] = frozenset()
        self.undo = QUndoStack(self)

    @property
    def note_column(self) -> int:
        """Where the remark stands."""
        return FIRST + len(self.columns)

    def fill(self, columns: Sequence[GridColumn], lines: Sequence[GridLine]) -> None:
        """Show other columns and lines; what was edited before can no longer be undone."""
        self.beginResetModel()
        self.columns, self.lines = tuple(columns), list(lines)
        self.short = frozenset()
        self.undo.clear()
        self.endResetModel()
        self.edited.emit()

    def begins_as(self, columns: Sequence[GridColumn], lines: Sequence[GridLine]) -> bool:
        """Tell whether these columns and lines are what this grid began with, before anything was edited."""
        return self.columns == tuple(columns) and [line.beginning for line in self.lines] == [
            line.beginning for line in lines
        ]

    def mark_short(self, columns: Iterable[int]) -> None:
        """Mark the columns (by key) of which there is too little."""
        short = frozenset(columns)
        if short != self.short:
            self.short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def total(self, column: int) -> int:
        """Return what all who take part get of a column (from 0), smallest units."""
        cells = (line.cells[column] for line in self.lines if line.takes)
        return sum(cell for cell in cells if isinstance(cell, int))

    def problems(self) -> list[tuple[int, int, FieldRefusal]]:
        """Return row, grid column and refusal of each cell of a person taking part that is not understood."""
        return [
            (row, FIRST + at, problem)
            for row, line in enumerate(self.lines)
            for at, column in enumerate(self.columns)
            if line.takes and (problem := column.problem(line.cells[at])) is not None
        ]

    # --- editing ------------------------------------------------------------------------------------

    def can_be_typed(self, column: int) -> bool:
        """Tell whether a column takes what is typed: the tick, quantities that are not fixed, the remark."""
        if FIRST <= column < self.note_column:
            return not self.columns[column - FIRST].fixed
        return column in {TAKES, self.note_column}

    def value(self, row: int, column: int) -> Cell | bool:
        """Return what a cell holds."""
        line = self.lines[row]
        if column == TAKES:
            return line.takes
        return line.note if column == self.note_column else line.cells[column - FIRST]

    def read(self, column: int, text: str) -> Cell | bool:
        """Read a text as a cell of a column holds it."""
        if column == TAKES:
            return text.strip().casefold() in {"1", "v", "x", "ya", "y", "true", "terima"}
        return text.strip() if column == self.note_column else self.columns[column - FIRST].read(text)

    def change(self, edits: Iterable[Edit], what: str) -> None:
        """Change cells as one step of undo; cells that stay the same are left alone."""
        real = [edit for edit in edits if self.value(edit.row, edit.column) != edit.value]
        if real:
            self.undo.push(_Step(self, real, what))

    def put(self, edits: Iterable[Edit]) -> None:
        """Write cells past the undo stack; for its steps only."""
        for edit in edits:
            line = self.lines[edit.row]
            if edit.column == TAKES:
                line.takes = bool(edit.value)
            elif edit.column == self.note_column:
                line.note = str(edit.value)
            else:
                line.cells[edit.column - FIRST] = edit.value
            ends = self.index(edit.row, 0), self.index(edit.row, self.note_column)
            self.dataChanged.emit(*ends)
        self.edited.emit()

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802 - Qt's name and type
        """Take what an editor or a checkbox gives."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TAKES:
            checked = Qt.CheckState(value) == Qt.CheckState.Checked
            self.change([Edit(index.row(), TAKES, checked)], "terima")
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.change([Edit(index.row(), index.column(), self.read(index.column(), str(value)))], "isian")
        return True

    # --- showing ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many columns."""
        return 0 if parent.isValid() else FIRST + len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Quantities of those who take part and remarks can be typed, the tick can be set."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == TAKES:
            return found | Qt.ItemFlag.ItemIsUserCheckable
        quantity = FIRST <= index.column() < self.note_column and self.lines[index.row()].takes
        if self.can_be_typed(index.column()) and (quantity or index.column() == self.note_column):
            return found | Qt.ItemFlag.ItemIsEditable
        return found

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _heading(self, section: int) -> str:
        if section < FIRST:
            return ("No", "Terima", "Nama")[section]
        if section == self.note_column:
            return self.note_title
        column = self.columns[section - FIRST]
        return f"! {column.heading}" if column.key in self.short else column.heading

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column == NO or FIRST <= column < self.note_column
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, PLR0911 - Qt's type; one answer a role
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self.plain(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.CheckStateRole and column == TAKES:
            return Qt.CheckState.Checked if self.lines[row].takes else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if self._stands_out(row, column):
            return self._emphasis(role, bad=isinstance(self.lines[row].cells[column - FIRST], str))
        return None

    def text(self, row: int, column: int) -> str:
        """Return a cell's text; exceptions bear a mark, those who take no part a dash."""
        line = self.lines[row]
        if column == TAKES:
            return ""
        if FIRST <= column < self.note_column:
            if not line.takes:
                return ABSENT
            shown = self.columns[column - FIRST].show(line.cells[column - FIRST])
            return f"{MARK} {shown}" if self._stands_out(row, column) else shown
        return self.plain(row, column)

    def plain(self, row: int, column: int) -> str:
        """Return a cell's text without its mark, as it is edited and copied."""
        line = self.lines[row]
        if column in {NO, NAME}:
            return str(line.no) if column == NO else line.name
        if column == TAKES:
            return "ya" if line.takes else "tidak"
        if column == self.note_column:
            return line.note
        cell = line.cells[column - FIRST]
        return self.columns[column - FIRST].show(cell)

    def _stands_out(self, row: int, column: int) -> bool:
        return FIRST <= column < self.note_column and self.lines[row].is_exception(column - FIRST)

    def _emphasis(self, role: int, *, bad: bool) -> QFont | QBrush | None:
        tokens = self._look.tokens
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(QColor(tokens.err_bg if bad else tokens.warn_bg))
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(tokens.err if bad else tokens.warn))
        return None

    def _tip(self, row: int, column: int) -> str:
        line = self.lines[row]
        if column == NAME:
            return line.tip
        if not self._stands_out(row, column):
            return line.note if column == self.note_column else ""
        at = column - FIRST
        problem = self.columns[at].problem(line.cells[at])
        return problem.sentence if problem else f"Menurut paket: {self.columns[at].show(line.proposed[at])}"

    def _spoken(self, row: int, column: int) -> str:
        line = self.lines[row]
        if column == TAKES:
            return "terima" if line.takes else "tidak terima"
        if FIRST <= column < self.note_column and not line.takes:
            return "tidak terima"
        tip = self._tip(row, column) if self._stands_out(row, column) else ""
        return f"{self.plain(row, column)}, {tip}" if tip else self.plain(row, column)


class _Step(QUndoCommand):
    """One step of undo: cells with their old and new values."""

    def __init__(self, model: GridModel, edits: Sequence[Edit], what: str) -> None:
        super().__init__(what)
        self._model = model
        self._new = list(edits)
        self._old = [Edit(one.row, one.column, model.value(one.row, one.column)) for one in edits]

    def redo(self) -> None:
        """Write the new values."""
        self._model.put(self._new)

    def undo(self) -> None:
        """Write the old values back."""
        self._model.put(self._old)
