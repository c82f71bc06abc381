"""A reversal before it is done: what is left to reverse of a voucher, and the counter-entry it would make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import NotFound, PaperRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.reversal import reverse_in
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.office.acts import Act
from ikm_desktop.office.book import Office
from ikm_desktop.papers.rows import number_of


@dataclass(frozen=True, slots=True)
class ReversibleLine:
    """A line of the original: its number on the paper, and what was not reversed before (smallest units).

    item: None where no goods are on it (a payment); accepted: of a delivery its accepted pieces, of other
    vouchers all of it; rejected: of a delivery its rejected ones, else 0.
    """

    no: int
    item: Item | None
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Reversible:
    """A posted voucher that may be reversed; paid: gross of a payment, whole rupiah, None for goods."""

    voucher: int
    kind: str
    ref: PaperRef
    day: date
    lines: tuple[ReversibleLine, ...]
    paid: int | None

    @property
    def is_whole_only(self) -> bool:
        """Whether it is reversed whole or not at all."""
        return self.kind in ("payment", "count", "onward_report")


@dataclass(frozen=True, slots=True)
class CounterMove:
    """Goods that would go back: how much, at which cost (whole rupiah), from where to where."""

    item: Item
    quantity: int
    cost: int
    origin: str
    target: str


@dataclass(frozen=True, slots=True)
class CounterEntry:
    """What a reversal would write: the number it would get, its day, its moves."""

    number: str
    day: date
    moves: tuple[CounterMove, ...]


_back, _undoing = t.line.alias("back"), t.voucher.alias("undoing")
_LEFT = (
    sa.select(
        t.line.c.no,
        t.line.c.item,
        t.line.c.quantity,
        t.line.c.delivered,
        t.line.c.accepted,
        t.line.c.rejected,
        t.payment_line.c.gross,
        *(
            sa.func.coalesce(sa.func.sum(_back.c[name]).filter(_undoing.c.kind == "reversal"), 0).label(
                f"undone_{name}"
            )
            for name in ("quantity", "accepted", "rejected")
        ),
    )
    .outerjoin(t.payment_line, t.payment_line.c.line == t.line.c.id)
    .outerjoin(_back, _back.c.refers == t.line.c.id)
    .outerjoin(_undoing, _undoing.c.id == _back.c.voucher)
    .where(t.line.c.voucher == sa.bindparam("voucher"))
    .group_by(t.line.c.id)
    .order_by(t.line.c.no)
)


def reversible(connection: sa.Connection, voucher: int) -> Reversible:
    """Return what is left to reverse of a voucher. Raises NotFound."""
    row = connection.execute(sa.select(t.voucher).where(t.voucher.c.id == voucher)).first()
    if row is None:
        raise NotFound(field="Surat", value=str(voucher))
    rows = connection.execute(_LEFT, {"voucher": voucher}).all()
    known = items_by_id(connection, {line.item for line in rows if line.item is not None})
    return Reversible(
        voucher=voucher,
        kind=row.kind,
        ref=voucher_refs(connection, [voucher])[voucher],
        day=row.day,
        lines=tuple(_line(line, known) for line in rows),
        paid=sum(line.gross for line in rows) if row.kind == "payment" else None,
    )


def _line(row: sa.Row[*tuple[object, ...]], known: Mapping[int, Item]) -> ReversibleLine:
    item = None if row.item is None else known[row.item]
    if row.delivered is None:
        return ReversibleLine(row.no, item, (row.quantity or 0) - row.undone_quantity, 0)
    return ReversibleLine(
        row.no, item, row.accepted - row.undone_accepted, row.rejected - row.undone_rejected
    )


class _Rehearsed(Exception):
    """Takes back what a rehearsal wrote."""


def rehearse_reversal(
    office: Office,
    *,
    voucher: int,
    lines: Sequence[int] | None = None,
    quantities: Mapping[int, int | Pieces] | None = None,
    on: date | None = None,
) -> CounterEntry:
    """Return what a reversal would write; the book stays as it is. A reason is not needed for it.

    Raises what `reversal.reverse` would raise, and so names what stands in the way.
    """
    found: list[CounterEntry] = []
    with suppress(_Rehearsed), office.act("reverse") as act:
        made = reverse_in(
            act, voucher=voucher, reason="(percobaan)", lines=lines, quantities=quantities, on=on
        )
        found.append(_counter_entry(act, made))
        raise _Rehearsed
    return found[0]


_origin, _target = t.place.alias("origin"), t.place.alias("target")
_MOVES = (
    sa.select(
        t.move.c.item,
        sa.func.sum(t.move.c.quantity).label("quantity"),
        sa.func.sum(t.move.c.cost).label("cost"),
        _origin.c.name.label("origin"),
        _target.c.name.label("target"),
    )
    .join_from(t.move, _origin, _origin.c.id == t.move.c.from_place)
    .join(_target, _target.c.id == t.move.c.to_place)
    .where(t.move.c.voucher == sa.bindparam("voucher"))
    .group_by(t.move.c.item, t.move.c.from_place, t.move.c.to_place)
    .order_by(sa.func.min(t.move.c.id))
)


def _counter_entry(act: Act, voucher: int) -> CounterEntry:
    rows = act.connection.execute(_MOVES, {"voucher": voucher}).all()
    known = items_by_id(act.connection, {row.item for row in rows})
    day = act.connection.execute(sa.select(t.voucher.c.day).where(t.voucher.c.id == voucher)).scalar_one()
    return CounterEntry(
        number=number_of(act.connection, voucher=voucher) or "",
        day=day,
        moves=tuple(
            CounterMove(known[row.item], row.quantity, row.cost, row.origin, row.target) for row in rows
        ),
    )
