"""The plan of a training as a grid: a subject a row, typed or pasted from Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ikm_desktop import words
from ikm_desktop.batches.sessions import Lesson
from ikm_desktop.errors import FieldInvalid, FieldMissing, FieldRefusal
from ui.common.fields import read_day
from ui.theme import tokens as t

HEADINGS = ("Hari", "Kelompok", "Mata pelatihan", "JP", "Pengajar")
DAY, SECTION, SUBJECT, HOURS, TRAINER = range(5)
_HEADING_WORDS = {"hari", "tanggal", "kelompok", "materi", "mata pelatihan", "jp", "pengajar", "narasumber"}


class PlanTable(QTableWidget):
    """Rows of text with an empty one at the end; `edited` tells that anything is another now.

    Days are read from the batch's first day on: `11` is the 11th of its month.
    """

    edited = Signal()

    def __init__(self, begins: date, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADINGS), parent)
        self._begins = begins
        self._filling = False
        self.setAccessibleName("Jadwal pelatihan")
        self.setHorizontalHeaderLabels(list(HEADINGS))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(t.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        metrics = self.fontMetrics()
        for column, text in ((DAY, "00-00-00000"), (SECTION, "Kebijakan dan sikap"), (HOURS, "JP 00")):
            self.setColumnWidth(column, metrics.horizontalAdvance(text) + 26)
        header.setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(TRAINER, metrics.horizontalAdvance("M") * 14)
        self.setMinimumHeight(6 * t.ROW_HEIGHT)
        self.itemChanged.connect(self._changed)

    # --- rows ---------------------------------------------------------------------------------------

    def texts(self) -> list[list[str]]:
        """Return the rows that hold anything, as they are typed."""
        rows = [
            [self._text(row, column) for column in range(len(HEADINGS))] for row in range(self.rowCount())
        ]
        return [row for row in rows if any(row)]

    def show_texts(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows and an empty one."""
        self._filling = True
        self.setRowCount(0)
        self.setRowCount(len(rows) + 1)
        for at, row in enumerate(rows):
            for column, text in enumerate(row[: len(HEADINGS)]):
                self.setItem(at, column, self._item(column, str(text)))
        self._filling = False
        self.edited.emit()

    def show_lessons(self, lessons: Sequence[Lesson]) -> None:
        """Show a plan."""
        self.show_texts(
            [
                [words.short_date(one.day), one.section, one.subject, str(one.hours), one.trainer]
                for one in lessons
            ]
        )

    def problems(self) -> list[tuple[int, int, FieldRefusal]]:
        """Return row, column and refusal of every cell that cannot be read."""
        found = []
        for row, texts in self._filled():
            for column in (DAY, SUBJECT, HOURS):
                problem = self._problem(row, column, texts[column])
                if problem is not None:
                    found.append((row, column, problem))
        return found

    def lessons(self) -> list[Lesson]:
        """Return the plan. Raises FieldRefusal where a cell cannot be read (see `problems`)."""
        found = []
        for _row, texts in self._filled():
            day = read_day(texts[DAY], "Hari", self._begins)
            found.append(Lesson(day, texts[SUBJECT], int(texts[HOURS]), texts[SECTION], texts[TRAINER]))
        return found

    def _filled(self) -> list[tuple[int, list[str]]]:
        rows = range(self.rowCount())
        texts = [(row, [self._text(row, column) for column in range(len(HEADINGS))]) for row in rows]
        return [(row, cells) for row, cells in texts if any(cells)]

    def _problem(self, row: int, column: int, text: str) -> FieldRefusal | None:
        if column == DAY:
            try:
                read_day(text, f"Hari, baris {row + 1}", self._begins)
            except FieldRefusal as refusal:
                return refusal
        elif column == SUBJECT and not text:
            return FieldMissing(field=f"Mata pelatihan, baris {row + 1}")
        elif column == HOURS and not text.isdecimal():
            why = "bukan jumlah jam pelajaran"
            return FieldInvalid(field=f"JP, baris {row + 1}", value=text or "(kosong)", why=why)
        return None

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return "" if item is None else item.text().strip()

    @staticmethod
    def _item(column: int, text: str) -> QTableWidgetItem:
        made = QTableWidgetItem(text)
        made.setToolTip(text)
        if column == HOURS:
            made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return made

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        self._filling = True
        if item.column() == DAY and self._problem(item.row(), DAY, item.text()) is None:
            item.setText(words.short_date(read_day(item.text(), "Hari", self._begins)))
        if item.column() == HOURS:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if item.row() == self.rowCount() - 1 and item.text().strip():
            self.setRowCount(self.rowCount() + 1)
        self._filling = False
        self.edited.emit()

    # --- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next cell, Ctrl+C and Ctrl+V as in Excel, Ctrl+D takes the cell above."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_D and control:
            self._take_above()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.state() != QAbstractItemView.State.EditingState:
                self._next()
        elif event.key() == Qt.Key.Key_Delete:
            self._empty()
        else:
            super().keyPressEvent(event)

    def _next(self) -> None:
        row, column = self.currentRow(), self.currentColumn() + 1
        if column >= len(HEADINGS):
            row, column = min(row + 1, self.rowCount() - 1), 0
        self.setCurrentCell(row, column)

    def _take_above(self) -> None:
        row, column = self.currentRow(), self.currentColumn()
        if row > 0:
            made = self._item(column, self._text(row - 1, column))
            self.setItem(row, column, made)
            self._changed(made)

    def _empty(self) -> None:
        self._filling = True
        for index in self.selectedIndexes():
            self.setItem(index.row(), index.column(), self._item(index.column(), ""))
        self._filling = False
        self.edited.emit()

    def remove_rows(self) -> None:
        """Take the rows of the selection out."""
        gone = {index.row() for index in self.selectedIndexes()} or {self.currentRow()}
        at = min(gone)
        rows = [texts for row, texts in self._filled() if row not in gone]
        self.show_texts(rows)
        self.setCurrentCell(min(at, self.rowCount() - 1), 0)

    def copy(self) -> None:
        """Put the selected cells on the clipboard as Excel pastes them."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        columns = sorted({index.column() for index in self.selectedIndexes()})
        text = io.StringIO()
        csv.writer(text, "excel-tab").writerows(
            [[self._text(row, column) for column in columns] for row in rows]
        )
        data = QMimeData()
        data.setText(text.getvalue())
        QGuiApplication.clipboard().setMimeData(data)

    def paste(self) -> None:
        """Write what Excel copied from the current cell on; a line of headings is left out."""
        text = QGuiApplication.clipboard().text()
        pasted = [line for line in csv.reader(io.StringIO(text), "excel-tab") if any(line)]
        if pasted and {cell.strip().casefold() for cell in pasted[0]} & _HEADING_WORDS:
            pasted = pasted[1:]
        row, column = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        rows = [texts for _, texts in self._filled()]
        row = min(row, len(rows))
        for at, line in enumerate(pasted):
            while len(rows) <= row + at:
                rows.append([""] * len(HEADINGS))
            for further, cell in enumerate(line[: len(HEADINGS) - column]):
                rows[row + at][column + further] = self._settled(column + further, cell.strip())
        self.show_texts(rows)
        self.setCurrentCell(row, column)

    def _settled(self, column: int, text: str) -> str:
        if column == DAY and text and self._problem(0, DAY, text) is None:
            return words.short_date(read_day(text, "Hari", self._begins))
        return text
