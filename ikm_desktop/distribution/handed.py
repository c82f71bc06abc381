"""What an institution was handed and still has: what can come back from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import PaperRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.reported import since_given
from ikm_desktop.goods.standing import moves_of_voucher, standing


@dataclass(frozen=True, slots=True)
class Handed:
    """Units (smallest) of a handover line that can come back from the institution; paper: its letter."""

    line: int
    item: Item
    quantity: int
    paper: PaperRef


_LINES = (
    sa.select(t.line.c.id, t.line.c.item, t.line.c.voucher)
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(t.voucher.c.kind == "distribution", t.voucher.c.counterpart == sa.bindparam("institution"))
    .order_by(t.voucher.c.day, t.voucher.c.id, t.line.c.no)
)


def handed(connection: sa.Connection, institution: int, on: date) -> tuple[Handed, ...]:
    """Return what lies at an institution (its place) on a day, by line, the oldest letter first.

    What it reported as handed on lies there no more.
    """
    lines = connection.execute(_LINES, {"institution": institution}).all()
    refs = voucher_refs(connection, {line.voucher for line in lines})
    known = items_by_id(connection, {line.item for line in lines})
    moves = [move for voucher in refs for move in moves_of_voucher(connection, voucher)]
    stands = standing(connection, moves)
    since = since_given(connection, [line.id for line in lines])
    there = {line: -one.reported for line, one in since.items()}
    for move in moves:
        ripe = sum(stretch.quantity for stretch in stands[move.id].stretches if stretch.since <= on)
        there[move.line] += ripe
    return tuple(
        Handed(line.id, known[line.item], there[line.id], refs[line.voucher])
        for line in lines
        if there[line.id] > 0
    )
