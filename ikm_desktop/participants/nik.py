"""The NIK: what its sixteen digits say, when it is no NIK at all, and what merely looks odd.

Source: Perpres 62/2019 and the Ministry's population register: six digits of the region
of first registration, which never change; birth as DDMMYY with 40 added to a woman's day; four serial digits.
A birth that was registered wrongly stays wrong for life, so only what cannot be a NIK is an error;
everything else is a warning that the clerk may pass over.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Sex = Literal["L", "P"]

LENGTH = 16
_FEMALE_DAYS = 40
WORKING_AGE = range(15, 91)
"""Whole years, unless the office's rules say otherwise: decides the century of a two-digit year."""
# Excel keeps 15 digits: a NIK that passed through a number cell shows an exponent, thousands marks or a ".0".
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?\s?E\s?\+?\s?\d{1,2}", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d([.,])\d{3}(?:\1\d{3}){4}(?:[.,]0+)?")
_DECIMAL = re.compile(r"\d{14,17}[.,]0+")
_SEPARATORS = re.compile(r"[\s.\-_/'’‘`‐‑‒–−]+")
_AROUND = " \n\r\t'’‘`´\"“”=,;:#()[]"  # a text's own marks, quotes and brackets: form only


class NikError(StrEnum):
    """Why a text is no NIK; the value is the code, `text` the Indonesian reason."""

    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    DAMAGED = "damaged_by_excel"
    LENGTH = "length"
    INVALID = "invalid"

    @property
    def text(self) -> str:
        """The reason in Indonesian, without the number itself."""
        return _ERROR_TEXTS[self]


_ERROR_TEXTS = {
    NikError.EMPTY: "NIK belum diisi",
    NikError.PLACEHOLDER: "NIK belum ada (isian pengganti)",
    NikError.DAMAGED: "NIK rusak oleh Excel (angka ke-16 hilang); ketik ulang dari KTP",
    NikError.LENGTH: "NIK harus 16 angka",
    NikError.INVALID: "NIK hanya boleh berisi angka",
}


class NikWarning(StrEnum):
    """What looks odd in a NIK but may be true; the value is the code, `text` the Indonesian sentence."""

    REGION = "region_unknown"
    BIRTH = "birth_invalid"
    BIRTH_DIFFERS = "birth_mismatch"
    SEX_DIFFERS = "sex_mismatch"
    SERIAL = "serial_zero"

    @property
    def text(self) -> str:
        """The warning in Indonesian."""
        return _WARNING_TEXTS[self]


_WARNING_TEXTS = {
    NikWarning.REGION: "kode wilayah dalam NIK tidak dikenal",
    NikWarning.BIRTH: "angka tanggal lahir dalam NIK bukan tanggal",
    NikWarning.BIRTH_DIFFERS: "tanggal lahir tidak sama dengan yang tersurat dalam NIK",
    NikWarning.SEX_DIFFERS: "jenis kelamin tidak sama dengan yang tersurat dalam NIK",
    NikWarning.SERIAL: "nomor urut NIK 0000",
}


@dataclass(frozen=True, slots=True)
class Nik:
    """Sixteen digits that can be a NIK, and what they say."""

    digits: str

    @property
    def region_code(self) -> str:
        """The six digits of the district of first registration, "530101"."""
        return self.digits[:6]

    @property
    def regency_code(self) -> str:
        """The regency of first registration in the Ministry's writing, "53.01"."""
        return f"{self.digits[:2]}.{self.digits[2:4]}"

    @property
    def sex(self) -> Sex:
        """P when 40 was added to the day, else L."""
        return "P" if self.digits[6:8] > str(_FEMALE_DAYS) else "L"

    @property
    def birth_day(self) -> int:
        """The day of the month, without the 40; may be no day at all."""
        day = int(self.digits[6:8])
        return day - _FEMALE_DAYS if day > _FEMALE_DAYS else day

    @property
    def birth_month(self) -> int:
        """The month; may be no month at all."""
        return int(self.digits[8:10])

    @property
    def birth_year(self) -> int:
        """The last two digits of the year; the NIK does not hold the century."""
        return int(self.digits[10:12])

    @property
    def serial(self) -> str:
        """The four digits that tell apart who was born there on one day."""
        return self.digits[12:]

    def tells(self, born: date) -> bool:
        """Tell whether day, month and the last two digits of the year are those of a birth date."""
        said = int(self.digits[6:12])
        wanted = born.day * 10_000 + born.month * 100 + born.year % 100
        return said in (wanted, wanted + _FEMALE_DAYS * 10_000)

    def born(self, today: date, ages: range = WORKING_AGE) -> date | None:
        """Return the birth date the NIK speaks of, None when its digits are no date.

        ages: those that decide the century, by the office's rules.
        """
        return day_of_short_year(self.birth_day, self.birth_month, self.birth_year, today, ages)


@dataclass(frozen=True, slots=True)
class NikReading:
    """A text read as a NIK: either `nik`, or `error` with the digits that were found."""

    nik: Nik | None
    error: NikError | None
    digits: str = ""


def parse_nik(text: str) -> NikReading:
    """Read a NIK as people write it: blanks, dots, hyphens, quotes and Excel's apostrophe are form only.

    Returns the NIK, or the error that makes it none. Duplicates are the caller's to find.
    """
    bare = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip(_AROUND)
    if _looks_numeric(bare):
        return NikReading(None, NikError.DAMAGED, _SEPARATORS.sub("", bare))
    digits = _SEPARATORS.sub("", bare)
    error = _error_of(digits, bare)
    return NikReading(None if error else Nik(digits), error, digits)


def _error_of(digits: str, bare: str) -> NikError | None:
    if not bare:
        return NikError.EMPTY
    if not digits or len(set(digits)) == 1:
        return NikError.PLACEHOLDER
    if not (digits.isascii() and digits.isdigit()):
        return NikError.INVALID
    return None if len(digits) == LENGTH else NikError.LENGTH


def _looks_numeric(bare: str) -> bool:
    """Tell whether a text is what a number cell shows of a NIK."""
    return any(form.fullmatch(bare) for form in (_EXPONENT, _THOUSANDS, _DECIMAL))


def nik_warnings(
    nik: Nik,
    *,
    today: date,
    born: date | None = None,
    sex: Sex | None = None,
    region_known: bool = True,
    ages: range = WORKING_AGE,
) -> tuple[NikWarning, ...]:
    """Return what looks odd; none of it keeps the NIK from being saved.

    born, sex: what else is known of the person, compared when given. region_known: what the register of
    regions says of `regency_code` (codes from before a split are no longer in it, so it is a warning only).
    ages: as `Nik.born`.
    """
    said = nik.born(today, ages)
    found = (
        (NikWarning.REGION, not region_known),
        (NikWarning.BIRTH, said is None),
        (NikWarning.BIRTH_DIFFERS, said is not None and born is not None and not nik.tells(born)),
        (NikWarning.SEX_DIFFERS, sex is not None and sex != nik.sex),
        (NikWarning.SERIAL, nik.serial == "0000"),
    )
    return tuple(warning for warning, holds in found if holds)


def day_of_short_year(day: int, month: int, year: int, today: date, ages: range = WORKING_AGE) -> date | None:
    """Return the date of a two-digit year, in the century that makes the person of working age.

    year: 0 … 99; ages: working age. Where no century gives such an age, the youngest not in the future.
    Returns None when there is no such day.
    """
    century = today.year // 100 * 100
    days = [calendar_day(day, month, base + year) for base in (century, century - 100)]
    past = [born for born in days if born is not None and born <= today]
    for born in past:
        if age_on(today, born) in ages:
            return born
    return past[0] if past else None


def age_on(today: date, born: date) -> int:
    """Return the age in whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def calendar_day(day: int, month: int, year: int) -> date | None:
    """Return the date, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
