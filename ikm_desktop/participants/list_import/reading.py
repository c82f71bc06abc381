"""The doors of list import: a file or pasted text in, people with their findings out; nothing is saved."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from ikm_desktop.participants.list_import.batch_names import batches_of_rows
from ikm_desktop.participants.list_import.cell_text import column_letters, text_of
from ikm_desktop.participants.list_import.columns import Table, tables_of
from ikm_desktop.participants.list_import.delimited import grid_of_file, grid_of_pasted
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value
from ikm_desktop.participants.list_import.guard import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
)
from ikm_desktop.participants.list_import.headings import normal
from ikm_desktop.participants.list_import.kinds import FileKind, bytes_of, kind_of
from ikm_desktop.participants.list_import.lines import LineKind, lines_of
from ikm_desktop.participants.list_import.own_list import own_table, read_own
from ikm_desktop.participants.list_import.records import (
    ColumnRead,
    Draft,
    Finding,
    Known,
    KnownPerson,
    ReadList,
    ReadPerson,
    ReadRow,
    SheetRead,
    SkippedRow,
)
from ikm_desktop.participants.list_import.refusals import FileEmpty, FileUnsafe, NotAList, TooManyRows
from ikm_desktop.participants.list_import.table_rows import TableReader
from ikm_desktop.participants.list_import.workbook import read_workbook
from ikm_desktop.words import number

_MARK = 16  # hexadecimal digits; an office has some dozen layouts
_SHOWN = 60  # characters of a skipped line
# The clerk's own choice of columns: by sheet (None for text), by column from 0.
Chosen = Mapping[str | None, Mapping[int, Field]]


def read_file(
    path: Path, *, today: date, known: Known | None = None, chosen: Chosen | None = None
) -> ReadList:
    """Read a list from a file: xlsx, xlsm, ods, xls, or text with any usual mark between its columns.

    today: the day ages are reckoned from. known: asked once with the NIKs of the list, answers who has them
    in the book. chosen: columns as the clerk corrected them.
    Raises a ListRefusal that says what the file is instead; a hostile file is refused within 15 seconds.
    """
    content = bytes_of(path)
    kind = kind_of(path, content)
    grids = (
        (grid_of_file(content, path.name),) if kind is FileKind.TEXT else read_workbook(path.absolute(), kind)
    )
    review = kind is FileKind.XLS
    return read_grids(grids, file=path.name, today=today, known=known, chosen=chosen, review=review)


def read_pasted(
    text: str, *, today: date, known: Known | None = None, chosen: Chosen | None = None
) -> ReadList:
    """Read a list from pasted rows, as a spreadsheet or a mail gives them.

    Raises FileEmpty, NotAList, TooManyRows.
    """
    return read_grids((grid_of_pasted(text),), file="", today=today, known=known, chosen=chosen)


def read_grids(
    grids: Sequence[Grid],
    *,
    file: str,
    today: date,
    known: Known | None = None,
    chosen: Chosen | None = None,
    review: bool = False,
) -> ReadList:
    """Read a list from sheets that are open already; review: they came from a format that hides damage.

    Raises NotAList, FileEmpty, TooManyRows.
    """
    with _collector_at_rest():
        return _read(grids, file, today, known, chosen or {}, review=review)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking the growing list again and again: there are no cycles in it."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


def _read(
    grids: Sequence[Grid], file: str, today: date, known: Known | None, chosen: Chosen, *, review: bool
) -> ReadList:
    grids = tuple(_bounded(grid, file) for grid in grids)
    filled = sum(sum(row.count("") + row.count(None) < len(row) for row in grid.rows) for grid in grids)
    if filled > MOST_ROWS:
        raise TooManyRows(file=file, found=filled, limit=MOST_ROWS, unit="baris")
    rows: list[ReadRow] = []
    skipped: list[SkippedRow] = []
    sheets: list[SheetRead] = []
    for grid in grids:
        of_sheet, left_out, sheet = _read_sheet(grid, today, chosen.get(grid.name), review=review)
        rows += of_sheet
        skipped += left_out
        sheets.append(sheet)
    rows, repeated = _without_attendance(rows)
    order = {grid.name: place for place, grid in enumerate(grids)}
    skipped = sorted((*skipped, *repeated), key=lambda line: (order[line.sheet], line.row))
    if not rows:
        raise NotAList(file=file) if filled else FileEmpty(file=file)
    return ReadList(file, tuple(_compared(rows, known)), tuple(skipped), tuple(sheets), review=review)


def _bounded(grid: Grid, file: str) -> Grid:
    """Return a sheet no wider than lists are; refuse one that is filled beyond, or a text beyond all."""
    letters = 0
    for row in grid.rows:
        of_row = sum([len(value) for value in row if type(value) is str])
        letters += of_row
        if of_row > LONGEST_TEXT:
            longest = max(len(value) for value in row if type(value) is str)
            if longest > LONGEST_TEXT:
                raise FileUnsafe(file=file, why=f"satu selnya berisi {number(longest)} huruf")
    if letters > MOST_LETTERS:
        raise TooManyRows(file=file, found=letters, limit=MOST_LETTERS, unit="huruf")
    if max(map(len, grid.rows), default=0) <= MOST_COLUMNS:
        return grid
    width = max(
        (at for row in grid.rows for at, value in enumerate(row, 1) if value not in ("", None)), default=0
    )
    if width > MOST_COLUMNS:
        raise TooManyRows(file=file, found=width, limit=MOST_COLUMNS, unit="kolom")
    return grid._replace(rows=[row[:MOST_COLUMNS] for row in grid.rows])


def _without_attendance(rows: list[ReadRow]) -> tuple[list[ReadRow], list[SkippedRow]]:
    """Take out the bare names of a sheet (who was present) that another sheet tells all about."""
    rich = {row.sheet for row in rows if _tells_identity(row.person)}
    if not rich or all(row.sheet in rich for row in rows):
        return rows, []
    first = {row.person.name: row for row in reversed(rows) if row.sheet in rich}
    kept: list[ReadRow] = []
    left_out: list[SkippedRow] = []
    for row in rows:
        same = None if row.sheet in rich else first.get(row.person.name)
        if same is None:
            kept.append(row)
        else:
            why = f"sudah terbaca di {_where(same, row)}"
            left_out.append(SkippedRow(row.sheet, row.row, why, row.person.name))
    return kept, left_out


def _tells_identity(person: ReadPerson) -> bool:
    return bool(person.nik or person.phone or person.born)


def _read_sheet(
    grid: Grid, today: date, chosen: Mapping[int, Field] | None, *, review: bool
) -> tuple[list[ReadRow], list[SkippedRow], SheetRead]:
    if not grid.visible:
        return [], [], SheetRead(grid.name, 0, why="lembar tersembunyi")
    own = None if chosen else own_table(grid)
    tables = [own] if own else tables_of(grid, today, chosen)
    kinds: dict[int, LineKind] = {}
    drafts: list[tuple[int, Draft]] = []
    for table in tables:
        if table is own:
            drafts = [(0, draft) for draft in read_own(grid, table, today)]
            kinds |= {draft.row: LineKind.PERSON for _, draft in drafts} | _heading_lines(table)
            break
        lines = list(lines_of(grid, table))
        for line in lines:
            if kinds.get(line.row) is not LineKind.PERSON:
                kinds[line.row] = line.kind
        drafts += [(table.left, draft) for draft in TableReader(grid, table, today).read(lines)]
        kinds |= _heading_lines(table)
    drafts.sort(key=lambda item: (item[1].row, item[0]))
    batches = {} if own else batches_of_rows(grid, kinds)
    rows = [
        ReadRow(
            grid.name,
            draft.row + 1,
            draft.person(),
            tuple(draft.findings),
            batch=draft.batch or batches.get(draft.row, ""),
        )
        for _, draft in drafts
    ]
    why = "" if rows else "tidak ada daftar orang di lembar ini"
    columns = tuple(_columns_read(grid, tables, review=review)) if rows else ()
    layout = "" if chosen else layout_mark(columns)
    hidden = tuple(row.row for row in rows if row.row - 1 in grid.hidden) if grid.hidden else ()
    sheet = SheetRead(grid.name, len(rows), columns, why, layout, hidden=hidden, own=own is not None)
    return rows, list(_skipped(grid, kinds)), sheet


def layout_mark(columns: Sequence[ColumnRead]) -> str:
    """Return the mark of a layout: equal for lists whose headings, or contents without one, are equal."""
    if not columns:
        return ""
    told = "|".join(f"{one.column}={normal(one.heading) or one.field or ''}" for one in columns)
    return hashlib.sha256(told.encode()).hexdigest()[:_MARK]


def _heading_lines(table: Table) -> dict[int, LineKind]:
    if table.header is None:
        return {}
    return dict.fromkeys(range(table.header.first, table.header.last + 1), LineKind.HEADING)


def _skipped(grid: Grid, kinds: Mapping[int, LineKind]) -> Iterator[SkippedRow]:
    """Yield the filled lines that are no people; what stands above the first table is its title."""
    first = min(kinds, default=0)
    for row, values in enumerate(grid.rows):
        kind = kinds.get(row, LineKind.TITLE if row < first else LineKind.NO_TABLE)
        if kind is LineKind.PERSON:
            continue
        text = _beginning(values)
        if text:
            yield SkippedRow(grid.name, row + 1, kind.value, text)


def _beginning(values: Sequence[Value]) -> str:
    """Return what a line begins with, as far as it is shown."""
    text = ""
    for shown in filter(None, map(text_of, values)):
        text = f"{text} {shown}" if text else shown
        if len(text) >= _SHOWN:
            break
    return text[:_SHOWN]


def _columns_read(grid: Grid, tables: Sequence[Table], *, review: bool) -> Iterator[ColumnRead]:
    """Yield what was made of each column of the first table; for a review, with the sum of its numbers."""
    table = tables[0]
    used = {column: field for field, column in table.columns.items()}
    headings = table.header.texts if table.header else {}
    body = grid.rows[table.first : table.end]
    for column in range(table.right):
        values = (row[column] for row in body if column < len(row) and row[column] not in ("", None))
        sample = next(values, "")
        if sample == "" and column not in headings:
            continue
        numbers = [value for value in (sample, *values) if _is_number(value)] if review else []
        yield ColumnRead(
            column=column,
            letters=column_letters(column),
            heading=headings.get(column, ""),
            field=used.get(column),
            sample=text_of(sample),
            count=len(numbers),
            total=float(sum(numbers)),  # type: ignore[arg-type] # only numbers are left
        )


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _compared(rows: Sequence[ReadRow], known: Known | None) -> Iterator[ReadRow]:
    """Yield the rows with what only shows beside other people: a NIK that stands twice, or in the book."""
    niks = {row.person.nik for row in rows if row.person.nik}
    in_book = known(niks) if known is not None and niks else {}
    first: dict[str, ReadRow] = {}
    nameless: dict[tuple[str, date], ReadRow] = {}
    for row in rows:
        nik = row.person.nik
        finding = _twice(row, first.setdefault(nik, row) if nik else row, nameless)
        there = in_book.get(nik) if nik else None
        added = [*([finding] if finding else []), *([_in_book(row, there)] if there else [])]
        yield replace(row, findings=(*row.findings, *added), known=there) if added else row


def _twice(row: ReadRow, first: ReadRow, seen: dict[tuple[str, date], ReadRow]) -> Finding | None:
    person = row.person
    if first is not row:
        message = f"NIK sama dengan {_where(first, row)} ({first.person.name})"
        return Finding("nik_duplicate", "nik", person.nik, person.nik, message, held=True)
    if person.born is None or not person.name:
        return None
    namesake = seen.setdefault((person.name.lower(), person.born), row)
    if namesake is row or (person.nik and namesake.person.nik):
        return None
    message = f"nama dan tanggal lahir sama dengan {_where(namesake, row)}"
    return Finding("name_duplicate", "name", person.name, person.name, message)


def _where(other: ReadRow, row: ReadRow) -> str:
    sheet = f" lembar {other.sheet}" if other.sheet != row.sheet else ""
    return f"baris {other.row}{sheet}"


def _in_book(row: ReadRow, there: KnownPerson) -> Finding:
    return Finding("nik_known", "nik", row.person.nik, row.person.nik, f"sudah ada: {there.label}")
