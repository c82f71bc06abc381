"""A reversal is seen before it is done, exactly as it will be, and the book does not notice."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import Blocked, NotFound, Paid
from ikm_desktop.goods.reversal_preview import rehearse_reversal, reversible
from ikm_desktop.papers.rows import number_of
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Twenty for Rp2.000, eight of them with Ani."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 20, 2000))
    return item


def test_what_is_rehearsed_is_what_is_done(desk: Desk, cloth: int) -> None:
    """Number, day, units and cost of the counter-entry; nothing is written before it is asked for."""
    voucher = desk.supply(desk.ani, {cloth: 8})
    before = desk.dump()
    entry = rehearse_reversal(desk.office, voucher=voucher, quantities={1: 3})
    assert desk.dump() == before
    (move,) = entry.moves
    assert (move.quantity, move.cost, move.origin, move.target) == (3, 300, "Ani CONTOH", "Gudang Utama")
    assert entry.day == DAY
    back = desk.reverse(voucher, quantities={1: 3})
    assert desk.cost(back) == move.cost
    with desk.office.reading() as connection:
        assert number_of(connection, voucher=back) == entry.number
        left = reversible(connection, voucher)
    assert [(line.no, line.accepted, line.rejected) for line in left.lines] == [(1, 5, 0)]


def test_what_stands_in_the_way_is_known_before(desk: Desk, cloth: int) -> None:
    """Goods that moved on are named with how much can go; a delivery that is paid with its kuitansi."""
    voucher = desk.supply(desk.ani, {cloth: 8})
    mask = things.a_product(desk.office, "Masker", price=1000)
    things.a_recipe(desk.office, mask, {cloth: 1}, yields=1)
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 4, 1, reason="sobek"))
    with pytest.raises(Blocked) as blocked:
        rehearse_reversal(desk.office, voucher=voucher)
    assert (blocked.value.possible, blocked.value.papers[0].voucher) == (3, receipt)
    paid = desk.pay(desk.ani, *desk.lines(receipt))
    with pytest.raises(Paid):
        rehearse_reversal(desk.office, voucher=receipt)
    with desk.office.reading() as connection:
        delivery, payment = reversible(connection, receipt), reversible(connection, paid)
    assert [(line.accepted, line.rejected) for line in delivery.lines] == [(4, 1)]
    assert (payment.paid, payment.is_whole_only) == (4000, True)
    assert rehearse_reversal(desk.office, voucher=paid).moves == ()


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    """A voucher nobody knows."""
    with desk.office.reading() as connection, pytest.raises(NotFound):
        reversible(connection, 999)
