"""Letters to institutions, what comes back and is handed on, quotas and shares: other combinations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import LITRE, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import onward
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.distribution.onward import MoreThanKept
from ikm_desktop.distribution.plan import plan_basis, share_product
from ikm_desktop.distribution.shares import Share, Way, share
from ikm_desktop.errors import (
    Blocked,
    FieldInvalid,
    FieldMissing,
    LineTwice,
    NotEnough,
    PeriodClosed,
    ReasonMissing,
    Reserved,
    WrongDay,
)
from ikm_desktop.goods import changing, parties, periods, transfer, vouchers
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reported import ReportedOnward
from tests.factories import things
from tests.factories.stock import some_stock
from tests.scenarios.desk import DAY, Desk
from tests.scenarios.others import (
    costs,
    day,
    from_church,
    moves,
    refused,
    report,
    the_reason,
    void,
    ways,
)


@pytest.fixture
def masks(desk: Desk) -> int:
    """A product of which 20 for Rp10.007 lie in the store since the 1st."""
    item = things.a_product(desk.office, "Masker")
    some_stock(desk.office, desk.store, item, 20, value=10_007, day=day(1))
    return item


def given(desk: Desk, on: date = DAY) -> dict[tuple[int, int], int]:
    """Return what institutions got in the cycle of a day."""
    with desk.office.reading() as connection:
        return dict(plan_basis(connection, on).given)


def test_what_was_handed_on_does_not_come_back(desk: Desk, masks: int) -> None:
    """12 given, 7 reported: 5 can come back or be reversed; what came back is no more reported on."""
    gift = desk.give((masks, 12), day=day(10))
    (line,) = desk.lines(gift)
    told = report(desk, gift, line, 7, on=day(12))
    reason = the_reason(desk, ReportedOnward, lambda: from_church(desk, line, 6))
    assert (reason.possible, reason.asked, [paper.voucher for paper in reason.papers]) == (5, 6, [told])
    reason = the_reason(desk, ReportedOnward, lambda: desk.reverse(gift))
    assert (reason.possible, reason.asked) == (5, 12)
    assert ways(reason) == ["balikkan:5", "buka-laporan"]
    back = from_church(desk, line, 3)
    more = the_reason(desk, MoreThanKept, lambda: report(desk, gift, line, 3))
    assert (more.asked, more.left) == (3, 2)
    desk.reverse(gift, quantities={1: 2})
    assert desk.on_hand(desk.store, masks)[0] == 13
    the_reason(desk, MoreThanKept, lambda: report(desk, gift, line, 1))
    desk.reverse(told)
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(gift))
    assert [paper.voucher for paper in blocked.papers] == [back]
    desk.reverse(back)
    desk.reverse(gift)
    assert desk.on_hand(desk.store, masks) == (20, 10_007)


def test_a_report_has_its_day_its_letter_and_its_receiver(desk: Desk, masks: int) -> None:
    """Before the letter was signed, in a closed period, without receiver, on another letter: each refused."""
    gift = desk.sign(desk.prepare_gift((masks, 5), day=day(10)), day=day(12))[0]
    (line,) = desk.lines(gift)
    early = the_reason(desk, WrongDay, lambda: report(desk, gift, line, 1, on=day(11)))
    assert (early.day, early.limit) == (day(11), day(12))
    nobody = onward.OnwardLine(line, 1, " ")
    the_reason(
        desk,
        FieldMissing,
        lambda: onward.report_onward(desk.office, voucher=gift, letter_date=DAY, lines=[nobody]),
    )
    desk.checked(periods.close_period(desk.office, through=day(14)))
    the_reason(desk, PeriodClosed, lambda: report(desk, gift, line, 1, on=day(13)))
    told = report(desk, gift, line, 5, on=day(15))
    assert desk.on_hand(desk.church, masks)[0] == 5
    the_reason(desk, MoreThanKept, lambda: report(desk, gift, line, 1))
    assert told


def test_two_letters_come_back_each_by_itself(desk: Desk, masks: int) -> None:
    """6 then 4 given: of the first 2 come back, its lowest, at their cost; no more of the second than 4."""
    first, second = (desk.give((masks, many), day=day(10)) for many in (6, 4))
    (one,), (two,) = desk.lines(first), desk.lines(second)
    back = from_church(desk, one, 2, on=day(12))
    assert [(a, n) for _, a, n, _ in moves(desk, back)] == [(0, 2)]
    assert costs(desk, back) == [10_007 * 2 // 20]
    short = the_reason(desk, NotEnough, lambda: from_church(desk, two, 5))
    assert (short.needed, short.available, short.place.id) == (5, 4, desk.church)
    early = the_reason(desk, NotEnough, lambda: from_church(desk, two, 1, on=day(9)))
    assert early.first_free_day == day(10)
    reversed_part = desk.reverse(first, quantities={1: 1})
    assert [(a, n) for _, a, n, _ in moves(desk, reversed_part)] == [(5, 1)]
    again = desk.give((masks, 2))
    assert [(a, n) for _, a, n, _ in moves(desk, again)] == [(0, 2)]
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(back))
    assert ([paper.voucher for paper in blocked.papers], blocked.possible) == ([again], 0)


def test_a_quota_counts_what_stands_of_a_cycle(desk: Desk, masks: int) -> None:
    """Promised, voided, taken back, a return undone, reversed, of another quarter: what stands counts."""
    key = (desk.church, masks)
    gift = desk.give((masks, 6), day=day(10))
    assert given(desk) == {key: 6}
    promised = desk.prepare_gift((masks, 3), day=day(11))
    assert given(desk) == {key: 9}
    void(desk, promised)
    back = from_church(desk, desk.lines(gift)[0], 4, on=day(12))
    assert given(desk) == {key: 2}
    desk.reverse(back)
    assert given(desk) == {key: 6}
    desk.reverse(gift, quantities={1: 5})
    assert given(desk) == {key: 1}
    desk.give((masks, 2), day=day(30, 6) + timedelta(days=40))
    assert given(desk) == {key: 3}
    assert given(desk, day(30, 6)) == {}
    desk.reverse(gift)
    assert given(desk) == {key: 2}


def test_a_share_with_ties_with_nobody_and_with_too_much_typed() -> None:
    """7 over three is 3, 2, 2; all weights 0 share alike; 9 typed of 7 leave the others 0 and 2 too many."""
    three = [Share(key, weight=0) for key in (1, 2, 3)]
    assert list(share(7, three).parts.values()) == [3, 2, 2]
    assert list(share(8, three, Way.WEIGHT).parts.values()) == [3, 3, 2]
    typed = share(7, [Share(1, locked=9), Share(2), Share(3)])
    assert (list(typed.parts.values()), typed.left) == ([9, 0, 0], -2)
    assert (share(5, []).left, share(0, three).total) == (5, 0)
    full = share(10, [Share(1, room=2), Share(2, room=0), Share(3, room=3)], Way.QUOTA)
    assert (list(full.parts.values()), full.left) == ([2, 0, 3], 5)
    three = [Share(key, room=1) for key in (1, 2, 3)]
    assert list(share(2, three, Way.QUOTA).parts.values()) == [1, 1, 0]


def test_a_plan_never_gives_what_is_promised(desk: Desk) -> None:
    """3.500 ml of which 1 litre waits: 2 whole litres are shared, half a litre stays; typed stays typed."""
    soap = things.a_product(desk.office, "Sabun", unit=LITRE)
    some_stock(desk.office, desk.store, soap, 3500, value=7000, day=day(1))
    desk.prepare_gift((soap, 1000))
    mosque = things.an_institution(desk.office, "Masjid CONTOH")
    with desk.office.reading() as connection:
        basis = plan_basis(connection, DAY)
        both = [one for one in parties.institutions(connection) if one.place in (desk.church, mosque)]
    (free,) = basis.products
    assert free.quantity == 2500
    found = share_product(basis, free.item, free.quantity, both, Way.EQUAL, {})
    assert (sorted(found.parts.values()), found.left) == ([1000, 1000], 500)
    typed = share_product(basis, free.item, free.quantity, both, Way.EQUAL, {mosque: 2700})
    assert (typed.parts[mosque], typed.parts[desk.church], typed.left) == (2700, 0, -200)


def test_a_letter_from_the_store_that_has_the_goods(desk: Desk, masks: int) -> None:
    """8 of 20 are on their way to the depot: promised there and here not, signed there and here no more."""
    depot = things.a_store(desk.office)
    moved = transfer.prepare_transfer(
        desk.office, source=desk.store, target=depot, letter_date=DAY, lines=[GoodsLine(masks, 8)]
    )
    desk.checked(moved)
    reserved = the_reason(desk, Reserved, lambda: desk.prepare_gift((masks, 13)))
    assert (reserved.available, reserved.reserved) == (12, 8)
    home, desk.store = desk.store, depot
    nothing = the_reason(desk, NotEnough, lambda: desk.prepare_gift((masks, 1)))
    assert (nothing.available, nothing.first_free_day) == (0, None)
    (voucher,) = desk.sign(moved)
    gift = desk.give((masks, 3))
    assert desk.cost(gift) == 10_007 * 3 // 20
    desk.store = home
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(voucher))
    assert (blocked.possible, [paper.voucher for paper in blocked.papers]) == (5, [gift])
    desk.reverse(voucher, quantities={1: 5})
    assert desk.on_hand(home, masks)[0] == 17


def test_best_before_is_told_whenever_it_matters(desk: Desk) -> None:
    """Tea good till 2 September: told when a letter is prepared, changed and signed near or past it."""
    tea = things.a_product(desk.office, "Teh kelor", price=100, shelf_life_days=30)
    leaf = things.a_material(desk.office, "Daun", unit=PIECE)
    desk.buy((leaf, 10, 100), day=day(1))
    desk.supply(desk.ani, {leaf: 10}, day=day(2))
    for on in (day(3), DAY):
        desk.receive(desk.ani, DeliveryLine(tea, 4, 4, materials={leaf: 4}), day=on)

    def told(notices: tuple[object, ...]) -> list[tuple[date, bool]]:
        return [
            (notice.values["best_before"], notice.values["past"])  # type: ignore[attr-defined]
            for notice in notices
            if notice.code == "BestBefore"  # type: ignore[attr-defined]
        ]

    early = desk.prepare_gift((tea, 3), day=day(3))
    assert told(early.notices) == [(day(2, 9), False)]
    desk.today(day(5, 9))
    late = desk.prepare_gift((tea, 1), day=day(5, 9))
    assert told(late.notices) == [(day(2, 9), True)]
    done = changing.change_prepared(desk.office, prepared=late.prepared[0], lines=[GoodsLine(tea, 3)])
    assert told(desk.checked(done).notices) == [(day(2, 9), True), (day(23, 9), False)]
    signed = vouchers.sign(desk.office, prepared=early.prepared, day=day(5, 9))
    assert told(desk.checked(signed).notices) == [(day(2, 9), True)]
    assert desk.on_hand(desk.store, tea)[0] == 5


def test_what_a_church_cannot_give_back(desk: Desk, masks: int) -> None:
    """Another's letter, a line twice, without a reason, on one form: all told, nothing booked."""
    gift = desk.give((masks, 4))
    other = things.an_institution(desk.office, "Masjid CONTOH")
    (line,) = desk.lines(gift)
    church, desk.church = desk.church, other
    (reason,) = refused(desk, lambda: from_church(desk, line, 1))
    assert isinstance(reason, FieldInvalid)
    desk.church = church
    lines = [gifts_back.TakenBackLine(line, 2, " "), gifts_back.TakenBackLine(line, 1, "sisa")]
    reasons = refused(
        desk,
        lambda: gifts_back.take_back(
            desk.office,
            institution=church,
            store=desk.store,
            letter_date=DAY,
            lines=lines,
            receiver="Petugas CONTOH",
        ),
    )
    assert [(type(one), one.line) for one in reasons] == [(ReasonMissing, 1), (FieldInvalid, 2)]


def test_signing_twice_in_one_go(desk: Desk, masks: int) -> None:
    """Two letters signed at once, one named twice: refused; once each they post what each had pinned."""
    first, second = (desk.prepare_gift((masks, many)) for many in (3, 4))
    (one,), (two,) = first.prepared, second.prepared
    the_reason(desk, LineTwice, lambda: vouchers.sign(desk.office, prepared=[two, one, two]))
    done = desk.checked(vouchers.sign(desk.office, prepared=[two, one]))
    assert [[(a, n) for _, a, n, _ in moves(desk, voucher)] for voucher in done.vouchers] == [
        [(3, 4)],
        [(0, 3)],
    ]
    lines = [OpeningLine(desk.store, masks, 1, 1)]
    desk.checked(open_balances(desk.office, day=DAY, lines=lines))
    assert desk.on_hand(desk.church, masks)[0] == 7
