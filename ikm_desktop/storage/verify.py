"""Whether a backup is good: all of it read, compared with its seals, the book inside checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ikm_desktop.storage import contents, disk, envelope, soundness
from ikm_desktop.storage.contents import Contents
from ikm_desktop.storage.envelope import Kind
from ikm_desktop.storage.soundness import Check

Progress = Callable[[str, int, int], None]
"""Told what is being done (Indonesian), how much of it is done and of how much; may raise to cancel."""

MARK_LETTERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """A backup that was read and found good.

    entry: number of the last act inside (0: none); mark: the first 8 letters of its hash, to compare with
    the closing papers; size, sha256: of the file; attachments: how many scans belong to it; skipped: scans
    of the data folder that were damaged before the backup and so are not in it.
    """

    path: Path
    entry: int
    mark: str
    size: int
    sha256: str
    encrypted: bool
    whole: bool
    attachments: int
    skipped: tuple[str, ...] = ()


def verify(
    path: Path,
    password: str | None = None,
    *,
    check: Check | None = None,
    progress: Progress | None = None,
) -> BackupReport:
    """Read all of a backup, compare it with its seals and check the book inside.

    Raises BackupFault: `damaged` when it is not what was written or the book inside is not sound;
    otherwise it cannot be told (no such file, password missing or wrong). NewerBook.
    """
    with contents.opened(path, password) as opened:
        return examine(opened, check=check, progress=progress)


def examine(
    opened: Contents, *, check: Check | None = None, progress: Progress | None = None
) -> BackupReport:
    """Check an open backup as `verify` does."""
    tell = progress or silent
    tell("Memeriksa buku", 0, 1)
    with opened.reading() as connection:
        wrong = soundness.findings(connection, check=check)
        if wrong:
            raise envelope.damaged(opened.path, wrong[0])
        entry, digest = soundness.last_act(connection)
    for done, name in enumerate(opened.names):
        tell("Memeriksa lampiran", done, len(opened.names))
        opened.scan(name)
    return BackupReport(
        path=opened.path,
        entry=entry,
        mark=digest.hex()[:MARK_LETTERS],
        size=opened.path.stat().st_size,
        sha256=disk.sha256_of(opened.path).hex(),
        encrypted=opened.encrypted,
        whole=opened.kind is Kind.PACK,
        attachments=len(opened.names),
    )


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
