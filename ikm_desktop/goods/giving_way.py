"""What gives way to a late entry: later papers that took its goods, and lines of counts that stand after it.

They are taken back on their own day, the latest first; each is kept here as it stood, so that its copy can
be posted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import NotReversible, refuse
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.places import fixed_places
from ikm_desktop.goods.reversal import lines_left
from ikm_desktop.goods.reversal_units import Pieces, ReversedLine
from ikm_desktop.goods.standing import moves_of_voucher, standing

COPIED = frozenset(
    {
        "vendor_return",
        "transfer",
        "supply",
        "return",
        "waste",
        "write_off",
        "delivery",
        "give_back",
        "distribution",
        "recipient_return",
    }
)
"""Kinds of vouchers that can give way as a whole; of a count single lines do."""


@dataclass(frozen=True, slots=True)
class Room:
    """What gives way: whole vouchers, and lines of counts (by the count's voucher)."""

    vouchers: frozenset[int] = frozenset()
    count_lines: frozenset[tuple[int, int]] = frozenset()

    def __or__(self, other: Room) -> Room:
        return Room(self.vouchers | other.vouchers, self.count_lines | other.count_lines)

    def __bool__(self) -> bool:
        return bool(self.vouchers or self.count_lines)

    @property
    def all_vouchers(self) -> frozenset[int]:
        """The vouchers of which something gives way."""
        return self.vouchers | {voucher for voucher, _ in self.count_lines}


@dataclass(slots=True)
class Gone:
    """A voucher as it stood before it gave way: its row, and what was left of its lines.

    used: of a delivery line, by its id, what it consumed (smallest units by item); own: how much of that
    was the maker's own; cut_off: its off-cuts; cut_off_to: where they went.
    """

    row: Any
    lines: list[ReversedLine]
    used: dict[int, dict[int, int]] = field(default_factory=dict)
    own: dict[int, dict[int, int]] = field(default_factory=dict)
    cut_off: dict[int, dict[int, int]] = field(default_factory=dict)
    cut_off_to: dict[int, int] = field(default_factory=dict)

    @property
    def order(self) -> tuple[date, int]:
        """Its place in the book."""
        return (self.row.day, self.row.id)


# --- finding ----------------------------------------------------------------------------------------

_m, _v = t.move.c, t.voucher.c
_back = t.move.alias("back")
_given_back = (
    sa.select(sa.func.coalesce(sa.func.sum(_back.c.quantity), 0))
    .where(_back.c.reverses == _m.id)
    .scalar_subquery()
)
_LATER_TAKERS = (
    sa.select(_m.voucher, _m.line, _v.kind, (_m.quantity - _given_back).label("net"))
    .join_from(t.move, t.voucher, _v.id == _m.voucher)
    .where(
        _m.item == sa.bindparam("item"),
        _m.from_place == sa.bindparam("place"),
        _m.since <= sa.bindparam("day", type_=_m.since.type),
        _m.day > sa.bindparam("day", type_=_m.day.type),
        _m.reverses.is_(None),
    )
    .order_by(_m.day.desc(), _m.entry.desc(), _m.id.desc())
)


def later_takers(
    connection: sa.Connection, *, place: int, item: int, day: date, missing: int | None, but: Room
) -> Room:
    """Return papers of later days that took what lay there by a day, latest first till enough would be free.

    missing: smallest units, None for all they took; but: what gives way already. Empty where all of them
    had not enough.
    """
    vouchers: set[int] = set()
    count_lines: set[tuple[int, int]] = set()
    rows = connection.execute(_LATER_TAKERS, {"place": place, "item": item, "day": day}).all()
    for row in rows:
        if missing is not None and missing <= 0:
            break
        known = row.voucher in but.vouchers or (row.voucher, row.line) in but.count_lines
        if not row.net or known or (row.kind not in COPIED and row.kind != "count"):
            continue
        missing = None if missing is None else missing - row.net
        if row.kind == "count":
            count_lines.add((row.voucher, row.line))
        else:
            vouchers.add(row.voucher)
    return (
        Room() if missing is not None and missing > 0 else Room(frozenset(vouchers), frozenset(count_lines))
    )


def lines_of_count(connection: sa.Connection, count: int, *, place: int, item: int) -> Room:
    """Return the line of a count that covers an item at a place."""
    rows = connection.execute(
        sa.select(t.line.c.id)
        .join(t.voucher, _v.id == t.line.c.voucher)
        .where(t.line.c.voucher == count, t.line.c.item == item, _v.counterpart == place, _v.kind == "count")
    )
    return Room(count_lines=frozenset((count, line) for line in rows.scalars()))


def in_the_way_of(connection: sa.Connection, voucher: int, but: Room) -> Room:
    """Return what moved on what a voucher brought and does not give way yet; empty if it never can."""
    stands = standing(connection, moves_of_voucher(connection, voucher))
    lines = {line for count, line in but.count_lines if count == voucher}
    blocking = {
        one
        for stand in stands.values()
        if not lines or stand.move.line in lines
        for one in stand.blocking
        if one not in but.vouchers
    }
    rows = connection.execute(sa.select(_v.id, _v.kind).where(_v.id.in_(blocking))).all()
    kinds = {row.id: row.kind for row in rows}
    sources = [stand.move.id for stand in stands.values()]
    counted = connection.execute(
        sa.select(_m.voucher, _m.line)
        .distinct()
        .where(_m.source.in_(sources), _m.voucher.in_([one for one in kinds if kinds[one] == "count"]))
    )
    found = Room(
        frozenset(one for one in kinds if kinds[one] in COPIED),
        frozenset((row.voucher, row.line) for row in counted),
    )
    return Room(found.vouchers, found.count_lines - but.count_lines)


# --- as it stood ------------------------------------------------------------------------------------


def as_they_stand(connection: sa.Connection, room: Room) -> list[Gone]:
    """Return what gives way as it stands, in the book's order.

    Raises NotReversible for a handover of which it was reported how the goods were passed on.
    """
    found = []
    for row in connection.execute(sa.select(t.voucher).where(_v.id.in_(room.all_vouchers))).all():
        wanted = {line for count, line in room.count_lines if count == row.id}
        lines = [
            line
            for line in lines_left(connection, row.id).values()
            if (row.id in room.vouchers or line.row.id in wanted) and _is_left(line)
        ]
        gone = Gone(row, lines)
        if row.kind == "delivery":
            read_making(connection, gone)
        found.append(gone)
    refuse(_reported(connection, found))
    return sorted(found, key=lambda gone: gone.order)


def _is_left(line: ReversedLine) -> bool:
    return line.undone_by is None or line.left != Pieces(0)


def _reported(connection: sa.Connection, gone: Iterable[Gone]) -> list[NotReversible]:
    lines = [line.row.id for one in gone for line in one.lines]
    report, undone = t.line.alias("report"), t.line.alias("undone")
    rows = connection.execute(
        sa.select(t.line.c.voucher, report.c.voucher.label("report"))
        .join(report, report.c.refers == t.line.c.id)
        .join(t.voucher, _v.id == report.c.voucher)
        .where(t.line.c.id.in_(lines), _v.kind == "onward_report")
        .where(~sa.exists().where(undone.c.refers == report.c.id))
    ).all()
    refs = voucher_refs(connection, {number for row in rows for number in row})
    return [
        NotReversible(voucher=refs[row.voucher], why=f"sudah ada {refs[row.report]}")
        for row in dict.fromkeys(rows)
    ]


_MAKING = (
    sa.select(
        _m.line,
        _m.item,
        _m.from_place,
        _m.to_place,
        sa.func.sum(_m.quantity - _given_back).label("quantity"),
    )
    .where(
        _m.voucher == sa.bindparam("voucher"),
        sa.or_(_m.to_place == sa.bindparam("used"), _m.from_place == sa.bindparam("used")),
    )
    .group_by(_m.line, _m.item, _m.from_place, _m.to_place)
)


def read_making(connection: sa.Connection, gone: Gone) -> None:
    """Read what each line of a delivery consumed and cut off, less what was reversed."""
    products = {line.row.id: line.row.item for line in gone.lines}
    fixed = fixed_places(connection)
    used, own = fixed["used"].id, fixed["own"].id
    for row in connection.execute(_MAKING, {"voucher": gone.row.id, "used": used}).all():
        if row.line not in products or row.item == products[row.line] or not row.quantity:
            continue
        if row.to_place == used:
            into = gone.used.setdefault(row.line, {})
            into[row.item] = into.get(row.item, 0) + row.quantity
            if row.from_place == own:
                gone.own.setdefault(row.line, {})[row.item] = row.quantity
        else:
            gone.cut_off.setdefault(row.line, {})[row.item] = row.quantity
            gone.cut_off_to[row.line] = row.to_place
