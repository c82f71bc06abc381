"""Telephone numbers: any usual writing becomes the digits one dials inside the country, "081234567890"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_SHORTEST, _LONGEST = 9, 14  # with the leading 0: landlines of small districts … the longest mobile numbers
_SEVERAL = re.compile(r"\s*(?:/|;|,|\\|&|\bdan\b|\batau\b|\n)\s*", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r"\s+(?=(?:\+?62|0)?8\d{2})"
)  # "0812… 0813…": a blank before what begins like a number
_NUMBER = re.compile(r"\(?(?:\+?62|0)[\d\s.\-_()–]{7,}\d")
_PREFIX = re.compile(r"^(?:[^\d+(]*|[^\d+(]*\([^\d+)]*\)[^\d+(]*)(?=[\d+(])")
_LABEL = re.compile(  # tells what number it is, no more
    r"[(\[]?\b(?:wa|whats ?app|hp|nohp|telp?|tlp|telepon|ponsel|seluler|rumah|kantor|aktif)\b\.?[)\]]?",
    re.IGNORECASE,
)
_FORM = re.compile(r"[\s.\-_()'’‘`\"“”=:,;/\xa0‐‑‒–−]+")
_DECIMAL = re.compile(r"(?<=\d{8})[.,]0$")  # a number cell in a text file
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_MISTYPED = re.compile(r"\+?[\dOoIl|]+")
_MOST_LETTERS = 2


class PhoneProblem(StrEnum):
    """What is wrong with a telephone number; `text` is the Indonesian reason."""

    LENGTH = "length"
    DAMAGED = "damaged_by_excel"
    INVALID = "invalid"
    SEVERAL = "several"
    EXTRA = "extra_text"
    LETTERS = "letters"

    @property
    def text(self) -> str:
        """The reason in Indonesian."""
        return _TEXTS[self]


_TEXTS = {
    PhoneProblem.LENGTH: "panjang nomor telepon tidak wajar",
    PhoneProblem.DAMAGED: "nomor telepon rusak oleh Excel",
    PhoneProblem.INVALID: "bukan nomor telepon",
    PhoneProblem.SEVERAL: "lebih dari satu nomor; diambil yang pertama",
    PhoneProblem.EXTRA: "teks lain di sel telepon diabaikan",
    PhoneProblem.LETTERS: "huruf di antara angka telepon dibaca sebagai angka",
}


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """The digits to dial ("" when there are none) and what is wrong, if anything."""

    digits: str
    problem: PhoneProblem | None = None


def read_phone(text: str) -> PhoneReading:
    """Read a telephone number: "+62 812-…", "62812…", "812…", "WA 0812…" and "(0380) …" all become "0…".

    The first of several numbers is taken and the rest told; so are other text beside a number and letters
    that were meant as digits. A number of odd length is kept and told.
    """
    bare = text.strip()
    if _EXPONENT.fullmatch(bare.replace(" ", "")):
        return PhoneReading("", PhoneProblem.DAMAGED)
    parts = [part for part in _SEVERAL.split(bare) if sum(map(str.isdigit, part)) >= _SHORTEST - 1]
    if len(parts) > 1:
        return PhoneReading(_first_of(parts), PhoneProblem.SEVERAL)
    mended = _with_letters_read(bare)
    if mended:
        return PhoneReading(mended, PhoneProblem.LETTERS)
    digits = _dialled(bare)
    if digits is None:
        return _alone(bare)
    if len(digits) > _LONGEST:
        parts = [part for part in _SIDE_BY_SIDE.split(bare) if sum(map(str.isdigit, part)) >= _SHORTEST]
        if len(parts) > 1:
            return PhoneReading(_first_of(parts), PhoneProblem.SEVERAL)
    fits = _SHORTEST <= len(digits) <= _LONGEST
    return PhoneReading(digits, None if fits else PhoneProblem.LENGTH)


def _first_of(parts: list[str]) -> str:
    return _dialled(parts[0]) or _alone(parts[0]).digits


def _with_letters_read(bare: str) -> str:
    """Return the digits of a number in which one or two letters were meant as digits, else ""."""
    found = _FORM.sub("", bare)
    letters = sum(not char.isdigit() for char in found.removeprefix("+"))
    if not 0 < letters <= _MOST_LETTERS or len(found) < _SHORTEST or not _MISTYPED.fullmatch(found):
        return ""
    digits = _dialled(found.translate(_LOOKALIKES))
    return digits if digits is not None and len(digits) <= _LONGEST else ""


def _alone(bare: str) -> PhoneReading:
    """Read the one number that stands in other text; of two it stays open which is meant."""
    found = _NUMBER.findall(bare)
    digits = _dialled(found[0]) if len(found) == 1 else None
    if digits is None or not _SHORTEST <= len(digits) <= _LONGEST:
        return PhoneReading("", PhoneProblem.INVALID)
    return PhoneReading(digits, PhoneProblem.EXTRA)


def _dialled(text: str) -> str | None:
    """Return the digits with their leading 0, None when something else stands among them."""
    bare = _LABEL.sub(" ", _DECIMAL.sub("", text))
    digits = _FORM.sub("", _PREFIX.sub("", bare)).removeprefix("+").removeprefix("00")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if digits.startswith("62") and len(digits) > _SHORTEST:
        digits = digits[2:]
    return digits if digits.startswith("0") else f"0{digits}"
