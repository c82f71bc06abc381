"""Counting: what was found is what lies there, and what was signed stays true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import (
    CountedSince,
    FieldInvalid,
    FieldMissing,
    Negative,
    NotEnough,
    NothingChosen,
    ReasonMissing,
    Refusal,
    Reserved,
    SheetStale,
    WrongDay,
    WrongPlace,
)
from ikm_desktop.goods.count_sheet import CountSheet, open_count, refresh_count
from ikm_desktop.goods.counts import counted_lines, post_count
from tests.factories import things
from tests.scenarios.desk import DAY, Desk

YESTERDAY = DAY - timedelta(1)
BEFORE = DAY - timedelta(9)


class Shelves(Desk):
    """A desk whose store got 10 of cloth for Rp1.000 and 5 of thread for Rp55 long ago."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain", unit=PIECE)
        self.thread = things.a_material(self.office, "Benang", unit=PIECE)
        self.buy((self.cloth, 10, 1000), (self.thread, 5, 55), day=BEFORE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shelves]:
    """A desk with goods on its shelves."""
    found = Shelves(tmp_path)
    yield found
    found.office.close()


def _sheet(desk: Shelves, **counted: int | None) -> CountSheet:
    """Open yesterday's sheet of the store and fill it in, by name of the fixture's items."""
    sheet = open_count(desk.office, place=desk.store, day=YESTERDAY)
    by_item = {getattr(desk, name): quantity for name, quantity in counted.items()}
    return sheet.counting(by_item, reasons=dict.fromkeys(by_item, "dihitung ulang"))


def _post(desk: Shelves, sheet: CountSheet) -> int:
    return desk.checked(post_count(desk.office, sheet=sheet)).vouchers[0]


def _reasons(desk: Shelves, sheet: CountSheet) -> list[type[Refusal]]:
    before = desk.dump()
    with pytest.raises(Refusal) as refused:
        post_count(desk.office, sheet=sheet)
    assert desk.dump() == before
    return [type(one) for one in refused.value.reasons]


def test_blank_is_not_counted_and_nought_is_empty(desk: Shelves) -> None:
    """A blank line leaves no trace; 0 takes all that lies there, at its cost."""
    count = _post(desk, _sheet(desk, cloth=0, thread=None))
    assert desk.on_hand(desk.store, desk.cloth) == (0, 0)
    assert desk.on_hand(desk.store, desk.thread) == (5, 55)
    with desk.office.reading() as connection:
        (line,) = counted_lines(connection, [count])
    assert (line.book, line.counted, line.difference, line.value) == (10, 0, -10, -1000)


def test_what_is_more_comes_at_the_newest_lots_price(desk: Shelves) -> None:
    """The proposal is V·n // Q of the newest lot up to that day; a typed value goes before."""
    desk.buy((desk.cloth, 3, 1000), day=YESTERDAY)
    desk.buy((desk.cloth, 1, 9000), day=DAY)
    sheet = _sheet(desk, cloth=15, thread=6)
    assert [line.proposed_value for line in sheet.lines] == [666, 11]
    _post(desk, sheet.counting({}, values={desk.thread: 0}))
    assert desk.on_hand(desk.store, desk.cloth, on=YESTERDAY) == (15, 2666)
    assert desk.on_hand(desk.store, desk.thread) == (6, 55)


@pytest.mark.parametrize(
    ("counted", "is_doubtful"),
    [(99, False), (100, True), (2, False), (1, True), (0, False), (None, False), (10, False)],
)
def test_a_count_far_from_the_book_is_doubtful(
    desk: Shelves,
    counted: int | None,
    is_doubtful: bool,  # noqa: FBT001 - a case
) -> None:
    """Ten times the book's 10, or a tenth of it; that nothing is left is not."""
    line = next(line for line in _sheet(desk, cloth=counted).lines if line.item.id == desk.cloth)
    assert line.is_doubtful is is_doubtful


def test_an_item_the_book_does_not_know_there(desk: Shelves) -> None:
    """What is found without ever having been there gets a line by hand, worth nothing unless typed."""
    rope = things.a_material(desk.office, "Tali", unit=PIECE)
    sheet = open_count(desk.office, place=desk.ani, day=DAY, items=[rope])
    _post(desk, sheet.counting({rope: 4}, reasons={rope: "ditemukan"}))
    assert desk.on_hand(desk.ani, rope) == (4, 0)


def test_pinned_goods_are_in_the_book_and_are_not_taken(desk: Shelves) -> None:
    """The book figure holds what is promised; a count that finds less than that is told by whom."""
    desk.prepare({desk.ani: {desk.cloth: 8}}, day=YESTERDAY)
    sheet = _sheet(desk, cloth=5)
    assert sheet.lines[0].book == 10
    assert _reasons(desk, sheet) == [Reserved]
    _post(desk, sheet.counting({desk.cloth: 8}))


def test_goods_gone_since_cannot_be_missed_before(desk: Shelves) -> None:
    """What later papers took cannot be taken by a count of an earlier day: they are named."""
    desk.supply(desk.ani, {desk.cloth: 8})
    assert _reasons(desk, _sheet(desk, cloth=5)) == [NotEnough]


def test_a_sheet_is_stale_once_the_book_moved(desk: Shelves) -> None:
    """Old and new figure are told; Segarkan copies anew and keeps the counted."""
    sheet = _sheet(desk, cloth=10, thread=None)
    desk.supply(desk.ani, {desk.cloth: 3, desk.thread: 1}, day=YESTERDAY)
    with pytest.raises(SheetStale) as refused:
        post_count(desk.office, sheet=sheet)
    assert [(item.name, old, new) for item, old, new in refused.value.changes] == [("Kain", 10, 7)]
    assert [way.key for way in refused.value.ways_out] == ["segarkan"]
    fresh = refresh_count(desk.office, sheet=sheet)
    assert [(line.book, line.counted) for line in fresh.lines] == [(7, 10), (4, None)]
    _post(desk, fresh)


def test_a_sheet_with_faults_tells_all_of_them(desk: Shelves) -> None:
    """Below nought, without a reason, an item twice, nothing at all."""
    sheet = _sheet(desk, cloth=-1, thread=4)
    assert _reasons(desk, sheet.counting({}, reasons={desk.thread: " "})) == [Negative, ReasonMissing]
    twice = CountSheet(sheet.place, sheet.day, (sheet.lines[1], sheet.lines[1]))
    assert _reasons(desk, twice) == [FieldInvalid]
    assert _reasons(desk, _sheet(desk)) == [NothingChosen]


def test_where_and_when_can_be_counted(desk: Shelves) -> None:
    """Only what is ours, and not ahead of today."""
    for place, day, kinds in (
        (None, None, [FieldMissing, FieldMissing]),
        (desk.church, DAY + timedelta(1), [WrongPlace, WrongDay]),
    ):
        with pytest.raises(Refusal) as refused:
            open_count(desk.office, place=place, day=day)
        assert [type(one) for one in refused.value.reasons] == kinds


def test_nothing_is_booked_before_a_count(desk: Shelves) -> None:
    """A day before is refused, naming the count; the day itself and other places are free."""
    _post(desk, _sheet(desk, cloth=10))
    with pytest.raises(CountedSince, match="530/001/DPP/VIII/2020") as refused:
        desk.buy((desk.cloth, 1, 1), day=YESTERDAY - timedelta(1))
    assert [way.key for way in refused.value.ways_out] == ["ganti-tanggal", "buka-opname"]
    desk.buy((desk.thread, 1, 1), day=YESTERDAY - timedelta(1))
    desk.buy((desk.cloth, 1, 100), day=YESTERDAY)
    assert desk.on_hand(desk.store, desk.cloth, on=YESTERDAY) == (11, 1100)


def test_a_count_corrects_once(desk: Shelves) -> None:
    """What a later count with a difference has corrected cannot be reversed; without one it can."""
    given = desk.supply(desk.ani, {desk.cloth: 2, desk.thread: 2}, day=BEFORE)
    count = _post(desk, _sheet(desk, cloth=9, thread=3))
    with pytest.raises(CountedSince):
        desk.reverse(given, lines=[1])
    desk.reverse(given, lines=[2])
    desk.reverse(count, lines=[1], on=YESTERDAY)
    desk.reverse(given, lines=[1])
    assert desk.on_hand(desk.store, desk.cloth) == (10, 1000)
