"""What a book holds, told in counts and its last act: to compare a backup with the book it would replace."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ikm_desktop.errors import BackupFault, BookDamaged
from ikm_desktop.storage import contents, engine, soundness
from ikm_desktop.storage.faults import translated


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What one book holds.

    entry: number of the last act (0: none), mark: the first letters of its hash; at, by: when and by whom
    it was done, as written; counts: rows by table.
    """

    entry: int
    mark: str
    at: str
    by: str
    counts: Mapping[str, int]


def facts_of_backup(path: Path, tables: Sequence[str], password: str | None = None) -> BookFacts:
    """Return what a backup holds; only its book is read.

    Raises BackupFault (no backup, damaged, password missing or wrong), NewerBook.
    """
    with contents.opened(path, password, with_scans=False) as opened, opened.reading() as connection:
        try:
            return _facts(connection, tables)
        except sqlite3.Error as said:
            raise BackupFault(path=str(path), why=f"buku di dalamnya tidak terbaca ({said})") from said


def facts_of_book(book: Path, tables: Sequence[str]) -> BookFacts:
    """Return what a book holds. Raises BookMissing, NotABook, NewerBook, BookDamaged."""
    engine.look_at_header(book)
    with translated(book):
        connection = engine.connect(book, "ro")
        try:
            return _facts(connection, tables)
        except sqlite3.Error as said:
            raise BookDamaged(path=str(book), detail=str(said)) from said
        finally:
            connection.close()


def _facts(connection: sqlite3.Connection, tables: Sequence[str]) -> BookFacts:
    entry, digest = soundness.last_act(connection)
    row = connection.execute("SELECT entered_at, actor FROM act WHERE entry = ?", (entry,)).fetchone()
    at, by = row or ("", "")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counts = {name: _count(connection, name) for name in tables if name in there}
    return BookFacts(entry, digest.hex()[:8], at, by, counts)


def _count(connection: sqlite3.Connection, table: str) -> int:
    # The names are those of our own tables, never typed.
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
