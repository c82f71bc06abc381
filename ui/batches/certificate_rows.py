"""Who of a batch gets a certificate: the lines of the page, ticked, with reasons and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from ikm_desktop.batches.certificates import certificates_of, withdrawn_of
from ikm_desktop.batches.eligibility import Eligibility, eligibility
from ikm_desktop.errors import FieldInvalid, NumberTaken
from ikm_desktop.office.book import Office
from ikm_desktop.papers.kinds import CERTIFICATES
from ikm_desktop.papers.numbers import NEXT, Allotted, WantedNumber, allot
from ikm_desktop.papers.series import series_for
from ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
TICK, NO, NAME, DAYS, SCORE, NOTE = range(6)
_TITLES = ("Terbit", "No", "Nama", "Hadir", "Nilai", "Nomor / keterangan")


@dataclass(frozen=True, slots=True)
class Line:
    """One person: her standing, the number of the certificate she has, whether she gets one, and why.

    withdrawn: which one was taken back from her, and why.
    """

    standing: Eligibility
    given: str
    ticked: bool
    reason: str = ""
    number: str = ""
    withdrawn: str = ""

    @property
    def person(self) -> int:
        """Her id."""
        return self.standing.enrolled.person.id

    @property
    def name(self) -> str:
        """Her name."""
        return self.standing.enrolled.person.name

    @property
    def may(self) -> bool:
        """Whether she can be ticked as she is."""
        return not self.given and (self.standing.may or bool(self.reason))

    @property
    def note(self) -> str:
        """The last column: the number she has or would get, or what she lacks; then what was withdrawn."""
        return " · ".join(part for part in (self._standing, self.withdrawn) if part)

    @property
    def _standing(self) -> str:
        if self.given:
            return f"sudah terbit: {self.given}"
        if not self.may:
            return f"tidak memenuhi: {'; '.join(self.standing.reasons)}"
        told = self.number if self.ticked else "tidak dipilih"
        return f"{told} · dengan alasan: {self.reason}" if self.reason else told

    @property
    def score(self) -> str:
        """The mark, where the training is assessed."""
        mark = self.standing.mark
        return "–" if mark is None or mark.score is None else str(mark.score)


def lines_of(office: Office, batch: int) -> list[Line]:
    """Return everybody active in a batch, ticked who may have a certificate and has none."""
    with office.reading() as connection:
        given, found = certificates_of(connection, batch), eligibility(connection, batch)
        withdrawn = withdrawn_of(connection, batch)
    return [
        Line(
            one,
            given.get(one.enrolled.enrolment, ""),
            one.may and one.enrolled.enrolment not in given,
            withdrawn=withdrawn.get(one.enrolled.enrolment, ""),
        )
        for one in found
    ]


def numbered(office: Office, lines: list[Line], first: WantedNumber, day: date) -> list[Line]:
    """Return the lines with the numbers the ticked ones would get. Raises what `allot` raises.

    Where no first number is typed, those in use are passed, as issuing does.
    """
    found, wanted = [], first
    with office.reading() as connection:
        for line in lines:
            if not line.ticked:
                found.append(replace(line, number=""))
                continue
            given = _allotted(connection, wanted, day, passing=first is NEXT)
            found.append(replace(line, number=given.text))
            if given.sequence is None:
                why = "bukan nomor yang dapat dilanjutkan"
                raise FieldInvalid(field="Nomor mulai", value=given.text, why=why)
            wanted = given.sequence + 1
    return found


def _allotted(connection: Any, wanted: WantedNumber, day: date, *, passing: bool) -> Allotted:  # noqa: ANN401 - the room's own
    while True:
        try:
            series = series_for(connection, "SERT", CERTIFICATES)
            return allot(connection, series=series, letter_date=day, wanted=wanted)
        except NumberTaken:
            if not passing or not isinstance(wanted, int):
                raise
            wanted += 1


class LinesModel(QAbstractTableModel):
    """The lines as a table; Space ticks. `ticked` tells that other people are chosen now."""

    ticked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: list[Line] = []

    def set_lines(self, lines: list[Line]) -> None:
        """Show other lines, or the same people with other figures."""
        if [line.person for line in lines] == [line.person for line in self.lines]:
            self.lines = lines
            self._tell_all()
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def chosen(self) -> list[Line]:
        """Return who gets a certificate."""
        return [line for line in self.lines if line.ticked]

    def reasons(self) -> Mapping[int, str]:
        """Return the reasons of those ticked against the rule, by person."""
        return {line.person: line.reason for line in self.chosen() if line.reason}

    def toggle(self, row: int) -> bool:
        """Tick or untick a line; return False for one that cannot be ticked as it is."""
        line = self.lines[row]
        if not line.may:
            return False
        self.lines[row] = replace(line, ticked=not line.ticked)
        self.ticked.emit()
        return True

    def include(self, row: int, reason: str) -> None:
        """Tick a line that does not meet the rule, for a reason."""
        self.lines[row] = replace(self.lines[row], reason=reason.strip(), ticked=bool(reason.strip()))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many people."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only those be ticked who may be."""
        flags = super().flags(index)
        if index.isValid() and index.column() == TICK and self.lines[index.row()].may:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return a cell's text, tick, colour or alignment."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if column == TICK:
            return _tick(line, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (NO, DAYS, SCORE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._note(line, role) if column == NOTE else None

    def _note(self, line: Line, role: int) -> Any:  # noqa: ANN401 - Qt's type
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.note
        return QBrush(QColor(self._ink(line))) if role == Qt.ItemDataRole.ForegroundRole else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802
        """Tick by mouse."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        return self.toggle(index.row())

    def _ink(self, line: Line) -> str:
        tokens = self._look.tokens
        if line.given:
            return tokens.ok
        return tokens.text if line.may else tokens.err

    def _tell_all(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(_TITLES) - 1))


def _tick(line: Line, role: int) -> Any:  # noqa: ANN401 - Qt's type
    if role == Qt.ItemDataRole.CheckStateRole:
        return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return "dipilih" if line.ticked else "tidak dipilih"
    return None


def _text(line: Line, column: int) -> str:
    attendance = line.standing.attendance
    return {
        NO: str(line.standing.enrolled.no),
        NAME: line.name,
        DAYS: f"{attendance.present}/{attendance.days} · {attendance.percent} %",
        SCORE: line.score,
        NOTE: line.note,
    }[column]


def first_number(text: str) -> WantedNumber:
    """Return what was typed as the first number: nothing is the next one."""
    typed = text.strip()
    if not typed:
        return NEXT
    return int(typed) if typed.isdigit() else typed
