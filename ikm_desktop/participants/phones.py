"""Telephone numbers: any usual writing becomes the digits one dials inside the country, "081234567890"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_SHORTEST, _LONGEST = 9, 14  # with the leading 0: landlines of small districts … the longest mobile numbers
_SEVERAL = re.compile(r"\s*(?:/|;|,|\\|&|\bdan\b|\batau\b|\n)\s*", re.IGNORECASE)
_PREFIX = re.compile(r"^[^\d+(]*")
_FORM = re.compile(r"[\s.\-_()'’‘`\xa0–]+")
_DECIMAL = re.compile(r"(?<=\d{8})[.,]0$")  # a number cell in a text file
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)


class PhoneProblem(StrEnum):
    """What is wrong with a telephone number; `text` is the Indonesian reason."""

    LENGTH = "length"
    DAMAGED = "damaged_by_excel"
    INVALID = "invalid"
    SEVERAL = "several"

    @property
    def text(self) -> str:
        """The reason in Indonesian."""
        return _TEXTS[self]


_TEXTS = {
    PhoneProblem.LENGTH: "panjang nomor telepon tidak wajar",
    PhoneProblem.DAMAGED: "nomor telepon rusak oleh Excel",
    PhoneProblem.INVALID: "bukan nomor telepon",
    PhoneProblem.SEVERAL: "lebih dari satu nomor; diambil yang pertama",
}


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """The digits to dial ("" when there are none) and what is wrong, if anything."""

    digits: str
    problem: PhoneProblem | None = None


def read_phone(text: str) -> PhoneReading:
    """Read a telephone number: "+62 812-…", "62812…", "812…" and "(0380) …" all become "0…".

    The first of several numbers is taken and the rest told. A number of odd length is kept and told.
    """
    bare = text.strip()
    if _EXPONENT.fullmatch(bare):
        return PhoneReading("", PhoneProblem.DAMAGED)
    parts = [part for part in _SEVERAL.split(bare) if sum(map(str.isdigit, part)) >= _SHORTEST - 1]
    if len(parts) > 1:
        return PhoneReading(_dialled(parts[0]) or "", PhoneProblem.SEVERAL)
    digits = _dialled(bare)
    if digits is None:
        return PhoneReading("", PhoneProblem.INVALID)
    fits = _SHORTEST <= len(digits) <= _LONGEST
    return PhoneReading(digits, None if fits else PhoneProblem.LENGTH)


def _dialled(text: str) -> str | None:
    """Return the digits with their leading 0, None when something else stands among them."""
    digits = _FORM.sub("", _PREFIX.sub("", _DECIMAL.sub("", text))).removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if digits.startswith("62") and len(digits) > _SHORTEST:
        digits = digits[2:]
    return digits if digits.startswith("0") else f"0{digits}"
