"""What lay where when the book began."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import FieldMissing, NothingChosen, WrongPlace
from ikm_desktop.goods.opening import OpeningLine, open_balances
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_each_line_is_a_lot_of_the_opening_day(desk: Desk) -> None:
    """In a store and with a participant; what is opened for an earlier day is older than a purchase."""
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 5, 5000), day=DAY - timedelta(1))
    day = DAY - timedelta(30)
    lines = [OpeningLine(desk.store, cloth, 3, 100), OpeningLine(desk.ani, cloth, 2, 0)]
    done = desk.checked(open_balances(desk.office, day=day, lines=lines, note=" dari buku lama "))
    assert [notice.code for notice in done.notices] == ["LateEntry"]
    assert desk.on_hand(desk.store, cloth, on=day) == (3, 100)
    assert desk.on_hand(desk.ani, cloth) == (2, 0)
    assert desk.cost(desk.supply(desk.budi, {cloth: 4})) == 100 + 1000


def test_only_places_of_ours_have_an_opening_balance(desk: Desk) -> None:
    """A church has none; a day is needed; zeros are left out."""
    cloth = things.a_material(desk.office, unit=PIECE)
    with pytest.raises(WrongPlace):
        open_balances(desk.office, day=DAY, lines=[OpeningLine(desk.church, cloth, 1, 1)])
    with pytest.raises(FieldMissing):
        open_balances(desk.office, day=None, lines=[OpeningLine(desk.store, cloth, 1, 1)])
    with pytest.raises(NothingChosen):
        open_balances(desk.office, day=DAY, lines=[OpeningLine(desk.church, cloth, 0, 1)])
