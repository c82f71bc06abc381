"""Recognising a column by what stands in it, where no heading tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

from ikm_desktop.participants.dates import read_birth_date
from ikm_desktop.participants.list_import.birth import split_birth
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Value
from ikm_desktop.participants.nik import NikError, age_on, parse_nik
from ikm_desktop.participants.regions import MatchKind, match_regency

_SAMPLE = 40  # rows looked at
_ENOUGH = 0.6  # share of the filled cells that must fit
_PHONE = re.compile(r"(?:\+?62|0)?8\d{7,11}")
_SEX = re.compile(r"[lp]|lk|pr|laki[ -]?laki|perempuan|pria|wanita", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\d_:;@]*")
_LEADING_COUNT = re.compile(r"^\s*\d{1,3}\s*[.)]\s*")
_ADDRESS = re.compile(r"^(?:jl|jln|jalan|gang|gg|dusun|desa|kel|rt|btn|perum)\b", re.IGNORECASE)
_BUSINESS = re.compile(
    r"\b(?:ud|cv|pt|kub|konveksi|usaha|tenun|garam|sabun|rumah|toko|penjahit|modiste|kelompok|ikm|dapur)\b",
    re.IGNORECASE,
)
_YOUNGEST = 10  # whole years
_ADULT_SERIALS = range(7000, 47000)  # days from 1919 to 2028 as Excel counts


def guess_fields(rows: Sequence[Sequence[Value]], taken: dict[int, Field], today: date) -> dict[int, Field]:
    """Return what the columns without a heading hold, as far as it shows; `taken` is not looked at again."""
    wanted = [field for field in _TESTS if field not in taken.values()]
    if Field.BIRTH in taken.values():
        wanted = [field for field in wanted if field is not Field.BORN]
    if {Field.SEX_MALE, Field.SEX_FEMALE} & set(taken.values()):
        wanted = [field for field in wanted if field is not Field.SEX]
    width = max((len(row) for row in rows), default=0)
    found: dict[int, Field] = {}
    for column in range(width):
        if column in taken:
            continue
        sample = _sample(rows, column)
        field = next((field for field in wanted if sample and _fits(sample, _TESTS[field], today)), None)
        if field is not None:
            found[column] = field
            wanted = [other for other in wanted if other is not field and _not_both(field, other)]
    return found


def _not_both(field: Field, other: Field) -> bool:
    return {field, other} != {Field.BIRTH, Field.BORN}


def _sample(rows: Sequence[Sequence[Value]], column: int) -> list[Value]:
    filled = (row[column] for row in rows if column < len(row) and row[column] not in ("", None))
    return list(islice(filled, _SAMPLE))


def _fits(sample: list[Value], test: Callable[[Value, date], bool], today: date) -> bool:
    return sum(test(value, today) for value in sample) >= _ENOUGH * len(sample)


def _is_nik(value: Value, _: date) -> bool:
    reading = parse_nik(text_of(value))
    return reading.nik is not None or reading.error is NikError.DAMAGED


def _is_phone(value: Value, _: date) -> bool:
    return _PHONE.fullmatch(re.sub(r"\D", "", text_of(value))) is not None


def _is_birth(value: Value, today: date) -> bool:
    place, rest = split_birth(value) if isinstance(value, str) else ("", "")
    return bool(place and rest) and _is_long_ago(read_birth_date(rest, today).day, today)


def _is_born(value: Value, today: date) -> bool:
    if isinstance(value, int | float) and value not in _ADULT_SERIALS:
        return False
    return _is_long_ago(read_birth_date(value, today).day, today)


def _is_long_ago(day: date | None, today: date) -> bool:
    """Tell a birth from the days of a training, which stand in lists of batches."""
    return day is not None and age_on(today, day) >= _YOUNGEST


def _is_sex(value: Value, _: date) -> bool:
    return isinstance(value, str) and _SEX.fullmatch(value.strip()) is not None


def _is_regency(value: Value, _: date) -> bool:
    return isinstance(value, str) and match_regency(text_of(value)).kind is not MatchKind.UNKNOWN


def _is_business(value: Value, _: date) -> bool:
    return (
        isinstance(value, str) and _BUSINESS.search(value) is not None and not _ADDRESS.match(value.strip())
    )


def _is_address(value: Value, _: date) -> bool:
    return isinstance(value, str) and _ADDRESS.match(value.strip()) is not None


def _is_name(value: Value, _: date) -> bool:
    """Two words or more of letters, as most names have."""
    text = _LEADING_COUNT.sub("", value) if isinstance(value, str) else ""
    return " " in text.strip() and _NAME.fullmatch(text.strip()) is not None


_TESTS: dict[Field, Callable[[Value, date], bool]] = {
    Field.NIK: _is_nik,
    Field.PHONE: _is_phone,
    Field.BIRTH: _is_birth,
    Field.BORN: _is_born,
    Field.SEX: _is_sex,
    Field.ADDRESS: _is_address,
    Field.REGENCY: _is_regency,
    Field.BUSINESS: _is_business,
    Field.NAME: _is_name,
}
