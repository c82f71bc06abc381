"""What can come back: from a participant by the handovers that gave it, to a vendor by what he sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import PaperRef
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.lying import lying, named_lines


@dataclass(frozen=True, slots=True)
class Returnable:
    """Units of an item that can come back, smallest units.

    line: the handover or purchase line they came with, and `paper` its name; None where none is known.
    batch: the one they were handed over for, None where that is not known.
    """

    item: Item
    quantity: int
    line: int | None
    paper: PaperRef | None
    batch: int | None = None


def held_for_return(connection: sa.Connection, participant: int, on: date) -> tuple[Returnable, ...]:
    """Return what a participant (her place) holds on a day and is not pinned, by item and handover."""
    here = lying(connection, participant, on)
    known = items_by_id(connection, {one.item for one in here})
    handed = named_lines(connection, {one.brought for one in here}, "supply")
    sums: dict[tuple[int, int | None], int] = {}
    for one in here:
        key = (one.item, one.brought if one.brought in handed else None)
        sums[key] = sums.get(key, 0) + one.quantity
    return tuple(
        Returnable(known[item], quantity, line, handed[line].ref, handed[line].batch)
        if line is not None
        else Returnable(known[item], quantity, None, None)
        for (item, line), quantity in sums.items()
    )


def bought_in_store(connection: sa.Connection, vendor: int, store: int, on: date) -> tuple[Returnable, ...]:
    """Return what a vendor sold that still lies in a store on a day, by purchase line, oldest first."""
    here = [one for one in lying(connection, store, on) if one.source == "purchase"]
    bought = named_lines(connection, {one.made for one in here}, "purchase")
    known = items_by_id(connection, {one.item for one in here})
    sums: dict[tuple[int, int], int] = {}
    for one in here:
        if one.made in bought and bought[one.made].counterpart == vendor:
            sums[one.item, one.made] = sums.get((one.item, one.made), 0) + one.quantity
    return tuple(
        Returnable(known[item], quantity, line, bought[line].ref) for (item, line), quantity in sums.items()
    )
