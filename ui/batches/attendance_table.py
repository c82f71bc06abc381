"""The grid of attendance: a letter a cell, blocks as in Excel."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ikm_desktop.batches.attendance import MARKS, PRESENT
from ui.batches.attendance_block import block_of
from ui.batches.attendance_model import FIRST_DAY, NAME, AttendanceModel
from ui.common.clipboard import put_rows, rows_held
from ui.theme import tokens as t

_ARROWS = {
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


class AttendanceTable(QTableView):
    """The grid; a letter fills the cell and the cursor goes down. `told` says why a cell stays as it is."""

    told = Signal(str)

    def __init__(self, model: AttendanceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = model
        self.setModel(model)
        self.setAccessibleName("Kehadiran peserta per hari")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(t.GRID_ROW_HEIGHT)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        model.modelReset.connect(self.fit)
        self._anchor = (0, FIRST_DAY)
        self._is_selecting = False
        self.selectionModel().currentChanged.connect(self._moved)

    def fit(self) -> None:
        """Give rows and columns the room the text size wants."""
        metrics = self.fontMetrics()
        height = max(t.GRID_ROW_HEIGHT, metrics.height() + 4)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(7 * height)
        names = [one.enrolled.person.name for one in self.grid.people]
        self.setColumnWidth(0, metrics.horizontalAdvance("000") + 14)
        self.setColumnWidth(NAME, max([metrics.horizontalAdvance(name) for name in names] or [160]) + 18)
        bold = metrics.horizontalAdvance("Predikat") + 30
        last = self.grid.columnCount() - 1
        self.setColumnWidth(last, metrics.horizontalAdvance("Memenuhi syarat") + 40)
        for column in range(FIRST_DAY, last):
            self.setColumnWidth(column, metrics.horizontalAdvance("S sakit") + 26)
        if self.grid.score_column > 0:
            self.setColumnWidth(self.grid.score_column + 1, bold + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Fill cells by letters and blocks as in Excel; everything else is the table's own."""
        if not (self._takes_block(event) or self._takes_letter(event)):
            super().keyPressEvent(event)

    def _takes_block(self, event: QKeyEvent) -> bool:
        """Copy, paste, fill down or select; tell whether the key does one of these."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_block()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_block()
        elif plain == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif plain == Qt.KeyboardModifier.ShiftModifier and event.key() in _ARROWS:
            self._select_to(*_ARROWS[Qt.Key(event.key())])
        else:
            return False
        return True

    def _takes_letter(self, event: QKeyEvent) -> bool:
        """Fill by a letter or digit, empty or go down; tell whether the key does one of these."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = PRESENT if event.key() == Qt.Key.Key_Space else event.text().upper()
        if plain == Qt.KeyboardModifier.ShiftModifier and letter == PRESENT and self.grid.is_day(column):
            self.grid.fill_present(range(column, column + 1))
        elif plain not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.grid.put(dict.fromkeys(self._cells(), ""), "kosongkan")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._down()
        elif letter in MARKS and self.grid.is_day(column):
            self._note(letter)
        elif letter.isdigit() and letter and column == self.grid.score_column:
            self.grid.type_score(row, letter)
        else:
            return False
        return True

    def _moved(self, now: QModelIndex) -> None:
        """Begin the next selection where the cursor was put, also by a letter: Qt keeps an older cell."""
        if not self._is_selecting:
            self._anchor = (now.row(), now.column())

    def _select_to(self, down: int, right: int) -> None:
        """Select from where the cursor was put to one cell further."""
        here = self.currentIndex()
        row = min(max(here.row() + down, 0), len(self.grid.people) - 1)
        column = min(max(here.column() + right, 0), self.grid.columnCount() - 1)
        index, anchor = self.grid.index(row, column), self.grid.index(*self._anchor)
        rows, columns = sorted((row, anchor.row())), sorted((column, anchor.column()))
        corners = (self.grid.index(rows[at], columns[at]) for at in (0, 1))
        self._is_selecting = True
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(QItemSelection(*corners), flags.ClearAndSelect)
        self._is_selecting = False

    def _note(self, letter: str) -> None:
        cells = self._cells()
        if not any(self.grid.is_open(*cell) for cell in cells):
            self.told.emit("Hari itu belum tiba; kehadirannya belum dapat diisi.")
            return
        self.grid.put(dict.fromkeys(cells, letter), MARKS[letter])
        if len(cells) == 1:
            self._down()

    def _block(self) -> tuple[range, range]:
        """Return the rows and columns that are selected, or the cell the cursor is on."""
        cells = self._cells()
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        return range(rows[0], rows[-1] + 1), range(columns[0], columns[-1] + 1)

    def copy_block(self) -> None:
        """Put the selected cells on the clipboard as Excel pastes them."""
        rows, columns = self._block()
        put_rows([self.grid.cells.get((row, column), "") for column in columns] for row in rows)

    def fill_down(self) -> None:
        """Copy the topmost selected cells down: through the selection, from one row to the last person."""
        rows, columns = self._block()
        below = range(rows[0] + 1, rows[-1] + 1 if len(rows) > 1 else len(self.grid.people))
        cells = {
            (row, column): self.grid.cells[rows[0], column]
            for column in columns
            for row in below
            if (rows[0], column) in self.grid.cells
        }
        if not self.grid.put(cells, "isi ke bawah"):
            self.told.emit("Tidak ada yang diisi ke bawah.")

    def paste_block(self) -> None:
        """Write a block of the clipboard from the cursor on; one cell fills the selection."""
        held = rows_held()
        rows, columns = self._block()
        if not held:
            return
        if len(held) == 1 and len(held[0]) == 1:
            held = [held[0] * len(columns)] * len(rows)
        found = block_of(self.grid, held, rows[0], columns[0])
        self.grid.put(found.cells, "tempel")
        told = [f"{len(found.cells)} sel ditempel."]
        if found.unknown:
            some = ", ".join(f"“{text}”" for text in dict.fromkeys(found.unknown))
            told.append(f"{len(found.unknown)} tidak dikenal ({some}); isi H, I, S atau A.")
        if found.shut:
            told.append(f"{found.shut} pada hari yang belum tiba dilewati.")
        self.told.emit(" ".join(told))

    def _cells(self) -> list[tuple[int, int]]:
        """Return the selected cells, or the one the cursor is on."""
        chosen = [(one.row(), one.column()) for one in self.selectedIndexes()]
        return chosen or [(self.currentIndex().row(), self.currentIndex().column())]

    def _down(self) -> None:
        """Go one down; from the last person to the first of the next day."""
        row, column = self.currentIndex().row() + 1, self.currentIndex().column()
        if row >= len(self.grid.people):
            further = self.grid.is_day(column + 1)
            row, column = (0, column + 1) if further else (row - 1, column)
        self.go_to(row, column)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        index = self.grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
