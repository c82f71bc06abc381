"""Products near or past their best-before date: the clerk is warned when they are distributed, FIFO stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import Notice
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.shelf import Shelf

NEAR = timedelta(days=30)
"""How long before its best-before date a product is warned of (customary)."""

_NEAR_LOTS = (
    sa.select(t.item.c.name, t.lot.c.best_before)
    .distinct()
    .join(t.item, t.item.c.id == t.lot.c.item)
    .where(t.lot.c.best_before <= sa.bindparam("limit", type_=t.lot.c.best_before.type))
    .order_by(t.lot.c.best_before)
)
_NEAR_PINNED = _NEAR_LOTS.join(t.pin, t.pin.c.lot == t.lot.c.id).where(
    t.pin.c.prepared.in_(sa.bindparam("papers", expanding=True))
)
_NEAR_OF_LOTS = _NEAR_LOTS.where(t.lot.c.id.in_(sa.bindparam("lots", expanding=True)))


def pinned_near_best_before(
    connection: sa.Connection, papers: Sequence[int], day: date
) -> tuple[Notice, ...]:
    """Return a warning for each best-before date of units that papers have pinned, near or past on a day."""
    rows = connection.execute(_NEAR_PINNED, {"papers": list(papers), "limit": _limit(day)})
    return tuple(_warning(name, until, day) for name, until in rows)


def free_near_best_before(
    connection: sa.Connection, *, store: int, day: date, quantities: Mapping[int, int]
) -> tuple[Notice, ...]:
    """Return the warnings that letters of a day would raise, before any is prepared.

    quantities: smallest units by item; of an item of which less is free nothing is told (the act refuses).
    """
    shelf = Shelf(connection)
    lots = {
        piece.run.lot
        for item, quantity in quantities.items()
        if quantity > 0
        for piece in shelf.pin(store, item, day, quantity) or ()
    }
    rows = connection.execute(_NEAR_OF_LOTS, {"lots": list(lots), "limit": _limit(day)})
    return tuple(_warning(name, until, day) for name, until in rows)


def _limit(day: date) -> date:
    return day + NEAR


def _warning(name: str, until: date, day: date) -> Notice:
    past = until < day
    shown = words.long_date(until)
    told = f"lewat batas baik digunakan {shown}" if past else f"baik digunakan sebelum {shown}"
    return Notice("BestBefore", f"{name}: {told}.", {"best_before": until, "past": past})
