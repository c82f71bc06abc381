"""Fair shares: a whole number of pieces over many bodies, nothing left over and nothing torn.

Pure arithmetic over whole numbers. Whatever the way of sharing, the shares add up to what was asked for,
or to as much of it as the bodies may get.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class Way(enum.StrEnum):
    """How a quantity is shared, by its word on screen."""

    EQUAL = "Sama rata"
    WEIGHT = "Menurut anggota"
    QUOTA = "Menurut jatah"


@dataclass(frozen=True, slots=True)
class Share:
    """One body's part in a plan.

    key: tells it apart; weight: of a share by weight; room: the most it may still get, None without a
    limit; locked: a quantity that was typed and stays.
    """

    key: int
    weight: int = 1
    room: int | None = None
    locked: int | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What everybody gets, in the order given, and what could be given to nobody.

    left: positive where quotas are all full, negative where typed quantities are more than there is.
    """

    parts: Mapping[int, int]
    left: int

    @property
    def total(self) -> int:
        """What is given in all."""
        return sum(self.parts.values())


def share(whole: int, bodies: Sequence[Share], way: Way = Way.EQUAL) -> Shared:
    """Share a quantity (any whole unit) out: typed parts stay, the rest is shared over the others.

    EQUAL: as even as whole pieces allow; WEIGHT: in proportion to the weights (even where all are 0);
    QUOTA: in proportion to the room each has, and nobody above it. Remainders go to the largest fractions,
    among equals to the first written (the method of the largest remainder), so that the parts always add up.
    """
    parts = {body.key: body.locked or 0 for body in bodies}
    rest = whole - sum(body.locked or 0 for body in bodies)
    free = [body for body in bodies if body.locked is None]
    if rest > 0 and free:
        parts |= _capped(rest, free) if way is Way.QUOTA else _over(rest, free, way)
    return Shared(parts, whole - sum(parts.values()))


def _over(rest: int, free: Sequence[Share], way: Way) -> dict[int, int]:
    weights = [body.weight if way is Way.WEIGHT else 1 for body in free]
    return dict(zip((body.key for body in free), largest_remainder(rest, weights), strict=True))


def _capped(rest: int, free: Sequence[Share]) -> dict[int, int]:
    """Share in proportion to the rooms; who has no limit takes an equal part of what is left then."""
    rooms = [0 if body.room is None else max(body.room, 0) for body in free]
    given = min(rest, sum(rooms))
    parts = dict(zip((body.key for body in free), largest_remainder(given, rooms), strict=True))
    open_ended = [body.key for body in free if body.room is None]
    if open_ended and rest > given:
        more = largest_remainder(rest - given, [1] * len(open_ended))
        parts |= dict(zip(open_ended, more, strict=True))
    return parts


def largest_remainder(whole: int, weights: Sequence[int]) -> list[int]:
    """Return whole parts in proportion to weights that add up to `whole` exactly.

    Each part is its exact share rounded down, or that and one more; the largest fractions get the one more,
    among equals the first. Weights that are all 0 count as 1 each.
    """
    if not weights:
        return []
    if not any(weights):
        weights = [1] * len(weights)
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    fractions = sorted(range(len(weights)), key=lambda at: (-(whole * weights[at] % total), at))
    for at in fractions[: whole - sum(parts)]:
        parts[at] += 1
    return parts
