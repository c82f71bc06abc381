"""Never more is paid than is owed, and nothing that is away or not inspected."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.errors import FieldInvalid, LineTwice, NotFound, NotInspected, Overpaid, Several, WrongDay
from ikm_desktop.goods.payments import accounts
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def mask(desk: Desk) -> int:
    """A mask at Rp1.000 that takes nothing."""
    return things.a_product(desk.office, "Masker", price=1000)


def _receive(desk: Desk, mask: int, many: int) -> int:
    return desk.lines(desk.receive(desk.ani, DeliveryLine(mask, many, many, materials={})))[0]


def test_parts_add_up_to_what_is_owed(desk: Desk, mask: int) -> None:
    """After a part the rest is payable; one rupiah more is refused, naming the kuitansi."""
    line = _receive(desk, mask, 5)
    first = desk.pay(desk.ani, line, gross=1999)
    with pytest.raises(Overpaid) as refused:
        desk.pay(desk.ani, line, gross=3002)
    assert (refused.value.payable, refused.value.asked) == (3001, 3002)
    assert [paper.voucher for paper in refused.value.payments] == [first]
    desk.pay(desk.ani, line)
    with pytest.raises(Overpaid) as nothing:
        desk.pay(desk.ani, line)
    assert nothing.value.payable == 0
    desk.reverse(first)
    desk.pay(desk.ani, line, gross=1999)


def test_pieces_that_are_away_are_not_payable(desk: Desk, mask: int) -> None:
    """Given back they stay owed, but are paid only when they are here again."""
    line = _receive(desk, mask, 5)
    away = desk.give_back(line, 2)
    with desk.office.reading() as connection:
        account = accounts(connection, [line])[line]
    assert (account.owed, account.away, account.payable) == (5000, 2, 3000)
    with pytest.raises(Overpaid):
        desk.pay(desk.ani, line, gross=3001)
    desk.reverse(away)
    desk.pay(desk.ani, line, gross=5000)


def test_what_was_paid_before_pieces_went_away_stays_paid(desk: Desk, mask: int) -> None:
    """Nothing more is payable then, and the refusal speaks of zero, not of a negative sum."""
    line = _receive(desk, mask, 2)
    desk.pay(desk.ani, line)
    desk.give_back(line, 1)
    with pytest.raises(Overpaid, match="Rp0") as refused:
        desk.pay(desk.ani, line)
    assert refused.value.payable == -1000


def test_several_lines_of_one_person_only(desk: Desk, mask: int) -> None:
    """A line twice, another person's line, an unknown one: all told at once."""
    first, second = _receive(desk, mask, 2), _receive(desk, mask, 3)
    (hers,) = desk.lines(desk.receive(desk.budi, DeliveryLine(mask, 1, 1, materials={})))
    with pytest.raises(Several) as refused:
        pay(
            desk.office,
            payee=desk.ani,
            letter_date=DAY,
            lines=[PayLine(first), PayLine(first), PayLine(hers), PayLine(999)],
        )
    assert [type(one) for one in refused.value.reasons] == [LineTwice, FieldInvalid, NotFound]
    desk.pay(desk.ani, first, second)
    with desk.office.reading() as connection:
        gross = connection.exec_driver_sql("SELECT gross FROM payment_line ORDER BY id").scalars().all()
    assert gross == [2000, 3000]


def test_no_kuitansi_before_the_inspection(desk: Desk, mask: int) -> None:
    """A receipt at the door is not paid; inspected, it is paid whole; a handover letter is no receipt."""
    waiting = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 2, 2, materials={})],
    ).prepared
    with pytest.raises(NotInspected):
        pay(desk.office, payee=desk.ani, letter_date=DAY, receipts=waiting)
    receiving.inspect(desk.office, prepared=waiting[0])
    desk.checked(pay(desk.office, payee=desk.ani, letter_date=DAY, receipts=waiting))
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 5, 5))
    letter = desk.prepare({desk.ani: {cloth: 1}}).prepared
    with pytest.raises(NotFound):
        pay(desk.office, payee=desk.ani, letter_date=DAY, receipts=letter)


def test_a_late_payment_speaks_of_no_balances(desk: Desk, mask: int) -> None:
    """Money moves no goods: there is nothing to tell of what lies where."""
    line = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 2, 2, materials={}), day=DAY - timedelta(2)))[
        0
    ]
    done = pay(desk.office, payee=desk.ani, letter_date=DAY - timedelta(1), lines=[PayLine(line)])
    assert "LateEntry" not in {notice.code for notice in done.notices}
    ahead = pay(
        desk.office, payee=desk.ani, letter_date=DAY + timedelta(1), lines=[PayLine(_receive(desk, mask, 1))]
    )
    assert "FutureDay" in {notice.code for notice in ahead.notices}


def test_no_payment_is_dated_before_the_goods_came(desk: Desk, mask: int) -> None:
    """UU 1/2004 art. 21: refused with the day and the law; on that day itself it is paid."""
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4, materials={}))
    line = PayLine(desk.lines(receipt)[0])
    before = desk.dump()
    with pytest.raises(WrongDay, match="tanggal 23-08-2020 tidak boleh sebelum 24-08-2020") as refused:
        pay(desk.office, payee=desk.ani, letter_date=DAY - timedelta(days=1), lines=[line])
    assert "UU 1/2004 Pasal 21" in refused.value.sentence
    assert desk.dump() == before
    desk.checked(pay(desk.office, payee=desk.ani, letter_date=DAY, lines=[line]))


@pytest.mark.parametrize(("second", "warned"), [(1_000_000, False), (1_000_001, True)])
def test_payments_without_tax_are_held_against_the_limit_too(
    desk: Desk, mask: int, second: int, *, warned: bool
) -> None:
    """A purchase split into small kuitansi is warned of when its sum passes 2 million, not at it."""
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 3000, 3000, materials={}))
    line = desk.lines(receipt)[0]
    told = []
    for gross in (1_000_000, second):
        done = pay(desk.office, payee=desk.ani, letter_date=DAY, lines=[PayLine(line, gross)])
        told = [notice.code for notice in desk.checked(done).notices]
    assert told == (["TaxThreshold"] if warned else [])
