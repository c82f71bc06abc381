"""What reading a list brings back: people as they would be saved, findings in their cells, lines left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ikm_desktop.participants.list_import.fields import Field

_KEYS = ("name", "nik", "sex", "born", "place", "regency", "phone", "business")


class ReadPerson(NamedTuple):
    """A person as a list tells of her; what it does not tell is "" (born: None).

    sex: "L", "P" or ""; regency: with its kind, "Kabupaten Belu", or as found when it is none that is known;
    regency_code: of the Ministry, "53.04", "" when unknown. rest: further columns of the book with their
    values, which only a list that this program exported tells.
    """

    name: str = ""
    nik: str = ""
    sex: str = ""
    born: date | None = None
    place: str = ""
    regency: str = ""
    regency_code: str = ""
    phone: str = ""
    business: str = ""
    address: str = ""
    rt_rw: str = ""
    village: str = ""
    district: str = ""
    education: str = ""
    product: str = ""
    kbli: str = ""
    nib: str = ""
    npwp: str = ""
    bank: str = ""
    account: str = ""
    account_holder: str = ""
    rest: tuple[tuple[str, object], ...] = ()

    def as_json(self) -> dict[str, str | None]:
        """Return the eight values of the command line; born as ISO or None."""
        values: dict[str, str | None] = {key: getattr(self, key) for key in _KEYS}
        values["born"] = self.born.isoformat() if self.born else None
        return values


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell whose meaning was inferred or repaired, or that cannot be used.

    code: what was found ("nik_damaged_by_excel"); field: the key of the person; before: the cell as the sheet
    shows it; after: what would be saved, None when nothing; message: why, in Indonesian.
    held: the row cannot be saved until the clerk has corrected it.
    """

    code: str
    field: str
    before: str
    after: str | None
    message: str
    held: bool = False

    def as_json(self) -> dict[str, str | None]:
        """Return the five values of the command line."""
        return {
            "code": self.code,
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A line taken for a person; sheet: None for text; row: from 1, as the sheet shows it.

    known: who in the book has this NIK already, None when nobody. batch: the one the list says she is in
    ("Angkatan II"), "" when it names none.
    """

    sheet: str | None
    row: int
    person: ReadPerson
    findings: tuple[Finding, ...] = ()
    known: KnownPerson | None = None
    batch: str = ""

    @property
    def held(self) -> bool:
        """Tell whether the row cannot be saved as it is."""
        return any(finding.held for finding in self.findings)

    def as_json(self) -> dict[str, object]:
        """Return the row of the command line."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "person": self.person.as_json(),
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A line that is no person; why: in Indonesian; text: its beginning."""

    sheet: str | None
    row: int
    why: str
    text: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the line of the command line."""
        return {"sheet": self.sheet, "row": self.row, "why": self.why}


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column as it was understood; letters: "A"; heading: as it reads; field: None when it is not used.

    sample: the first filled cell. count, total: of a list to be reviewed, how many cells hold a number,
    and their sum, for comparing with what the spreadsheet shows below the marked column.
    """

    column: int
    letters: str
    heading: str
    field: Field | None
    sample: str
    count: int = 0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet and what was made of it; why: the reason nothing was read, "" otherwise.

    layout: the mark of its headings, "" when columns were chosen; remembered: its columns were read as the
    clerk had put them right in a list with the same headings. hidden: rows with people that the spreadsheet
    does not show, by hand or by a filter; from 1. own: a list that this program exported, read word for word.
    """

    name: str | None
    people: int
    columns: tuple[ColumnRead, ...] = ()
    why: str = ""
    layout: str = ""
    remembered: bool = False
    hidden: tuple[int, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read; nothing is saved yet.

    review: the clerk must compare count and sums first, since a damaged .xls file can be read with other
    values and without any error.
    """

    file: str
    rows: tuple[ReadRow, ...]
    skipped: tuple[SkippedRow, ...]
    sheets: tuple[SheetRead, ...]
    review: bool = False

    @property
    def good(self) -> tuple[ReadRow, ...]:
        """The rows that can be saved as they are."""
        return tuple(row for row in self.rows if not row.held)

    @property
    def held(self) -> tuple[ReadRow, ...]:
        """The rows that wait for the clerk."""
        return tuple(row for row in self.rows if row.held)

    def as_json(self) -> dict[str, object]:
        """Return what `import --json` prints of a reading."""
        return {
            "file": self.file,
            "rows": [row.as_json() for row in self.rows],
            "skipped": [line.as_json() for line in self.skipped],
            "review": self.review,
        }


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the book who has a NIK of the list; label: as the clerk knows her, "Maria, Angkatan I"."""

    id: int
    label: str


# Asked once with all NIKs of a list; answers with those that are in the book.
Known = Callable[[Collection[str]], Mapping[str, KnownPerson]]


NOTHING = dict.fromkeys((*_KEYS[:3], *_KEYS[4:], "regency_code"), "")


@dataclass(slots=True)
class Draft:
    """A person in the making: values by field, and the findings so far."""

    row: int
    values: dict[str, str] = field(default_factory=NOTHING.copy)
    born: date | None = None
    findings: list[Finding] = field(default_factory=list)
    batch: str = ""
    rest: tuple[tuple[str, object], ...] = ()

    def find(self, code: str, key: str, before: str, message: str, *, held: bool = False) -> None:
        """Note a finding about a value that was just set; what stands in the draft is its `after`."""
        after = (self.born.isoformat() if self.born else "") if key == "born" else self.values.get(key, "")
        self.findings.append(Finding(code, key, before, after or None, message, held=held))

    def person(self) -> ReadPerson:
        """Return the person as she would be saved."""
        return ReadPerson(born=self.born, rest=self.rest, **self.values)
