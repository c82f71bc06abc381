"""What lies where and what it is worth: today from the holdings, on any day from the moves.

Both ways say the same of today (the self-check proves it). Values are exact: a run costs what its lot
says it costs, wherever it lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.reading import driver_pages
from ikm_desktop.goods.runs import run_cost
from ikm_desktop.office.tables import act

OURS = ("store", "participant")
"""The kinds of places whose goods are in our books."""

LAST_DAY = date.max
"""Stands for "whatever the day" in queries that ask up to a day."""

_OUR_PLACES = sa.select(t.place.c.id, t.place.c.kind).where(t.place.c.kind.in_(OURS))


@dataclass(frozen=True, slots=True)
class Balance:
    """A quantity in the item's smallest unit and its value in whole rupiah."""

    quantity: int
    value: int


class PlaceBalance(NamedTuple):
    """The balance of an item at a place: smallest units, whole rupiah."""

    place: int
    item: int
    quantity: int
    value: int


def our_places(connection: sa.Connection) -> dict[int, str]:
    """Return the kind of each place of ours, by its id."""
    return {row.id: row.kind for row in connection.execute(_OUR_PLACES)}


# --- when a book knew what --------------------------------------------------------------------------

_LAST_KNOWN = (
    sa.select(act.c.entry)
    .where(act.c.entered_on <= sa.bindparam("known_on", type_=act.c.entered_on.type))
    .order_by(act.c.entry.desc())
    .limit(1)
)
_LAST_ENTRY = sa.select(act.c.entry).order_by(act.c.entry.desc()).limit(1)


def last_entry_known(connection: sa.Connection, known_on: date | None) -> int:
    """Return the number of the last act entered on or before a day (of the last act, for None).

    What came before that act was known too, whatever the clock said then: acts are ordered by number,
    and only a prefix of them is a sound book. 0 when nothing had been entered.
    """
    if known_on is None:
        return connection.execute(_LAST_ENTRY).scalar() or 0
    return connection.execute(_LAST_KNOWN, {"known_on": known_on}).scalar() or 0


# --- one place and item -----------------------------------------------------------------------------

_h, _lot, _m = t.holding.c, t.lot.c, t.move.c

_HOLDINGS_OF_ONE = (
    sa.select(_h.first, _h.quantity, _lot.value, _lot.quantity.label("lot_quantity"))
    .join_from(t.holding, t.lot, _lot.id == _h.lot)
    .where(_h.place == sa.bindparam("place"), _h.item == sa.bindparam("item"))
)
_KIND_OF = sa.select(t.place.c.kind).where(t.place.c.id == sa.bindparam("place"))


def _sums_of_one(end: sa.ColumnElement[int], *, known: bool) -> sa.Select[int, int]:
    query = sa.select(
        sa.func.coalesce(sa.func.sum(_m.quantity), 0).label("quantity"),
        sa.func.coalesce(sa.func.sum(_m.cost), 0).label("value"),
    ).where(
        _m.item == sa.bindparam("item"),
        end == sa.bindparam("place"),
        _m.day <= sa.bindparam("day", type_=_m.day.type),
    )
    return query.where(_m.entry <= sa.bindparam("entry")) if known else query


def _difference_of_one(*, known: bool) -> sa.Select[int, int]:
    came = _sums_of_one(_m.to_place, known=known).subquery("came")
    went = _sums_of_one(_m.from_place, known=known).subquery("went")
    return sa.select(came.c.quantity - went.c.quantity, came.c.value - went.c.value).select_from(
        came.join(went, sa.true())
    )


_FROM_MOVES_OF_ONE = {known: _difference_of_one(known=known) for known in (False, True)}


def on_hand(
    connection: sa.Connection, *, place: int, item: int, on: date | None = None, known_on: date | None = None
) -> Balance:
    """Return what lies at a place, pinned units too; what prepared papers will bring is not in it.

    on: at the end of a day (None: everything booked); known_on: only by acts entered on or before a day.
    At a place that is not ours it is what came there less what came back.
    """
    if on is None and known_on is None:
        rows = connection.execute(_HOLDINGS_OF_ONE, {"place": place, "item": item}).all()
        if rows or connection.execute(_KIND_OF, {"place": place}).scalar() in OURS:
            return Balance(
                sum(row.quantity for row in rows),
                sum(run_cost(row.value, row.lot_quantity, row.first, row.quantity) for row in rows),
            )
    values: dict[str, object] = {"place": place, "item": item, "day": on or LAST_DAY}
    if known_on is not None:
        values["entry"] = last_entry_known(connection, known_on)
    quantity, value = connection.execute(_FROM_MOVES_OF_ONE[known_on is not None], values).one()
    return Balance(quantity, value)


def _ours_of_one() -> sa.Select[int, int]:
    ends = []
    for end, sign in ((_m.to_place, 1), (_m.from_place, -1)):
        part = sa.select(
            end.label("place"),
            (sign * sa.func.sum(_m.quantity)).label("quantity"),
            (sign * sa.func.sum(_m.cost)).label("value"),
        ).where(_m.item == sa.bindparam("item"), _m.day <= sa.bindparam("day", type_=_m.day.type))
        ends.append(part.group_by(end))
    net = sa.union_all(*ends).subquery("ends")
    return (
        sa.select(
            sa.func.coalesce(sa.func.sum(net.c.quantity), 0), sa.func.coalesce(sa.func.sum(net.c.value), 0)
        )
        .join_from(net, t.place, t.place.c.id == net.c.place)
        .where(t.place.c.kind.in_(OURS))
    )


_OURS_OF_ONE = _ours_of_one()


def on_hand_of_ours(connection: sa.Connection, *, item: int, on: date | None = None) -> Balance:
    """Return what lies of an item at all our places together; on: as for `on_hand`."""
    quantity, value = connection.execute(_OURS_OF_ONE, {"item": item, "day": on or LAST_DAY}).one()
    return Balance(quantity, value)


_pinned_of_one = (
    sa.select(sa.func.coalesce(sa.func.sum(t.pin.c.quantity), 0))
    .select_from(
        t.holding.join(
            t.pin,
            (t.pin.c.lot == _h.lot) & (t.pin.c.first >= _h.first) & (t.pin.c.first < _h.first + _h.quantity),
        )
    )
    .where(
        _h.place == sa.bindparam("place"),
        _h.item == sa.bindparam("item"),
        _h.since <= sa.bindparam("day", type_=_h.since.type),
    )
    .scalar_subquery()
)
_AVAILABLE = sa.select(sa.func.coalesce(sa.func.sum(_h.quantity), 0) - _pinned_of_one).where(
    _h.place == sa.bindparam("place"),
    _h.item == sa.bindparam("item"),
    _h.since <= sa.bindparam("day", type_=_h.since.type),
)


def available(connection: sa.Connection, *, place: int, item: int, on: date | None = None) -> int:
    """Return how much of an item a paper of a day could take: what lies there by that day and is not pinned.

    on: None asks for any day.
    """
    values = {"place": place, "item": item, "day": on or LAST_DAY}
    return int(connection.execute(_AVAILABLE, values).scalar_one())


# --- everything at once -----------------------------------------------------------------------------

_LARGE = 3_037_000_499
"""The largest whole number whose square SQL can hold."""


def _cost_in_sql() -> sa.ColumnElement[int | None]:
    """Return the cost of a holding, exact without a product that SQL cannot hold; None for a huge lot."""
    each, rest = _lot.value // _lot.quantity, _lot.value % _lot.quantity
    end = _h.first + _h.quantity
    cost = each * _h.quantity + rest * end // _lot.quantity - rest * _h.first // _lot.quantity
    return sa.case((_h.quantity == _lot.quantity, _lot.value), (_lot.quantity <= _LARGE, cost))


_held_lots = t.holding.join(t.lot, _lot.id == _h.lot)
# By the holdings' own key: lots come in order too, which is what makes this read fast.
_ALL_HOLDINGS = (
    sa.select(_h.place, _h.item, _h.quantity, _cost_in_sql())
    .select_from(_held_lots)
    .order_by(_h.lot, _h.first)
)
_HUGE_HOLDINGS = (
    sa.select(_h.place, _h.item, _h.first, _h.quantity, _lot.value, _lot.quantity)
    .select_from(_held_lots)
    .where(_lot.quantity > _LARGE)
)


def _net_by_place(*, known: bool) -> sa.Select[int, int, int, int]:
    """Group each end of the moves along its index first, then net the few groups that come out."""
    ends = []
    for end, sign in ((_m.to_place, 1), (_m.from_place, -1)):
        part = (
            sa.select(
                _m.item.label("item"),
                end.label("place"),
                (sign * sa.func.sum(_m.quantity)).label("quantity"),
                (sign * sa.func.sum(_m.cost)).label("value"),
            )
            .where(_m.day <= sa.bindparam("day", type_=_m.day.type))
            .group_by(_m.item, end)
        )
        ends.append(part.where(_m.entry <= sa.bindparam("entry")) if known else part)
    net = sa.union_all(*ends).subquery("ends")
    quantity, value = sa.func.sum(net.c.quantity), sa.func.sum(net.c.value)
    return (
        sa.select(net.c.place, net.c.item, quantity, value)
        .join_from(net, t.place, t.place.c.id == net.c.place)
        .where(t.place.c.kind.in_(OURS))
        .group_by(net.c.item, net.c.place)
        .having(sa.or_(quantity != 0, value != 0))
    )


_ALL_FROM_MOVES = {known: _net_by_place(known=known) for known in (False, True)}


def on_hand_of_everything(
    connection: sa.Connection, *, on: date | None = None, known_on: date | None = None
) -> list[PlaceBalance]:
    """Return every balance at our places that is not zero, in no promised order.

    on, known_on: as for `on_hand`.
    """
    if on is None and known_on is None:
        return _sum_of_holdings(connection)
    values: dict[str, object] = {"day": on or LAST_DAY}
    if known_on is not None:
        values["entry"] = last_entry_known(connection, known_on)
    rows = connection.execute(_ALL_FROM_MOVES[known_on is not None], values).all()
    return [PlaceBalance._make(row) for row in rows]


def _sum_of_holdings(connection: sa.Connection) -> list[PlaceBalance]:
    found: dict[tuple[int, int], PlaceBalance] = {}
    # Whole pages as the driver has them: a generator's step for each row would cost as much as its sum.
    missing = False
    for page in driver_pages(connection.execute(_ALL_HOLDINGS)):
        missing = _add_up(found, page) or missing
    if missing:
        _add_up(
            found,
            (
                (place, item, quantity, run_cost(value, whole, first, quantity))
                for place, item, first, quantity, value, whole in connection.execute(_HUGE_HOLDINGS)
            ),
        )
    return list(found.values())


def _add_up(found: dict[tuple[int, int], PlaceBalance], rows: Iterable[tuple[Any, ...]]) -> bool:
    """Add up place, item, quantity and cost; tell whether any cost was missing (its row is left out)."""
    missing = False
    # The constructor of a named tuple would cost more than all the rest of the loop.
    new, seen = tuple.__new__, found.get
    for place, item, quantity, value in rows:
        key = (place, item)
        known = seen(key)
        if value is None:
            missing = True
        elif known is None:
            found[key] = new(PlaceBalance, (place, item, quantity, value))
        else:
            found[key] = new(PlaceBalance, (place, item, known[2] + quantity, known[3] + value))
    return missing
