"""What passes along a trail: pieces from the line that made them to the handover that gave them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_of
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.trace import SOURCES, Trace, TraceNode, trace


@dataclass(frozen=True, slots=True)
class Strand:
    """Pieces of one delivery line that went out on one handover.

    line, delivery: where they were made (voucher), by whom; out: the handover's voucher, to whom.
    """

    line: int
    delivery: int
    maker: int
    maker_name: str
    out: int
    receiver: str
    quantity: int


@dataclass(slots=True)
class Followed:
    """What a trail is drawn from.

    strands: in the order of the book; made: the birth of each line's pieces; used: what each line consumed
    of each lot; lots: the first move of each material lot; cost, bought: of the goods followed, whole rupiah.
    """

    strands: list[Strand] = field(default_factory=list)
    made: dict[int, TraceNode] = field(default_factory=dict)
    used: dict[int, list[TraceNode]] = field(default_factory=lambda: defaultdict(list))
    lots: dict[int, TraceNode] = field(default_factory=dict)
    cost: int = 0
    bought: int = 0

    def learn(self, back: Trace) -> None:
        """Note what made the goods: births, materials and where those came from."""
        for node in back.nodes:
            if node.reverses is not None:
                continue
            if node.from_kind == "used" and node.kind == "delivery":
                self.made[node.line] = node
            if node.to_kind == "used":
                self.used[node.line].append(node)
            if node.from_kind in SOURCES:
                self.lots[node.lot] = node


def back_from(connection: sa.Connection, voucher: int, item: int | None = None) -> Followed:
    """Follow what a handover gave out back to its makers and their materials."""
    back = trace(connection, "back", voucher=voucher)
    given = [node for node in back.nodes if node.voucher == voucher and node.to_kind == "institution"]
    item = item or _most(given)
    followed = Followed()
    followed.learn(back)
    outs = [node for node in given if node.item == item]
    receiver = outs[0].to_name if outs else ""
    for node in back.nodes:
        if node.item == item and node.from_kind == "used" and node.reverses is None:
            quantity = node.quantity
            followed.strands.append(
                Strand(node.line, node.voucher, node.to_place, node.to_name, voucher, receiver, quantity)
            )
            followed.bought += amount(node.lot_price or 0, quantity, _per(connection, node.item))
    followed.cost = sum(node.cost for node in outs)
    return followed


def on_from(connection: sa.Connection, maker: int, item: int | None = None) -> Followed:
    """Follow what a maker delivered on to the institutions that have it now."""
    followed = Followed()
    traces = []
    for line, made in _delivered(connection, maker):
        if item is not None and made != item:
            continue
        traces.append((line, made, trace(connection, "forward", line=line)))
    item = item or _most(node for _, _, one in traces for node in one.nodes if _goes_out(node))
    for line, made, forward in traces:
        if made != item:
            continue
        for strand, node in _outs(line, forward, maker):
            followed.strands.append(strand)
            followed.bought += amount(node.lot_price or 0, strand.quantity, _per(connection, node.item))
            followed.cost += node.cost * strand.quantity // node.quantity
        followed.learn(trace(connection, "back", line=line))
    return followed


def _outs(line: int, forward: Trace, maker: int) -> Iterable[tuple[Strand, TraceNode]]:
    """Give what of a line went out and did not come back, a handover a strand."""
    back: dict[str, int] = defaultdict(int)
    for node in forward.nodes:
        if node.kind == "recipient_return" and not node.is_grey:
            back[node.from_name] += node.quantity
    born = next(node for node in forward.nodes if node.from_kind == "used")
    for node in reversed(forward.nodes):
        if _goes_out(node):
            returned = min(back[node.to_name], node.quantity)
            back[node.to_name] -= returned
            left = node.quantity - returned
            if left:
                yield (
                    Strand(line, born.voucher, maker, born.to_name, node.voucher, node.to_name, left),
                    node,
                )


def _goes_out(node: TraceNode) -> bool:
    return node.kind == "distribution" and not node.is_grey


def _most(nodes: Iterable[TraceNode]) -> int | None:
    """Return the product of which most pieces stand in the nodes."""
    sums: dict[int, int] = defaultdict(int)
    for node in nodes:
        sums[node.item] += node.quantity
    return max(sums, key=lambda item: sums[item], default=None)


def _delivered(connection: sa.Connection, maker: int) -> list[tuple[int, int]]:
    """Return line and product of all that a maker delivered."""
    rows = connection.execute(
        sa.select(t.line.c.id, t.line.c.item)
        .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
        .where(t.voucher.c.kind == "delivery", t.voucher.c.counterpart == maker, t.line.c.accepted > 0)
        .order_by(t.line.c.id)
    )
    return [(row.id, row.item) for row in rows]


def _per(connection: sa.Connection, item: int) -> int:
    return item_of(connection, item).unit.per
