"""The roster: who is in a batch, under which number, and who left it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import Batch, batch_of, batches_by_id, open_batch
from ikm_desktop.batches.certified import tell_kept
from ikm_desktop.batches.frozen import FrozenRow, as_it_was, frozen_rows
from ikm_desktop.batches.open_matters import tell_prepared
from ikm_desktop.errors import (
    REASON,
    AlreadyThere,
    FieldInvalid,
    NotFound,
    NothingChosen,
    Notice,
    Refusal,
    WrongDay,
)
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.list_import.records import KnownPerson
from ikm_desktop.participants.people import materials_held, owners_of_niks, people_by_id
from ikm_desktop.participants.person import Person, person_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ikm_desktop.errors import WayOut
    from ikm_desktop.office.book import Office

State = Literal["aktif", "menunggu", "keluar"]
STATES: dict[State, str] = {"aktif": "Aktif", "menunggu": "Menunggu", "keluar": "Keluar"}
"""What somebody is in a batch, with the words on screen."""

_SAYS_NO_BEFORE = 90
"""How many days before the training somebody may say that she does not come (customary): guards the year."""

ACTIVE: tuple[State, ...] = ("aktif",)
EVERYONE: tuple[State, ...] = ("aktif", "menunggu", "keluar")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody in a batch: the enrolment's id, the number in the roster, the state with its reason.

    left_on: the day she left. In a closed batch all this, and who she was, stand as they were at its close.
    """

    enrolment: int
    batch: int
    no: int
    state: State
    reason: str
    person: Person
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class BatchName:
    """A batch somebody is in, as lists of people name it."""

    batch: int
    name: str
    no: int
    state: State


@dataclass(kw_only=True, eq=False)
class OverCapacity(Refusal):
    """More people than the batch has places for need a reason; people: with those to be added."""

    ways: ClassVar[tuple[WayOut, ...]] = (REASON,)
    batch: str
    capacity: int
    people: int

    @property
    def sentence(self) -> str:
        """Name the places and how many there would be."""
        return (
            f"{self.batch} punya {self.capacity} tempat; dengan tambahan ini menjadi {self.people} orang. "
            "Isi alasan kelebihannya."
        )


def enrol(
    office: Office, *, batch: int, people: Sequence[int], reason: str = "", waiting: bool = False
) -> Done:
    """Put people into a batch under the next numbers, in the order given.

    Who waits or left becomes active again under the old number. waiting: onto the waiting list, which takes
    no places. reason: why there are more people than places. The enrolments' ids are in `Done.ids`; who is
    in another batch too is told in `Done.notices`.
    Raises BatchClosed, NotFound, NothingChosen, AlreadyThere, FieldInvalid (put away), OverCapacity; all at
    once.
    """
    with office.act("enrol") as act:
        enrol_in(act, batch=batch, people=people, reason=reason, waiting=waiting)
        return act.done()


def enrol_in(
    act: Act, *, batch: int, people: Sequence[int], reason: str = "", waiting: bool = False
) -> list[int]:
    """Put people into a batch within an act and return the enrolments' ids."""
    into = open_batch(act, batch)
    standing = {row.person.id: row for row in roster(act.connection, batch, EVERYONE)}
    state: State = "menunggu" if waiting else "aktif"
    found = Findings()
    _check_people(found, act, into, people, standing, state)
    active = sum(row.state == "aktif" for row in standing.values())
    if not waiting and active + len(people) > into.capacity and not reason.strip():
        found.add(OverCapacity(batch=into.name, capacity=into.capacity, people=active + len(people)))
    found.refuse()
    _tell_other_batches(act, into, people)
    last = max((row.no for row in standing.values()), default=0)
    enrolments = []
    for person in people:
        before = standing.get(person)
        values = {"state": state, "reason": reason.strip(), "left_on": None}
        if before is None:
            last += 1
            row = {"batch": batch, "participant": person, "no": last, **values}
            enrolments.append(act.insert(t.enrolment, row))
        else:
            act.update(t.enrolment, before.enrolment, values)
            enrolments.append(before.enrolment)
    act.ids.extend(enrolments)
    act.changed.update({Kind.BATCH, Kind.PERSON})
    return enrolments


def drop_out(office: Office, *, batch: int, person: int, reason: str, on: date | None = None) -> Done:
    """Let somebody leave a batch on a day (today when None); number, marks and papers stay as they are.

    Told in `Done.notices`: material she still holds, to be returned before the batch is closed, papers that
    are prepared for her, a certificate she has, and who waits for the place that is free now (its value
    `participant`).
    A day before the training is fine: she did not come at all. Raises BatchClosed, NotFound, ReasonMissing,
    WrongDay (to come, or months before the training), FieldInvalid (who has left already; attendance is noted
    on later days).
    """
    with office.act("drop_out") as act:
        row = drop_out_in(act, batch=batch, person=person, reason=reason, on=on)
        held = materials_held(act.connection, row.person.place)
        if held:
            text = f"{row.person.name} masih memegang {', '.join(held)}; catat pengembaliannya."
            act.notices.append(Notice("StillHolds", text, {"participant": person}))
        tell_prepared(act, person, row.person.name, row.person.place)
        tell_who_waits(act, batch)
        return act.done()


def drop_out_in(act: Act, *, batch: int, person: int, reason: str, on: date | None = None) -> Enrolled:
    """Let somebody leave a batch within an act; return her row as it was."""
    of_batch = open_batch(act, batch)
    row = enrolled(act.connection, batch, person)
    day = on or act.today
    found = Findings()
    kept = found.reason("Keluar dari angkatan", reason)
    if row.state == "keluar":
        found.add(FieldInvalid(field="Peserta", value=row.person.name, why="sudah keluar dari angkatan ini"))
    if of_batch.starts_on is not None and on is not None:
        found.in_order("Tanggal keluar", of_batch.starts_on - timedelta(days=_SAYS_NO_BEFORE), day)
    if on is not None and (later := _came_after(act.connection, row, on)):
        days = ", ".join(words.short_date(one) for one in later)
        why = f"sebelum kehadirannya pada {days}; pilih hari sesudahnya, atau kosongkan kehadiran itu"
        found.add(FieldInvalid(field="Tanggal keluar", value=words.short_date(on), why=why))
    if day > act.today:
        found.add(WrongDay(field="Tanggal keluar", day=day, limit=act.today, after=True))
    found.refuse()
    act.update(t.enrolment, row.enrolment, {"state": "keluar", "reason": kept, "left_on": day})
    tell_kept(act, row.enrolment, row.person.name)
    act.changed.update({Kind.BATCH, Kind.PERSON})
    return row


def _came_after(connection: sa.Connection, row: Enrolled, day: date) -> list[date]:
    """Return the days after this one on which it is noted that somebody was there."""
    noted = t.attendance.c
    query = sa.select(noted.day).where(
        noted.batch == row.batch, noted.participant == row.person.id, noted.mark == "H", noted.day > day
    )
    return list(connection.execute(query.order_by(noted.day)).scalars())


def tell_who_waits(act: Act, batch: int) -> None:
    """Note who waits longest, where the batch has a place for her."""
    into = batch_of(act.connection, batch)
    standing = roster(act.connection, batch, ("aktif", "menunggu"))
    waits = next((row for row in standing if row.state == "menunggu"), None)
    if waits is not None and sum(row.state == "aktif" for row in standing) < into.capacity:
        text = f"Satu tempat kosong dalam {into.name}; {waits.person.name} menunggu tempat."
        act.notices.append(Notice("PlaceFree", text, {"participant": waits.person.id}))


def renumber(office: Office, *, batch: int, people: Sequence[int]) -> Done:
    """Number the whole roster anew in the order given: everybody in the batch, once each.

    Raises BatchClosed, FieldInvalid.
    """
    with office.act("renumber") as act:
        open_batch(act, batch)
        standing = {row.person.id: row for row in roster(act.connection, batch, EVERYONE)}
        if sorted(people) != sorted(standing):
            why = "tidak memuat semua peserta angkatan satu kali"
            raise FieldInvalid(field="Urutan", value=f"{len(people)} orang", why=why)
        for no, person in enumerate(people, 1):
            act.update(t.enrolment, standing[person].enrolment, {"no": no})
        act.changed.add(Kind.BATCH)
        return act.done()


def roster(connection: sa.Connection, batch: int, states: Collection[State] = ACTIVE) -> tuple[Enrolled, ...]:
    """Return who is in a batch in these states, by number, in one statement.

    Of a closed batch everybody is named as at its close, whatever was changed of her since.
    """
    query = (
        _query()
        .where(t.enrolment.c.batch == batch, t.enrolment.c.state.in_(states))
        .order_by(t.enrolment.c.no, t.enrolment.c.id)
    )
    return tuple(_all_enrolled(connection.execute(query)))


def enrolled(connection: sa.Connection, batch: int, person: int) -> Enrolled:
    """Return somebody's row in a batch. Raises NotFound."""
    query = _query().where(t.enrolment.c.batch == batch, t.enrolment.c.participant == person)
    for row in _all_enrolled(connection.execute(query)):
        return row
    raise NotFound(field="Peserta angkatan", value=str(person))


def enrolments_by_id(connection: sa.Connection, enrolments: Iterable[int]) -> dict[int, Enrolled]:
    """Return rows of rosters by their ids (a certificate names one) in one statement."""
    query = _query().where(t.enrolment.c.id.in_(set(enrolments)))
    return {row.enrolment: row for row in _all_enrolled(connection.execute(query))}


def batches_of(connection: sa.Connection, people: Iterable[int] | None = None) -> dict[int, list[BatchName]]:
    """Return the batches each of some people is in (None: of everybody), oldest first, in one statement."""
    query = (
        sa.select(t.enrolment, t.batch.c.name)
        .join_from(t.enrolment, t.batch, t.enrolment.c.batch == t.batch.c.id)
        .order_by(t.enrolment.c.batch)
    )
    if people is not None:
        query = query.where(t.enrolment.c.participant.in_(set(people)))
    found: defaultdict[int, list[BatchName]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.participant].append(BatchName(row.batch, row.name, row.no, row.state))
    return dict(found)


def known_people(connection: sa.Connection, niks: Collection[str]) -> dict[str, KnownPerson]:
    """Return who of a list to be imported is in the book already, named with her batches.

    Handed to the reading of lists (`functools.partial(known_people, connection)`).
    """
    owners = owners_of_niks(connection, niks)
    named = batches_of(connection, [owner.participant for owner in owners.values()])
    return {
        nik: KnownPerson(
            owner.participant,
            ", ".join([owner.name, *(of_batch.name for of_batch in named.get(owner.participant, []))]),
        )
        for nik, owner in owners.items()
    }


def _query() -> sa.Select[*tuple[object, ...]]:
    e = t.enrolment.c
    return (
        sa.select(
            e.id.label("enrolment_id"),
            e.batch,
            e.no,
            e.state,
            e.reason,
            e.left_on,
            t.batch.c.roster.label("frozen"),
            *p.participant.columns,
        )
        .join_from(t.enrolment, p.participant, e.participant == p.participant.c.id)
        .join(t.batch, t.batch.c.id == e.batch)
    )


def _enrolled(row: sa.Row[*tuple[object, ...]]) -> Enrolled:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
    person = person_from({column.name: values[column] for column in p.participant.columns})
    return Enrolled(row.enrolment_id, row.batch, row.no, row.state, row.reason, person, row.left_on)


def _all_enrolled(rows: Iterable[sa.Row[*tuple[object, ...]]]) -> list[Enrolled]:
    """Return rows, those of closed batches as they were at its close; a roster is read once."""
    frozen: dict[int, dict[int, FrozenRow]] = {}
    found = []
    for row in rows:
        one = _enrolled(row)
        if row.frozen:
            if one.batch not in frozen:
                frozen[one.batch] = {was.no: was for was in frozen_rows(row.frozen)}
            was = frozen[one.batch].get(one.no)
            one = one if was is None else replace(one, person=as_it_was(one.person, was))
        found.append(one)
    return found


def _check_people(
    found: Findings,
    act: Act,
    into: Batch,
    wanted: Sequence[int],
    standing: dict[int, Enrolled],
    state: State,
) -> None:
    if not wanted:
        found.add(NothingChosen(what="Pilih paling sedikit satu peserta"))
    known = people_by_id(act.connection, wanted)
    for person in dict.fromkeys(wanted):
        who = known.get(person)
        if who is None:
            found.add(NotFound(field="Peserta", value=str(person)))
        elif who.archived or who.merged_into is not None:
            found.add(FieldInvalid(field="Peserta", value=who.name, why="sudah diarsipkan"))
        elif person in standing and standing[person].state in {"aktif", state}:
            found.add(AlreadyThere(field="Peserta", value=who.name, owner=into.name))
        elif list(wanted).count(person) > 1:
            found.add(FieldInvalid(field="Peserta", value=who.name, why="dipilih dua kali"))


def _tell_other_batches(act: Act, into: Batch, wanted: Sequence[int]) -> None:
    elsewhere = batches_of(act.connection, wanted)
    names = people_by_id(act.connection, elsewhere)
    for person, others in elsewhere.items():
        running = [other for other in others if other.batch != into.id and other.state == "aktif"]
        if running:
            known = batches_by_id(act.connection, [other.batch for other in running])
            told = ", ".join(
                f"{other.name} pada tanggal yang sama" if _overlap(into, known[other.batch]) else other.name
                for other in running
            )
            text = f"{names[person].name} juga peserta {told}."
            act.notices.append(Notice("InOtherBatch", text, {"participant": person}))


def _overlap(one: Batch, other: Batch) -> bool:
    """Whether two batches have a day in common, as far as their days are known."""
    if one.starts_on is None or other.starts_on is None:
        return False
    return one.starts_on <= (other.ends_on or other.starts_on) and other.starts_on <= (
        one.ends_on or one.starts_on
    )
