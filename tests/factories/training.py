"""Batches with people, days and letters of attendance."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from ikm_desktop.batches import attendance, batches, roster, sessions
from ikm_desktop.batches.sessions import Lesson
from tests.factories.persons import a_person

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

_serial = count(1)
FIRST_DAY = date(2020, 8, 10)


def a_batch(
    office: Office,
    name: str = "",
    *,
    participants: int = 0,
    days: int = 5,
    product: int | None = None,
    assessed: bool = False,
    starts_on: date = FIRST_DAY,
) -> int:
    """Add a batch of some days with a session of 8 JP each, and new people in it; return its id."""
    batch = batches.add_batch(
        office,
        name=name or f"Angkatan {next(_serial)}",
        training="Pembuatan Masker Kain",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1),
        venue="Aula Dinas",
        city="Kupang",
        product=product,
        assessed=assessed,
    ).ids[0]
    lessons = [Lesson(starts_on + timedelta(days=n), f"Mata pelatihan {n + 1}", 8) for n in range(days)]
    sessions.plan_sessions(office, batch=batch, lessons=lessons)
    if participants:
        roster.enrol(office, batch=batch, people=[a_person(office) for _ in range(participants)])
    return batch


def people_in(office: Office, batch: int) -> list[int]:
    """Return the ids of the people active in a batch, by number."""
    with office.reading() as connection:
        return [row.person.id for row in roster.roster(connection, batch)]


def all_present(office: Office, batch: int) -> None:
    """Note every active person of a batch as present on every training day."""
    with office.reading() as connection:
        days = sessions.training_days(connection, batch)
    grid = {person: dict.fromkeys(days, "H") for person in people_in(office, batch)}
    attendance.mark_attendance(office, batch=batch, grid=grid)
