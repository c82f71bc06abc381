"""The anchor: the last act's number and hash, kept in a small file outside the book.

The chain inside the book finds every forged row, but not its own end cut off and not an older file
put back in place. Both show when the book's last act is compared with what is written here.
"""

from __future__ import annotations

from pathlib import Path

HASH_BYTES = 32


def anchor_path(folder: Path) -> Path:
    """Return where the anchor of the book in this data folder lies."""
    return folder / "log" / "jangkar"


def write_anchor(folder: Path, entry: int, hash_bytes: bytes) -> bool:
    """Let the anchor tell this act's number and hash.

    Returns False when the file could not be written: the act it follows is committed already, so
    nothing may be refused any more, and an anchor that lags behind accuses nobody (the next act
    renews it). It is not synced to disk for the same reason.
    """
    path = anchor_path(folder)
    try:
        # Written in place, in one go: to rename a fresh file over an old one waits for the disk, as long
        # as the act itself did. A torn anchor is read as none.
        with path.open("r+b" if path.exists() else "xb", buffering=0) as stream:
            stream.write(f"{entry} {hash_bytes.hex()}\n".encode("ascii"))
            stream.truncate()
    except FileNotFoundError:
        return _write_into_new_folder(folder, entry, hash_bytes)
    except OSError:
        return False
    return True


def _write_into_new_folder(folder: Path, entry: int, hash_bytes: bytes) -> bool:
    if not folder.is_dir() or anchor_path(folder).parent.is_dir():
        return False
    try:
        anchor_path(folder).parent.mkdir()
    except OSError:
        return False
    return write_anchor(folder, entry, hash_bytes)


def read_anchor(folder: Path) -> tuple[int, bytes] | None:
    """Return (entry, hash) of the last act seen committed; None when unknown or unreadable."""
    try:
        entry, digest = anchor_path(folder).read_text(encoding="ascii").split()
        found = int(entry), bytes.fromhex(digest)
    except (OSError, ValueError):
        return None
    return found if found[0] > 0 and len(found[1]) == HASH_BYTES else None
