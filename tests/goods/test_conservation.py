"""The proofs of conservation: every unit and every rupiah is somewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods.conservation import (
    Conservation,
    MaterialBalance,
    ProductBalance,
    conservation,
    in_rejects,
)
from ikm_desktop.goods.flows import Pieces
from ikm_desktop.goods.reversal_units import Pieces as Back
from ikm_desktop.goods.values import ValueBalance, value_balance
from tests.factories import things
from tests.factories.stock import some_stock
from tests.goods import by_hand
from tests.goods.counted import a_count
from tests.goods.some_history import STEPS, History, Step
from tests.scenarios.desk import DAY, Desk

LATER = DAY + timedelta(days=3)


class Workshop:
    """Cloth of which 7 pieces make 5 masks at Rp50."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cloth = things.a_material(desk.office, unit=PIECE)
        self.mask = things.a_product(desk.office, price=50)
        things.a_recipe(desk.office, self.mask, {self.cloth: 7}, yields=5)

    def proof(self, *, batch: int | None = None, maker: int | None = None) -> Conservation:
        """Return the proof of the office, a batch or a maker; every row of it must come out at 0."""
        makers = () if maker is None else (maker,)
        with self.desk.office.reading() as connection:
            found = conservation(connection, batch=batch, makers=makers)
        assert found.unexplained == 0
        return found

    def material(self, *, batch: int | None = None, maker: int | None = None) -> dict[str, int]:
        """Return the terms of the cloth that are not 0."""
        (row,) = self.proof(batch=batch, maker=maker).materials
        return terms(row)

    def product(self, *, batch: int | None = None, maker: int | None = None) -> dict[str, int]:
        """Return the terms of the masks that are not 0."""
        (row,) = self.proof(batch=batch, maker=maker).products
        return terms(row)

    def value(self) -> ValueBalance:
        """Return the proof in rupiah, which must come out at 0."""
        with self.desk.office.reading() as connection:
            found = value_balance(connection)
        assert (found.unexplained, found.misplaced) == (0, 0)
        return found


def terms(row: MaterialBalance | ProductBalance) -> dict[str, int]:
    """Return the terms of a row that are not 0."""
    names = (name for name in type(row).__slots__ if name != "item")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


@pytest.fixture
def workshop(desk: Desk) -> Workshop:
    """A workshop that has bought 100 pieces of cloth for Rp10.000 and gave Ani 35."""
    found = Workshop(desk)
    desk.buy((found.cloth, 100, 10_000))
    desk.supply(desk.ani, {found.cloth: 35})
    return found


def deliver(workshop: Workshop, delivered: int, rejected: int = 0, *, own: str = "") -> int:
    """Let Ani deliver masks and return the voucher."""
    line = DeliveryLine(
        workshop.mask, delivered, delivered - rejected, rejected, reason="jahitan lepas", own_reason=own
    )
    return workshop.desk.receive(workshop.desk.ani, line)


def test_every_piece_of_cloth_is_somewhere(workshop: Workshop) -> None:
    """100 bought: 66 in store (1 returned), 13 held, 21 in 15 masks of which 3 are rejects."""
    deliver(workshop, 15, 3)
    workshop.desk.back(workshop.desk.ani, (workshop.cloth, 1))
    assert workshop.material() == {
        "bought": 100,
        "in_store": 66,
        "held": 13,
        "used_in_accepted": 16,
        "used_in_rejects": 5,
    }


def test_a_maker_and_her_batch_have_what_was_supplied(workshop: Workshop) -> None:
    """Of a person and a batch: supplied for bought, taken back for in store."""
    desk = workshop.desk
    deliver(workshop, 15, 3)
    desk.back(desk.ani, (workshop.cloth, 1))
    desk.supply(desk.budi, {workshop.cloth: 10})
    of_ani = {"supplied": 35, "taken_back": 1, "held": 13, "used_in_accepted": 16, "used_in_rejects": 5}
    assert workshop.material(maker=desk.ani) == of_ani
    assert workshop.material(maker=desk.budi) == {"supplied": 10, "held": 10}
    assert workshop.material(batch=desk.batch) == {**of_ani, "supplied": 45, "held": 23}
    assert workshop.product(maker=desk.ani) == {"made": 15, "with_makers": 3, "in_store": 12}
    assert workshop.proof(maker=desk.budi).products == ()


def test_a_return_without_a_batch_still_counts_for_it(workshop: Workshop) -> None:
    """What comes back is of the batch it had been supplied for, whatever the paper says."""
    desk = workshop.desk
    desk.back(desk.ani, (workshop.cloth, 35))
    assert workshop.material(batch=desk.batch) == {"supplied": 35, "taken_back": 35}


def test_own_material_comes_in_and_is_used(workshop: Workshop) -> None:
    """26 masks need 37 pieces: 35 of ours and 2 of her own."""
    deliver(workshop, 26, own="kurang dua")
    assert workshop.material() == {"bought": 100, "own": 2, "in_store": 65, "used_in_accepted": 37}
    assert workshop.material(maker=workshop.desk.ani) == {
        "supplied": 35,
        "own": 2,
        "used_in_accepted": 37,
    }
    assert workshop.material(batch=workshop.desk.batch)["own"] == 2


def test_masks_are_made_held_kept_and_given(workshop: Workshop) -> None:
    """15 made: 3 rejects and 2 given back with Ani, 6 in store, 4 with the church."""
    desk = workshop.desk
    voucher = deliver(workshop, 15, 3)
    desk.give((workshop.mask, 4))
    desk.give_back(desk.lines(voucher)[0], 2)
    whole = {"made": 15, "with_makers": 5, "in_store": 6, "distributed": 4}
    assert workshop.product() == whole
    assert workshop.product(maker=desk.ani) == whole
    assert workshop.product(batch=desk.batch) == whole


def test_a_purchase_taken_back_was_not_bought(workshop: Workshop) -> None:
    """A reversal counts against what it reverses: nothing bought, and nothing returned to the vendor."""
    voucher = workshop.desk.buy((workshop.cloth, 50, 7_000))
    workshop.desk.today(LATER)
    workshop.desk.reverse(voucher)
    assert workshop.material() == {"bought": 100, "in_store": 65, "held": 35}
    assert workshop.value().bought == 10_000


def test_opening_balances_have_their_own_term(workshop: Workshop) -> None:
    """What lay in the store and with Budi when the book began."""
    desk = workshop.desk
    some_stock(desk.office, desk.store, workshop.cloth, 8, value=80)
    some_stock(desk.office, desk.budi, workshop.cloth, 2, value=20)
    assert workshop.material() == {"bought": 100, "opening": 10, "in_store": 73, "held": 37}
    assert workshop.material(maker=desk.budi) == {"opening": 2, "held": 2}
    assert workshop.value().opening == 100


def test_a_delivery_reversed_whole_leaves_nothing(workshop: Workshop) -> None:
    """All 15 masks go back: nothing was made or used, and no rupiah stays in use."""
    workshop.desk.reverse(deliver(workshop, 15, 3))
    assert workshop.material() == {"bought": 100, "in_store": 65, "held": 35}
    assert workshop.proof().products == () or workshop.product() == {}
    value = workshop.value()
    assert (value.price, value.unabsorbed, value.ours) == (0, 0, 10_000)


def test_a_delivery_reversed_in_part_keeps_its_share(workshop: Workshop) -> None:
    """5 accepted and 1 rejected of 15 go back: 9 made; the rest of a rupiah stays as not absorbed."""
    voucher = deliver(workshop, 15, 3)
    workshop.desk.reverse(voucher, quantities={1: Back(5, 1)})
    assert workshop.product() == {"made": 9, "with_makers": 2, "in_store": 7}
    found = workshop.material()
    assert found["used_in_accepted"] + found["used_in_rejects"] == 21 - 21 * 6 // 15
    value = workshop.value()
    assert (value.price, value.unabsorbed) == (7 * 50, 40)
    assert value.ours + value.unabsorbed == 10_000 + 7 * 50


def test_past_days_have_their_own_proof(workshop: Workshop) -> None:
    """A delivery of Thursday is in the proof of Thursday and not in Monday's."""
    desk = workshop.desk
    desk.today(LATER)
    desk.receive(desk.ani, DeliveryLine(workshop.mask, 5, 5), day=LATER)
    with desk.office.reading() as connection:
        before = conservation(connection, on=DAY)
        after = conservation(connection, on=LATER)
        of_ani = conservation(connection, makers=[desk.ani], on=DAY)
    assert terms(before.materials[0]) == {"bought": 100, "in_store": 65, "held": 35}
    assert before.products == ()
    assert terms(after.materials[0]) == {"bought": 100, "in_store": 65, "held": 28, "used_in_accepted": 7}
    assert terms(of_ani.materials[0]) == {"supplied": 35, "held": 35}


def test_every_way_out_of_the_store_has_its_term(workshop: Workshop) -> None:
    """Of 65 in store: 5 to the vendor, 4 wasted, 3 written off, 2 given out, 6 lost and 9 found at counts."""
    desk, cloth = workshop.desk, workshop.cloth
    wasted = by_hand.fixed_place_of(desk.office, "wasted")
    by_hand.carry(desk.office, "vendor_return", cloth, 5, origin=desk.store, to=desk.vendor)
    by_hand.carry(desk.office, "waste", cloth, 4, origin=desk.ani, to=wasted)
    by_hand.carry(desk.office, "write_off", cloth, 3, origin=desk.store, to=wasted)
    desk.give((cloth, 2))
    a_count(desk.office, desk.store, DAY, {cloth: 49})
    a_count(desk.office, desk.ani, DAY, {cloth: 40})
    assert workshop.material() == {
        "bought": 100,
        "found": 9,
        "in_store": 49,
        "held": 40,
        "wasted": 7,
        "returned_to_vendor": 5,
        "lost": 6,
        "given_out": 2,
    }
    assert workshop.material(maker=desk.ani) == {"supplied": 35, "found": 9, "held": 40, "wasted": 4}
    assert workshop.material(batch=desk.batch) == {"supplied": 35, "held": 31, "wasted": 4}
    value = workshop.value()
    assert (value.returned_to_vendor, value.wasted, value.distributed, value.lost) == (500, 700, 200, 600)
    assert value.found == 9 * 7


def test_what_an_institution_gives_back_was_not_distributed(workshop: Workshop) -> None:
    """Of 10 masks at the church 4 come back: 6 are distributed."""
    desk = workshop.desk
    deliver(workshop, 15)
    gift = desk.give((workshop.mask, 10))
    by_hand.bring_back(desk.office, gift, 4, store=desk.store)
    assert workshop.product() == {"made": 15, "in_store": 9, "distributed": 6}


def test_repair_adds_no_masks_and_moves_their_cloth(workshop: Workshop) -> None:
    """2 of 3 rejects are repaired with 1 more piece: still 15 made; of the 5 pieces in rejects 2 are left."""
    desk = workshop.desk
    deliver(workshop, 15, 3)
    by_hand.repair(
        desk.office,
        workshop.mask,
        2,
        workshop.cloth,
        1,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        price=50,
    )
    assert workshop.product(maker=desk.ani) == {"made": 15, "with_makers": 1, "in_store": 14}
    assert workshop.product(batch=desk.batch)["made"] == 15
    assert workshop.material() == {
        "bought": 100,
        "in_store": 65,
        "held": 13,
        "used_in_accepted": 20,
        "used_in_rejects": 2,
    }
    assert workshop.value().price == 14 * 50


def test_offcuts_come_back_out_of_making(workshop: Workshop) -> None:
    """3 pieces left over from cutting 7 are held again, at value 0, and the proof names them."""
    desk = workshop.desk
    deliver(workshop, 5)
    by_hand.offcut(desk.office, workshop.cloth, 3, maker=desk.ani, batch=desk.batch)
    expected = {"offcuts": 3, "held": 31, "used_in_accepted": 7}
    assert workshop.material() == {"bought": 100, "in_store": 65, **expected}
    assert workshop.material(maker=desk.ani) == {"supplied": 35, **expected}
    assert workshop.material(batch=desk.batch) == {"supplied": 35, **expected}
    workshop.value()


def test_a_double_record_and_the_kept_one_are_one_person(workshop: Workshop) -> None:
    """What passes from the double to the kept record moves no term of the person, nor of her batch."""
    desk = workshop.desk
    by_hand.carry(desk.office, "transfer", workshop.cloth, 35, origin=desk.ani, to=desk.budi)
    line = DeliveryLine(workshop.mask, 5, 5)
    desk.receive(desk.budi, line)
    expected = {"supplied": 35, "held": 28, "used_in_accepted": 7}
    with desk.office.reading() as connection:
        (row,) = conservation(connection, makers=[desk.ani, desk.budi]).materials
    assert terms(row) == expected
    assert workshop.material(batch=desk.batch) == expected
    assert workshop.material(maker=desk.ani) == {"supplied": 35, "taken_back": 35}


@pytest.mark.parametrize(
    ("material", "pieces", "expected"),
    [
        (21, Pieces(12, 3, 0), 5),
        (21, Pieces(12, 3, 1), 4),
        (21, Pieces(12, 3, 3), 0),
        (21, Pieces(15, 0, 0), 0),
        (21, Pieces(0, 15, 0), 21),
        (0, Pieces(), 0),
    ],
)
def test_the_share_of_rejects_is_rounded_up(material: int, pieces: Pieces, expected: int) -> None:
    """Accepted pieces take their share rounded down; what was repaired takes its share along."""
    assert in_rejects(material, pieces) == expected


def test_a_holding_that_is_not_in_the_moves_is_unexplained(workshop: Workshop) -> None:
    """Were the holdings to say less than the moves, the proof would show it."""
    desk = workshop.desk
    with desk.office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE holding SET quantity = quantity - 1 WHERE place = ?", (desk.ani,))
    with desk.office.reading() as connection:
        found = conservation(connection)
        value = value_balance(connection)
        (of_ani,) = conservation(connection, makers=[desk.ani]).materials
        (of_batch,) = conservation(connection, batch=desk.batch).materials
    assert [row.unexplained for row in found.materials] == [1]
    assert (of_ani.unexplained, of_batch.unexplained) == (1, 1)
    assert found.unexplained == 1
    assert (value.unexplained, value.misplaced) == (-100, 100)


@settings(max_examples=6)
@given(STEPS)
def test_nothing_appears_or_vanishes(steps: list[Step]) -> None:
    """After any history, now and on some of its days, for the office, each person and the batch: 0."""
    with TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.try_all(steps)
        with history.desk.office.reading() as connection:
            for day in (None, *history.days()[1::6]):
                _check_day(history, lambda **scope: conservation(connection, on=day, **scope))  # noqa: B023
                value = value_balance(connection, on=day)
                assert (value.unexplained, value.misplaced) == (0, 0)
        history.desk.office.close()


def _check_day(history: History, proof: Callable[..., Conservation]) -> None:
    office, batch = proof(), proof(batch=history.desk.batch)
    people = [proof(makers=[person]) for person in history.people]
    for found in (office, batch, *people):
        assert found.unexplained == 0
        rows: list[MaterialBalance | ProductBalance] = [*found.materials, *found.products]
        assert all(min(terms(row).values(), default=0) >= 0 for row in rows)
    for row in office.materials:
        of_people = [part for found in people for part in found.materials if part.item.id == row.item.id]
        for name in ("held", "own", "used_in_accepted", "used_in_rejects", "wasted"):
            assert sum(getattr(part, name) for part in of_people) == getattr(row, name)
    assert {row.item.id: row.made for row in batch.products} == {
        row.item.id: row.made for row in office.products
    }
