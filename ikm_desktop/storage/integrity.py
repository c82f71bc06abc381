"""What SQLite itself says of a book: its structure, its references, and text that is no text any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa

_MESSAGES = 100
"""Messages after which SQLite stops looking; one is enough to distrust the file."""


class BrokenReference(NamedTuple):
    """A row that refers to a row that is not there; row: its rowid, None where the table has none."""

    table: str
    row: int | None
    parent: str


def structure_faults(connection: sa.Connection) -> list[str]:
    """Return what `integrity_check` complains of (pages, indexes, column types, CHECKs); empty when sound."""
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({_MESSAGES})").all()
    return [str(row[0]) for row in rows if row[0] != "ok"]


def broken_references(connection: sa.Connection) -> list[BrokenReference]:
    """Return every row whose reference leads nowhere."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [BrokenReference(row[0], row[1], row[2]) for row in rows]


@contextmanager
def damaged_text_readable(connection: sa.Connection) -> Iterator[None]:
    """Read bytes that are no UTF-8 as replacement signs instead of failing on the whole query.

    Slower (each text passes through Python), so it is asked for only where a query has failed.
    """
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise ValueError("the connection is closed")
    before = driver.text_factory
    driver.text_factory = _readable
    try:
        yield
    finally:
        driver.text_factory = before


def _readable(text: bytes) -> str:
    return text.decode("utf-8", "replace")
