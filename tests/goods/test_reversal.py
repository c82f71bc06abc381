"""The very same units go back at the same cost, as if never gone where the day is the original's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    AlreadyReversed,
    Blocked,
    CountedSince,
    NotEnough,
    NothingChosen,
    NotReversible,
    Paid,
    PeriodClosed,
)
from ikm_desktop.goods import opening
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.office.acts import PERIOD_EVENTS
from tests.factories import things
from tests.goods.counted import a_count
from tests.scenarios.desk import DAY, Desk

EARLIER, YESTERDAY = DAY - timedelta(5), DAY - timedelta(1)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Five old ones for Rp500 and five young ones for Rp2.500, bought days ago."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 5, 500), day=EARLIER)
    desk.buy((item, 5, 2500), day=EARLIER + timedelta(1))
    return item


@pytest.fixture
def mask(desk: Desk, cloth: int) -> int:
    """A mask at Rp1.000; its recipe takes 3 cloths for 2."""
    item = things.a_product(desk.office, "Masker", price=1000)
    things.a_recipe(desk.office, item, {cloth: 3}, yields=2)
    return item


def _since(desk: Desk, place: int) -> list[tuple[int, int, int, str]]:
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT lot, first, quantity, since FROM holding WHERE place = ? ORDER BY 1, 2", (place,)
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows.all()]


def test_a_part_takes_the_highest_units(desk: Desk, cloth: int) -> None:
    """Of a line over two lots the younger goes back first, then the older from above."""
    given = desk.supply(desk.ani, {cloth: 8})
    assert desk.cost(given) == 500 + 1500
    assert desk.cost(desk.reverse(given, quantities={1: 4})) == 1500 + 100
    assert [row[:3] for row in _since(desk, desk.ani)] == [(1, 0, 4)]
    assert desk.cost(desk.reverse(given)) == 400
    with pytest.raises(AlreadyReversed):
        desk.reverse(given)


def test_on_its_own_day_it_is_as_if_never_gone(desk: Desk, cloth: int) -> None:
    """The old `since` is back, so the goods can leave on an earlier day again; on a later day they cannot."""
    given = desk.supply(desk.ani, {cloth: 10}, day=YESTERDAY)
    desk.reverse(given, on=YESTERDAY)
    assert {row[3] for row in _since(desk, desk.store)} == {
        EARLIER.isoformat(),
        (EARLIER + timedelta(1)).isoformat(),
    }
    moved = desk.supply(desk.ani, {cloth: 10}, day=EARLIER + timedelta(2))
    desk.reverse(moved)
    assert {row[3] for row in _since(desk, desk.store)} == {DAY.isoformat()}
    with pytest.raises(NotEnough) as refused:
        desk.supply(desk.budi, {cloth: 1}, day=YESTERDAY)
    assert refused.value.first_free_day == DAY


def test_what_comes_back_keeps_its_rank(desk: Desk, cloth: int) -> None:
    """The lot's day decides, not when it arrived: what returned is still the oldest."""
    given = desk.supply(desk.ani, {cloth: 5}, day=EARLIER + timedelta(2))
    desk.supply(desk.budi, {cloth: 1}, day=EARLIER + timedelta(2))
    desk.back(desk.ani, (cloth, 3))
    assert desk.cost(desk.supply(desk.budi, {cloth: 4})) == 300 + 500
    assert desk.cost(given) == 500


def test_a_return_a_give_back_and_an_opening_are_reversed(desk: Desk, cloth: int, mask: int) -> None:
    """Each goes back the way it came, to where it lay."""
    desk.supply(desk.ani, {cloth: 6})
    returned = desk.back(desk.ani, (cloth, 3))
    desk.reverse(returned)
    assert desk.on_hand(desk.ani, cloth)[0] == 6
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4))
    away = desk.give_back(desk.lines(receipt)[0], 3)
    desk.reverse(away)
    assert desk.on_hand(desk.store, mask)[0] == 4
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth)[0] == 6
    opened = opening.open_balances(
        desk.office, day=EARLIER, lines=[opening.OpeningLine(desk.budi, cloth, 3, 10)]
    ).vouchers[0]
    desk.reverse(opened, quantities={1: 1})
    assert desk.on_hand(desk.budi, cloth) == (2, 6)
    desk.reverse(opened, on=EARLIER)
    assert desk.on_hand(desk.budi, cloth, on=EARLIER) == (1, 4)


def test_a_purchase_partly_used_goes_back_in_part(desk: Desk) -> None:
    """Blocked as a whole, naming who has it; what is still there can go."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    bought = desk.buy((thread, 10, 1003))
    taken = desk.supply(desk.ani, {thread: 4})
    with pytest.raises(Blocked) as refused:
        desk.reverse(bought)
    assert (refused.value.possible, refused.value.asked) == (6, 10)
    assert [paper.voucher for paper in refused.value.papers] == [taken]
    desk.reverse(bought, quantities={1: 6})
    assert desk.on_hand(desk.store, thread) == (0, 0)
    desk.reverse(taken)
    desk.reverse(bought)
    assert desk.on_hand(desk.vendor, thread) == (0, 0)


def test_more_than_there_ever_was_tells_what_is_there(desk: Desk, cloth: int) -> None:
    """Asked for more than the line has: the figure is what can go now, not what the line once had."""
    given = desk.supply(desk.ani, {cloth: 8})
    desk.back(desk.ani, (cloth, 3))
    with pytest.raises(Blocked) as refused:
        desk.reverse(given, quantities={1: 9})
    assert (refused.value.possible, refused.value.asked) == (5, 9)
    receipt = desk.receive(desk.ani, _a_reject(desk))
    with pytest.raises(Blocked) as refused:
        desk.reverse(receipt, quantities={1: Pieces(1, 0)})
    assert (refused.value.possible, refused.value.asked) == (0, 1)
    assert [paper.voucher for paper in refused.value.papers] == [receipt]


def _a_reject(desk: Desk) -> DeliveryLine:
    product = things.a_product(desk.office, price=10)
    return DeliveryLine(product, 1, 0, 1, reason="noda", materials={})


def test_lines_of_nothing_are_left_out(desk: Desk, cloth: int) -> None:
    """A form with 0 in one row and 2 in another reverses the other; only zeros is nothing chosen."""
    other = things.a_material(desk.office, "Label", unit=PIECE)
    desk.buy((other, 5, 50), day=EARLIER)
    given = desk.supply(desk.ani, {cloth: 2, other: 2})
    with pytest.raises(NothingChosen):
        desk.reverse(given, quantities={1: 0, 2: 0})
    desk.reverse(given, quantities={1: 0, 2: 2})
    assert (desk.on_hand(desk.ani, cloth)[0], desk.on_hand(desk.ani, other)[0]) == (2, 0)


def test_a_delivery_by_pieces_gives_each_material_back_in_turn(desk: Desk, cloth: int, mask: int) -> None:
    """5 pieces took 8 cloths of two lots and 2 of her own: the own go first, nothing is lost on the way."""
    desk.supply(desk.ani, {cloth: 6})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 4, 1, reason="noda", own_reason="sisa di rumah"))
    held = []
    for pieces in (Pieces(1), Pieces(1, 1), Pieces(1), Pieces(1)):
        desk.reverse(receipt, quantities={1: pieces})
        held.append(desk.on_hand(desk.ani, cloth))
    # 8 cloths, x of 5 pieces: 1, 4, 6, 8 back in all; the two of her own are the first to go.
    assert held == [(0, 0), (2, 500 + 100), (4, 500 + 300), (6, 500 + 500)]
    assert desk.on_hand(desk.store, mask) == (0, 0)
    assert desk.on_hand(desk.ani, mask) == (0, 0)


def test_a_paid_receipt_is_told_last(desk: Desk, cloth: int, mask: int) -> None:
    """Blocked first, where both stand in the way; Paid only when nothing else does; then part may go."""
    desk.supply(desk.ani, {cloth: 6})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4))
    paid = desk.pay(desk.ani, desk.lines(receipt)[0], gross=2500)
    gift = desk.give((mask, 1))
    with pytest.raises(Blocked):
        desk.reverse(receipt)
    desk.reverse(gift)
    with pytest.raises(Paid) as refused:
        desk.reverse(receipt)
    assert (refused.value.paid, refused.value.would_owe) == (2500, 0)
    desk.reverse(receipt, quantities={1: 1})
    with pytest.raises(Paid):
        desk.reverse(receipt, quantities={1: 1})
    with pytest.raises(NotReversible, match="seluruhnya"):
        desk.reverse(paid, quantities={1: 1})
    desk.reverse(paid)
    desk.reverse(receipt)


def test_a_purchase_paid_in_part_keeps_what_was_paid(desk: Desk) -> None:
    """Units worth more than what is not paid yet cannot go back before the payment does."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    bought = desk.buy((thread, 10, 1000))
    desk.pay(desk.vendor, desk.lines(bought)[0], gross=600)
    with pytest.raises(Paid) as refused:
        desk.reverse(bought, quantities={1: 5})
    assert (refused.value.paid, refused.value.would_owe) == (600, 500)
    desk.reverse(bought, quantities={1: 4})


def test_a_count_with_a_difference_seals_what_came_before(desk: Desk, cloth: int) -> None:
    """It has corrected the book already; a count that found none seals only its day."""
    given = desk.supply(desk.ani, {cloth: 4}, day=YESTERDAY)
    a_count(desk.office, desk.ani, DAY, {cloth: 4})
    with pytest.raises(CountedSince):
        desk.reverse(given, on=YESTERDAY)
    later = DAY + timedelta(1)
    desk.today(later)
    desk.reverse(given, quantities={1: 1})
    a_count(desk.office, desk.store, later, {cloth: 1})
    with pytest.raises(CountedSince):
        desk.reverse(given)


def _close(desk: Desk, through: date) -> None:
    with desk.office.act("close_period") as act:
        act.connection.exec_driver_sql(
            "INSERT INTO period_event (entry, through) VALUES (?, ?)", (act.entry, through.isoformat())
        )
        act.chained(PERIOD_EVENTS, (act.entry, through.isoformat(), None))


def test_a_voucher_of_a_closed_period_is_reversed_in_an_open_one(desk: Desk, cloth: int) -> None:
    """On its own day no more, today it is."""
    given = desk.supply(desk.ani, {cloth: 4}, day=YESTERDAY)
    _close(desk, YESTERDAY)
    with pytest.raises(PeriodClosed) as refused:
        desk.reverse(given, on=YESTERDAY)
    assert refused.value.first_open_day == DAY
    desk.reverse(given)
    assert desk.on_hand(desk.ani, cloth) == (0, 0)


def test_a_future_original_is_reversed_on_its_own_day(desk: Desk, cloth: int) -> None:
    """What lies ahead cannot be reversed before it happened."""
    tomorrow = DAY + timedelta(1)
    given = desk.supply(desk.ani, {cloth: 4}, day=tomorrow)
    desk.reverse(given)
    assert desk.on_hand(desk.ani, cloth, on=tomorrow) == (0, 0)
    assert {row[3] for row in _since(desk, desk.store)} <= {
        EARLIER.isoformat(),
        (EARLIER + timedelta(1)).isoformat(),
    }


def test_goods_that_arrive_later_cannot_go_back_before(desk: Desk, cloth: int) -> None:
    """What she got back today cannot be taken from her yesterday."""
    given = desk.supply(desk.ani, {cloth: 4}, day=YESTERDAY)
    returned = desk.back(desk.ani, (cloth, 4))
    desk.reverse(returned)
    desk.reverse(given, on=YESTERDAY, quantities={1: 1})
    again = desk.back(desk.ani, (cloth, 3))
    desk.today(DAY + timedelta(1))
    desk.reverse(again)
    with pytest.raises(NotEnough) as refused:
        desk.reverse(given, on=DAY)
    assert (refused.value.needed, refused.value.available) == (3, 0)
