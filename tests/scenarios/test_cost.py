"""Cost and quantities, first in first out (scenarios V1 … V14)."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from ikm_desktop.amounts import KILOGRAM, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import Blocked, NotEnough
from tests.factories import things
from tests.scenarios.desk import Desk


@pytest.fixture
def layers(desk: Desk) -> int:
    """An item bought as 4 @100, 5 @111 and 6 @122."""
    item = things.a_material(desk.office, unit=PIECE)
    for quantity, price in ((4, 100), (5, 111), (6, 122)):
        desk.buy((item, quantity, quantity * price))
    return item


def test_v1_the_oldest_lots_go_first(desk: Desk, layers: int) -> None:
    """Issuing 7 of 15 costs 4 @100 + 3 @111 and leaves 2 @111 and 6 @122."""
    assert desk.cost(desk.supply(desk.ani, {layers: 7})) == 733
    assert desk.on_hand(desk.store, layers) == (8, 2 * 111 + 6 * 122)


def test_v1_all_that_is_there_may_go(desk: Desk, layers: int) -> None:
    """Issuing 15 empties the store to value 0."""
    desk.supply(desk.ani, {layers: 15})
    assert desk.on_hand(desk.store, layers) == (0, 0)


def test_v1_one_too_many_changes_nothing(desk: Desk, layers: int) -> None:
    """Issuing 16 is refused, and the book is as it was."""
    before = desk.dump()
    with pytest.raises(NotEnough) as refused:
        desk.prepare({desk.ani: {layers: 16}})
    assert (refused.value.needed, refused.value.available) == (16, 15)
    assert desk.dump() == before


def test_v3_bought_goods_go_before_goods_bought_back_later(desk: Desk) -> None:
    """4 @10 bought, then 2 @25 bought back: given 3, 1 and 1, the costs are 30, 10 and 25."""
    item = things.a_product(desk.office, price=25)
    desk.buy((item, 4, 40))
    desk.receive(desk.ani, DeliveryLine(item, 2, 2))
    assert [desk.cost(desk.give((item, quantity))) for quantity in (3, 1, 1)] == [30, 10, 25]
    assert desk.on_hand(desk.store, item) == (1, 25)


def test_v4_mixed_units_are_one_quantity(desk: Desk) -> None:
    """4 kg @10 a kg and 2000 g @25 a kg: 3 kg, 1 kg and 1000 g cost 30, 10 and 25."""
    item = things.a_material(desk.office, unit=KILOGRAM)
    desk.buy((item, KILOGRAM.read("4 kg", "Jumlah"), 40))
    desk.buy((item, KILOGRAM.read("2000 g", "Jumlah"), 50))
    taken = [KILOGRAM.read(text, "Jumlah") for text in ("3 kg", "1", "1000 g")]
    assert [desk.cost(desk.supply(desk.ani, {item: quantity})) for quantity in taken] == [30, 10, 25]
    assert desk.on_hand(desk.store, item) == (1000, 25)


def test_v9_parts_add_up_to_the_whole(desk: Desk) -> None:
    """3 pieces for Rp10.000, issued one by one, cost 10.000 together and leave exactly 0."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 3, 10_000))
    costs = [desk.cost(desk.supply(desk.ani, {item: 1})) for _ in range(3)]
    assert costs == [3333, 3333, 3334]
    assert desk.on_hand(desk.store, item) == (0, 0)


def test_extra_cost_is_spread_in_written_order(desk: Desk) -> None:
    """Rp50 of freight on three equal lines is 16, 17 and 17."""
    items = [things.a_material(desk.office, unit=PIECE) for _ in range(3)]
    desk.buy(*((item, 1, 100) for item in items), extra=50)
    assert [desk.on_hand(desk.store, item)[1] for item in items] == [116, 117, 117]


@pytest.mark.parametrize("seed", range(2))
def test_v12_any_list_of_acts_keeps_the_sums(desk: Desk, seed: int) -> None:
    """Receipts, issues, returns and reversals at random: what is left is what came in less what went out.

    The machine beside a model of its own (`test_machine`) does the same with every act there is.
    """
    chance = random.Random(seed)
    item = things.a_material(desk.office, unit=PIECE)
    came_in, undoable = [0, 0], list[tuple[int, int, int]]()
    for _ in range(12):
        kind = chance.choice(["buy", "buy", "supply", "supply", "back", "reverse"])
        quantity, value = chance.randint(1, 9), chance.randint(0, 999)
        with suppress(NotEnough, Blocked):
            if kind == "buy":
                undoable.append((desk.buy((item, quantity, value)), quantity, value))
                came_in = [came_in[0] + quantity, came_in[1] + value]
            elif kind == "supply":
                desk.supply(desk.ani, {item: quantity})
            elif kind == "back":
                desk.back(desk.ani, (item, quantity))
            elif undoable:
                voucher, *bought = undoable.pop(chance.randrange(len(undoable)))
                desk.reverse(voucher)
                came_in = [came_in[0] - bought[0], came_in[1] - bought[1]]
        store, ani = desk.on_hand(desk.store, item), desk.on_hand(desk.ani, item)
        assert [store[0] + ani[0], store[1] + ani[1]] == came_in
        assert min(store + ani) >= 0


def test_v14_reversing_a_buyback_takes_all_its_value_back(desk: Desk) -> None:
    """10 masks at 100 with materials of 100 each are worth 2000; the reversal takes 2000 back."""
    cloth = things.a_material(desk.office, unit=PIECE)
    mask = things.a_product(desk.office, price=100)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 10, 1000))
    desk.supply(desk.ani, {cloth: 10})
    voucher = desk.receive(desk.ani, DeliveryLine(mask, 10, 10))
    assert desk.on_hand(desk.store, mask) == (10, 2000)
    reversal = desk.reverse(voucher)
    assert desk.cost(reversal) == 2000
    assert desk.on_hand(desk.store, mask) == (0, 0)
    assert desk.on_hand(desk.ani, cloth) == (10, 1000)
