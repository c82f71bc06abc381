"""The list of stock, and what a person holds: balances as the screen shows them, an item a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import LAST_DAY, on_hand_of_everything, our_places
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.runs import amount, run_cost

_h, _lot = t.holding.c, t.lot.c


@dataclass(frozen=True, slots=True)
class Held:
    """What a person holds of an item: smallest units, whole rupiah.

    rejected: how many of them are her own pieces that were rejected; pinned: units that a prepared
    paper takes away.
    """

    item: Item
    quantity: int
    value: int
    rejected: int
    pinned: int


_pinned_here = (
    sa.select(sa.func.coalesce(sa.func.sum(t.pin.c.quantity), 0))
    .where(t.pin.c.lot == _h.lot, t.pin.c.first >= _h.first, t.pin.c.first < _h.first + _h.quantity)
    .scalar_subquery()
)
_HOLDINGS_OF_PLACE = (
    sa.select(
        _h.item,
        _h.first,
        _h.quantity,
        _lot.value,
        _lot.quantity.label("lot_quantity"),
        _lot.source,
        _pinned_here.label("pinned"),
    )
    .join_from(t.holding, t.lot, _lot.id == _h.lot)
    .where(_h.place == sa.bindparam("place"))
)


def held_by(connection: sa.Connection, place: int) -> list[Held]:
    """Return what lies at one of our places now, materials first, each in the items' own order."""
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in connection.execute(_HOLDINGS_OF_PLACE, {"place": place}).all():
        cost = run_cost(row.value, row.lot_quantity, row.first, row.quantity)
        rejected = row.quantity if row.source == "rejected" else 0
        for position, more in enumerate((row.quantity, cost, rejected, row.pinned)):
            sums[row.item][position] += more
    listed = sorted(items(connection, archived=True), key=lambda item: item.kind != "material")
    return [Held(item, *sums[item.id]) for item in listed if item.id in sums]


_AVAILABLE_AT = (
    sa.select(_h.item, sa.func.sum(_h.quantity - _pinned_here).label("quantity"))
    .where(_h.place == sa.bindparam("place"), _h.since <= sa.bindparam("day", type_=_h.since.type))
    .group_by(_h.item)
)


def available_at(connection: sa.Connection, place: int, on: date) -> dict[int, int]:
    """Return by item how much a paper of a day could take from a place, as `balances.available` of each."""
    rows = connection.execute(_AVAILABLE_AT, {"place": place, "day": on}).all()
    return {item: int(quantity) for item, quantity in rows}


@dataclass(frozen=True, slots=True)
class StockRow:
    """An item in the list of stock: quantities in smallest units, money in whole rupiah.

    pinned: what prepared papers have set aside (of today; 0 for a past day, of which no pins are kept);
    last_price: for one shown unit, of the newest lot that was not taken back whole, None without one;
    value: of all that is ours.
    """

    item: Item
    in_stores: int
    with_participants: int
    pinned: int
    last_price: int | None
    value: int

    @property
    def is_short(self) -> bool:
        """Whether less lies in the stores than the reorder level asks for."""
        return self.in_stores < self.item.reorder_level

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies in the stores."""
        return self.in_stores == 0


_PINNED_BY_ITEM = (
    sa.select(_lot.item, sa.func.sum(t.pin.c.quantity).label("quantity"))
    .join_from(t.pin, t.lot, _lot.id == t.pin.c.lot)
    .group_by(_lot.item)
)

_PRICED_SOURCES = ("opening", "purchase", "accepted", "repaired", "found")
_came, _back = t.move.alias("came"), t.move.alias("back")
_taken_back = (
    sa.select(sa.func.coalesce(sa.func.sum(_back.c.quantity), 0))
    .join_from(_came, _back, _back.c.reverses == _came.c.id)
    .where(_came.c.lot == _lot.id, _came.c.source.is_(None))
    .correlate(t.lot)
    .scalar_subquery()
)
_newest = (
    sa.select(_lot.id)
    .where(
        _lot.item == t.item.c.id,
        _lot.day <= sa.bindparam("day", type_=_lot.day.type),
        _lot.source.in_(_PRICED_SOURCES),
        _lot.quantity > _taken_back,
    )
    .order_by(_lot.day.desc(), _lot.id.desc())
    .limit(1)
    .correlate(t.item)
    .scalar_subquery()
)
_other_lot = t.lot.alias("newest")
_LAST_PRICES = sa.select(t.item.c.id, _other_lot.c.value, _other_lot.c.quantity).join_from(
    t.item, _other_lot, _other_lot.c.id == _newest
)


def last_prices(connection: sa.Connection, on: date | None = None) -> dict[int, int]:
    """Return by item what one shown unit of its newest lot cost, whole rupiah; items without a lot lack.

    on: of the lots up to a day (None: of all).
    """
    known = {item.id: item for item in items(connection, archived=True)}
    rows = connection.execute(_LAST_PRICES, {"day": on or LAST_DAY}).all()
    return {row.id: amount(row.value, known[row.id].unit.per, row.quantity) for row in rows}


def stock_list(connection: sa.Connection, on: date | None = None) -> list[StockRow]:
    """Return the list of stock, an item a row; items put away only while some of them is left.

    on: at the end of a day (None: everything booked).
    """
    kinds = our_places(connection)
    sums: defaultdict[int, dict[str, int]] = defaultdict(lambda: {"store": 0, "participant": 0, "value": 0})
    for place, item, quantity, value in on_hand_of_everything(connection, on=on):
        sums[item][kinds[place]] += quantity
        sums[item]["value"] += value
    pinned = {} if on else {row.item: row.quantity for row in connection.execute(_PINNED_BY_ITEM)}
    newest = {row.id: row for row in connection.execute(_LAST_PRICES, {"day": on or LAST_DAY})}
    return [
        StockRow(
            item=item,
            in_stores=sums[item.id]["store"],
            with_participants=sums[item.id]["participant"],
            pinned=pinned.get(item.id, 0),
            last_price=_price(newest.get(item.id), item),
            value=sums[item.id]["value"],
        )
        for item in items(connection, archived=True)
        if not item.archived or item.id in sums
    ]


def _price(lot: sa.Row[*tuple[Any, ...]] | None, item: Item) -> int | None:
    return None if lot is None else amount(lot.value, item.unit.per, lot.quantity)
