"""What lies at our places, taken oldest first inside an act.

Holdings are read lazily in the order (lot day, lot number, first unit); units that prepared papers have
pinned are passed over. Takes are kept in memory and written once by `flush`, so that a kit for twenty
people cuts one roll in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods.runs import Run, Span, run_cost, without
from ikm_desktop.goods.tables import holding, lot, pin
from ikm_desktop.storage.rows import Row, insert_rows

_FIRST_PAGE, _NEXT_PAGES = 8, 40
"""Holdings fetched at a time: a take seldom needs more than two, and reading all grows with the book."""


@dataclass(slots=True, eq=False)
class Held:
    """One holding as this act sees it.

    free: its units neither pinned nor taken; cut: what this act took; reserved: how many it pinned.
    """

    run: Run
    place: int
    item: int
    lot_day: date
    since: date
    brought: int
    lot_quantity: int
    lot_value: int
    free: list[Span] = field(default_factory=list)
    cut: list[Span] = field(default_factory=list)
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Units taken from a holding: their run, since when and by which move they lay there, their cost."""

    run: Run
    item: int
    lot_day: date
    since: date
    brought: int
    cost: int


@dataclass(frozen=True, slots=True)
class Tied:
    """Which units a line tied to another one may have: of these lots, brought by these moves (None: any)."""

    lots: frozenset[int] | None = None
    brought_by: frozenset[int] | None = None

    def __call__(self, held: Held) -> bool:
        """Tell whether a holding is of them."""
        return self.has(held.run.lot, held.brought)

    def has(self, lot: int, brought: int | None) -> bool:
        """Tell whether units of a lot that a move had brought are of them."""
        return (self.lots is None or lot in self.lots) and (
            self.brought_by is None or brought in self.brought_by
        )


@dataclass(slots=True)
class _Stack:
    """The holdings of one item at one place read so far, and where to go on reading."""

    held: list[Held] = field(default_factory=list)
    last: tuple[date, int, int] | None = None
    complete: bool = False
    start: int = 0

    def grow(self, fresh: Sequence[Held], asked: int) -> None:
        """Put the holdings of a further page on the stack; fewer than asked for are the last."""
        self.held.extend(fresh)
        if fresh:
            self.last = (fresh[-1].lot_day, fresh[-1].run.lot, fresh[-1].run.first)
        self.complete = len(fresh) < asked


_Query = sa.Select[*tuple[Any, ...]]


def _page(no: int = 0, size: int = _FIRST_PAGE) -> _Query:
    """Return the query for holdings of an item, oldest first; no: which of the items asked for at once."""
    return (
        sa.select(holding)
        .where(holding.c.place == sa.bindparam("place"), holding.c.item == sa.bindparam(f"item_{no}"))
        .order_by(holding.c.lot_day, holding.c.lot, holding.c.first)
        .limit(size)
    )


def _with_lot_and_pins(page: _Query | sa.CompoundSelect[*tuple[Any, ...]]) -> _Query:
    rows = page.subquery("rows")
    return (
        sa.select(
            rows,
            lot.c.quantity.label("lot_quantity"),
            lot.c.value.label("lot_value"),
            pin.c.first.label("pin_first"),
            pin.c.quantity.label("pin_quantity"),
        )
        .select_from(
            rows.join(lot, lot.c.id == rows.c.lot).outerjoin(
                pin,
                (pin.c.lot == rows.c.lot)
                & (pin.c.first >= rows.c.first)
                & (pin.c.first < rows.c.first + rows.c.quantity),
            )
        )
        .order_by(rows.c.lot_day, rows.c.lot, rows.c.first, pin.c.first)
    )


@cache
def _first_pages(items: int) -> _Query:
    """Return the query for the oldest holdings of a number of items."""
    if items == 1:
        return _with_lot_and_pins(_page())
    pages = (sa.select(_page(no).subquery(f"page_{no}")) for no in range(items))
    return _with_lot_and_pins(sa.union_all(*pages))


_NEXT_PAGE = _with_lot_and_pins(
    _page(size=_NEXT_PAGES).where(
        sa.tuple_(holding.c.lot_day, holding.c.lot, holding.c.first)
        > sa.tuple_(
            sa.bindparam("after_day", type_=holding.c.lot_day.type),
            sa.bindparam("after_lot", type_=sa.Integer),
            sa.bindparam("after_first", type_=sa.Integer),
        )
    )
)

_nearest = holding.alias("nearest")
_PINNED = (
    sa.select(
        pin.c.prepared,
        pin.c.no,
        pin.c.lot,
        pin.c.first.label("pin_first"),
        pin.c.quantity.label("pin_quantity"),
        *holding.c["first", "quantity", "place", "item", "lot_day", "since", "brought"],
        lot.c.quantity.label("lot_quantity"),
        lot.c.value.label("lot_value"),
    )
    .join_from(pin, lot, lot.c.id == pin.c.lot)
    # A unit lies in the holding of its lot that begins last before it: one look, into however many
    # pieces the lot was cut.
    .outerjoin(
        holding,
        (holding.c.lot == pin.c.lot)
        & (
            holding.c.first
            == sa.select(sa.func.max(_nearest.c.first))
            .where(_nearest.c.lot == pin.c.lot, _nearest.c.first <= pin.c.first)
            .scalar_subquery()
        )
        & (holding.c.first + holding.c.quantity >= pin.c.first + pin.c.quantity),
    )
    .where(pin.c.prepared.in_(sa.bindparam("papers", expanding=True)))
    .order_by(pin.c.prepared, pin.c.no, lot.c.day, pin.c.lot, pin.c.first)
)

_HOLDING_OF_UNIT = _with_lot_and_pins(
    sa.select(holding)
    .where(holding.c.lot == sa.bindparam("of_lot"), holding.c.first <= sa.bindparam("unit"))
    .order_by(holding.c.first.desc())
    .limit(1)
)


class Shelf:
    """The holdings of an act's book, with what the act itself has taken and put."""

    def __init__(self, connection: sa.Connection, before: Callable[[], None] | None = None) -> None:
        """Begin an act; before: called before holdings are written that a later line wants to see."""
        self._connection = connection
        self._before = before
        self._stacks: dict[tuple[int, int], _Stack] = {}
        self._by_key: dict[tuple[int, int], Held] = {}
        self._by_lot: defaultdict[int, list[Held]] = defaultdict(list)
        self._touched: dict[tuple[int, int], Held] = {}
        self._arrived: list[Row] = []
        self._unsettled: set[tuple[int, int]] = set()

    def take(
        self,
        place: int,
        item: int,
        day: date,
        quantity: int,
        fits: Callable[[Held], bool] | None = None,
    ) -> list[Piece] | None:
        """Take a quantity first in first out from what lay there by a day, and cut it out.

        fits: which holdings may be taken from (all by default).
        Returns None and takes nothing where less is free.
        """
        drawn = self._draw(place, item, day, quantity, fits)
        if drawn is None:
            return None
        for held, span in drawn:
            held.cut.append(span)
            self._touched[held.run.lot, held.run.first] = held
        return [_piece(held, span) for held, span in drawn]

    def pin(
        self,
        place: int,
        item: int,
        day: date,
        quantity: int,
        fits: Callable[[Held], bool] | None = None,
    ) -> list[Piece] | None:
        """Choose units as a take would, without taking them; they are not free any more for this act.

        Returns None and chooses nothing where less is free.
        """
        drawn = self._draw(place, item, day, quantity, fits)
        if drawn is None:
            return None
        for held, (a, b) in drawn:
            held.reserved += b - a
        return [_piece(held, span) for held, span in drawn]

    def take_run(self, run: Run) -> Piece:
        """Take exactly these units, which lie together in one holding of ours (pinned or not)."""
        held = self._holding_of(run)
        span = (run.first, run.end)
        held.free = [part for free in held.free for part in without(free, [span])]
        held.cut.append(span)
        self._touched[held.run.lot, held.run.first] = held
        return _piece(held, span)

    def take_pinned(self, papers: Collection[int]) -> dict[int, list[tuple[int, Piece]]]:
        """Cut out all that prepared papers have pinned.

        Returns by paper the pieces with the number of their line, in the order in which they were chosen.
        """
        taken: defaultdict[int, list[tuple[int, Piece]]] = defaultdict(list)
        for paper, no, number, a, quantity, first, *rest in self._connection.execute(
            _PINNED, {"papers": list(papers)}
        ).all():
            if first is None:
                raise ValueError(f"{Run(number, a, quantity)} does not lie in one holding of ours")
            key = (number, first)
            held = self._touched.get(key)
            if held is None:
                held = self._touched[key] = Held(Run(number, first, rest[0]), *rest[1:])
                self._unsettled.add((held.place, held.item))
            held.cut.append((a, a + quantity))
            taken[paper].append((no, _piece(held, (a, a + quantity))))
        return taken

    def put(self, place: int, piece: Piece, since: date, brought: int) -> None:
        """Let units lie at one of our places since a day, brought by a move."""
        self._arrived.append(_row(piece.run, place, piece.item, piece.lot_day, since, brought))
        self._unsettled.add((place, piece.item))

    def settle(self, keys: Iterable[tuple[int, int]]) -> None:
        """Let what this act put at places (place, item) lie there for `take_run`."""
        for place, item in keys:
            self._settle(place, item)

    def there(self, place: int, item: int, day: date, fits: Callable[[Held], bool] | None = None) -> int:
        """Return what lies there with `since` up to a day: others' pins too, less what this act has."""
        return sum(
            held.run.quantity - held.reserved - sum(b - a for a, b in held.cut)
            for held in self._fitting(place, item, day, fits)
        )

    def available(self, place: int, item: int, day: date, fits: Callable[[Held], bool] | None = None) -> int:
        """Return what lies there with `since` up to a day and is free for this act."""
        return sum(b - a for held in self._fitting(place, item, day, fits) for a, b in held.free)

    def enough_from(
        self, place: int, item: int, quantity: int, fits: Callable[[Held], bool] | None = None
    ) -> date | None:
        """Return the first day on which a quantity is free for this act, None when never."""
        reached = 0
        for held in sorted(self._fitting(place, item, date.max, fits), key=lambda one: one.since):
            reached += sum(b - a for a, b in held.free)
            if reached >= quantity:
                return held.since
        return None

    def _fitting(self, place: int, item: int, day: date, fits: Callable[[Held], bool] | None) -> list[Held]:
        self._settle(place, item)
        return [held for held in self._all(place, item) if held.since <= day and (fits is None or fits(held))]

    def flush(self) -> None:
        """Write what was taken and put; what is read afterwards is read anew."""
        if self._touched:
            keys = [{"of_lot": number, "at": first} for number, first in self._touched]
            self._connection.execute(_DELETE, keys)
        left = [row for held in self._touched.values() for row in _left_rows(held)]
        insert_rows(self._connection, holding, left + self._arrived)
        self._stacks.clear()
        self._by_key.clear()
        self._by_lot.clear()
        self._touched.clear()
        self._arrived.clear()
        self._unsettled.clear()

    def _draw(
        self, place: int, item: int, day: date, quantity: int, fits: Callable[[Held], bool] | None
    ) -> list[tuple[Held, Span]] | None:
        self._settle(place, item)
        drawn: list[tuple[Held, Span]] = []
        missing = quantity
        for held in self._in_order(place, item):
            if held.since > day or not held.free or (fits is not None and not fits(held)):
                continue
            for a, b in held.free:
                end = min(b, a + missing)
                drawn.append((held, (a, end)))
                missing -= end - a
                if not missing:
                    break
            if not missing:
                break
        if missing:
            return None
        for held, (_, end) in drawn:
            # What is drawn is always the lowest of what is free.
            _, last = held.free.pop(0)
            if end < last:
                held.free.insert(0, (end, last))
        return drawn

    def _settle(self, place: int, item: int) -> None:
        """Write what this act put here or cut out of pins, so that a take sees it."""
        if (place, item) in self._unsettled:
            if self._before is not None:
                self._before()
            self.flush()

    def _in_order(self, place: int, item: int) -> Iterator[Held]:
        stack = self._stacks.setdefault((place, item), _Stack())
        while stack.start < len(stack.held) and not stack.held[stack.start].free:
            stack.start += 1
        position = stack.start
        while True:
            while position < len(stack.held):
                yield stack.held[position]
                position += 1
            if stack.complete:
                return
            self._read_more(stack, place, item)

    def _all(self, place: int, item: int) -> list[Held]:
        for _ in self._in_order(place, item):
            pass
        return self._stacks[place, item].held

    def read_ahead(self, place: int, items: Iterable[int]) -> None:
        """Read the oldest holdings of several items at a place in one statement, before they are taken."""
        wanted = [item for item in dict.fromkeys(items) if (place, item) not in self._stacks]
        if not wanted:
            return
        values = {"place": place} | {f"item_{no}": item for no, item in enumerate(wanted)}
        found: dict[int, list[Held]] = {item: [] for item in wanted}
        for held in self._gather(self._connection.execute(_first_pages(len(wanted)), values).all()):
            found[held.item].append(held)
        for item, fresh in found.items():
            self._stacks[place, item] = stack = _Stack()
            stack.grow(fresh, _FIRST_PAGE)

    def _read_more(self, stack: _Stack, place: int, item: int) -> None:
        values: dict[str, object] = {"place": place, "item_0": item}
        if stack.last is None:
            stack.grow(self._gather(self._connection.execute(_first_pages(1), values).all()), _FIRST_PAGE)
            return
        after_day, after_lot, after_first = stack.last
        values |= {"after_day": after_day, "after_lot": after_lot, "after_first": after_first}
        stack.grow(self._gather(self._connection.execute(_NEXT_PAGE, values).all()), _NEXT_PAGES)

    def _gather(self, rows: Iterable[sa.Row[*tuple[Any, ...]]]) -> list[Held]:
        """Fold rows (one for each pin of a holding) into holdings with their free spans."""
        pins: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        found: dict[tuple[int, int], Held] = {}
        for number, first, quantity, *rest, pin_first, pin_quantity in rows:
            key = (number, first)
            if key not in found:
                found[key] = self._by_key.get(key) or Held(Run(number, first, quantity), *rest)
            if pin_first is not None:
                pins[key].append((pin_first, pin_first + pin_quantity))
        for key, held in found.items():
            if key not in self._by_key:
                self._by_key[key] = held
                self._by_lot[held.run.lot].append(held)
                held.free = without((held.run.first, held.run.end), pins[key])
        return list(found.values())

    def _holding_of(self, run: Run) -> Held:
        for held in self._by_lot[run.lot]:
            if held.run.first <= run.first and run.end <= held.run.end:
                return held
        rows = self._connection.execute(_HOLDING_OF_UNIT, {"of_lot": run.lot, "unit": run.first}).all()
        found = self._gather(rows)
        if not found or run.end > found[0].run.end:
            raise ValueError(f"{run} does not lie in one holding of ours")
        return found[0]


_DELETE = holding.delete().where(
    holding.c.lot == sa.bindparam("of_lot"), holding.c.first == sa.bindparam("at")
)


def _piece(held: Held, span: Span) -> Piece:
    a, b = span
    cost = run_cost(held.lot_value, held.lot_quantity, a, b - a)
    run = Run(held.run.lot, a, b - a)
    return Piece(run, held.item, held.lot_day, held.since, held.brought, cost)


def _left_rows(held: Held) -> list[Row]:
    return [
        _row(Run(held.run.lot, a, b - a), held.place, held.item, held.lot_day, held.since, held.brought)
        for a, b in without((held.run.first, held.run.end), held.cut)
    ]


def _row(run: Run, place: int, item: int, lot_day: date, since: date, brought: int) -> Row:
    return (*run, place, item, lot_day.isoformat(), since.isoformat(), brought)
