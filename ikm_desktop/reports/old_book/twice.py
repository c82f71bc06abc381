"""What an old book brought before: the same voucher is not entered a second time."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.office.tables import change

LOGGED = "old_book"
"""What the log calls an entering; the subject is the act."""


class Signature(NamedTuple):
    """What tells vouchers of an old book apart; goods: items with their sums in smallest units."""

    kind: str
    store: int | None
    counterpart: int | None
    day: date
    number: str
    goods: frozenset[tuple[int, int]]


def entered_before(connection: sa.Connection) -> set[Signature]:
    """Return what was entered so far and not reversed since, in one statement."""
    reversal, v = t.voucher.alias("reversal"), t.voucher.c
    query = (
        sa.select(v.id, v.kind, v.store, v.counterpart, v.day, v.details, t.line.c.item, t.line.c.quantity)
        .join_from(t.voucher, t.line, t.line.c.voucher == v.id)
        .where(
            v.entry.in_(sa.select(change.c.subject_id).where(change.c.subject == LOGGED)),
            ~sa.exists().where(reversal.c.reverses == v.id),
        )
    )
    heads: dict[int, tuple[str, int | None, int | None, date, str]] = {}
    goods: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in connection.execute(query):
        number = str(json.loads(row.details or "{}").get("number", ""))
        heads[row.id] = (row.kind, row.store, row.counterpart, row.day, number)
        goods[row.id][row.item] += row.quantity
    return {Signature(*head, frozenset(goods[voucher].items())) for voucher, head in heads.items()}
