"""The grid of the fair-share plan: who is ticked, what each gets; typed cells stay, the others follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt

from ui.common.grid_model import FIRST, TAKES, Cell, Edit, GridModel, Index
from ui.theme.look import Look

Locks = Mapping[int, int]
"""Typed quantities of a column by row, smallest units."""

Sharer = Callable[[int, list[int], Locks], Mapping[int, int]]
"""Shares a column (by key) over the ticked rows, given what is typed; returns quantities by row."""

OPEN = ""
"""What a cell holds that nobody typed in: it follows the shares."""


class ShareGridModel(GridModel):
    """Lines of institutions over columns of products; the cells that were not typed are shared anew.

    An emptied cell follows the shares again; undo knows ticks and typed cells.
    """

    def __init__(self, look: Look, sharer: Sharer) -> None:
        super().__init__(look)
        self._sharer = sharer
        self.typed: dict[tuple[int, int], Cell] = {}

    def share(self) -> None:
        """Share every column anew over the ticked rows."""
        ticked = [row for row, line in enumerate(self.lines) if line.takes]
        for at, column in enumerate(self.columns):
            locks = {
                row: cell
                for row in ticked
                if isinstance(cell := self.typed.get((row, column.key), OPEN), int)
            }
            shares = self._sharer(column.key, ticked, locks)
            for row, line in enumerate(self.lines):
                kept = self.typed.get((row, column.key), OPEN)
                line.cells[at] = kept if kept != OPEN and line.takes else shares.get(row, 0)
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, self.note_column))

    def clear_typed(self) -> None:
        """Let every cell follow the shares again, as one step of undo."""
        at = {column.key: FIRST + place for place, column in enumerate(self.columns)}
        self.change([Edit(row, at[key], OPEN) for row, key in self.typed if key in at], "bagi ulang")

    def value(self, row: int, column: int) -> Cell | bool:
        """Return what was typed into a cell (`OPEN`: it follows the shares), or whether a row is ticked."""
        if FIRST <= column < self.note_column:
            return self.typed.get((row, self.columns[column - FIRST].key), OPEN)
        return super().value(row, column)

    def read(self, column: int, text: str) -> Cell | bool:
        """Read a text as a cell of a column holds it; an empty quantity follows the shares."""
        if FIRST <= column < self.note_column and not text.strip():
            return OPEN
        return super().read(column, text)

    def change(self, edits: Iterable[Edit], what: str) -> None:
        """Change cells as one step of undo; the remark says what the book knows and stays."""
        super().change([edit for edit in edits if edit.column != self.note_column], what)

    def put(self, edits: Iterable[Edit]) -> None:
        """Write ticks and typed cells, then share anew; for steps of undo only."""
        for edit in edits:
            if edit.column == TAKES:
                self.lines[edit.row].takes = bool(edit.value)
                continue
            where = (edit.row, self.columns[edit.column - FIRST].key)
            if edit.value == OPEN and isinstance(edit.value, str):
                self.typed.pop(where, None)
            else:
                self.typed[where] = edit.value
        self.share()
        self.edited.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only quantities and ticks can be changed."""
        found = super().flags(index)
        if index.isValid() and index.column() == self.note_column:
            return found & ~Qt.ItemFlag.ItemIsEditable
        return found

    def _heading(self, section: int) -> str:
        if section < FIRST:
            return ("No", "Pilih", "Lembaga")[section]
        if section == self.note_column:
            return "Siklus ini, daerah, jatah, golongan"
        return super()._heading(section)

    def _stands_out(self, row: int, column: int) -> bool:
        if not FIRST <= column < self.note_column:
            return False
        return self.lines[row].takes and (row, self.columns[column - FIRST].key) in self.typed

    def _tip(self, row: int, column: int) -> str:
        line = self.lines[row]
        if not self._stands_out(row, column):
            return line.note if column == self.note_column else line.tip
        at = column - FIRST
        problem = self.columns[at].problem(line.cells[at])
        return problem.sentence if problem else "Diisi sendiri: tidak ikut dibagi. Kosongkan agar ikut lagi."
