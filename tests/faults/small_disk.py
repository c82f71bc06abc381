"""Works on a disk that is really full, then on one that is really read-only: a small file system in memory.

Run as a program inside a mount namespace of its own:
`unshare --map-root-user --mount python -m tests.faults.small_disk FOLDER short|long`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ikm_desktop.errors import BackupFault, DiskFull, Fault, ReadOnly
from ikm_desktop.storage import steps
from ikm_desktop.storage.attachments import keep
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.engine import connect, create_book, try_a_write
from ikm_desktop.storage.faults import translated
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.lock import BookLock
from ikm_desktop.storage.restore import restore
from ikm_desktop.storage.upgrade import upgrade
from ikm_desktop.storage.verify import verify
from tests.faults.killing import SECOND_FORMAT
from tests.storage.some_acts import acts_of, add_acts, add_acts_to

PAGE = 4096
ACTS = 60


@contextmanager
def _filled(disk: Path, pages_left: int) -> Iterator[None]:
    """Leave just so many pages on the disk."""
    filler = disk / "pengisi"
    free = os.statvfs(disk).f_bavail
    filler.write_bytes(bytes(PAGE * max(0, free - pages_left)))
    try:
        yield
    finally:
        filler.unlink()


def _refused(work: Callable[[], object], fault: type[Fault]) -> bool:
    """Return whether the work met this fault; any other exception ends the program."""
    try:
        work()
    except fault:
        return True
    except BackupFault as told:
        return "kurang 1 MB" in told.sentence
    return False


def full(disk: Path, *, long: bool) -> Counter[str]:
    """Fill the disk to different points under every kind of work: told as full, and nothing changed."""
    found: Counter[str] = Counter()
    data = DataFolder(disk / "data")
    data.make()
    create_book(data.book)
    add_acts(data.book, ACTS)
    scan = keep(data.path, b"pindai " * 1000)
    saved = disk / "cadangan.zip"
    backup(data.book, saved, whole=True)
    before = data.book.read_bytes()
    all_steps = [*steps.steps(), SECOND_FORMAT]
    pages = len(before) // PAGE
    works: dict[str, Callable[[], object]] = {
        "act": lambda: _big_act(data.book),
        "backup": lambda: backup(data.book, saved, whole=True),
        "upgrade": lambda: upgrade(data.book, all_steps=all_steps),
        "restore": lambda: restore(saved, data.path, replace=True),
        "attachment": lambda: keep(data.path, b"foto " * 20_000),
        "new book": lambda: create_book(disk / "baru.ikm"),
        "lock": lambda: _lock_once(data.path),
    }
    for name, work in works.items():
        for left in sorted({0, 1, 2, pages // 4, pages // 2, pages - 2, *range(3, pages if long else 5, 3)}):
            with _filled(disk, left):
                refused = _refused(work, DiskFull)
                acts_of(data.book)
            if not refused:
                break
            found[name] += 1
            assert data.book.read_bytes() == before, (name, left)
            assert verify(saved).entry == ACTS
            assert not (disk / "baru.ikm").exists()
            assert [path.name for path in data.attachments.glob("??/*")] == [scan]
            rest = {path.name for path in data.path.iterdir()} - {"buku.ikm-journal"}
            assert rest == {"buku.ikm", "cadangan", "konsep", "lampiran", "log"}, (name, left, rest)
            assert list(data.backups.iterdir()) == []
        data.book.write_bytes(before)
        more = [path for path in data.attachments.glob("??/*") if path.name != scan]
        for path in (*more, *disk.rglob("*.before-v2"), disk / "baru.ikm", data.lock):
            path.unlink(missing_ok=True)
    with _filled(disk, 0):
        # Who has no room left wants a backup more than anybody: it needs none on the full disk.
        assert backup(data.book, disk.parent / "penyelamat.ikm").entry == ACTS
    add_acts(data.book, 1)
    assert len(acts_of(data.book)) == ACTS + 1
    return found


def _big_act(book: Path) -> None:
    with translated(book):
        connection = connect(book)
        try:
            connection.execute("BEGIN IMMEDIATE")
            rows = [(f"baris {number}", "y" * 3000) for number in range(400)]
            connection.executemany("INSERT INTO setting VALUES (?, ?)", rows)
            connection.execute("COMMIT")
        finally:
            connection.close()


def read_only(disk: Path, elsewhere: Path) -> Counter[str]:
    """Make the disk read-only: told so, read all the same, backed up elsewhere."""
    data = DataFolder(disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    acts = len(_entries(data.book))
    works: dict[str, Callable[[], object]] = {
        "try": lambda: try_a_write(data.book),
        "act": lambda: _one_act(data.book),
        "lock": lambda: _lock_once(data.path),
        "new book": lambda: create_book(disk / "baru.ikm"),
        "backup": lambda: backup(data.book, disk / "cadangan2.ikm"),
        "restore": lambda: restore(disk / "cadangan.zip", data.path, replace=True),
    }
    found: Counter[str] = Counter()
    for name, work in works.items():
        assert _refused(_translated(work, data.book), ReadOnly), name
        found[name] += 1
    assert backup(data.book, elsewhere / "cadangan.ikm").entry == acts
    return found


def _translated(work: Callable[[], object], book: Path) -> Callable[[], None]:
    def run() -> None:
        with translated(book):
            work()

    return run


def _one_act(book: Path) -> None:
    connection = connect(book)
    try:
        add_acts_to(connection, 1)
    finally:
        connection.close()


def _lock_once(folder: Path) -> None:
    with BookLock(folder):
        pass


def _entries(book: Path) -> list[int]:
    connection = connect(book, "ro")
    try:
        return [row[0] for row in connection.execute("SELECT entry FROM act")]
    finally:
        connection.close()


if __name__ == "__main__":
    root = Path(sys.argv[1])
    small = root / "kecil"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)], check=True)
    counts = {"full": full(small, long=sys.argv[2] == "long"), "read only": read_only(small, root)}
    sys.stdout.write(json.dumps(counts))
