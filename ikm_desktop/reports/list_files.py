"""A list of the window as a file: a workbook of real figures and days, or pages to print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ikm_desktop import words
from ikm_desktop.office.settings import BookMode, load
from ikm_desktop.papers.content import PRACTICE, SAMPLE
from ikm_desktop.papers.plain_list import ListColumn, PlainList, plain_list_pdf

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

Cell = str | int | Decimal | date | None
_HEAD_ROW = 2
_LONGEST_TITLE = 31
_PIXELS_A_CHARACTER = 7
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def list_workbook(
    *,
    title: str,
    told: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Cell]],
    totals: str,
) -> bytes:
    """Return a list as a workbook with one sheet: frozen head, filter, totals under the rows.

    told: which rows it shows; rows: texts stay texts (numbers of papers, NIK, also one that begins with
    "="), days and figures are what they are; columns: widths in px.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False})
    sheet = book.add_worksheet(title.translate(_NOT_IN_A_SHEET_NAME)[:_LONGEST_TITLE])
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E6ECE9", "border": 1, "text_wrap": True})
    formats = {
        "day": book.add_format({"num_format": "dd-mm-yyyy"}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "part": book.add_format({"num_format": "#,##0.00"}),
    }
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, told)
    for at, column in enumerate(columns):
        sheet.write_string(_HEAD_ROW, at, column.title, head)
        sheet.set_column(at, at, max(column.width / _PIXELS_A_CHARACTER, 8))
    last = _HEAD_ROW
    for last, row in enumerate(rows, start=_HEAD_ROW + 1):
        for at, cell in enumerate(row):
            _write(sheet, last, at, cell, formats)
    sheet.write_string(last + 2, 0, totals, bold)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.autofilter(_HEAD_ROW, 0, max(last, _HEAD_ROW + 1), len(columns) - 1)
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, at: int, cell: Cell, formats: dict[str, Any]) -> None:  # noqa: ANN401 - untyped library
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, at, datetime.combine(cell, time()), formats["day"])
    elif isinstance(cell, str):
        sheet.write_string(row, at, cell)
    elif cell == int(cell):
        sheet.write_number(row, at, int(cell), formats["whole"])
    else:
        sheet.write_number(row, at, float(cell), formats["part"])


def list_pages(
    office: Office,
    *,
    title: str,
    told: str,
    columns: Sequence[ListColumn],
    rows: Sequence[tuple[str, ...]],
    totals: str,
) -> bytes:
    """Return a list as a PDF in F4 landscape, as `list_workbook`; a sample book's is marked CONTOH."""
    with office.reading() as connection:
        mode = load(connection, BookMode)
    now = office.clock.now()
    printed = f"dicetak {words.short_date(now.date())} {now:%H.%M} oleh {office.actor}"
    marks = (SAMPLE,) if mode.sample else (PRACTICE,) if mode.practice else ()
    return plain_list_pdf(PlainList(title, told, columns, rows, totals, printed, marks))
