"""What a vendor delivers: a lot a line, worth what it cost with its freight."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import TooBig
from ikm_desktop.supply.purchase import PurchaseLine, receive_purchase
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


def test_the_freight_of_goods_without_value_is_shared_equally(desk: Desk) -> None:
    """Gifts cost what their freight cost, to the rupiah, in written order."""
    items = [things.a_material(desk.office, unit=PIECE) for _ in range(3)]
    desk.buy(*((item, 1, 0) for item in items), extra=50)
    assert [desk.on_hand(desk.store, item)[1] for item in items] == [16, 17, 17]


def test_one_item_in_two_lines_is_two_lots(desk: Desk) -> None:
    """Each line keeps its own price."""
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 2, 20), (cloth, 2, 60))
    assert [desk.cost(desk.supply(desk.ani, {cloth: 1})) for _ in range(4)] == [10, 10, 30, 30]


def test_the_book_day_is_when_the_goods_came(desk: Desk) -> None:
    """The letter's date is printed; the goods lie there from the day that was typed."""
    cloth = things.a_material(desk.office, unit=PIECE)
    done = receive_purchase(
        desk.office,
        vendor=desk.vendor,
        store=desk.store,
        letter_date=DAY - timedelta(2),
        lines=[PurchaseLine(cloth, 2, 20)],
        paper="N-9",
        receiver=OFFICER,
        day=DAY,
    )
    assert desk.on_hand(desk.store, cloth, on=DAY - timedelta(1)) == (0, 0)
    assert desk.on_hand(desk.store, cloth) == (2, 20)
    assert done.notices == ()


def test_a_value_past_the_limit_with_its_freight_is_refused(desk: Desk) -> None:
    """Each figure may be in reach and the sum not."""
    cloth = things.a_material(desk.office, unit=PIECE)
    with pytest.raises(TooBig) as refused:
        desk.buy((cloth, 1, 10**12), extra=1)
    assert refused.value.value == 10**12 + 1
    desk.buy((cloth, 1, 10**12))
