"""Late entries, closing and order (scenarios B3, B6, B7, B10), and the ways out: Sisipkan, Buka opname."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.errors import (
    CannotClose,
    CountedSince,
    NotEnough,
    Notice,
    Paid,
    PeriodClosed,
    ReasonMissing,
    Refusal,
    Reserved,
)
from ikm_desktop.goods import periods, reversal, transfer, vouchers, waste
from ikm_desktop.goods.count_paper import count_minutes
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import counted_lines, post_count
from ikm_desktop.goods.insertion import Late
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.values import value_balance
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.archive import issued_papers
from ikm_desktop.papers.rows import number_of, papers_of, read_paper
from ikm_desktop.reports import issuing, late
from ikm_desktop.supply import handover, take_back
from ikm_desktop.supply.handover_list import handover_list
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


def day(number: int) -> date:
    """A day of August, up to today."""
    return date(2020, 8, number)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """An old roll of 10 for Rp1.000, and a younger one of 10 for Rp2.000 that came on the 10th."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=day(1))
    desk.buy((item, 10, 2000), day=day(10))
    return item


def inserted(
    desk: Desk, enter: Callable[[], object], *, insert: bool = True, open_counts: bool = False
) -> Done:
    """Enter late with what gives way, and check the book."""
    done, _ = late.enter_late(
        desk.office, Late(enter, "nota terselip", insert=insert, open_counts=open_counts)
    )
    return desk.checked(done)


def late_supply(desk: Desk, item: int, quantity: int, on: int) -> Callable[[], Done]:
    """Hand goods to Budi, prepared and signed on a day of August."""

    def enter() -> Done:
        done = handover.prepare_handover(
            desk.office,
            participant=desk.budi,
            store=desk.store,
            letter_date=day(on),
            lines=[GoodsLine(item, quantity)],
            giver=OFFICER,
            batch=desk.batch,
        )
        return vouchers.sign(desk.office, prepared=done.prepared, day=day(on))

    return enter


def late_purchase(desk: Desk, item: int, bought: tuple[int, int], on: int) -> Callable[[], Done]:
    """Buy a quantity for a value on a day of August."""
    line = OpeningLine(desk.store, item, *bought)
    return lambda: open_balances(desk.office, day=day(on), lines=[line])


def late_reversal(desk: Desk, voucher: int, on: int) -> Callable[[], Done]:
    """Reverse a voucher on a day of August."""
    return lambda: reversal.reverse(desk.office, voucher=voucher, reason="salah catat", on=day(on))


def counted(desk: Desk, place: int, on: date, found: dict[int, int]) -> int:
    """Post a count and return its voucher."""
    sheet = open_count(desk.office, place=place, day=on).counting(
        dict(found), reasons=dict.fromkeys(found, "dihitung")
    )
    return desk.checked(post_count(desk.office, sheet=sheet)).vouchers[0]


def test_b6_a_closed_period_takes_nothing(desk: Desk, cloth: int) -> None:
    """New, late and reversing entries are refused; today and the future are never closed; reopening works."""
    given = desk.supply(desk.ani, {cloth: 2}, day=day(12))
    desk.checked(periods.close_period(desk.office, through=day(20)))
    before = desk.dump()
    for enter in (
        late_purchase(desk, cloth, (1, 1), 20),
        lambda: desk.supply(desk.ani, {cloth: 1}, day=day(5)),
        lambda: desk.reverse(given, on=day(12)),
        lambda: inserted(desk, late_purchase(desk, cloth, (1, 1), 20)),
    ):
        with pytest.raises(PeriodClosed) as refused:
            enter()
        assert refused.value.first_open_day == day(21)
    for through in (DAY, DAY + timedelta(1)):
        with pytest.raises(CannotClose):
            periods.close_period(desk.office, through=through)
    assert desk.dump() == before
    desk.checked(periods.reopen_period(desk.office, reason="nota tertinggal"))
    desk.buy((cloth, 1, 1), day=day(20))


def test_b7_a_day_ahead_is_a_warning(desk: Desk, cloth: int) -> None:
    """Tomorrow is taken with a warning, today without a word."""

    def codes(on: date) -> list[str]:
        done = open_balances(desk.office, day=on, lines=[OpeningLine(desk.store, cloth, 1, 1)])
        return [notice.code for notice in desk.checked(done).notices]

    assert codes(DAY + timedelta(1)) == ["FutureDay"]
    assert codes(DAY) == []


def test_b10_the_ways_out_of_a_late_entry(desk: Desk, cloth: int) -> None:
    """Old lots gone to later papers: Sisipkan. A count after it: Buka opname."""
    desk.supply(desk.ani, {cloth: 8}, day=day(12))
    with pytest.raises(NotEnough) as short:
        desk.supply(desk.budi, {cloth: 5}, day=day(5))
    assert [paper.number for paper in short.value.takers] == ["530/001/DPP/VIII/2020"]
    assert short.value.first_free_day == day(10)
    assert [way.key for way in short.value.ways_out] == [
        "kurangi",
        "ganti-tanggal:2020-08-10",
        "kartu",
        "sisipkan",
    ]
    counted(desk, desk.store, day(14), {cloth: 12})
    with pytest.raises(CountedSince) as blocked:
        desk.buy((cloth, 1, 1), day=day(13))
    assert "buka-opname" in {way.key for way in blocked.value.ways_out}


def test_sisipkan_puts_the_late_paper_in_order(desk: Desk, cloth: int) -> None:
    """The later paper gives way on its own day and comes back with its number, its units chosen anew."""
    letter = desk.prepare({desk.ani: {cloth: 8}}, day=day(12))
    issuing.issue(desk.office, papers=letter.papers)
    (given,) = desk.sign(letter, day=day(13))
    assert desk.on_hand(desk.ani, cloth) == (8, 800)
    what = Late(late_supply(desk, cloth, 5, 5), "nota terselip")
    before = desk.dump()
    assert [paper.number for paper in late.what_gives_way(desk.office, what)] == ["530/001/DPP/VIII/2020"]
    assert desk.dump() == before
    done, pushed = late.enter_late(desk.office, what)
    desk.checked(done)
    assert desk.on_hand(desk.budi, cloth, on=day(5)) == (5, 500)
    assert desk.on_hand(desk.ani, cloth, on=day(12)) == (0, 0)
    assert desk.on_hand(desk.ani, cloth) == (8, 5 * 100 + 3 * 200)
    copy = pushed.copied.vouchers[given]
    with desk.office.reading() as connection:
        assert number_of(connection, voucher=copy) == "530/001/DPP/VIII/2020"
        versions = issued_papers(connection, paper=letter.papers[0], all_versions=True)
        kinds = connection.exec_driver_sql("SELECT count(*) FROM act").scalar_one()
    assert [version.version for version in versions] == [1, 2]
    assert done.entry == kinds, "one act"
    assert _changes(done.notices) == [
        (desk.store, cloth, -5, day(5)),
        (desk.budi, cloth, 5, day(5)),
    ]


def _changes(notices: tuple[Notice, ...]) -> list[tuple[object, ...]]:
    found = [notice.values["changes"] for notice in notices if notice.code == "LateEntry"]
    return [tuple(change.values()) for changes in found for change in changes]  # type: ignore[attr-defined]


def test_sisipkan_needs_a_reason(desk: Desk, cloth: int) -> None:
    """It reverses papers: why is written on each."""
    with pytest.raises(ReasonMissing):
        late.enter_late(desk.office, Late(late_purchase(desk, cloth, (1, 1), 24), " "))


def test_sisipkan_only_where_it_helps(desk: Desk) -> None:
    """Where the goods are short whoever goes first, the refusal says so without offering it again (B3)."""
    label = things.a_material(desk.office, "Label", unit=PIECE)
    desk.buy((label, 5, 500), day=day(1))
    desk.supply(desk.ani, {label: 1}, day=day(3))
    desk.buy((label, 2, 200), day=day(4))
    before = desk.dump()
    with pytest.raises(NotEnough) as refused:
        inserted(desk, late_supply(desk, label, 5, 2))
    assert refused.value.failing_day == day(3)
    assert "sisipkan" not in {way.key for way in refused.value.ways_out}
    assert desk.dump() == before
    desk.buy((label, 1, 100), day=day(3))
    inserted(desk, late_supply(desk, label, 5, 2))
    assert desk.on_hand(desk.ani, label) == (1, 100)


def test_sisipkan_moves_what_was_made_of_the_goods_too(desk: Desk, cloth: int, mask: int) -> None:
    """Supply, delivery, gift and its return give way one after the other, and come back with other costs."""
    desk.supply(desk.ani, {cloth: 8}, day=day(12))
    desk.receive(desk.ani, DeliveryLine(mask, 6, 5, 1, "noda"), day=day(14))
    gift = desk.give((mask, 4), day=day(15))
    desk.back(desk.ani, (cloth, 1), day=day(16))
    assert desk.on_hand(desk.church, mask) == (4, 4 * 600)
    inserted(desk, late_supply(desk, cloth, 10, 5))
    assert desk.on_hand(desk.church, mask) == (4, 4 * 700)
    assert desk.on_hand(desk.store, mask) == (1, 700)
    assert desk.on_hand(desk.ani, mask) == (1, 200)
    assert desk.on_hand(desk.ani, cloth) == (1, 200)
    assert desk.on_hand(desk.budi, cloth) == (10, 1000)
    with desk.office.reading() as connection:
        assert number_of(connection, voucher=gift) == "530/003/DPP/VIII/2020"


def test_sisipkan_claims_no_more_of_the_makers_own(desk: Desk, cloth: int) -> None:
    """A delivery that gives way takes as much of her own as was told with a reason, and keeps its price."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((thread, 20, 2000), day=day(1))
    scarf = things.a_product(desk.office, "Selendang", price=500)
    things.a_recipe(desk.office, scarf, {cloth: 1, thread: 1})
    desk.supply(desk.ani, {cloth: 4, thread: 1}, day=day(12))
    desk.supply(desk.ani, {cloth: 2}, day=day(16))
    desk.receive(desk.ani, DeliveryLine(scarf, 3, 3, own_reason="sisa benang di rumah"), day=day(17))
    desk.supply(desk.ani, {thread: 5}, day=day(13))
    things.a_price(desk.office, scarf, 700, since=day(15))
    before = desk.dump()
    with pytest.raises(NotEnough) as refused:
        inserted(desk, lambda: desk.back(desk.ani, (cloth, 5), day=day(16)))
    assert (refused.value.needed, refused.value.available) == (5, 3)
    assert desk.dump() == before
    inserted(desk, lambda: desk.back(desk.ani, (cloth, 2), day=day(14)))
    assert desk.on_hand(desk.ani, cloth)[0] == 1
    assert desk.on_hand(desk.ani, thread) == (5, 500)
    with desk.office.reading() as connection:
        prices = connection.exec_driver_sql("SELECT DISTINCT price FROM line WHERE item = ?", (scarf,)).all()
    assert [row.price for row in prices] == [500]


def test_every_kind_that_takes_goods_gives_way_and_comes_back(desk: Desk, cloth: int) -> None:
    """Waste, write-off, transfer, supply and what was returned of it, a gift and what came back of it.

    All took of the old roll on later days; afterwards each has moved as much as before, at other costs.
    """
    depot = things.a_store(desk.office, "Gudang II")
    spoilt = [waste.WasteLine(cloth, 1, "basah")]
    desk.checked(waste.record_waste(desk.office, place=desk.store, letter_date=day(11), lines=spoilt))
    desk.checked(waste.write_off(desk.office, place=desk.store, letter_date=day(11), lines=spoilt))
    moved = transfer.prepare_transfer(
        desk.office, source=desk.store, target=depot, letter_date=day(12), lines=[GoodsLine(cloth, 2)]
    )
    desk.sign(desk.checked(moved), day=day(12))
    (line,) = desk.lines(desk.supply(desk.ani, {cloth: 3}, day=day(13)))
    back = [take_back.ReturnLine(cloth, 1, line)]
    desk.checked(
        take_back.take_back(
            desk.office,
            participant=desk.ani,
            store=desk.store,
            letter_date=day(14),
            lines=back,
            receiver=OFFICER,
        )
    )
    (gift,) = desk.lines(desk.give((cloth, 4), day=day(15)))
    desk.checked(
        gifts_back.take_back(
            desk.office,
            institution=desk.church,
            store=desk.store,
            letter_date=day(16),
            lines=[gifts_back.TakenBackLine(gift, 1, "lebih")],
            receiver=OFFICER,
        )
    )
    places = (desk.store, depot, desk.ani, desk.church)
    before = [desk.on_hand(place, cloth)[0] for place in places]
    done, pushed = late.enter_late(desk.office, Late(late_supply(desk, cloth, 10, 5), "nota terselip"))
    desk.checked(done)
    assert len(pushed.copied.vouchers) == 7
    after = [desk.on_hand(place, cloth)[0] for place in places]
    assert after == [before[0] - 10, *before[1:]]
    with desk.office.reading() as connection:
        assert value_balance(connection).unexplained == 0
    assert desk.on_hand(desk.budi, cloth) == (10, 1000)


def test_sisipkan_stops_at_what_was_paid(desk: Desk, cloth: int, mask: int) -> None:
    """A paid delivery cannot give way: the kuitansi is named, nothing is changed."""
    desk.supply(desk.ani, {cloth: 8}, day=day(12))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 6, 6), day=day(14))
    desk.pay(desk.ani, *desk.lines(receipt))
    before = desk.dump()
    with pytest.raises(Paid, match="00001/UP/2020"):
        inserted(desk, late_supply(desk, cloth, 10, 5))
    assert desk.dump() == before


def test_sisipkan_passes_what_is_prepared(desk: Desk, cloth: int) -> None:
    """Pins never give way: the late entry is told which paper holds the goods."""
    desk.prepare({desk.ani: {cloth: 8}}, day=day(12))
    with pytest.raises(Reserved, match="530/001"):
        inserted(desk, late_supply(desk, cloth, 5, 5))


def test_sisipkan_stops_at_a_closed_period(desk: Desk, cloth: int) -> None:
    """What lies in a closed period does not give way."""
    desk.supply(desk.ani, {cloth: 8}, day=day(12))
    desk.checked(periods.close_period(desk.office, through=day(2)))
    inserted(desk, late_supply(desk, cloth, 5, 5))
    desk.checked(periods.close_period(desk.office, through=day(12)))
    with pytest.raises(PeriodClosed):
        inserted(desk, late_supply(desk, cloth, 1, 12))


def test_sisipkan_of_one_out_of_a_kit(desk: Desk, cloth: int) -> None:
    """Only the persons whose goods are taken give way; the list shows each once, in its old order."""
    letter = desk.prepare({desk.ani: {cloth: 4}, desk.budi: {cloth: 4}}, day=day(12))
    desk.sign(letter, day=day(12))
    issuing.issue(desk.office, papers=letter.papers)
    done, pushed = late.enter_late(desk.office, Late(late_supply(desk, cloth, 5, 5), "nota terselip"))
    desk.checked(done)
    assert len(pushed.copied.vouchers) == 1
    with desk.office.reading() as connection:
        rows = issued_papers(connection, paper=letter.papers[0], all_versions=True)
        content = handover_list(connection, read_paper(connection, letter.papers[0]), version=3, draft=True)
    assert len(rows) == 2
    assert [row.name for row in content.rows] == ["Ani CONTOH", "Budi CONTOH"]
    assert content.materials[0].total == 8


def test_buka_opname_lets_a_late_paper_before_the_count(desk: Desk, cloth: int) -> None:
    """Stock after the count is unchanged, and the difference reads right, as version 2 of its minutes."""
    thread = things.a_material(desk.office, "Benang", unit=PIECE)
    desk.buy((thread, 4, 40), day=day(1))
    count = counted(desk, desk.store, day(14), {cloth: 15, thread: 4})
    with desk.office.reading() as connection:
        (minutes,) = papers_of(connection, voucher=count)
    issuing.issue(desk.office, papers=[minutes.id])
    after = desk.on_hand(desk.store, cloth)[0]
    with pytest.raises(CountedSince):
        desk.supply(desk.budi, {cloth: 3}, day=day(5))
    done, pushed = late.enter_late(desk.office, Late(late_supply(desk, cloth, 3, 5), "nota terselip"))
    desk.checked(done)
    copy = pushed.copied.vouchers[count]
    assert desk.on_hand(desk.store, cloth)[0] == after
    with desk.office.reading() as connection:
        (line,) = counted_lines(connection, [copy])
        assert number_of(connection, voucher=copy) == number_of(connection, voucher=count)
        content = count_minutes(connection, minutes, version=3, draft=True)
        assert len(issued_papers(connection, paper=minutes.id, all_versions=True)) == 2
    assert [(row.name, row.difference) for row in content.rows] == [("Kain", -2), ("Benang", 0)]
    assert (line.book, line.counted, line.difference) == (17, 15, -2)


def test_buka_opname_of_what_was_found_and_used(desk: Desk, cloth: int) -> None:
    """Goods a count had found more are gone since: the papers that took them give way as well."""
    counted(desk, desk.store, day(14), {cloth: 25})
    desk.supply(desk.ani, {cloth: 24}, day=day(16))
    inserted(desk, late_purchase(desk, cloth, (3, 300), 5), open_counts=True)
    assert desk.on_hand(desk.store, cloth)[0] == 1
    assert desk.on_hand(desk.ani, cloth)[0] == 24


def test_buka_opname_through_several_counts(desk: Desk, cloth: int) -> None:
    """Two counts after the late day, one that fitted: both are opened, the latest first."""
    counted(desk, desk.store, day(14), {cloth: 15})
    counted(desk, desk.store, day(18), {cloth: 15})
    inserted(desk, late_purchase(desk, cloth, (2, 200), 5), open_counts=True)
    assert desk.on_hand(desk.store, cloth)[0] == 15
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT difference FROM count_line c LEFT JOIN line b ON b.refers = c.line WHERE b.id IS NULL"
            " ORDER BY c.line"
        ).scalars()
        assert list(rows) == [-7, 0]


def test_buka_opname_for_a_reversal(desk: Desk, cloth: int) -> None:
    """What a count has corrected can be reversed once the count is opened for it."""
    given = desk.supply(desk.ani, {cloth: 4}, day=day(12))
    counted(desk, desk.store, day(14), {cloth: 15})
    with pytest.raises(CountedSince):
        desk.reverse(given)
    inserted(desk, late_reversal(desk, given, 12), open_counts=True)
    assert desk.on_hand(desk.store, cloth)[0] == 15
    assert desk.on_hand(desk.ani, cloth)[0] == 0


def test_a_count_that_took_the_goods_gives_way_too(desk: Desk, cloth: int) -> None:
    """Sisipkan before a count that missed goods: the count is opened, what it counted stays."""
    counted(desk, desk.store, day(14), {cloth: 3})
    desk.supply(desk.ani, {cloth: 3}, day=day(15))
    inserted(desk, late_supply(desk, cloth, 8, 5), open_counts=True)
    assert desk.on_hand(desk.store, cloth) == (0, 0)
    assert desk.on_hand(desk.ani, cloth)[0] == 3


def test_only_what_was_allowed_gives_way(desk: Desk, cloth: int) -> None:
    """Sisipkan alone opens no count for the late entry, Buka opname alone takes no goods from others."""
    desk.supply(desk.ani, {cloth: 8}, day=day(12))
    counted(desk, desk.store, day(14), {cloth: 12})
    before = desk.dump()
    with pytest.raises(Refusal) as refused:
        inserted(desk, late_supply(desk, cloth, 5, 5))
    assert {type(one) for one in refused.value.reasons} == {CountedSince, NotEnough}
    with pytest.raises(Refusal):
        inserted(desk, late_supply(desk, cloth, 5, 5), insert=False, open_counts=True)
    assert desk.dump() == before
    inserted(desk, late_supply(desk, cloth, 5, 5), open_counts=True)
    assert desk.on_hand(desk.store, cloth)[0] == 12
