"""What an institution gives back returns at the cost it left with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.distribution.take_back import TakenBackLine, take_back
from ikm_desktop.errors import Blocked, FieldInvalid, NotEnough
from ikm_desktop.office.acts import Done
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk

YESTERDAY, TOMORROW = DAY - timedelta(1), DAY + timedelta(1)


@pytest.fixture
def mask(desk: Desk) -> int:
    """Five old ones for Rp500 and five young ones for Rp2.500."""
    item = things.a_product(desk.office, "Masker", price=100)
    desk.buy((item, 5, 500), day=YESTERDAY)
    desk.buy((item, 5, 2500), day=YESTERDAY)
    return item


def _back(desk: Desk, line: int, quantity: int, *, church: int = 0, day_before: bool = False) -> Done:
    return desk.checked(
        take_back(
            desk.office,
            institution=church or desk.church,
            store=desk.store,
            letter_date=YESTERDAY if day_before else DAY,
            lines=[TakenBackLine(line, quantity, "kelebihan")],
            receiver=OFFICER,
        )
    )


def test_the_lowest_units_come_back_first(desk: Desk, mask: int) -> None:
    """Six of eight: the five old ones and one young; they are still the oldest in store."""
    given = desk.give((mask, 8))
    (line,) = desk.lines(given)
    assert desk.cost(_back(desk, line, 6).vouchers[0]) == 500 + 500
    assert desk.on_hand(desk.church, mask) == (2, 1000)
    assert desk.on_hand(desk.store, mask) == (8, 2000)
    assert desk.cost(desk.give((mask, 5))) == 500
    with pytest.raises(NotEnough) as refused:
        _back(desk, line, 3)
    assert (refused.value.needed, refused.value.available) == (3, 2)


def test_only_what_that_handover_brought(desk: Desk, mask: int) -> None:
    """The church has three more by another letter; they are not of this one, nor another church's."""
    (first,) = desk.lines(desk.give((mask, 2)))
    desk.give((mask, 3))
    with pytest.raises(NotEnough) as refused:
        _back(desk, first, 3)
    assert refused.value.available == 2
    with pytest.raises(FieldInvalid, match="Majelis CONTOH"):
        _back(desk, first, 1, church=things.an_institution(desk.office, "Masjid CONTOH"))


def test_nothing_comes_back_before_it_went(desk: Desk, mask: int) -> None:
    """The day of the handover is the first; it is told."""
    (line,) = desk.lines(desk.give((mask, 2)))
    with pytest.raises(NotEnough) as refused:
        _back(desk, line, 1, day_before=True)
    assert (refused.value.available, refused.value.first_free_day) == (0, DAY)


def test_both_ways_are_reversed_in_turn(desk: Desk, mask: int) -> None:
    """The handover is blocked by the return for what came back; reversed, all of it may come back anew."""
    given = desk.give((mask, 8))
    (line,) = desk.lines(given)
    (returned,) = _back(desk, line, 6).vouchers
    with pytest.raises(Blocked) as refused:
        desk.reverse(given)
    assert (refused.value.possible, [paper.voucher for paper in refused.value.papers]) == (2, [returned])
    desk.reverse(returned, quantities={1: 2})
    desk.today(TOMORROW)
    desk.reverse(returned)
    assert desk.on_hand(desk.church, mask) == (8, 500 + 1500)
    with pytest.raises(NotEnough) as early:
        _back(desk, line, 6)
    assert (early.value.available, early.value.first_free_day) == (4, TOMORROW)
    desk.reverse(given)
    assert desk.on_hand(desk.store, mask) == (10, 3000)


def test_parts_that_come_back_add_up(desk: Desk) -> None:
    """Three for Rp100 come back as 33 and 67."""
    soap = things.a_material(desk.office, "Sabun", unit=PIECE)
    desk.buy((soap, 3, 100))
    (line,) = desk.lines(desk.give((soap, 3)))
    assert desk.cost(_back(desk, line, 1).vouchers[0]) == 33
    assert desk.cost(_back(desk, line, 2).vouchers[0]) == 67
