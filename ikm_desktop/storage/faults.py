"""The environment's faults, translated once: what SQLite and the system say becomes a `Fault`.

A mistake of the program (a broken constraint, a wrong statement) passes through untouched.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop.errors import (
    BookBusy,
    BookDamaged,
    BookMissing,
    DiskFull,
    Fault,
    NotABook,
    ReadOnly,
    WriteFault,
)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_NOT_ALLOWED = {errno.EROFS, errno.EACCES, errno.EPERM}
_DISK_TROUBLE = {errno.EIO, errno.EFBIG}
_WINDOWS_NO_ROOM = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_WINDOWS_IN_USE = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: arrive as EACCES


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise the matching Fault for what the disk, the system or another program did to this file.

    path: the book (or other file) that is worked on, for the message.
    Raises DiskFull, WriteFault, ReadOnly, BookBusy, NotABook, BookMissing, BookDamaged; every other
    exception passes.
    """
    try:
        yield
    except (sqlite3.Error, sa.exc.DBAPIError) as said:
        fault = _of_sqlite(said, path)
        if fault is None:
            raise
        raise fault from said
    except OSError as said:
        fault = _of_system(said, path)
        if fault is None:
            raise
        raise fault from said


def free_mb(path: Path) -> int | None:
    """Return the room left on the disk that holds this path, whole MiB; None when unknown."""
    for place in (path, *path.parents):
        try:
            return shutil.disk_usage(place).free // 2**20
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _of_sqlite(said: sqlite3.Error | sa.exc.DBAPIError, path: Path) -> Fault | None:
    driver = said.orig if isinstance(said, sa.exc.DBAPIError) else said
    name = getattr(driver, "sqlite_errorname", None)
    if not isinstance(name, str):
        return None
    for start, fault in _BY_NAME:
        if name == start or name.startswith(f"{start}_"):
            return fault(path, name)
    return None


def _of_system(said: OSError, path: Path) -> Fault | None:
    named = path if said.filename is None else Path(str(said.filename))
    windows = getattr(said, "winerror", None)
    if said.errno in _NO_ROOM or windows in _WINDOWS_NO_ROOM:
        return _disk_full(named)
    if windows in _WINDOWS_IN_USE:
        return BookBusy(path=str(named))
    if said.errno in _NOT_ALLOWED:
        return ReadOnly(path=str(named))
    if said.errno in _DISK_TROUBLE:
        return WriteFault(path=str(named), detail=errno.errorcode[said.errno])
    return None


def _disk_full(path: Path, _name: str = "") -> Fault:
    return DiskFull(path=str(path), free_mb=free_mb(path))


def _write_fault(path: Path, name: str) -> Fault:
    return WriteFault(path=str(path), detail=name.removeprefix("SQLITE_"))


def _damaged(path: Path, name: str) -> Fault:
    return BookDamaged(path=str(path), detail=name.removeprefix("SQLITE_"))


def _cannot_open(path: Path, name: str) -> Fault:
    # The book itself, or its journal beside it.
    if not path.exists():
        return BookMissing(path=str(path.parent))
    try:
        with path.open("r+b"):
            pass
    except OSError as said:
        return _of_system(said, path) or _write_fault(path, name)
    return _write_fault(path, name)


# The first name that fits decides, so the special cases of IOERR stand before it.
_BY_NAME: tuple[tuple[str, Callable[[Path, str], Fault]], ...] = (
    ("SQLITE_FULL", _disk_full),
    ("SQLITE_IOERR_READ", _damaged),
    ("SQLITE_IOERR_SHORT_READ", _damaged),
    ("SQLITE_IOERR_CORRUPTFS", _damaged),
    ("SQLITE_IOERR", _write_fault),
    ("SQLITE_READONLY", lambda path, _name: ReadOnly(path=str(path))),
    ("SQLITE_BUSY", lambda path, _name: BookBusy(path=str(path))),
    ("SQLITE_NOTADB", lambda path, _name: NotABook(path=str(path))),
    ("SQLITE_CORRUPT", _damaged),
    ("SQLITE_CANTOPEN", _cannot_open),
)
