"""The workbook an office fills in with its existing books."""

from __future__ import annotations

from ikm_desktop.reports.old_book.sheets import SHEETS, TOLD
from ikm_desktop.reports.workbook import Table, workbook_bytes


def old_book_template() -> bytes:
    """Return the workbook: a sheet for each part, with its head, and how it is filled in on each cell."""
    return workbook_bytes([Table(name, name, heads, (), TOLD[name]) for name, heads in SHEETS.items()])
