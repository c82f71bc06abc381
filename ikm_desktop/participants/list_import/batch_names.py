"""Which batch a list says its people are in: by a column, title, heading or sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ikm_desktop import words
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.lines import LineKind

_NAMED = re.compile(
    r"\b(?:angkatan|angk|akt|gelombang|batch)\b[\s.:\-]*(?:ke[\s\-]*)?(?P<no>[ivx]{1,6}|\d{1,2})\b",
    re.IGNORECASE,
)
_TRAINING = re.compile(r"\b(?P<name>(?:pelatihan|bimbingan teknis|bimtek|workshop)\b.*)", re.IGNORECASE)
_SMALL = {"bagi", "dan", "dari", "dengan", "di", "ke", "pada", "untuk", "yang"}
_ABBREVIATIONS = {"IKM", "UKM", "UMKM", "NTT", "APD", "KUB", "SDM"}
_MOST = 40  # "Angkatan XL" would be a decade of work


def batch_named(text: str) -> str:
    """Return the batch a text names, written as the office writes it ("ANGK. 2" → "Angkatan II"), or ""."""
    found = _NAMED.search(text)
    if found is None:
        return ""
    no = found["no"].upper()
    number = int(no) if no.isdigit() else _ROMAN.get(no, 0)
    return f"Angkatan {words.roman(number)}" if 0 < number <= _MOST else ""


def batch_in_column(text: str) -> str:
    """Return the batch a cell below "Angkatan" names: "2", "ke-II" are numbers, anything else is its name."""
    numbered = batch_named(text) or batch_named(f"angkatan {text}")
    if numbered or not text:
        return numbered
    return f"Angkatan {text.upper()}" if text.isdigit() or len(text) == 1 else text


def batches_of_rows(grid: Grid, kinds: Mapping[int, LineKind]) -> dict[int, str]:
    """Return the batch of each person's row (from 0) of a sheet, "" where the list names none.

    kinds: what each line is. A heading between the rows holds until the next; above the first, the
    sheet's title tells, else its name.
    """
    first = min(kinds, default=0)
    current = _first(_line(grid, row) for row in range(first)) or batch_named(grid.name or "")
    found: dict[int, str] = {}
    for row in sorted(kinds):
        if kinds[row] is LineKind.PERSON:
            found[row] = current
        elif kinds[row] in (LineKind.GROUP, LineKind.NO_TABLE, LineKind.TITLE):
            current = batch_named(_line(grid, row)) or current
    return found


def training_named(texts: Iterable[str]) -> str:
    """Return the training a list's titles name ("Pelatihan Pembuatan Masker …"), "" where they name none.

    Titles in capitals are written as certificates print them: short words and abbreviations keep their case.
    """
    for text in texts:
        found = _TRAINING.search(" ".join(text.split()))
        if found is not None:
            name = _NAMED.sub("", found["name"]).strip(" -–—:,.")
            return _in_title_case(name) if name.isupper() else name
    return ""


def _in_title_case(text: str) -> str:
    return " ".join(
        word if word in _ABBREVIATIONS else word.lower() if word.lower() in _SMALL else word.capitalize()
        for word in text.split()
    )


def _line(grid: Grid, row: int) -> str:
    return " ".join(filter(None, map(text_of, grid.rows[row])))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, map(batch_named, texts)), "")


_ROMAN = {words.roman(number): number for number in range(1, _MOST + 1)}
