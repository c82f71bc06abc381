"""Taking what is personal of somebody out of every record of the book that is not proof.

Her row, her place, her doubles' rows, the log's old and new values (also where another person once took her
values), the register's lines, void ones too, places in batches, merges, import reports and closed rosters
keep that there was a person, not who. The book's triggers let exactly this pass where rows are final.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.frozen import with_people
from ikm_desktop.goods import tables as goods
from ikm_desktop.office import tables as office
from ikm_desktop.office.acts import Act
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.asking import Question
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.history import GONE, PRINTED, SEEN
from ikm_desktop.participants.merging import FIELDS
from ikm_desktop.storage.digests import digest_of

_KEPT = frozenset({"sex", "regency", "product"})
"""What counts in reports and tells of nobody."""
_NUMBERS = ("nik", "phone", "bank_account", "npwp")


@dataclass(frozen=True, slots=True)
class Hers:
    """A person with the rows and places of hers and of her doubles."""

    person: int
    people: tuple[int, ...]
    places: tuple[int, ...]

    @property
    def nameless(self) -> str:
        """What stands in place of her names."""
        return _nameless(self.person)


@dataclass(frozen=True, slots=True)
class Beside:
    """What of hers lies beside the book: photos nobody has any more, names and numbers drafts may hold."""

    photos: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]


def forget(act: Act, hers: Hers) -> Beside:
    """Take all that is personal of somebody out of the book, within an act; return what lies beside it."""
    told = _told_of(act.connection, hers)
    photos = {photo for photo in told.pop("photo") if photo}
    _blank_people(act, hers)
    _blank_register(act, hers, told["name"])
    _blank_enrolments(act, hers)
    _blank_merges(act, hers)
    _blank_imports(act, hers, told["name"])
    _blank_rosters(act, hers)
    still = sa.select(p.participant.c.photo).where(p.participant.c.photo.in_(photos))
    scans = sa.select(papers.attachment.c.sha256).where(papers.attachment.c.sha256.in_(photos))
    photos -= set(act.connection.execute(still.union(scans)).scalars())
    numbers = frozenset().union(*(told[name] for name in _NUMBERS))
    return Beside(tuple(sorted(photos)), frozenset(told["name"]), numbers)


def _told_of(connection: sa.Connection, hers: Hers) -> dict[str, set[str]]:
    """Return every value her names, numbers and photo have or had."""
    wanted = ("name", "photo", *_NUMBERS)
    found: dict[str, set[str]] = {name: set() for name in wanted}
    columns = [p.participant.c[name] for name in wanted]
    for row in connection.execute(sa.select(*columns).where(p.participant.c.id.in_(hers.people))).mappings():
        for name in wanted:
            found[name].add(row[name])
    log = office.change.c
    lines = sa.select(log.field, log.before, log.after).where(
        log.subject == p.participant.name, log.subject_id.in_(hers.people), log.field.in_(wanted)
    )
    for line in connection.execute(lines):
        found[line.field] |= {line.before, line.after}
    return {name: values - {None, "", SEEN, GONE} for name, values in found.items()}


def _nameless(person: int) -> str:
    return f"Peserta {person} (dianonimkan)"


# --- her rows ---------------------------------------------------------------------------------------


def _blank_people(act: Act, hers: Hers) -> None:
    """Empty the rows and rename the places; the log is told that, not what stood there."""
    for person, place in zip(hers.people, hers.places, strict=True):
        row = dict(act.connection.execute(sa.select(p.participant).filter_by(id=person)).mappings().one())
        emptied: dict[str, Any] = {
            name: _nothing(p.participant.c[name]) for name in FIELDS if name not in _KEPT
        }
        emptied |= {"name": hers.nameless, "archived": 1, "anonymised": 1}
        _write(act, p.participant, person, {**row, **emptied})
        of_place = dict(act.connection.execute(sa.select(goods.place).filter_by(id=place)).mappings().one())
        _write(act, goods.place, place, {**of_place, "name": hers.nameless, "archived": 1})
    log = office.change.c
    for subject, ids in (("participant", hers.people), ("place", hers.places)):
        personal = sa.and_(
            log.field != "", log.after.is_distinct_from(SEEN), log.after.is_distinct_from(PRINTED)
        )
        _forget_lines(act, log.subject == subject, log.subject_id.in_(ids), personal)


def _nothing(column: sa.Column[Any]) -> Any:  # noqa: ANN401 - any column
    """Return what stands in a column of which nothing is known."""
    return column.default.arg if isinstance(column.default, sa.ColumnDefault) else None


def _write(act: Act, table: sa.Table, row_id: int, row: dict[str, Any]) -> None:
    row["digest"] = digest_of(table, row)
    act.connection.execute(table.update().where(table.c.id == row_id).values(**row))


def _forget_lines(act: Act, *which: sa.ColumnElement[bool]) -> None:
    """Let the old and new values of lines of the log go."""
    act.connection.execute(office.change.update().where(*which).values(before=None, after=GONE))


# --- the register -----------------------------------------------------------------------------------


def _blank_register(act: Act, hers: Hers, names: Collection[str]) -> None:
    """Take her names, also those she had before, out of the register's lines of her papers.

    In a subject one name goes at a time, from the right: of a void line the book takes no more at once.
    """
    paper = papers.paper
    wanted = sorted({*_pictured(act.connection, hers), *_asked_of(act.connection, hers)})
    named = _naming(names)
    rows = act.connection.execute(sa.select(paper).where(paper.c.id.in_(wanted))).mappings().all()
    for row in map(dict, rows):
        party = hers.nameless if row["party"] in names else row["party"]
        subject = row["subject"]
        for found in reversed(list(named.finditer(subject))):
            subject = f"{subject[: found.start()]}{hers.nameless}{subject[found.end() :]}"
            _write(act, paper, row["id"], {**row, "party": party, "subject": subject})
        if party != row["party"] and subject == row["subject"]:
            _write(act, paper, row["id"], {**row, "party": party})
    log = office.change.c
    of_paper = (log.subject == paper.name, log.subject_id.in_(wanted))
    _forget_lines(act, *of_paper, log.field.in_(("party", "subject")))


def _naming(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the names as words of their own, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _pictured(connection: sa.Connection, hers: Hers) -> Iterator[int]:
    """Return the papers that picture her vouchers, prepared ones or places in batches."""
    s, v, q = papers.paper_subject.c, goods.voucher.c, goods.prepared.c
    vouchers = sa.select(v.id).where(sa.or_(v.counterpart.in_(hers.places), v.store.in_(hers.places)))
    waiting = sa.select(q.id).where(sa.or_(q.from_place.in_(hers.places), q.to_place.in_(hers.places)))
    enrolments = sa.select(t.enrolment.c.id).where(t.enrolment.c.participant.in_(hers.people))
    pictured = sa.select(s.paper).where(
        sa.or_(s.voucher.in_(vouchers), s.prepared.in_(waiting), s.enrolment.in_(enrolments))
    )
    yield from connection.execute(pictured).scalars()


def _asked_of(connection: sa.Connection, hers: Hers) -> Iterator[int]:
    """Return the papers that picture nothing and ask the book about her."""
    paper = papers.paper.c
    people, places = set(hers.people), set(hers.places)
    for row in connection.execute(sa.select(paper.id, paper.asked).where(paper.asked != "")):
        asked = Question(json.loads(row.asked))
        about = {asked.number("place"), asked.number("maker"), *asked.numbers("makers")}
        if asked.number("person") in people or about & places:
            yield row.id


# --- batches, merges, imports -----------------------------------------------------------------------


def _blank_enrolments(act: Act, hers: Hers) -> None:
    """Let go why she left a batch: what was typed may tell of her health, and a double's row names her."""
    e, log = t.enrolment, office.change.c
    rows = act.connection.execute(sa.select(e).where(e.c.participant.in_(hers.people))).mappings().all()
    for row in rows:
        if row["reason"]:
            _write(act, e, row["id"], {**row, "reason": ""})
    ids = [row["id"] for row in rows]
    _forget_lines(act, log.subject == e.name, log.subject_id.in_(ids), log.field == "reason")


def _blank_merges(act: Act, hers: Hers) -> None:
    """Empty what merges with her would put back, and the log of another who took her values for a while."""
    m, log = p.merge.c, office.change.c
    involved = sa.or_(m.kept.in_(hers.people), m.double.in_(hers.people))
    rows = act.connection.execute(
        sa.select(m.entry, m.undone_by, p.participant.c.id, p.participant.c.place)
        .join(p.participant, p.participant.c.id.in_((m.kept, m.double)))
        .where(involved, p.participant.c.id.not_in(hers.people))
    ).all()
    for row in rows:
        acts = log.entry.in_([entry for entry in (row.entry, row.undone_by) if entry is not None])
        taken = log.field.in_((*FIELDS, "gabungan"))
        _forget_lines(act, acts, log.subject == "participant", log.subject_id == row.id, taken)
        _forget_lines(act, acts, log.subject == "place", log.subject_id == row.place, log.field == "name")
    act.connection.execute(p.merge.update().where(involved).values(before="{}"))


def _blank_imports(act: Act, hers: Hers, names: Collection[str]) -> None:
    """Take her name out of the reports of imports: of her own rows, and of those that tell of her."""
    run = p.import_run
    hers_in = sa.select(p.import_person.c.run).where(p.import_person.c.participant.in_(hers.people))
    naming = [
        run.c.report.contains(json.dumps(name, ensure_ascii=False)[1:-1], autoescape=True) for name in names
    ]
    named, gone = _naming(names), {"name": "", "messages": []}
    for row in act.connection.execute(sa.select(run).where(sa.or_(run.c.id.in_(hers_in), *naming))).all():
        report = [
            {**one, **gone} if named.search(" ".join((one["name"], *one["messages"]))) else one
            for one in _without(json.loads(row.report), hers, gone)
        ]
        act.connection.execute(run.update().where(run.c.id == row.id).values(report=_text(report)))


def _blank_rosters(act: Act, hers: Hers) -> None:
    """Take her name out of closed rosters, and out of what the log has of them."""
    batches = sa.select(t.enrolment.c.batch).where(t.enrolment.c.participant.in_(hers.people))
    log = office.change.c
    _forget_lines(act, log.subject == "batch", log.field == "roster", log.subject_id.in_(batches))
    gone = {"name": "", "nik": "", "business": "", "reason": ""}
    closed = sa.select(t.batch).where(t.batch.c.id.in_(batches), t.batch.c.roster.is_not(None))
    for batch in act.connection.execute(closed).mappings().all():
        roster = with_people(batch["roster"], lambda rows: _without(rows, hers, gone))
        _write(act, t.batch, batch["id"], {**batch, "roster": roster})


def _without(rows: Sequence[Mapping[str, Any]], hers: Hers, gone: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return rows of a record with what is personal of her gone."""
    made = []
    for row in rows:
        is_hers = row.get("participant") in hers.people
        named = {"name": _nameless(row["participant"])} if is_hers else {}
        made.append({**row, **(gone if is_hers else {}), **named})
    return made


def _text(rows: object) -> str:
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
