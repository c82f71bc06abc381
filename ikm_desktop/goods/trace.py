"""The trace: from any goods forward to where they went, and back to what they came from.

A unit's path is its moves, each with the move that had brought it. Where materials become products, the
line of the delivery joins what it consumed to what it made; a line shares its materials as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.runs import Run, Span, overlap, run_cost

Direction = Literal["forward", "back"]

SOURCES = ("vendor", "opening", "own", "difference")
"""The kinds of places that goods come from: asked for one of these, the trace begins with what left it."""


class TraceNode(NamedTuple):
    """A move, as far as its units belong to the trace: smallest units and whole rupiah.

    kind: of the voucher; lot_source: how the lot came in; lot_quantity, lot_value: of the whole lot;
    lot_price: what it was bought back for, of products (one shown unit); delivered, accepted, rejected: of
    its line, on deliveries; taken_back: how many of the units a reversal has taken back.
    """

    move: int
    entry: int
    voucher: int
    line: int
    kind: str
    day: date
    batch: int | None
    item: int
    item_name: str
    lot: int
    lot_source: str
    lot_quantity: int
    lot_value: int
    lot_price: int | None
    from_place: int
    from_kind: str
    from_name: str
    to_place: int
    to_kind: str
    to_name: str
    reverses: int | None
    delivered: int | None
    accepted: int | None
    rejected: int | None
    quantity: int
    cost: int
    taken_back: int

    @property
    def is_grey(self) -> bool:
        """Whether it is one of a reversed pair: it takes back, or all its units were taken back."""
        return self.reverses is not None or self.taken_back >= self.quantity


class TraceEdge(NamedTuple):
    """How one move leads to another.

    made: materials became products (the quantity is the material's); otherwise the same units move on.
    """

    source: int
    target: int
    quantity: int
    made: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """The moves of a trace in the order of the book, what leads from which to which, and where it began."""

    direction: Direction
    starts: tuple[int, ...]
    nodes: tuple[TraceNode, ...]
    edges: tuple[TraceEdge, ...]

    @property
    def vouchers(self) -> tuple[int, ...]:
        """The vouchers that occur, each once, in the order of the book."""
        return tuple(dict.fromkeys(node.voucher for node in self.nodes))

    @property
    def sources(self) -> tuple[TraceNode, ...]:
        """The moves into which nothing leads: where the goods came from."""
        led_to = {edge.target for edge in self.edges}
        return tuple(node for node in self.nodes if node.move not in led_to)

    @property
    def ends(self) -> tuple[TraceNode, ...]:
        """The moves that lead nowhere: where the goods are, or went."""
        lead = {edge.source for edge in self.edges}
        return tuple(node for node in self.nodes if node.move not in lead)


def trace(
    connection: sa.Connection,
    direction: Direction,
    *,
    lot: int | None = None,
    run: Run | None = None,
    line: int | None = None,
    voucher: int | None = None,
    places: Collection[int] = (),
) -> Trace:
    """Trace goods forward or back from exactly one thing.

    lot: all its units; run: some of them; line: what a delivery line made, or what another line moved;
    voucher: all it moved; places: what came to a maker or an institution (with the places of a person's
    doubles), or what left a vendor. Back from a lot or run, their own journey so far is in it.
    A few statements for each step of the way, whatever the number of moves.
    """
    asked = sum(value is not None for value in (lot, run, line, voucher)) + bool(places)
    if asked != 1:
        raise ValueError("a trace begins with exactly one thing")
    walk = _Walk(connection)
    if places:
        starts = walk.read_places(places)
    elif line is not None:
        starts = walk.read(_MADE_BY_LINES, [line]) or walk.read(_OF_LINES, [line])
    elif voucher is not None:
        starts = walk.read(_OF_VOUCHERS, [voucher])
    else:
        wanted = Run(lot, 0, _ALL_UNITS) if lot is not None else run
        assert wanted is not None  # noqa: S101 - one of the five was given
        starts = walk.read(_OF_LOTS if direction == "back" else _BIRTHS_OF_LOTS, [wanted.lot])
        return walk.result(direction, starts, (wanted.first, wanted.end))
    return walk.result(direction, starts)


_ALL_UNITS = 10**13
_AT_ONCE = 1000
"""How many ids one statement asks for."""

_m, _v, _lot, _line = t.move.c, t.voucher.c, t.lot.c, t.line.c
_from, _to = t.place.alias("from_place"), t.place.alias("to_place")
_MOVES = sa.select(
    _m.id,
    _m.entry,
    _m.voucher,
    _m.line,
    _v.kind,
    _m.day,
    _v.batch,
    _m.item,
    t.item.c.name.label("item_name"),
    _m.lot,
    _lot.source.label("lot_source"),
    _lot.quantity.label("lot_quantity"),
    _lot.value.label("lot_value"),
    _lot.price.label("lot_price"),
    _m.from_place,
    _from.c.kind.label("from_kind"),
    _from.c.name.label("from_name"),
    _m.to_place,
    _to.c.kind.label("to_kind"),
    _to.c.name.label("to_name"),
    _m.reverses,
    _line.delivered,
    _line.accepted,
    _line.rejected,
    _m.first,
    _m.quantity,
    _m.source,
).select_from(
    t.move.join(t.voucher, _v.id == _m.voucher)
    .join(t.line, _line.id == _m.line)
    .join(t.lot, _lot.id == _m.lot)
    .join(t.item, t.item.c.id == _m.item)
    .join(_from, _from.c.id == _m.from_place)
    .join(_to, _to.c.id == _m.to_place)
)

_Move = sa.Row[*tuple[Any, ...]]
_Moves = sa.Select[*tuple[Any, ...]]

_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
# Not by the index of sources: every lot ever has a move without one.
_births = _MOVES.where(sa.func.coalesce(_m.source, 0) == 0)
_lots_of_lines = sa.select(_lot.id).where(_lot.line.in_(_IDS))
_vouchers_of_lines = sa.select(_line.voucher).where(_line.id.in_(_IDS))

_BY_ID = _MOVES.where(_m.id.in_(_IDS))
_BY_SOURCE = _MOVES.where(_m.source.in_(_IDS))
_OF_VOUCHERS = _MOVES.where(_m.voucher.in_(_IDS))
_OF_LINES = _MOVES.where(_m.voucher.in_(_vouchers_of_lines), _m.line.in_(_IDS))
_OF_LOTS = _MOVES.where(_m.lot.in_(_IDS))
_BIRTHS_OF_LOTS = _births.where(_m.lot.in_(_IDS))
# A line's own materials come into being on it too, but are not made by it.
_MADE_BY_LINES = _births.where(_m.lot.in_(_lots_of_lines), _from.c.kind != "own")
_CONSUMED_BY_VOUCHERS = _OF_VOUCHERS.where(_to.c.kind == "used", _m.reverses.is_(None))
# All items by name, because the indexes of the moves begin with the item.
_any_item = _m.item.in_(sa.select(t.item.c.id))
_CAME_TO = _MOVES.where(_any_item, _m.to_place.in_(_IDS))
_LEFT_FROM = _MOVES.where(_any_item, _m.from_place.in_(_IDS))
_KINDS = sa.select(t.place.c.id, t.place.c.kind).where(t.place.c.id.in_(_IDS))
_TAKEN_BACK = sa.select(_m.reverses, _m.first, _m.quantity).where(_m.reverses.in_(_IDS))


@dataclass(slots=True)
class _Walk:
    """A trace under way: the moves met, and which of their units belong to it."""

    connection: sa.Connection
    moves: dict[int, _Move] = field(default_factory=dict)
    spans: defaultdict[int, set[Span]] = field(default_factory=lambda: defaultdict(set))
    edges: defaultdict[tuple[int, int, bool], set[Span]] = field(default_factory=lambda: defaultdict(set))

    def read(self, query: _Moves, ids: Iterable[int]) -> list[_Move]:
        """Read moves and remember them."""
        rows = [row for chunk in _chunks(ids) for row in self.connection.execute(query, {"ids": chunk})]
        self.moves.update((row.id, row) for row in rows)
        return rows

    def read_places(self, places: Collection[int]) -> list[_Move]:
        """Read what came to places, and what left those that goods come from."""
        kinds = {row.id: row.kind for row in self.connection.execute(_KINDS, {"ids": list(places)})}
        left = [place for place, kind in kinds.items() if kind in SOURCES]
        return self.read(_CAME_TO, kinds.keys() - left) + self.read(_LEFT_FROM, left)

    def result(self, direction: Direction, starts: list[_Move], within: Span | None = None) -> Trace:
        """Walk on from the starts until nothing new is met."""
        front = [(move, overlap(_span(move), within or _span(move))) for move in starts]
        new = [(move.id, span) for move, span in front if span is not None and self._meet(move.id, span)]
        while new:
            new = self._forward(new) if direction == "forward" else self._back(new)
        return Trace(direction, tuple(move.id for move in starts), tuple(self._nodes()), tuple(self._edges()))

    def _meet(self, move: int, span: Span) -> bool:
        """Note units of a move; tell whether they are new to the trace."""
        if span in self.spans[move]:
            return False
        self.spans[move].add(span)
        return True

    def _lead(self, source: int, target: int, carried: Span, *, made: bool = False) -> None:
        self.edges[source, target, made].add(carried)

    def _forward(self, front: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
        by_move: defaultdict[int, list[Span]] = defaultdict(list)
        for number, span in front:
            by_move[number].append(span)
        new: list[tuple[int, Span]] = []
        for move in self.read(_BY_SOURCE, by_move):
            for span in by_move[move.source]:
                carried = overlap(_span(move), span)
                if carried is not None:
                    self._lead(move.source, move.id, carried)
                    if self._meet(move.id, carried):
                        new.append((move.id, carried))
        return new + self._made_of(by_move)

    def _made_of(self, by_move: dict[int, list[Span]]) -> list[tuple[int, Span]]:
        consumed: defaultdict[int, list[_Move]] = defaultdict(list)
        for number in by_move:
            move = self.moves[number]
            if move.to_kind == "used" and move.reverses is None:
                consumed[move.line].append(move)
        new: list[tuple[int, Span]] = []
        for move in self.read(_MADE_BY_LINES, consumed):
            for material in consumed[move.line]:
                for span in by_move[material.id]:
                    self._lead(material.id, move.id, span, made=True)
            if self._meet(move.id, _span(move)):
                new.append((move.id, _span(move)))
        return new

    def _back(self, front: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
        before = {self.moves[number].source for number, _ in front} - {None} - self.moves.keys()
        self.read(_BY_ID, before)
        new: list[tuple[int, Span]] = []
        made: dict[int, list[int]] = defaultdict(list)
        for number, span in front:
            move = self.moves[number]
            if move.source is not None:
                self._lead(move.source, number, span)
                if self._meet(move.source, span):
                    new.append((move.source, span))
            elif move.from_kind == "used":
                made[move.line].append(number)
        return new + self._consumed_by(made)

    def _consumed_by(self, made: dict[int, list[int]]) -> list[tuple[int, Span]]:
        vouchers = {self.moves[numbers[0]].voucher for numbers in made.values()}
        new: list[tuple[int, Span]] = []
        for move in self.read(_CONSUMED_BY_VOUCHERS, vouchers):
            for product in made.get(move.line, ()):
                self._lead(move.id, product, _span(move), made=True)
            if move.line in made and self._meet(move.id, _span(move)):
                new.append((move.id, _span(move)))
        return new

    def _nodes(self) -> Iterator[TraceNode]:
        back = self._taken_back()
        for number in sorted(self.spans, key=lambda number: (self.moves[number].entry, number)):
            spans = _joined(self.spans[number])
            gone = [overlap(span, other) for span in spans for other in back.get(number, ())]
            yield _node(self.moves[number], spans, _units(span for span in gone if span))

    def _taken_back(self) -> dict[int, list[Span]]:
        back: defaultdict[int, list[Span]] = defaultdict(list)
        for ids in _chunks(self.spans):
            for row in self.connection.execute(_TAKEN_BACK, {"ids": ids}):
                back[row.reverses].append(_span(row))
        return back

    def _edges(self) -> Iterator[TraceEdge]:
        for (source, target, made), spans in sorted(self.edges.items()):
            yield TraceEdge(source, target, _units(_joined(spans)), made)


def _node(move: _Move, spans: Sequence[Span], taken_back: int) -> TraceNode:
    """Make the record of a move; the query gives its first columns in the record's order."""
    cost = sum(run_cost(move.lot_value, move.lot_quantity, a, b - a) for a, b in spans)
    return TraceNode._make((*move[:_OF_THE_MOVE], _units(spans), cost, taken_back))


_OF_THE_MOVE = TraceNode._fields.index("quantity")


def _span(move: _Move) -> Span:
    return (move.first, move.first + move.quantity)


def _units(spans: Iterable[Span]) -> int:
    return sum(b - a for a, b in spans)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Join spans that touch or overlap."""
    joined: list[Span] = []
    for a, b in sorted(spans):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
