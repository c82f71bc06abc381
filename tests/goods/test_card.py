"""The stock card: its rows, its running balance, and what a reversal does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods import balances
from ikm_desktop.goods.balances import Balance
from ikm_desktop.goods.card import CardRow, StockCard, stock_card
from tests.factories import things
from tests.goods.some_history import STEPS, History, Step
from tests.scenarios.desk import DAY, Desk

LATER = DAY + timedelta(days=3)


def card_of(
    desk: Desk,
    item: int,
    place: int | None = None,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
) -> StockCard:
    """Return a card."""
    with desk.office.reading() as connection:
        return stock_card(connection, item=item, place=place, first_day=first_day, last_day=last_day)


def figures(card: StockCard) -> list[tuple[int, int, int, int, int]]:
    """Return in, out, balance, price and value of the balance of each row that counts."""
    rows = [row for row in card.rows if not row.struck]
    return [(row.came, row.went, row.quantity, row.price, row.value) for row in rows]


def test_an_issue_over_two_prices_takes_two_rows(desk: Desk) -> None:
    """7 of 4 @100 and 5 @111 go out in two rows, the second marked as going on from the first."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 4, 400))
    desk.buy((item, 5, 555))
    desk.supply(desk.ani, {item: 7})
    card = card_of(desk, item, desk.store)
    assert figures(card) == [
        (4, 0, 4, 100, 400),
        (5, 0, 9, 111, 955),
        (0, 4, 5, 100, 555),
        (0, 3, 2, 111, 222),
    ]
    assert [row.continued for row in card.rows] == [False, False, False, True]
    assert (card.opening, card.came, card.went, card.closing) == (
        Balance(0, 0),
        Balance(9, 955),
        Balance(7, 733),
        Balance(2, 222),
    )


def test_two_lots_of_one_price_take_one_row(desk: Desk) -> None:
    """What a line moves at one price is one row, however many lots it comes from."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 4, 400))
    desk.buy((item, 4, 400))
    desk.supply(desk.ani, {item: 7})
    assert figures(card_of(desk, item, desk.ani)) == [(7, 0, 7, 100, 700)]


def test_value_is_the_journals_not_price_times_quantity(desk: Desk) -> None:
    """3 pieces for Rp10.000, given out one by one: 3.333, 3.333, 3.334, and the card ends at 0."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 3, 10_000))
    for _ in range(3):
        desk.supply(desk.ani, {item: 1})
    card = card_of(desk, item, desk.store)
    assert [row.value_out for row in card.rows] == [0, 3333, 3333, 3334]
    assert card.closing == Balance(0, 0)


def test_rows_name_the_letter_and_the_other_side(desk: Desk) -> None:
    """A purchase stands on the vendor's paper, a handover on our letter; each names who was there."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 9, 900), paper="NOTA-77")
    desk.supply(desk.ani, {item: 5})
    bought, given_out = card_of(desk, item, desk.store).rows
    assert (bought.number, bought.party, bought.letter_date) == ("NOTA-77", "Toko CONTOH", DAY)
    assert (given_out.party, given_out.place, given_out.batch) == ("Ani CONTOH", desk.ani, desk.batch)
    assert given_out.number is not None
    assert given_out.number.startswith("530/")


def test_at_all_our_places_what_passes_between_them_is_left_out(desk: Desk) -> None:
    """Cloth handed to Ani is still ours; the masks made of it come from her, who made them."""
    cloth = things.a_material(desk.office, unit=PIECE)
    mask = things.a_product(desk.office, price=50)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 10, 1000))
    desk.supply(desk.ani, {cloth: 10})
    desk.receive(desk.ani, DeliveryLine(mask, 10, 8, 2, reason="jahitan lepas"))
    desk.give((mask, 3))
    assert figures(card_of(desk, cloth)) == [(10, 0, 10, 100, 1000), (0, 10, 0, 100, 0)]
    card = card_of(desk, mask)
    assert figures(card) == [(8, 0, 8, 150, 1200), (2, 0, 10, 100, 1400), (0, 3, 7, 150, 950)]
    assert [row.party for row in card.rows] == ["Ani CONTOH", "Ani CONTOH", "Majelis CONTOH"]


def test_the_opening_balance_carries_what_came_before(desk: Desk) -> None:
    """A card from Thursday opens with Monday's purchase, at a place and at all ours."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.today(LATER)
    desk.supply(desk.ani, {item: 4}, day=LATER)
    card = card_of(desk, item, desk.store, first_day=LATER)
    assert (card.opening, figures(card)) == (Balance(10, 1000), [(0, 4, 6, 100, 600)])
    before = card_of(desk, item, desk.store, last_day=DAY)
    assert (before.closing, len(before.rows)) == (Balance(10, 1000), 1)
    both = card_of(desk, item, first_day=LATER)
    assert (both.opening, both.rows, both.closing) == (Balance(10, 1000), (), Balance(10, 1000))


def test_reversed_on_its_own_day_both_are_struck(desk: Desk) -> None:
    """A handover taken back the same day is shown with its reversal, and neither moves a figure."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    handover = desk.supply(desk.ani, {item: 4})
    reversal = desk.reverse(handover)
    card = card_of(desk, item, desk.store)
    assert [(row.voucher, row.came, row.went, row.quantity, row.struck) for row in card.rows[1:]] == [
        (handover, 0, 4, 10, True),
        (reversal, 4, 0, 10, True),
    ]
    assert card.rows[-1].reverses == handover
    assert (card.came, card.went, card.closing) == (Balance(10, 1000), Balance(0, 0), Balance(10, 1000))


def test_of_a_part_reversed_the_same_day_the_rest_counts(desk: Desk) -> None:
    """Of 3 handed over 1 is taken back the same day: 2 count, 1 and its reversal are struck."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 3, 10_000))
    handover = desk.supply(desk.ani, {item: 3})
    desk.reverse(handover, quantities={1: 1})
    rows = card_of(desk, item, desk.store).rows
    assert [(row.went, row.came, row.value_out, row.quantity, row.value, row.struck) for row in rows[1:]] == [
        (2, 0, 6666, 1, 3334, False),
        (1, 0, 3334, 1, 3334, True),
        (0, 1, 0, 1, 3334, True),
    ]


def test_reversed_later_both_are_rows_of_their_days(desk: Desk) -> None:
    """A handover reversed three days later went out then and came back now."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    handover = desk.supply(desk.ani, {item: 4})
    desk.today(LATER)
    desk.reverse(handover)
    card = card_of(desk, item, desk.store)
    assert figures(card) == [(10, 0, 10, 100, 1000), (0, 4, 6, 100, 600), (4, 0, 10, 100, 1000)]
    assert [row.day for row in card.rows] == [DAY, DAY, LATER]


def test_late_entries_stand_on_their_day(desk: Desk) -> None:
    """A purchase entered late stands before what was entered earlier for a later day."""
    item = things.a_material(desk.office, unit=PIECE)
    desk.buy((item, 10, 1000))
    desk.today(LATER)
    desk.supply(desk.ani, {item: 4}, day=LATER)
    desk.buy((item, 5, 550), day=DAY + timedelta(days=1))
    assert [row.quantity for row in card_of(desk, item, desk.store).rows] == [10, 15, 11]


def test_the_number_of_statements_does_not_depend_on_the_rows(desk: Desk) -> None:
    """A card of one row and one of twenty ask the book equally often, at most twice."""
    item = things.a_material(desk.office, unit=PIECE)
    counts = []
    for rows in (1, 20):
        for _ in range(rows):
            desk.buy((item, 1, 100))
        statements: list[str] = []
        sa.event.listen(desk.office.engine, "before_cursor_execute", _note(statements))
        card_of(desk, item, desk.store, first_day=DAY)
        counts.append(sum(text.startswith("SELECT") for text in statements))
    assert max(counts) <= 2


def _note(statements: list[str]) -> Callable[..., None]:
    def before(_1: object, _2: object, statement: str, *_: object) -> None:
        statements.append(statement)

    return before


@settings(max_examples=6)
@given(STEPS, st.integers(0, 40), st.integers(0, 40))
def test_the_card_runs_from_balance_to_balance(steps: list[Step], first: int, length: int) -> None:
    """Over any days it opens and ends with the balance, each row adds up, and none is below zero."""
    with TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.try_all(steps)
        first_day = DAY + timedelta(days=first - 1)
        last_day = first_day + timedelta(days=length)
        with history.desk.office.reading() as connection:
            for item in history.items:
                for place in (history.desk.store, *history.people):
                    card = stock_card(
                        connection, item=item, place=place, first_day=first_day, last_day=last_day
                    )
                    _check_rows(card)
                    assert card.closing == balances.on_hand(connection, place=place, item=item, on=last_day)
                ours = stock_card(connection, item=item, first_day=first_day, last_day=last_day)
                _check_rows(ours)
                assert ours.closing == balances.on_hand_of_ours(connection, item=item, on=last_day)
        history.desk.office.close()


def _check_rows(card: StockCard) -> None:
    balance = card.opening
    for row in card.rows:
        if not row.struck:
            balance = Balance(
                balance.quantity + row.came - row.went, balance.value + row.value_in - row.value_out
            )
        assert Balance(row.quantity, row.value) == balance
        assert min(balance.quantity, balance.value) >= 0
        assert row.price == (row.value_in + row.value_out) // (row.came + row.went)
    assert card.closing == balance
    assert all(_order(a) <= _order(b) for a, b in pairwise(card.rows))


def _order(row: CardRow) -> tuple[object, ...]:
    return (row.day, row.entry, row.line)
