"""The rows of a list to be checked: what was found in their cells and what will become of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from ikm_desktop import words
from ikm_desktop.participants.import_plan import COLUMNS
from ikm_desktop.participants.import_records import STATES, RowResult
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.records import Finding, ReadList, ReadRow
from ikm_desktop.participants.person import LABELS
from ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
_TITLES = ("Baris", "Nama", "Kolom", "Di berkas", "Usulan / alasan", "Akan")
ROW, NAME, COLUMN, BEFORE, WHY, STATE = range(6)
_INK = {"created": "ok", "same": "info", "skipped": "neutral", "held": "err"}
_SAME = "Orang yang sama"
_ICON = {"created": "✓", "same": "=", "skipped": "–", "held": "✗"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One finding of a row, or a row without any; at: the row's position in the list."""

    at: int
    row: ReadRow
    finding: Finding | None
    result: RowResult

    @property
    def column(self) -> str:
        """The column of a person the finding is about, "nik"; the NIK where nothing was found."""
        return COLUMNS.get(self.finding.field, self.finding.field) if self.finding else "nik"

    @property
    def column_name(self) -> str:
        """The column as screens call it."""
        return LABELS.get(self.column) or Field(self.column).label

    @property
    def can_be_typed(self) -> bool:
        """Whether the cell belongs to the person; a batch is chosen beneath the table."""
        return self.column in LABELS

    @property
    def is_of_the_book(self) -> bool:
        """Whether the row is held because somebody of the book most likely is her."""
        return self.finding is None and self.result.state == "held"

    @property
    def before(self) -> str:
        """The cell as the file has it; a NIK in full only while it is held."""
        if self.finding is None:
            return words.masked_nik(self.row.person.nik)
        if self.column == "nik" and not self.finding.held and len(self.finding.before) == len("0" * 16):
            return words.masked_nik(self.finding.before)
        return self.finding.before

    @property
    def why(self) -> str:
        """What is proposed or why the row is held; what the plan adds where nothing was found."""
        if self.finding is None:
            return "; ".join(self.result.messages)
        after = self.finding.after
        proposed = f"{_day(after) if self.column == 'born' else after}: " if self._mends(after) else ""
        return f"{proposed}{self.finding.message}"

    def _mends(self, after: str | None) -> bool:
        return (
            bool(after) and self.finding is not None and after != self.finding.before and self.column != "nik"
        )

    @property
    def state(self) -> str:
        """What will become of the row, sign and word."""
        return f"{_ICON[self.result.state]} {STATES[self.result.state]}"


def _day(iso: str | None) -> str:
    """Return an ISO day as lists show it."""
    parts = (iso or "").split("-")
    return "-".join(reversed(parts)) if len(parts) == len(("y", "m", "d")) else iso or ""


def lines_of(read: ReadList, plan: Sequence[RowResult], *, only_problems: bool) -> list[CheckLine]:
    """Return the lines of the table: each finding one, and rows without any where all are wanted."""
    lines = []
    for at, (row, result) in enumerate(zip(read.rows, plan, strict=True)):
        if row.findings:
            if result.state == "held" and not row.held:  # by what the book has, not by its cells
                lines.append(CheckLine(at, row, None, result))
            lines += [CheckLine(at, row, finding, result) for finding in row.findings]
        elif not only_problems or result.state != "created":
            lines.append(CheckLine(at, row, None, result))
    return lines


class CheckModel(QAbstractTableModel):
    """The lines as a table."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: list[CheckLine] = []

    def set_lines(self, lines: list[CheckLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def line_of(self, at: int, finding: Finding | None = None) -> int:
        """Return the line of a row of the list and one of its findings, -1 where none is shown."""
        found = [no for no, line in enumerate(self.lines) if line.at == at]
        same = [no for no in found if self.lines[no].finding == finding]
        return (same or found or [-1])[0]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return a cell's text or colour."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role in texts:
            return _text(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE:
            return QBrush(QColor(getattr(self._look.tokens, _INK[line.result.state])))
        return None


def row_called(row: ReadRow | RowResult) -> str:
    """Return how a row is called: its number, behind the name of its sheet where the list has sheets."""
    return f"{row.sheet} {row.row}" if row.sheet else str(row.row)


def _text(line: CheckLine, column: int) -> str:
    return {
        ROW: row_called(line.row),
        NAME: line.result.name or "(tanpa nama)",
        COLUMN: _SAME if line.is_of_the_book else line.column_name,
        BEFORE: line.before,
        WHY: line.why,
        STATE: line.state,
    }[column]
