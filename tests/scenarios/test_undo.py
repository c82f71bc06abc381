"""Undo and counts (scenarios D1, D2, D4, D5, D9, D10, D14, B3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import METRE, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    AlreadyReversed,
    Blocked,
    LineTwice,
    NotEnough,
    NothingChosen,
    NotOnThisPaper,
    NotReversible,
    ReasonMissing,
    Refusal,
    Reserved,
    Several,
    WrongDay,
)
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import counted_lines, post_count
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.reversal_units import Pieces
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth by the piece, 1000 for Rp1.000.000."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 1000, 1_000_000))
    return item


@pytest.fixture
def mask(desk: Desk, cloth: int) -> int:
    """A mask of one piece of cloth at Rp5.000."""
    item = things.a_product(desk.office, "Masker", price=5000)
    things.a_recipe(desk.office, item, {cloth: 1})
    return item


def test_d1_one_line_of_three_is_reversed_today(desk: Desk) -> None:
    """The counter-entry is dated today, moves the line back, and both papers can be found from each other."""
    items = [things.a_material(desk.office, unit=METRE) for _ in range(3)]
    desk.buy(*((item, 10_000, 10_000) for item in items))
    given = desk.supply(desk.ani, dict.fromkeys(items, 2000))
    later = DAY + timedelta(days=3)
    desk.today(later)
    back = desk.reverse(given, lines=[2])
    assert [desk.on_hand(desk.store, item)[0] for item in items] == [8000, 10_000, 8000]
    assert desk.on_hand(desk.store, items[1], on=DAY) == (8000, 8000)
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql("SELECT day, reverses FROM voucher WHERE id = ?", (back,)).one()
        assert tuple(row) == (later.isoformat(), given)
        assert voucher_refs(connection, [back])[back].number == "BALIK/001/DPP/VIII/2020"
        subject = connection.exec_driver_sql("SELECT subject FROM paper WHERE kind = 'BALIK'").scalar_one()
    assert "530/001/DPP/VIII/2020" in subject


def test_d1_an_earlier_open_day_may_be_chosen(desk: Desk, cloth: int) -> None:
    """On the original's own day it is as if never gone; before it is refused."""
    given = desk.supply(desk.ani, {cloth: 10})
    desk.today(DAY + timedelta(days=3))
    with pytest.raises(WrongDay):
        desk.reverse(given, on=DAY - timedelta(days=1))
    desk.reverse(given, on=DAY)
    assert desk.on_hand(desk.store, cloth, on=DAY) == (1000, 1_000_000)


def _reasons(desk: Desk, voucher: int, **asked: object) -> list[type[Refusal]]:
    with pytest.raises(Refusal) as refused:
        reversal.reverse(desk.office, voucher=voucher, **({"reason": "salah"} | asked))  # type: ignore[arg-type]
    return [type(one) for one in refused.value.reasons]


def test_d2_what_cannot_be_reversed_is_told_at_once(desk: Desk, cloth: int) -> None:
    """Twice, a reversal, a foreign line, none, and no reason: each refused, together where they meet."""
    given = desk.supply(desk.ani, {cloth: 10})
    before = desk.dump()
    assert _reasons(desk, given, lines=[7]) == [NotOnThisPaper]
    assert _reasons(desk, given, lines=[1, 1]) == [LineTwice]
    assert _reasons(desk, given, lines=[]) == [NothingChosen]
    assert _reasons(desk, given, reason=" ", lines=[7]) == [ReasonMissing, NotOnThisPaper]
    assert desk.dump() == before
    back = desk.reverse(given)
    assert _reasons(desk, given) == [AlreadyReversed]
    assert _reasons(desk, back) == [NotReversible]


def test_d4_what_was_given_away_stays(desk: Desk, cloth: int, mask: int) -> None:
    """Of 100 bought back 60 are given away: 100 is refused naming both letters, 40 goes."""
    desk.supply(desk.ani, {cloth: 100})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 100, 100))
    desk.give((mask, 35))
    desk.give((mask, 25))
    before = desk.dump()
    with pytest.raises(Blocked) as refused:
        desk.reverse(receipt)
    assert (refused.value.possible, refused.value.asked) == (40, 100)
    assert [paper.number for paper in refused.value.papers] == [
        "530/003/DPP/VIII/2020",
        "530/004/DPP/VIII/2020",
    ]
    assert [way.key for way in refused.value.ways_out] == ["balikkan:40", "buka"]
    assert desk.dump() == before
    desk.reverse(receipt, quantities={1: 40})
    assert desk.on_hand(desk.store, mask) == (0, 0)
    assert desk.on_hand(desk.ani, cloth) == (40, 40_000)


def test_d4_pinned_pieces_stay_too(desk: Desk, cloth: int, mask: int) -> None:
    """A prepared letter holds its pieces: the receipt's reversal names it, voiding frees them."""
    desk.supply(desk.ani, {cloth: 10})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 10, 10))
    prepared = desk.prepare_gift((mask, 4))
    with pytest.raises(Blocked, match="530/003") as refused:
        desk.reverse(receipt)
    assert refused.value.possible == 6
    with pytest.raises(Reserved, match="530/003"):
        desk.prepare_gift((mask, 7))
    desk.checked(vouchers.void(desk.office, prepared=prepared.prepared, reason="salah lembaga"))
    desk.reverse(receipt)
    assert desk.on_hand(desk.store, mask) == (0, 0)


def test_d5_undoing_one_of_two_equal_receipts_leaves_one(desk: Desk, cloth: int, mask: int) -> None:
    """Two receipts of one piece, same day and price: one undone, one left."""
    desk.supply(desk.ani, {cloth: 2})
    first = desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    desk.reverse(first)
    assert desk.on_hand(desk.store, mask) == (1, 6000)


def test_d9_a_second_reversal_names_the_first(desk: Desk, cloth: int) -> None:
    """The same entry is reversed once; the second try is told by which paper."""
    given = desk.supply(desk.ani, {cloth: 10})
    desk.reverse(given)
    with pytest.raises(AlreadyReversed, match="BALIK/001"):
        desk.reverse(given, lines=[1])


@pytest.mark.parametrize(("book", "difference"), [(10, 5), (20, -5), (15, 0)])
def test_d10_a_count_books_the_difference(desk: Desk, book: int, difference: int) -> None:
    """Counted 15: a book of 10 gets 5 more, one of 20 loses 5, one of 15 has a line without a difference."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, book, 100 * book))
    sheet = open_count(desk.office, place=desk.store, day=DAY).counting({item: 15})
    if difference:
        with pytest.raises(ReasonMissing):
            post_count(desk.office, sheet=sheet)
    sheet = sheet.counting({}, reasons={item: "dihitung ulang"} if difference else {})
    (count,) = desk.checked(post_count(desk.office, sheet=sheet)).vouchers
    assert desk.on_hand(desk.store, item) == (15, 1500)
    with desk.office.reading() as connection:
        (line,) = counted_lines(connection, [count])
    assert (line.book, line.counted, line.difference, line.value) == (book, 15, difference, 100 * difference)
    desk.reverse(count)
    assert desk.on_hand(desk.store, item) == (book, 100 * book)


def test_d14_parts_of_a_reversal_add_up(desk: Desk, cloth: int, mask: int) -> None:
    """A delivery reversed in odd parts, rejects too, gives back all material to the rupiah."""
    desk.supply(desk.ani, {cloth: 7})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 7, 5, 2, reason="noda"))
    desk.reverse(receipt, quantities={1: Pieces(2, 1)})
    desk.reverse(receipt, quantities={1: Pieces(1)})
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (7, 7000)
    assert desk.on_hand(desk.store, mask) == (0, 0)
    assert desk.on_hand(desk.ani, mask) == (0, 0)


def test_b3_no_day_may_fall_below_zero(desk: Desk) -> None:
    """+5 on day 1, −1 on day 3, +2 on day 4: −5 on day 2 would leave day 3 at −1, and says so."""
    item = things.a_material(desk.office, "Label", unit=PIECE)
    days = [date(2020, 8, day) for day in (1, 2, 3, 4)]
    desk.buy((item, 5, 500), day=days[0])
    desk.supply(desk.ani, {item: 1}, day=days[2])
    desk.buy((item, 2, 200), day=days[3])
    before = desk.dump()
    with pytest.raises(NotEnough) as refused:
        desk.supply(desk.budi, {item: 5}, day=days[1])
    assert refused.value.failing_day == days[2]
    assert refused.value.failing_paper is not None
    assert refused.value.failing_paper.number == "530/001/DPP/VIII/2020"
    assert refused.value.first_free_day == days[3]
    assert desk.dump() == before


def test_b3_what_was_not_there_yet_cannot_leave(desk: Desk) -> None:
    """In the written order: with +5 and −5 booked, −1 on day 3 fails on day 3, naming who took it."""
    item = things.a_material(desk.office, "Label", unit=PIECE)
    days = [date(2020, 8, day) for day in (1, 2, 3, 4)]
    desk.buy((item, 5, 500), day=days[0])
    desk.supply(desk.ani, {item: 5}, day=days[1])
    desk.buy((item, 2, 200), day=days[3])
    with pytest.raises(NotEnough) as refused:
        desk.supply(desk.budi, {item: 1}, day=days[2])
    assert refused.value.failing_day == days[2]
    assert [paper.number for paper in refused.value.takers] == ["530/001/DPP/VIII/2020"]


def test_several_reasons_come_as_one(desk: Desk, cloth: int) -> None:
    """Two lines that lack goods are both told in one refusal."""
    other = things.a_material(desk.office, "Benang", unit=PIECE)
    with pytest.raises(Several) as refused:
        desk.prepare({desk.ani: {cloth: 2000, other: 1}})
    assert [type(one) for one in refused.value.reasons] == [NotEnough, NotEnough]
    assert "Kain" in refused.value.sentence
    assert "Benang" in refused.value.sentence
