"""What the lists of all tabs begin with: numbers as printed, and a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.lists import delivery_rows
from ikm_desktop.distribution.lists import distribution_rows
from ikm_desktop.goods.listed import Goods, listed
from ikm_desktop.office.book import Office
from ikm_desktop.papers.numbers import BLANK, fill_number
from ikm_desktop.supply import handover
from ikm_desktop.supply.lists import handover_rows
from tests.factories import stock, things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


def statements(office: Office, read: Callable[[sa.Connection], Sized]) -> tuple[int, int]:
    """Return how many rows a list has and how many statements it took."""
    seen: list[str] = []

    def note(*values: object) -> None:
        seen.append(str(values[2]))

    with office.reading() as connection:
        sa.event.listen(connection, "before_cursor_execute", note)
        rows = len(read(connection))
        sa.event.remove(connection, "before_cursor_execute", note)
    return rows, len(seen)


@pytest.mark.parametrize("read", [handover_rows, delivery_rows, distribution_rows])
def test_statements_do_not_grow_with_the_rows(desk: Desk, read: Callable[[sa.Connection], Sized]) -> None:
    """Two papers of each kind, then eight: as many statements as before."""
    mask = things.a_product(desk.office, "Masker", price=5_000)
    cloth = things.a_material(desk.office, "Kain katun")
    stock.some_stock(desk.office, desk.store, mask, 100)
    stock.some_stock(desk.office, desk.store, cloth, 100)

    def two_of_each() -> None:
        for _ in range(2):
            desk.prepare({desk.ani: {cloth: 1}})
            desk.prepare_gift((mask, 1))
            desk.receive(desk.ani, DeliveryLine(mask, 1, 1))

    two_of_each()
    few = statements(desk.office, read)
    for _ in range(3):
        two_of_each()
    many = statements(desk.office, read)
    assert (few[0], many[0]) == (2, 8)
    assert few[1] == many[1] <= 13


def test_a_number_left_blank_has_room_for_the_hand(desk: Desk) -> None:
    """As the paper prints it, until it is filled in."""
    cloth = things.a_material(desk.office, "Kain katun")
    desk.buy((cloth, 100, 100))
    done = handover.prepare_kit(
        desk.office,
        batch=desk.batch,
        store=desk.store,
        letter_date=DAY,
        rows=[handover.KitRow(desk.ani, {cloth: 100})],
        giver=OFFICER,
        number=BLANK,
    )
    with desk.office.reading() as connection:
        [row] = listed(connection, ("supply",))
    assert row.number.startswith("530/\N{NO-BREAK SPACE}")
    assert row.number.endswith("/DPP/VIII/2020")
    fill_number(desk.office, paper=done.papers[0], wanted=7)
    with desk.office.reading() as connection:
        [row] = listed(connection, ("supply",))
    assert row.label == "Tanda terima bahan 530/007/DPP/VIII/2020"


def test_a_summary_of_nothing_is_empty() -> None:
    """No goods, no words."""
    assert not Goods().summary()
