"""How a number is written: the pattern of a series, its blank form, and reading what was typed.

Pure functions of plain values. A pattern is fixed text with places in braces:
`{kode}/{urut}/{unit}/{romawi}/{tahun}` gives 530/123/DPP/VIII/2020. `{urut:03}` fills with zeros to
three digits; `{bulan}` is the month in two digits, `{thn}` the year's last two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ikm_desktop import words
from ikm_desktop.errors import FieldInvalid, FieldMissing, Negative, Refusal

BLANK_ROOM = "\N{NO-BREAK SPACE}" * 6
"""Room for the hand where a number is left blank."""

LARGEST_SEQUENCE = 999_999_999
NUMBER_FIELD = "Nomor"
PATTERN_FIELD = "Pola nomor"

LONGEST_NUMBER = 60
_LONGEST_PATTERN = 60
_PLACE = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"urut(?::0([1-9]))?")
_YEARS = {"tahun", "thn"}
_OTHERS = {"kode", "unit", "romawi", "bulan"}
_INSERTED = re.compile(r"(\d{1,9})(?:[ .-]?[A-Za-z]{1,3}|[.-]\d{1,2})")
"""A number put between two of the agenda: 45a, 45.B, 45 bis, 45-1, 45.01."""

_PLACE_IN_REGISTER = r"(?P<urut>\d{1,12})(?P<inserted>[.-]?[A-Za-z]{1,3}|[.-]\d{1,2})??"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The form of a series' numbers: `text` with its places; `key` and `unit` fill {kode} and {unit}."""

    text: str
    key: str = ""
    unit: str = ""

    def number(self, sequence: int, day: date) -> str:
        """Write the number of a paper with a letter of that day: 530/123/DPP/VIII/2020."""
        width = _width(self.text)
        return self._filled(f"{sequence:0{width}d}", day)

    def blank(self, day: date) -> str:
        """Write a number still to come, with room for six digits: 530/      /DPP/VIII/2020."""
        return self._filled(BLANK_ROOM, day)

    def _filled(self, sequence: str, day: date) -> str:
        values = {
            "kode": self.key,
            "unit": self.unit,
            "romawi": words.roman(day.month),
            "bulan": f"{day.month:02d}",
            "tahun": f"{day.year:04d}",
            "thn": f"{day.year % 100:02d}",
        }
        return _PLACE.sub(lambda place: values.get(place[1], sequence), self.text)

    def read(self, typed: str, day: date) -> TypedNumber:
        """Read a typed number: its sequence alone ("123"), one put between ("123.a"), or all of it.

        What fits the pattern in another month or under another code keeps its text and counts in the
        same register; what fits no pattern is taken as it is, without a sequence. The empty text and
        the blank form as it was offered mean blank.
        Raises Negative or FieldInvalid: zero, too large, too long, or the year of another register.
        """
        text = _tidy(typed)
        if len(text) > LONGEST_NUMBER:
            why = f"terlalu panjang (paling banyak {LONGEST_NUMBER} huruf)"
            raise FieldInvalid(field=NUMBER_FIELD, value=text, why=why)
        if _bare(text) in {"", _bare(self.blank(day))}:
            return TypedNumber("", None)
        if re.fullmatch(r"[-\N{MINUS SIGN}]?\d+", text):
            sequence = checked_sequence(int(text.replace(words.MINUS, "-")))
            return TypedNumber(self.number(sequence, day), sequence)
        if _INSERTED.fullmatch(text):
            return TypedNumber(self._filled(text, day), None)
        return self._read_whole(text, day)

    def _read_whole(self, text: str, day: date) -> TypedNumber:
        closed = _close(text)
        found = self._form(exact=True).fullmatch(closed) or self._form(exact=False).fullmatch(closed)
        if found is None:
            return TypedNumber(text, None)
        parts = found.groupdict()
        year = int(parts.get("tahun") or day.year // 100 * 100 + int(parts["thn"]))
        if year != day.year:
            raise FieldInvalid(
                field=NUMBER_FIELD, value=text, why=f"memakai tahun {year}, tanggal suratnya tahun {day.year}"
            )
        sequence = checked_sequence(int(parts["urut"]))
        if parts["inserted"]:
            return TypedNumber(text, None)
        own = self.number(sequence, day)
        return TypedNumber(own if _close(own) == closed else text, sequence)

    def moved(self, number: str, day: date, later: date) -> str:
        """Return a number of this pattern as it reads on another day of its year, else the number itself.

        A number put between two others goes along: 530/045a/DPP/VIII/2020 to 530/045a/DPP/IX/2020.
        """
        found = self._form(exact=True).fullmatch(_close(number))
        if found is None:
            return number
        place = found["urut"] + (found["inserted"] or "")
        written = self._filled(place, day)
        return self._filled(place, later) if _close(written) == _close(number) else number

    def _form(self, *, exact: bool) -> re.Pattern[str]:
        """Return the expression that reads closed numbers of this pattern; exact: only with its own code."""
        forms = {
            "kode": re.escape(_close(self.key)) if exact else "[^/]+",
            "unit": re.escape(_close(self.unit)) if exact else "[^/]+",
            "romawi": "[IVXivx]+",
            "bulan": r"\d{1,2}",
            "tahun": r"(?P<tahun>\d{4})",
            "thn": r"(?P<thn>\d{2})",
        }
        seen: set[str] = set()
        expression = ""
        for at, part in enumerate(_PLACE.split(self.text)):
            if at % 2 == 0:
                expression += re.escape(_close(part))
            elif part in seen:
                expression += forms[part].replace(f"(?P<{part}>", "(?:")
            else:
                expression += forms.get(part, _PLACE_IN_REGISTER)
                seen.add(part)
        return re.compile(expression, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A typed number as it will be printed ("" = blank) and its place in the register, if it has one."""

    number: str
    sequence: int | None


def checked_sequence(value: int) -> int:
    """Return a register number that can stand, from 1. Raises Negative or FieldInvalid."""
    if value < 1:
        raise Negative(field=NUMBER_FIELD, value=value)
    if value > LARGEST_SEQUENCE:
        raise FieldInvalid(field=NUMBER_FIELD, value=str(value), why="terlalu besar (paling banyak 9 angka)")
    return value


def wrong_with(pattern: Pattern) -> list[Refusal]:
    """Return all that keeps a pattern from being used.

    It needs {urut} exactly once, between fixed characters that are no digits, a year ({tahun} or
    {thn}: registers restart each year), and a text for each {kode} and {unit}.
    """
    places = _PLACE.findall(pattern.text)
    complaints: list[str] = []
    unknown = [p for p in places if p not in _YEARS | _OTHERS and not _SEQUENCE.fullmatch(p)]
    if unknown:
        complaints.append(f"memuat {{{unknown[0]}}} yang tidak dikenal")
    elif "{" in _PLACE.sub("", pattern.text) or "}" in _PLACE.sub("", pattern.text):
        complaints.append("memuat kurung kurawal tanpa pasangan")
    if sum(bool(_SEQUENCE.fullmatch(p)) for p in places) != 1:
        complaints.append("harus memuat {urut} tepat satu kali")
    elif not _stands_apart(pattern.text):
        complaints.append("harus mengapit {urut} dengan tanda yang bukan angka")
    if not _YEARS & set(places):
        complaints.append("harus memuat {tahun} karena nomor mulai lagi setiap tahun")
    if len(pattern.text) > _LONGEST_PATTERN:
        complaints.append(f"terlalu panjang (paling banyak {_LONGEST_PATTERN} huruf)")
    found: list[Refusal] = [
        FieldInvalid(field=PATTERN_FIELD, value=pattern.text or "(kosong)", why=why) for why in complaints
    ]
    filled = (("kode", "Kode", pattern.key), ("unit", "Unit", pattern.unit))
    found += [FieldMissing(field=label) for place, label, value in filled if place in places and not value]
    found += [
        FieldInvalid(field=label, value=value, why="tidak boleh memuat kurung kurawal")
        for _place, label, value in filled
        if "{" in value or "}" in value
    ]
    return found


def reads_as(number: str) -> str:
    """Return what a number reads as, whatever its capitals, blanks and leading zeros: 045.A as 45a."""
    plain = re.sub(r"(?<=\d)[ .-](?=[a-z])", "", _tidy(number).casefold())
    return re.sub(r"(?<!\d)0+(?=\d)", "", _close(plain))


def numbers_in_words(first: int, last: int) -> str:
    """Write places of a register: "124", or "124 s.d. 126"."""
    return str(first) if first == last else f"{first} s.d. {last}"


def without_blank(number: str) -> str:
    """Return a number as printed, "" for one that still waits for the hand."""
    return "" if BLANK_ROOM in number else number


def _stands_apart(text: str) -> bool:
    """Tell whether {urut} has fixed characters, no digits, on both sides (or the text's end)."""
    place = re.search(r"\{urut[^{}]*\}", text)
    if place is None:
        return False
    before, after = text[: place.start()][-1:], text[place.end() :][:1]
    return not (before == "}" or before.isdigit() or after == "{" or after.isdigit())


def _width(text: str) -> int:
    place = re.search(r"\{urut(?::0([1-9]))?\}", text)
    return int(place[1]) if place and place[1] else 1


def _tidy(text: str) -> str:
    """Return a typed number with single plain spaces, none around slashes, and nothing that can't be seen."""
    seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})
    return re.sub(r"\s*/\s*", "/", " ".join(unicodedata.normalize("NFKC", seen).split()))


def _close(text: str) -> str:
    """Return a text without blanks, so that "530 / 7" and "530/7" are one number."""
    return "".join(text.split())


def _bare(text: str) -> str:
    """Return a number without the marks that stand for an open place."""
    return re.sub(r"[\s_.\N{HORIZONTAL ELLIPSIS}]+", "", text).casefold()
