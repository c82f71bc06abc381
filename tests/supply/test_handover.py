"""Materials to one person, and kits to many: what the form says is what is pinned."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import FieldMissing, LineTwice, Negative, NotEnough, NotFound, Refusal
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.acts import Done
from ikm_desktop.supply.handover import KitRow, prepare_handover, prepare_kit
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Ten for Rp1.000."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000))
    return item


def _hand(desk: Desk, *lines: GoodsLine) -> Done:
    return desk.checked(
        prepare_handover(
            desk.office,
            participant=desk.ani,
            store=desk.store,
            letter_date=DAY,
            lines=lines,
            giver=OFFICER,
            batch=desk.batch,
        )
    )


def test_one_item_in_two_lines_is_handed_over_as_one(desk: Desk, cloth: int) -> None:
    """The list has one column an item; a negative line is refused, not set off."""
    desk.sign(_hand(desk, GoodsLine(cloth, 2), GoodsLine(cloth, 3)))
    assert desk.on_hand(desk.ani, cloth)[0] == 5
    for lines in ((5, -3), (-3, 5), (-3, -2)):
        with pytest.raises(Negative):
            _hand(desk, *(GoodsLine(cloth, many) for many in lines))


def test_everything_wrong_with_a_kit_is_told_at_once(desk: Desk, cloth: int) -> None:
    """Head, people and goods: a row with a wrong item is tried no further, the others are."""
    rows = [
        KitRow(desk.ani, {cloth: 8, 999: 1}),
        KitRow(desk.ani, {cloth: 1}),
        KitRow(desk.budi, {cloth: 8}),
    ]
    with pytest.raises(Refusal) as refused:
        prepare_kit(desk.office, batch=desk.batch, store=desk.store, letter_date=DAY, rows=rows, giver=" ")
    assert [type(reason) for reason in refused.value.reasons] == [
        FieldMissing,
        LineTwice,
        NotFound,
        NotEnough,
    ]


def test_who_gets_nothing_is_not_on_the_list(desk: Desk, cloth: int) -> None:
    """One paper, as many vouchers as there are receivers."""
    done = desk.prepare({desk.ani: {cloth: 0}, desk.budi: {cloth: 2}})
    assert (len(done.prepared), len(done.papers)) == (1, 1)
