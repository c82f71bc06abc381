"""One way to connect to a book: durable, strict, and with one writer at a time.

Journal mode TRUNCATE with synchronous EXTRA: in simulated power cuts no acknowledged act was lost and
no book damaged, also where the directory itself is not synced (Windows). It is not remembered in the
file, so it is set on every connection.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event

from ikm_desktop import words
from ikm_desktop.errors import BookExists, BookMissing, NewerBook, NotABook, stopping
from ikm_desktop.storage import compiled, disk, faults, steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BOOK_NAME = "buku.ikm"
_HEADER_BYTES = 100

_PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
)
"""secure_delete: what is deleted is overwritten, whoever built SQLite and with whatever default."""


def connect(path: Path, mode: str = "rw", *, resting: bool = False) -> sqlite3.Connection:
    """Open the file with the standard driver, no implicit transactions.

    mode: SQLite's URI mode; "rw" never creates a missing file, "ro" never writes, "rwc" is for new books.
    resting: nobody writes the file (a backup): no locks are taken and no journal is looked for.
    """
    if mode == "ro" and not resting:
        _undo_half_an_act(path)
    arguments: dict[str, Any] = {"timeout": 5.0, "uri": True, "isolation_level": None}
    if hasattr(sqlite3, "LEGACY_TRANSACTION_CONTROL"):
        arguments["autocommit"] = sqlite3.LEGACY_TRANSACTION_CONTROL
    # as_uri() escapes blanks, umlauts, % and # in folder names.
    connection: sqlite3.Connection = sqlite3.connect(
        path.resolve().as_uri() + f"?mode={mode}" + ("&immutable=1" if resting else ""),
        check_same_thread=False,
        **arguments,
    )
    try:
        connection.create_function("folded", 1, _folded, deterministic=True)
        connection.create_function("has_all", 2, _has_all, deterministic=True)
        for pragma in _PRAGMAS:
            if mode == "ro" and pragma.startswith("journal_mode"):
                continue
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _folded(value: str | float | None) -> str | float | None:
    """Let lists sort and compare texts without accents and case, which SQLite knows for ASCII only."""
    return words.folded(value) if isinstance(value, str) else value


def _has_all(text: str | None, wanted: str) -> bool:
    return words.has_all(text or "", wanted)


def _undo_half_an_act(path: Path) -> None:
    """Play back the journal that a killed program left, which a connection that never writes cannot.

    Where it cannot be done (a disk that takes no writes) the connection itself will tell.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists() or not journal.stat().st_size:
        return
    with contextlib.suppress(sqlite3.Error):
        connection = connect(path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()


FOLDER = "folder"
"""The execution option in which each connection has the book's folder, where what belongs to it lies."""


def open_engine(path: Path, *, read_only: bool = False, durable: bool = True) -> sa.Engine:
    """Return an engine on an existing book after looking at its header.

    durable: False leaves out the waits for the disk (throw-away books only).
    Raises BookMissing, NotABook, NewerBook. A read-only engine refuses every write.
    """
    look_at_header(path)
    engine = compiled.engine_on(
        lambda: connect(path, "ro" if read_only else "rw"), sa.pool.QueuePool, **{FOLDER: path.parent}
    )
    event.listen(engine, "connect", _no_driver_transactions)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", stopping.check)
    if not durable:
        event.listen(engine, "connect", _without_syncs)
    return engine


def _without_syncs(dbapi: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
    dbapi.execute("PRAGMA synchronous=OFF")


def _no_driver_transactions(dbapi: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
    dbapi.isolation_level = None


def _begin(connection: sa.Connection) -> None:
    # A deferred transaction that reads and then writes beside another writer fails at once, whatever the
    # timeout; so every act takes the write lock before it reads.
    read_only = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def look_at_header(path: Path, *, known: int = steps.CURRENT) -> int:
    """Return the format number of the book, judged from its first 100 bytes.

    A file of length 0 would open as an empty database with a clean bill of health, so the header is
    read before SQLite sees the file. Raises BookMissing, NotABook, and NewerBook above format `known`.
    """
    if not path.is_file():
        raise BookMissing(path=str(path.parent))
    with path.open("rb") as stream:
        header = stream.read(_HEADER_BYTES)
    return format_of(header, path, known=known)


def format_of(header: bytes, path: Path, *, known: int = steps.CURRENT) -> int:
    """Return the format number that the first 100 bytes of a book tell; path: for the message.

    Raises NotABook, and NewerBook above format `known`.
    """
    if not header:
        raise NotABook(path=str(path), why="berkas kosong")
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\x00"):
        raise NotABook(path=str(path))
    if int.from_bytes(header[68:72]) != steps.APPLICATION_ID:
        raise NotABook(path=str(path), why="basis data program lain")
    found = int.from_bytes(header[60:64])
    if found > known:
        raise NewerBook(path=str(path), found=found, known=known)
    return found


def create_book(path: Path, *, all_steps: Sequence[str] | None = None) -> None:
    """Make a new, empty book of the current format; its folder must exist.

    It gets its name when it is whole: a start that is killed leaves no half book in the way.
    all_steps: other steps than the program's own, for trying an upgrade.
    Raises BookExists when a file lies there already, DiskFull, ReadOnly; then nothing is left of it.
    """
    if path.exists():
        raise BookExists(path=str(path.parent))
    fresh = path.with_name(f"{path.name}.baru")
    journal = path.with_name(f"{path.name}.baru-journal")
    with faults.translated(path):
        try:
            fresh.unlink(missing_ok=True)
            journal.unlink(missing_ok=True)
            connection = connect(fresh, "rwc")
            try:
                run_steps(connection, steps.steps() if all_steps is None else all_steps)
            finally:
                connection.close()
            disk.put_in_place(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
            journal.unlink(missing_ok=True)


def run_steps(connection: sqlite3.Connection, all_steps: Sequence[str]) -> None:
    """Bring an empty database to the format of the last step, all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    for sql in all_steps:
        for statement in steps.statements(sql):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id={steps.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={len(all_steps)}")
    connection.execute("COMMIT")


def try_a_write(path: Path) -> None:
    """Raise ReadOnly, DiskFull or another fault when the book could not be written now.

    BEGIN IMMEDIATE succeeds on a read-only folder; only a changed page shows it. Nothing stays changed.
    """
    with faults.translated(path):
        connection = connect(path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version={found + 1}")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
