"""Bought pieces that go back to their maker are only away."""

from __future__ import annotations

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.give_back import give_back, give_back_many
from ikm_desktop.buyback.in_store import accepted_in_store
from ikm_desktop.errors import NotEnough, Reserved, Several, WrongPlace
from ikm_desktop.goods.places import add_store
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.transfer import prepare_transfer
from ikm_desktop.goods.vouchers import sign
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_only_pieces_of_the_named_receipt_lowest_first(desk: Desk) -> None:
    """Of two receipts the named one's pieces go, and no more of it than are still in store."""
    mask = things.a_product(desk.office, price=1000)
    first = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={})))[0]
    desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={}))
    desk.give((mask, 2))
    desk.give_back(first, 2)
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT lot, first, quantity FROM holding WHERE place = ?", (desk.ani,)
        ).all()
    assert [tuple(row) for row in rows] == [(1, 2, 2)]
    with pytest.raises(NotEnough) as refused:
        desk.give_back(first, 2)
    assert (refused.value.needed, refused.value.available) == (2, 1)


def test_a_piece_on_a_prepared_letter_stays(desk: Desk) -> None:
    """The letter is named."""
    mask = things.a_product(desk.office, price=1000)
    line = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={})))[0]
    desk.prepare_gift((mask, 4), day=DAY)
    with pytest.raises(Reserved) as refused:
        desk.give_back(line, 2)
    assert (refused.value.available, refused.value.reserved) == (1, 4)


def test_several_deliveries_go_back_in_one_act(desk: Desk) -> None:
    """A voucher each of what is in store; one that is not there keeps back all."""
    mask = things.a_product(desk.office, "Masker", price=1000)
    lines = [
        desk.lines(desk.receive(maker, DeliveryLine(mask, many, many, materials={})))[0]
        for maker, many in ((desk.ani, 3), (desk.ani, 2))
    ]
    with desk.office.reading() as connection:
        there = accepted_in_store(connection, desk.store, DAY)
    assert [(one.line, one.maker, one.quantity) for one in there] == [
        (lines[0], desk.ani, 3),
        (lines[1], desk.ani, 2),
    ]
    before = desk.dump()
    with pytest.raises(NotEnough) as refused:
        give_back_many(desk.office, lines=[(lines[0], 1), (lines[1], 3)], reason="cacat", letter_date=DAY)
    assert refused.value.line == 2
    assert refused.value.told.startswith(f"{there[1].paper.number}: Masker tidak cukup")
    with pytest.raises(Several) as several:
        give_back_many(desk.office, lines=[(lines[0], 0), (lines[1], -3)], reason=" ", letter_date=DAY)
    assert [(one.line, one.told) for one in several.value.reasons] == [
        (None, "Pengembalian kepada pembuat tanpa alasan: isi alasannya."),
        (1, f"{there[0].paper.number}: Jumlah tidak boleh 0; isi angka yang lebih dari nol."),
        (2, f"{there[1].paper.number}: Jumlah tidak boleh −3; isi angka yang lebih dari nol."),
    ]
    assert desk.dump() == before
    done = desk.checked(
        give_back_many(desk.office, lines=[(lines[0], 1), (lines[1], 2)], reason="cacat", letter_date=DAY)
    )
    assert len(done.vouchers) == 2
    assert desk.on_hand(desk.store, mask)[0] == 2


def test_pieces_go_back_from_the_store_that_holds_them(desk: Desk) -> None:
    """Carried to another store, they are given back from there; where they are not, they are short."""
    mask = things.a_product(desk.office, price=1000)
    line = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={})))[0]
    shop = add_store(desk.office, name="Gudang Pameran").ids[0]
    made = prepare_transfer(
        desk.office, source=desk.store, target=shop, letter_date=DAY, lines=[GoodsLine(mask, 3)]
    )
    sign(desk.office, prepared=made.prepared, day=DAY)
    with pytest.raises(NotEnough):
        give_back(desk.office, line=line, quantity=3, reason="cacat", letter_date=DAY)
    done = give_back(desk.office, line=line, quantity=3, reason="cacat", letter_date=DAY, store=shop)
    desk.checked(done)
    assert desk.on_hand(desk.ani, mask)[0] == 3
    with pytest.raises(WrongPlace):
        give_back(desk.office, line=line, quantity=1, reason="cacat", letter_date=DAY, store=desk.ani)
