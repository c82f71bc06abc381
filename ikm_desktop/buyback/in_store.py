"""What of a maker's deliveries still lies in a store: what can be given back to her."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import PaperRef
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.lying import lying, named_lines
from ikm_desktop.goods.payments import accounts


@dataclass(frozen=True, slots=True)
class InStore:
    """Bought pieces (smallest units) of a line in the store; paper: its letter, an old book's opening.

    is_paid: nothing of the line is still to be paid.
    """

    line: int
    maker: int
    item: Item
    quantity: int
    paper: PaperRef
    is_paid: bool


def accepted_in_store(connection: sa.Connection, store: int, on: date) -> tuple[InStore, ...]:
    """Return what was bought of makers and is there on a day and not pinned, by line, the oldest first.

    What an old book had bought of them counts as well.
    """
    here = [one for one in lying(connection, store, on) if one.was_bought]
    made = {one.made for one in here}
    delivered = named_lines(connection, made, "delivery") | named_lines(connection, made, "opening")
    known = items_by_id(connection, {one.item for one in here})
    sums: dict[tuple[int, int], int] = {}
    for one in here:
        if one.made in delivered:
            sums[one.item, one.made] = sums.get((one.item, one.made), 0) + one.quantity
    money = accounts(connection, delivered)
    owed = {line for line, account in money.items() if account.payable > 0}
    return tuple(
        InStore(
            line,
            delivered[line].counterpart or 0,
            known[item],
            quantity,
            delivered[line].ref,
            line not in owed,
        )
        for (item, line), quantity in sums.items()
    )
