"""Papers and reports that were issued for later days than an entry: they stay as printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow, read_paper

_REPORTS = ("KP", "NB", "LD", "RK")
"""Kinds of papers that tell balances or sums up to a day."""

_LAST_DAYS = ("last_day", "on", "through")
"""How their questions name that day."""


def issued_for_later(
    connection: sa.Connection, day: date, touched: Sequence[tuple[int, int]]
) -> list[PaperRow]:
    """Return what was issued for days after a day (reports: for that day too) and speaks of the same goods.

    touched: (place, item) pairs.
    """
    found = {paper.id: paper for paper in _reports(connection, day, touched)}
    found |= {paper: read_paper(connection, paper) for paper in _of_vouchers(connection, day, touched)}
    return [found[paper] for paper in sorted(found)]


def _reports(connection: sa.Connection, day: date, touched: Sequence[tuple[int, int]]) -> list[PaperRow]:
    rows = connection.execute(_ISSUED_REPORTS, {"day": day}).scalars().all()
    return [paper for number in rows if _speaks_of(paper := read_paper(connection, number), day, touched)]


def _speaks_of(paper: PaperRow, day: date, touched: Sequence[tuple[int, int]]) -> bool:
    asked = asked_by(paper)
    last = next((found for name in _LAST_DAYS if (found := asked.day(name)) is not None), paper.letter_date)
    place, item, makers = asked.number("place"), asked.number("item"), asked.numbers("makers")
    return last >= day and any(
        place in {None, at} and item in {None, of} and (not makers or at in makers) for at, of in touched
    )


_ISSUED_REPORTS = sa.select(papers.paper.c.id).where(
    papers.paper.c.kind.in_(_REPORTS),
    papers.paper.c.asked != "",
    papers.paper.c.letter_date >= sa.bindparam("day", type_=papers.paper.c.letter_date.type),
    papers.paper.c.state == "valid",
    sa.exists().where(papers.issued.c.paper == papers.paper.c.id),
)


def _of_vouchers(connection: sa.Connection, day: date, touched: Sequence[tuple[int, int]]) -> set[int]:
    """Return the issued papers of vouchers of later days that moved some of these pairs."""
    pairs = set(touched)
    values = {
        "day": day,
        "items": list({item for _, item in pairs}),
        "places": list({place for place, _ in pairs}),
    }
    return {row[0] for row in connection.execute(_ISSUED_LATER, values).all() if row[1:] in pairs}


def _issued_of(end: sa.ColumnElement[int]) -> sa.Select[int, int, int]:
    """Select issued papers with place and item that vouchers of later days moved, by that end's index."""
    move, subject = t.move.c, papers.paper_subject.c
    return (
        sa.select(subject.paper, end.label("place"), move.item)
        .join_from(t.move, papers.paper_subject, subject.voucher == move.voucher)
        .where(
            move.item.in_(sa.bindparam("items", expanding=True)),
            end.in_(sa.bindparam("places", expanding=True)),
            move.day > sa.bindparam("day", type_=move.day.type),
            sa.exists().where(papers.issued.c.paper == subject.paper),
        )
    )


_ISSUED_LATER = sa.union(_issued_of(t.move.c.from_place), _issued_of(t.move.c.to_place))
