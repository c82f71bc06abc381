"""What in the book refers to some rows, asked of the schema itself, so that no table can be forgotten."""

from __future__ import annotations

import sqlalchemy as sa


def references_to(connection: sa.Connection, table: str, keys: sa.Select[int]) -> dict[str, int]:
    """Return how many rows of each table refer to a row of `table` whose primary key `keys` gives.

    Tables without such a row are left out; a table may refer to itself.
    """
    inspector = sa.inspect(connection)
    found: dict[str, int] = {}
    for other in inspector.get_table_names():
        columns = [
            key["constrained_columns"][0]
            for key in inspector.get_foreign_keys(other)
            if key["referred_table"] == table
        ]
        if not columns:
            continue
        refers = sa.or_(*(sa.column(name).in_(keys) for name in columns))
        query = sa.select(sa.func.count()).select_from(sa.table(other)).where(refers)
        rows = connection.execute(query).scalar_one()
        if rows:
            found[other] = rows
    return found
