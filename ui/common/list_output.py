"""What is shown in a list as a workbook, or on pages to print: the same rows, columns and order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm_desktop import words
from ui.common.filters import said
from ui.common.paged_rows import PagedRows
from ui.common.saving import ask_where, write_file
from ui.common.work import aside

if TYPE_CHECKING:
    from ui.common.list_page import ListPage

MOST_PRINTED = 5_000
"""Rows that are printed at most; more are hundreds of sheets that nobody wants."""


def told(page: ListPage) -> str:
    """Return in words which rows a list shows, "" for all of them."""
    chip = page.chips.chip
    parts = [chip.title] if chip else []
    parts += [said(term, page.listing.lines.fields) for term in page.chips.terms]
    if page.search.text().strip():
        parts.append(f"memuat “{page.search.text().strip()}”")
    return f"Saringan: {', '.join(parts)}" if parts else ""


def save_workbook(page: ListPage) -> None:
    """Ask for a file and save the list as a workbook, aside from the window."""
    today = words.short_date(page.office.clock.now().date())
    name = f"{page.listing.title} {today}.xlsx"
    path = ask_where(page, "Simpan sebagai Excel", name)
    if path is None:
        return
    content = _content(page)
    columns, fields = page.table.shown_columns(), page.listing.lines.fields
    rows = PagedRows(page.office, page.listing.lines, page.keys)

    def work() -> Path:
        from ikm_desktop.reports.list_files import list_workbook

        cells = ([one.written(row, fields) for one in columns] for row in rows if row is not None)
        made = list_workbook(**content, rows=cells)
        return write_file(path, made)

    aside(work, done=page.was_saved, refused=page.message.refuse, title="Menyimpan Excel")


def print_list(page: ListPage) -> None:
    """Draw the list aside and show its pages."""
    if len(page.keys) > MOST_PRINTED:
        most = words.number(MOST_PRINTED)
        page.message.complain([f"Paling banyak {most} baris dicetak sekaligus: saring dahulu, atau Ctrl+E."])
        return
    content = _content(page)
    columns = page.table.shown_columns()
    rows = PagedRows(page.office, page.listing.lines, page.keys)

    def work() -> bytes:
        from ikm_desktop.reports.list_files import list_pages

        texts = [tuple(one.text(row) for one in columns) for row in rows if row is not None]
        return list_pages(page.office, **content, rows=texts)

    aside(work, done=page.pages_ready.emit, refused=page.message.refuse, title="Menyusun daftar")


def _content(page: ListPage) -> dict[str, Any]:
    from ikm_desktop.papers.plain_list import ListColumn

    table = page.table
    return {
        "title": page.listing.title,
        "told": told(page),
        "columns": [
            ListColumn(column.title, float(table.columnWidth(at)), column.number)
            for at, column in ((at, table.columns[at]) for at in table.shown())
        ],
        "totals": page.totals_of_all,
    }
