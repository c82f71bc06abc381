"""Cells as a spreadsheet shows them."""

from __future__ import annotations

from datetime import date, datetime

from ikm_desktop.participants.list_import.grid import Value
from ikm_desktop.participants.names import tidy

_DIGITS_KEPT = 15


def text_of(value: Value) -> str:
    """Return a cell's value as the sheet would show it, blanks tidied: 5.0 is "5", a date is ISO."""
    if isinstance(value, str):
        return tidy(value)
    if value is None or isinstance(value, bool):
        return {True: "TRUE", False: "FALSE"}.get(value, "") if value is not None else ""
    if isinstance(value, float):
        return _shown(value) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(value: float) -> str:
    """Return a whole number with the 15 digits that a spreadsheet keeps and shows."""
    text = str(int(value))
    beyond = len(text.lstrip("-")) - _DIGITS_KEPT
    return str(round(int(value), -beyond)) if beyond > 0 else text


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
