"""Rows on the clipboard: for Excel no cell starts a formula, for our own pages each is as it was typed.

A name that begins with "=" is data; pasted into a spreadsheet as it stands it would be reckoned. Excel reads
the text, in which such a cell has the apostrophe of the exported files; our pages read the rows beside it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_ROWS = "application/x-ikm-desktop-rows"
_FIGURE = re.compile(r"[+-]?\d[\d.,]*|[+-]")
"""A plain number below zero, or a lone sign, is no formula; with an apostrophe Excel would not add it up."""


def put_rows(rows: Iterable[Sequence[object]]) -> None:
    """Put rows on the clipboard, as Excel pastes them and as our own grids do."""
    from ikm_desktop.reports.workbook import harmless

    texts = [[str(cell) for cell in row] for row in rows]
    shown = ([cell if _FIGURE.fullmatch(cell) else harmless(cell) for cell in row] for row in texts)
    held = QMimeData()
    held.setText(_as_text(shown))
    held.setData(_ROWS, json.dumps(texts, ensure_ascii=False).encode())
    QGuiApplication.clipboard().setMimeData(held)


def rows_held() -> list[list[str]]:
    """Return the rows on the clipboard: ours as they were typed, others as their text has them."""
    held = QGuiApplication.clipboard().mimeData()
    return list(csv.reader(io.StringIO(text_of(held)), "excel-tab"))


def text_of(held: QMimeData) -> str:
    """Return copied or dragged text, rows of ours without the apostrophes that are for Excel."""
    if not held.hasFormat(_ROWS):
        return held.text()
    ours: list[list[str]] = json.loads(bytes(held.data(_ROWS).data()))
    return _as_text(ours)


def _as_text(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, "excel-tab").writerows(rows)
    return text.getvalue()
