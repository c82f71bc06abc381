"""What was entered after a day and changed days before it: from "as known on" to "as corrected since"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import (
    Balance,
    PlaceBalance,
    last_entry_known,
    on_hand_of_everything,
    our_places,
)
from ikm_desktop.office.tables import act

_m = t.move.c


@dataclass(frozen=True, slots=True)
class Correction:
    """An act entered after a day that changed a day on or before another, and by how much.

    changes: net at each of our places and items; one that brings and takes the same is left out.
    """

    entry: int
    entered_on: date
    actor: str
    kind: str
    vouchers: tuple[int, ...]
    changes: tuple[PlaceBalance, ...]


@dataclass(frozen=True, slots=True)
class KnownRow:
    """An item at one of our places at the end of a day: as the book knew it, and as it says now."""

    place: int
    item: int
    then: Balance
    now: Balance

    @property
    def is_corrected(self) -> bool:
        """Whether quantity or value are others now."""
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Known:
    """A day as known on another, beside what it is now, and every act between.

    Of each place and item the changes of the acts are what `now` and `then` differ by.
    """

    known_on: date
    on: date
    rows: tuple[KnownRow, ...]
    acts: tuple[Correction, ...]


def known_and_corrected(connection: sa.Connection, *, known_on: date, on: date) -> Known:
    """Return the balances of a day's end as known on a day, and as corrected since.

    Rows of places and items with nothing then and nothing now are left out.
    """
    nothing = Balance(0, 0)
    then, now = (
        {
            (row.place, row.item): Balance(row.quantity, row.value)
            for row in on_hand_of_everything(connection, on=on, known_on=day)
        }
        for day in (known_on, None)
    )
    rows = tuple(
        KnownRow(*key, then.get(key, nothing), now.get(key, nothing))
        for key in sorted(then.keys() | now.keys())
    )
    return Known(known_on, on, rows, tuple(corrected_since(connection, known_on, on)))


_LATER = (
    sa.select(
        _m.entry,
        _m.voucher,
        _m.item,
        _m.from_place,
        _m.to_place,
        sa.func.sum(_m.quantity).label("quantity"),
        sa.func.sum(_m.cost).label("cost"),
    )
    .where(_m.entry > sa.bindparam("entry"), _m.day <= sa.bindparam("day", type_=_m.day.type))
    .group_by(_m.entry, _m.voucher, _m.item, _m.from_place, _m.to_place)
    .order_by(_m.entry, _m.voucher)
)
_ACTS_AFTER = (
    sa.select(act.c.entry, act.c.entered_on, act.c.actor, act.c.kind)
    .where(act.c.entry > sa.bindparam("entry"))
    .order_by(act.c.entry)
)


def corrected_since(connection: sa.Connection, known_on: date, on: date) -> list[Correction]:
    """Return the acts entered after `known_on` that moved goods on or before the day `on`, in order.

    What was known then, and all their changes, are together what the book says of that day now.
    """
    entry = last_entry_known(connection, known_on)
    ours = our_places(connection)
    vouchers: defaultdict[int, dict[int, None]] = defaultdict(dict)
    changes: defaultdict[int, dict[tuple[int, int], Balance]] = defaultdict(dict)
    for row in connection.execute(_LATER, {"entry": entry, "day": on}).all():
        vouchers[row.entry][row.voucher] = None
        for place, sign in ((row.from_place, -1), (row.to_place, 1)):
            if place in ours:
                old = changes[row.entry].get((place, row.item), Balance(0, 0))
                new = Balance(old.quantity + sign * row.quantity, old.value + sign * row.cost)
                changes[row.entry][place, row.item] = new
    return [
        Correction(
            row.entry,
            row.entered_on,
            row.actor,
            row.kind,
            tuple(vouchers[row.entry]),
            tuple(
                PlaceBalance(place, item, sum_.quantity, sum_.value)
                for (place, item), sum_ in changes[row.entry].items()
                if sum_ != Balance(0, 0)
            ),
        )
        for row in connection.execute(_ACTS_AFTER, {"entry": entry})
        if row.entry in vouchers
    ]
