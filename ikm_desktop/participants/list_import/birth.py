"""Place and date of birth that share a cell: "So'e, 18-08-1991", "Seba / 8 April 1981"."""

from __future__ import annotations

import re

_DATE = (
    r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})"
    r"|\d{1,2}[\s\-/.,]*[A-Za-z]{1,12}[\s\-/.,]*'?(?:\d{4}|\d{2})"
    r"|\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:[ T]00:00(?::00)?)?"
    r"|\d{1,2}\s+\d{1,2}\s+\d{4}|\d{8}"
)
_PLACE_FIRST = re.compile(rf"(?P<place>\D*?)(?P<date>{_DATE})\W*", re.DOTALL)
_DATE_FIRST = re.compile(rf"(?P<date>{_DATE})(?!\d)\s*(?P<place>\D*)", re.DOTALL)
_ORDINARY = re.compile(
    r"([^\d\s,/(]+)[\s,/]+(\d{1,2}([-/. ])(?:\d{1,2}|[A-Za-z]{3,9})\3\d{4})"
)  # one word and a date: most cells
_LONGEST = 120  # characters; longer is no birth, and would keep the patterns busy
_FIRST_DIGIT = re.compile(r"[\s,;/(\-–—:]*(?=\d)")
_WEEKDAY = re.compile(r"[\s,/]*\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*$", re.IGNORECASE)
_AROUND = " ,;:/\\()-–—._|"
_TRAILING_TGL = re.compile(r"[\s,/]*\b(?:pada\s+)?(?:tgl|tanggal|tg)\b[\s.:]*$|\bpada\s*$", re.IGNORECASE)
_BORN_IN = re.compile(r"^\s*(?:lahir\s+di|lahir)\b[\s:]*", re.IGNORECASE)


def split_birth(text: str) -> tuple[str, str]:
    """Return the place and the text of the date; either is "" when the cell does not hold it.

    A cell with digits that are no date ("Seba, 1981") gives them back as the date's text.
    """
    if len(text) > _LONGEST:
        return text, ""
    if ordinary := _ORDINARY.fullmatch(text):
        return ordinary[1], ordinary[2]
    found = _PLACE_FIRST.fullmatch(text) or _DATE_FIRST.fullmatch(text)
    if found:
        return _place(found["place"]), found["date"]
    cut = _FIRST_DIGIT.search(text)
    if cut is None:
        return _place(text), ""
    return _place(text[: cut.start()]), text[cut.end() :].strip(_AROUND)


def _place(text: str) -> str:
    return _BORN_IN.sub("", _TRAILING_TGL.sub("", _WEEKDAY.sub("", text))).strip(_AROUND)
