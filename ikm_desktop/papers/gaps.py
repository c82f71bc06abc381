"""Numbers a register passed over: found, explained, shown.

A gap is a run of numbers no paper of the series has in that year. In the year in which a series was
first used the register begins with its first number (the office kept it elsewhere before); in later
years it begins with 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NumberTaken, ReasonMissing
from ikm_desktop.office.acts import Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import tidy
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.patterns import NUMBER_FIELD, numbers_in_words
from ikm_desktop.papers.rows import PAPERS, paper_row


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers first … last of a series and year that no paper has.

    reason: why, None while unexplained; entry: the act that explained it.
    """

    series: str
    year: int
    first: int
    last: int
    reason: str | None = None
    entry: int | None = None

    @property
    def numbers(self) -> str:
        """Write the numbers: "124", or "124 s.d. 126"."""
        return numbers_in_words(self.first, self.last)


def gaps(connection: sa.Connection, *, series: str | None = None, year: int | None = None) -> list[Gap]:
    """Return the gaps of one register or all, explained ones too, by series, year and number."""
    explained: dict[tuple[str, int], list[Gap]] = {}
    for row in connection.execute(_of(t.number_gap, series, year).order_by(t.number_gap.c.first)):
        gap = Gap(row.series, row.year, row.first, row.last, row.reason, row.entry)
        explained.setdefault((row.series, row.year), []).append(gap)
    found: list[Gap] = []
    for hole in _holes(connection, series, year):
        found += _divided(hole, explained.get((hole.series, hole.year), ()))
    return found


def _of(table: sa.Table, series: str | None, year: int | None) -> sa.Select[tuple[object, ...]]:
    query = sa.select(table)
    if series is not None:
        query = query.where(table.c.series == series)
    return query if year is None else query.where(table.c.year == year)


@lru_cache(maxsize=32)
def _holes_query(series: str | None, year: int | None) -> sa.Select[*tuple[Any, ...]]:
    paper = t.paper.c
    first_years = sa.select(sa.func.min(paper.year)).where(paper.sequence.is_not(None))
    numbered = t.paper.alias()
    before = sa.func.lag(numbered.c.sequence).over(
        partition_by=(numbered.c.series, numbered.c.year), order_by=numbered.c.sequence
    )
    query = sa.select(numbered.c.series, numbered.c.year, numbered.c.sequence, before.label("before")).where(
        numbered.c.sequence.is_not(None), numbered.c.series.is_not(None)
    )
    if series is not None:
        query = query.where(numbered.c.series == series)
    if year is not None:
        query = query.where(numbered.c.year == year)
    steps = query.subquery()
    # A register's first number has none before it.
    first_year = first_years.where(paper.series == steps.c.series).correlate(steps).scalar_subquery()
    return (
        sa.select(steps)
        .where(
            sa.or_(
                steps.c.sequence > steps.c.before + 1,
                sa.and_(steps.c.before.is_(None), steps.c.sequence > 1, steps.c.year > first_year),
            )
        )
        .order_by(steps.c.series, steps.c.year, steps.c.sequence)
    )


def _holes(connection: sa.Connection, series: str | None, year: int | None) -> Iterator[Gap]:
    """Yield the runs without a paper, explained or not."""
    rows = connection.execute(_holes_query(series, year))
    for row in rows:
        # Only a damaged file holds anything else; the check of the file tells of it.
        if isinstance(row.sequence, int) and isinstance(row.before, int | None):
            yield Gap(row.series, row.year, (row.before or 0) + 1, row.sequence - 1)


def _divided(hole: Gap, explained: Iterable[Gap]) -> Iterator[Gap]:
    """Yield the parts of a hole, with the reasons that were given for them."""
    at = hole.first
    for one in explained:
        first, last = max(one.first, at), min(one.last, hole.last)
        if first > last:
            continue
        if first > at:
            yield Gap(hole.series, hole.year, at, first - 1)
        yield Gap(hole.series, hole.year, first, last, one.reason, one.entry)
        at = last + 1
    if at <= hole.last:
        yield Gap(hole.series, hole.year, at, hole.last)


def explain_gap(office: Office, *, series: str, year: int, first: int, last: int, reason: str) -> Done:
    """Write down why numbers first … last were never used; a reason given before may be corrected.

    Raises ReasonMissing, NumberTaken (a paper has one of them), FieldInvalid (they are no gap, or
    other numbers were explained with some of them).
    """
    why = tidy(reason)
    if not why:
        raise ReasonMissing(field="Nomor yang terlewati")
    with office.act("explain_gap") as act:
        wanted = Gap(series, year, first, last)
        _refuse_used(act.connection, wanted)
        parts = [
            g for g in gaps(act.connection, series=series, year=year) if g.first <= last and g.last >= first
        ]
        if first > last or not parts or parts[0].first > first or parts[-1].last < last:
            raise FieldInvalid(field=NUMBER_FIELD, value=wanted.numbers, why="bukan nomor yang terlewati")
        same = _explained(act.connection, wanted)
        if same is not None:
            act.update(t.number_gap, same, {"reason": why})
        elif any(part.reason is not None for part in parts):
            raise FieldInvalid(field=NUMBER_FIELD, value=wanted.numbers, why="sebagian sudah dijelaskan")
        else:
            values = {"series": series, "year": year, "first": first, "last": last}
            act.ids.append(act.insert(t.number_gap, {"entry": act.entry, "reason": why, **values}))
        act.changed.add(Kind.PAPER)
        return act.done()


def _refuse_used(connection: sa.Connection, wanted: Gap) -> None:
    paper = t.paper.c
    row = connection.execute(
        PAPERS.where(
            paper.series == wanted.series,
            paper.year == wanted.year,
            paper.sequence.between(wanted.first, wanted.last),
        )
        .order_by(paper.sequence)
        .limit(1)
    ).first()
    if row is not None:
        found = paper_row(row)
        raise NumberTaken(number=found.number_text, paper=found.ref())


def _explained(connection: sa.Connection, wanted: Gap) -> int | None:
    gap = t.number_gap.c
    return connection.execute(
        sa.select(gap.id).where(
            gap.series == wanted.series,
            gap.year == wanted.year,
            gap.first == wanted.first,
            gap.last == wanted.last,
        )
    ).scalar()
