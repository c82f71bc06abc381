"""The lists of batches and of people with their batches, as screen, paper and workbook show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ikm_desktop.amounts import Unit
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.attendance import PRESENT
from ikm_desktop.batches.batches import Batch, batches
from ikm_desktop.batches.roster import BatchName, batches_of
from ikm_desktop.batches.sessions import day_counts
from ikm_desktop.goods import tables as g
from ikm_desktop.participants.people import people_by_id
from ikm_desktop.participants.search import people

if TYPE_CHECKING:
    from collections.abc import Collection

    from ikm_desktop.participants.person import Person
    from ikm_desktop.participants.search import Show


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A line of the list of batches.

    attendance_percent: of the training days of all active people, None before the first letter.
    """

    batch: Batch
    active: int
    waiting: int
    left: int
    attendance_percent: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list of people: who, the batches she is in, and the materials she holds, with units.

    materials: their names alone, with commas.
    """

    person: Person
    batches: tuple[BatchName, ...]
    holds: tuple[str, ...]
    materials: str = ""

    @property
    def batch_names(self) -> str:
        """The batches, oldest first: "I, III"."""
        return ", ".join(batch.name.removeprefix("Angkatan ") for batch in self.batches)

    @property
    def batch_now(self) -> BatchName | None:
        """The newest batch she is active in, else the newest she waits in or was in; None without any."""
        active = [batch for batch in self.batches if batch.state == "aktif"]
        return next(reversed(active or self.batches), None)


def batch_rows(connection: sa.Connection) -> tuple[BatchRow, ...]:
    """Return all batches with their counts of people and their attendance."""
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    by_state = sa.select(t.enrolment.c.batch, t.enrolment.c.state, sa.func.count().label("people")).group_by(
        t.enrolment.c.batch, t.enrolment.c.state
    )
    for row in connection.execute(by_state):
        counts[row.batch][row.state] = row.people
    present = _present(connection)
    all_batches = batches(connection)
    lengths = day_counts(connection, all_batches)
    rows = []
    for batch in all_batches:
        count = counts[batch.id]
        active = count.get("aktif", 0)
        days = active * lengths[batch.id] if batch.id in present else 0
        percent = present[batch.id] * 100 // days if days else None
        rows.append(BatchRow(batch, active, count.get("menunggu", 0), count.get("keluar", 0), percent))
    return tuple(rows)


def person_rows(
    connection: sa.Connection,
    *,
    show: Show = "active",
    words: str = "",
    batch: int | None = None,
    without_batch: bool = False,
    ids: Collection[int] | None = None,
) -> tuple[PersonRow, ...]:
    """Return people by name with their batches and what they hold, in three statements.

    show, words: as `participants.search.people`; batch: only who is in it; without_batch: only who is in
    none; ids: only these people, whatever else is asked.
    """
    found = (
        people(connection, show=show, words=words)
        if ids is None
        else tuple(people_by_id(connection, ids).values())
    )
    named = batches_of(connection, ids)
    holds = _holds(connection, None if ids is None else [person.place for person in found])
    rows = []
    for person in found:
        of_person = tuple(named.get(person.id, ()))
        if batch is not None and all(name.batch != batch for name in of_person):
            continue
        if without_batch and of_person:
            continue
        held = holds.get(person.place, [])
        texts = tuple(f"{name} {shown}" for name, shown in held)
        rows.append(PersonRow(person, of_person, texts, ", ".join(name for name, _ in held)))
    return tuple(rows)


def _present(connection: sa.Connection) -> dict[int, int]:
    """Return the days present of each batch's active people; batches without any attendance are left out."""
    days = sa.func.sum(sa.case((t.attendance.c.mark == PRESENT, 1), else_=0))
    same = sa.and_(
        t.enrolment.c.batch == t.attendance.c.batch, t.enrolment.c.participant == t.attendance.c.participant
    )
    query = (
        sa.select(t.attendance.c.batch, days.label("days"))
        .join_from(t.attendance, t.enrolment, same)
        .where(t.enrolment.c.state == "aktif")
        .group_by(t.attendance.c.batch)
    )
    return {row.batch: row.days for row in connection.execute(query)}


def _holds(
    connection: sa.Connection, places: Collection[int] | None = None
) -> dict[int, list[tuple[str, str]]]:
    """Return the materials at people's places (None: all) as names and quantities with their units."""
    query = (
        sa.select(g.holding.c.place, g.item, sa.func.sum(g.holding.c.quantity).label("quantity"))
        .join_from(g.holding, g.item, g.holding.c.item == g.item.c.id)
        .join(g.place, g.place.c.id == g.holding.c.place)
        .where(g.place.c.kind == "participant", g.item.c.kind == "material")
        .group_by(g.holding.c.place, g.item.c.id)
        .order_by(g.holding.c.place, g.item.c.id)
    )
    if places is not None:
        query = query.where(g.holding.c.place.in_(places))
    held: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(query):
        unit = Unit(row.unit, row.per, row.smallest, row.decimals)
        held[row.place].append((row.name, unit.ref(row.id, row.name).show(row.quantity)))
    return held
