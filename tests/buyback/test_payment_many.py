"""Twenty people are paid in one act: a kuitansi each, one list, all or nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.errors import (
    FieldMissing,
    Negative,
    NothingChosen,
    NotInspected,
    Overpaid,
    PeriodClosed,
    Refusal,
    Several,
    WrongDay,
)
from ikm_desktop.goods.payments import accounts
from ikm_desktop.goods.periods import close_period
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.issuing import issue
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def mask(desk: Desk) -> int:
    """A mask at Rp1.000 that takes nothing."""
    return things.a_product(desk.office, "Masker", price=1000)


def _line(desk: Desk, maker: int, mask: int, many: int) -> int:
    return desk.lines(desk.receive(maker, DeliveryLine(mask, many, many, materials={})))[0]


def test_each_gets_a_kuitansi_and_the_list_stands_over_all(desk: Desk, mask: int) -> None:
    """Numbers follow each other; the list bears the first and the last of them; nothing is left to pay."""
    lines = {maker: _line(desk, maker, mask, many) for maker, many in ((desk.ani, 2), (desk.budi, 3))}
    done = desk.checked(
        pay_many(
            desk.office,
            batch=desk.batch,
            letter_date=DAY,
            payments=[Payment(maker, [PayLine(line)]) for maker, line in lines.items()],
        )
    )
    with desk.office.reading() as connection:
        *receipts, listed = (read_paper(connection, paper) for paper in done.papers)
        left = [account.payable for account in accounts(connection, list(lines.values())).values()]
    assert left == [0, 0]
    assert [(one.kind, one.party) for one in receipts] == [
        ("KUI-UP", "Ani CONTOH"),
        ("KUI-UP", "Budi CONTOH"),
    ]
    assert [one.sequence for one in receipts] == [1, 2]
    assert (listed.kind, listed.party) == ("NOM", "Angkatan I")
    assert listed.number == f"{receipts[0].number} s.d. {receipts[1].number}"
    desk.checked(issue(desk.office, papers=done.papers[:-1]))


def test_one_that_cannot_be_paid_keeps_back_all(desk: Desk, mask: int) -> None:
    """Paid before, not inspected: both are told with their rows, nobody is paid."""
    paid, open_ = _line(desk, desk.ani, mask, 2), _line(desk, desk.budi, mask, 3)
    desk.pay(desk.ani, paid)
    waiting = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 2, 2, materials={})],
    ).prepared
    before = desk.dump()
    with pytest.raises(Several) as refused:
        pay_many(
            desk.office,
            batch=None,
            letter_date=DAY,
            payments=[
                Payment(desk.budi, [PayLine(open_)]),
                Payment(desk.ani, [PayLine(paid)], receipts=waiting),
            ],
        )
    assert [(type(one), one.line) for one in refused.value.reasons] == [(NotInspected, 2), (Overpaid, 2)]
    assert all(one.told.startswith("Ani CONTOH: ") for one in refused.value.reasons)
    assert desk.dump() == before


def test_a_sum_that_cannot_be_is_told_with_the_name(desk: Desk, mask: int) -> None:
    """Whose it is, in place of a line of hers; a day that no kuitansi can bear is told once, of nobody."""
    lines = {maker: _line(desk, maker, mask, 2) for maker in (desk.ani, desk.budi)}
    closed = DAY - timedelta(days=1)
    close_period(desk.office, through=closed)
    with pytest.raises(Several) as refused:
        pay_many(
            desk.office,
            batch=None,
            letter_date=closed,
            payments=[Payment(maker, [PayLine(line, -5)]) for maker, line in lines.items()],
        )
    told = [(type(one), one.line, one.told) for one in refused.value.reasons]
    below = "Jumlah tidak boleh −5; isi angka yang lebih dari nol."
    assert told[0] == (Negative, 1, f"Ani CONTOH: {below}")
    assert [one[:2] for one in told[1:3]] == [(PeriodClosed, None), (WrongDay, None)]
    assert told[3] == (Negative, 2, f"Budi CONTOH: {below}")


def test_the_day_and_somebody_to_pay_are_needed(desk: Desk) -> None:
    """Both are told at once."""
    with pytest.raises(Several) as refused:
        pay_many(desk.office, batch=None, letter_date=None, payments=[])
    kinds: list[type[Refusal]] = [FieldMissing, NothingChosen]
    assert [type(one) for one in refused.value.reasons] == kinds
