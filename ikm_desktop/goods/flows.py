"""What flowed between kinds of places, net of reversals: what the proofs of conservation add up.

A reversal counts against the move it takes back, in that move's own direction, so that a purchase taken
back is no return to the vendor. Three scopes: the whole office; some makers (one person's places);
a batch, whose goods are the units it was supplied with and the products made for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import LAST_DAY, OURS


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose goods: of a batch, of makers (a person's place, with those of her doubles), else the office's.

    on: at the end of a day, None for all that is booked.
    """

    batch: int | None = None
    makers: tuple[int, ...] = ()
    on: date | None = None

    @property
    def is_office(self) -> bool:
        """Whether all goods are asked for."""
        return self.batch is None and not self.makers


class Flow(NamedTuple):
    """What went from one kind of place to another: smallest units and whole rupiah.

    from_inside, to_inside: whether what lies at that end is in the scope.
    """

    item: int
    from_kind: str
    to_kind: str
    from_inside: bool
    to_inside: bool
    quantity: int
    cost: int


class LineFlow(NamedTuple):
    """What a line of a delivery consumed of an item: smallest units and whole rupiah."""

    line: int
    item: int
    quantity: int
    cost: int


_o, _r = t.move.alias("original"), t.move.alias("reversal")
_from, _to = t.place.alias("from_place"), t.place.alias("to_place")
_day = sa.bindparam("day", type_=t.move.c.day.type)
_Filter = sa.ColumnElement[bool]
_Place = sa.FromClause
_Query = sa.Select[*tuple[Any, ...]]


def _signed(*columns: sa.ColumnElement[Any], where: _Filter) -> sa.Subquery:
    """Select the columns of original moves with quantity and cost, and once more with what was taken back."""
    ends = _o.join(_from, _from.c.id == _o.c.from_place).join(_to, _to.c.id == _o.c.to_place)
    forth = sa.select(*columns, _o.c.quantity, _o.c.cost).select_from(ends).where(_o.c.day <= _day)
    back = (
        sa.select(*columns, (-_r.c.quantity).label("quantity"), (-_r.c.cost).label("cost"))
        .select_from(ends.join(_r, _r.c.reverses == _o.c.id))
        .where(_r.c.day <= _day)
    )
    # What a reversal takes back is never itself a reversal, so `back` needs no such filter.
    return sa.union_all(forth.where(_o.c.reverses.is_(None), where), back.where(where)).subquery("signed")


def _sums(signed: sa.Subquery, *keys: str) -> _Query:
    columns = [signed.c[key] for key in keys]
    quantity, cost = sa.func.sum(signed.c.quantity), sa.func.sum(signed.c.cost)
    query = sa.select(*columns, quantity, cost).group_by(*columns)
    return query.having(sa.or_(quantity != 0, cost != 0))


# --- scopes -----------------------------------------------------------------------------------------


def _brought_for(batch: int) -> sa.Select[int]:
    """Select the moves that brought a person the goods of a batch, or passed them on to her kept record."""
    came, giver, taker = t.move.alias("came"), t.place.alias("giver"), t.place.alias("taker")
    to_a_person = (
        sa.select(came.c.id)
        .join(giver, giver.c.id == came.c.from_place)
        .join(taker, taker.c.id == came.c.to_place)
        .where(taker.c.kind == "participant", came.c.reverses.is_(None))
    )
    made = sa.and_(giver.c.kind == "used", _is_material(came.c.item))
    brought = (
        to_a_person.join(t.voucher, t.voucher.c.id == came.c.voucher)
        .where(t.voucher.c.batch == batch, sa.or_(t.voucher.c.kind == "supply", made))
        .cte("brought", recursive=True)
    )
    passed_on = to_a_person.join(brought, came.c.source == brought.c.id).where(giver.c.kind == "participant")
    return sa.select(brought.union(passed_on).c.id)


def _is_material(item: sa.ColumnElement[int]) -> _Filter:
    return item.in_(sa.select(t.item.c.id).where(t.item.c.kind == "material"))


def _materials_in(scope: Scope) -> _Filter:
    """Select the originals that touch the materials of a scope, each way by an index of its own."""
    if scope.is_office:
        return _is_material(_o.c.item)
    move, giver, taker = (
        t.move.alias("touched"),
        t.place.alias("touched_giver"),
        t.place.alias("touched_taker"),
    )
    touched = (
        sa.select(move.c.id)
        .join(giver, giver.c.id == move.c.from_place)
        .join(taker, taker.c.id == move.c.to_place)
    )
    if scope.batch is not None:
        brought = _brought_for(scope.batch)
        own = t.voucher.c.batch == scope.batch
        ways = [
            touched.where(move.c.id.in_(brought), giver.c.kind != "participant"),
            touched.where(move.c.source.in_(brought), taker.c.kind != "participant"),
        ]
    else:
        own = t.voucher.c.counterpart.in_(scope.makers)
        any_material = _is_material(move.c.item)  # the indexes of the moves begin with the item
        ways = [
            sa.select(move.c.id).where(any_material, move.c.from_place.in_(scope.makers)),
            sa.select(move.c.id).where(any_material, move.c.to_place.in_(scope.makers)),
        ]
    vouchers = sa.select(t.voucher.c.id).where(own, t.voucher.c.kind == "delivery")
    ways.append(touched.where(move.c.voucher.in_(vouchers), giver.c.kind == "own"))
    return sa.and_(_is_material(_o.c.item), _o.c.id.in_(sa.union(*ways)))


def _lots_in(scope: Scope) -> _Filter:
    """Select the lots made by the makers, or for the batch, of a scope."""
    if scope.batch is not None:
        lines = sa.select(t.line.c.id).join_from(t.line, t.voucher, t.voucher.c.id == t.line.c.voucher)
        return t.lot.c.line.in_(lines.where(t.voucher.c.batch == scope.batch))
    return t.lot.c.maker.in_(scope.makers)


def _products_in(scope: Scope) -> _Filter:
    """Select the originals that move the products of a scope."""
    product = sa.not_(_is_material(_o.c.item))
    if scope.is_office:
        return product
    return sa.and_(product, _o.c.lot.in_(sa.select(t.lot.c.id).where(_lots_in(scope))))


# --- reading ----------------------------------------------------------------------------------------


def _flow_columns(inside: Callable[[_Place], _Filter]) -> tuple[sa.ColumnElement[Any], ...]:
    return (
        _o.c.item,
        _from.c.kind.label("from_kind"),
        _to.c.kind.label("to_kind"),
        inside(_from).label("from_inside"),
        inside(_to).label("to_inside"),
    )


def _read_flows(connection: sa.Connection, scope: Scope, query: _Query) -> list[Flow]:
    return [Flow._make(row) for row in connection.execute(query, {"day": scope.on or LAST_DAY})]


def _flows_query(where: _Filter, inside: Callable[[_Place], _Filter]) -> _Query:
    columns = _flow_columns(inside)
    return _sums(_signed(*columns, where=where), *(column.name for column in columns))


@lru_cache(maxsize=32)
def _query_of(scope: Scope, *, material: bool) -> _Query:
    """Put the question for a scope together, its day left out: it takes longer than a small book answers."""
    where = _materials_in(scope) if material else _products_in(scope)
    return _flows_query(where, _inside_of(scope, material=material))


def _inside_of(scope: Scope, *, material: bool) -> Callable[[_Place], _Filter]:
    """Return what tells whether a place is in a scope."""

    def inside(place: _Place) -> _Filter:
        if material and scope.makers:
            return place.c.id.in_(scope.makers)
        only_people = material and scope.batch is not None
        return place.c.kind == "participant" if only_people else place.c.kind.in_(OURS)

    return inside


def material_flows(connection: sa.Connection, scope: Scope) -> list[Flow]:
    """Return the flows of a scope's materials; inside is what lies with the makers or people asked for."""
    return _read_flows(connection, scope, _query_of(replace(scope, on=None), material=True))


def product_flows(connection: sa.Connection, scope: Scope) -> list[Flow]:
    """Return the flows of a scope's products, wherever they went; inside is all that is ours."""
    return _read_flows(connection, scope, _query_of(replace(scope, on=None), material=False))


class VoucherFlow(NamedTuple):
    """What a line of a voucher moved of an item from one kind of place to another, net of reversals."""

    voucher: int
    line: int
    flow: Flow


def flows_by_line(connection: sa.Connection, scope: Scope, item: int, *, material: bool) -> list[VoucherFlow]:
    """Return the flows of one item of a scope line by line, in the order of the book.

    They add up to what `material_flows` or `product_flows` say of the item.
    """
    inside = _inside_of(scope, material=material)
    where = _materials_in(scope) if material else _products_in(scope)
    keys = (_o.c.voucher, _o.c.line, *_flow_columns(inside))
    query = _sums(_signed(*keys, where=sa.and_(where, _o.c.item == item)), *(key.name for key in keys))
    rows = connection.execute(query, {"day": scope.on or LAST_DAY}).all()
    found = [VoucherFlow(row[0], row[1], Flow._make(row[2:])) for row in rows]
    return sorted(found, key=lambda one: (one.voucher, one.line))


def consumed_with_rejects(connection: sa.Connection, scope: Scope) -> list[LineFlow]:
    """Return what each delivery line with rejected pieces consumed of a scope's materials."""
    query = _rejects_query(replace(scope, on=None))
    return [LineFlow._make(row) for row in connection.execute(query, {"day": scope.on or LAST_DAY})]


@lru_cache(maxsize=32)
def _rejects_query(scope: Scope) -> _Query:
    has_rejects = sa.and_(t.line.c.rejected > 0, t.line.c.again == 0)
    # Few such lines among all of them, many among the few of a scope.
    with_rejects = (
        _o.c.line.in_(sa.select(t.line.c.id).where(has_rejects))
        if scope.is_office
        else sa.exists().where(t.line.c.id == _o.c.line, has_rejects)
    )
    where = sa.and_(_materials_in(scope), _to.c.kind == "used", with_rejects)
    return _sums(_signed(_o.c.line, _o.c.item, where=where), "line", "item")


@dataclass(slots=True)
class Pieces:
    """A delivery line's pieces, without those reversed: accepted, rejected, and of these repaired later."""

    accepted: int = 0
    rejected: int = 0
    repaired: int = 0


def _pieces_query() -> sa.Select[*tuple[Any, ...]]:
    lots = sa.select(t.lot.c.id).where(
        t.lot.c.line.in_(sa.bindparam("lines", expanding=True)), t.lot.c.source.in_(("accepted", "rejected"))
    )
    made = sa.and_(_o.c.source.is_(None), _from.c.kind == "used")
    signed = _signed(
        _o.c.lot, made.label("made"), where=sa.and_(_o.c.lot.in_(lots), sa.or_(made, _to.c.kind == "used"))
    )
    sums = sa.select(signed.c.lot, signed.c.made, sa.func.sum(signed.c.quantity).label("quantity"))
    by_lot = sums.group_by(signed.c.lot, signed.c.made).subquery("by_lot")
    return sa.select(t.lot.c.line, t.lot.c.source, by_lot.c.made, by_lot.c.quantity).join_from(
        by_lot, t.lot, t.lot.c.id == by_lot.c.lot
    )


_PIECES = _pieces_query()
_LINES_AT_ONCE = 5000


def pieces_of(connection: sa.Connection, on: date | None, lines: Collection[int]) -> dict[int, Pieces]:
    """Return the pieces of delivery lines at the end of a day (None: after all that is booked)."""
    found: dict[int, Pieces] = {line: Pieces() for line in lines}
    asked = sorted(lines)
    for start in range(0, len(asked), _LINES_AT_ONCE):
        values = {"day": on or LAST_DAY, "lines": asked[start : start + _LINES_AT_ONCE]}
        for line, source, made, quantity in connection.execute(_PIECES, values):
            if made and source == "accepted":
                found[line].accepted += quantity
            elif made:
                found[line].rejected += quantity
            elif source == "rejected":
                found[line].repaired += quantity
    return found


# --- what lies there --------------------------------------------------------------------------------


def _holdings(where: _Filter) -> sa.Select[int, str, int]:
    return (
        sa.select(t.holding.c.item, t.place.c.kind, sa.func.sum(t.holding.c.quantity))
        .join_from(t.holding, t.place, t.place.c.id == t.holding.c.place)
        .where(where)
        .group_by(t.holding.c.item, t.place.c.kind)
    )


def materials_held(connection: sa.Connection, scope: Scope) -> dict[tuple[int, str], int]:
    """Return what lies where of the materials of makers or a batch now, by item and kind of place."""
    if scope.batch is not None:
        where = t.holding.c.brought.in_(_brought_for(scope.batch))
    else:
        where = t.holding.c.place.in_(scope.makers)
    query = _holdings(sa.and_(where, _is_material(t.holding.c.item)))
    return {(item, kind): quantity for item, kind, quantity in connection.execute(query)}


def products_held(connection: sa.Connection, scope: Scope) -> dict[tuple[int, str], int]:
    """Return what lies where of the products of makers or a batch now, by item and kind of place."""
    lots = sa.select(t.lot.c.id).where(_lots_in(scope), sa.not_(_is_material(t.lot.c.item)))
    query = _holdings(t.holding.c.lot.in_(lots))
    return {(item, kind): quantity for item, kind, quantity in connection.execute(query)}


# --- value ------------------------------------------------------------------------------------------


def all_flows(connection: sa.Connection, on: date | None) -> list[Flow]:
    """Return the flows of all goods; inside is all that is ours."""
    return _read_flows(connection, Scope(on=on), _all_query())


@lru_cache(maxsize=1)
def _all_query() -> _Query:
    return _flows_query(sa.true(), lambda place: place.c.kind.in_(OURS))


class MadeLine(NamedTuple):
    """What a delivery line took into making and brought out, without what was reversed: whole rupiah.

    pieces: made, accepted and rejected; bought: of them, those paid for; price: of one shown unit, which
    is `per` pieces; was_reversed: whether any of it was.
    """

    line: int
    price: int
    per: int
    consumed: int
    produced: int
    pieces: int
    bought: int
    was_reversed: bool


def _made_query() -> sa.Select[*tuple[Any, ...]]:
    into = _to.c.kind == "used"
    signed = _signed(
        _o.c.line, _o.c.item, _o.c.lot, into.label("into"), where=sa.or_(into, _from.c.kind == "used")
    )
    is_product = signed.c.item == t.line.c.item
    came_out = sa.not_(signed.c.into)
    quantity, cost = signed.c.quantity, signed.c.cost
    paid = sa.and_(came_out, t.lot.c.source.in_(("accepted", "repaired")))

    def total(what: sa.ColumnElement[int], when: _Filter) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((when, what), else_=0))

    return (
        sa.select(
            t.line.c.id,
            sa.func.coalesce(t.line.c.price, 0),
            t.item.c.per,
            total(cost, signed.c.into),
            total(cost, came_out),
            total(quantity, sa.and_(came_out, is_product)),
            total(quantity, paid),
            sa.func.min(quantity) < 0,
        )
        .select_from(
            signed.join(t.line, t.line.c.id == signed.c.line)
            .join(t.item, t.item.c.id == t.line.c.item)
            .join(t.lot, t.lot.c.id == signed.c.lot)
        )
        .group_by(t.line.c.id, t.line.c.price, t.item.c.per)
    )


_MADE = _made_query()


def made_lines(connection: sa.Connection, on: date | None) -> list[MadeLine]:
    """Return what each line of a delivery consumed and made."""
    return [MadeLine._make(row) for row in connection.execute(_MADE, {"day": on or LAST_DAY})]


def cost_by_kind(connection: sa.Connection, on: date | None) -> dict[str, int]:
    """Return the cost of what lies at each kind of place; what comes into being leaves no place poorer."""
    m = t.move
    ends = [
        sa.select(m.c.to_place.label("place"), m.c.cost).where(m.c.day <= _day),
        sa.select(m.c.from_place.label("place"), -m.c.cost).where(m.c.day <= _day, m.c.source.is_not(None)),
    ]
    both = sa.union_all(*ends).subquery("ends")
    query = (
        sa.select(t.place.c.kind, sa.func.sum(both.c.cost).label("cost"))
        .join_from(both, t.place, t.place.c.id == both.c.place)
        .group_by(t.place.c.kind)
    )
    return {row.kind: row.cost for row in connection.execute(query, {"day": on or LAST_DAY})}
