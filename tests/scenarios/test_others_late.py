"""Late entries, counts, periods and their ways out, in other combinations than the known scenarios."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    Blocked,
    CannotClose,
    CountedSince,
    Negative,
    NotEnough,
    NothingChosen,
    PeriodClosed,
    ReasonMissing,
    Reserved,
    SheetStale,
    WrongDay,
)
from ikm_desktop.goods import periods, reversal, vouchers
from ikm_desktop.goods.count_sheet import open_count, refresh_count
from ikm_desktop.goods.counts import counted_lines, post_count
from ikm_desktop.goods.insertion import Late
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.acts import Done
from ikm_desktop.reports import late
from ikm_desktop.supply import handover
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk
from tests.scenarios.others import (
    count,
    day,
    moves,
    refused,
    spoil,
    the_reason,
    void,
    ways,
)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """An old roll of 10 for Rp1.000 of the 1st, and a younger one of 10 for Rp2.000 of the 10th."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=day(1))
    desk.buy((item, 10, 2000), day=day(10))
    return item


def give_budi(desk: Desk, item: int, quantity: int, on: date) -> Callable[[], Done]:
    """Hand goods to Budi, prepared and signed on one day."""

    def enter() -> Done:
        done = handover.prepare_handover(
            desk.office,
            participant=desk.budi,
            store=desk.store,
            letter_date=on,
            lines=[GoodsLine(item, quantity)],
            giver=OFFICER,
            batch=desk.batch,
        )
        return vouchers.sign(desk.office, prepared=done.prepared, day=on)

    return enter


def inserted(desk: Desk, enter: Callable[[], object], *, open_counts: bool = True) -> Done:
    """Enter late with what gives way, and check the book."""
    done, _ = late.enter_late(desk.office, Late(enter, "nota terselip", open_counts=open_counts))
    return desk.checked(done)


# --- late entries -----------------------------------------------------------------------------------


def test_what_was_reversed_on_its_own_day_is_no_failing_point(desk: Desk, cloth: int) -> None:
    """10 taken and back on the 3rd, 8 taken on the 5th: 4 on the 2nd fail on the 5th, by its paper."""
    gone = desk.supply(desk.ani, {cloth: 10}, day=day(3))
    desk.reverse(gone, on=day(3))
    taker = desk.supply(desk.ani, {cloth: 8}, day=day(5))
    reason = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 4}, day=day(2)))
    assert (reason.needed, reason.available, reason.failing_day) == (4, 2, day(5))
    assert reason.failing_paper is not None
    assert reason.failing_paper.voucher == taker
    assert [paper.voucher for paper in reason.takers] == [taker]
    assert ways(reason) == ["kurangi", "ganti-tanggal:2020-08-10", "kartu", "sisipkan"]


def test_a_part_reversed_on_its_own_day_counts_for_the_rest(desk: Desk, cloth: int) -> None:
    """Of 9 taken on the 4th 5 came back that day: 7 on the 2nd fail on the 4th, where 4 still went."""
    taker = desk.supply(desk.ani, {cloth: 9}, day=day(4))
    desk.reverse(taker, quantities={1: 5}, on=day(4))
    desk.supply(desk.ani, {cloth: 2}, day=day(6))
    reason = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 7}, day=day(2)))
    assert (reason.available, reason.failing_day) == (4, day(4))
    desk.supply(desk.budi, {cloth: 4}, day=day(2))


def test_a_late_delivery_finds_what_she_held_then(desk: Desk, cloth: int) -> None:
    """Returned on the 9th, delivered for the 8th: what she held then is gone, so it would be her own."""
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.supply(desk.ani, {cloth: 5}, day=day(5))
    desk.back(desk.ani, (cloth, 4), day=day(9))
    (reason,) = refused(desk, lambda: desk.receive(desk.ani, DeliveryLine(mask, 2, 2), day=day(8)))
    assert type(reason).__name__ == "OwnMaterial"
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1), day=day(8))
    assert desk.on_hand(desk.ani, cloth, on=day(8)) == (4, 400)


def test_a_late_entry_tells_what_it_changes(desk: Desk, cloth: int) -> None:
    """4 for Budi on the 3rd, entered today: both balances change since the 3rd, by 4 each."""
    done = give_budi(desk, cloth, 4, day(3))()
    (notice,) = desk.checked(done).notices
    assert notice.code == "LateEntry"
    changes = {(one["place"], one["change"], one["since"]) for one in notice.values["changes"]}  # type: ignore[attr-defined]
    assert changes == {(desk.store, -4, day(3)), (desk.budi, 4, day(3))}


def test_sisipkan_waits_for_its_period_to_be_open(desk: Desk, cloth: int) -> None:
    """Closed through the 3rd, nothing gives way to an entry of that day; reopened the later paper does."""
    desk.supply(desk.ani, {cloth: 8}, day=day(12))
    desk.checked(periods.close_period(desk.office, through=day(3)))
    reasons = refused(desk, lambda: inserted(desk, give_budi(desk, cloth, 5, day(3))))
    assert {type(one) for one in reasons} == {PeriodClosed, NotEnough}
    desk.checked(periods.reopen_period(desk.office, reason="nota terselip"))
    inserted(desk, give_budi(desk, cloth, 5, day(3)))
    assert desk.on_hand(desk.budi, cloth) == (5, 500)
    assert desk.on_hand(desk.ani, cloth) == (8, 500 + 600)
    desk.checked(periods.close_period(desk.office, through=day(13)))
    the_reason(desk, PeriodClosed, lambda: inserted(desk, give_budi(desk, cloth, 2, day(13))))


def test_sisipkan_gives_the_old_units_to_the_late_paper(desk: Desk, cloth: int) -> None:
    """15 were taken on the 12th; 5 on the 3rd get the old 0–4, the copy 5–9 and the young 0–9: Rp2.500."""
    taker = desk.supply(desk.ani, {cloth: 15}, day=day(12))
    assert desk.cost(taker) == 2000
    inserted(desk, give_budi(desk, cloth, 5, day(3)))
    assert desk.on_hand(desk.budi, cloth, on=day(3)) == (5, 500)
    assert desk.on_hand(desk.ani, cloth) == (15, 2500)
    assert desk.on_hand(desk.store, cloth) == (0, 0)


# --- counts -----------------------------------------------------------------------------------------


def test_blank_is_not_counted_and_nought_is_empty(desk: Desk, cloth: int) -> None:
    """Two items: the blank one has no line and stays open to the past, the other is counted down to 0."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((thread, 3, 30), day=day(1))
    counted = count(desk, {cloth: 0, thread: None}, on=day(12))
    with desk.office.reading() as connection:
        lines = counted_lines(connection, [counted])
    assert [(line.item.id, line.book, line.counted, line.difference, line.value) for line in lines] == [
        (cloth, 20, 0, -20, -3000)
    ]
    desk.supply(desk.ani, {thread: 1}, day=day(11))
    desk.buy((thread, 1, 10), day=day(2))
    reason = the_reason(desk, CountedSince, lambda: desk.buy((cloth, 1, 10), day=day(11)))
    assert (reason.day, reason.count.voucher, reason.corrected) == (day(11), counted, False)
    assert ways(reason) == ["ganti-tanggal", "buka-opname"]
    desk.buy((cloth, 1, 10), day=day(12))
    assert desk.on_hand(desk.store, cloth) == (1, 10)


def test_what_a_sheet_cannot_say_is_told_at_once(desk: Desk, cloth: int) -> None:
    """Below nothing, a difference without a reason, a sheet without a figure, a day ahead."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((thread, 3, 30), day=day(1))
    sheet = open_count(desk.office, place=desk.store, day=DAY)
    reasons = refused(desk, lambda: post_count(desk.office, sheet=sheet.counting({cloth: -1, thread: 2})))
    assert {type(one) for one in reasons} == {Negative, ReasonMissing}
    the_reason(desk, NothingChosen, lambda: post_count(desk.office, sheet=sheet))
    ahead = the_reason(desk, WrongDay, lambda: open_count(desk.office, place=desk.store, day=day(25)))
    assert (ahead.day, ahead.limit, ahead.after) == (day(25), DAY, True)


def test_two_counts_of_one_day(desk: Desk, cloth: int) -> None:
    """18 then 19 on the same evening: the first one's line is sealed by the second, latest first they go."""
    first = count(desk, {cloth: 18})
    second = count(desk, {cloth: 19})
    assert desk.on_hand(desk.store, cloth)[0] == 19
    reason = the_reason(desk, CountedSince, lambda: desk.reverse(first))
    assert (reason.count.voucher, reason.corrected) == (second, True)
    desk.reverse(second)
    desk.reverse(first)
    assert desk.on_hand(desk.store, cloth) == (20, 3000)


def test_what_came_before_a_count_of_its_day_is_sealed_what_came_after_is_not(desk: Desk, cloth: int) -> None:
    """One handover entered before the count, one after it, all on one day: only the latter can go back."""
    before = desk.supply(desk.ani, {cloth: 2})
    counted = count(desk, {cloth: 17})
    after = desk.supply(desk.budi, {cloth: 3})
    reason = the_reason(desk, CountedSince, lambda: desk.reverse(before))
    assert (reason.count.voucher, reason.corrected, reason.place.id) == (counted, True, desk.store)
    desk.reverse(after)
    assert desk.on_hand(desk.store, cloth)[0] == 17
    desk.reverse(counted)
    desk.reverse(before)
    assert desk.on_hand(desk.store, cloth) == (20, 3000)


def test_a_count_that_fits_lets_today_undo_yesterday(desk: Desk, cloth: int) -> None:
    """No difference: a handover of the 12th is reversed today, but not on a day before the count."""
    given = desk.supply(desk.ani, {cloth: 4}, day=day(12))
    count(desk, {cloth: 16}, on=day(14))
    reason = the_reason(desk, CountedSince, lambda: desk.reverse(given, on=day(13)))
    assert not reason.corrected
    desk.reverse(given, on=day(14))
    assert desk.on_hand(desk.store, cloth, on=day(14)) == (20, 3000)


def test_a_stale_sheet_is_brought_up_to_date(desk: Desk, cloth: int) -> None:
    """Opened at 20, 3 leave: the sheet says 20 → 17; refreshed it keeps the 16 counted, now 1 less."""
    sheet = open_count(desk.office, place=desk.store, day=DAY).counting({cloth: 16}, reasons={cloth: "susut"})
    desk.supply(desk.ani, {cloth: 3})
    reason = the_reason(desk, SheetStale, lambda: post_count(desk.office, sheet=sheet))
    assert [(item.id, old, new) for item, old, new in reason.changes] == [(cloth, 20, 17)]
    assert ways(reason) == ["segarkan"]
    fresh = refresh_count(desk.office, sheet=sheet)
    desk.checked(post_count(desk.office, sheet=fresh))
    assert desk.on_hand(desk.store, cloth)[0] == 16


def test_a_count_passes_what_is_promised(desk: Desk, cloth: int) -> None:
    """The old roll is promised whole: 13 counted takes 7 of the young one; 9 counted is one too many."""
    letter = desk.prepare({desk.ani: {cloth: 10}})
    reason = the_reason(desk, Reserved, lambda: count(desk, {cloth: 9}))
    assert (reason.needed, reason.available, reason.reserved) == (11, 10, 10)
    counted = count(desk, {cloth: 13})
    assert sum(cost for *_, cost in moves(desk, counted)) == 1400
    (signed,) = desk.sign(letter)
    assert desk.cost(signed) == 1000
    assert desk.on_hand(desk.store, cloth) == (3, 600)


def test_a_maker_is_counted_like_a_store(desk: Desk, cloth: int) -> None:
    """Ani holds 6, 4 are found: 2 are lost at cost; a late delivery, return or waste before it is refused."""
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.supply(desk.ani, {cloth: 6}, day=day(5))
    counted = count(desk, {cloth: 4}, place=desk.ani, on=day(12))
    assert desk.on_hand(desk.ani, cloth) == (4, 400)
    for act in (
        lambda: desk.receive(desk.ani, DeliveryLine(mask, 1, 1), day=day(11)),
        lambda: desk.back(desk.ani, (cloth, 1), day=day(11)),
        lambda: spoil(desk, desk.ani, cloth, 1, on=day(11)),
        lambda: desk.supply(desk.ani, {cloth: 1}, day=day(11)),
    ):
        reason = the_reason(desk, CountedSince, act)
        assert (reason.count.voucher, reason.place.id, reason.item.id) == (counted, desk.ani, cloth)
    desk.supply(desk.budi, {cloth: 1}, day=day(11))
    desk.receive(desk.ani, DeliveryLine(mask, 4, 4), day=day(12))


def test_buka_opname_with_later_acts_leaves_today_as_it_was(desk: Desk, cloth: int) -> None:
    """Counted 15 of 20, then 6 given and 2 back: a purchase before it changes the difference, not today."""
    counted = count(desk, {cloth: 15}, on=day(12))
    given = desk.supply(desk.ani, {cloth: 6}, day=day(14))
    desk.back(desk.ani, (cloth, 2), day=day(15))
    now = desk.on_hand(desk.store, cloth)[0]
    done = inserted(desk, lambda: desk.buy((cloth, 4, 40), day=day(3)))
    assert desk.on_hand(desk.store, cloth)[0] == now == 11
    with desk.office.reading() as connection:
        lines = counted_lines(connection, [counted, *done.vouchers])
    assert [(line.book, line.difference, line.reversed) for line in lines] == [
        (20, -5, True),
        (24, -9, False),
    ]
    assert desk.on_hand(desk.store, cloth, on=day(11))[0] == 24
    assert given


def test_buka_opname_of_one_item_leaves_the_others_alone(desk: Desk, cloth: int) -> None:
    """Two items on one sheet: the line of the late one is opened, the other one's still seals its past."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((thread, 5, 50), day=day(1))
    count(desk, {cloth: 19, thread: 4}, on=day(12))
    inserted(desk, lambda: desk.buy((cloth, 1, 100), day=day(5)))
    assert desk.on_hand(desk.store, cloth)[0] == 19
    reason = the_reason(desk, CountedSince, lambda: desk.buy((thread, 1, 1), day=day(11)))
    assert reason.item.id == thread
    the_reason(desk, CountedSince, lambda: desk.buy((cloth, 1, 1), day=day(11)))


# --- periods ----------------------------------------------------------------------------------------


def test_what_keeps_a_period_open(desk: Desk, cloth: int) -> None:
    """A letter that waits, a receipt that is not inspected, the day itself: all told; then it closes."""
    mask = things.a_product(desk.office, "Masker", price=500)
    letter = desk.prepare({desk.ani: {cloth: 1}}, day=day(12))
    door = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=day(13),
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 1, 1)],
    )
    reason = the_reason(desk, CannotClose, lambda: periods.close_period(desk.office, through=DAY))
    assert len(reason.why) == 2
    assert "530/001" in reason.why[1]
    assert "530/002" in reason.why[1]
    desk.checked(periods.close_period(desk.office, through=day(11)))
    one = the_reason(desk, CannotClose, lambda: periods.close_period(desk.office, through=day(12)))
    assert "530/002" not in one.sentence
    void(desk, letter)
    the_reason(desk, CannotClose, lambda: periods.close_period(desk.office, through=day(13)))
    void(desk, door)
    desk.checked(periods.close_period(desk.office, through=day(13)))
    the_reason(desk, CannotClose, lambda: periods.close_period(desk.office, through=day(13)))


def test_periods_are_reopened_newest_first(desk: Desk, cloth: int) -> None:
    """Closed through the 11th and the 15th: reopened once, the 12th is open and the 11th is not."""
    for last in (11, 15):
        desk.checked(periods.close_period(desk.office, through=day(last)))
    reason = the_reason(desk, PeriodClosed, lambda: desk.buy((cloth, 1, 1), day=day(12)))
    assert (reason.day, reason.through, reason.first_open_day) == (day(12), day(15), day(16))
    assert ways(reason)[0] == "pakai-tanggal:2020-08-16"
    the_reason(desk, ReasonMissing, lambda: periods.reopen_period(desk.office, reason=" "))
    desk.checked(periods.reopen_period(desk.office, reason="nota terselip"))
    desk.buy((cloth, 1, 1), day=day(12))
    reason = the_reason(desk, PeriodClosed, lambda: desk.prepare({desk.ani: {cloth: 1}}, day=day(11)))
    assert (reason.through, reason.first_open_day) == (day(11), day(12))
    desk.checked(periods.reopen_period(desk.office, reason="nota lagi"))
    the_reason(desk, periods.NothingClosed, lambda: periods.reopen_period(desk.office, reason="lagi"))


def test_a_closed_delivery_is_undone_in_the_open(desk: Desk, cloth: int) -> None:
    """Delivered in the closed time: today it goes back, dated today; its past days stay as reported."""
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.supply(desk.ani, {cloth: 5}, day=day(3))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 5), day=day(4))
    desk.checked(periods.close_period(desk.office, through=day(20)))
    the_reason(desk, PeriodClosed, lambda: desk.reverse(receipt, on=day(20)))
    desk.reverse(receipt)
    assert desk.on_hand(desk.store, mask, on=day(20)) == (5, 3000)
    assert desk.on_hand(desk.ani, cloth) == (5, 500)
    the_reason(desk, PeriodClosed, lambda: count(desk, {cloth: 1}, on=day(20)))


def test_the_year_of_a_number_and_of_a_move(desk: Desk, cloth: int) -> None:
    """A letter of 31 December signed on 2 January: numbered in the old year, booked in the new one."""
    desk.today(day(2, 1, 2021))
    letter = desk.prepare({desk.ani: {cloth: 3}}, day=day(31, 12))
    other = desk.prepare({desk.budi: {cloth: 1}}, day=day(2, 1, 2021))
    (signed,) = desk.sign(letter)
    assert desk.on_hand(desk.store, cloth, on=day(31, 12)) == (20, 3000)
    assert desk.on_hand(desk.store, cloth, on=day(1, 1, 2021)) == (20, 3000)
    assert desk.on_hand(desk.store, cloth)[0] == 17
    back = desk.reverse(signed)
    with desk.office.reading() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM paper ORDER BY id").scalars().all()
    assert numbers == ["530/001/DPP/XII/2020", "530/001/DPP/I/2021", "BALIK/001/DPP/I/2021"]
    desk.sign(other)
    desk.checked(periods.close_period(desk.office, through=day(31, 12)))
    the_reason(desk, PeriodClosed, lambda: desk.prepare({desk.ani: {cloth: 1}}, day=day(31, 12)))
    assert back


def test_a_day_ahead_is_undone_ahead(desk: Desk, cloth: int) -> None:
    """Signed for tomorrow: its reversal is dated tomorrow too, and today's balance never knew of it."""
    ahead = day(25)
    letter = desk.prepare({desk.ani: {cloth: 3}}, day=ahead)
    assert [notice.code for notice in letter.notices] == ["FutureDay"]
    (given,) = desk.sign(letter, day=ahead)
    the_reason(desk, WrongDay, lambda: desk.reverse(given, on=DAY))
    done = reversal.reverse(desk.office, voucher=given, reason="salah")
    assert [notice.code for notice in done.notices] == ["FutureDay"]
    assert desk.on_hand(desk.store, cloth, on=ahead) == (20, 3000)
    desk.supply(desk.budi, {cloth: 20})
    assert desk.on_hand(desk.store, cloth) == (0, 0)


def test_a_reversal_of_a_day_long_gone_is_dated_between(desk: Desk, cloth: int) -> None:
    """Given on the 3rd, undone on the 8th: the 5th still shows it out, the 9th does not."""
    given = desk.supply(desk.ani, {cloth: 7}, day=day(3))
    desk.reverse(given, on=day(8))
    assert [desk.on_hand(desk.store, cloth, on=day(n))[0] for n in (2, 3, 7, 8)] == [10, 3, 3, 10]
    reason = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 4}, day=day(5)))
    assert (reason.available, reason.first_free_day) == (3, day(8))
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(desk_purchase(desk, cloth), quantities={1: 11}))
    assert blocked.asked == 11


def desk_purchase(desk: Desk, cloth: int) -> int:
    """Return the voucher that bought the old roll."""
    with desk.office.reading() as connection:
        return int(
            connection.exec_driver_sql("SELECT min(voucher) FROM line WHERE item = ?", (cloth,)).scalar_one()
        )
