"""What is owed, away, returned and paid of each delivery and purchase line."""

from __future__ import annotations

from ikm_desktop.amounts import KILOGRAM, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods.payments import Account, accounts
from ikm_desktop.goods.reversal_units import Pieces
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


def test_an_account_says_whose_it_is(desk: Desk) -> None:
    """Line, voucher, payee, batch and item; a purchase has a price for nothing away, whatever went back."""
    mask, cloth = things.a_product(desk.office, price=700), things.a_material(desk.office, unit=PIECE)
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 3, 2, 1, reason="noda", materials={}))
    (line,) = desk.lines(receipt)
    account = _account(desk, line)
    told = (account.line, account.voucher, account.kind, account.payee, account.batch, account.item)
    assert told == (line, receipt, "delivery", desk.ani, desk.batch, mask)
    assert (account.price, account.accepted) == (700, 2)
    bought = desk.buy((cloth, 3, 0))
    (line,) = desk.lines(bought)
    account = _account(desk, line)
    assert (account.line, account.voucher, account.kind, account.item) == (line, bought, "purchase", cloth)
    assert (account.price, account.accepted) == (0, 0)


def test_what_is_worth_nothing_takes_nothing_off(desk: Desk) -> None:
    """Rejected pieces, products without a price and free goods that are reversed change no debt."""
    mask, gift = things.a_product(desk.office, price=700), things.a_product(desk.office, price=0)
    cloth = things.a_material(desk.office, unit=PIECE)
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 3, 2, 1, reason="noda", materials={}))
    desk.reverse(receipt, quantities={1: Pieces(0, 1)})
    assert _account(desk, desk.lines(receipt)[0]).owed == 1400
    free = desk.receive(desk.ani, DeliveryLine(gift, 3, 3, materials={}))
    assert _account(desk, desk.lines(free)[0]).owed == 0
    bought = desk.buy((cloth, 3, 0))
    desk.reverse(bought, quantities={1: 1})
    assert _account(desk, desk.lines(bought)[0]).owed == 0


def test_lines_that_owe_nothing_are_left_out(desk: Desk) -> None:
    """Handovers and unknown lines have no account."""
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 3, 10))
    (line,) = desk.lines(desk.supply(desk.ani, {cloth: 1}))
    with desk.office.reading() as connection:
        assert accounts(connection, [line, 999]) == {}
        assert accounts(connection, []) == {}
