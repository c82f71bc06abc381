"""The audit log on paper and as a workbook: the lines on screen, with the filter they were found by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop import words
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.fonts import BOLD
from ikm_desktop.papers.sheet import F4_WIDE, Sheet
from ikm_desktop.papers.text import broken, plain
from ikm_desktop.reports.audit import AuditLine
from ikm_desktop.reports.workbook import Head, Table, workbook_bytes

HEADINGS = ("Waktu", "Petugas", "Tindakan", "Tentang", "Bagian", "Lama", "Baru")
_WIDTHS = (30.0, 32.0, 42.0, 62.0, 28.0, 53.0, 53.0)
_SIZE, _LEADING, _PAD = 8.0, 3.6, 1.2
_TOP, _LONGEST = 26.0, 400


def cells(line: AuditLine) -> tuple[str, ...]:
    """Return a line as screen, paper and workbook show it."""
    at = f"{words.short_date(line.at.date())} {line.at:%H.%M.%S}"
    return (at, line.by, line.did, line.thing, line.field, line.before, line.after)


def audit_pdf(lines: Sequence[AuditLine], *, asked: str, printed: date) -> bytes:
    """Return the lines as a list in F4 landscape. asked: the filter in words; printed: the day it is made."""
    document = Document("Log audit")
    sheet, y, page = _new_page(document, asked, 1)
    for line in lines:
        rows = [
            broken(plain(text[:_LONGEST]), _SIZE, width - 2 * _PAD)
            for text, width in zip(cells(line), _WIDTHS, strict=True)
        ]
        high = max(len(row) for row in rows) * _LEADING + 2 * _PAD
        if y + high > F4_WIDE.height - F4_WIDE.bottom - 4:
            _end_page(document, sheet, page, printed)
            sheet, y, page = _new_page(document, asked, page + 1)
        x = F4_WIDE.left
        for row, width in zip(rows, _WIDTHS, strict=True):
            sheet.paragraph(x + _PAD, y + _PAD + 2.4, row, _SIZE, leading=_LEADING)
            x += width
        y += high
        sheet.rule(F4_WIDE.left, y, F4_WIDE.right_edge, 0.35, 0.35)
    _end_page(document, sheet, page, printed)
    return document.pdf()


def _new_page(document: Document, asked: str, page: int) -> tuple[Sheet, float, int]:
    sheet = document.start_page(F4_WIDE)
    sheet.text(F4_WIDE.left, 15, "LOG AUDIT", 13, BOLD)
    sheet.text(F4_WIDE.left, 20.5, asked, 8.5)
    x = F4_WIDE.left
    sheet.box(x, _TOP - 3.6, sum(_WIDTHS), 6, weight=0.9, fill=0.88)
    for text, width in zip(HEADINGS, _WIDTHS, strict=True):
        sheet.text(x + _PAD, _TOP + 0.4, text, 8.5, BOLD)
        x += width
    return sheet, _TOP + 2.4, page


def _end_page(document: Document, sheet: Sheet, page: int, printed: date) -> None:
    y = F4_WIDE.height - F4_WIDE.footer
    sheet.text(F4_WIDE.left, y, f"Log audit  ·  dicetak {words.short_date(printed)}", 6.5, grey=0.35)
    sheet.text(F4_WIDE.right_edge - 20, y, f"Halaman {page}", 6.5, grey=0.35)
    document.end_page()


def audit_workbook(lines: Sequence[AuditLine], *, asked: str) -> bytes:
    """Return the lines as a workbook with one sheet; texts stay texts, also one that begins with "="."""
    heads = [Head(title, width / 2) for title, width in zip(HEADINGS, _WIDTHS, strict=True)]
    table = Table("Log audit", "Log audit", heads, map(cells, lines), asked, len(lines))
    return workbook_bytes([table])
