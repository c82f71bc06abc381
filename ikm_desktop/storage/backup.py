"""Backups: a copy of the book that was checked, wrapped, read again and compared before it gets its name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ikm_desktop.errors import BackupFault, BackupTooBig, BookDamaged, ReadOnly
from ikm_desktop.storage import attachments, contents, disk, envelope, processes, soundness
from ikm_desktop.storage.engine import BOOK_NAME, connect, look_at_header
from ikm_desktop.storage.envelope import Kind
from ikm_desktop.storage.faults import translated
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.soundness import Check
from ikm_desktop.storage.verify import MARK_LETTERS, BackupReport, Progress, silent
from ikm_desktop.storage.writing import Writer

_WORK = ".sementara-"
_SPARE_BYTES = 2**20


def backup(
    book: Path,
    target: Path,
    password: str | None = None,
    *,
    check: Check | None = None,
    whole: bool = False,
    progress: Progress | None = None,
) -> BackupReport:
    """Write a backup of a book that may be open, and say so only when it has been read again.

    target: the file, or a folder, in which it gets a name that tells its last act. An older backup there
    is replaced when the new one is good; nothing else ever is. password: None leaves it unencrypted.
    check: the full self-check. whole: scans too go into the one file, not into a folder beside it.
    Raises BookDamaged when the book itself is not sound, BackupFault when the target will not do,
    DiskFull and other faults; then the target is as it was.
    """
    tell = progress or silent
    source = DataFolder(book.parent)
    look_at_header(book)
    _refuse_to_lose(target, book)
    with _workplace(source, None if password else _folder_of(target)) as work:
        copy = work / BOOK_NAME
        tell("Menyalin buku", 0, 1)
        _copy(book, copy)
        tell("Memeriksa buku", 0, 1)
        entry, mark, day = _sound(copy, book, check)
        if target.is_dir():
            target /= name_of(entry, mark, day, encrypted=bool(password), whole=whole)
            _refuse_to_lose(target, book)
        _refuse_if_short(target, copy, source, whole=whole)
        fresh = target.with_name(f".{target.name}.baru")
        writer = Writer(source.path, password, tell)
        with translated(target):
            try:
                (writer.write_pack if whole else writer.write_book)(copy, fresh, target)
                tell("Memeriksa cadangan", 0, 1)
                _prove(fresh, copy, password)
                writer.place_scans(target)
                disk.put_in_place(fresh, target)
            finally:
                fresh.unlink(missing_ok=True)
                writer.clear()
            return BackupReport(
                path=target,
                entry=entry,
                mark=mark,
                size=target.stat().st_size,
                sha256=disk.sha256_of(target).hex(),
                encrypted=bool(password),
                whole=whole,
                attachments=len(writer.names),
                skipped=tuple(writer.skipped),
            )


def name_of(entry: int, mark: str, day: str, *, encrypted: bool, whole: bool) -> str:
    """Return the name of a backup, which tells its last act: an anchor outside the book.

    day: ISO, the last act's; empty when there is none.
    """
    told = "-".join(part for part in ("ikm", day, f"akta{entry}", mark) if part)
    if whole:
        return f"{told}.zip"
    return f"{told}.ikm.age" if encrypted else f"{told}.ikm"


@contextmanager
def _workplace(source: DataFolder, beside: Path | None) -> Iterator[Path]:
    """Give a folder for the unencrypted copy, and take it away afterwards.

    On this computer if there is room: a stick should not carry, even for a moment, what is to be
    encrypted. beside: where else it may be, None when the copy is to be encrypted. Somebody whose disk is
    full wants a backup more than anybody.
    """
    needed = source.book.stat().st_size + _SPARE_BYTES
    places = [place for place in (source.backups, Path(tempfile.gettempdir()), beside) if place is not None]
    with suppress(OSError):  # a book opened for viewing in a folder that takes no file
        source.backups.mkdir(exist_ok=True)
    for place in places:
        with suppress(OSError):
            _clear_left_over(place)
            if shutil.disk_usage(place).free < needed and place is not places[-1]:
                continue
            work = tempfile.TemporaryDirectory(prefix=f"{_WORK}{os.getpid()}-", dir=place)
            break
    else:
        raise ReadOnly(path=str(source.path))
    with work as name:
        yield Path(name)


def _folder_of(target: Path) -> Path:
    return target if target.is_dir() else target.parent


def _clear_left_over(folder: Path) -> None:
    for left in folder.glob(f"{_WORK}*"):
        pid = left.name.removeprefix(_WORK).partition("-")[0]
        if pid.isdecimal() and not processes.is_running(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _copy(book: Path, copy: Path) -> None:
    with translated(book):
        connection = connect(book)
        try:
            connection.execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()


def _sound(copy: Path, book: Path, check: Check | None) -> tuple[int, str, str]:
    """Check the copy; return number, mark and day of its last act."""
    with translated(book):
        connection = connect(copy, "ro", resting=True)
        try:
            wrong = soundness.findings(connection, check=check)
            if wrong:
                raise BookDamaged(path=str(book), detail=wrong[0])
            entry, digest = soundness.last_act(connection)
            row = connection.execute("SELECT entered_on FROM act WHERE entry = ?", (entry,)).fetchone()
        finally:
            connection.close()
    return entry, digest.hex()[:MARK_LETTERS], row[0] if row else ""


def _refuse_to_lose(target: Path, book: Path) -> None:
    """Raise BackupFault when the target cannot be written, or something lies there that is no backup."""
    if target.is_dir():
        return
    if not target.parent.is_dir():
        raise BackupFault(path=str(target), why="foldernya tidak ada")
    beside_the_book = target.parent.resolve() == book.parent.resolve()
    if beside_the_book and target.name.startswith(BOOK_NAME):
        raise BackupFault(path=str(target), why="nama itu milik buku sendiri")
    if target.exists() and target.stat().st_size:
        kind = envelope.kind_of(target)
        if kind is None or (kind is Kind.BOOK and not envelope.is_sealed(target)):
            raise BackupFault(path=str(target), why="sudah ada dan bukan cadangan; tidak ditimpa")


def _refuse_if_short(target: Path, copy: Path, source: DataFolder, *, whole: bool) -> None:
    """Raise BackupFault, with what is missing, when the target's disk has not the room."""
    needed = copy.stat().st_size
    for name in attachments.names_in(source.path):
        beside = contents.scans_beside(target) / attachments.shelved(name)
        if whole or not (beside.exists() or beside.with_name(f"{name}.age").exists()):
            needed += attachments.path_of(source.path, name).stat().st_size
    short = needed - shutil.disk_usage(target.parent).free
    if short > 0:
        raise BackupTooBig(path=str(target.parent), short_mb=-(-short // 10**6))


def _prove(fresh: Path, copy: Path, password: str | None) -> None:
    """Read the file that was written and compare it with the copy that was checked."""
    disk.sync_file(fresh)
    with contents.opened(fresh, password, with_scans=False) as opened:
        if opened.book_sha256() != disk.sha256_of(copy).hex():
            raise envelope.damaged(fresh, "tidak sama dengan buku")
        if opened.kind is Kind.PACK:
            for name in opened.names:
                opened.scan(name)
