"""The list this program exports, read back word for word: nothing in it is a title, a total or a signature.

It is told by two of its headings that no other list has. A name in capitals, a place called "-" and a person
called Ketua stay what they are, so that taking people out and in again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ikm_desktop.participants.dates import read_birth_date
from ikm_desktop.participants.list_import.births import compare_with_nik
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.cells import read_nik, read_sex, read_telephone
from ikm_desktop.participants.list_import.columns import Table
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value
from ikm_desktop.participants.list_import.header import Header
from ikm_desktop.participants.list_import.records import Draft
from ikm_desktop.participants.person import LABELS
from ikm_desktop.participants.phones import PhoneProblem, read_phone
from ikm_desktop.participants.regions import MatchKind, match_regency

BATCHES, ARCHIVED = "Angkatan yang diikuti", "Diarsipkan"
"""The headings by which an exported list is known."""

YES = "ya"
_MOST_ABOVE = 15
_KEYS = {"birth_place": "place", "bank_account": "account", "bank_holder": "account_holder"}
_READ_APART = {"name", "nik", "sex", "born", "regency", "phone"}
_COUNTS = ("founded", "workers", "machine_count")
_ONLY_HERE = (*_COUNTS, "umkm_letter", "machine_kind", "notice_on", "note", "signs")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def own_table(grid: Grid) -> Table | None:
    """Return the table of an exported list, None where the sheet is another's."""
    for row, values in enumerate(grid.rows[:_MOST_ABOVE]):
        texts = {column: text_of(value) for column, value in enumerate(values) if value not in ("", None)}
        if {BATCHES, ARCHIVED, LABELS["name"], LABELS["nik"]} <= set(texts.values()):
            fields = {at: Field(key) for at, key in _keys(texts) if key in set(Field)}
            header = Header(row, row, fields, texts, {})
            columns = {field: column for column, field in fields.items()}
            return Table(header, row + 1, len(grid.rows), columns, 0, max(texts) + 1)
    return None


def read_own(grid: Grid, table: Table, today: date) -> Iterator[Draft]:
    """Yield everybody of an exported list: each filled line below its head is a person."""
    texts = table.header.texts if table.header else {}
    names = {label: name for name, label in LABELS.items()}
    at = {names[text]: column for column, text in texts.items() if text in names}
    archived = next(column for column, text in texts.items() if text == ARCHIVED)
    for row in range(table.first, table.end):
        cells = grid.rows[row]
        if any(map(text_of, cells[: table.right])):
            found = {name: _cell(cells, column) for name, column in at.items()}
            draft = _person(row, found, today, grid)
            if text_of(_cell(cells, archived)) == YES:
                draft.rest = (*draft.rest, ("archived", 1))
            yield draft


def _keys(texts: dict[int, str]) -> Iterator[tuple[int, str]]:
    names = {label: name for name, label in LABELS.items()}
    for column, text in texts.items():
        if text in names:
            yield column, _KEYS.get(names[text], names[text])


def _cell(cells: Sequence[Value], column: int) -> Value:
    return cells[column] if column < len(cells) else ""


def _person(row: int, found: dict[str, Value], today: date, grid: Grid) -> Draft:
    draft = Draft(row)
    texts = {name: _as_exported(text_of(value), from_text=grid.name is None) for name, value in found.items()}
    for name, text in texts.items():
        if name not in _READ_APART and name not in _ONLY_HERE:
            draft.values[_KEYS.get(name, name)] = text
    draft.values["name"] = texts.get("name", "")
    if not draft.values["name"]:
        draft.find("name_empty", "name", "", "nama belum diisi", held=True)
    nik = read_nik(draft, found.get("nik", ""))
    read_sex(draft, texts.get("sex", ""))
    _read_born(draft, found.get("born", ""), today)
    region = match_regency(texts.get("regency", ""))
    draft.values["regency"] = texts.get("regency", "")
    exact = region.region if region.kind is MatchKind.EXACT else None
    draft.values["regency_code"] = exact.code if exact else ""
    _read_phone(draft, texts.get("phone", ""))
    if nik is not None and draft.values["nik"]:
        compare_with_nik(draft, nik, today)
    draft.rest = tuple(_rest(texts, found, today))
    return draft


def _as_exported(text: str, *, from_text: bool) -> str:
    """Return a text without the apostrophe that keeps a CSV cell from being a formula."""
    guarded = from_text and text.startswith("'") and text.lstrip("'").lstrip().startswith(_STARTS_A_FORMULA)
    return text[1:] if guarded else text


def _read_born(draft: Draft, cell: Value, today: date) -> None:
    """Read the birth date as it stands: the day first, whatever the NIK says."""
    reading = read_birth_date(cell, today)
    draft.born = reading.day
    if reading.problem is not None:
        held = cell not in ("", None)
        draft.find(
            f"birth_date_{reading.problem.value}", "born", text_of(cell), reading.problem.text, held=held
        )


def _read_phone(draft: Draft, text: str) -> None:
    reading = read_phone(text)
    if reading.digits == text and reading.problem in {None, PhoneProblem.LENGTH}:
        draft.values["phone"] = text
    else:
        read_telephone(draft, text)


def _rest(texts: dict[str, str], found: dict[str, Value], today: date) -> Iterator[tuple[str, object]]:
    """Yield the columns of a person that only an exported list tells, as the book has them."""
    for name in _ONLY_HERE:
        text = texts.get(name, "")
        if name == "notice_on":
            yield name, read_birth_date(found.get(name, ""), today).day if text else None
        elif name in _COUNTS:
            yield name, int(text) if text.isdecimal() else None
        else:
            yield name, text
