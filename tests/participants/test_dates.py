"""Birth dates in every writing that lists have."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.participants.dates import DateProblem, Order, exchanged, read_birth_date
from ikm_desktop.words import long_date, month_name, roman

TODAY = date(2020, 8, 28)
AUGUST_17 = date(1985, 8, 17)
BIRTHS = st.dates(min_value=date(1931, 1, 1), max_value=date(2005, 8, 1))


@pytest.mark.parametrize(
    "value",
    [
        "17-08-1985",
        "17/8/1985",
        "17.08.85",
        "17 8 1985",
        "17 Agustus 1985",
        "17 agt 1985",
        "17-Aug-85",
        "17 Agustus '85",
        "17/VIII/1985",
        "Sabtu, 17 Agustus 1985",
        "1985-08-17",
        "1985-08-17 00:00:00",
        "17081985",
        "19850817",
        "August 17, 1985",
        17081985.0,
        31276,
        31276.0,
        date(1985, 8, 17),
        datetime(1985, 8, 17, 0, 0),  # noqa: DTZ001 - as the workbook library gives it
    ],
)
def test_one_day_in_many_writings(value: object) -> None:
    """All of these are 17 August 1985 and leave no doubt."""
    reading = read_birth_date(value, TODAY)
    assert (reading.day, reading.other, reading.misspelt) == (AUGUST_17, None, False)
    assert reading.order in (Order.PLAIN, Order.DAY_ONLY)


@given(born=BIRTHS)
def test_every_written_form_gives_the_day_back(born: date) -> None:
    """What our own papers print, and what others write, is read back."""
    for written in (
        long_date(born),
        long_date(born).upper(),
        f"{born:%d-%m-%Y}",
        f"{born:%d/%m/%y}",
        born.isoformat(),
        f"{born.day} {month_name(born.month)[:3]} {born.year}",
        f"{born.day}/{roman(born.month)}/{born.year}",
    ):
        assert read_birth_date(written, TODAY).day == born, written


@given(born=BIRTHS)
def test_a_doubtful_day_keeps_its_other_reading(born: date) -> None:
    """Where day and month could change places both readings are given, the day first."""
    reading = read_birth_date(f"{born:%d/%m/%Y}", TODAY)
    assert reading.other == exchanged(born)
    american = read_birth_date(f"{born:%m/%d/%Y}", TODAY)
    assert born in (american.day, american.other)


def test_a_month_above_twelve_was_a_day() -> None:
    """08/17/85 can only have its month first."""
    reading = read_birth_date("08/17/85", TODAY)
    assert (reading.day, reading.order) == (AUGUST_17, Order.MONTH_FIRST)


def test_a_cell_of_type_date_may_have_been_exchanged_on_entry() -> None:
    """A date cell below the 13th keeps its other reading, for the NIK to decide."""
    reading = read_birth_date(date(1981, 8, 4), TODAY)
    assert (reading.order, reading.other) == (Order.CELL, date(1981, 4, 8))


def test_a_misspelt_month_is_mended_and_told() -> None:
    """A month written "Agutus" is August, but somebody should know."""
    reading = read_birth_date("17 Agutus 1985", TODAY)
    assert (reading.day, reading.misspelt) == (AUGUST_17, True)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("", DateProblem.EMPTY),
        (" - ", DateProblem.EMPTY),
        ("31-02-1985", DateProblem.INVALID),
        ("00-00-0000", DateProblem.INVALID),
        ("17 Foo 1985", DateProblem.INVALID),
        ("tidak tahu", DateProblem.INVALID),
        (True, DateProblem.INVALID),
        (0.5, DateProblem.INVALID),
        (None, DateProblem.INVALID),
        ("1985", DateProblem.INCOMPLETE),
        (1985.0, DateProblem.INCOMPLETE),
        ("Agustus 1985", DateProblem.INCOMPLETE),
        ("17-08-2085", DateProblem.IMPLAUSIBLE),
        ("17-08-1885", DateProblem.IMPLAUSIBLE),
    ],
)
def test_what_is_no_birth_date_has_its_reason(value: object, problem: DateProblem) -> None:
    """Empty, impossible, incomplete and absurd are told apart."""
    reading = read_birth_date(value, TODAY)
    assert (reading.day, reading.problem) == (None, problem)
    assert problem.text


@given(value=st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.dates(), st.booleans()))
def test_reading_never_fails(value: object) -> None:
    """Anything a cell can hold gives a day or a problem."""
    reading = read_birth_date(value, TODAY)
    assert (reading.day is None) is (reading.problem is not None)
