"""Backups as the window makes them: by hand to anywhere, at the end of the day into the data folder.

What was backed up last, and when, is noted in a file beside the book and not in it: writing it down must
not itself be a change that wants a backup.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import BackupFault
from ikm_desktop.goods.selfcheck import check_connection
from ikm_desktop.office import tables as t
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import BookMode, load
from ikm_desktop.storage import backup as storage
from ikm_desktop.storage import contents, disk, faults
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.soundness import Check
from ikm_desktop.storage.verify import BackupReport, Progress

_NOTE = "cadangan.json"
_ENDINGS = (".ikm", ".ikm.age", ".zip")


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup that was read again and found good: when, of which last act, where."""

    at: datetime
    entry: int
    path: str


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup in the data folder: when it was written, its size in bytes."""

    path: Path
    at: datetime
    size: int
    encrypted: bool


def back_up(
    office: Office, *, target: Path, password: str = "", progress: Progress | None = None
) -> BackupReport:
    """Write a backup into a folder or file, after the full self-check, and read it again.

    password: empty leaves it readable by anybody. progress: told what is being done; may raise to cancel.
    Raises BookDamaged, BackupFault, DiskFull and other faults; then nothing is written.
    """
    if target == folder_of(office):
        _make_folder(office)
    return _made(office, target, password or None, check_connection, progress)


def back_up_if_changed(office: Office) -> BackupReport | None:
    """Write a backup into the data folder when something was booked since the last one; None otherwise.

    Quick, for the end of the day: the file is proved sound, the full self-check is left to `back_up`. One
    stays for each day of the week, with its scans beside it, of which only new ones are copied. Sample
    books, and books opened only to look at, are left alone.
    Raises as `back_up`.
    """
    with office.reading() as connection:
        mode = load(connection, BookMode)
    if office.read_only or mode.sample or mode.practice or is_backed_up(office):
        return None
    _make_folder(office)
    day = words.day_name(office.clock.now().date()).lower()
    return _made(office, folder_of(office) / f"ikm-{day}.ikm", None, None, None)


def folder_of(office: Office) -> Path:
    """Return the folder for backups on the same disk."""
    return DataFolder(office.folder).backups


def _make_folder(office: Office) -> None:
    folder = folder_of(office)
    try:
        with faults.translated(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as taken:
        raise BackupFault(path=str(folder), why="sebuah berkas memakai nama folder ini") from taken


def kept_backups(office: Office) -> tuple[KeptBackup, ...]:
    """Return the backups in the data folder, the newest first."""
    return backups_in(office.folder, office.clock.now().tzinfo)


def oldest_in(folder: Path) -> KeptBackup | None:
    """Return the oldest backup of a folder, None where fewer than two lie there: the last one stays."""
    found = _found(folder, None)
    return found[-1] if len(found) > 1 else None


def delete_backup(backup: KeptBackup) -> None:
    """Delete a backup and the scans beside it, to make room for a new one. Raises WriteFault, ReadOnly."""
    with faults.translated(backup.path):
        backup.path.unlink()
        shutil.rmtree(contents.scans_beside(backup.path), ignore_errors=True)


def backups_in(folder: Path, zone: tzinfo | None) -> tuple[KeptBackup, ...]:
    """Return the backups in a data folder, the newest first; its book is not looked at."""
    return _found(DataFolder(folder).backups, zone)


def _found(folder: Path, zone: tzinfo | None) -> tuple[KeptBackup, ...]:
    found = []
    for path in folder.glob("ikm-*"):
        if path.name.endswith(_ENDINGS) and path.is_file():
            about = path.stat()
            at = datetime.fromtimestamp(about.st_mtime, zone)
            found.append(KeptBackup(path, at, about.st_size, path.suffix == ".age"))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def last_backup(office: Office) -> LastBackup | None:
    """Return what was backed up last from this data folder, None when nothing is known of it."""
    try:
        kept = json.loads(_note(office).read_text(encoding="utf-8"))
        return LastBackup(datetime.fromisoformat(kept["at"]), int(kept["entry"]), str(kept["path"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_backed_up(office: Office) -> bool:
    """Tell whether the last backup holds all that is booked."""
    last = last_backup(office)
    return (last.entry if last is not None else 0) >= _last_entry(office)


def age_in_days(office: Office, today: date) -> int | None:
    """Return the days since the last backup, 0 when all is backed up; None when none is known."""
    last = last_backup(office)
    if last is None:
        return None
    return 0 if last.entry >= _last_entry(office) else max((today - last.at.date()).days, 0)


def _made(
    office: Office, target: Path, password: str | None, check: Check | None, progress: Progress | None
) -> BackupReport:
    report = storage.backup(office.path, target, password, check=check, progress=progress)
    note = {"at": office.clock.now().isoformat(), "entry": report.entry, "path": str(report.path)}
    if not office.read_only:
        with faults.translated(office.folder):
            _note(office).parent.mkdir(mode=0o700, exist_ok=True)
            disk.write_whole(_note(office), json.dumps(note).encode())
    return report


def _note(office: Office) -> Path:
    return DataFolder(office.folder).logs / _NOTE


def _last_entry(office: Office) -> int:
    with office.reading() as connection:
        return int(connection.execute(sa.select(sa.func.max(t.act.c.entry))).scalar() or 0)
