"""A trace as it is read: what leads from where, step under step; and from what a trace can begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import PaperRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.trace import Direction, Trace, TraceNode, trace

MOST = 2000
"""How many steps a page shows; a vendor of years may have more."""

_SOURCES = {
    "rejected": "ditolak",
    "own": "bahan sendiri",
    "repaired": "perbaikan",
    "offcut": "sisa potong",
    "found": "lebih saat opname",
    "opening": "saldo awal",
}


@dataclass(frozen=True, slots=True)
class Start:
    """What a trace begins with: one of a place, a lot or a voucher; name: as the clerk reads it."""

    name: str
    place: int | None = None
    lot: int | None = None
    voucher: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a trace under the one it is reached from.

    depth: 0 for where it begins; quantity: smallest units that belong to the trace; label: of its voucher;
    remark: what is particular of it ("ditolak", "bahan sendiri", "dibalik"), "" for nothing; grey: one of a
    reversed pair; again: it stands further up already, with what follows from it.
    """

    node: TraceNode
    item: Item
    depth: int
    label: str
    remark: str
    grey: bool
    again: bool

    @property
    def shown(self) -> str:
        """The quantity with its unit."""
        return self.item.ref.show(self.node.quantity)


@dataclass(frozen=True, slots=True)
class Trail:
    """A whole trace step under step; more: how many moves are not in it, beyond MOST."""

    start: Start
    direction: Direction
    steps: tuple[Step, ...]
    more: int

    @property
    def ends(self) -> tuple[Step, ...]:
        """The steps from which nothing leads on, those of reversed pairs left out."""
        after = [*self.steps[1:], None]
        return tuple(
            step
            for step, following in zip(self.steps, after, strict=True)
            if not step.grey and not step.again and (following is None or following.depth <= step.depth)
        )


def trail(connection: sa.Connection, start: Start, direction: Direction) -> Trail:
    """Return the trace from a start as steps: forward to where the goods went, or back to their sources."""
    found = _traced(connection, start, direction)
    items = items_by_id(connection, {node.item for node in found.nodes})
    refs = voucher_refs(connection, found.vouchers)
    labels = {
        voucher: f"{ref.kind} {ref.number}" if ref.number else ref.kind for voucher, ref in refs.items()
    }
    steps = tuple(_walk(found, items, labels))
    shown = {step.node.move for step in steps}
    return Trail(start, direction, steps, len(found.nodes) - len(shown))


def _traced(connection: sa.Connection, start: Start, direction: Direction) -> Trace:
    if start.place is not None:
        return trace(connection, direction, places=(start.place,))
    if start.lot is not None:
        return trace(connection, direction, lot=start.lot)
    return trace(connection, direction, voucher=start.voucher)


def _walk(found: Trace, items: Mapping[int, Item], labels: Mapping[int, str]) -> Iterator[Step]:
    """Yield the steps depth first; what was met before stands only once with what follows from it."""
    nodes = {node.move: node for node in found.nodes}
    leads: defaultdict[int, list[int]] = defaultdict(list)
    for edge in found.edges:
        here, there = (
            (edge.source, edge.target) if found.direction == "forward" else (edge.target, edge.source)
        )
        leads[here].append(there)
    led_to = {move for there in leads.values() for move in there}
    tops = [move for move in dict.fromkeys(found.starts) if move in nodes and move not in led_to]
    tops += [move for move in nodes if move in found.starts and move in led_to and not tops]
    met: set[int] = set()
    stack = [(move, 0) for move in reversed(tops)]
    count = 0
    while stack and count < MOST:
        move, depth = stack.pop()
        node = nodes[move]
        again = move in met
        yield Step(node, items[node.item], depth, labels[node.voucher], _remark(node), node.is_grey, again)
        count += 1
        if not again:
            met.add(move)
            stack += [(there, depth + 1) for there in reversed(leads[move])]


def _remark(node: TraceNode) -> str:
    parts = []
    if node.from_kind == "own":
        parts.append("bahan sendiri")
    elif node.lot_source in _SOURCES:
        parts.append(_SOURCES[node.lot_source])
    if node.reverses is not None:
        parts.append("membalikkan")
    elif node.taken_back:
        parts.append("dibalik" if node.is_grey else "dibalik sebagian")
    return ", ".join(parts)


# --- from what it can begin -------------------------------------------------------------------------

_PLACES = (
    sa.select(t.place.c.id, t.place.c.kind, t.place.c.name)
    .where(t.place.c.kind.in_(("participant", "institution", "vendor")))
    .order_by(t.place.c.kind, t.place.c.name)
)
_KIND_WORDS = {"participant": "Peserta", "institution": "Lembaga", "vendor": "Penyedia"}
_LOTS = (
    sa.select(t.lot.c.id, t.lot.c.day, t.lot.c.quantity, t.lot.c.item, t.place.c.name.label("party"))
    .join_from(t.lot, t.line, t.line.c.id == t.lot.c.line)
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .outerjoin(t.place, t.place.c.id == t.voucher.c.counterpart)
    .where(t.lot.c.source.in_(("purchase", "opening", "found")))
    .order_by(t.lot.c.id.desc())
    .limit(sa.bindparam("most"))
)
_VOUCHERS = (
    sa.select(t.voucher.c.id)
    .where(t.voucher.c.kind.in_(("purchase", "supply", "delivery", "distribution", "return")))
    .order_by(t.voucher.c.id.desc())
    .limit(sa.bindparam("most"))
)


def starts(connection: sa.Connection, *, most: int = 500) -> tuple[Start, ...]:
    """Return from what a trace can begin: people, institutions and vendors, lots that came in, papers.

    most: how many of the newest lots, and of the newest papers.
    """
    found = [
        Start(f"{_KIND_WORDS[row.kind]}: {row.name}", place=row.id) for row in connection.execute(_PLACES)
    ]
    lots = connection.execute(_LOTS, {"most": most}).all()
    items = items_by_id(connection, {row.item for row in lots})
    for row in lots:
        item = items[row.item]
        told = f"Lot {row.id}: {item.name} {item.ref.show(row.quantity)}, {words.short_date(row.day)}"
        found.append(Start(f"{told}, {row.party}" if row.party else told, lot=row.id))
    vouchers = list(connection.execute(_VOUCHERS, {"most": most}).scalars())
    refs = voucher_refs(connection, vouchers)
    found += [start_of_voucher(refs, voucher) for voucher in vouchers]
    return tuple(found)


def start_of_voucher(refs: Mapping[int, PaperRef], voucher: int) -> Start:
    """Return a voucher as the start of a trace; refs: as `labels.voucher_refs` gives them."""
    ref = refs[voucher]
    name = f"{ref} · {ref.party}" if ref.party and ref.party not in str(ref) else str(ref)
    return Start(name, voucher=voucher)
