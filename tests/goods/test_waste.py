"""What is spoiled or written off leaves the books at its own cost."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import NotEnough, ReasonMissing, Refusal, Reserved
from ikm_desktop.goods.waste import WasteLine, record_waste, write_off
from tests.factories import things
from tests.goods.by_hand import fixed_place_of
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Ten for Rp1.000, six of them with Ani."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.supply(desk.ani, {item: 6})
    return item


def test_what_is_spoiled_in_use_never_goes_into_products(desk: Desk, cloth: int) -> None:
    """Her waste costs 200; the masks made of the rest cost what the rest cost."""
    mask = things.a_product(desk.office, price=50)
    things.a_recipe(desk.office, mask, {cloth: 1})
    lines = [WasteLine(cloth, 2, " salah potong ")]
    done = record_waste(desk.office, place=desk.ani, letter_date=DAY, lines=lines, batch=desk.batch)
    desk.checked(done)
    wasted = fixed_place_of(desk.office, "wasted")
    assert desk.on_hand(wasted, cloth) == (2, 200)
    assert done.papers == ()
    desk.receive(desk.ani, DeliveryLine(mask, 4, 4))
    assert desk.on_hand(desk.store, mask) == (4, 400 + 200)
    desk.reverse(done.vouchers[0])
    assert desk.on_hand(desk.ani, cloth) == (2, 200)


def test_a_write_off_has_minutes_with_a_number(desk: Desk, cloth: int) -> None:
    """From the store, under the next number, naming the store."""
    lines = [WasteLine(cloth, 3, "dimakan tikus")]
    done = desk.checked(write_off(desk.office, place=desk.store, letter_date=DAY, lines=lines))
    assert desk.on_hand(desk.store, cloth) == (1, 100)
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT kind, number, party FROM paper WHERE id = ?", done.papers
        ).one()
        why = connection.exec_driver_sql("SELECT reason FROM line WHERE voucher = ?", done.vouchers).scalar()
    assert tuple(row)[:2] == ("BAPH", "530/002/DPP/VIII/2020")
    assert why == "dimakan tikus"


def test_each_line_needs_its_reason_and_its_goods(desk: Desk, cloth: int) -> None:
    """Both are told at once, a line without its reason takes nothing; what a letter holds stays."""
    with pytest.raises(Refusal) as refused:
        record_waste(
            desk.office,
            place=desk.ani,
            letter_date=DAY,
            lines=[WasteLine(cloth, 2, ""), WasteLine(cloth, 7, "basah")],
        )
    assert [type(reason) for reason in refused.value.reasons] == [ReasonMissing, NotEnough]
    assert "Kain" in refused.value.reasons[0].sentence
    desk.prepare({desk.budi: {cloth: 3}})
    with pytest.raises(Reserved):
        write_off(desk.office, place=desk.store, letter_date=DAY, lines=[WasteLine(cloth, 2, "basah")])
