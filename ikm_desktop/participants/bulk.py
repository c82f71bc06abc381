"""Many people at once: the same rows and log lines as one by one, in a handful of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as goods
from ikm_desktop.office import tables as office
from ikm_desktop.office.acts import Act
from ikm_desktop.participants import tables as t
from ikm_desktop.storage.digests import digest_of


def add_people(act: Act, people: Sequence[Mapping[str, Any]]) -> list[int]:
    """Add people whose columns are checked already, and return their ids in order."""
    if not people:
        return []
    places, rows = [], []
    for values in people:
        place = act.next_id(goods.place)
        own = {"name": values["name"], "archived": values.get("archived", 0)}
        places.append(_row(goods.place, {"id": place, "kind": "participant", **own}))
        rows.append(_row(t.participant, {"id": act.next_id(t.participant), "place": place, **values}))
    for table, made in ((goods.place, places), (t.participant, rows)):
        act.connection.execute(table.insert(), made)
        log_rows(act, table, [row["id"] for row in made], None, "baru")
    return [row["id"] for row in rows]


def _row(table: sa.Table, values: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: None for column in table.columns if column.name != "digest"}
    row |= {c.name: c.default.arg for c in table.columns if isinstance(c.default, sa.ColumnDefault)}
    row |= values
    row["digest"] = digest_of(table, row)
    return row


def log_rows(act: Act, table: sa.Table, ids: Sequence[int], before: str | None, after: str | None) -> None:
    """Write a line of the audit log for each of many rows that were made or removed."""
    lines = [
        {
            "entry": act.entry,
            "subject": table.name,
            "subject_id": row_id,
            "field": "",
            "before": before,
            "after": after,
        }
        for row_id in ids
    ]
    act.connection.execute(office.change.insert(), lines)
