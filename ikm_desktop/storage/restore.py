"""Restoring: the backup becomes the book of a folder, and what lay there before is kept.

Nothing is written over. The order of the moves is what makes a stop at any moment harmless: the old book
goes aside first and its journal after it, for a book without its journal may be half an act, and a new
book beside an old journal would be overwritten by it. `finish_restore` ends what was begun.
"""

from __future__ import annotations

from pathlib import Path

from ikm_desktop.errors import BookExists, WriteFault
from ikm_desktop.storage import anchor, attachments, contents, disk, soundness
from ikm_desktop.storage.contents import Contents
from ikm_desktop.storage.engine import BOOK_NAME, connect
from ikm_desktop.storage.faults import translated
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.lock import BookLock
from ikm_desktop.storage.network import refuse_network
from ikm_desktop.storage.soundness import Check
from ikm_desktop.storage.verify import BackupReport, Progress, examine, silent

KEPT = "sebelum-dipulihkan"
"""What folders of old books are called in `cadangan`, with a number behind."""

_SIDE_FILES = ("-journal", "-wal", "-shm")


def restore(
    path: Path,
    folder: Path,
    *,
    replace: bool = False,
    password: str | None = None,
    check: Check | None = None,
    progress: Progress | None = None,
) -> BackupReport:
    """Make a backup the book of a data folder (made if missing), after all of it was checked.

    replace: a book that lies there is kept in a folder of `cadangan`; without it that is refused. Scans
    of the folder stay, those of the backup are added.
    Raises BookExists, BookInUse, BackupFault, NewerBook, NetworkFolder, DiskFull; then the folder's book
    is as it was.
    """
    data = DataFolder(folder)
    refuse_network(folder)
    if not replace:
        _refuse_book(data)
    with contents.opened(path, password) as opened:
        report = examine(opened, check=check, progress=progress)
        data.make()
        with BookLock(folder), translated(data.book):
            finish_restore(folder)
            if not replace:
                _refuse_book(data)
            _add_scans(opened, folder, progress or silent)
            _write_restored(opened, data)
            _exchange(data)
            _tidy(data)
    return report


def finish_restore(folder: Path) -> bool:
    """End a restore that was cut off; called with the lock held, before the book is opened.

    Returns whether there was one. Whatever was left, the folder has one whole book afterwards: the new
    one if the old one had gone aside already, the old one otherwise.
    """
    data = DataFolder(folder)
    with translated(data.book):
        _half_written(data).unlink(missing_ok=True)
        there, restored = data.book.exists(), _restored(data).exists()
        if not restored and not _aside(data).exists():
            return False
        if there and restored:
            _restored(data).unlink()
        elif restored:
            _exchange(data)
        elif there:
            _renew_anchor(data)
        else:
            _take_back(data)
        _tidy(data)
    return True


def _refuse_book(data: DataFolder) -> None:
    if data.book.exists():
        raise BookExists(path=str(data.path))


def _half_written(data: DataFolder) -> Path:
    return data.book.with_name(f"{data.book.name}.restored.baru")


def _restored(data: DataFolder) -> Path:
    return data.book.with_name(f"{data.book.name}.restored")


def _aside(data: DataFolder) -> Path:
    """Return the folder in which the old book and its journal keep their names, and so each other."""
    return data.book.with_name(f"{data.book.name}.aside")


def _side_files(folder: Path) -> list[Path]:
    return [path for side in _SIDE_FILES if (path := folder / f"{BOOK_NAME}{side}").exists()]


def _add_scans(opened: Contents, folder: Path, tell: Progress) -> None:
    for done, name in enumerate(opened.names):
        tell("Memulihkan lampiran", done, len(opened.names))
        attachments.keep(folder, opened.scan(name))


def _write_restored(opened: Contents, data: DataFolder) -> None:
    """Write the book beside its place; it bears its name only when it is whole and on the disk."""
    fresh = _half_written(data)
    try:
        opened.write_book(fresh)
        disk.sync_file(fresh)
        if disk.sha256_of(fresh).hex() != opened.book_sha256():
            raise WriteFault(path=str(fresh), detail="yang tertulis berbeda")
        disk.put_in_place(fresh, _restored(data))
    finally:
        fresh.unlink(missing_ok=True)


def _exchange(data: DataFolder) -> None:
    """Move the old book aside, then its journal, then the new one in."""
    # Without an anchor nothing is said of the end of the chain; with the old one the new book would be
    # accused of having lost acts.
    anchor.anchor_path(data.path).unlink(missing_ok=True)
    aside = _aside(data)
    aside.mkdir(exist_ok=True)
    if data.book.exists():
        disk.move(data.book, aside / BOOK_NAME)
        disk.sync_folder(data.path)
    for side_file in _side_files(data.path):
        disk.move(side_file, aside / side_file.name)
    disk.sync_folder(aside)
    disk.sync_folder(data.path)
    disk.move(_restored(data), data.book)
    disk.sync_folder(data.path)
    _renew_anchor(data)


def _take_back(data: DataFolder) -> None:
    """Move the old book back where neither a new one nor a restored one is, its journal first."""
    for side_file in _side_files(_aside(data)):
        disk.move(side_file, data.path / side_file.name)
    if (_aside(data) / BOOK_NAME).exists():
        disk.move(_aside(data) / BOOK_NAME, data.book)


def _renew_anchor(data: DataFolder) -> None:
    connection = connect(data.book)
    try:
        entry, digest = soundness.last_act(connection)
    finally:
        connection.close()
    if entry:
        anchor.write_anchor(data.path, entry, digest)


def _tidy(data: DataFolder) -> None:
    """Keep what went aside among the backups, by one move."""
    aside = _aside(data)
    if not aside.exists():
        return
    if not any(aside.iterdir()):
        aside.rmdir()
        return
    data.backups.mkdir(exist_ok=True)
    number = 1
    while (kept := data.backups / f"{KEPT}-{number}").exists():
        number += 1
    disk.move(aside, kept)
