"""The lock beside the book: one program at a time writes, and the other one is told who.

The same file and the same rules as Qt's QLockFile with a stale-lock time of 0, so that each respects the
other: five lines with process number, program, computer, the computer's id and the id of its present run.
A lock is never taken over because it is old. It is taken at once when its holder is known to be gone: a
process of this computer that no longer runs. That of another computer only a person can break.

The open file is locked by the system as well (on Windows an open file cannot be deleted), and that falls
with the process however it ends. So a mistaken guess about a process number never takes a living lock.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from ikm_desktop import words
from ikm_desktop.errors import BookInUse
from ikm_desktop.storage import processes
from ikm_desktop.storage.faults import translated
from ikm_desktop.storage.folder import DataFolder

if sys.platform != "win32":
    import fcntl

_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_HALF_WRITTEN_SECONDS = 10
_LONGEST = 4096
_REMOVE_TRIES = 500
_REMOVE_PAUSE_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as its file says; host_id and boot_id may be empty."""

    pid: int
    program: str
    host: str
    host_id: str = ""
    boot_id: str = ""

    @classmethod
    def this_process(cls) -> Self:
        """Return what this process writes."""
        pid = os.getpid()
        return cls(
            pid,
            processes.program_of(pid),
            processes.host_name(),
            processes.host_id(),
            processes.boot_id(),
        )

    @classmethod
    def read(cls, content: bytes) -> Self | None:
        """Return the holder a lock file names; None when it is not (or not yet) written as one."""
        lines = content.decode(errors="replace").split("\n")
        if len(lines) < 4 or not lines[0].isdecimal() or int(lines[0]) == 0:  # noqa: PLR2004 - three and the rest
            return None
        pid, program, host, *more = lines
        host_id, boot_id, *_ = (*more, "", "")
        return cls(int(pid), program, host, host_id, boot_id)

    def written(self) -> bytes:
        """Return the content of a lock file that names this holder."""
        return "".join(
            f"{line}\n" for line in (self.pid, self.program, self.host, self.host_id, self.boot_id)
        ).encode()

    def is_gone(self) -> bool:
        """Return whether the holder is known to live no more: only of this computer can that be told."""
        here = self.this_process()
        if self.host != here.host:
            return False
        # Both: a name may be given twice in the network, and disks of offices are cloned with their id.
        # A computer that has no id of its own did not write one.
        if self.host_id and self.host_id != here.host_id:
            return False
        if self.boot_id and here.boot_id and self.boot_id != here.boot_id:
            return True
        if not processes.is_running(self.pid):
            return True
        # The number may have gone to another program since.
        running = processes.program_of(self.pid)
        return bool(running) and running != Path(self.program).name


class BookLock:
    """The right to write to the book of a data folder; a context manager.

    Entering raises BookInUse when somebody else has it, ReadOnly when the folder takes no file.
    """

    def __init__(self, folder: Path) -> None:
        self.path = DataFolder(folder).lock
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> None:
        """Take the lock, from a holder that is gone if need be.

        Raises BookInUse, naming who holds it; ReadOnly or DiskFull when no file can be made.
        """
        if self.is_held:
            return
        with translated(self.path):
            for _ in range(3):
                self._handle = _create(self.path)
                if self._handle is not None:
                    return
                if not _remove_if_gone(self.path):
                    break
        raise in_use(self.path)

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            os.close(handle)
            _unlink_patiently(self.path)
        else:
            # A person may have broken the lock, and somebody else have taken it since.
            if _is_file_at(handle, self.path):
                self.path.unlink(missing_ok=True)
            os.close(handle)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def holder_of(folder: Path) -> Holder | None:
    """Return who holds the lock of a data folder's book; None when nobody does."""
    try:
        return Holder.read(DataFolder(folder).lock.read_bytes())
    except OSError:
        return None


def break_lock(folder: Path) -> None:
    """Remove a lock because a person says that its holder is gone (another computer, switched off).

    Raises BookInUse when a program on this computer still holds it: that one can be closed instead.
    """
    path = DataFolder(folder).lock
    with translated(path):
        if path.exists() and not _remove(path):
            raise in_use(path)


def in_use(path: Path) -> BookInUse:
    """Return the fault that names who holds this lock file and since when, by the computer's clock."""
    try:
        holder = Holder.read(path.read_bytes())
        since = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    except OSError:
        return BookInUse(path=str(path), holder="lain")
    told = f"{since:%H.%M}"
    if since.date() != datetime.now(UTC).astimezone().date():
        told = f"{words.short_date(since.date())} {told}"
    if holder is None:
        return BookInUse(path=str(path), holder="lain", since=told)
    return BookInUse(path=str(path), holder=holder.host, program=holder.program, pid=holder.pid, since=told)


def _create(path: Path) -> int | None:
    """Make the lock file and return its open handle; None when somebody else has it."""
    try:
        handle = os.open(path, _NEW_FILE, 0o666)
    except FileExistsError:
        return None
    except PermissionError:
        # Windows also says so of a file that is just being deleted.
        if path.exists() and os.name == "nt":
            return None
        raise
    try:
        # Another start may have found the file still empty and taken it for a dead one's.
        if _lock_by_system(handle) is False or not _is_file_at(handle, path):
            os.close(handle)
            return None
        os.write(handle, Holder.this_process().written())
        os.fsync(handle)
    except OSError:
        os.close(handle)
        path.unlink(missing_ok=True)
        raise
    return handle


def _remove_if_gone(path: Path) -> bool:
    """Remove the lock of a holder that is gone; return whether it is worth trying again."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return True
    holder = Holder.read(content)
    if holder is not None and not holder.is_gone():
        return False
    return _remove(path, judged=content)


def _remove(path: Path, judged: bytes | None = None) -> bool:
    """Delete the lock file unless the system knows a living holder; return whether it is gone.

    judged: only if the file still holds this.
    """
    if sys.platform == "win32":
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            return False
        return True
    with _opened(path) as handle:
        if handle is None:
            return True
        # Only the one who has this very file locked deletes it, so that of two who find a dead lock the
        # second cannot delete the first one's new lock.
        locked = _lock_by_system(handle)
        if locked is False or (locked is None and _may_be_in_the_making(path)):
            return False
        if _is_file_at(handle, path) and judged in {None, os.pread(handle, _LONGEST, 0)}:
            path.unlink(missing_ok=True)
    return True


def _may_be_in_the_making(path: Path) -> bool:
    """Return whether a lock is made but not written, by someone about to (or killed right there)."""
    try:
        age = time.time() - path.stat().st_mtime
        return Holder.read(path.read_bytes()) is None and age < _HALF_WRITTEN_SECONDS
    except FileNotFoundError:
        return False


@contextmanager
def _opened(path: Path) -> Iterator[int | None]:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)


def _lock_by_system(handle: int) -> bool | None:
    """Return False when a living process has the file locked, None when the system cannot tell."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
    return True


def _is_file_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _unlink_patiently(path: Path) -> None:
    # On Windows a file somebody is just reading cannot be deleted.
    for _ in range(_REMOVE_TRIES):
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
            return
        time.sleep(_REMOVE_PAUSE_SECONDS)
