"""Workbooks and CSV files of what the book holds: texts stay texts, days are days, figures are figures.

No cell can start a formula: a workbook's texts are strings whatever they begin with (and are marked as text,
so that editing one does not make it a formula either), and in a CSV file what a spreadsheet would take for
one gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import enum
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TextIO

from ikm_desktop import words
from ikm_desktop.errors import stopping

if TYPE_CHECKING:
    from pathlib import Path

Cell = str | int | Decimal | date | None
"""What a cell holds; identifiers (NIK, accounts, numbers of papers) are texts."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula, also in letters of full width."""

_HEAD_ROW = 2
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_MOST_ROWS = 1_000_000
_NARROWEST, _WIDEST = 6, 60
_A4 = 9
_STEP = 2_000
_DAY_0 = date(1899, 12, 30).toordinal()  # days are counted from here, in every sheet since March 1900
_ROWS_WITH_TIPS = 2_000
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Holds(enum.Enum):
    """What the cells of a column hold: a text, an identifier, a day, a figure."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, its width in characters, what it holds; tip: how a cell is filled in."""

    title: str
    width: float = 14
    holds: Holds = Holds.TEXT
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a CSV file.

    name: of the sheet; title, told: the two lines above the head in a workbook; rows: read once; total: how
    many there are, for telling how far the work is, 0 where it is not known; foot: a line under the rows.
    """

    name: str
    title: str
    heads: Sequence[Head]
    rows: Iterable[Sequence[Cell]]
    told: str = ""
    total: int = 0
    foot: str = ""


def write_workbook(path: Path, tables: Sequence[Table], copies: Sequence[Path] = ()) -> list[int]:
    """Write a workbook, a sheet a table, and return how many rows each got.

    copies: a CSV file for each table, written on the way, since the rows can be read only once. Rows are
    written as they come, so that a long table needs no memory; the work can be stopped, and then what was
    laid aside for it, which may hold personal data, goes as well.
    """
    import xlsxwriter

    with ExitStack() as open_files:
        aside = open_files.enter_context(tempfile.TemporaryDirectory(prefix=".lembar-", dir=path.parent))
        book = xlsxwriter.Workbook(str(path), {**_TEXTS_STAY, "constant_memory": True, "tmpdir": aside})
        formats = _Formats(book)
        counts = []
        for table, copy in zip_longest(tables, copies):
            rows = table.rows if copy is None else _copied(table, open_files.enter_context(_csv(copy)))
            counts.append(_write_table(book, replace(table, rows=rows), formats))
        book.close()
    return counts


def workbook_bytes(tables: Sequence[Table]) -> bytes:
    """Return a small workbook, a sheet a table."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {**_TEXTS_STAY, "in_memory": True})
    formats = _Formats(book)
    for table in tables:
        _write_table(book, table, formats)
    book.close()
    return out.getvalue()


def write_csv(path: Path, table: Table) -> int:
    """Write a table as CSV (UTF-8 with its mark, semicolons, days 24-08-2020, commas in figures).

    Returns how many rows it got.
    """
    count = 0
    with _csv(path) as stream:
        for count, _ in enumerate(_copied(table, stream), start=1):
            if count % _STEP == 1:
                stopping.step(table.title, count, max(table.total, count))
    return count


def _csv(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8-sig", newline="")


def _copied(table: Table, stream: TextIO) -> Iterator[Sequence[Cell]]:
    """Yield the rows of a table and write each as a line of CSV, below the head."""
    lines = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    lines.writerow([harmless(head.title) for head in table.heads])
    for row in table.rows:
        lines.writerow([_as_text(cell) for cell in row])
        yield row


def harmless(text: str) -> str:
    """Return a text as a CSV file may hold it: never the beginning of a formula, also after blanks.

    What has an apostrophe there itself gets one more, so that the list import can take it off again.
    """
    return f"'{text}" if starts_a_formula(text.lstrip("'")) else text


def starts_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula, blanks of any kind before it left aside."""
    if not text or text[0].isalnum():  # nearly all, told at once
        return False
    return text.startswith(STARTS_A_FORMULA) or text.lstrip().startswith(STARTS_A_FORMULA)


def sheet_name(title: str) -> str:
    """Return a title as the name of a sheet."""
    return title.translate(_NOT_IN_A_SHEET_NAME)[:_LONGEST_NAME]


# --- inside -----------------------------------------------------------------------------------------

_TEXTS_STAY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return words.short_date(cell)
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).replace(".", ",")


class _Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - untyped library
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bg_color": "#E6ECE9", "border": 1, "text_wrap": True})
        self.day = book.add_format({"num_format": "dd-mm-yyyy"})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.part = book.add_format({"num_format": "#,##0.00##"})
        self.text = book.add_format({"num_format": "@"})
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        self.of_column = {Holds.CODE: self.text, Holds.DAY: self.day}


def _write_table(book: Any, table: Table, formats: _Formats) -> int:  # noqa: ANN401 - untyped library
    rows = iter(table.rows)
    written, more, part = 0, True, 0
    while more:
        part += 1
        name = sheet_name(table.name if part == 1 else f"{table.name[: _LONGEST_NAME - 3]} {part}")
        got = _write_sheet(book.add_worksheet(name), table, rows, formats, written)
        written += got
        more = got == _MOST_ROWS
    return written


def _write_sheet(
    sheet: Any,  # noqa: ANN401 - untyped library
    table: Table,
    rows: Iterable[Sequence[Cell]],
    formats: _Formats,
    before: int,
) -> int:
    """Write a sheet with as many of the rows as it takes, and return how many that were."""
    _set_up(sheet, table, formats)
    sheet.write_string(0, 0, table.title, formats.bold)
    sheet.write_string(1, 0, table.told)
    for at, head in enumerate(table.heads):
        sheet.write_string(_HEAD_ROW, at, head.title, formats.head)
    count = 0
    for row in rows:
        count += 1
        if count % _STEP == 1:
            stopping.step(table.title, before + count, max(table.total, before + count))
        for at, cell in enumerate(row):
            _write(sheet, _HEAD_ROW + count, at, cell, formats)
        if count == _MOST_ROWS:
            break
    if table.foot:
        sheet.write_string(_HEAD_ROW + count + 2, 0, table.foot, formats.bold)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(count, 1), len(table.heads) - 1)
    return count


def _set_up(sheet: Any, table: Table, formats: _Formats) -> None:  # noqa: ANN401 - untyped library
    """Set widths, the frozen head, and how it is printed: landscape, all columns on one sheet's width."""
    for at, head in enumerate(table.heads):
        width = min(max(head.width, _NARROWEST), _WIDEST)
        sheet.set_column(at, at, width, formats.of_column.get(head.holds))
        if head.tip:
            tip = {"validate": "any", "input_title": head.title[:32], "input_message": head.tip[:255]}
            sheet.data_validation(_HEAD_ROW + 1, at, _HEAD_ROW + _ROWS_WITH_TIPS, at, tip)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)  # F4 has no number in the format; the printer's own setting makes it F4
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{table.title.replace('&', '&&')}&RHalaman &P dari &N")


def _write(sheet: Any, row: int, at: int, cell: Cell, formats: _Formats) -> None:  # noqa: ANN401 - untyped library
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        text = cell[:_LONGEST_TEXT]
        sheet.write_string(row, at, text, formats.quoted if starts_a_formula(text) else formats.text)
    elif isinstance(cell, date):
        sheet.write_number(row, at, cell.toordinal() - _DAY_0, formats.day)
    elif cell == int(cell):
        sheet.write_number(row, at, int(cell), formats.whole)
    else:
        sheet.write_number(row, at, float(cell), formats.part)
