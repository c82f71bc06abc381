"""The grid of attendance: days by people, a letter a cell, counted while it is filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from ikm_desktop import words
from ikm_desktop.batches.attendance import MARKS, PRESENT, AttendanceRow, AttendanceSheet, row_of
from ikm_desktop.batches.batches import Batch
from ikm_desktop.batches.eligibility import lacking
from ikm_desktop.batches.marks import Mark, mark_for
from ikm_desktop.office.settings import Rules
from ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
NO, NAME, FIRST_DAY = 0, 1, 2
_COLOURS = {"H": "ok", "I": "info", "S": "warn", "A": "err"}
_LARGEST_SCORE = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """What the grid stands on: the batch, its sheet, marks and rules as they are in the book."""

    batch: Batch
    sheet: AttendanceSheet
    marks: Mapping[int, Mark]
    rules: Rules
    today: date


class _Change(QUndoCommand):
    """One act of typing: cells with what they held and hold."""

    def __init__(self, model: AttendanceModel, text: str, cells: dict[tuple[int, int], str]) -> None:
        super().__init__(text)
        self._model = model
        self._after = cells
        self._before = {cell: model.cells.get(cell, "") for cell in cells}

    def redo(self) -> None:
        """Write the cells."""
        self._model.write(self._after)

    def undo(self) -> None:
        """Write back what they held."""
        self._model.write(self._before)


class AttendanceModel(QAbstractTableModel):
    """People in rows, and beneath them the count of each day; `changed` tells that a cell is another now.

    Columns: number, name, the days, (score, predicate where the training is assessed), present, per cent,
    and whether the rule for a certificate is met.
    """

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: Shown | None = None
        self.cells: dict[tuple[int, int], str] = {}
        self._saved: dict[tuple[int, int], str] = {}
        self.undo = QUndoStack(self)
        self.days: tuple[date, ...] = ()
        self._titles: list[str] = []

    # --- what stands in it --------------------------------------------------------------------------

    def show(self, shown: Shown) -> None:
        """Show a batch as it stands in the book."""
        self.beginResetModel()
        self._shown = shown
        self.days = shown.sheet.days
        scores = ["Nilai", "Predikat"] if shown.batch.assessed else []
        heads = [f"{words.day_name(day)[:3]} {day.day}" for day in self.days]
        self._titles = ["No", "Nama", *heads, *scores, "Hadir", "%", "Memenuhi syarat"]
        self.cells = {
            (row, FIRST_DAY + at): one.marks[day]
            for row, one in enumerate(shown.sheet.rows)
            for at, day in enumerate(self.days)
        }
        if shown.batch.assessed:
            for row, one in enumerate(shown.sheet.rows):
                mark = shown.marks.get(one.enrolled.person.id)
                score = None if mark is None else mark.score
                self.cells[row, self.score_column] = "" if score is None else str(score)
        self._saved = dict(self.cells)
        self.undo.clear()
        self.endResetModel()
        self.changed.emit()

    @property
    def people(self) -> tuple[AttendanceRow, ...]:
        """The rows as they stand in the book."""
        return self._shown.sheet.rows if self._shown else ()

    @property
    def score_column(self) -> int:
        """The column of scores; of no column where the training is not assessed."""
        return FIRST_DAY + len(self.days) if self._shown and self._shown.batch.assessed else -1

    def is_day(self, column: int) -> bool:
        """Tell whether a column holds the letters of a day."""
        return FIRST_DAY <= column < FIRST_DAY + len(self.days)

    def is_open(self, row: int, column: int) -> bool:
        """Tell whether a cell can be filled: a score, or a day that has come."""
        if self._shown is None or not 0 <= row < len(self.people):
            return False
        if column == self.score_column:
            return True
        return self.is_day(column) and self.days[column - FIRST_DAY] <= self._shown.today

    def row(self, row: int) -> AttendanceRow:
        """Return a person's row with the letters typed so far."""
        hours = self._shown.sheet.hours if self._shown else {}
        marks = {day: self.cells[row, FIRST_DAY + at] for at, day in enumerate(self.days)}
        return row_of(self.people[row].enrolled, hours, marks)

    def mark(self, row: int) -> Mark | None:
        """Return what the score typed earns, None without one."""
        typed = self.cells.get((row, self.score_column), "")
        if self._shown is None or not typed:
            return None
        noted = self._shown.marks.get(self.people[row].enrolled.person.id)
        if noted is not None and noted.score == int(typed):
            return noted  # by the rule of the day it was noted
        return mark_for(int(typed), self._shown.rules)

    def reasons(self, row: int) -> tuple[str, ...]:
        """Return what somebody lacks for a certificate, by what is typed so far."""
        if self._shown is None:
            return ()
        return lacking(self._shown.batch, self._shown.rules, self.row(row), self.mark(row))

    def present_on(self, column: int) -> int:
        """Return how many are present on a day."""
        return sum(self.cells[row, column] == PRESENT for row in range(len(self.people)))

    # --- typing -------------------------------------------------------------------------------------

    def put(self, cells: Mapping[tuple[int, int], str], text: str) -> bool:
        """Fill cells in one step that can be undone; return whether anything is another now."""
        wanted = {
            cell: value
            for cell, value in cells.items()
            if self.is_open(*cell) and self.cells.get(cell, "") != value
        }
        if wanted:
            self.undo.push(_Change(self, text, wanted))
        return bool(wanted)

    def fill_present(self, columns: range) -> bool:
        """Let everybody be present where nothing is noted yet."""
        empty = {
            (row, column): PRESENT
            for column in columns
            for row in range(len(self.people))
            if self.is_day(column) and not self.cells[row, column]
        }
        return self.put(empty, "isi hadir")

    def type_score(self, row: int, digit: str) -> bool:
        """Add a digit to a score, or begin it anew where it would be more than 100."""
        before = self.cells.get((row, self.score_column), "")
        longer = str(int(before + digit))
        typed = longer if int(longer) <= _LARGEST_SCORE else digit
        return self.put({(row, self.score_column): typed}, "nilai")

    def write(self, cells: Mapping[tuple[int, int], str]) -> None:
        """Write cells without a step of undo."""
        self.cells.update({cell: value for cell, value in cells.items() if cell in self.cells})
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.changed.emit()

    @property
    def unsaved(self) -> dict[tuple[int, int], str]:
        """The cells that are others than in the book."""
        return {cell: value for cell, value in self.cells.items() if self._saved[cell] != value}

    def grid(self) -> dict[int, dict[date, str]]:
        """Return the letters to save, by person and day."""
        found: dict[int, dict[date, str]] = {}
        for (row, column), value in self.unsaved.items():
            if self.is_day(column):
                person = self.people[row].enrolled.person.id
                found.setdefault(person, {})[self.days[column - FIRST_DAY]] = value
        return found

    def scores(self) -> dict[int, int | None]:
        """Return the scores to save, by person."""
        return {
            self.people[row].enrolled.person.id: int(value) if value else None
            for (row, column), value in self.unsaved.items()
            if column == self.score_column
        }

    # --- Qt's questions -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """Everybody, and the line of counts."""
        return 0 if parent.isValid() or not self.people else len(self.people) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return a column's heading: of days the weekday, with the whole date as a hint."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and self.is_day(section):
            day = self.days[section - FIRST_DAY]
            return f"{words.day_name(day)}, {words.long_date(day)}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return a cell's text, colours, alignment or weight."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(row, column) or "belum diisi"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = column in (NAME, len(self._titles) - 1, self.score_column + 1 or -1)
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._look_of(row, column, role)

    def _text(self, row: int, column: int) -> str:
        if row >= len(self.people):
            return self._count_text(column)
        if column in (NO, NAME):
            enrolled = self.people[row].enrolled
            return enrolled.person.name if column == NAME else str(enrolled.no)
        if self.is_day(column):
            letter = self.cells[row, column]
            if not self.is_open(row, column):
                return "–"
            return letter if letter in ("", PRESENT) else f"{letter} {MARKS[letter]}"
        if column == self.score_column:
            return self.cells[row, column]
        return self._result(row, self._titles[column])

    def _result(self, row: int, title: str) -> str:
        if title == "Predikat":
            mark = self.mark(row)
            return "" if mark is None else mark.predicate or "tidak lulus"
        one = self.row(row)
        if title == "Hadir":
            return f"{one.present}/{one.days}"
        if title == "%":
            return str(one.percent)
        reasons = self.reasons(row)
        return f"✗ {'; '.join(reasons)}" if reasons else "✓ ya"

    def _count_text(self, column: int) -> str:
        if column == NAME:
            return "Hadir per hari"
        if self.is_day(column):
            return str(self.present_on(column))
        if column == len(self._titles) - 1:
            meets = sum(not self.reasons(row) for row in range(len(self.people)))
            return f"{meets} dari {len(self.people)} memenuhi"
        return ""

    def _look_of(self, row: int, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's type
        tokens = self._look.tokens
        if row >= len(self.people):
            if role == Qt.ItemDataRole.FontRole:
                bold = QFont()
                bold.setBold(True)
                return bold
            return QBrush(QColor(tokens.alt)) if role == Qt.ItemDataRole.BackgroundRole else None
        ink = _COLOURS.get(self.cells.get((row, column), "")) if self.is_day(column) else None
        if column == len(self._titles) - 1:
            ink = "err" if self.reasons(row) else "ok"
        if ink and role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(getattr(tokens, ink)))
        if ink and role == Qt.ItemDataRole.BackgroundRole and ink != "ok" and self.is_day(column):
            return QBrush(QColor(getattr(tokens, f"{ink}_bg")))
        return None
