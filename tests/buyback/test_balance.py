"""What stands beside the form of a receipt: held, enough for, the most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ikm_desktop.buyback.balance import MakerBalance, maker_balance
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import NotFound, Refusal
from tests.factories import stock, things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def cloth(desk: Desk) -> int:
    """A material in metres."""
    return things.a_material(desk.office, "Kain katun")


@pytest.fixture
def mask(desk: Desk, cloth: int) -> int:
    """A mask of 7 cm of cloth (100 pieces of 7 m), at Rp5.000."""
    product = things.a_product(desk.office, "Masker kain", price=5_000)
    things.a_recipe(desk.office, product, {cloth: 7_000}, yields=100)
    return product


def balance(desk: Desk, mask: int, *, day: date = DAY) -> MakerBalance:
    """Read what Ani holds."""
    with desk.office.reading() as connection:
        return maker_balance(connection, maker=desk.ani, batch=desk.batch, product=mask, day=day)


def test_the_smallest_material_decides(desk: Desk, mask: int, cloth: int) -> None:
    """Cloth for 68 and elastic for 80: 68 can be delivered, and what stays is told while typing."""
    elastic = things.a_material(desk.office, "Tali karet")
    things.a_recipe(desk.office, mask, {cloth: 7_000, elastic: 35_000}, yields=100)
    stock.some_stock(desk.office, desk.ani, cloth, 4_800)
    stock.some_stock(desk.office, desk.ani, elastic, 28_000)
    found = balance(desk, mask)
    assert [(held.item.name, held.shown, held.enough_for) for held in found.materials] == [
        ("Kain katun", "4,80 m", 68),
        ("Tali karet", "28,00 m", 80),
    ]
    assert found.most == 68
    assert found.left_after(60) == {cloth: 600, elastic: 7_000}
    assert (found.price, found.worth(58)) == (5_000, 290_000)


def test_the_most_is_really_the_most(desk: Desk, mask: int, cloth: int) -> None:
    """Exactly that many can be received without her own material, one more cannot."""
    stock.some_stock(desk.office, desk.ani, cloth, 4_800)
    desk.receive(desk.ani, DeliveryLine(mask, 31, 31))
    most = balance(desk, mask).most
    assert most == 37
    with pytest.raises(Refusal):
        desk.receive(desk.ani, DeliveryLine(mask, most + 1, most + 1))
    desk.receive(desk.ani, DeliveryLine(mask, most, most))
    assert balance(desk, mask).most == 0
    assert balance(desk, mask).before == 68


def test_needs_are_what_the_receipt_would_propose(desk: Desk, mask: int, cloth: int) -> None:
    """Rounded up once a maker, not once a visit."""
    stock.some_stock(desk.office, desk.ani, cloth, 10_000)
    things.a_recipe(desk.office, mask, {cloth: 10}, yields=3)
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    found = balance(desk, mask)
    assert (found.before, found.needs(1), found.needs(2)) == (1, {cloth: 3}, {cloth: 6})


def test_what_came_later_does_not_count(desk: Desk, mask: int, cloth: int) -> None:
    """On the day before, she held nothing of it."""
    stock.some_stock(desk.office, desk.ani, cloth, 4_800)
    assert balance(desk, mask, day=DAY - timedelta(days=1)).most == 0
    assert balance(desk, mask).most == 68


def test_without_a_recipe_no_most_is_known(desk: Desk) -> None:
    """Nor a price, before the list has one."""
    soap = things.a_product(desk.office, "Sabun")
    found = balance(desk, soap)
    assert (found.most, found.price, found.worth(3), found.materials) == (None, None, None, ())
    assert found.left_after(5) == {}


def test_an_unknown_product_is_refused(desk: Desk) -> None:
    """Its number is told."""
    with pytest.raises(NotFound):
        balance(desk, 999)
