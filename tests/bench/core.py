"""The yardstick *core*: the same rows through SQLAlchemy Core, nothing else.

What the program's act changed is read from its book and written into a second book of the same state,
with `executemany` and the same durability settings; nothing is looked up, checked or computed.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tests.bench.limit import PRAGMAS

ORDER = (
    "prepared",
    "voucher",
    "line",
    "lot",
    "move",
    "holding",
    "pin",
    "paper",
    "paper_subject",
    "change",
    "act",
)
"""The tables acts of the goods write, in an order that the book's triggers take."""

_KEYS = {"holding": ("lot", "first"), "pin": ("lot", "first"), "paper_subject": ("paper", "no")}
_COMPARED = ("holding", "pin")

Record = dict[str, Any]


@dataclass
class Changes:
    """What an act changed: rows by table that are new, gone (their keys) or ended (prepared papers)."""

    new: dict[str, list[Record]] = field(default_factory=dict)
    gone: dict[str, list[Record]] = field(default_factory=dict)
    ended: list[Record] = field(default_factory=list)


class Observer:
    """Reads from a book what each act changed in it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.row_factory = sqlite3.Row
        self._last = self._highest()
        self._rows = {table: self._all(table) for table in _COMPARED}

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _all(self, table: str) -> set[tuple[Any, ...]]:
        return {tuple(row) for row in self._db.execute(f"SELECT * FROM {table}")}

    def _highest(self) -> dict[str, int]:
        highest = {}
        for table in ORDER:
            if table not in _KEYS:
                key = "entry" if table == "act" else "id"
                (highest[table],) = self._db.execute(f"SELECT max({key}) FROM {table}").fetchone()
        return {table: number or 0 for table, number in highest.items()}

    def changes(self) -> Changes:
        """Return what the acts since the last call changed."""
        found = Changes()
        entry = self._last["act"]
        for table in ORDER:
            found.new[table] = [dict(row) for row in self._new(table, entry)]
        for table in _COMPARED:
            now = self._all(table)
            names = [column[1] for column in self._db.execute(f"PRAGMA table_info({table})")]
            found.new[table] = [dict(zip(names, row, strict=True)) for row in sorted(now - self._rows[table])]
            gone = sorted(self._rows[table] - now)
            keyed = [dict(zip(names, row, strict=True)) for row in gone]
            found.gone[table] = [{f"old_{key}": row[key] for key in _KEYS[table]} for row in keyed]
            self._rows[table] = now
        ended = self._db.execute("SELECT * FROM prepared WHERE ended > ?", (entry,))
        found.ended = [
            {f"new_{name}": row[name] for name in ("id", "state", "reason", "ended", "voucher")}
            for row in ended
        ]
        self._last = self._highest()
        return found

    def _new(self, table: str, entry: int) -> list[sqlite3.Row]:
        if table in _COMPARED:
            return []
        if table == "paper_subject":
            query = (
                "SELECT * FROM paper_subject WHERE paper IN (SELECT id FROM paper WHERE entry > ?)"
                " OR voucher IN (SELECT id FROM voucher WHERE entry > ?)"
            )
            return self._db.execute(query, (entry, entry)).fetchall()
        key = "entry" if table == "act" else "id"
        return self._db.execute(f"SELECT * FROM {table} WHERE {key} > ?", (self._last[table],)).fetchall()


class CoreBook:
    """A book that takes the rows of acts through SQLAlchemy Core."""

    def __init__(self, path: Path) -> None:
        self.engine = sa.create_engine(f"sqlite:///{path}")
        event.listen(self.engine, "connect", _set_up)
        event.listen(self.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        metadata = sa.MetaData()
        metadata.reflect(self.engine)
        tables = metadata.tables
        self._inserts = {name: tables[name].insert() for name in ORDER}
        self._deletes = {
            name: tables[name]
            .delete()
            .where(*(tables[name].c[key] == sa.bindparam(f"old_{key}") for key in _KEYS[name]))
            for name in _COMPARED
        }
        prepared = tables["prepared"]
        changed: dict[str, Any] = {
            name: sa.bindparam(f"new_{name}") for name in ("state", "reason", "ended", "voucher")
        }
        self._end = prepared.update().where(prepared.c.id == sa.bindparam("new_id")).values(**changed)

    def write(self, changes: Changes) -> None:
        """Write the rows of one act in one transaction."""
        with self.engine.begin() as connection:
            for name in reversed(_COMPARED):
                if changes.gone[name]:
                    connection.execute(self._deletes[name], changes.gone[name])
            for name in ORDER:
                if changes.new[name]:
                    connection.execute(self._inserts[name], changes.new[name])
            if changes.ended:
                connection.execute(self._end, changes.ended)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def _set_up(dbapi: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
    dbapi.isolation_level = None
    for pragma in PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}")
