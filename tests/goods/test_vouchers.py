"""Signing posts exactly what was pinned; voiding frees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import CountedSince, LineTwice, Reserved, WrongDay, WrongState
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.prepared import prepared_papers
from tests.factories import things
from tests.goods.counted import a_count
from tests.scenarios.desk import DAY, Desk

YESTERDAY, TOMORROW = DAY - timedelta(1), DAY + timedelta(1)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Two rolls of 10: an old one for Rp1.000, a young one for Rp5.000."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=YESTERDAY)
    desk.buy((item, 10, 5000), day=DAY)
    return item


def test_what_is_signed_costs_what_the_letter_said(desk: Desk, cloth: int) -> None:
    """An older roll that comes in between, by a late entry, changes nothing for a prepared letter."""
    letter = desk.prepare({desk.ani: {cloth: 4}})
    desk.buy((cloth, 10, 9000), day=YESTERDAY - timedelta(3))
    assert desk.cost(desk.sign(letter)[0]) == 400
    assert desk.cost(desk.supply(desk.budi, {cloth: 4})) == 3600


def test_a_later_letter_signed_first_takes_the_younger_units(desk: Desk, cloth: int) -> None:
    """The old roll lies on the table with the first letter's name on it."""
    first, second = desk.prepare({desk.ani: {cloth: 10}}), desk.prepare({desk.budi: {cloth: 10}})
    assert desk.cost(desk.sign(second)[0]) == 5000
    assert desk.cost(desk.sign(first)[0]) == 1000


def test_two_lines_of_a_letter_take_from_one_lot(desk: Desk, cloth: int) -> None:
    """The second line goes on where the first one stopped, also over the edge of a lot."""
    voucher = desk.give((cloth, 7), (cloth, 7))
    with desk.office.reading() as connection:
        values = connection.exec_driver_sql("SELECT value FROM line WHERE voucher = ?", (voucher,)).scalars()
        assert values.all() == [700, 300 + 2000]


def test_void_units_are_free_again(desk: Desk, cloth: int) -> None:
    """What a void letter held goes to the next one, oldest first; its number is never used again."""
    first = desk.prepare({desk.ani: {cloth: 15}})
    with pytest.raises(Reserved) as refused:
        desk.prepare({desk.budi: {cloth: 6}})
    assert (refused.value.needed, refused.value.available, refused.value.reserved) == (6, 5, 15)
    desk.checked(vouchers.void(desk.office, prepared=first.prepared, reason="salah tulis"))
    second = desk.prepare({desk.budi: {cloth: 6}})
    assert desk.cost(desk.sign(second)[0]) == 600
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql("SELECT number, state, reason FROM paper ORDER BY id").all()
    assert [tuple(row) for row in rows] == [
        ("530/001/DPP/VIII/2020", "void", "salah tulis"),
        ("530/002/DPP/VIII/2020", "valid", None),
    ]


def test_a_list_is_void_with_its_last_voucher(desk: Desk, cloth: int) -> None:
    """Of a kit's list one row may be voided and the other signed; the number stays valid then."""
    kit = desk.prepare({desk.ani: {cloth: 2}, desk.budi: {cloth: 2}})
    desk.checked(vouchers.void(desk.office, prepared=kit.prepared[:1], reason="tidak hadir"))
    desk.checked(vouchers.sign(desk.office, prepared=kit.prepared[1:]))
    with desk.office.reading() as connection:
        assert connection.exec_driver_sql("SELECT state FROM paper").scalars().all() == ["valid"]
        states = [one.state for one in prepared_papers(connection, kit.prepared)]
    assert states == ["void", "posted"]


def test_a_letter_is_signed_once(desk: Desk, cloth: int) -> None:
    """Named twice in one act, signed twice, voided after signing, signed after voiding: each refused."""
    letter = desk.prepare({desk.ani: {cloth: 2}})
    with pytest.raises(LineTwice, match="530/001"):
        vouchers.sign(desk.office, prepared=letter.prepared * 2)
    desk.sign(letter)
    with pytest.raises(WrongState, match="Ditandatangani"):
        vouchers.sign(desk.office, prepared=letter.prepared)
    with pytest.raises(WrongState, match="Ditandatangani"):
        vouchers.void(desk.office, prepared=letter.prepared, reason="salah")


def test_nothing_is_signed_before_its_letter(desk: Desk, cloth: int) -> None:
    """A day before the letter's is refused, also where the goods were there; a future one is a warning."""
    letter = desk.prepare({desk.ani: {cloth: 2}})
    with pytest.raises(WrongDay) as refused:
        vouchers.sign(desk.office, prepared=letter.prepared, day=YESTERDAY)
    assert refused.value.limit == DAY
    done = vouchers.sign(desk.office, prepared=letter.prepared, day=TOMORROW)
    assert [notice.code for notice in done.notices] == ["FutureDay"]
    assert desk.on_hand(desk.ani, cloth, on=DAY) == (0, 0)
    assert desk.on_hand(desk.ani, cloth, on=TOMORROW) == (2, 200)


def test_preparing_ahead_of_today_warns(desk: Desk, cloth: int) -> None:
    """B7: a letter dated tomorrow is prepared, with a warning."""
    done = desk.prepare({desk.ani: {cloth: 2}}, day=TOMORROW)
    assert [notice.code for notice in done.notices] == ["FutureDay"]


def test_signing_after_a_count_is_refused(desk: Desk, cloth: int) -> None:
    """A count of a later day than the signing stands in the way, whatever the letter's date is."""
    letter = desk.prepare({desk.ani: {cloth: 2}}, day=YESTERDAY)
    a_count(desk.office, desk.store, DAY, {cloth: 20})
    with pytest.raises(CountedSince):
        vouchers.sign(desk.office, prepared=letter.prepared, day=YESTERDAY)
    desk.checked(vouchers.sign(desk.office, prepared=letter.prepared, day=DAY))
