"""Indonesian words and figures."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from ikm_desktop import words

MONDAY = date(2020, 8, 24)


def test_a_date_is_written_in_four_ways() -> None:
    """The same day as text, in a table, in the opening of a berita acara, and by its name."""
    assert words.long_date(MONDAY) == "24 Agustus 2020"
    assert words.short_date(MONDAY) == "24-08-2020"
    assert words.date_in_words(MONDAY) == (
        "Senin, tanggal Dua Puluh Empat, bulan Agustus, tahun Dua Ribu Dua Puluh (24-08-2020)"
    )
    assert words.month_year(MONDAY) == "Agustus 2020"
    assert words.short_date(date(2021, 1, 2)) == "02-01-2021"


def test_the_week_and_the_year_are_named() -> None:
    """Seven days and twelve months by the names of the papers (Jumat, not Jum'at)."""
    week = [words.day_name(date(2020, 8, day)) for day in range(24, 31)]
    assert " ".join(week) == "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"
    months = " ".join(words.month_name(month) for month in range(1, 13))
    assert months == (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    with pytest.raises(ValueError, match="month 13"):
        words.month_name(13)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2020, 8, 3), date(2020, 8, 7), "3 s.d. 7 Agustus 2020"),
        (date(2020, 8, 3), date(2020, 8, 3), "3 Agustus 2020"),
        (date(2020, 7, 28), date(2020, 8, 3), "28 Juli s.d. 3 Agustus 2020"),
        (date(2020, 12, 28), date(2021, 1, 3), "28 Desember 2020 s.d. 3 Januari 2021"),
        (date(2020, 8, 3), date(2021, 8, 7), "3 Agustus 2020 s.d. 7 Agustus 2021"),
    ],
)
def test_a_span_of_days_names_what_differs(first: date, last: date, text: str) -> None:
    """Month and year stand once where they are the same; sentences say "sampai dengan"."""
    assert words.date_range(first, last) == text
    sentence = text.replace("s.d.", "sampai dengan")
    assert words.date_range_in_sentence(first, last) == sentence


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    """A span of days runs forward."""
    with pytest.raises(ValueError, match="before it begins"):
        words.date_range(date(2020, 8, 7), date(2020, 8, 3))


def test_a_time_has_its_zone() -> None:
    """Hours and minutes with a dot, then the zone."""
    assert words.clock_time(time(9, 0)) == "09.00 WITA"
    assert words.clock_time(time(14, 5), "WIB") == "14.05 WIB"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1234, "−1.234")],
)
def test_a_number_has_dots_between_thousands(value: int, text: str) -> None:
    """Dots, and a minus that is U+2212."""
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("scaled", "decimals", "text"),
    [
        (700, 2, "7,00"),
        (-50, 2, "−0,50"),
        (5, 3, "0,005"),
        (123456789, 2, "1.234.567,89"),
        (7, 0, "7"),
        (0, 2, "0,00"),
    ],
)
def test_a_decimal_number_has_its_own_decimals(scaled: int, decimals: int, text: str) -> None:
    """Given in units of the last decimal: exact, no float on the way."""
    assert words.decimal_number(scaled, decimals) == text


@pytest.mark.parametrize(
    ("value", "per", "decimals", "text"),
    [
        (7000, 1000, 2, "7,00"),
        (7005, 1000, 2, "7,005"),
        (-500, 1000, 2, "−0,50"),
        (7500, 1000, 0, "7,5"),
        (1_234_000, 1, 0, "1.234.000"),
        (1, 4, 0, "0,25"),
    ],
)
def test_a_quantity_is_shown_in_its_unit(value: int, per: int, decimals: int, text: str) -> None:
    """At least the item's decimals, more only where the exact value needs them."""
    assert words.scaled_number(value, per, decimals) == text


def test_a_quantity_without_a_finite_decimal_is_refused() -> None:
    """Rather an error than a rounded quantity."""
    with pytest.raises(ValueError, match="finite"):
        words.scaled_number(1, 3)


def test_money_has_its_sign_before_rp() -> None:
    """Short and full form of whole rupiah, and in words."""
    assert words.rupiah(1_234_567) == "Rp1.234.567"
    assert words.rupiah(-500) == "−Rp500"
    assert words.rupiah_full(1_234_567) == "Rp1.234.567,00"
    assert words.rupiah_in_words(5_580_000) == "lima juta lima ratus delapan puluh ribu rupiah"
    assert words.rupiah_in_words_title(400_000) == "Empat Ratus Ribu Rupiah"
    assert words.counted(97) == "97 (sembilan puluh tujuh)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2020, "dua ribu dua puluh"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (21_001_001, "dua puluh satu juta seribu satu"),
        (1_000_000_000, "satu miliar"),
        (100_001_000_000, "seratus miliar satu juta"),
        (
            999_999_999_999,
            "{0} miliar {0} juta {0} ribu {0}".format("sembilan ratus sembilan puluh sembilan"),
        ),
    ],
)
def test_terbilang_says_seribu_seratus_sebelas(value: int, text: str) -> None:
    """The special words stand where the language has them, and only there."""
    assert words.terbilang(value) == text


@given(st.integers(0, words.LARGEST_TERBILANG) | st.integers(0, 2_000_000))
def test_terbilang_agrees_with_num2words(value: int) -> None:
    """An independent library says the same, save its known fault "juta satu ribu"."""
    theirs = num2words(value, lang="id")
    if value % 1_000_000 // 1000 == 1:  # num2words 0.5.14 says "satu ribu" after larger parts
        theirs = theirs.replace(" satu ribu", " seribu")
    assert words.terbilang(value) == theirs


@pytest.mark.parametrize("value", [-1, 1_000_000_000_000_000])
def test_terbilang_refuses_what_it_cannot_spell(value: int) -> None:
    """Outside its range it raises instead of printing half a number."""
    with pytest.raises(ValueError, match="is not in"):
        words.terbilang(value)


def test_roman_numerals_of_the_months() -> None:
    """Months as letter numbers write them, and the largest numeral."""
    months = " ".join(words.roman(month) for month in range(1, 13))
    assert months == "I II III IV V VI VII VIII IX X XI XII"
    assert words.roman(3999) == "MMMCMXCIX"
    with pytest.raises(ValueError, match="Roman"):
        words.roman(0)


def test_a_nik_is_masked_to_six_digits() -> None:
    """First four and last two stay; short placeholders show nothing."""
    assert words.masked_nik("5371015708030001") == "5371**********01"
    assert words.masked_nik("12345") == "*****"
    assert words.masked_nik("") == ""


def test_nip_and_npwp_are_grouped() -> None:
    """NIP 8 6 1 3, the old NPWP with its dots; anything else stays as typed."""
    assert words.nip("197800992003992000") == "19780099 200399 2 000"
    assert words.nip("19780099 200399 2 000") == "19780099 200399 2 000"
    assert words.nip("belum ada") == "belum ada"
    assert words.npwp("999999999999000") == "99.999.999.9-999.000"
    assert words.npwp("0999999999999000") == "0999999999999000"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("seran katarina", True),
        ("gae", True),
        ("ga’e", True),
        ("+6281399887766", True),
        ("62813-9988-7766", True),
        ("+62 813", True),
        ("(0813) 9988", True),
        ("53.71.01.570885", True),
        ("KATARÍNA", True),
        ("katarina -", True),
        ("62", False),
        ("+6282", False),
        ("0813 9989", False),
        ("katarina seran leki", False),
    ],
)
def test_what_is_searched_for_is_found_as_people_write_it(wanted: str, found: bool) -> None:  # noqa: FBT001
    """In any order, without accents and apostrophes, a telephone or NIK with marks or the country's code."""
    assert words.has_all("Katarina Ga'e Seran - \n5371015708850777\n081399887766", wanted) == found
