"""Birth dates as lists write them: numbers in any order, Indonesian and English months, Excel's serials."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ikm_desktop.participants.nik import WORKING_AGE, age_on, calendar_day, day_of_short_year
from ikm_desktop.words import roman

MONTHS: dict[str, int] = {
    form: month
    for month, forms in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb pebr febr",
            "maret march mar mrt",
            "april apr apl",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt agst agus agust ags aug",
            "september sept sep septembar",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for form in forms.split()
}
_ROMANS = {roman(month).lower(): month for month in range(1, 13)}
_LONG_FORMS = [form for form in MONTHS if len(form) >= len("maret")]
_SIMILAR = 80  # per cent of RapidFuzz's ratio: one wrong letter in five

_BETWEEN = r"[-‐‑‒–—−/.,:;_|=\\'\s]"
_NUMBERS = re.compile(rf"(\d{{1,2}}){_BETWEEN}{{1,5}}(\d{{1,2}}){_BETWEEN}{{1,5}}'?(\d{{4}}|\d{{2}})")
_ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
_MONTH_WORD = re.compile(
    rf"(\d{{1,2}}){_BETWEEN}{{0,5}}([A-Za-z]{{1,12}}){_BETWEEN}{{0,5}}'?(\d{{4}}|\d{{2}})"
)
_ENGLISH = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_PACKED = re.compile(r"\d{8}")
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*[,/]?\s*(?=\d)", re.IGNORECASE
)
_DAY_WORD = re.compile(r"^(?:tgl|tanggal|tg)\b[\s.:]*(?=\d)", re.IGNORECASE)
_YEAR_WORDS = re.compile(r"\b(?:bulan|bln|tahun|thn|th)\b\.?", re.IGNORECASE)  # "17 bulan 8 tahun 1985"
_AGE_TAIL = re.compile(
    r"[\s,;/(\-–—]*(?:\bumur\b|\busia\b)?[\s:.]*\d{1,3}\s*(?:tahun|thn|th)\b\.?\W*$", re.IGNORECASE
)
_INSIDE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}{_BETWEEN}{{1,5}}\d{{1,2}}{_BETWEEN}{{1,5}}(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}{_BETWEEN}{{1,5}}[A-Za-z]{{3,12}}{_BETWEEN}{{1,5}}\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d)"
)
_NUMBER_TAIL = re.compile(r"\s+0?0[:.]00(?:[:.]00)?$")
_SERIAL_TEXT = re.compile(r"[1-4]\d{4}")  # a day from 1927 to 2036 as Excel counts, in a text file
_EPOCH = date(1899, 12, 30)  # Excel's day 0; right for every serial after February 1900
_LARGEST_SERIAL = 100_000  # a day in 2173
_LARGEST_PACKED = 99_999_999
OLDEST_AGE = 110
_AROUND = " ,;()'\"\n\r\t\xa0"
_LONGEST = 60  # characters; longer is no date, and would keep the patterns busy


class Order(StrEnum):
    """How the parts of a written date stood."""

    PLAIN = "plain"  # no question: a month by name, ISO, a serial, day and month alike
    DAY_ONLY = "day_only"  # numbers that are a date with the day first only
    DAY_FIRST = "day_first"  # both readings are dates; read as Indonesians write
    MONTH_FIRST = "month_first"  # only the reading with the month first is a date
    CELL = "cell"  # a cell of type date whose day could be a month


class DateProblem(StrEnum):
    """Why a text gives no birth date; `text` is the Indonesian reason."""

    EMPTY = "empty"
    INVALID = "invalid"
    INCOMPLETE = "incomplete"
    IMPLAUSIBLE = "implausible"

    @property
    def text(self) -> str:
        """The reason in Indonesian."""
        return _TEXTS[self]


_TEXTS = {
    DateProblem.EMPTY: "tanggal lahir kosong",
    DateProblem.INVALID: "tanggal lahir ini tidak ada di kalender",
    DateProblem.INCOMPLETE: "tanggal lahir tidak lengkap",
    DateProblem.IMPLAUSIBLE: "tanggal lahir tidak masuk akal",
}


class DateReading(NamedTuple):
    """A date and how sure it is; or the problem.

    other: the same parts with day and month exchanged, where that is a date too.
    misspelt: the month's name was mended; beside: other text stood in the cell and was left out.
    no_age: of a year in two digits neither century gives a working age.
    """

    day: date | None
    order: Order = Order.PLAIN
    other: date | None = None
    misspelt: bool = False
    problem: DateProblem | None = None
    beside: bool = False
    no_age: bool = False


_EMPTY = DateReading(None, problem=DateProblem.EMPTY)
_INVALID = DateReading(None, problem=DateProblem.INVALID)
_INCOMPLETE = DateReading(None, problem=DateProblem.INCOMPLETE)
_IMPLAUSIBLE = DateReading(None, problem=DateProblem.IMPLAUSIBLE)


def read_birth_date(value: object, today: date) -> DateReading:
    """Read a birth date from a cell's value: text, a date, or the number of an unformatted date cell.

    today: the reference for two-digit years (working age) and for what is plausible.
    Day first is read where both orders are dates; `other` then holds the other reading.
    """
    if type(value) is str:
        text = value.strip(_AROUND)
        if len(text) > _LONGEST:
            return _INVALID
        return _plausible(_text(text if text[:1].isdigit() else _without_words(text), today), today)
    if isinstance(value, date):
        return _plausible(_cell(date(value.year, value.month, value.day)), today)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value, today)
    return _INVALID


def _without_words(text: str) -> str:
    """Return what stands behind a weekday and the word for the day."""
    return _DAY_WORD.sub("", _WEEKDAY.sub("", text))


def _cell(day: date) -> DateReading:
    other = exchanged(day)
    return DateReading(day, Order.CELL if other else Order.PLAIN, other)


def _serial(value: float, today: date) -> DateReading:
    """Read a number: an Excel serial of a plausible birth date, eight packed digits, else a bare year."""
    if not 0 < value <= _LARGEST_PACKED or value != int(value):
        return _INVALID
    if value > _LARGEST_SERIAL:
        return _plausible(_packed(str(int(value)).zfill(8), today), today)
    reading = _plausible(DateReading(_EPOCH + timedelta(days=int(value))), today)
    return reading if reading.day else _INCOMPLETE


def _text(text: str, today: date) -> DateReading:
    if text.endswith("00"):
        text = _NUMBER_TAIL.sub("", text)
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(int(found[1]), int(found[2]), found[3], today)
    if found := _MONTH_WORD.fullmatch(text):
        return _from_month(int(found[1]), found[2], found[3], today)
    return _rarer_text(text, today)


def _rarer_text(text: str, today: date) -> DateReading:
    if found := _ISO.fullmatch(text):
        return _one(calendar_day(int(found[3]), int(found[2]), int(found[1])))
    if found := _ENGLISH.fullmatch(text):
        return _from_month(int(found[2]), found[1], found[3], today)
    if _PACKED.fullmatch(text):
        return _packed(text, today)
    if _SERIAL_TEXT.fullmatch(text):
        return _serial(int(text), today)
    return _among_words(text, today) if re.search(r"\d", text) else _no_date(text)


def _no_date(text: str) -> DateReading:
    return _INVALID if text.strip("-–—._/ ") else _EMPTY


def _among_words(text: str, today: date) -> DateReading:
    """Read a date with words in it: "bulan", "tahun" and an age behind it are form; other text is told."""
    bare = _YEAR_WORDS.sub(" ", _AGE_TAIL.sub("", text)).strip(" ,;()/-")
    if bare != text:
        return _text(bare, today)
    found = _INSIDE.findall(text)
    reading = _text(found[0], today) if len(found) == 1 and found[0] != text else _INCOMPLETE
    return reading._replace(beside=True) if reading.day else _INCOMPLETE


def _packed(text: str, today: date) -> DateReading:
    """Read eight digits without marks: day, month, year, or the year first."""
    reading = _from_numbers(int(text[:2]), int(text[2:4]), text[4:], today)
    if reading.day and reading.order is not Order.MONTH_FIRST and _plausible(reading, today).day:
        return reading
    return _one(calendar_day(int(text[6:]), int(text[4:6]), int(text[:4])))


def _from_numbers(first: int, second: int, year: str, today: date) -> DateReading:
    day_first = _in_year(first, second, year, today)
    month_first = _in_year(second, first, year, today)
    no_age = _is_no_age(day_first or month_first, year, today)
    if day_first is None:
        return DateReading(month_first, Order.MONTH_FIRST, no_age=no_age) if month_first else _INVALID
    if month_first is None or first == second:
        order = Order.PLAIN if first == second else Order.DAY_ONLY
        return DateReading(day_first, order, no_age=no_age)
    return DateReading(day_first, Order.DAY_FIRST, month_first, no_age=no_age)


def _from_month(day: int, word: str, year: str, today: date) -> DateReading:
    month, misspelt = _month(word.lower())
    if month is None:
        return _INVALID
    found = _in_year(day, month, year, today)
    return DateReading(found, misspelt=misspelt, no_age=_is_no_age(found, year, today)) if found else _INVALID


def _is_no_age(born: date | None, year: str, today: date) -> bool:
    """Tell whether the century of a year in two digits was chosen though nobody of that age works."""
    short = len(year) == len("85")
    return short and born is not None and age_on(today, born) not in WORKING_AGE


def _month(word: str) -> tuple[int | None, bool]:
    """Return the month a word names, and whether its spelling had to be mended."""
    exact = MONTHS.get(word) or _ROMANS.get(word)
    if exact:
        return exact, False
    near = process.extractOne(word, _LONG_FORMS, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return (MONTHS[near[0]], True) if near else (None, False)


def _in_year(day: int, month: int, year: str, today: date) -> date | None:
    if len(year) == len("85"):
        return day_of_short_year(day, month, int(year), today)
    return calendar_day(day, month, int(year))


def _one(day: date | None) -> DateReading:
    return DateReading(day) if day else _INVALID


def exchanged(day: date) -> date | None:
    """Return the date with day and month exchanged, None when that is the same or no date."""
    return calendar_day(day.month, day.day, day.year) if day.day != day.month else None


def _plausible(reading: DateReading, today: date) -> DateReading:
    """Refuse a birth date in the future or more than 110 years ago."""
    if reading.day is None or 0 < today.year - reading.day.year < OLDEST_AGE:
        return reading
    if reading.day <= today and age_on(today, reading.day) <= OLDEST_AGE:
        return reading
    return _IMPLAUSIBLE
