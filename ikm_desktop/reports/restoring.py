"""Going back to a backup: which there are, how each differs from the book, and the exchange itself.

The book that is replaced is kept in a folder of `cadangan`; nothing is written over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ikm_desktop.errors import Fault
from ikm_desktop.goods.selfcheck import check_connection
from ikm_desktop.office.clock import office_zone
from ikm_desktop.reports.backups import KeptBackup, backups_in
from ikm_desktop.storage import restore as storage
from ikm_desktop.storage.facts import BookFacts, facts_of_backup, facts_of_book
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.verify import BackupReport, Progress

COUNTED = {
    "participant": "Peserta",
    "batch": "Angkatan",
    "voucher": "Surat pembukuan",
    "prepared": "Surat disiapkan",
    "paper": "Surat dalam register",
    "issued": "Surat terbit",
    "move": "Mutasi barang",
    "act": "Tindakan",
}
"""The tables that are compared, with their word on screen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many of one kind the book and the backup hold; None where that cannot be read."""

    name: str
    book: int | None
    backup: int | None

    @property
    def lost(self) -> int:
        """How many the book has more than the backup: what going back would lose."""
        return max((self.book or 0) - (self.backup or 0), 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside the book of the folder.

    backup_at, book_at: when the last act in each was done, None when there is none or it cannot be read;
    backup_by: whose it was; acts_lost: acts of the book that the backup does not have.
    """

    differences: tuple[Difference, ...]
    backup_at: datetime | None
    backup_by: str
    book_at: datetime | None
    acts_lost: int


def backups_of(folder: Path) -> tuple[KeptBackup, ...]:
    """Return the backups that lie in a data folder, the newest first; also when its book is damaged."""
    return backups_in(folder, office_zone())


def compare(folder: Path, backup: Path, password: str = "") -> Comparison:
    """Return how a backup differs from the folder's book; a book that cannot be read has no figures.

    Raises BackupFault (no backup, damaged, password missing or wrong), NewerBook.
    """
    found = facts_of_backup(backup, tuple(COUNTED), password or None)
    try:
        book: BookFacts | None = facts_of_book(DataFolder(folder).book, tuple(COUNTED))
    except Fault:
        book = None
    mine = book.counts if book is not None else {}
    return Comparison(
        tuple(Difference(word, mine.get(name), found.counts.get(name)) for name, word in COUNTED.items()),
        _moment(found.at),
        found.by,
        _moment(book.at) if book is not None else None,
        max(book.entry - found.entry, 0) if book is not None else 0,
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def put_back(
    folder: Path, backup: Path, *, password: str = "", progress: Progress | None = None
) -> BackupReport:
    """Make a backup the book of the folder, after all of it was checked; the book of before is kept.

    The folder's book must not be open. progress: told what is being done; may raise to cancel until the
    exchange begins.
    Raises BackupFault, BookInUse, NewerBook, DiskFull and other faults; then the book is as it was.
    """
    return storage.restore(
        backup, folder, replace=True, password=password or None, check=check_connection, progress=progress
    )
