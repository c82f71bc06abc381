"""The schema's steps as they lie in `storage/schema/`, in order, with their short hands expanded."""

from __future__ import annotations

import re
from importlib import resources

APPLICATION_ID = 0x494B4D31
"""`IKM1`: stands in the file's header and tells a book from other SQLite files."""

_IMMUTABLE = """
CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: posted rows never change'); END;
CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: posted rows are never deleted'); END;
CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
WHEN {exists}
BEGIN SELECT RAISE(ABORT, '{table}: the row exists'); END;
"""


def _expand(sql: str) -> str:
    """Replace each `{immutable table key, columns that are unique together}` by its triggers."""
    return re.sub(r"^\{immutable (\w+) ([\w, ]+)\}$", _immutable, sql, flags=re.MULTILINE)


def _immutable(match: re.Match[str]) -> str:
    table = match[1]
    exists = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "  # noqa: S608 - words of our own schema
        + " AND ".join(f"{column} = NEW.{column}" for column in unique.split())
        + ")"
        for unique in match[2].split(",")
    )
    return _IMMUTABLE.format(table=table, exists=exists)


def steps() -> list[str]:
    """Return the SQL of every step; the step at index n brings a book from format n to n + 1."""
    folder = resources.files("ikm_desktop.storage.schema")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [_expand((folder / name).read_text(encoding="utf-8")) for name in names]


def statements(sql: str) -> list[str]:
    """Split a step into single statements (a trigger's body holds semicolons)."""
    import sqlite3

    parts: list[str] = []
    pending = ""
    for piece in sql.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            if re.sub(r"--.*", "", pending).strip(" ;\n"):
                parts.append(pending.strip())
            pending = ""
    return parts


CURRENT = 1
"""The format this program writes; equals the number of steps (tested)."""
