"""What a maker delivers takes its materials from what she holds, and only that, unless she says why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import KILOGRAM, PIECE
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    AgainstRecipe,
    Blocked,
    CountedSince,
    DoesNotAdd,
    FieldInvalid,
    FieldMissing,
    NotFound,
    OwnMaterial,
    PeriodClosed,
    ReasonMissing,
    Refusal,
    TooBig,
    WrongDay,
)
from ikm_desktop.goods import recipes
from ikm_desktop.office.acts import PERIOD_EVENTS, Done
from tests.factories import things
from tests.goods.counted import a_count
from tests.scenarios.desk import DAY, OFFICER, Desk

YESTERDAY = DAY - timedelta(1)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Two old ones for Rp200, eight young ones for Rp2.400; Ani has six of them since yesterday."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 2, 200), day=YESTERDAY)
    desk.buy((item, 8, 2400), day=YESTERDAY)
    desk.supply(desk.ani, {item: 6}, day=YESTERDAY)
    return item


@pytest.fixture
def thread(desk: Desk) -> int:
    """Ten for Rp100, four of them with Ani."""
    item = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((item, 10, 100), day=YESTERDAY)
    desk.supply(desk.ani, {item: 4}, day=YESTERDAY)
    return item


@pytest.fixture
def mask(desk: Desk, cloth: int, thread: int) -> int:
    """Three cloths and one thread make two masks, at Rp1.000 each."""
    item = things.a_product(desk.office, "Masker", price=1000)
    things.a_recipe(desk.office, item, {cloth: 3, thread: 1}, yields=2)
    return item


def _told(desk: Desk, *lines: DeliveryLine) -> list[Refusal]:
    before = desk.dump()
    with pytest.raises(Refusal) as refused:
        desk.receive(desk.ani, *lines)
    assert desk.dump() == before
    return list(refused.value.reasons)


def _at_the_door(desk: Desk, *lines: DeliveryLine) -> Done:
    return desk.checked(
        receiving.prepare_delivery(
            desk.office,
            maker=desk.ani,
            store=desk.store,
            batch=desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=lines,
        )
    )


def test_rounding_is_done_once_a_maker_not_once_a_visit(desk: Desk, cloth: int, mask: int) -> None:
    """One mask a visit takes 2, 1, 2, 1 cloths, in all what four at once take; so after a reversal."""
    held = []
    for _ in range(4):
        receipt = desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
        held.append(desk.on_hand(desk.ani, cloth)[0])
    assert held == [4, 3, 1, 0]
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth)[0] == 1
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    assert desk.on_hand(desk.ani, cloth)[0] == 0


def test_two_lines_of_one_form_round_as_one(desk: Desk, cloth: int, mask: int) -> None:
    """The second line knows of the first."""
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1), DeliveryLine(mask, 3, 2, 1, reason="noda"))
    assert desk.on_hand(desk.ani, cloth)[0] == 0


def test_the_cost_is_split_by_piece(desk: Desk, mask: int) -> None:
    """Materials of 2·100 + 3·300 + 1·... are shared by accepted and rejected; the price is the accepted's."""
    desk.receive(desk.ani, DeliveryLine(mask, 3, 2, 1, reason="noda"))
    materials = 2 * 100 + 3 * 300 + 2 * 10
    good = materials * 2 // 3
    assert desk.on_hand(desk.store, mask) == (2, good + 2000)
    assert desk.on_hand(desk.ani, mask) == (1, materials - good)


def test_short_of_two_materials_both_are_told(desk: Desk, cloth: int, thread: int, mask: int) -> None:
    """How much is needed and held of each, and how far it goes."""
    reasons = _told(desk, DeliveryLine(mask, 10, 10))
    assert [type(reason) for reason in reasons] == [OwnMaterial, OwnMaterial]
    figures = [
        (one.item.id, one.needed, one.held, one.enough_for) for one in reasons if isinstance(one, OwnMaterial)
    ]
    assert figures == [(cloth, 15, 6, 4), (thread, 5, 4, 8)]


def test_a_line_that_fails_takes_nothing(desk: Desk, cloth: int, thread: int) -> None:
    """The first line lacks thread alone: its cloth is still there for the second, which is not told of."""
    hat = things.a_product(desk.office, "Topi", price=10)
    things.a_recipe(desk.office, hat, {cloth: 3, thread: 9})
    cap = things.a_product(desk.office, "Peci", price=10)
    things.a_recipe(desk.office, cap, {cloth: 3})
    reasons = _told(desk, DeliveryLine(hat, 2, 2), DeliveryLine(cap, 2, 2))
    assert [(type(one), one.line) for one in reasons] == [(OwnMaterial, 1)]


def test_the_second_line_is_told_how_far_the_rest_goes(desk: Desk, cloth: int, mask: int) -> None:
    """After a first line of two masks three cloths are left, enough for two more."""
    reasons = _told(desk, DeliveryLine(mask, 2, 2), DeliveryLine(mask, 6, 6))
    told = {one.item.id: one for one in reasons if isinstance(one, OwnMaterial)}
    assert (told[cloth].needed, told[cloth].held, told[cloth].enough_for) == (9, 3, 2)
    assert {one.line for one in reasons} == {2}


def test_her_own_part_is_worth_nothing_and_marked(desk: Desk, cloth: int, mask: int) -> None:
    """With a reason what is missing comes own: the lot is complete, its value that of the office's part."""
    voucher = desk.receive(desk.ani, DeliveryLine(mask, 6, 6, own_reason="sisa di rumah"))
    assert desk.on_hand(desk.store, mask) == (6, 200 + 4 * 300 + 3 * 10 + 6000)
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT line.own, voucher.details FROM line JOIN voucher ON voucher.id = line.voucher"
            " WHERE voucher = ?",
            (voucher,),
        ).one()
    assert row.own == 1
    assert "sisa di rumah" in row.details
    desk.reverse(voucher)
    assert desk.on_hand(desk.ani, cloth) == (6, 200 + 4 * 300)


def test_a_line_may_use_what_the_line_before_left_with_her(desk: Desk, mask: int) -> None:
    """Rejects of the first line go into a product of the second, on one form."""
    quilt = things.a_product(desk.office, "Selimut", price=10)
    things.a_recipe(desk.office, quilt, {mask: 2})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 2, 2, reason="noda"), DeliveryLine(quilt, 1, 1))
    assert desk.on_hand(desk.ani, mask) == (0, 0)
    assert desk.on_hand(desk.store, quilt)[0] == 1
    with desk.office.reading() as connection:
        lines = connection.exec_driver_sql("SELECT id FROM line WHERE voucher = ?", (receipt,)).all()
    assert len(lines) == 2
    with pytest.raises(Blocked):
        desk.reverse(receipt, lines=[1])
    desk.reverse(receipt, lines=[2])
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, mask) == (0, 0)


def test_a_product_is_not_made_of_itself(desk: Desk, mask: int) -> None:
    """Its reversal could not tell what was made from what was used."""
    desk.receive(desk.ani, DeliveryLine(mask, 2, 0, 2, reason="noda"))
    (reason,) = _told(desk, DeliveryLine(mask, 1, 1, materials={mask: 1}, recipe_reason="perbaikan"))
    assert isinstance(reason, FieldInvalid)


def test_other_figures_need_a_reason_where_the_recipe_asks(desk: Desk, cloth: int, mask: int) -> None:
    """tanya: a reason will do; larang: nothing will; bolehkan: none is needed. Other items count as well."""
    typed = {cloth: 4}
    reasons = _told(desk, DeliveryLine(mask, 2, 2, materials=typed))
    assert [(one.proposal, one.typed) for one in reasons if isinstance(one, AgainstRecipe)] == [
        (3, 4),
        (1, 0),
    ]
    with desk.office.reading() as connection:
        (recipe,) = recipes.recipes(connection, product=mask)
    recipes.set_recipe_mode(desk.office, recipe=recipe.id, mode="larang")
    reasons = _told(desk, DeliveryLine(mask, 2, 2, materials=typed, recipe_reason="kain lebar"))
    assert [one.allowed_with_reason for one in reasons if isinstance(one, AgainstRecipe)] == [False, False]
    recipes.set_recipe_mode(desk.office, recipe=recipe.id, mode="bolehkan")
    desk.receive(desk.ani, DeliveryLine(mask, 2, 2, materials=typed))
    assert desk.on_hand(desk.ani, cloth)[0] == 2


def test_the_price_of_the_book_day_counts(desk: Desk, mask: int) -> None:
    """A later price changes later receipts only; another one needs a reason; none is a field to fill."""
    things.a_price(desk.office, mask, 1500, since=DAY)
    first = desk.receive(desk.ani, DeliveryLine(mask, 1, 1), day=YESTERDAY)
    second = desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    with desk.office.reading() as connection:
        prices = connection.exec_driver_sql(
            "SELECT price FROM line WHERE voucher IN (?, ?) ORDER BY id", (first, second)
        ).scalars()
        assert prices.all() == [1000, 1500]
    (reason,) = _told(desk, DeliveryLine(mask, 1, 1, price=1))
    assert isinstance(reason, ReasonMissing)
    bare = things.a_product(desk.office)
    (missing,) = _told(desk, DeliveryLine(bare, 1, 1, materials={}))
    assert isinstance(missing, FieldMissing)


def test_a_price_is_for_a_shown_unit(desk: Desk) -> None:
    """1.250 g at Rp50.001 a kilogram are Rp62.501, rounded down once."""
    tea = things.a_product(desk.office, unit=KILOGRAM, price=50_001)
    desk.receive(desk.ani, DeliveryLine(tea, 1250, 1250, materials={}))
    assert desk.on_hand(desk.store, tea) == (1250, 62_501)


def test_a_recipe_that_needs_more_than_the_book_holds_is_refused(desk: Desk, mask: int) -> None:
    """Figures each in reach whose product is not."""
    reasons = _told(desk, DeliveryLine(mask, 10**12, 10**12, own_reason="sendiri"))
    assert TooBig in {type(reason) for reason in reasons}


def test_a_form_that_does_not_add_is_not_tried(desk: Desk, mask: int) -> None:
    """Its other lines are."""
    reasons = _told(desk, DeliveryLine(mask, 9, 5, 3, reason="noda"), DeliveryLine(mask, 9, 9))
    assert [type(one) for one in reasons if one.line == 1] == [DoesNotAdd]
    assert {type(one) for one in reasons if one.line == 2} == {OwnMaterial}


def test_late_deliveries_respect_signed_minutes_of_materials(desk: Desk, cloth: int, mask: int) -> None:
    """The recipe's cloth was counted at her place since: the line cannot go before it."""
    a_count(desk.office, desk.ani, DAY, {cloth: 6})
    with pytest.raises(CountedSince) as refused:
        desk.receive(desk.ani, DeliveryLine(mask, 2, 2), day=YESTERDAY)
    assert refused.value.item.id == cloth
    desk.receive(desk.ani, DeliveryLine(mask, 2, 2))


def test_at_the_door_nothing_is_booked(desk: Desk, cloth: int, mask: int) -> None:
    """Her cloth is free for a return until the inspection, which posts on its own day with what it found."""
    waiting = _at_the_door(desk, DeliveryLine(mask, 4, 0))
    assert desk.on_hand(desk.ani, cloth)[0] == 6
    desk.back(desk.ani, (cloth, 1))
    (prepared,) = waiting.prepared
    with pytest.raises(OwnMaterial):
        receiving.inspect(desk.office, prepared=prepared, lines=[DeliveryLine(mask, 4, 4)])
    with pytest.raises(DoesNotAdd):
        receiving.inspect(desk.office, prepared=prepared)
    with pytest.raises(WrongDay):
        receiving.inspect(
            desk.office, prepared=prepared, lines=[DeliveryLine(mask, 1, 1)], day=DAY - timedelta(1)
        )
    found = [DeliveryLine(mask, 3, 2, 1, reason="noda")]
    done = desk.checked(receiving.inspect(desk.office, prepared=prepared, lines=found))
    assert desk.on_hand(desk.store, mask)[0] == 2
    assert len(done.vouchers) == 1


def test_what_is_not_known_is_refused_at_the_door(desk: Desk) -> None:
    """An unknown product is not waited with."""
    with pytest.raises(NotFound):
        _at_the_door(desk, DeliveryLine(999, 1, 1))


def test_a_door_in_a_closed_period_stays_shut(desk: Desk, mask: int) -> None:
    """The letter's date of what is only received counts too: a period closes with nothing waiting in it."""
    with desk.office.act("close_period") as act:
        row = (act.entry, DAY.isoformat(), None)
        act.connection.exec_driver_sql(
            "INSERT INTO period_event (entry, through, reason) VALUES (?, ?, ?)", row
        )
        act.chained(PERIOD_EVENTS, row)
    with pytest.raises(PeriodClosed):
        receiving.prepare_delivery(
            desk.office,
            maker=desk.ani,
            store=desk.store,
            batch=desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=[DeliveryLine(mask, 1, 1)],
        )
