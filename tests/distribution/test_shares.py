"""Fair shares: they add up, nobody is torn apart, typed parts stay, quotas hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.distribution.shares import Share, Way, largest_remainder, share

_WHOLE = st.integers(0, 100_000)
_BODY = st.tuples(st.integers(0, 5000), st.none() | st.integers(0, 900), st.none() | st.integers(0, 400))
_BODIES = st.lists(_BODY, min_size=1, max_size=20).map(
    lambda rows: [Share(key, weight, room, locked) for key, (weight, room, locked) in enumerate(rows)]
)


@settings(max_examples=50)
@given(_WHOLE, st.lists(st.integers(0, 10_000), min_size=1, max_size=25))
def test_parts_add_up_and_are_less_than_one_from_their_share(whole: int, weights: list[int]) -> None:
    """The largest remainder: the sum is exact, each part is its exact share up or down to a whole piece."""
    parts = largest_remainder(whole, weights)
    counted = weights if any(weights) else [1] * len(weights)
    assert sum(parts) == whole
    for part, weight in zip(parts, counted, strict=True):
        assert abs(part * sum(counted) - whole * weight) < sum(counted)


@settings(max_examples=50)
@given(_WHOLE, _BODIES, st.sampled_from(Way))
def test_nothing_is_lost_and_typed_parts_stay(whole: int, bodies: list[Share], way: Way) -> None:
    """What is given and what is left make the whole; nobody gets less than nothing."""
    found = share(whole, bodies, way)
    assert found.total + found.left == whole
    assert all(part >= 0 for part in found.parts.values())
    assert all(found.parts[body.key] == body.locked for body in bodies if body.locked is not None)
    if way is not Way.QUOTA and any(body.locked is None for body in bodies):
        assert found.left == min(0, whole - sum(body.locked or 0 for body in bodies))


@settings(max_examples=50)
@given(_WHOLE, _BODIES)
def test_quotas_hold_and_are_used_up_first(whole: int, bodies: list[Share]) -> None:
    """Nobody gets more than the quota leaves; something is left only where all quotas are full."""
    found = share(whole, bodies, Way.QUOTA)
    free = [body for body in bodies if body.locked is None]
    for body in free:
        assert body.room is None or found.parts[body.key] <= body.room
    if found.left > 0:
        assert all(body.room is not None and found.parts[body.key] == body.room for body in free)


@settings(max_examples=40)
@given(_WHOLE, _BODIES)
def test_equal_parts_differ_by_one_at_most(whole: int, bodies: list[Share]) -> None:
    """As even as whole pieces allow."""
    found = share(whole, bodies)
    free = [found.parts[body.key] for body in bodies if body.locked is None]
    assert not free or max(free) - min(free) <= 1


def test_a_thousand_over_fourteen() -> None:
    """1.000 = 6 × 72 + 8 × 71; the first written get the one more."""
    parts = list(share(1000, [Share(key) for key in range(14)]).parts.values())
    assert parts == [72] * 6 + [71] * 8


def test_by_members() -> None:
    """In proportion, and a typed part is taken off first."""
    bodies = [Share(1, 100), Share(2, 300), Share(3, 600, locked=50)]
    assert dict(share(450, bodies, Way.WEIGHT).parts) == {1: 100, 2: 300, 3: 50}


def test_more_typed_than_there_is_shows_below_zero() -> None:
    """Others get nothing and what is missing is told."""
    found = share(10, [Share(1, locked=12), Share(2)])
    assert (dict(found.parts), found.left) == ({1: 12, 2: 0}, -2)


def test_who_has_no_quota_shares_what_the_quotas_leave() -> None:
    """Quotas first; the rest in equal parts over those without one. Nothing over: nothing for them."""
    bodies = [Share(1, room=30), Share(2), Share(3, room=10), Share(4)]
    assert dict(share(61, bodies, Way.QUOTA).parts) == {1: 30, 2: 11, 3: 10, 4: 10}
    assert dict(share(20, bodies, Way.QUOTA).parts) == {1: 15, 2: 0, 3: 5, 4: 0}


def test_the_largest_fraction_gets_the_one_more() -> None:
    """Neither the largest share nor the first written: 7,14 and twice 1,43 of 10; 1,43, 2,86 and 5,71."""
    assert largest_remainder(10, [5, 1, 1]) == [7, 2, 1]
    assert largest_remainder(10, [1, 2, 4]) == [1, 3, 6]
