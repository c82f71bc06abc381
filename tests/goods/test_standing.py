"""What still stands of a move: its units less those moved on and not brought back, less pinned ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.standing import Standing, moves_of_voucher, standing
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Ten, bought yesterday."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=DAY - timedelta(1))
    return item


def _of(desk: Desk, voucher: int) -> Standing:
    with desk.office.reading() as connection:
        (move,) = moves_of_voucher(connection, voucher)
        return standing(connection, [move])[move.id]


def _spans(found: Standing) -> list[tuple[int, int]]:
    return sorted(stretch.span for stretch in found.stretches)


def test_units_leave_and_come_back(desk: Desk, cloth: int) -> None:
    """What was taken on is named and cut out; its reversal lets it stand again, since that day."""
    given = desk.supply(desk.ani, {cloth: 8})
    assert _spans(_of(desk, given)) == [(0, 8)]
    returned = desk.back(desk.ani, (cloth, 3))
    found = _of(desk, given)
    assert (_spans(found), found.blocking, found.quantity) == ([(3, 8)], [returned], 5)
    later = DAY + timedelta(1)
    desk.today(later)
    desk.reverse(returned, quantities={1: 1})
    found = _of(desk, given)
    assert (_spans(found), found.blocking) == ([(2, 3), (3, 8)], [returned])
    assert {stretch.since for stretch in found.stretches if stretch.span == (2, 3)} == {later}
    desk.reverse(returned)
    assert _of(desk, given).blocking == []


def test_highest_units_first(desk: Desk, cloth: int) -> None:
    """Over several stretches, each from its end."""
    given = desk.supply(desk.ani, {cloth: 8})
    desk.reverse(desk.back(desk.ani, (cloth, 3)))
    assert [stretch.span for stretch in _of(desk, given).highest(6)] == [(3, 8), (2, 3)]


def test_outside_our_books_too(desk: Desk, cloth: int) -> None:
    """An institution has no holdings, but what it was handed stands all the same."""
    given = desk.give((cloth, 4))
    assert _spans(_of(desk, given)) == [(0, 4)]
    desk.reverse(given, quantities={1: 1})
    assert _spans(_of(desk, given)) == [(0, 3)]


def test_pins_are_named_and_cut_out(desk: Desk, cloth: int) -> None:
    """A prepared letter holds units of the purchase; the purchase is not blocked by a voucher."""
    with desk.office.reading() as connection:
        bought = connection.exec_driver_sql("SELECT id FROM voucher WHERE kind = 'purchase'").scalar_one()
    letter = desk.prepare_gift((cloth, 4))
    found = _of(desk, bought)
    assert (_spans(found), found.blocking, found.pins) == ([(4, 10)], [], list(letter.prepared))
