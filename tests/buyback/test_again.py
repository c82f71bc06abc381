"""Pieces delivered again, off-cuts, and waste on the form of a receipt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    Blocked,
    NotEnough,
    NotFound,
    NotReversible,
    Overpaid,
    OwnMaterial,
    ReasonMissing,
    Refusal,
)
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.payments import accounts
from ikm_desktop.goods.values import value_balance
from ikm_desktop.goods.waste import WasteLine
from ikm_desktop.office.acts import Done
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


class Workshop:
    """Ani holds cloth for 10 masks at Rp100; a mask takes one and is bought for Rp500."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cloth = things.a_material(desk.office, "Kain", unit=PIECE)
        self.scrap = things.a_material(desk.office, "Perca", unit=PIECE)
        self.mask = things.a_product(desk.office, "Masker", price=500, shelf_life_days=30)
        things.a_recipe(desk.office, self.mask, {self.cloth: 2}, offcuts={self.scrap: 1}, yields=2)
        desk.buy((self.cloth, 20, 2000))
        desk.supply(desk.ani, {self.cloth: 10})

    def receive(self, *lines: DeliveryLine, day: date = DAY) -> int:
        """Receive from Ani."""
        return self.desk.receive(self.desk.ani, *lines, day=day)

    def again(self, delivered: int, accepted: int, **more: object) -> int:
        """Let Ani deliver masks again."""
        rejected = delivered - accepted
        reason = "masih lepas" if rejected else ""
        line = DeliveryLine(self.mask, delivered, accepted, rejected, reason, again=True, **more)  # type: ignore[arg-type]
        return self.receive(line)

    def held(self) -> tuple[int, int]:
        """Masks at Ani's."""
        return self.desk.on_hand(self.desk.ani, self.mask)

    def stored(self) -> tuple[int, int]:
        """Masks in the store."""
        return self.desk.on_hand(self.desk.store, self.mask)

    def owed(self, voucher: int) -> list[int]:
        """What is owed on each line of a receipt."""
        lines = self.desk.lines(voucher)
        with self.desk.office.reading() as connection:
            found = accounts(connection, lines)
        return [found[line].owed for line in lines]

    def proved(self) -> None:
        """Both proofs come out at nought, in pieces and rupiah."""
        with self.desk.office.reading() as connection:
            assert conservation(connection).unexplained == 0
            value = value_balance(connection)
        assert (value.unexplained, value.misplaced) == (0, 0)


@pytest.fixture
def shop(desk: Desk) -> Workshop:
    """Ani's workshop."""
    return Workshop(desk)


def test_repaired_rejects_are_bought_with_what_went_into_them(shop: Workshop) -> None:
    """Their material, the repair's and the price make a new lot; made stays what was made."""
    shop.receive(DeliveryLine(shop.mask, 4, 1, 3, "jahitan lepas"))
    voucher = shop.again(3, 2, materials={shop.cloth: 1})
    assert shop.stored() == (3, 200 // 2 + 500 + 2 * 100 + 100 + 2 * 500)
    assert shop.held() == (1, 100)
    assert shop.owed(voucher) == [1000]
    shop.proved()
    with shop.desk.office.reading() as connection:
        (row,) = conservation(connection).products
    assert row.made == 4


def test_a_piece_given_back_returns_without_a_price(shop: Workshop) -> None:
    """Bought once, it is not bought again; what its repair took is wasted."""
    bought = shop.receive(DeliveryLine(shop.mask, 4, 4))
    (line,) = shop.desk.lines(bought)
    shop.desk.give_back(line, 3)
    voucher = shop.again(2, 2, materials={shop.cloth: 1})
    assert shop.stored() == (3, 1800)
    assert shop.owed(voucher) == [0]
    with shop.desk.office.reading() as connection:
        assert conservation(connection).materials[0].wasted == 1
        assert accounts(connection, [line])[line].payable == 3 * 500
    shop.proved()
    shop.desk.pay(shop.desk.ani, line, gross=1500)
    with pytest.raises(Overpaid):
        shop.desk.pay(shop.desk.ani, line, gross=1)


def test_a_repaired_piece_given_back_is_not_bought_again(shop: Workshop) -> None:
    """Bought when it was repaired, it comes back as it went: no price, no new lot, nothing more owed."""
    shop.receive(DeliveryLine(shop.mask, 2, 0, 2, "noda"))
    bought = shop.again(2, 2)
    stored = shop.stored()
    (line,) = shop.desk.lines(bought)
    shop.desk.give_back(line, 2)
    voucher = shop.again(2, 2, materials={shop.cloth: 1})
    assert (shop.owed(bought), shop.owed(voucher)) == ([1000], [0])
    assert shop.stored() == stored
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth) == (7, 700)
    shop.proved()


def test_new_and_old_pieces_on_one_line(shop: Workshop) -> None:
    """Only what was never bought is paid; all are taken oldest first."""
    (line,) = shop.desk.lines(shop.receive(DeliveryLine(shop.mask, 4, 2, 2, "noda")))
    shop.desk.give_back(line, 1)
    voucher = shop.again(3, 3, materials={shop.cloth: 1})
    assert shop.owed(voucher) == [1000]
    assert shop.stored() == (4, 2 * 600 + 2 * 100 + 100 + 1000)
    shop.proved()
    shop.desk.pay(shop.desk.ani, *shop.desk.lines(voucher))
    shop.desk.reverse(shop.desk.pay(shop.desk.ani, line))


def test_rejected_again_stays_where_it_is(shop: Workshop) -> None:
    """Nothing moves; the material of the vain repair is wasted."""
    shop.receive(DeliveryLine(shop.mask, 2, 0, 2, "noda"))
    before = shop.held()
    shop.again(2, 0, materials={shop.cloth: 1})
    assert shop.held() == before
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth) == (7, 700)
    shop.proved()


def test_no_more_than_she_holds_is_delivered_again(shop: Workshop) -> None:
    """The rejected ones of an earlier line count too; what is promised is told."""
    shop.receive(DeliveryLine(shop.mask, 3, 0, 3, "noda"))
    with pytest.raises(NotEnough):
        shop.again(4, 1)
    first = DeliveryLine(shop.mask, 2, 1, 1, "noda", again=True)
    with pytest.raises(NotEnough):
        shop.receive(first, DeliveryLine(shop.mask, 2, 2, again=True))
    shop.receive(first, DeliveryLine(shop.mask, 1, 1, again=True))
    with pytest.raises(OwnMaterial):
        shop.again(1, 1, materials={shop.cloth: 20})
    shop.again(1, 1, materials={shop.cloth: 20}, own_reason="kain sendiri")
    shop.proved()


def test_a_repair_is_reversed_whole(shop: Workshop) -> None:
    """Pieces and materials lie again as before, and the first receipt can go back after it."""
    first = shop.receive(DeliveryLine(shop.mask, 4, 2, 2, "noda"))
    (line,) = shop.desk.lines(first)
    shop.desk.give_back(line, 1)
    before = (shop.held(), shop.stored(), shop.desk.on_hand(shop.desk.ani, shop.cloth))
    voucher = shop.again(3, 3, materials={shop.cloth: 1})
    with pytest.raises(Refusal, match="530/003"):
        shop.desk.reverse(first)
    with pytest.raises(NotReversible, match="seluruhnya"):
        shop.desk.reverse(voucher, quantities={1: 1})
    shop.desk.reverse(voucher)
    assert (shop.held(), shop.stored(), shop.desk.on_hand(shop.desk.ani, shop.cloth)) == before
    assert shop.owed(voucher) == [0]
    shop.proved()
    shop.again(3, 2)
    shop.proved()


def test_a_repair_given_away_stays(shop: Workshop) -> None:
    """Blocked names the letter."""
    shop.receive(DeliveryLine(shop.mask, 2, 0, 2, "noda"))
    voucher = shop.again(2, 2)
    shop.desk.give((shop.mask, 1))
    with pytest.raises(Blocked, match="530/004"):
        shop.desk.reverse(voucher)


def test_repaired_pieces_keep_the_earliest_best_before(shop: Workshop) -> None:
    """A repair makes nothing fresher."""
    shop.receive(DeliveryLine(shop.mask, 1, 0, 1, "noda"))
    shop.desk.today(DAY + timedelta(9))
    shop.again(1, 1)
    with shop.desk.office.reading() as connection:
        row = connection.exec_driver_sql("SELECT best_before FROM lot WHERE source = 'repaired'").one()
    assert row[0] == (DAY + timedelta(30)).isoformat()


@pytest.mark.parametrize("to_store", [False, True])
def test_off_cuts_come_out_worth_nothing(shop: Workshop, *, to_store: bool) -> None:
    """To the maker or the store, at value 0, and back in proportion when pieces are reversed."""
    place = shop.desk.store if to_store else shop.desk.ani
    line = DeliveryLine(shop.mask, 4, 3, 1, "noda", offcuts={shop.scrap: 2}, offcuts_to_store=to_store)
    voucher = shop.receive(line)
    assert shop.desk.on_hand(place, shop.scrap) == (2, 0)
    shop.proved()
    shop.desk.reverse(voucher, quantities={1: 2})
    assert shop.desk.on_hand(place, shop.scrap) == (1, 0)
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth)[0] == 8
    shop.desk.reverse(voucher)
    assert shop.desk.on_hand(place, shop.scrap) == (0, 0)
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth) == (10, 1000)
    shop.proved()


def test_off_cuts_may_be_of_the_material_itself(shop: Workshop) -> None:
    """Cloth left over comes out as cloth of no value, apart from what went in."""
    voucher = shop.receive(DeliveryLine(shop.mask, 4, 4, offcuts={shop.cloth: 1}))
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth) == (7, 600)
    shop.desk.reverse(voucher)
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth) == (10, 1000)
    with pytest.raises(NotFound):
        shop.receive(DeliveryLine(shop.mask, 4, 4, offcuts={999: 1}))


def test_waste_stands_on_the_form_of_the_receipt(shop: Workshop) -> None:
    """Two vouchers of one act; its cost is in no product; all that is wrong is told together."""
    done = shop.desk.checked(_form(shop, DeliveryLine(shop.mask, 4, 4), WasteLine(shop.cloth, 2, "terbakar")))
    assert len(done.vouchers) == 2
    assert shop.stored() == (4, 2400)
    assert shop.desk.on_hand(shop.desk.ani, shop.cloth) == (4, 400)
    with pytest.raises(Refusal) as refused:
        _form(shop, DeliveryLine(shop.mask, 2, 1, 1), WasteLine(shop.cloth, 1, " "))
    assert [type(one) for one in refused.value.reasons] == [ReasonMissing, ReasonMissing]
    with pytest.raises(NotEnough):
        _form(shop, DeliveryLine(shop.mask, 4, 4), WasteLine(shop.cloth, 1, "terbakar"))
    shop.proved()


def _form(shop: Workshop, line: DeliveryLine, waste: WasteLine) -> Done:
    return receiving.receive_products(
        shop.desk.office,
        maker=shop.desk.ani,
        store=shop.desk.store,
        batch=shop.desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[line],
        waste=[waste],
    )


def test_what_was_noted_at_the_door_is_inspected(shop: Workshop) -> None:
    """A prepared receipt keeps what was typed until the inspection: again and off-cuts too."""
    shop.receive(DeliveryLine(shop.mask, 2, 0, 2, "noda"))
    done = receiving.prepare_delivery(
        shop.desk.office,
        maker=shop.desk.ani,
        store=shop.desk.store,
        batch=shop.desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(shop.mask, 2, 2, again=True, offcuts={shop.scrap: 1})],
    )
    shop.desk.checked(done)
    shop.desk.checked(receiving.inspect(shop.desk.office, prepared=done.prepared[0]))
    assert shop.stored()[0] == 2
    assert shop.desk.on_hand(shop.desk.ani, shop.scrap) == (1, 0)
