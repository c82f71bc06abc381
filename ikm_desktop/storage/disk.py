"""Files that are really on the disk: syncing, and putting a whole file in another's place."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

_TRIES = 10 if os.name == "nt" else 1
_PAUSE_SECONDS = 0.2
_CHUNK = 2**20


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can do that (not on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(source: Path, target: Path) -> None:
    """Rename source to target as one step, over what lies there, and wait for the disk.

    Source is synced first: after a power cut the name may never stand before the content.
    """
    sync_file(source)
    move(source, target)
    sync_folder(target.parent)


def move(source: Path, target: Path) -> None:
    """Rename, over what lies there. Waits a little where Windows says that a file is in use.

    A virus scanner or the indexer holds a fresh file open for a moment; nothing else may.
    """
    for left in reversed(range(_TRIES)):
        try:
            source.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all, also after a power cut."""
    fresh = path.with_name(f"{path.name}.baru")
    try:
        fresh.write_bytes(content)
        put_in_place(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def sha256_of(path: Path, end: int | None = None) -> bytes:
    """Return the SHA-256 of a file, or of its first `end` bytes."""
    digest = hashlib.sha256()
    left = path.stat().st_size if end is None else end
    with path.open("rb") as stream:
        while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
    return digest.digest()
