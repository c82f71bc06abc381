"""Perbaiki: reversed and offered again as it was, on the day the rule says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import AlreadyReversed, Blocked, NotFound, ReasonMissing
from ikm_desktop.goods.changing import change_prepared
from ikm_desktop.goods.correction import correct
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.vouchers import sign
from ikm_desktop.supply.handover import prepare_handover
from ikm_desktop.supply.purchase import PurchaseLine, receive_purchase
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk

YESTERDAY = DAY - timedelta(1)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth by the piece."""
    return things.a_material(desk.office, "Kain", unit=PIECE)


def test_a_purchase_comes_back_as_a_draft_of_today(desk: Desk, cloth: int) -> None:
    """Reversed today, entered again today; its lines are worth what they were, extra cost in them."""
    bought = desk.buy((cloth, 3, 100), (cloth, 3, 101), day=YESTERDAY, extra=50)
    done, draft = correct(desk.office, voucher=bought, reason="harga salah")
    desk.checked(done)
    assert desk.on_hand(desk.store, cloth) == (0, 0)
    assert (draft.kind, draft.day, draft.letter_date, draft.number) == ("purchase", DAY, DAY, "NOTA-1")
    assert [(line.item, line.quantity, line.value) for line in draft.lines] == [
        (cloth, 3, 124),
        (cloth, 3, 127),
    ]
    assert draft.details["extra_cost"] == 0
    with desk.office.correcting(draft.corrects):
        again = receive_purchase(
            desk.office,
            vendor=draft.counterpart,
            store=draft.store,
            letter_date=draft.letter_date,
            lines=[PurchaseLine(cloth, 3, 90)],
            paper="NOTA-1",
            receiver=OFFICER,
        )
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql("SELECT corrects FROM voucher WHERE id = ?", again.vouchers)
        assert row.scalar_one() == bought


def test_on_the_originals_own_day_the_draft_keeps_it(desk: Desk, cloth: int) -> None:
    """Reversed on its own day it is as if never entered: the draft has that day."""
    bought = desk.buy((cloth, 3, 100), day=YESTERDAY)
    _, draft = correct(desk.office, voucher=bought, reason="harga salah", on=YESTERDAY)
    assert (draft.day, draft.letter_date) == (YESTERDAY, YESTERDAY)


def test_only_what_is_left_comes_back(desk: Desk, cloth: int) -> None:
    """A delivery with what it consumed and why, less what was reversed before."""
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 10, 1000))
    desk.supply(desk.ani, {cloth: 4})
    line = DeliveryLine(mask, 6, 4, 2, "noda", materials={cloth: 5}, recipe_reason="hemat", own_reason="sisa")
    receipt = desk.receive(desk.ani, line)
    desk.reverse(receipt, quantities={1: 1})
    done, draft = correct(desk.office, voucher=receipt, reason="salah hitung")
    desk.checked(done)
    (left,) = draft.lines
    assert (left.quantity, left.accepted, left.rejected, left.price) == (5, 3, 2, 500)
    assert (left.materials, left.told) == ({cloth: 5}, {"recipe": "hemat", "own": "sisa"})


def test_a_count_comes_back_with_what_was_counted(desk: Desk, cloth: int) -> None:
    """Lines without a difference too."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((cloth, 3, 100), (thread, 2, 10), day=YESTERDAY)
    sheet = open_count(desk.office, place=desk.store, day=YESTERDAY)
    sheet = sheet.counting({cloth: 5, thread: 2}, reasons={cloth: "ditemukan"})
    (count,) = post_count(desk.office, sheet=sheet).vouchers
    done, draft = correct(desk.office, voucher=count, reason="salah hitung", on=YESTERDAY)
    desk.checked(done)
    assert [(line.item, line.counted, line.value) for line in draft.lines] == [
        (cloth, 5, 66),
        (thread, 2, None),
    ]


def test_what_cannot_be_reversed_cannot_be_corrected(desk: Desk, cloth: int) -> None:
    """The refusals are those of a reversal; nothing is changed."""
    bought = desk.buy((cloth, 3, 100))
    given = desk.supply(desk.ani, {cloth: 2})
    before = desk.dump()
    for voucher, reason, kind in ((999, "x", NotFound), (bought, "x", Blocked), (given, " ", ReasonMissing)):
        with pytest.raises(kind):
            correct(desk.office, voucher=voucher, reason=reason)
    assert desk.dump() == before
    correct(desk.office, voucher=given, reason="salah orang")
    with pytest.raises(AlreadyReversed):
        correct(desk.office, voucher=given, reason="salah orang")


def test_a_letter_that_is_signed_later_says_what_it_stands_for(desk: Desk, cloth: int) -> None:
    """What is prepared anew remembers it until it is signed, also when it is changed before."""
    desk.buy((cloth, 10, 1000))
    wrong = desk.supply(desk.ani, {cloth: 4})
    _, draft = correct(desk.office, voucher=wrong, reason="salah orang")
    with desk.office.correcting(draft.corrects):
        made = prepare_handover(
            desk.office,
            participant=desk.ani,
            store=desk.store,
            letter_date=DAY,
            lines=[GoodsLine(cloth, 3)],
            giver=OFFICER,
            batch=draft.batch,
        )
    change_prepared(desk.office, prepared=made.prepared[0], lines=[GoodsLine(cloth, 2)])
    signed = sign(desk.office, prepared=made.prepared, day=DAY)
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql("SELECT corrects FROM voucher WHERE id = ?", signed.vouchers)
        assert row.scalar_one() == wrong


def test_inside_one_act_only_what_is_entered_says_it(desk: Desk, cloth: int) -> None:
    """Acts that join the one under way say it while it lasts, those after it do not."""
    bought = desk.buy((cloth, 3, 100), day=YESTERDAY)
    with desk.office.one_act("try") as act:
        with desk.office.correcting(bought):
            assert act.corrects == bought
        assert act.corrects is None
