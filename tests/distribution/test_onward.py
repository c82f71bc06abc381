"""Reports of institutions: on their lines, never above what they kept, reversed whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.distribution import take_back
from ikm_desktop.distribution.lists import NO_REPORT, PART_REPORTED, REPORTED, distribution_rows
from ikm_desktop.distribution.onward import (
    MoreThanKept,
    OnwardLine,
    given_lines,
    report_onward,
    reports_on,
)
from ikm_desktop.errors import FieldMissing, NotFound, NothingChosen, Several, WrongDay
from ikm_desktop.goods.reported import ReportedOnward
from tests.factories import things
from tests.factories.stock import some_stock
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def letter(desk: Desk) -> int:
    """A signed letter of 100 masks."""
    product = things.a_product(desk.office, "Masker")
    some_stock(desk.office, desk.store, product, 100, value=500_000, day=DAY)
    return desk.give((product, 100))


def report(desk: Desk, letter: int, *parts: tuple[int, str]) -> int:
    """Report parts of the letter's only line and return the voucher."""
    (line,) = desk.lines(letter)
    done = report_onward(
        desk.office,
        voucher=letter,
        letter_date=DAY,
        lines=[OnwardLine(line, quantity, whom) for quantity, whom in parts],
        reporter="Ketua CONTOH",
        number="12/MJ/2020",
    )
    return desk.checked(done).vouchers[0]


def word(desk: Desk) -> str:
    """What the list says of the letter."""
    with desk.office.reading() as connection:
        return distribution_rows(connection)[0].report


def left(desk: Desk, letter: int) -> int:
    """What may still be reported on."""
    with desk.office.reading() as connection:
        (line,) = given_lines(connection, letter)
    return line.left


def test_reports_add_up_to_what_was_kept(desk: Desk, letter: int) -> None:
    """In parts, to several; the list tells how far; no goods move."""
    assert word(desk) == NO_REPORT
    report(desk, letter, (30, "Keluarga A"), (20, "Keluarga B"))
    assert (word(desk), left(desk, letter)) == (PART_REPORTED, 50)
    report(desk, letter, (50, "Umat"))
    assert (word(desk), left(desk, letter)) == (REPORTED, 0)
    with desk.office.reading() as connection:
        told = [(one.quantity, one.to_whom, one.number) for one in reports_on(connection, letter)]
        moves = connection.exec_driver_sql(
            "SELECT count(*) FROM move JOIN voucher ON voucher.id = move.voucher"
            " WHERE voucher.kind = 'onward_report'"
        ).scalar()
    assert told == [
        (30, "Keluarga A", "12/MJ/2020"),
        (20, "Keluarga B", "12/MJ/2020"),
        (50, "Umat", "12/MJ/2020"),
    ]
    assert moves == 0


def test_never_more_than_kept(desk: Desk, letter: int) -> None:
    """What came back, was reversed or is reported already cannot be reported; nothing is written."""
    (line,) = desk.lines(letter)
    desk.checked(
        take_back.take_back(
            desk.office,
            institution=desk.church,
            store=desk.store,
            letter_date=DAY,
            lines=[take_back.TakenBackLine(line, 10, "kelebihan")],
            receiver=OFFICER,
        )
    )
    desk.reverse(letter, quantities={1: 15})
    report(desk, letter, (70, "Umat"))
    before = desk.dump()
    with pytest.raises(MoreThanKept) as refused:
        report(desk, letter, (3, "Umat"), (3, "Warga"))
    assert (refused.value.asked, refused.value.left) == (6, 5)
    assert desk.dump() == before
    report(desk, letter, (5, "Warga"))


def test_a_report_is_reversed_whole(desk: Desk, letter: int) -> None:
    """Then all may be reported anew."""
    first = report(desk, letter, (60, "Umat"))
    desk.reverse(first)
    assert (word(desk), left(desk, letter)) == (NO_REPORT, 100)
    report(desk, letter, (100, "Umat"))


def test_everything_wrong_at_once(desk: Desk, letter: int) -> None:
    """Day, to whom and line; an empty report; a letter that is none."""
    (line,) = desk.lines(letter)
    with pytest.raises(Several) as refused:
        report_onward(
            desk.office,
            voucher=letter,
            letter_date=DAY - timedelta(days=1),
            lines=[OnwardLine(line, 5, " "), OnwardLine(999, 5, "Umat")],
        )
    assert [type(reason) for reason in refused.value.reasons] == [FieldMissing, NotFound, WrongDay]
    with pytest.raises(NothingChosen):
        report_onward(desk.office, voucher=letter, letter_date=DAY, lines=[OnwardLine(line, 0, "")])
    with pytest.raises(NotFound):
        report_onward(desk.office, voucher=999, letter_date=DAY, lines=[])


def test_what_was_reported_stands(desk: Desk, letter: int) -> None:
    """Neither a reversal nor a return may leave less than was reported; the report goes first."""
    first = report(desk, letter, (60, "Umat"))
    with pytest.raises(ReportedOnward) as refused:
        desk.reverse(letter)
    assert (refused.value.possible, refused.value.asked) == (40, 100)
    assert [paper.voucher for paper in refused.value.papers] == [first]
    assert refused.value.letter.voucher == letter
    assert [way.key for way in refused.value.ways_out] == ["balikkan:40", "buka-laporan"]
    with pytest.raises(ReportedOnward) as refused:
        take_some_back(desk, letter, 41)
    assert (refused.value.possible, refused.value.taken_back) == (40, True)
    take_some_back(desk, letter, 25)
    desk.reverse(letter, quantities={1: 15})
    assert left(desk, letter) == 0
    with pytest.raises(ReportedOnward) as refused:
        desk.reverse(letter, quantities={1: 1})
    assert [way.key for way in refused.value.ways_out] == ["buka-laporan"]
    desk.reverse(first)
    desk.reverse(letter, quantities={1: 60})


def take_some_back(desk: Desk, letter: int, quantity: int) -> None:
    """Take part of the letter's only line back to the store."""
    (line,) = desk.lines(letter)
    done = take_back.take_back(
        desk.office,
        institution=desk.church,
        store=desk.store,
        letter_date=DAY,
        lines=[take_back.TakenBackLine(line, quantity, "kelebihan")],
        receiver=OFFICER,
    )
    desk.checked(done)
