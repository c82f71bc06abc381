"""The last act the self-check has verified: where the quick check at start goes on.

It is kept beside the anchor, outside the book. Lost or unreadable, the next check begins at the first act;
so nothing depends on it but time.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ikm_desktop.goods.selfcheck.reading import Reader
from ikm_desktop.storage.anchor import HASH_BYTES, anchor_path


def verified_path(folder: Path) -> Path:
    """Return where the number and hash of the last verified act of a data folder's book lie."""
    return anchor_path(folder).with_name("terperiksa")


def note_verified(folder: Path, last: tuple[int, bytes]) -> None:
    """Keep the last verified act; where that is not possible, the next check takes longer."""
    with suppress(OSError):
        verified_path(folder).write_text(f"{last[0]} {last[1].hex()}\n", encoding="ascii")


def last_verified(folder: Path, reader: Reader) -> tuple[int, bytes] | None:
    """Return number and hash of the last verified act, if this book holds that very act.

    Raises Unreadable.
    """
    try:
        entry, digest = verified_path(folder).read_text(encoding="ascii").split()
        found = int(entry), bytes.fromhex(digest)
    except (OSError, ValueError):
        return None
    rows = reader.rows("SELECT hash FROM act WHERE entry = ?", (found[0],), subject="act")
    holds = found[0] > 0 and len(found[1]) == HASH_BYTES and rows and rows[0][0] == found[1]
    return found if holds else None
