"""What is personal of somebody goes for good once its time is over; the ledger stays whole.

Her row, her place, her doubles' rows, the log's old and new values, import reports, closed rosters and the
register's lines keep that there was a person, not who. Issued papers stay sealed as they are: they are proof
and kept by the archive schedule; so do the lines of numbers that were made void, and backups made before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.frozen import with_people
from ikm_desktop.batches.open_matters import open_batches, owed_to, prepared_with
from ikm_desktop.errors import FieldInvalid, Refusal, WayOut
from ikm_desktop.goods import tables as goods
from ikm_desktop.office import tables as office
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import load
from ikm_desktop.papers import tables as papers
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.history import GONE
from ikm_desktop.participants.people import person_of
from ikm_desktop.participants.person import LABELS
from ikm_desktop.participants.retention import Retention
from ikm_desktop.storage import attachments
from ikm_desktop.storage.digests import digest_of
from ikm_desktop.storage.tables import Day

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

_KEPT = frozenset({"sex", "regency", "product"})
"""What counts in reports and tells of nobody."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose data may go; last: the day of the last thing done with her; since: when it was due."""

    person: int
    name: str
    last: date
    since: date


@dataclass(kw_only=True, eq=False)
class CannotAnonymise(Refusal):
    """Something is still open with a person, or her time is not over; why: sentences in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("lihat-peserta", "Lihat peserta"),)
    name: str
    why: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Name her and all that is open."""
        return f"{self.name} belum dapat dianonimkan: {'; '.join(self.why)}."


# --- acts -------------------------------------------------------------------------------------------


def anonymise(office_: Office, *, person: int, reason: str) -> Done:
    """Let what is personal of somebody and her doubles go for good; this cannot be undone.

    Raises ReasonMissing, NotFound, FieldInvalid (a double, anonymised already), CannotAnonymise while she
    holds goods, is owed money, has prepared papers, is in a batch that is open, or her time is not over.
    """
    with office_.act("anonymise") as act:
        who = person_of(act.connection, person)
        found = Findings()
        why = found.reason("Anonimisasi", reason)
        if who.merged_into is not None or who.anonymised:
            told = "sudah dianonimkan" if who.anonymised else "adalah data ganda; pilih orang aslinya"
            found.add(FieldInvalid(field="Peserta", value=who.name, why=told))
            found.refuse()
        hers = _hers(act.connection, [person])[person]
        open_ = _open_matters(act, person, hers)
        if open_:
            found.add(CannotAnonymise(name=who.name, why=open_))
        found.refuse()
        _blank_register(act, hers, _nameless(person))
        photos = _blank(act, hers)
        _blank_records(act, hers)
        act.log("participant", person, "anonymised", None, why)
        act.changed |= {Kind.PERSON, Kind.BATCH, Kind.PAPER}
        done = act.done()
    for photo in photos:
        attachments.forget(office_.folder, photo)
    return done


# --- reading ----------------------------------------------------------------------------------------


def due_for_anonymising(connection: sa.Connection, today: date) -> tuple[Due, ...]:
    """Return whose data may go by the office's setting, longest overdue first, in a few statements.

    The last thing done is her last voucher, the end of her last batch, or that she was entered.
    """
    years = load(connection, Retention).years
    query = sa.select(p.participant.c.id, p.participant.c.name).where(
        p.participant.c.merged_into.is_(None), p.participant.c.anonymised == 0
    )
    names = {row.id: row.name for row in connection.execute(query)}
    last = _last_days(connection)
    due = [
        Due(person, names[person], day, _after(day, years)) for person, day in last.items() if person in names
    ]
    return tuple(sorted((one for one in due if one.since <= today), key=lambda one: (one.since, one.name)))


# --- what is open -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Hers:
    """The rows and places of a person and her doubles."""

    people: tuple[int, ...]
    places: tuple[int, ...]


def _hers(connection: sa.Connection, people: Collection[int]) -> dict[int, _Hers]:
    c = p.participant.c
    root = sa.func.coalesce(c.merged_into, c.id)
    query = sa.select(root.label("root"), c.id, c.place).where(root.in_(people)).order_by(c.id)
    found: dict[int, _Hers] = {}
    for row in connection.execute(query):
        before = found.get(row.root, _Hers((), ()))
        found[row.root] = _Hers((*before.people, row.id), (*before.places, row.place))
    return found


def _open_matters(act: Act, person: int, hers: _Hers) -> tuple[str, ...]:
    connection = act.connection
    why = [f"masih memegang {name}" for name in _held(connection, hers.places)]
    owed = owed_to(connection, hers.places)
    if owed:
        why.append(f"masih ada {words.rupiah(owed)} yang belum dibayar kepadanya")
    waiting = prepared_with(connection, hers.places)
    why += [f"{paper} masih disiapkan" for paper in waiting]
    why += [f"masih peserta {name} yang belum ditutup" for name in open_batches(connection, hers.people)]
    last = _last_days(connection, person).get(person)
    if last is not None:
        until = _after(last, load(connection, Retention).years)
        if until > act.today:
            why.append(f"masa simpan datanya sampai {words.long_date(until)}")
    return tuple(why)


def _held(connection: sa.Connection, places: Collection[int]) -> list[str]:
    query = (
        sa.select(goods.item.c.name)
        .distinct()
        .join_from(goods.holding, goods.item, goods.holding.c.item == goods.item.c.id)
        .where(goods.holding.c.place.in_(places))
        .order_by(goods.item.c.name)
    )
    return list(connection.execute(query).scalars())


def _last_days(connection: sa.Connection, person: int | None = None) -> dict[int, date]:
    """Return the day of the last thing done with each person, in one statement."""
    who, v, a, c = p.participant.c, goods.voucher.c, office.act.c, office.change.c
    root = sa.func.coalesce(who.merged_into, who.id).label("person")
    place = sa.or_(v.counterpart == who.place, v.store == who.place)
    ended = sa.func.coalesce(t.batch.c.closed_on, t.batch.c.ends_on, t.batch.c.starts_on)
    made = sa.and_(c.subject == "participant", c.subject_id == who.id, c.field == "", c.after == "baru")
    days = (
        sa.select(root, sa.type_coerce(v.letter_date, sa.Text()).label("day"))
        .select_from(p.participant)
        .join(goods.voucher, place),
        sa.select(root, sa.type_coerce(ended, sa.Text()).label("day"))
        .select_from(p.participant)
        .join(t.enrolment, t.enrolment.c.participant == who.id)
        .join(t.batch, t.batch.c.id == t.enrolment.c.batch),
        sa.select(root, sa.type_coerce(a.entered_on, sa.Text()).label("day"))
        .select_from(p.participant)
        .join(office.change, made)
        .join(office.act, a.entry == c.entry),
    )
    every = sa.union_all(*days).subquery("days")
    query = sa.select(every.c.person, sa.func.max(every.c.day, type_=Day()).label("last")).group_by(
        every.c.person
    )
    if person is not None:
        query = query.where(every.c.person == person)
    return {row.person: row.last for row in connection.execute(query) if row.last is not None}


def _after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


# --- blanking ---------------------------------------------------------------------------------------


def _nameless(person: int) -> str:
    return f"Peserta {person} (dianonimkan)"


def _blank(act: Act, hers: _Hers) -> list[str]:
    """Empty the rows and rename the places; the log is told that, not what stood there.

    Returns the photos nobody has any more.
    """
    photos = set()
    for person, place in zip(hers.people, hers.places, strict=True):
        row = dict(act.connection.execute(sa.select(p.participant).filter_by(id=person)).mappings().one())
        photos.add(row["photo"])
        emptied: dict[str, Any] = {
            name: _nothing(p.participant.c[name]) for name in (*LABELS, "photo") if name not in _KEPT
        }
        emptied |= {"name": _nameless(person), "archived": 1, "anonymised": 1}
        _write(act, p.participant, person, {**row, **emptied})
        of_place = dict(act.connection.execute(sa.select(goods.place).filter_by(id=place)).mappings().one())
        _write(act, goods.place, place, {**of_place, "name": _nameless(person), "archived": 1})
    log = office.change
    for subject, ids in (("participant", hers.people), ("place", hers.places)):
        lines = sa.and_(log.c.subject == subject, log.c.subject_id.in_(ids))
        personal = sa.and_(log.c.field != "", log.c.after.is_not("dilihat"))
        act.connection.execute(log.update().where(lines, personal).values(before=None, after=GONE))
    still = sa.select(p.participant.c.photo).where(p.participant.c.photo.in_(photos - {None}))
    return sorted(photos - {None} - set(act.connection.execute(still).scalars()))


def _nothing(column: sa.Column[Any]) -> Any:  # noqa: ANN401 - any column
    """Return what stands in a column of which nothing is known."""
    return column.default.arg if isinstance(column.default, sa.ColumnDefault) else None


def _write(act: Act, table: sa.Table, row_id: int, row: dict[str, Any]) -> None:
    row["digest"] = digest_of(table, row)
    act.connection.execute(table.update().where(table.c.id == row_id).values(**row))


def _blank_register(act: Act, hers: _Hers, nameless: str) -> None:
    """Take her names, also those she had before, out of the register's rows of her papers."""
    s, v, q, log = papers.paper_subject.c, goods.voucher.c, goods.prepared.c, office.change.c
    vouchers = sa.select(v.id).where(sa.or_(v.counterpart.in_(hers.places), v.store.in_(hers.places)))
    waiting = sa.select(q.id).where(sa.or_(q.from_place.in_(hers.places), q.to_place.in_(hers.places)))
    enrolments = sa.select(t.enrolment.c.id).where(t.enrolment.c.participant.in_(hers.people))
    pictured = sa.select(s.paper).where(
        sa.or_(s.voucher.in_(vouchers), s.prepared.in_(waiting), s.enrolment.in_(enrolments))
    )
    renamed = sa.and_(log.subject == "participant", log.subject_id.in_(hers.people), log.field == "name")
    names = sa.union(
        sa.select(p.participant.c.name).where(p.participant.c.id.in_(hers.people)),
        sa.select(log.before).where(renamed),
        sa.select(log.after).where(renamed),
    )
    paper = papers.paper
    rows = sa.select(paper).where(
        paper.c.id.in_(pictured), paper.c.state == "valid", paper.c.party.in_(names), paper.c.party != ""
    )
    for row in act.connection.execute(rows).mappings().all():
        subject = row["subject"].replace(row["party"], nameless)
        _write(act, paper, row["id"], {**row, "subject": subject, "party": nameless})


def _blank_records(act: Act, hers: _Hers) -> None:
    """Take her name out of merges, import reports and closed rosters, and of what the log has of these."""
    m = p.merge.c
    involved = sa.or_(m.kept.in_(hers.people), m.double.in_(hers.people))
    act.connection.execute(p.merge.update().where(involved).values(before="{}"))
    runs = sa.select(p.import_person.c.run).where(p.import_person.c.participant.in_(hers.people))
    for run in act.connection.execute(sa.select(p.import_run).where(p.import_run.c.id.in_(runs))).all():
        report = _without(json.loads(run.report), hers.people, {"name": "", "messages": []})
        act.connection.execute(
            p.import_run.update().where(p.import_run.c.id == run.id).values(report=_text(report))
        )
    batches = sa.select(t.enrolment.c.batch).where(t.enrolment.c.participant.in_(hers.people))
    log = office.change
    act.connection.execute(
        log.update()
        .where(log.c.subject == "batch", log.c.field == "roster", log.c.subject_id.in_(batches))
        .values(before=None, after=GONE)
    )
    gone = {"name": "", "nik": "", "business": "", "reason": ""}
    closed = sa.select(t.batch).where(t.batch.c.id.in_(batches), t.batch.c.roster.is_not(None))
    for batch in act.connection.execute(closed).mappings().all():
        roster = with_people(batch["roster"], lambda rows: _without(rows, hers.people, gone))
        _write(act, t.batch, batch["id"], {**batch, "roster": roster})


def _without(
    rows: Sequence[Mapping[str, Any]], people: Collection[int], gone: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return rows of a record with what is personal of some people gone."""
    made = []
    for row in rows:
        hers = row.get("participant") in people
        named = {"name": _nameless(row["participant"])} if hers else {}
        made.append({**row, **(gone if hers else {}), **named})
    return made


def _text(rows: object) -> str:
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
