"""Lists of invented people in the shapes offices keep, each with what a careful person reads from it.

A `Shape` is one or more sheets of cells with the truth beside them; it can be written as a workbook, as text
in several encodings, or pasted. District 99 exists nowhere, so nobody has these NIKs.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.records import ReadList
from ikm_desktop.words import long_date

TODAY = date(2020, 8, 28)
NEVER = date.min  # the birth of whom the list tells none
_WOMEN = ("Maria", "Yohana", "Katarina", "Welmince", "Siti", "Dorce", "Rambu", "Agustina")
_MEN = ("Umbu", "Petrus", "Stefanus", "Ibrahim", "Yakobus", "Melkianus", "Daud", "Simon")
_FAMILIES = ("Bria", "Klau", "Manek", "Ola", "Seran", "Kolo", "Ma'u", "Nahak", "Djami", "Wadu", "Kelen")
_PLACES = ("So'e", "Ba'a", "Atambua", "Larantuka", "Waingapu", "Betun", "Seba", "Maumere")
_REGENCIES = {
    "5302": "Kabupaten Timor Tengah Selatan",
    "5304": "Kabupaten Belu",
    "5306": "Kabupaten Flores Timur",
    "5307": "Kabupaten Sikka",
    "5311": "Kabupaten Sumba Timur",
    "5321": "Kabupaten Malaka",
    "5371": "Kota Kupang",
}
_BUSINESSES = ("Konveksi", "Rumah Kelor", "Sabun Alami", "Garam", "UD", "Tenun Ikat")


@dataclass(frozen=True)
class Someone:
    """A person as she should be read, and the codes of what must be told of her."""

    name: str
    nik: str
    sex: str
    born: date
    place: str
    regency: str
    phone: str
    business: str
    codes: tuple[str, ...] = ()

    def told(self, *codes: str, **changed: Any) -> Someone:  # noqa: ANN401 - any field
        """Return the same person with what must be told, and with what then is read instead."""
        return replace(self, codes=(*self.codes, *codes), **changed)


def people(count: int, seed: int = 1) -> list[Someone]:
    """Return different people, the same for the same seed."""
    chance = random.Random(seed)
    found = []
    for serial in range(1, count + 1):
        sex = chance.choice("LPPP")
        born = date.fromordinal(chance.randint(date(1960, 1, 1).toordinal(), date(2002, 1, 1).toordinal()))
        code = chance.choice(list(_REGENCIES))
        first = chance.sample(_WOMEN if sex == "P" else _MEN, 2)
        family = chance.choice(_FAMILIES)
        day = born.day + (40 if sex == "P" else 0)
        found.append(
            Someone(
                name=f"{first[0]} {first[1]} {family}",
                nik=f"{code}99{day:02}{born:%m%y}{serial:04}",
                sex=sex,
                born=born,
                place=chance.choice(_PLACES),
                regency=_REGENCIES[code],
                phone=f"08{chance.choice((12, 13, 52, 85))}{chance.randint(10000000, 99999999)}",
                business=f"{chance.choice(_BUSINESSES)} {family}",
            )
        )
    return found


def only(whos: Sequence[Someone], *keys: str) -> list[Someone]:
    """Return the people as a list with fewer columns tells of them: name, NIK and `keys`."""
    gone: dict[str, Any] = dict.fromkeys(("sex", "place", "regency", "phone", "business"), "")
    gone["born"] = NEVER
    return [replace(who, **{key: value for key, value in gone.items() if key not in keys}) for who in whos]


@dataclass
class Sheet:
    """Cells, what is merged (first row, first column, last row, last column), and the truth by row from 0."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    truth: list[tuple[int, Someone]] = field(default_factory=list)
    hidden: bool = False

    def say(self, *cells: Any) -> int:  # noqa: ANN401 - any cell
        """Add a line that is no person; return its row."""
        self.rows.append(list(cells))
        return len(self.rows) - 1

    def person(self, someone: Someone, *cells: Any) -> int:  # noqa: ANN401 - any cell
        """Add a person's line; return its row."""
        self.truth.append((len(self.rows), someone))
        return self.say(*cells)


Columns = Sequence[Callable[[int, Someone], Any]]
ORDINARY: Columns = (
    lambda number, _: number,
    lambda _, who: who.name.upper(),
    lambda _, who: who.nik,
    lambda _, who: f"{who.place}, {long_date(who.born)}",
    lambda _, who: who.sex,
    lambda _, who: who.regency,
    lambda _, who: int(who.phone),
    lambda _, who: who.business,
)
HEADINGS = ("NO", "NAMA LENGKAP", "NIK", "TEMPAT/TGL LAHIR", "L/P", "KAB/KOTA", "NO. HP", "NAMA USAHA")


def ordinary(name: str, whos: Sequence[Someone], first: int = 1) -> Sheet:
    """Return a plain sheet: a title, one row of headings, the people."""
    sheet = Sheet(name)
    sheet.say("DAFTAR PESERTA PELATIHAN IKM (CONTOH)")
    sheet.say()
    sheet.say(*HEADINGS)
    for number, who in enumerate(whos, start=first):
        sheet.person(who, *(column(number, who) for column in ORDINARY))
    return sheet


def write_workbook(path: Path, *sheets: Sheet) -> Path:
    """Write the sheets as an xlsx; dates become date cells, floats and ints number cells."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_numbers": False})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        for merged in sheet.merged:
            page.merge_range(*merged, "")
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    page.write_datetime(row, column, value)
                elif isinstance(value, str) and value:
                    page.write_string(row, column, value)
                elif value not in ("", None):
                    page.write(row, column, value)
    book.close()
    return path


def as_text(sheet: Sheet, mark: str) -> str:
    """Return a sheet as text with a mark between its columns, quotes where they are needed."""
    lines = io.StringIO()
    width = max(map(len, sheet.rows))
    writer = csv.writer(lines, delimiter=mark)
    writer.writerows([*row, *[""] * (width - len(row))] for row in sheet.rows)
    return lines.getvalue()


def as_grid(sheet: Sheet) -> Grid:
    """Return a sheet as it comes from a workbook, without a file in between."""
    return Grid(sheet.name, sheet.rows, tuple(sheet.merged), visible=not sheet.hidden)


def as_pasted(sheet: Sheet) -> str:
    """Return a sheet as the clipboard of a spreadsheet gives it: tabs, and quotes around line ends only."""

    def cell(value: Any) -> str:  # noqa: ANN401 - any cell
        text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
        return '"' + text.replace('"', '""') + '"' if "\n" in text else text

    return "\r\n".join("\t".join(map(cell, row)) for row in sheet.rows)


def differences(read: ReadList, *sheets: Sheet, named: bool = True) -> list[str]:
    """Return what a reading has wrong: people missed or invented, values, findings missing or too many."""
    wrong = []
    got = [(row.sheet, row.row, row) for row in read.rows]
    for sheet in sheets:
        name = sheet.name if named else None
        for index, who in [] if sheet.hidden else sheet.truth:
            found = next(
                (row for row in got if row[:2] == (name, index + 1) and _same_name(row[2], who)), None
            )
            if found is None:
                wrong.append(f"{sheet.name} {index + 1}: missed {who.name}")
                continue
            got.remove(found)
            wrong += [f"{sheet.name} {index + 1}: {text}" for text in _differences(found[2], who)]
    return wrong + [f"{sheet} {row}: invented {found.person}" for sheet, row, found in got]


def _same_name(found: Any, who: Someone) -> bool:  # noqa: ANN401 - ReadRow
    return bool(found.person.name == who.name)


def _differences(found: Any, who: Someone) -> list[str]:  # noqa: ANN401 - ReadRow
    person = found.person._replace(born=found.person.born or NEVER)
    keys = ("name", "nik", "sex", "born", "place", "regency", "phone", "business")
    wrong = [
        f"{key} {getattr(person, key)!r} instead of {getattr(who, key)!r}"
        for key in keys
        if getattr(person, key) != getattr(who, key)
    ]
    codes = sorted(finding.code for finding in found.findings if finding.code != "ditto")
    if codes != sorted(who.codes):
        wrong.append(f"findings {codes} instead of {sorted(who.codes)}")
    return wrong
