"""The other numbers of a person and a business: NPWP, NIB, NIP, bank accounts; all kept as text.

Each `read_…` takes what people write (dots, hyphens, blanks) and returns the bare digits, or None when it
cannot be such a number. How they are printed stands in `words` (nip, npwp).
"""

from __future__ import annotations

import re

_NOT_DIGITS = re.compile(r"\D+")
_MARKS = re.compile(r"[\s.\-_/'’‘`]+")

NPWP_OLD, NPWP_NEW = 15, 16
NIB_LENGTH = 13
NIP_LENGTH = 18
KBLI_LENGTH = 5
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT = 6, 20


def bare_digits(text: str) -> str:
    """Return only the digits of a text."""
    return _NOT_DIGITS.sub("", text)


def _number_of(text: str, lengths: range | tuple[int, ...]) -> str | None:
    bare = _MARKS.sub("", text)
    digits = bare.isascii() and bare.isdigit()
    return bare if digits and len(bare) in lengths and len(set(bare)) > 1 else None


def read_npwp(text: str) -> str | None:
    """Return the 15 or 16 digits of an NPWP (16: a zero before the old 15, or the NIK)."""
    return _number_of(text, (NPWP_OLD, NPWP_NEW))


def read_nib(text: str) -> str | None:
    """Return the 13 digits of a business number (Nomor Induk Berusaha)."""
    return _number_of(text, (NIB_LENGTH,))


def read_nip(text: str) -> str | None:
    """Return the 18 digits of an official's number; a leading "NIP." is form only."""
    return _number_of(re.sub(r"^\s*NIP\b[\s.:]*", "", text, flags=re.IGNORECASE), (NIP_LENGTH,))


def read_kbli(text: str) -> str | None:
    """Return the five digits of a KBLI class."""
    return _number_of(text, (KBLI_LENGTH,))


def read_account(text: str) -> str | None:
    """Return the digits of a bank account, 6 to 20 of them."""
    return _number_of(text, range(_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT + 1))
