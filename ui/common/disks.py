"""The disk that is full, in the system's own window of files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def disk_of(path: Path) -> Path:
    """Return where the disk begins that holds a path: its other files can make room, the book's cannot."""
    return next((place for place in path.absolute().parents if place.is_mount()), Path(path.anchor))


def show_disk(path: Path) -> None:
    """Show what lies on the disk that holds a path."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(disk_of(path))))
