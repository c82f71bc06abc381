"""Runs: their cost, their parts, what is shared out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.goods.runs import amount, overlap, pieces_for, portion, run_cost, share_out, without

values = st.integers(min_value=0, max_value=10**12)
quantities = st.integers(min_value=1, max_value=10**12)


def test_three_pieces_for_ten_thousand() -> None:
    """The odd rupiah goes to the last unit."""
    assert [run_cost(10_000, 3, unit, 1) for unit in range(3)] == [3333, 3333, 3334]


@given(values, quantities, st.data())
def test_parts_of_a_lot_always_add_up(value: int, quantity: int, data: st.DataObject) -> None:
    """Wherever a lot is cut, the runs cost together what it cost."""
    cuts = data.draw(st.lists(st.integers(0, quantity), max_size=6))
    marks = sorted({0, quantity, *cuts})
    costs = [run_cost(value, quantity, a, b - a) for a, b in pairwise(marks)]
    assert sum(costs) == value
    assert all(cost >= 0 for cost in costs)


@given(values, st.lists(values, min_size=1, max_size=8))
def test_what_is_shared_out_adds_up(total: int, weights: list[int]) -> None:
    """Nothing is lost, nobody gets less than nothing, no weight gets more than its share and one."""
    parts = share_out(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        share = total * weight / whole if whole else total / len(weights)
        assert part >= 0
        assert abs(part - share) <= 1 + share * 1e-9


def test_freight_without_values_is_shared_equally() -> None:
    """With no value anywhere each line weighs one; the later lines get the odd rupiah."""
    assert share_out(50, [0, 0, 0]) == [16, 17, 17]


@given(quantities, st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_portions_given_in_turn_exhaust_the_whole(whole: int, steps: list[int]) -> None:
    """However many pieces go back at a time, all their material is back at the end."""
    of = sum(steps)
    given_back = before = 0
    for pieces in steps:
        given_back += portion(whole, before, pieces, of)
        before += pieces
    assert given_back == whole


@given(quantities, st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_a_portion_does_not_depend_on_the_steps(whole: int, first: int, then: int, more: int) -> None:
    """Two portions in turn are the portion of both; none is below nothing."""
    of = first + then + more
    both = portion(whole, 0, first, of) + portion(whole, first, then, of)
    assert both == portion(whole, 0, first + then, of)
    assert portion(whole, first, then, of) >= 0


@given(quantities, st.integers(0, 50), st.integers(1, 50), st.data())
def test_a_part_is_enough_for_so_many_pieces_and_no_more(
    whole: int, before: int, more: int, data: st.DataObject
) -> None:
    """Their portion is within the part, one piece more would not be."""
    of = before + more
    part = data.draw(st.integers(0, whole))
    pieces = pieces_for(part, whole, before, of)
    assert portion(whole, before, pieces, of) <= part < portion(whole, before, pieces + 1, of)


@given(values, quantities, st.data())
def test_a_run_costs_the_same_however_it_is_cut(value: int, quantity: int, data: st.DataObject) -> None:
    """Two parts of a run cost what it costs; a run is worth its share, up to a rupiah."""
    first = data.draw(st.integers(0, quantity - 1))
    whole = data.draw(st.integers(1, quantity - first))
    part = data.draw(st.integers(0, whole))
    cost = run_cost(value, quantity, first, whole)
    halves = run_cost(value, quantity, first, part) + run_cost(value, quantity, first + part, whole - part)
    assert halves == cost
    assert abs(cost * quantity - value * whole) < quantity


@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from([1, 100, 1000]))
def test_amounts_round_down(price: int, one: int, other: int, per: int) -> None:
    """Never more than the exact price, and less than a rupiah below; more goods never cost less."""
    exact = price * one
    assert 0 <= exact - amount(price, one, per) * per < per
    assert amount(price, one, per) + amount(price, other, per) <= amount(price, one + other, per)


def test_prices_are_for_the_shown_unit() -> None:
    """1.250 g at Rp50.000 a kg are Rp62.500; pieces multiply plainly; parts of a rupiah are dropped."""
    assert (amount(50_000, 1250, 1000), amount(5000, 58, 1), amount(1, 999, 1000)) == (62_500, 290_000, 0)


spans = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda pair: (pair[0], sum(pair)))


@given(spans, st.lists(spans))
def test_cutting_spans_is_taking_units_away(span: tuple[int, int], taken: list[tuple[int, int]]) -> None:
    """What is left are exactly the units in no cut, in order."""
    units = set(range(*span)) - {unit for cut in taken for unit in range(*cut)}
    left = without(span, taken)
    assert [unit for a, b in left for unit in range(a, b)] == sorted(units)


@given(spans, spans)
def test_an_overlap_is_what_cutting_takes_away(one: tuple[int, int], other: tuple[int, int]) -> None:
    """What both have, and what is left of one without the other, are the one."""
    both = overlap(one, other)
    units = [*range(*both)] if both else []
    left = [unit for a, b in without(one, [other]) for unit in range(a, b)]
    assert sorted(units + left) == list(range(*one))


def test_overlap_of_touching_spans_is_none() -> None:
    """The end of a span is not in it."""
    assert overlap((0, 5), (5, 9)) is None
    assert overlap((0, 6), (5, 9)) == (5, 6)
