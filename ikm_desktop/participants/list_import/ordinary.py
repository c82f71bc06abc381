"""The short way through a row in which nothing has to be asked about.

Most rows of most lists are like this: a name of letters only, sixteen digits that agree with the birth date
and with L or P, a regency met before, a mobile number. Such a row is read here at a third of the cost; any
other is given back unread and goes the careful way, which reads these rows to exactly the same result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ikm_desktop.participants.dates import MONTHS
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.cells import (
    MOBILE,
    PlainColumn,
    is_ditto,
    is_ordinary_nik,
    is_placeholder,
)
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Value
from ikm_desktop.participants.list_import.records import NOTHING
from ikm_desktop.participants.names import print_person, print_place
from ikm_desktop.participants.regions import regions

_PLACE_AND_DATE = re.compile(r"([^\W\d_][^\d\s,/(]*)[,/\s]+(\d{1,2})([-/. ])(\d{1,2}|[A-Za-z]{3,9})\3(\d{4})")
_DATE = re.compile(r"()(\d{1,2})([-/. ])(\d{1,2}|[A-Za-z]{3,9})\3(\d{4})")
_NUMBERS = {word: f"{month:02}" for word, month in MONTHS.items()}
_NUMBERS |= {form: f"{month:02}" for month in range(1, 13) for form in (str(month), f"{month:02}")}
_DAYS = {form: (f"{day:02}", str(day + 40)) for day in range(1, 32) for form in (str(day), f"{day:02}")}
_EXACT = 1e15  # below, a number cell keeps every digit
_YOUNGEST, _OLDEST = 5, 100  # years of age that need no second look


class OrdinaryRow(NamedTuple):
    """A row that was read; day_first: its date in numbers shows that the day stands first."""

    values: dict[str, str]
    born: date | None
    day_first: bool


class OrdinaryReader:
    """Reads the ordinary rows of a table; regencies: cells understood before, shared with the careful way."""

    def __init__(
        self,
        columns: Mapping[Field, int],
        plain: Sequence[tuple[PlainColumn, int]],
        regencies: Mapping[Value, Mapping[str, str]],
        today: date,
    ) -> None:
        self.plain = plain
        self.regencies = regencies
        self.years = range(today.year - _OLDEST, today.year - _YOUNGEST)
        self.name, self.nik = columns.get(Field.NAME, -1), columns.get(Field.NIK, -1)
        self.sex, self.phone = columns.get(Field.SEX), columns.get(Field.PHONE)
        self.regency = columns.get(Field.REGENCY)
        self.shares_birth = Field.BIRTH in columns
        self.birth = columns.get(Field.BIRTH if self.shares_birth else Field.BORN)
        self.pattern = _PLACE_AND_DATE if self.shares_birth else _DATE
        odd = {Field.SEX_MALE, Field.BIRTH_DAY, Field.ADDRESS} & columns.keys()
        self.places: dict[str, str] = {}  # met before, as they are printed
        self.provinces = {code for code in regions() if "." not in code}
        self.works = self.name >= 0 and self.nik >= 0 and self.name != self.nik and not odd

    def read(self, cells: Sequence[Value]) -> OrdinaryRow | None:
        """Return what an ordinary row tells, None when anything in it wants care."""
        name, nik = cells[self.name], cells[self.nik]
        if type(name) is not str or type(nik) is not str:
            return None
        if not is_ordinary_nik(nik) or nik[:2] not in self.provinces or not _is_plain_name(name):
            return None
        values = NOTHING.copy()
        values["nik"] = nik
        name = " ".join(name.split())
        if "'" in name:
            values["name"] = print_person(name)
        else:
            values["name"] = name.title() if name.isupper() or name.islower() else name
        if not self._read_rest(cells, nik, values):
            return None
        if self.birth is None:
            return OrdinaryRow(values, None, False)
        return self._read_birth(cells[self.birth], nik, values)

    def _read_rest(self, cells: Sequence[Value], nik: str, values: dict[str, str]) -> bool:
        """Set sex, regency, phone and plain texts; tell whether all were ordinary."""
        if self.sex is not None:
            values["sex"] = sex = "P" if nik[6:8] > "40" else "L"
            if cells[self.sex] != sex:
                return False
        if self.regency is not None:
            known = self.regencies.get(cells[self.regency])
            if known is None:
                return False
            values.update(known)
        if self.phone is not None:
            cell = cells[self.phone]
            phone = str(int(cell)) if type(cell) is float and 0 < cell < _EXACT else text_of(cell)
            if not MOBILE.fullmatch(phone) or not phone.isascii():
                return False
            values["phone"] = phone if phone[0] == "0" else f"0{phone}"
        return all(_read_plain(column, text_of(cells[place]), values) for column, place in self.plain)

    def _read_birth(self, cell: Value, nik: str, values: dict[str, str]) -> OrdinaryRow | None:
        """Read a birth date that the NIK confirms."""
        found = self.pattern.fullmatch(cell) if type(cell) is str else None
        if found is None:
            return None
        place, day, _, month, year = found.groups()
        number = _NUMBERS.get(month) or _NUMBERS.get(month.lower())
        # The NIK has the same six digits, the day of a woman with 40 added.
        if number is None or nik[8:12] != number + year[2:] or nik[6:8] not in _DAYS.get(day, ()):
            return None
        if int(year) not in self.years:
            return None
        try:
            born = date(int(year), int(number), int(day))
        except ValueError:
            return None
        if self.shares_birth:
            printed = self.places.get(place) or self._place(place)
            if not printed:
                return None
            values["place"] = printed
        return OrdinaryRow(values, born, month.isdigit() and born.month != born.day)

    def _place(self, place: str) -> str:
        """Return a place as it is printed, "" when it wants care."""
        if not place.isascii() or "`" in place or is_placeholder(place):
            return ""
        return self.places.setdefault(place, print_place(place))


def _is_plain_name(text: str) -> bool:
    """Tell a name of letters, blanks and plain apostrophes: no title, no number."""
    plain = text.isascii() and text.replace(" ", "").replace("'", "").isalpha()
    return plain and not text.upper().endswith((" II", " III", " IV"))


def _read_plain(column: PlainColumn, text: str, values: dict[str, str]) -> bool:
    if is_ditto(text) or not text.isascii() or "&" in text or "?" in text:
        return False
    if column.told and is_placeholder(text):
        return False
    written: Callable[[str], str] | None = column.written
    values[column.key] = written(text) if written and text else text
    return True
