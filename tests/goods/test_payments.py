"""What is owed, away, returned and paid of each delivery and purchase line."""

from __future__ import annotations

from ikm_desktop.amounts import KILOGRAM, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods.payments import Account, accounts
from tests.factories import things
from tests.scenarios.desk import Desk


def _account(desk: Desk, line: int) -> Account:
    with desk.office.reading() as connection:
        return accounts(connection, [line])[line]


def test_owed_is_price_times_accepted_less_reversed(desk: Desk) -> None:
    """Rejected pieces are not bought; a part reversed is not owed."""
    mask = things.a_product(desk.office, price=700)
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 9, 7, 2, reason="noda", materials={}))
    (line,) = desk.lines(receipt)
    assert (_account(desk, line).owed, _account(desk, line).payable) == (4900, 4900)
    desk.reverse(receipt, quantities={1: 3})
    assert _account(desk, line).owed == 2800
    desk.reverse(receipt)
    assert (_account(desk, line).owed, _account(desk, line).payable) == (0, 0)


def test_a_price_for_a_kilogram_is_rounded_down_once(desk: Desk) -> None:
    """1.250 g at Rp999 a kilogram."""
    tea = things.a_product(desk.office, unit=KILOGRAM, price=999)
    (line,) = desk.lines(desk.receive(desk.ani, DeliveryLine(tea, 1250, 1250, materials={})))
    assert _account(desk, line).owed == 1248
    desk.give_back(line, 250)
    assert _account(desk, line).payable == 1248 - 249


def test_a_purchase_is_owed_at_what_it_cost(desk: Desk) -> None:
    """With its freight; what is reversed is not owed; payments count until they are reversed."""
    cloth = things.a_material(desk.office, unit=PIECE)
    bought = desk.buy((cloth, 3, 10_000), extra=100)
    (line,) = desk.lines(bought)
    paid = desk.pay(desk.vendor, line, gross=5000)
    desk.reverse(bought, quantities={1: 1})
    account = _account(desk, line)
    assert (account.owed, account.paid, account.payable) == (10_100 - 3367, 5000, 10_100 - 3367 - 5000)
    assert account.payments == [paid]
    desk.reverse(paid)
    assert (_account(desk, line).paid, _account(desk, line).payments) == (0, [])


def test_lines_that_owe_nothing_are_left_out(desk: Desk) -> None:
    """Handovers and unknown lines have no account."""
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 3, 10))
    (line,) = desk.lines(desk.supply(desk.ani, {cloth: 1}))
    with desk.office.reading() as connection:
        assert accounts(connection, [line, 999]) == {}
        assert accounts(connection, []) == {}
