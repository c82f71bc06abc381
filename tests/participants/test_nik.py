"""What a NIK says, what makes it none, and what merely looks odd."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.participants.nik import (
    Nik,
    NikError,
    NikWarning,
    age_on,
    day_of_short_year,
    nik_warnings,
    parse_nik,
)

TODAY = date(2020, 8, 28)
WORKING_AGE = st.dates(min_value=date(1931, 1, 1), max_value=date(2005, 8, 1))


def nik_of(born: date, sex: str, regency: str = "5301", serial: int = 1) -> str:
    """Return a NIK of a district that exists nowhere."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{regency}99{day:02}{born:%m%y}{serial:04}"


@pytest.mark.parametrize(
    ("digits", "born", "sex", "regency"),
    [
        ("5301011708850001", date(1985, 8, 17), "L", "53.01"),
        ("5371015708030002", date(2003, 8, 17), "P", "53.71"),
        ("9201011708850001", date(1985, 8, 17), "L", "92.01"),
    ],
)
def test_a_nik_tells_birth_sex_and_region(digits: str, born: date, sex: str, regency: str) -> None:
    """The examples of the office's rules are read as they say."""
    nik = parse_nik(digits).nik
    assert nik is not None
    assert (nik.born(TODAY), nik.sex, nik.regency_code) == (born, sex, regency)
    assert (nik.region_code, nik.serial) == (digits[:6], digits[12:])


@given(born=WORKING_AGE, sex=st.sampled_from("LP"), serial=st.integers(1, 9999))
def test_what_was_put_into_a_nik_is_read_from_it(born: date, sex: str, serial: int) -> None:
    """Birth, sex and serial come back for anybody of working age, and nothing looks odd."""
    nik = Nik(nik_of(born, sex, serial=serial))
    assert (nik.born(TODAY), nik.sex, int(nik.serial)) == (born, sex, serial)
    assert nik_warnings(nik, today=TODAY, born=born, sex=nik.sex) == ()


@given(
    digits=st.text("0123456789", min_size=16, max_size=16),
    marks=st.lists(st.sampled_from(" .-'"), min_size=16, max_size=16),
)
def test_blanks_dots_and_hyphens_are_form_only(digits: str, marks: list[str]) -> None:
    """A NIK reads the same however it is grouped, unless its digits are all the same."""
    written = "'" + "".join(mark + digit for mark, digit in zip(marks, digits, strict=True))
    if len(set(digits)) == 1:
        assert parse_nik(written).error is NikError.PLACEHOLDER
    else:
        assert parse_nik(written).digits == digits


@given(text=st.text(max_size=40))
def test_any_text_is_a_nik_or_has_one_reason(text: str) -> None:
    """Reading never fails: there is a NIK of 16 digits, or an error, never both."""
    reading = parse_nik(text)
    assert (reading.nik is None) is (reading.error is not None)
    assert reading.nik is None or len(reading.nik.digits) == 16
    assert reading.error is None or reading.error.text


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", NikError.EMPTY),
        ("  ", NikError.EMPTY),
        ("-", NikError.PLACEHOLDER),
        ("0", NikError.PLACEHOLDER),
        ("0000000000000000", NikError.PLACEHOLDER),
        ("1111111111111111", NikError.PLACEHOLDER),
        ("530101170885001", NikError.LENGTH),
        ("53010117088500011", NikError.LENGTH),
        ("5301O11708850001", NikError.INVALID),
        ("٥٣٠١٠١١٧٠٨٨٥٠٠٠١", NikError.INVALID),
        ("5.37E+15", NikError.DAMAGED),
        ("5,37199E+15", NikError.DAMAGED),
        ("5314996602800080.0", NikError.DAMAGED),
        ("5.314.996.602.800.080", NikError.DAMAGED),
        ("5,314,996,602,800,080", NikError.DAMAGED),
    ],
)
def test_what_is_no_nik_has_its_reason(text: str, error: NikError) -> None:
    """Empty, stand-in, damaged by Excel, wrong length and letters are told apart."""
    assert parse_nik(text).error is error


def test_odd_is_no_error() -> None:
    """A NIK with impossible birth digits, another sex, another birth or serial 0000 is a NIK all the same."""
    nik = parse_nik("5301019913850000").nik
    assert nik is not None
    assert nik.born(TODAY) is None
    found = nik_warnings(nik, today=TODAY, born=date(1985, 8, 17), sex="L", region_known=False)
    assert found == (NikWarning.REGION, NikWarning.BIRTH, NikWarning.SEX_DIFFERS, NikWarning.SERIAL)
    other = nik_warnings(Nik("5301011708850001"), today=TODAY, born=date(1985, 8, 18))
    assert other == (NikWarning.BIRTH_DIFFERS,)
    assert all(warning.text for warning in NikWarning)


@pytest.mark.parametrize(
    ("year", "today", "expected"),
    [
        (3, date(2020, 8, 28), 2003),  # 17 years old
        (5, date(2020, 8, 28), 2005),  # 15 that very year
        (30, date(2020, 8, 28), 1930),
        (29, date(2020, 8, 28), 1929),
        (10, date(2020, 8, 28), 2010),  # neither is of working age: the one alive
        (10, date(2026, 1, 1), 2010),
        (99, date(2020, 8, 28), 1999),
    ],
)
def test_the_century_makes_the_person_of_working_age(year: int, today: date, expected: int) -> None:
    """A two-digit year falls in the century in which she is 15 to 90 today."""
    born = day_of_short_year(1, 1, year, today)
    assert born is not None
    assert born.year == expected


def test_no_day_no_date() -> None:
    """29 February only in leap years; day 32 never; a day still to come never."""
    assert day_of_short_year(29, 2, 1, TODAY) is None
    assert day_of_short_year(29, 2, 0, TODAY) == date(2000, 2, 29)
    assert day_of_short_year(32, 1, 80, TODAY) is None
    assert day_of_short_year(29, 8, 20, TODAY) == date(1920, 8, 29)


@given(born=WORKING_AGE)
def test_age_grows_on_the_birthday(born: date) -> None:
    """The day before a birthday one is a year younger."""
    if (born.month, born.day) != (2, 29):
        birthday = born.replace(year=2020)
        assert age_on(birthday, born) == 2020 - born.year
        assert age_on(birthday - timedelta(days=1), born) == 2019 - born.year
