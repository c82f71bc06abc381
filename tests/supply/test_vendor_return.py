"""Bought goods go back to whom they were bought from, and are owed no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import FieldInvalid, NotEnough, Overpaid, Reserved
from ikm_desktop.goods.payments import accounts
from ikm_desktop.office.acts import Done
from ikm_desktop.supply.vendor_return import VendorReturnLine, prepare_vendor_return
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """A kind of cloth."""
    return things.a_material(desk.office, "Kain", unit=PIECE)


def _return(desk: Desk, line: int, quantity: int, *, vendor: int = 0) -> Done:
    return desk.checked(
        prepare_vendor_return(
            desk.office,
            vendor=vendor or desk.vendor,
            store=desk.store,
            letter_date=DAY,
            lines=[VendorReturnLine(line, quantity, "cacat pabrik")],
        )
    )


def test_only_units_of_the_named_line_go_back(desk: Desk, cloth: int) -> None:
    """The younger lot goes back though an older one lies beside it; what is owed shrinks by its cost."""
    desk.buy((cloth, 5, 500), day=DAY - timedelta(1))
    bought = desk.buy((cloth, 5, 2500))
    (line,) = desk.lines(bought)
    (gone,) = desk.sign(_return(desk, line, 2))
    assert desk.cost(gone) == 1000
    assert desk.on_hand(desk.store, cloth) == (8, 2000)
    with desk.office.reading() as connection:
        account = accounts(connection, [line])[line]
        reason = connection.exec_driver_sql(
            "SELECT reason, refers FROM line WHERE voucher = ?", (gone,)
        ).one()
    assert (account.owed, account.payable) == (2500, 1500)
    assert tuple(reason) == ("cacat pabrik", line)
    with pytest.raises(Overpaid) as refused:
        desk.pay(desk.vendor, line, gross=1501)
    assert refused.value.payable == 1500
    desk.reverse(gone)
    desk.pay(desk.vendor, line, gross=2500)


def test_no_more_than_is_left_of_the_line(desk: Desk, cloth: int) -> None:
    """What was handed out is not there; what a letter holds is reserved; other lots do not count."""
    (line,) = desk.lines(desk.buy((cloth, 5, 500), day=DAY - timedelta(1)))
    desk.buy((cloth, 20, 500))
    desk.supply(desk.ani, {cloth: 2})
    with pytest.raises(NotEnough) as refused:
        _return(desk, line, 4)
    assert (refused.value.available, refused.value.first_free_day) == (3, None)
    desk.prepare({desk.ani: {cloth: 2}})
    with pytest.raises(Reserved) as reserved:
        _return(desk, line, 3)
    assert reserved.value.available == 1


def test_another_vendor_does_not_take_it(desk: Desk, cloth: int) -> None:
    """Who sold it is named."""
    (line,) = desk.lines(desk.buy((cloth, 5, 500)))
    with pytest.raises(FieldInvalid, match="Toko CONTOH"):
        _return(desk, line, 1, vendor=things.a_vendor(desk.office, "Toko Lain"))
