"""Meterai by a paper's date and amount."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.errors import FieldInvalid, NothingChosen
from ikm_desktop.office import stamp_duty
from tests.factories.books import a_book

LAST_OLD, FIRST_NEW = date(2020, 12, 31), date(2021, 1, 1)


@pytest.mark.parametrize(
    ("amount", "day", "stamp"),
    [
        (250_000, LAST_OLD, 0),
        (250_001, LAST_OLD, 3_000),
        (1_000_000, LAST_OLD, 3_000),
        (1_000_001, LAST_OLD, 6_000),
        (5_000_000, FIRST_NEW, 0),
        (5_000_001, FIRST_NEW, 10_000),
        (9_000_000, date(1999, 1, 1), 0),
    ],
)
def test_the_law_of_the_papers_date(tmp_path: Path, amount: int, day: date, stamp: int) -> None:
    """PP 24/2000 through 2020, UU 10/2020 from 2021 on; limits themselves are free."""
    with a_book(tmp_path) as office, office.reading() as connection:
        assert stamp_duty.stamp_duty_on(connection, amount, day) == stamp


def test_rates_of_a_day_are_replaced_together(tmp_path: Path) -> None:
    """A new law has its own steps; steps of other days stay."""
    with a_book(tmp_path) as office:
        day = date(2027, 1, 1)
        stamp_duty.set_stamp_duty(office, valid_from=day, steps=[(1, 1)])
        stamp_duty.set_stamp_duty(office, valid_from=day, steps=[(9_000_000, 20_000), (5_000_000, 15_000)])
        with office.reading() as connection:
            found = [
                stamp_duty.stamp_duty_on(connection, amount, day) for amount in (2, 6_000_000, 10_000_000)
            ]
            assert found == [0, 15_000, 20_000]
            assert stamp_duty.stamp_duty_on(connection, 6_000_000, date(2026, 12, 31)) == 10_000
            assert len(stamp_duty.stamp_duties(connection)) == 5


def test_steps_are_checked(tmp_path: Path) -> None:
    """None at all, or one limit twice, is refused and changes nothing."""
    with a_book(tmp_path) as office:
        with pytest.raises(NothingChosen):
            stamp_duty.set_stamp_duty(office, valid_from=FIRST_NEW, steps=[])
        with pytest.raises(FieldInvalid, match="tertulis dua kali"):
            stamp_duty.set_stamp_duty(office, valid_from=FIRST_NEW, steps=[(1, 2), (1, 3)])
        with office.reading() as connection:
            assert stamp_duty.stamp_duty_on(connection, 5_000_001, FIRST_NEW) == 10_000
