"""Runs: consecutive numbered units of a lot, and what they cost. Pure arithmetic on whole numbers.

The units of a lot of quantity Q and value V are numbered 0 … Q−1. The run [a, b) costs
`V·b // Q − V·a // Q`, wherever it is and however it came there: parts always add up to the lot, and a
reversal gives back the very rupiah.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """The units [first, first + quantity) of a lot; quantity in the item's smallest unit."""

    lot: int
    first: int
    quantity: int

    @property
    def end(self) -> int:
        """The number after the run's last unit."""
        return self.first + self.quantity


Span = tuple[int, int]
"""Units [a, b) of a lot that is known from the context."""


def run_cost(lot_value: int, lot_quantity: int, first: int, quantity: int) -> int:
    """Return the cost of a run in whole rupiah.

    Three pieces for Rp10.000 cost 3.333, 3.333 and 3.334.
    """
    return lot_value * (first + quantity) // lot_quantity - lot_value * first // lot_quantity


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole amount by weights, in written order, so that the parts add up exactly.

    Part i is `total·(w₁+…+wᵢ)//w − total·(w₁+…+wᵢ₋₁)//w`; where all weights are 0 each weighs 1.
    50 over three equal weights = 16, 17, 17.
    """
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    parts: list[int] = []
    reached = given = 0
    for weight in weights:
        reached += weight
        upto = total * reached // whole
        parts.append(upto - given)
        given = upto
    return parts


def portion(whole: int, before: int, pieces: int, of: int) -> int:
    """Return the part of a whole that belongs to some pieces after others have had theirs.

    `whole·(before + pieces)//of − whole·before//of`: when all pieces are through, all is given.
    """
    return whole * (before + pieces) // of - whole * before // of


def pieces_for(part: int, whole: int, before: int, of: int) -> int:
    """Return for how many pieces a part of a whole is enough after others have had theirs (`portion`)."""
    reached = part + whole * before // of
    return ((reached + 1) * of - 1) // whole - before


def amount(price: int, quantity: int, per: int) -> int:
    """Return what a quantity costs at a price for one shown unit, whole rupiah, rounded down.

    quantity: smallest units; per: smallest units in one shown unit (1 for pieces, so `price·quantity`).
    """
    return price * quantity // per


def without(span: Span, taken: Iterable[Span]) -> list[Span]:
    """Return what is left of a span after others are cut out of it, in order."""
    left = [span]
    for a, b in taken:
        left = [part for x, y in left for part in ((x, min(y, a)), (max(x, b), y)) if part[0] < part[1]]
    return sorted(left)


def overlap(one: Span, other: Span) -> Span | None:
    """Return the units two spans share, None when there are none."""
    a, b = max(one[0], other[0]), min(one[1], other[1])
    return (a, b) if a < b else None
