"""Goods from one store to another keep lot, day and rank."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import Blocked, FieldInvalid
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.transfer import prepare_transfer
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_a_transfer_moves_the_oldest_and_is_taken_back(desk: Desk) -> None:
    """What was moved is still the oldest where it lies; the letter names both stores."""
    cloth = things.a_material(desk.office, unit=PIECE)
    depot = things.a_store(desk.office, "Gudang II")
    desk.buy((cloth, 5, 500), day=DAY - timedelta(2))
    desk.buy((cloth, 5, 2500), day=DAY - timedelta(1))
    done = desk.checked(
        prepare_transfer(
            desk.office, source=desk.store, target=depot, letter_date=DAY, lines=[GoodsLine(cloth, 6)]
        )
    )
    assert desk.on_hand(depot, cloth) == (0, 0)
    (moved,) = desk.sign(done)
    assert desk.on_hand(depot, cloth) == (6, 1000)
    assert desk.on_hand(desk.store, cloth) == (4, 2000)
    home = desk.checked(
        prepare_transfer(
            desk.office, source=depot, target=desk.store, letter_date=DAY, lines=[GoodsLine(cloth, 1)]
        )
    )
    with pytest.raises(Blocked) as refused:
        desk.reverse(moved)
    assert (refused.value.possible, refused.value.asked) == (5, 6)
    (back,) = desk.sign(home)
    assert desk.cost(desk.supply(desk.ani, {cloth: 2})) == 100 + 500
    with pytest.raises(Blocked):
        desk.reverse(back)
    with desk.office.reading() as connection:
        parties = connection.exec_driver_sql(
            "SELECT party FROM paper WHERE kind = 'PG' ORDER BY id"
        ).scalars()
        assert parties.first() == "Gudang II"


def test_a_store_is_not_its_own_other_store(desk: Desk) -> None:
    """From and to must differ."""
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 5, 500))
    with pytest.raises(FieldInvalid, match="gudang asalnya"):
        prepare_transfer(
            desk.office, source=desk.store, target=desk.store, letter_date=DAY, lines=[GoodsLine(cloth, 1)]
        )
