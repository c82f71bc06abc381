"""Materials come back: oldest first, or of one handover only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import CountedSince, NotEnough, NotFound, NumberTaken
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.numbers import NEXT, WantedNumber
from ikm_desktop.supply.take_back import ReturnLine, take_back
from tests.factories import things
from tests.goods.counted import a_count
from tests.scenarios.desk import DAY, OFFICER, Desk

YESTERDAY = DAY - timedelta(1)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Five old ones for Rp500, five young ones for Rp2.500."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 5, 500), day=DAY - timedelta(3))
    desk.buy((item, 5, 2500), day=DAY - timedelta(2))
    return item


def _back(desk: Desk, *lines: ReturnLine, person: int = 0, number: WantedNumber = NEXT) -> Done:
    return desk.checked(
        take_back(
            desk.office,
            participant=person or desk.ani,
            store=desk.store,
            letter_date=DAY,
            lines=lines,
            receiver=OFFICER,
            number=number,
        )
    )


def test_a_named_handover_gives_back_its_own_units(desk: Desk, cloth: int) -> None:
    """Of two handovers the second one's units return, and no more than it brought and she still has."""
    desk.supply(desk.ani, {cloth: 5}, day=YESTERDAY)
    (second,) = desk.lines(desk.supply(desk.ani, {cloth: 3}, day=YESTERDAY))
    assert desk.cost(_back(desk, ReturnLine(cloth, 2, second)).vouchers[0]) == 1000
    with pytest.raises(NotEnough) as refused:
        _back(desk, ReturnLine(cloth, 2, second))
    assert refused.value.available == 1
    assert desk.cost(_back(desk, ReturnLine(cloth, 2)).vouchers[0]) == 200


def test_a_handover_to_somebody_else_is_not_hers(desk: Desk, cloth: int) -> None:
    """Neither another person's handover, nor one of another item, nor a purchase can be named."""
    (hers,) = desk.lines(desk.supply(desk.ani, {cloth: 5}))
    other = things.a_material(desk.office, unit=PIECE)
    for line in (ReturnLine(cloth, 1, hers), ReturnLine(other, 1, hers)):
        with pytest.raises(NotFound):
            _back(desk, line, person=desk.budi if line.item == cloth else desk.ani)


def test_a_return_has_a_letter_of_its_own(desk: Desk, cloth: int) -> None:
    """It names who gives back; a number typed twice is refused, and nothing is booked."""
    desk.supply(desk.ani, {cloth: 5})
    done = _back(desk, ReturnLine(cloth, 1), number="530/002/DPP/VIII/2020")
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT kind, number, party FROM paper WHERE id = ?", done.papers
        ).one()
    assert tuple(row) == ("PB", "530/002/DPP/VIII/2020", "Ani CONTOH")
    before = desk.dump()
    with pytest.raises(NumberTaken) as refused:
        _back(desk, ReturnLine(cloth, 1), number=2)
    assert refused.value.next_free == 3
    assert desk.dump() == before


def test_signed_minutes_of_hers_stand(desk: Desk, cloth: int) -> None:
    """A return before a count of what she holds is refused, naming the count; on its day it is not."""
    desk.supply(desk.ani, {cloth: 5}, day=YESTERDAY)
    a_count(desk.office, desk.ani, DAY, {cloth: 5})
    with pytest.raises(CountedSince) as refused:
        desk.back(desk.ani, (cloth, 1), day=YESTERDAY)
    assert refused.value.place.id == desk.ani
    desk.back(desk.ani, (cloth, 1))
