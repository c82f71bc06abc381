"""Balances: today from the holdings, any day from the moves, as known and as corrected."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from hypothesis import given, settings

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods import balances, corrections, stock
from ikm_desktop.goods.balances import Balance, PlaceBalance
from tests.factories import things
from tests.factories.stock import some_stock
from tests.goods.some_history import STEPS, History, Step, worked_out
from tests.scenarios.desk import DAY, Desk

LATER = DAY + timedelta(days=3)


def everything(found: list[PlaceBalance]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return a list of balances by place and item; each may stand in it once."""
    by_key = {(row.place, row.item): (row.quantity, row.value) for row in found}
    assert len(by_key) == len(found)
    return by_key


def test_a_day_has_what_had_come_by_its_end(desk: Desk) -> None:
    """10 bought on one day and 4 given out three days later: each day says its own."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.today(LATER)
    desk.supply(desk.ani, {item: 4}, day=LATER)
    eve = DAY - timedelta(days=1)
    found = [desk.on_hand(desk.store, item, on=day) for day in (eve, DAY, LATER, None)]
    assert found == [(0, 0), (10, 1000), (6, 600), (6, 600)]
    assert desk.on_hand(desk.ani, item) == (4, 400)


def test_other_places_have_what_came_less_what_went_back(desk: Desk) -> None:
    """A church has what it was given; a vendor has given what we bought."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.give((item, 3))
    assert desk.on_hand(desk.church, item) == (3, 300)
    assert desk.on_hand(desk.vendor, item) == (-10, -1000)


def test_known_on_leaves_out_what_was_entered_later(desk: Desk) -> None:
    """A purchase entered three days late belongs to its day now, but nobody knew of it then."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.today(LATER)
    late = desk.buy((item, 5, 750))
    with desk.office.reading() as connection:
        known = balances.on_hand(connection, place=desk.store, item=item, on=DAY, known_on=DAY)
        now = balances.on_hand(connection, place=desk.store, item=item, on=DAY)
        (correction,) = corrections.corrected_since(connection, DAY, DAY)
        assert corrections.corrected_since(connection, LATER, DAY) == []
    assert (known, now) == (Balance(10, 1000), Balance(15, 1750))
    assert correction.vouchers == (late,)
    assert correction.entered_on == LATER
    assert correction.changes == (PlaceBalance(desk.store, item, 5, 750),)


def test_available_leaves_out_pinned_and_later_units(desk: Desk) -> None:
    """Of 10 there since Monday and 5 since Thursday, 4 pinned: 6 for a paper of Monday, 11 on Thursday."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.prepare({desk.ani: {item: 4}})
    desk.today(LATER)
    desk.buy((item, 5, 500), day=LATER)
    with desk.office.reading() as connection:
        found = [
            balances.available(connection, place=desk.store, item=item, on=day) for day in (DAY, LATER, None)
        ]
    assert found == [6, 11, 11]
    assert desk.on_hand(desk.store, item) == (15, 1500)


def test_a_lot_too_large_for_sql_is_still_exact(desk: Desk) -> None:
    """A lot of ten thousand million grams costs what its units cost, in the list as alone."""
    item = things.a_material(desk.office)
    quantity, value = 10**12, 999_999_999_989
    some_stock(desk.office, desk.store, item, quantity, value=value)
    desk.supply(desk.ani, {item: 333_333_333_331})
    with desk.office.reading() as connection:
        found = everything(balances.on_hand_of_everything(connection))
        assert found == worked_out(connection)
    assert found[desk.ani, item] == desk.on_hand(desk.ani, item)
    assert found[desk.ani, item][1] == value * 333_333_333_331 // quantity


def test_held_by_tells_rejects_from_the_rest(desk: Desk) -> None:
    """Ani holds cloth that was not used and two masks that were rejected."""
    cloth = things.a_material(desk.office, unit=PIECE)
    mask = things.a_product(desk.office, price=100)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 20, 2000))
    desk.supply(desk.ani, {cloth: 12})
    desk.receive(desk.ani, _masks(mask, 8, 2))
    with desk.office.reading() as connection:
        held = stock.held_by(connection, desk.ani)
        assert stock.held_by(connection, desk.budi) == []
    assert [(row.item.id, row.quantity, row.value, row.rejected) for row in held] == [
        (cloth, 4, 400, 0),
        (mask, 2, 200, 2),
    ]


def _masks(mask: int, delivered: int, rejected: int) -> DeliveryLine:
    return DeliveryLine(mask, delivered, delivered - rejected, rejected, reason="jahitan lepas")


def test_stock_list_has_stores_people_and_pins(desk: Desk) -> None:
    """15 bought, 4 with Ani, 3 pinned for Budi; the last price is of the newest lot that stands."""
    item = things.a_material(desk.office, unit=PIECE)
    unused = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    wrong = desk.buy((item, 5, 750))
    desk.supply(desk.ani, {item: 4})
    desk.prepare({desk.budi: {item: 3}})
    with desk.office.reading() as connection:
        rows = {row.item.id: row for row in stock.stock_list(connection)}
        (past,) = [
            row for row in stock.stock_list(connection, DAY - timedelta(days=1)) if row.item.id == item
        ]
    row = rows[item]
    assert (row.in_stores, row.with_participants, row.pinned, row.value) == (11, 4, 3, 1750)
    assert row.last_price == 150
    assert (rows[unused].in_stores, rows[unused].last_price, rows[unused].is_empty) == (0, None, True)
    assert (past.in_stores, past.pinned, past.last_price) == (0, 0, None)
    desk.reverse(wrong)
    with desk.office.reading() as connection:
        rows = {row.item.id: row for row in stock.stock_list(connection)}
    assert rows[item].last_price == 100


@settings(max_examples=6)
@given(STEPS)
def test_all_ways_of_asking_agree(steps: list[Step]) -> None:
    """Holdings, moves of any day, what was known on it and its corrections all say the same."""
    with TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.try_all(steps)
        with history.desk.office.reading() as connection:
            now = everything(balances.on_hand_of_everything(connection))
            assert now == worked_out(connection)
            assert all(value >= 0 and quantity > 0 for quantity, value in now.values())
            for day in history.days()[::4]:
                _compare_day(connection, history, day)
        history.desk.office.close()


def _compare_day(connection: sa.Connection, history: History, day: date) -> None:
    found = everything(balances.on_hand_of_everything(connection, on=day))
    assert found == worked_out(connection, on=day)
    for place in (history.desk.store, *history.people):
        for item in history.items:
            one = balances.on_hand(connection, place=place, item=item, on=day)
            assert (one.quantity, one.value) == found.get((place, item), (0, 0))
    last = balances.last_entry_known(connection, day)
    known = everything(balances.on_hand_of_everything(connection, on=day, known_on=day))
    assert known == worked_out(connection, on=day, last_entry=last)
    for correction in corrections.corrected_since(connection, day, day):
        for place, item, quantity, value in correction.changes:
            old = known.get((place, item), (0, 0))
            known[place, item] = (old[0] + quantity, old[1] + value)
    assert {key: balance for key, balance in known.items() if balance != (0, 0)} == found
