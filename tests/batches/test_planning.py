"""Planning: needs by recipe, buying in whole packs, yields with honest ranges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.batches.planning import PER_MILLE, NeedPlan, likely_share, need_plan, yields
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import FieldInvalid, Negative, Several
from ikm_desktop.goods.items import change_item
from tests.factories import things
from tests.goods.some_history import QuietDesk
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    found = QuietDesk(tmp_path)
    yield found
    found.office.close()


class Plan:
    """Masks of 7 m cloth a hundred; 30 m lie in store, bought at Rp35.000 a metre; rolls have 50 m."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cloth, self.label = things.a_material(desk.office), things.a_material(desk.office)
        self.mask = things.a_product(desk.office, price=500)
        things.a_recipe(desk.office, self.mask, {self.cloth: 7_000, self.label: 1}, yields=100)
        change_item(desk.office, item=self.cloth, pack=50_000, pack_name="gulungan")
        desk.buy((self.cloth, 30_000, 1_050_000))

    def of(self, *, people: int = 20, pieces: int = 100, extra: int = 0) -> NeedPlan:
        """Plan for so many people."""
        with self.desk.office.reading() as connection:
            return need_plan(
                connection, product=self.mask, people=people, pieces=pieces, extra=extra, day=DAY
            )


@pytest.fixture
def plan(desk: Desk) -> Plan:
    """The office above."""
    return Plan(desk)


def test_needs_are_bought_in_whole_packs(plan: Plan) -> None:
    """140 m needed, 30 m there: 110 m are short, three rolls of 50 m are bought at the last price."""
    cloth, label = plan.of().needs
    assert (cloth.each, cloth.needed, cloth.free, cloth.short) == (7_000, 140_000, 30_000, 110_000)
    assert (cloth.packs, cloth.to_buy, cloth.cost) == (3, 150_000, 5_250_000)
    assert (label.packs, label.to_buy, label.cost) == (0, 20, None)
    assert (plan.of().cost, plan.of().without_price) == (5_250_000, 1)


def test_each_kit_is_rounded_up_and_waste_added(plan: Plan) -> None:
    """A label is needed by each, however few pieces; 10 % more of all is rounded up."""
    _, label = plan.of(pieces=1).needs
    assert (label.each, label.needed) == (1, 20)
    assert [need.needed for need in plan.of(extra=10).needs] == [154_000, 22]


def test_what_is_prepared_for_others_is_not_free(plan: Plan) -> None:
    """Pinned units are somebody's already."""
    plan.desk.prepare({plan.desk.ani: {plan.cloth: 20_000}})
    assert plan.of().needs[0].free == 10_000


def test_a_plan_that_cannot_be(plan: Plan) -> None:
    """All at once; a product without a recipe has no needs."""
    with pytest.raises(Several) as refused:
        plan.of(people=0, pieces=0, extra=101)
    assert [type(reason) for reason in refused.value.reasons] == [Negative, Negative, FieldInvalid]
    bare = things.a_product(plan.desk.office)
    with plan.desk.office.reading() as connection:
        found = need_plan(connection, product=bare, people=1, pieces=1, day=DAY)
    assert (found.recipe, found.needs) == (None, ())


def test_yields_are_net_of_reversals(plan: Plan) -> None:
    """By product and batch; what was reversed was never delivered."""
    desk = plan.desk
    desk.supply(desk.ani, {plan.cloth: 10_000})
    desk.supply(desk.budi, {plan.cloth: 10_000})
    for place, rejected in ((desk.ani, 2), (desk.budi, 3)):
        line = DeliveryLine(
            plan.mask, 50, 50 - rejected, rejected, reason="lepas", own_reason="label sendiri"
        )
        voucher = desk.receive(place, line)
    desk.reverse(voucher)
    with desk.office.reading() as connection:
        (found,) = yields(connection)
    assert found.batch is not None
    assert found.batch.id == desk.batch
    assert (found.delivered, found.accepted, found.rejected) == (50, 48, 2)
    assert found.share is not None
    assert found.share.low < found.share.of_thousand == 960 < found.share.high
    few, many = found.to_plan(1000) or (0, 0)
    assert 1000 < few < 1042 < many


@settings(max_examples=40)
@given(st.integers(0, 400), st.integers(1, 400))
def test_the_range_holds_the_share_and_narrows(good: int, of: int) -> None:
    """The share lies in its range, within 0 and 1; ten times as many pieces tell more."""
    good = min(good, of)
    one, ten = likely_share(good, of), likely_share(10 * good, 10 * of)
    assert one is not None
    assert ten is not None
    assert 0 <= one.low <= one.of_thousand <= one.high <= PER_MILLE
    assert ten.high - ten.low <= one.high - one.low


def test_known_ranges() -> None:
    """As the tables have them: 4 of 4, 0 of 10, 81 of 263 (Newcombe 1998); nothing of nothing."""
    four, none, many = likely_share(4, 4), likely_share(0, 10), likely_share(81, 263)
    assert four is not None
    assert none is not None
    assert many is not None
    assert (four.low, four.high) == (510, 1000)
    assert (none.low, none.high) == (0, 278)
    assert (many.low, many.high) == (255, 367)
    assert likely_share(0, 0) is None
