"""Writing many whole rows fast: the journal's own, a kit's by the hundred."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

Row = tuple[int | str | None, ...]
"""A whole row as the driver takes it: its table's columns in their order, days as ISO texts."""


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert whole rows in one go.

    Core's own `executemany` turns every value of every row over once more, which costs as much as the
    insert itself.
    """
    if rows:
        connection.exec_driver_sql(_insertion(table, connection.dialect), list(rows))


@cache
def _insertion(table: sa.Table, dialect: Dialect) -> str:
    return str(table.insert().compile(dialect=dialect))
