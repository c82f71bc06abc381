"""Quantities and money as the clerk types them: whole numbers of the smallest unit, never floats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ikm_desktop.errors import FieldInvalid, ItemRef, Negative, TooBig, TooFine

LARGEST = 10**12
"""No quantity, amount or cost in the book is larger (the database's CHECKs say so too)."""

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """How quantities of an item are kept and shown.

    symbol: the shown unit ("m"); per: smallest units in one of it (1000); smallest: their name ("mm");
    decimals: shown at least.
    """

    symbol: str
    per: int = 1
    smallest: str = "buah"
    decimals: int = 0

    def ref(self, item: int, name: str) -> ItemRef:
        """Return the item as messages and papers name it."""
        return ItemRef(item, name, self.symbol, self.per, self.decimals)

    def read(self, text: str, field: str) -> int:
        """Read what was typed ("7", "7,5", "3,5+3,5", "250 g") as a number of smallest units.

        Raises FieldInvalid (not a number), Negative, TooFine (finer than the smallest unit), TooBig.
        """
        total = sum((self._term(part, field) for part in text.split("+")), Fraction(0))
        if total.denominator != 1:
            raise TooFine(field=field, value=text.strip(), smallest=self.smallest)
        if total > LARGEST:
            raise TooBig(field=field, value=int(total))
        return int(total)

    def _term(self, text: str, field: str) -> Fraction:
        typed = text.strip()
        number, _, suffix = typed.partition(" ") if " " in typed else _split_suffix(typed)
        factor = {"": self.per, self.symbol: self.per, self.smallest: 1}.get(suffix.strip())
        if number.startswith(("-", "\u2212")):
            raise Negative(field=field, value=_below_nought(number))
        if factor is None or not _NUMBER.fullmatch(number):
            raise FieldInvalid(field=field, value=typed, why=f"bukan jumlah dalam {self.symbol}")
        return Fraction(number.replace(".", "").replace(",", ".")) * factor


def _split_suffix(text: str) -> tuple[str, str, str]:
    match = re.match(r"[-\u2212\d.,]*", text)
    cut = match.end() if match else 0
    return text[:cut], "", text[cut:]


def _below_nought(number: str) -> int:
    """Return the whole number that was typed with a minus, for the message to repeat; at least -1."""
    digits = re.match(r"[\d.]*", number[1:].strip())
    return -max(int(digits[0].replace(".", "") or "0") if digits else 0, 1)


METRE = Unit("m", 1000, "mm", 2)
KILOGRAM = Unit("kg", 1000, "g", 2)
LITRE = Unit("liter", 1000, "ml", 2)
GRAM = Unit("g", 1, "g", 0)
PIECE = Unit("buah", 1, "buah", 0)


def read_rupiah(text: str, field: str) -> int:
    """Read typed money ("5.000", "5rb", "1,2jt", "Rp290.000") as whole rupiah.

    Raises FieldInvalid, Negative, TooFine (a part of a rupiah), TooBig.
    """
    typed = text.strip().removeprefix("Rp").strip()
    if typed.startswith(("-", "\u2212")):
        raise Negative(field=field, value=_below_nought(typed))
    match = re.fullmatch(r"([\d.,]+)\s*(rb|jt)?", typed)
    if match is None or not _NUMBER.fullmatch(match[1]):
        raise FieldInvalid(field=field, value=text.strip(), why="bukan jumlah uang")
    factor = {"rb": 1000, "jt": 1_000_000}.get(match[2] or "", 1)
    value = Fraction(match[1].replace(".", "").replace(",", ".")) * factor
    if value.denominator != 1:
        raise TooFine(field=field, value=text.strip(), smallest="rupiah")
    if value > LARGEST:
        raise TooBig(field=field, value=int(value))
    return int(value)
