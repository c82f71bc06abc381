"""The tables of a sheet: where each begins and ends, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.content import guess_fields
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value
from ikm_desktop.participants.list_import.header import Header, find_header
from ikm_desktop.participants.list_import.headings import normal
from ikm_desktop.participants.nik import parse_nik

_MOST_TABLES = 100  # of one sheet
_LONGEST_SHARED = 200  # characters of a cell with a name and a NIK
_SAMPLE = 60  # rows looked at to choose among columns
_GUESSED = {Field.NAME, Field.NIK, Field.BORN, Field.BIRTH, Field.SEX, Field.PHONE, Field.REGENCY}
_TELLS_A_PERSON = {Field.NIK, Field.PHONE, Field.BORN, Field.BIRTH, Field.SEX}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of people.

    header: None when the columns were recognised by content. first, end: its rows, end excluded.
    columns: the column of each field; left, right: the columns it spans, right excluded.
    """

    header: Header | None
    first: int
    end: int
    columns: Mapping[Field, int]
    left: int
    right: int

    @property
    def only_regencies(self) -> bool:
        """Tell whether the heading speaks of regencies alone, so that "Kupang" is no city."""
        heading = (
            "" if self.header is None else self.header.texts.get(self.columns.get(Field.REGENCY, -1), "")
        )
        return normal(heading) in {"kabupaten", "kab", "asal kabupaten", "nama kabupaten"}


def tables_of(grid: Grid, today: date, chosen: Mapping[int, Field] | None = None) -> list[Table]:
    """Return the tables of people in a sheet, from top to bottom and left to right.

    chosen: the columns as the clerk corrected them, by column from 0; it goes before what was recognised.
    """
    headers = list(islice(_headers(grid), _MOST_TABLES))
    if chosen:
        first = headers[0].last + 1 if headers else 0
        width = max(map(len, grid.rows), default=0)
        columns = {field: column for column, field in chosen.items()}
        return [Table(headers[0] if headers else None, first, len(grid.rows), columns, 0, width)]
    if not headers:
        return _headless(grid, today)
    # A table of something else is no list, but it ends the list above it.
    ends = [header.first for header in headers[1:]] + [len(grid.rows)]
    return [
        table
        for header, end in zip(headers, ends, strict=True)
        if header.tells_of_people
        for table in _tables_below(grid, header, end, today)
    ]


def _headers(grid: Grid) -> Iterator[Header]:
    start = 0
    while header := find_header(grid, start, len(grid.rows)):
        yield header
        start = header.last + 1


def _tables_below(grid: Grid, header: Header, end: int, today: date) -> Iterator[Table]:
    first = header.last + 1
    sample = _filled_rows(grid.rows[first:end])
    width = max((len(row) for row in grid.rows[header.first : end]), default=0)
    edges = [*_block_starts(header), width]
    for left, right in zip([0, *edges[1:-1]], edges[1:], strict=True):
        fields = {column: field for column, field in header.fields.items() if left <= column < right}
        columns = _one_each(fields, header, sample)
        if len(edges) == 2:  # noqa: PLR2004 - one block
            columns |= _guessed(sample, header, columns, today)
        yield Table(header, first, end, _with_names(columns), left, right)


def _with_names(columns: dict[Field, int]) -> dict[Field, int]:
    """Where no other column has the names, "Nama IKM" means the makers, or the NIK shares their cells."""
    if Field.NAME in columns or Field.NIK not in columns:
        return columns
    names = columns.pop(Field.BUSINESS, columns[Field.NIK])
    return {**columns, Field.NAME: names}


def _filled_rows(rows: Sequence[Sequence[Value]]) -> list[Sequence[Value]]:
    filled = []
    for row in rows:
        if any(value not in ("", None) for value in row):
            filled.append(row)
            if len(filled) == _SAMPLE:
                break
    return filled


def _block_starts(header: Header) -> list[int]:
    """Return the first column of each of the tables that stand side by side under one row of headings."""
    ordered = sorted(header.fields)
    names = [
        column
        for column in ordered
        if header.fields[column] is Field.NAME and header.spans.get(column, (column,))[0] == column
    ]
    starts = [0]
    for before, name in pairwise(names):
        numbers = [c for c in ordered if before < c < name and header.fields[c] is Field.NUMBER]
        start = numbers[-1] if numbers else name
        left = {header.fields[c] for c in ordered if starts[-1] <= c < start}
        right = {header.fields[c] for c in ordered if c >= start}
        if len((left & right) - {Field.OTHER}) > 1:
            starts.append(start)
    return starts


def _one_each(
    fields: Mapping[int, Field], header: Header, sample: Sequence[Sequence[Value]]
) -> dict[Field, int]:
    """Return one column for each field: the fullest, the leftmost of equals."""
    weights = {column: _weight(sample, column) for column in fields}
    columns: dict[Field, int] = {}
    for column in sorted(fields, key=lambda column: (-weights[column], column)):
        columns.setdefault(fields[column], column)
    return _with_birth_parts(_split_birth_columns(columns, header, weights))


def _with_birth_parts(columns: dict[Field, int]) -> dict[Field, int]:
    """Where day, month and year have a column each, the one that seemed the date is the day."""
    parts = {Field.BIRTH_MONTH, Field.BIRTH_YEAR} & columns.keys()
    if len(parts) == 2 and Field.BORN in columns:  # noqa: PLR2004 - both
        columns[Field.BIRTH_DAY] = columns.pop(Field.BORN)
        return columns
    return {field: column for field, column in columns.items() if field not in parts}


def _weight(sample: Sequence[Sequence[Value]], column: int) -> int:
    return sum(column < len(row) and row[column] not in ("", None) for row in sample)


def _split_birth_columns(
    columns: dict[Field, int], header: Header, weights: Mapping[int, int]
) -> dict[Field, int]:
    """Where one birth heading covers two filled columns, the first is the place, the second the date."""
    span = header.spans.get(columns.get(Field.BIRTH, -1), ())
    filled = [column for column in span if weights.get(column, 0) > 0]
    if len(filled) == 2 and header.fields.get(filled[1]) is Field.BIRTH:  # noqa: PLR2004 - place and date
        del columns[Field.BIRTH]
        columns[Field.PLACE], columns[Field.BORN] = filled
    return columns


def _guessed(
    sample: Sequence[Sequence[Value]], header: Header, columns: Mapping[Field, int], today: date
) -> dict[Field, int]:
    """Return the important columns whose heading is missing or told nothing, by their content."""
    taken = dict(header.fields)
    taken |= {column: field for field, column in columns.items()}
    if {Field.PLACE, Field.BORN} <= columns.keys() or Field.BIRTH_DAY in columns:
        taken[-1] = Field.BIRTH
    found = guess_fields(sample, taken, today)
    return {field: column for column, field in found.items() if field in _GUESSED and field not in columns}


def _headless(grid: Grid, today: date) -> list[Table]:
    """Return the one table of a sheet without headings, when its columns tell of people."""
    sample = _filled_rows(grid.rows)
    found = {field: column for column, field in guess_fields(sample, {}, today).items()}
    if Field.NAME not in found or not found.keys() & _TELLS_A_PERSON:
        return _of_bare_niks(grid, found)
    width = max(map(len, sample))
    number = found[Field.NAME] - 1
    if number >= 0 and number not in found.values() and _counts_up(sample, number):
        found[Field.NUMBER] = number
    return [Table(None, 0, len(grid.rows), found, 0, width)]


def _of_bare_niks(grid: Grid, found: Mapping[Field, int]) -> list[Table]:
    """A NIK that shares its cell with the name is a column of both; nothing else without a name is a list."""
    column = next(
        (
            column
            for column in range(max(map(len, grid.rows), default=0))
            if any(_holds_both(row[column]) for row in grid.rows if column < len(row))
        ),
        None,
    )
    if column is None and Field.NIK not in found:
        return []
    columns = dict(found) if column is None else {**found, Field.NAME: column}
    return [Table(None, 0, len(grid.rows), columns, 0, max(map(len, grid.rows)))]


def _holds_both(value: Value) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_SHARED:
        return False
    words = value.split()
    return len(words) > 1 and any(parse_nik(word.strip("()/,;:")).nik for word in words)


def _counts_up(sample: Sequence[Sequence[Value]], column: int) -> bool:
    texts = [text_of(row[column]).rstrip(".") for row in sample if column < len(row)]
    numbers = [int(text) for text in texts if text.isdigit()]
    return len(numbers) * 2 > len(sample) and numbers == sorted(numbers)
