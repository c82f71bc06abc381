"""What the self-check found last in an open book, for whoever shows it: status line, Beranda."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from ikm_desktop.office.book import Office
from ikm_desktop.office.findings import Finding


class BookChecked(QObject):
    """findings: of the last check, none before the first; told: another check has ended."""

    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self.is_whole = False

    def tell(self, found: Sequence[Finding], *, whole: bool) -> None:
        """Keep what a check found; whole: it was of all twenty constraints, not the quick one of the start.

        What the whole check has found is not gone because the quick one passes it over.
        """
        if whole or not self.is_whole:
            self.findings, self.is_whole = tuple(found), whole
        self.told.emit()


_OF: WeakKeyDictionary[Office, BookChecked] = WeakKeyDictionary()


def book_checked(office: Office) -> BookChecked:
    """Return what is known of an open book; the same for all who ask."""
    if office not in _OF:
        _OF[office] = BookChecked()
    return _OF[office]
