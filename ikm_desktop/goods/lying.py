"""What lies at one of our places, told apart by the line that brought it there and the line that made it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import PaperRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.payments import WAS_BOUGHT


@dataclass(frozen=True, slots=True)
class Lying:
    """Units of one item that a paper of the day could take, smallest units.

    brought: the line that brought them to the place; made: the line their lot came in with; source: how
    it came in; was_bought: pieces bought back from their maker, here or in an old book.
    """

    item: int
    quantity: int
    brought: int
    made: int
    source: str
    was_bought: bool


_h, _m, _lot = t.holding.c, t.move.c, t.lot.c
_pinned = (
    sa.select(sa.func.coalesce(sa.func.sum(t.pin.c.quantity), 0))
    .where(t.pin.c.lot == _h.lot, t.pin.c.first >= _h.first, t.pin.c.first < _h.first + _h.quantity)
    .scalar_subquery()
)
_LYING = (
    sa.select(
        _h.item,
        sa.func.sum(_h.quantity - _pinned).label("quantity"),
        _m.line.label("brought"),
        _lot.line.label("made"),
        _lot.source,
        WAS_BOUGHT.label("was_bought"),
    )
    .join_from(t.holding, t.lot, _lot.id == _h.lot)
    .join(t.move, _m.id == _h.brought)
    .where(_h.place == sa.bindparam("place"), _h.since <= sa.bindparam("day", type_=_h.since.type))
    .group_by(_h.item, _m.line, _lot.line, _lot.source, WAS_BOUGHT)
    .having(sa.func.sum(_h.quantity - _pinned) > 0)
    .order_by(sa.func.min(_h.lot_day), _m.line, _lot.line)
)


def lying(connection: sa.Connection, place: int, on: date) -> list[Lying]:
    """Return what lies at a place by the end of a day and is not pinned, oldest first, in one statement."""
    rows = connection.execute(_LYING, {"place": place, "day": on}).all()
    return [
        Lying(row.item, row.quantity, row.brought, row.made, row.source, bool(row.was_bought)) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line with whom its voucher stands with (None for nobody), and how messages name the voucher.

    batch: which the voucher was for, None for none.
    """

    line: int
    counterpart: int | None
    ref: PaperRef
    batch: int | None = None


def named_lines(connection: sa.Connection, lines: Collection[int], kind: str) -> dict[int, NamedLine]:
    """Return those of some lines that stand on vouchers of a kind, by id."""
    rows = connection.execute(_NAMED, {"lines": list(set(lines)), "kind": kind}).all()
    refs = voucher_refs(connection, {row.voucher for row in rows})
    return {row.id: NamedLine(row.id, row.counterpart, refs[row.voucher], row.batch) for row in rows}


_NAMED = (
    sa.select(t.line.c.id, t.line.c.voucher, *t.voucher.c["counterpart", "batch"])
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(t.line.c.id.in_(sa.bindparam("lines", expanding=True)), t.voucher.c.kind == sa.bindparam("kind"))
)
