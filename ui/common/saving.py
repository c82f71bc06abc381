"""Asking where a workbook is to be saved, and writing it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ikm_desktop.errors import FileNotWritten

_KINDS = {".xlsx": "Excel (*.xlsx)", ".csv": "CSV (*.csv)"}


def ask_where(parent: QWidget, title: str, name: str) -> Path | None:
    """Return the file the clerk chose, with the suffix of `name`; None when nothing was chosen."""
    suffix = Path(name).suffix
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, _KINDS[suffix])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")


def write_file(path: Path, content: bytes) -> Path:
    """Write a file and return its path. Raises FileNotWritten."""
    try:
        path.write_bytes(content)
    except OSError as trouble:
        raise FileNotWritten.of(path, trouble) from trouble
    return path


def save_bytes(parent: QWidget, title: str, name: str, content: Callable[[], bytes]) -> Path | None:
    """Ask for a file, write it and return its path; None when nothing was chosen. Raises FileNotWritten."""
    path = ask_where(parent, title, name)
    return None if path is None else write_file(path, content())
