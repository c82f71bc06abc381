"""Everything about one person on one page: batches, goods, money, papers; of her doubles too.

The statements do not grow with what is there, except that papers are read by their ids.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as b
from ikm_desktop.batches.open_matters import owed_to
from ikm_desktop.batches.roster import STATES
from ikm_desktop.goods import tables as g
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.listed import Listed, listed
from ikm_desktop.goods.listed_sql import key_of
from ikm_desktop.goods.runs import run_cost
from ikm_desktop.papers import tables as p
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.rows import PAPERS, PaperRow, paper_row
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.people import people_by_id, person_of, places_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from ikm_desktop.participants.person import Person

_MADE = ("delivery", "give_back")
_PAID = ("payment",)
_MATERIALS = tuple(kind for kind in KINDS if kind not in {*_MADE, *_PAID, "reversal", "onward_report"})


@dataclass(frozen=True, slots=True)
class InBatch:
    """A batch she is or was in: number in the roster, state in words, days present of all with a letter.

    told: why and when she left, her result ("nilai 86, Baik"), the number of her certificate.
    """

    batch: int
    name: str
    training: str
    no: int
    state: str
    present: int
    days: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holds:
    """What lies with her of one item: as shown, and its value in whole rupiah."""

    name: str
    shown: str
    value: int


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """A paper she stands on: its kind and number as lists name it, day, subject and state."""

    paper: int
    label: str
    day: date
    subject: str
    is_void: bool


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """All of a person. materials, products, payments: newest first; owed: whole rupiah still to be paid."""

    person: Person
    doubles: tuple[Person, ...]
    batches: tuple[InBatch, ...]
    holds: tuple[Holds, ...]
    materials: tuple[Listed, ...]
    products: tuple[Listed, ...]
    payments: tuple[Listed, ...]
    papers: tuple[RecordPaper, ...]
    owed: int


def person_record(connection: sa.Connection, person: int) -> PersonRecord:
    """Return everything the book has of a person and her doubles. Raises NotFound."""
    who = person_of(connection, person)
    places = places_of(connection, person)
    hers = (
        sa.select(t.participant.c.id)
        .where(t.participant.c.merged_into == person)
        .order_by(t.participant.c.id)
    )
    ids = list(connection.execute(hers).scalars())
    doubles = people_by_id(connection, ids)
    keys = _keys(connection, places)
    rows = listed(connection, tuple(KINDS), keys)
    return PersonRecord(
        person=who,
        doubles=tuple(doubles[one] for one in ids),
        batches=_batches(connection, (person, *ids)),
        holds=_holds(connection, places),
        materials=tuple(row for row in rows if row.kind in _MATERIALS and not _is_old_purchase(row)),
        products=tuple(row for row in rows if row.kind in _MADE or _is_old_purchase(row)),
        payments=_payments(connection, rows),
        papers=_papers(connection, keys, (person, *ids)),
        owed=owed_to(connection, places),
    )


def word_of_row(row: Listed) -> str:
    """Return what a row is, as the screen calls its kind of voucher."""
    return KINDS[row.kind].screen


def _keys(connection: sa.Connection, places: Collection[int]) -> list[int]:
    v, q = g.voucher.c, g.prepared.c
    posted = sa.select(v.id).where(sa.or_(v.counterpart.in_(places), v.store.in_(places)))
    waiting = sa.select(q.id).where(
        q.voucher.is_(None), sa.or_(q.from_place.in_(places), q.to_place.in_(places))
    )
    keys = [key_of(voucher, None) for voucher in connection.execute(posted).scalars()]
    return keys + [key_of(None, prepared) for prepared in connection.execute(waiting).scalars()]


def _is_old_purchase(row: Listed) -> bool:
    """Tell whether an opening voucher is of products that were bought from her before this book."""
    return row.kind == "opening" and all(item.kind == "product" for item, _ in row.goods)


def _payments(connection: sa.Connection, rows: Sequence[Listed]) -> tuple[Listed, ...]:
    """Return the payments, worth what was paid gross."""
    paid = [row for row in rows if row.kind in _PAID]
    query = (
        sa.select(g.line.c.voucher, sa.func.sum(g.payment_line.c.gross).label("gross"))
        .join_from(g.payment_line, g.line, g.line.c.id == g.payment_line.c.line)
        .where(g.line.c.voucher.in_([row.voucher for row in paid]))
        .group_by(g.line.c.voucher)
    )
    gross = {row.voucher: row.gross for row in connection.execute(query)}
    return tuple(replace(row, value=gross.get(row.voucher)) for row in paid)


def _batches(connection: sa.Connection, people: Collection[int]) -> tuple[InBatch, ...]:
    e, a = b.enrolment.c, b.attendance.c
    letters = (
        sa.select(
            a.batch,
            a.participant,
            sa.func.count().label("days"),
            sa.func.sum(sa.case((a.mark == "H", 1), else_=0)).label("present"),
        )
        .where(a.participant.in_(people))
        .group_by(a.batch, a.participant)
        .subquery()
    )
    query = (
        sa.select(
            e.id,
            e.batch,
            e.reason,
            e.left_on,
            b.batch.c.name,
            b.batch.c.training,
            e.no,
            e.state,
            letters.c.present,
            letters.c.days,
            b.mark.c.score,
            b.mark.c.predicate,
            b.mark.c.passed,
        )
        .join_from(b.enrolment, b.batch, b.batch.c.id == e.batch)
        .outerjoin(letters, sa.and_(letters.c.batch == e.batch, letters.c.participant == e.participant))
        .outerjoin(b.mark, sa.and_(b.mark.c.batch == e.batch, b.mark.c.participant == e.participant))
        .where(e.participant.in_(people))
        .order_by(e.batch.desc(), e.id)
    )
    rows = connection.execute(query).all()
    numbers = _certificates(connection, [row.id for row in rows])
    return tuple(
        InBatch(
            row.batch,
            row.name,
            row.training,
            row.no,
            STATES[row.state],
            row.present or 0,
            row.days or 0,
            tuple(_told(row, numbers.get(row.id))),
        )
        for row in rows
    )


def _told(row: Any, certificate: str | None) -> Iterator[str]:  # noqa: ANN401 - a bare row
    if row.reason:
        yield f"{row.reason} ({words.short_date(row.left_on)})" if row.left_on else row.reason
    if row.passed is not None:
        score = [] if row.score is None else [f"nilai {row.score}"]
        yield ", ".join([*score, row.predicate or ("lulus" if row.passed else "tidak lulus")])
    if certificate is not None:
        yield f"sertifikat {certificate}"


def _certificates(connection: sa.Connection, enrolments: Sequence[int]) -> dict[int, str]:
    """Return the numbers of valid certificates by enrolment."""
    s, paper = p.paper_subject.c, p.paper.c
    query = (
        sa.select(s.enrolment, paper.number)
        .join_from(p.paper_subject, p.paper, paper.id == s.paper)
        .where(paper.kind == "SERT", paper.state == "valid", s.enrolment.in_(enrolments))
    )
    return {row.enrolment: row.number or "tanpa nomor" for row in connection.execute(query)}


def _holds(connection: sa.Connection, places: Collection[int]) -> tuple[Holds, ...]:
    h, lot = g.holding.c, g.lot.c
    query = (
        sa.select(h.item, h.first, h.quantity, lot.value, lot.quantity.label("whole"))
        .join_from(g.holding, g.lot, lot.id == h.lot)
        .where(h.place.in_(places))
        .order_by(h.item)
    )
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in connection.execute(query):
        sums[row.item][0] += row.quantity
        sums[row.item][1] += run_cost(row.value, row.whole, row.first, row.quantity)
    known = items_by_id(connection, sums)
    return tuple(
        Holds(known[item].name, known[item].ref.show(quantity), value)
        for item, (quantity, value) in sums.items()
    )


def _papers(
    connection: sa.Connection, keys: Sequence[int], people: Collection[int]
) -> tuple[RecordPaper, ...]:
    s = p.paper_subject.c
    vouchers, prepared = [key // 2 for key in keys if not key % 2], [key // 2 for key in keys if key % 2]
    enrolled = sa.select(b.enrolment.c.id).where(b.enrolment.c.participant.in_(people))
    pictured = sa.select(s.paper).where(
        sa.or_(s.voucher.in_(vouchers), s.prepared.in_(prepared), s.enrolment.in_(enrolled))
    )
    query = PAPERS.where(p.paper.c.id.in_(pictured)).order_by(
        p.paper.c.letter_date.desc(), p.paper.c.id.desc()
    )
    return tuple(_paper(paper_row(row)) for row in connection.execute(query))


def _paper(row: PaperRow) -> RecordPaper:
    label = f"{word_of(row.kind)} {row.number_text}".strip()
    return RecordPaper(row.id, label, row.letter_date, row.subject, row.is_void)
