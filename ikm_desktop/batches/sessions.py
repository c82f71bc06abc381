"""Sessions: the subjects of a training, day by day, in jam pelajaran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import Batch, batch_of, open_batch
from ikm_desktop.batches.certified import tell_certified
from ikm_desktop.errors import TO_FIELD, FieldInvalid, Refusal, WayOut, WrongDay
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm_desktop.office.book import Office

_MOST_HOURS = 100
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class Lesson:
    """A subject on a day: hours in jam pelajaran; section: the group it stands under on the certificate."""

    day: date
    subject: str
    hours: int
    section: str = ""
    trainer: str = ""


@dataclass(kw_only=True, eq=False)
class DayHasAttendance(Refusal):
    """A day on which somebody's attendance is noted cannot leave the plan."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    days: tuple[date, ...]

    @property
    def sentence(self) -> str:
        """Name the days."""
        days = ", ".join(words.short_date(day) for day in self.days)
        return f"Kehadiran sudah dicatat pada {days}; hari itu tidak dapat dihapus dari jadwal."


def plan_sessions(office: Office, *, batch: int, lessons: Sequence[Lesson]) -> Done:
    """Write a batch's whole plan anew, in the order of certificates and lists.

    Certificates issued before, which keep the old one, are told in `Done.notices`.
    Raises BatchClosed, FieldMissing (subject), FieldInvalid (hours), WrongDay (outside the batch's days),
    DayHasAttendance; all at once.
    """
    with office.act("plan_sessions") as act:
        plan_sessions_in(act, batch=batch, lessons=lessons)
        return act.done()


def plan_sessions_in(act: Act, *, batch: int, lessons: Sequence[Lesson]) -> None:
    """Write a batch's plan within an act."""
    of_batch = open_batch(act, batch)
    found = Findings()
    for lesson in lessons:
        _check(found, of_batch, lesson)
    _note_lost_days(found, act, batch, {lesson.day for lesson in lessons})
    found.refuse()
    before = sessions(act.connection, batch)
    if before == tuple(lessons):
        return
    act.connection.execute(t.session.delete().where(t.session.c.batch == batch))
    for no, lesson in enumerate(lessons, 1):
        row = {
            "id": act.next_id(t.session),
            "batch": batch,
            "day": lesson.day,
            "no": no,
            "section": tidy(lesson.section),
            "subject": tidy(lesson.subject),
            "hours": lesson.hours,
            "trainer": tidy(lesson.trainer),
        }
        act.connection.execute(t.session.insert(), row)
    tell_certified(act, batch, "jadwal")
    act.log("batch", batch, "sessions", _shown(before), _shown(lessons))
    act.changed.add(Kind.BATCH)


def sessions(connection: sa.Connection, batch: int) -> tuple[Lesson, ...]:
    """Return a batch's plan in its order."""
    query = sa.select(t.session).where(t.session.c.batch == batch).order_by(t.session.c.no)
    return tuple(
        Lesson(row.day, row.subject, row.hours, row.section, row.trainer) for row in connection.execute(query)
    )


def training_days(connection: sa.Connection, batch: int) -> tuple[date, ...]:
    """Return the days attendance is kept of: those with a session; without any, all days of the batch."""
    query = sa.select(t.session.c.day).where(t.session.c.batch == batch).distinct()
    planned = sorted(connection.execute(query).scalars())
    return tuple(planned) if planned else _every_day(batch_of(connection, batch))


def day_counts(connection: sa.Connection, batches: Iterable[Batch]) -> dict[int, int]:
    """Return the number of training days of several batches, in one statement."""
    days = sa.func.count(t.session.c.day.distinct()).label("days")
    query = sa.select(t.session.c.batch, days).group_by(t.session.c.batch)
    planned = {row.batch: row.days for row in connection.execute(query)}
    return {batch.id: planned.get(batch.id) or len(_every_day(batch)) for batch in batches}


def hours_by_day(connection: sa.Connection, batch: int) -> dict[date, int]:
    """Return the jam pelajaran of each training day; 0 where the plan has no session."""
    hours = dict.fromkeys(training_days(connection, batch), 0)
    for lesson in sessions(connection, batch):
        hours[lesson.day] += lesson.hours
    return hours


def _every_day(batch: Batch) -> tuple[date, ...]:
    if batch.starts_on is None or batch.ends_on is None:
        return ()
    length = min((batch.ends_on - batch.starts_on).days + 1, _LONGEST)
    return tuple(batch.starts_on + timedelta(days=n) for n in range(length))


def _check(found: Findings, batch: Batch, lesson: Lesson) -> None:
    found.filled("Mata pelatihan", lesson.subject)
    if not 0 <= lesson.hours <= _MOST_HOURS:
        found.add(FieldInvalid(field="JP", value=str(lesson.hours), why="bukan 0 sampai 100 jam pelajaran"))
    if batch.starts_on is not None and lesson.day < batch.starts_on:
        found.add(WrongDay(field="Hari pelatihan", day=lesson.day, limit=batch.starts_on))
    if batch.ends_on is not None and lesson.day > batch.ends_on:
        found.add(WrongDay(field="Hari pelatihan", day=lesson.day, limit=batch.ends_on, after=True))


def _note_lost_days(found: Findings, act: Act, batch: int, days: set[date]) -> None:
    query = sa.select(t.attendance.c.day).where(t.attendance.c.batch == batch).distinct()
    noted = set(act.connection.execute(query).scalars())
    kept = days or set(_every_day(batch_of(act.connection, batch)))
    lost = tuple(sorted(noted - kept))
    if lost:
        found.add(DayHasAttendance(days=lost))


def _shown(lessons: Sequence[Lesson]) -> str:
    return "\n".join(f"{lesson.day.isoformat()} {lesson.subject} {lesson.hours}" for lesson in lessons)
