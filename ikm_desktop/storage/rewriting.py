"""Writing a book's file anew from its rows, so that nothing of what was taken out of it is left in its room.

secure_delete empties the room of what is deleted, but SQLite's moving of rows between pages leaves copies
behind (measured: a NIK that no row held was found in the file). Only a file written anew is free of them.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from ikm_desktop.storage.faults import translated


def write_anew(engine: sa.Engine, path: Path) -> None:
    """Write a book's file anew; a power cut leaves the old one or the new one, with the same rows.

    Needs as much room on the disk as the book has, and nobody who reads it meanwhile.
    Raises DiskFull, BookBusy and other faults; then the file is as it was.
    """
    with translated(path):
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM")
        finally:
            raw.close()
