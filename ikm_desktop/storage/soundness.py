"""Whether a book's file is sound: SQLite's own checks, the schema, and the check it is handed.

SQLite keeps no checksums and sees half of single damaged bytes; the chain and the digests of the full
self-check see the rest. That one belongs to the rooms above and is handed in.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import cast

import sqlalchemy as sa

from ikm_desktop.storage import compiled, engine, integrity, steps

Check = Callable[[sa.Connection], Iterable[object]]
"""A check of a book's content: reads, and returns what it found, each with an Indonesian `str`."""

Schema = tuple[tuple[str, str, str, str], ...]


def findings(
    connection: sqlite3.Connection,
    *,
    check: Check | None = None,
    all_steps: Sequence[str] | None = None,
) -> list[str]:
    """Return what is wrong with a book, in Indonesian; empty when it is sound.

    check: run when the file itself is sound and of the current format. all_steps: the schema's steps if
    not the program's own.
    """
    known = steps.steps() if all_steps is None else all_steps
    bound = compiled.engine_on(lambda: connection, sa.pool.StaticPool)
    try:
        with bound.connect() as handed:
            found = _structure(handed) or _schema(connection, known)
            if not found and check is not None and _format(connection) == len(known):
                found = [str(finding) for finding in check(handed)]
    except (sqlite3.Error, sa.exc.DBAPIError) as said:
        return [f"berkas tidak terbaca ({said.orig if isinstance(said, sa.exc.DBAPIError) else said})"]
    return found


def last_act(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Return number and hash of the last act; (0, b"") of a book without acts."""
    row = connection.execute("SELECT entry, hash FROM act ORDER BY entry DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, b"")


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Return every table, index, trigger and view of a database, its SQL without regard to blanks."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master "
        "WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"
    )
    return tuple(sorted((kind, name, table, " ".join(sql.split())) for kind, name, table, sql in rows))


@functools.lru_cache(maxsize=8)
def schema_after(all_steps: tuple[str, ...]) -> Schema:
    """Return the schema of a fresh book made by these steps."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        engine.run_steps(connection, all_steps)
        return schema_of(connection)
    finally:
        connection.close()


def schema_faults(connection: sa.Connection) -> list[str]:
    """Return the tables, indexes and triggers that differ from those of a new book of its format, by name.

    Empty where all stand as the program made them, and for a format this program does not know.
    """
    driver = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    found, known = _format(driver), _own_steps()
    if not 0 < found <= len(known):
        return []
    here, fresh = schema_of(driver), schema_after(known[:found])
    return [] if here == fresh else sorted({name for _, name, _, _ in set(here) ^ set(fresh)})


@functools.cache
def _own_steps() -> tuple[str, ...]:
    return tuple(steps.steps())


def _structure(connection: sa.Connection) -> list[str]:
    return [f"berkas rusak: {line}" for line in integrity.structure_faults(connection)] or [
        f"baris {broken.row} tabel {broken.table} menunjuk ke {broken.parent} yang tidak ada"
        for broken in integrity.broken_references(connection)
    ]


def _schema(connection: sqlite3.Connection, known: Sequence[str]) -> list[str]:
    found = _format(connection)
    if 0 < found <= len(known) and schema_of(connection) != schema_after(tuple(known[:found])):
        return [f"susunan tabel tidak seperti buku format {found}"]
    return []


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
