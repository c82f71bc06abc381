"""The proof in rupiah: what is ours is worth what came in, plus the prices paid, less what went out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import flows
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import LAST_DAY, OURS, on_hand_of_everything
from ikm_desktop.goods.flows import MadeLine
from ikm_desktop.goods.runs import amount


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueBalance:
    """The value equation, whole rupiah, net of reversals.

    price: what the accepted pieces were bought for; unabsorbed: what partial reversals of deliveries
    left in use ("belum terserap"); ours: what lies in stores and with participants.
    all_lots, all_places: Σ V, and Σ cost at all places.
    """

    opening: int
    bought: int
    found: int
    price: int
    distributed: int
    wasted: int
    lost: int
    returned_to_vendor: int
    unabsorbed: int
    ours: int
    all_lots: int
    all_places: int

    @property
    def should_be_ours(self) -> int:
        """What the flows leave."""
        came = self.opening + self.bought + self.found + self.price
        return came - self.distributed - self.wasted - self.lost - self.returned_to_vendor - self.unabsorbed

    @property
    def unexplained(self) -> int:
        """What the equation does not explain: 0 in a sound book."""
        return self.ours - self.should_be_ours

    @property
    def misplaced(self) -> int:
        """What lots are worth more than all goods at all places: 0 in a sound book."""
        return self.all_lots - self.all_places


_DAY = sa.bindparam("day", type_=t.move.c.day.type)
_LOTS = sa.select(sa.func.coalesce(sa.func.sum(t.lot.c.value), 0)).where(t.lot.c.day <= _DAY)


def value_balance(connection: sa.Connection, *, on: date | None = None) -> ValueBalance:
    """Prove that the value of all that is ours is explained; on: at the end of a day, None: now."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for flow in flows.all_flows(connection, on):
        kinds = tuple("ours" if kind in OURS else kind for kind in (flow.from_kind, flow.to_kind))
        sums[kinds[0], kinds[1]] += flow.cost
    made = flows.made_lines(connection, on)
    ours = sum(row.value for row in on_hand_of_everything(connection, on=on))
    elsewhere = flows.cost_by_kind(connection, on)
    return ValueBalance(
        opening=sums["opening", "ours"],
        bought=sums["vendor", "ours"],
        found=sums["difference", "ours"],
        price=sum(_price(line) for line in made),
        distributed=sums["ours", "institution"] - sums["institution", "ours"],
        wasted=sums["ours", "wasted"],
        lost=sums["ours", "difference"],
        returned_to_vendor=sums["ours", "vendor"],
        unabsorbed=sum(unabsorbed(line) for line in made),
        ours=ours,
        all_lots=int(connection.execute(_LOTS, {"day": on or LAST_DAY}).scalar_one()),
        all_places=ours + sum(cost for kind, cost in elsewhere.items() if kind not in OURS),
    )


def _price(line: MadeLine) -> int:
    return amount(line.price, line.bought, line.per)


def unabsorbed(line: MadeLine) -> int:
    """Return what a delivery line, reversed in part, left in use: whole rupiah, mostly a rest of rounding.

    0 for a line that stands whole, or is reversed whole: there nothing may be left, and what is shows as
    unexplained.
    """
    if not line.was_reversed or not line.pieces:
        return 0
    return line.consumed + _price(line) - line.produced
