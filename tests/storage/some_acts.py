"""Acts as storage sees them: rows of the act table, each with one setting."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from ikm_desktop.storage.engine import connect


def add_acts(book: Path, count: int) -> tuple[int, bytes]:
    """Add acts, each with one setting; return the last one's number and hash."""
    connection = connect(book)
    try:
        return add_acts_to(connection, count)
    finally:
        connection.close()


def add_acts_to(connection: sqlite3.Connection, count: int) -> tuple[int, bytes]:
    """Add acts through a connection, one transaction each."""
    row = connection.execute("SELECT entry, hash FROM act ORDER BY entry DESC LIMIT 1").fetchone()
    entry, digest = row or (0, bytes(32))
    for _ in range(count):
        entry, prev = entry + 1, digest
        digest = hashlib.sha256(prev + str(entry).encode()).digest()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO act VALUES (?, '2020-08-24T08:00:00', '2020-08-24', 'Ketut', 'coba', ?, ?)",
            (entry, prev, digest),
        )
        connection.execute("INSERT INTO setting VALUES (?, ?)", (f"akta {entry}", "x" * 200))
        connection.execute("COMMIT")
    return entry, digest


def acts_of(book: Path) -> list[int]:
    """Return the numbers of all acts of a sound book, each checked to be whole (act and setting)."""
    connection = connect(book)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        entries = [row[0] for row in connection.execute("SELECT entry FROM act ORDER BY entry")]
        settings = {row[0] for row in connection.execute("SELECT name FROM setting")}
    finally:
        connection.close()
    assert settings == {f"akta {entry}" for entry in entries}
    assert entries == list(range(1, len(entries) + 1))
    return entries


def leave_half_an_act(book: Path) -> None:
    """Leave book and journal as a program leaves them that is killed in the middle of a long act."""
    journal = book.with_name(f"{book.name}-journal")
    writer = connect(book)
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    for number in range(200):
        writer.execute("INSERT INTO setting VALUES (?, ?)", (f"setengah {number}", "y" * 3000))
    torn, hot = book.read_bytes(), journal.read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    book.write_bytes(torn)
    journal.write_bytes(hot)
