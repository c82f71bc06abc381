"""Bought pieces that go back to their maker are only away."""

from __future__ import annotations

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import NotEnough, Reserved
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
