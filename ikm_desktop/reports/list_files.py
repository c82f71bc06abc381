"""A list of the window as a file: a workbook of real figures and days, or pages to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ikm_desktop import words
from ikm_desktop.office.settings import BookMode, load
from ikm_desktop.papers.content import PRACTICE, SAMPLE
from ikm_desktop.papers.plain_list import ListColumn, PlainList, plain_list_pdf
from ikm_desktop.reports.workbook import Cell, Head, Table, workbook_bytes

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

_PIXELS_A_CHARACTER = 7


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
    heads = [Head(column.title, column.width / _PIXELS_A_CHARACTER) for column in columns]
    return workbook_bytes([Table(title, title, heads, rows, told, foot=totals)])


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
