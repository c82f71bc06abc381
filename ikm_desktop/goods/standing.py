"""Which units of a move still lie where it brought them: what a reversal can take back.

Still there = every later move of them has itself been reversed. Read from moves alone, so it holds for
places outside our books as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.runs import Run, Span, overlap, without


@dataclass(frozen=True, slots=True)
class Move:
    """A move as the journal holds it."""

    id: int
    voucher: int
    line: int
    item: int
    run: Run
    origin: int
    target: int
    day: date
    since: date | None
    source: int | None
    reverses: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units of a move that lie where it brought them, since a day."""

    span: Span
    since: date

    @property
    def quantity(self) -> int:
        """How many units."""
        return self.span[1] - self.span[0]


@dataclass(slots=True)
class Standing:
    """What still stands of a move, and what took the rest.

    blocking: vouchers that moved units on and were not reversed; pins: prepared papers that pinned some.
    """

    move: Move
    stretches: list[Stretch]
    blocking: list[int]
    pins: list[int]

    @property
    def quantity(self) -> int:
        """How many units can go back."""
        return sum(stretch.quantity for stretch in self.stretches)

    def highest(self, quantity: int) -> list[Stretch]:
        """Return up to `quantity` units from the highest down."""
        found: list[Stretch] = []
        for stretch in sorted(self.stretches, key=lambda one: one.span, reverse=True):
            if not quantity:
                break
            a, b = stretch.span
            start = max(a, b - quantity)
            found.append(Stretch((start, b), stretch.since))
            quantity -= b - start
        return found


def moves_of_voucher(connection: sa.Connection, voucher: int) -> list[Move]:
    """Return the moves of a voucher in written order."""
    return [_move(row) for row in connection.execute(_OF_VOUCHER, {"voucher": voucher}).all()]


def standing(
    connection: sa.Connection, moves: Sequence[Move], also_back: Sequence[Move] = ()
) -> dict[int, Standing]:
    """Return by move id what still stands of each of some moves that are no reversals themselves.

    also_back: moves that take others back and are about to be written.
    """
    children = _moves(connection, _MOVED_ON, [move.id for move in moves])
    backs = [*_moves(connection, _BACK, [child.id for child in children]), *also_back]
    by_source: defaultdict[int | None, list[Move]] = defaultdict(list)
    for child in children:
        by_source[child.source].append(child)
    by_reversed: defaultdict[int | None, list[Move]] = defaultdict(list)
    for back in backs:
        by_reversed[back.reverses].append(back)
    pins = _pins(connection, {move.run.lot for move in moves})
    return {move.id: _standing(move, by_source[move.id], by_reversed, pins[move.run.lot]) for move in moves}


def _standing(
    move: Move,
    children: Sequence[Move],
    backs: dict[int | None, list[Move]],
    pins: Sequence[tuple[int, Span]],
) -> Standing:
    stretches = [Stretch((move.run.first, move.run.end), move.day)]
    blocking: list[int] = []
    events = sorted(
        [*children, *(back for child in children for back in backs[child.id])], key=lambda one: one.id
    )
    by_id = {child.id: child for child in children}
    for event in events:
        span = (event.run.first, event.run.end)
        undone = by_id.get(event.reverses) if event.reverses is not None else None
        if undone is not None:
            since = undone.since if event.day == undone.day and undone.since else event.day
            stretches.append(Stretch(span, since))
        else:
            stretches = [part for one in stretches for part in _cut(one, span)]
    for child in children:
        undone_spans = [(back.run.first, back.run.end) for back in backs[child.id]]
        if child.reverses is None and without((child.run.first, child.run.end), undone_spans):
            blocking.append(child.voucher)
    pinned = [(paper, span) for paper, span in pins if any(overlap(one.span, span) for one in stretches)]
    for _, span in pinned:
        stretches = [part for one in stretches for part in _cut(one, span)]
    return Standing(move, stretches, blocking, [paper for paper, _ in pinned])


def _cut(stretch: Stretch, span: Span) -> list[Stretch]:
    return [replace(stretch, span=part) for part in without(stretch.span, [span])]


def _moves(connection: sa.Connection, query: sa.Select[*tuple[Any, ...]], moves: Sequence[int]) -> list[Move]:
    if not moves:
        return []
    return [_move(row) for row in connection.execute(query, {"moves": moves}).all()]


_in_order = sa.select(t.move).order_by(t.move.c.id)
_OF_VOUCHER = _in_order.where(t.move.c.voucher == sa.bindparam("voucher"))
_MOVED_ON = _in_order.where(t.move.c.source.in_(sa.bindparam("moves", expanding=True)))
_BACK = _in_order.where(t.move.c.reverses.in_(sa.bindparam("moves", expanding=True)))
_PINS = sa.select(t.pin).where(t.pin.c.lot.in_(sa.bindparam("lots", expanding=True)))


def _move(row: sa.Row[Any]) -> Move:
    return Move(
        row.id,
        row.voucher,
        row.line,
        row.item,
        Run(row.lot, row.first, row.quantity),
        row.from_place,
        row.to_place,
        row.day,
        row.since,
        row.source,
        row.reverses,
    )


def _pins(connection: sa.Connection, lots: set[int]) -> defaultdict[int, list[tuple[int, Span]]]:
    found: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
    for row in connection.execute(_PINS, {"lots": list(lots)}).all():
        found[row.lot].append((row.prepared, (row.first, row.first + row.quantity)))
    return found
