"""The book as the self-check reads it: each table once, moves as columns of numbers, days as day numbers.

Nothing here trusts the database: ids may lead nowhere, values may be forged. A table is read when the
first check asks for it; one that cannot be read raises `Unreadable`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.selfcheck.reading import Reader
from ikm_desktop.office import tables as office

OURS = frozenset({"store", "participant"})
"""Kinds of places whose contents are in our books."""


class Act(NamedTuple):
    """An act; entered_on: day number."""

    entry: int
    entered_on: int
    actor: str
    kind: str


class Place(NamedTuple):
    """A place."""

    id: int
    kind: str
    name: str


class Item(NamedTuple):
    """An item; per: smallest units in one shown unit."""

    id: int
    kind: str
    name: str
    unit: str
    per: int
    decimals: int


class Voucher(NamedTuple):
    """A posted voucher; its days are day numbers."""

    id: int
    entry: int
    kind: str
    letter_date: int
    day: int
    store: int | None
    counterpart: int | None
    reverses: int | None


class Line(NamedTuple):
    """A line of a voucher."""

    id: int
    voucher: int
    no: int
    item: int | None
    quantity: int | None
    value: int | None
    price: int | None
    delivered: int | None
    accepted: int | None
    rejected: int | None
    refers: int | None
    again: int


class Lot(NamedTuple):
    """A lot; day: day number."""

    id: int
    line: int
    item: int
    day: int
    quantity: int
    value: int
    source: str
    maker: int | None


class Holding(NamedTuple):
    """A stored holding; its days are day numbers."""

    lot: int
    first: int
    quantity: int
    place: int
    item: int
    lot_day: int
    since: int
    brought: int


class Prepared(NamedTuple):
    """A prepared paper; letter_date: day number; body: JSON text."""

    id: int
    kind: str
    letter_date: int
    from_place: int | None
    to_place: int | None
    state: str
    body: str
    voucher: int | None


class Pin(NamedTuple):
    """A run pinned by a prepared paper for its line `no`."""

    lot: int
    first: int
    quantity: int
    prepared: int
    no: int


class PaymentLine(NamedTuple):
    """The money of a payment's line, whole rupiah; refers: the line that is paid."""

    id: int
    line: int
    gross: int
    tax: int
    net: int
    refers: int


class CountLine(NamedTuple):
    """The figures of a count's line, smallest units."""

    line: int
    book: int
    counted: int
    difference: int


class PeriodEvent(NamedTuple):
    """From an act on the books are closed through a day (0: all open)."""

    entry: int
    through: int


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves in written order, one array a column; a move is addressed by its position.

    Days are day numbers; null is 0 (`since`, `source`, `reverses`).
    """

    id: array[int]
    entry: array[int]
    voucher: array[int]
    line: array[int]
    item: array[int]
    lot: array[int]
    first: array[int]
    quantity: array[int]
    from_place: array[int]
    to_place: array[int]
    day: array[int]
    since: array[int]
    cost: array[int]
    source: array[int]
    reverses: array[int]

    def __len__(self) -> int:
        return len(self.id)

    def extend(self, columns: Sequence[Sequence[int | None]]) -> None:
        """Add moves, given as columns in the order of the fields."""
        for name, column in zip(_MOVE_COLUMNS, columns, strict=True):
            getattr(self, name).extend(value or 0 for value in column)

    def position(self, move: int) -> int | None:
        """Return where the move of this id stands, None when there is none."""
        # In a sound book ids have no gaps, so the first guess is right.
        guess = move - self.id[0] if self.id else -1
        if not (0 <= guess < len(self.id) and self.id[guess] == move):
            guess = bisect_left(self.id, move)
        return guess if guess < len(self.id) and self.id[guess] == move else None


_MOVE_COLUMNS = tuple(field.name for field in fields(Moves))

Row = TypeVar("Row", bound=tuple[object, ...])

_TOUCHED = "lot IN (SELECT m.lot FROM voucher v JOIN move m ON m.voucher = v.id WHERE v.entry > ?)"


class Book:
    """The tables of one book, each read at most once.

    since: read only the moves, lots and holdings of lots that acts after this entry have touched
    (0: all).
    """

    def __init__(self, reader: Reader, since: int = 0) -> None:
        self.reader = reader
        self.since = since

    def _rows(self, table: sa.Table, kind: type[Row], where: str = "") -> list[Row]:
        names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]  # every Row here is a NamedTuple
        make: Callable[[Iterable[object]], Row] = kind._make  # type: ignore[attr-defined]
        chunks = partial(self.reader.chunks, table, names, where, (self.since,) if where else ())

        def read() -> list[Row]:
            return [make(row) for columns in chunks() for row in zip(*columns, strict=True)]

        return self.reader.attempt(read, subject=table.name)

    def _touched(self, column: str = "lot") -> str:
        return _TOUCHED.replace("lot IN", f"{column} IN", 1) if self.since else ""

    @cached_property
    def acts(self) -> dict[int, Act]:
        """Acts by entry number."""
        return {row.entry: row for row in self._rows(office.act, Act)}

    @cached_property
    def places(self) -> dict[int, Place]:
        """Places by id."""
        return {row.id: row for row in self._rows(t.place, Place)}

    @cached_property
    def ours(self) -> frozenset[int]:
        """Stores and participants: what lies there is in the books."""
        return frozenset(place.id for place in self.places.values() if place.kind in OURS)

    @cached_property
    def items(self) -> dict[int, Item]:
        """Items by id."""
        return {row.id: row for row in self._rows(t.item, Item)}

    @cached_property
    def vouchers(self) -> dict[int, Voucher]:
        """Posted vouchers by id."""
        return {row.id: row for row in self._rows(t.voucher, Voucher)}

    @cached_property
    def lines(self) -> dict[int, Line]:
        """Lines by id."""
        return {row.id: row for row in self._rows(t.line, Line)}

    @cached_property
    def lots(self) -> dict[int, Lot]:
        """Lots by id."""
        return {row.id: row for row in self._rows(t.lot, Lot, self._touched("id"))}

    @cached_property
    def moves(self) -> Moves:
        """Moves in written order."""
        where = self._touched()
        chunks = partial(self.reader.chunks, t.move, _MOVE_COLUMNS, where, (self.since,) if where else ())

        def read() -> Moves:
            moves = Moves(*(array("q") for _ in _MOVE_COLUMNS))
            for columns in chunks():
                moves.extend(columns)
            return moves

        return self.reader.attempt(read, subject="move")

    @cached_property
    def holdings(self) -> dict[int, list[Holding]]:
        """Stored holdings by lot, each from the lowest unit up."""
        found: defaultdict[int, list[Holding]] = defaultdict(list)
        for row in self._rows(t.holding, Holding, self._touched()):
            found[row.lot].append(row)
        return dict(found)

    @cached_property
    def prepared(self) -> dict[int, Prepared]:
        """Prepared papers of every state by id."""
        return {row.id: row for row in self._rows(t.prepared, Prepared)}

    @cached_property
    def pins(self) -> list[Pin]:
        """Pins by lot, from the lowest unit up."""
        return self._rows(t.pin, Pin)

    @cached_property
    def payment_lines(self) -> list[PaymentLine]:
        """The money of payments, in written order."""
        return self._rows(t.payment_line, PaymentLine)

    @cached_property
    def count_lines(self) -> dict[int, CountLine]:
        """Figures of counts by their line."""
        return {row.line: row for row in self._rows(t.count_line, CountLine)}

    @cached_property
    def period_events(self) -> list[PeriodEvent]:
        """Closings and reopenings in the order of their acts."""
        return self._rows(t.period_event, PeriodEvent)

    @cached_property
    def lines_of_voucher(self) -> dict[int, list[Line]]:
        """Lines by voucher, in written order."""
        found: defaultdict[int, list[Line]] = defaultdict(list)
        for line in self.lines.values():
            found[line.voucher].append(line)
        return dict(found)

    @cached_property
    def lots_of_line(self) -> dict[int, list[Lot]]:
        """Lots by the line that created them."""
        found: defaultdict[int, list[Lot]] = defaultdict(list)
        for lot in self.lots.values():
            found[lot.line].append(lot)
        return dict(found)

    @cached_property
    def moves_of_line(self) -> dict[int, list[int]]:
        """Positions of moves by line, in written order."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for position, line in enumerate(self.moves.line):
            found[line].append(position)
        return dict(found)

    @cached_property
    def reversals_of(self) -> dict[int, list[int]]:
        """Positions of reversal moves by the id of the move they take back."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for position, reversed_move in enumerate(self.moves.reverses):
            if reversed_move:
                found[reversed_move].append(position)
        return dict(found)

    def place_kind(self, place: int) -> str:
        """Return a place's kind, empty when there is no such place."""
        found = self.places.get(place)
        return found.kind if found else ""
