"""Attendance: one letter a person and day, the whole grid in one act."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import batch_of, open_batch
from ikm_desktop.batches.roster import ACTIVE, EVERYONE, Enrolled, roster
from ikm_desktop.batches.sessions import hours_by_day, training_days
from ikm_desktop.errors import FieldInvalid, NotFound, WrongDay
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ikm_desktop.batches.roster import State
    from ikm_desktop.office.book import Office

PRESENT = "H"
MARKS: dict[str, str] = {"H": "hadir", "I": "izin", "S": "sakit", "A": "alpa"}
"""The letters of the list with what they mean; an empty cell is not filled yet."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person's row: letters by day; present: days; hours: jam pelajaran of those days."""

    enrolled: Enrolled
    marks: Mapping[date, str]
    days: int
    present: int
    blank: int
    hours: int

    @property
    def percent(self) -> int:
        """Days present of all training days, whole per cent, rounded down; 0 without days."""
        return self.present * 100 // self.days if self.days else 0


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """A batch's grid: the training days with their jam pelajaran, and a row for each person by number."""

    batch: int
    hours: Mapping[date, int]
    rows: tuple[AttendanceRow, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The training days in order."""
        return tuple(self.hours)

    @property
    def total_hours(self) -> int:
        """The jam pelajaran of the whole training."""
        return sum(self.hours.values())

    def present_on(self, day: date) -> int:
        """Return how many were present on a day."""
        return sum(row.marks.get(day) == PRESENT for row in self.rows)


def mark_attendance(office: Office, *, batch: int, grid: Mapping[int, Mapping[date, str]]) -> Done:
    """Note attendance: for each person, a letter by day; "" clears a cell, cells not named stay.

    Raises BatchClosed, NotFound (nobody of this batch), FieldInvalid (letter, no training day, a day after
    she left, somebody who waits), WrongDay (a day still to come); all at once, and nothing is noted then.
    """
    with office.act("mark_attendance") as act:
        mark_attendance_in(act, batch=batch, grid=grid)
        return act.done()


def mark_attendance_in(act: Act, *, batch: int, grid: Mapping[int, Mapping[date, str]]) -> None:
    """Note attendance within an act."""
    open_batch(act, batch)
    known = {row.person.id: row for row in roster(act.connection, batch, EVERYONE)}
    days = training_days(act.connection, batch)
    found = Findings()
    for person, marks in grid.items():
        if person not in known:
            found.add(NotFound(field="Peserta angkatan", value=str(person)))
        for day, mark in marks.items():
            _check(found, act.today, days, day, mark)
            _check_there(found, known.get(person), day, mark)
    found.refuse()
    before = _letters(act.connection, batch)
    for person, marks in grid.items():
        for day, mark in marks.items():
            _write(act, known[person], day, before.get((person, day), ""), mark)


def attendance_sheet(
    connection: sa.Connection, batch: int, states: Collection[State] = ACTIVE
) -> AttendanceSheet:
    """Return the grid of a batch, for who is in it in these states. Raises NotFound."""
    batch_of(connection, batch)
    hours = hours_by_day(connection, batch)
    letters = _letters(connection, batch)
    rows = tuple(
        row_of(row, hours, {day: letters.get((row.person.id, day), "") for day in hours})
        for row in roster(connection, batch, states)
    )
    return AttendanceSheet(batch, hours, rows)


def row_of(enrolled: Enrolled, hours: Mapping[date, int], marks: Mapping[date, str]) -> AttendanceRow:
    """Return one person's row with its counts; marks: a letter, or "", for every training day."""
    count = Counter(marks.values())
    attended = sum(hours[day] for day, mark in marks.items() if mark == PRESENT)
    return AttendanceRow(enrolled, marks, len(hours), count[PRESENT], count[""], attended)


def _letters(connection: sa.Connection, batch: int) -> dict[tuple[int, date], str]:
    rows = connection.execute(sa.select(t.attendance).where(t.attendance.c.batch == batch))
    return {(row.participant, row.day): row.mark for row in rows}


def _check(found: Findings, today: date, days: Collection[date], day: date, mark: str) -> None:
    if mark:
        found.chosen("Kehadiran", mark, MARKS, "bukan H, I, S atau A")
    if day not in days:
        why = "bukan hari pelatihan angkatan ini"
        found.add(FieldInvalid(field="Hari", value=words.short_date(day), why=why))
    elif day > today and mark:
        found.add(WrongDay(field="Kehadiran", day=day, limit=today, after=True))


def _check_there(found: Findings, row: Enrolled | None, day: date, mark: str) -> None:
    """Note a letter on a day after somebody left, or of somebody who waits for a place."""
    if mark and row is not None and row.state == "menunggu":
        why = f"{row.person.name} masih menunggu tempat"
        found.add(FieldInvalid(field="Kehadiran", value=words.short_date(day), why=why))
    if mark and row is not None and row.state == "keluar" and row.left_on is not None and day > row.left_on:
        why = f"{row.person.name} sudah keluar pada {words.short_date(row.left_on)}"
        found.add(FieldInvalid(field="Kehadiran", value=words.short_date(day), why=why))


def _write(act: Act, enrolled: Enrolled, day: date, before: str, mark: str) -> None:
    if before == mark:
        return
    key: dict[str, Any] = {"batch": enrolled.batch, "participant": enrolled.person.id, "day": day}
    act.connection.execute(t.attendance.delete().filter_by(**key))
    if mark:
        act.connection.execute(t.attendance.insert(), {**key, "mark": mark})
    act.log("enrolment", enrolled.enrolment, f"kehadiran {day.isoformat()}", before or None, mark or None)
    act.changed.add(Kind.BATCH)
