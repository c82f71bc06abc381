"""Periods: closed with everything in order, opened again with a reason, newest first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import CannotClose, FieldMissing, PeriodClosed, ReasonMissing, Refusal
from ikm_desktop.goods import periods, vouchers
from tests.factories import things
from tests.scenarios.desk import DAY, Desk

JUNE = date(2020, 6, 30)
MARCH = date(2020, 3, 31)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth bought in March."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=date(2020, 3, 2))
    return item


def _close(desk: Desk, through: date) -> None:
    desk.checked(periods.close_period(desk.office, through=through))


def test_a_quarter_is_named_and_closed_in_order(desk: Desk, cloth: int) -> None:
    """Each closing begins where the one before ended; its name is the quarter's."""
    with desk.office.reading() as connection:
        assert periods.next_to_close(connection, DAY) == MARCH
    _close(desk, MARCH)
    _close(desk, JUNE)
    with desk.office.reading() as connection:
        found = periods.closed_periods(connection)
        assert periods.next_to_close(connection, DAY) == date(2020, 9, 30)
    assert [period.name for period in found] == ["Triwulan II 2020", "Triwulan I 2020"]
    assert found[0].first == date(2020, 4, 1)
    with pytest.raises(PeriodClosed, match=r"Triwulan II 2020 sudah ditutup pada 24-08-2020") as refused:
        desk.supply(desk.ani, {cloth: 1}, day=date(2020, 5, 5))
    assert [way.key for way in refused.value.ways_out] == ["pakai-tanggal:2020-07-01", "buka-periode"]


@pytest.mark.parametrize(
    ("first", "through", "name"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), "Tahun 2020"),
        (None, date(2020, 12, 31), "Triwulan IV 2020"),
        (date(2020, 7, 1), date(2020, 8, 15), "Pembukuan s.d. 15-08-2020"),
    ],
)
def test_what_a_period_is_called(first: date | None, through: date, name: str) -> None:
    """A quarter, a year, else its last day."""
    assert periods.period_name(first, through) == name


def test_all_that_keeps_a_period_open_is_told_at_once(desk: Desk, cloth: int) -> None:
    """A day that is not over, a paper that waits; then a day before the last closing."""
    letter = desk.prepare({desk.ani: {cloth: 1}}, day=JUNE)
    before = desk.dump()
    with pytest.raises(CannotClose) as refused:
        periods.close_period(desk.office, through=DAY)
    assert len(refused.value.why) == 2
    assert "530/001/DPP/VI/2020" in refused.value.sentence
    with pytest.raises(CannotClose, match="530/001"):
        periods.close_period(desk.office, through=JUNE)
    with pytest.raises(FieldMissing):
        periods.close_period(desk.office, through=None)
    assert desk.dump() == before
    _close(desk, JUNE - timedelta(1))
    with pytest.raises(PeriodClosed):
        desk.prepare({desk.ani: {cloth: 1}}, day=MARCH)
    desk.checked(vouchers.void(desk.office, prepared=letter.prepared, reason="salah"))
    _close(desk, JUNE)
    with pytest.raises(CannotClose, match="30-06-2020"):
        periods.close_period(desk.office, through=JUNE)


def test_a_damaged_book_is_not_closed(desk: Desk, cloth: int) -> None:
    """The self-check's findings are among the reasons."""
    with desk.office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE holding SET quantity = 9 WHERE item = ?", (cloth,))
    with pytest.raises(CannotClose, match="selisih"):
        periods.close_period(desk.office, through=JUNE)


def test_reopening_goes_back_one_closing(desk: Desk, cloth: int) -> None:
    """With a reason, newest first, logged; what was closed before is closed since its own closing."""
    desk.today(date(2020, 7, 2))
    _close(desk, MARCH)
    desk.today(DAY)
    _close(desk, JUNE)
    with pytest.raises(ReasonMissing):
        periods.reopen_period(desk.office, reason=" ")
    desk.checked(periods.reopen_period(desk.office, reason="nota tertinggal"))
    desk.supply(desk.ani, {cloth: 1}, day=JUNE)
    with pytest.raises(PeriodClosed) as refused:
        desk.supply(desk.ani, {cloth: 1}, day=MARCH)
    assert refused.value.closed_on == date(2020, 7, 2)
    desk.checked(periods.reopen_period(desk.office, reason="sekali lagi"))
    desk.supply(desk.ani, {cloth: 1}, day=MARCH)
    with pytest.raises(Refusal, match="Belum ada periode"):
        periods.reopen_period(desk.office, reason="tidak ada")
    with desk.office.reading() as connection:
        events = periods.period_events(connection)
        assert periods.closed_periods(connection) == ()
    assert [(event.through, event.reason) for event in events] == [
        (MARCH, "sekali lagi"),
        (JUNE, "nota tertinggal"),
        (JUNE, None),
        (MARCH, None),
    ]


def test_a_gap_is_told_and_hinders_nothing(desk: Desk, cloth: int) -> None:
    """The checklist shows numbers nobody has explained; the period closes all the same."""
    desk.prepare({desk.ani: {cloth: 1}})
    desk.checked(
        vouchers.void(desk.office, prepared=desk.prepare({desk.budi: {cloth: 1}}).prepared, reason="salah")
    )
    found = periods.closing_checklist(desk.office, through=JUNE)
    assert (found.gaps, found.why_not, found.too_early) == ((), (), False)
    _close(desk, JUNE)
