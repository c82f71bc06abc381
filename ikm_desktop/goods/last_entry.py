"""What was entered for a party the last time, to be offered for the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import tables as t


@dataclass(frozen=True, slots=True)
class LastEntry:
    """A posted voucher's letter date and its quantities by item (smallest units)."""

    letter_date: date
    quantities: Mapping[int, int]


_undoing = t.voucher.alias("undoing")
_LAST = (
    sa.select(t.voucher.c.letter_date, t.line.c.item, sa.func.sum(t.line.c.quantity).label("quantity"))
    .join_from(t.line, t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(
        t.voucher.c.id
        == sa.select(sa.func.max(t.voucher.c.id))
        .where(
            t.voucher.c.kind == sa.bindparam("kind"),
            t.voucher.c.counterpart == sa.bindparam("party"),
            ~sa.exists().where(_undoing.c.reverses == t.voucher.c.id),
        )
        .scalar_subquery()
    )
    .group_by(t.voucher.c.letter_date, t.line.c.item)
    .order_by(sa.func.min(t.line.c.no))
)


def last_entry(connection: sa.Connection, kind: str, party: int) -> LastEntry | None:
    """Return the newest voucher of a kind with a party of which nothing was reversed, None without one."""
    rows = connection.execute(_LAST, {"kind": kind, "party": party}).all()
    if not rows:
        return None
    return LastEntry(rows[0].letter_date, {row.item: row.quantity for row in rows if row.item is not None})
