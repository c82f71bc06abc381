"""Cycles of distribution: how long one lasts, and what each institution was given in the one under way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.prepared import prepared_papers
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import Group

CYCLES: dict[str, tuple[str, int]] = {
    "bulan": ("Bulan", 1),
    "triwulan": ("Triwulan", 3),
    "semester": ("Semester", 6),
    "tahun": ("Tahun", 12),
}
"""How long a cycle may last: its word on screen and its calendar months."""


@dataclass(frozen=True, kw_only=True)
class Sharing(Group):
    """How the office shares products out; cycle: a key of CYCLES, for which quotas are set (customary)."""

    key = "sharing"
    cycle: str = "triwulan"

    def check(self, found: Findings) -> None:
        """The cycle must be one of those known."""
        found.chosen("Siklus", self.cycle, CYCLES)


@dataclass(frozen=True, slots=True)
class Cycle:
    """The cycle in which a day lies, first and last day included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """Both days as they stand in lists."""
        return f"{words.short_date(self.first)} s.d. {words.short_date(self.last)}"


def cycle_of(day: date, kind: str) -> Cycle:
    """Return the calendar cycle of a kind in which a day lies."""
    months = CYCLES[kind][1]
    first_month = (day.month - 1) // months * months + 1
    after = first_month + months
    last = date(day.year + (after > 12), (after - 1) % 12 + 1, 1) - timedelta(days=1)  # noqa: PLR2004 - months
    return Cycle(date(day.year, first_month, 1), last)


_GIVEN = (
    sa.select(t.move.c.to_place, t.move.c.item, sa.func.sum(t.move.c.quantity))
    .join(t.voucher, t.voucher.c.id == t.move.c.voucher)
    .where(
        t.voucher.c.kind == "distribution",
        t.voucher.c.letter_date.between(
            sa.bindparam("first", type_=t.voucher.c.letter_date.type),
            sa.bindparam("last", type_=t.voucher.c.letter_date.type),
        ),
    )
    .group_by(t.move.c.to_place, t.move.c.item)
)
_given_line, _back = t.line.alias("given_line"), t.voucher.alias("back")
_undone = t.line.alias("undone")
# What came back and was then undone never came back.
_stands = (
    sa.select(t.line.c.quantity - sa.func.coalesce(sa.func.sum(_undone.c.quantity), 0))
    .where(_undone.c.refers == t.line.c.id)
    .scalar_subquery()
)
_TAKEN_BACK = (
    sa.select(t.voucher.c.counterpart, t.line.c.item, sa.func.sum(_stands))
    .join_from(t.line, _given_line, _given_line.c.id == t.line.c.refers)
    .join(t.voucher, t.voucher.c.id == _given_line.c.voucher)
    .join(_back, _back.c.id == t.line.c.voucher)
    .where(
        t.voucher.c.kind == "distribution",
        _back.c.kind.in_(("reversal", "recipient_return")),
        t.voucher.c.letter_date.between(
            sa.bindparam("first", type_=t.voucher.c.letter_date.type),
            sa.bindparam("last", type_=t.voucher.c.letter_date.type),
        ),
    )
    .group_by(t.voucher.c.counterpart, t.line.c.item)
)
_WAITING = sa.select(t.prepared.c.id).where(
    t.prepared.c.kind == "distribution",
    t.prepared.c.state == "prepared",
    t.prepared.c.letter_date.between(
        sa.bindparam("first", type_=t.prepared.c.letter_date.type),
        sa.bindparam("last", type_=t.prepared.c.letter_date.type),
    ),
)


def given_in(connection: sa.Connection, cycle: Cycle) -> Mapping[tuple[int, int], int]:
    """Return by institution and item what it got by letters of a cycle, smallest units.

    Letters that wait for their signature count; what was reversed or came back does not.
    """
    values = {"first": cycle.first, "last": cycle.last}
    sums: defaultdict[tuple[int, int], int] = defaultdict(int)
    for place, item, quantity in connection.execute(_GIVEN, values):
        sums[place, item] += quantity
    for place, item, quantity in connection.execute(_TAKEN_BACK, values):
        sums[place, item] -= quantity or 0
    waiting = connection.execute(_WAITING, values).scalars().all()
    for paper in prepared_papers(connection, waiting):
        for line in paper.lines:
            sums[paper.target, line.item] += line.quantity
    return {key: quantity for key, quantity in sums.items() if quantity}
