"""The proof that goods never appear or vanish: for each item, what came in is somewhere (neraca).

Terms are net of reversals. What is on hand is read apart from what flowed (now from the holdings), so
that the two sides check each other; what is left over is `unexplained`, and must be 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import flows
from ikm_desktop.goods.balances import on_hand_of_everything, our_places
from ikm_desktop.goods.flows import Flow, Pieces, Scope
from ikm_desktop.goods.items import Item, items


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialBalance:
    """Neraca bahan of one item, in its smallest unit.

    What came in: opening, bought (the office), supplied (a batch or maker), found at counts, own (the
    makers'), offcuts (back from making).
    Where it is: in_store (the office), held by makers, used_in_accepted and used_in_rejects, wasted,
    returned_to_vendor, taken_back into the store (a batch or maker), lost at counts, given_out.
    """

    item: Item
    opening: int = 0
    bought: int = 0
    supplied: int = 0
    found: int = 0
    own: int = 0
    offcuts: int = 0
    in_store: int = 0
    held: int = 0
    used_in_accepted: int = 0
    used_in_rejects: int = 0
    wasted: int = 0
    returned_to_vendor: int = 0
    taken_back: int = 0
    lost: int = 0
    given_out: int = 0

    @property
    def used(self) -> int:
        """What making took, in accepted pieces and in rejects."""
        return self.used_in_accepted + self.used_in_rejects

    @property
    def came_in(self) -> int:
        """The left side of the equation."""
        return self.opening + self.bought + self.supplied + self.found + self.own + self.offcuts

    @property
    def accounted_for(self) -> int:
        """The right side of the equation."""
        gone = self.wasted + self.returned_to_vendor + self.taken_back + self.lost + self.given_out
        return self.in_store + self.held + self.used + gone

    @property
    def unexplained(self) -> int:
        """What the two sides differ by: 0 in a sound book."""
        return self.came_in - self.accounted_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductBalance:
    """Neraca produk of one item, in its smallest unit.

    made: out of making, without what went back into it (repair adds nothing); with_makers: rejects and
    pieces given back.
    """

    item: Item
    made: int = 0
    opening: int = 0
    bought: int = 0
    found: int = 0
    with_makers: int = 0
    in_store: int = 0
    distributed: int = 0
    wasted: int = 0
    returned_to_vendor: int = 0
    lost: int = 0

    @property
    def came_in(self) -> int:
        """The left side of the equation."""
        return self.made + self.opening + self.bought + self.found

    @property
    def accounted_for(self) -> int:
        """The right side of the equation."""
        gone = self.distributed + self.wasted + self.returned_to_vendor + self.lost
        return self.with_makers + self.in_store + gone

    @property
    def unexplained(self) -> int:
        """What the two sides differ by: 0 in a sound book."""
        return self.came_in - self.accounted_for


@dataclass(frozen=True, slots=True)
class Conservation:
    """Both proofs, an item that ever moved in the scope a row, in the items' own order."""

    scope: Scope
    materials: tuple[MaterialBalance, ...]
    products: tuple[ProductBalance, ...]

    @property
    def unexplained(self) -> int:
        """How many rows do not come out at 0."""
        of_materials = sum(row.unexplained != 0 for row in self.materials)
        return of_materials + sum(row.unexplained != 0 for row in self.products)


_Sums = defaultdict[int, defaultdict[str, int]]
_Stock = dict[tuple[int, str], int]

# Which term grows (1) or shrinks (-1) by what came from, and what went to, a kind of place outside.
_CAME_FROM = {
    "opening": ("opening", 1),
    "vendor": ("bought", 1),
    "difference": ("found", 1),
    "used": ("out_of_making", 1),
    "wasted": ("wasted", -1),
    "institution": ("given_out", -1),
    "store": ("supplied", 1),
    "participant": ("supplied", 1),
}
_WENT_TO = {
    "opening": ("opening", -1),
    "vendor": ("returned_to_vendor", 1),
    "difference": ("lost", 1),
    "used": ("into_making", 1),
    "wasted": ("wasted", 1),
    "institution": ("given_out", 1),
    "store": ("taken_back", 1),
    "participant": ("taken_back", 1),
}


def conservation(
    connection: sa.Connection,
    *,
    batch: int | None = None,
    makers: Collection[int] = (),
    on: date | None = None,
) -> Conservation:
    """Prove that nothing appeared or vanished.

    batch: for the goods of a batch (the units supplied for it, the products made for it, wherever they
    are); makers: for a person (her place, with those of her doubles); else for the whole office.
    on: at the end of a day; None: all that is booked.
    """
    scope = Scope(batch, tuple(makers), on)
    known = items(connection, archived=True)
    stock = _stock(connection, on) if scope.is_office else None
    return Conservation(
        scope,
        _materials(connection, scope, [item for item in known if item.kind == "material"], stock),
        _products(connection, scope, [item for item in known if item.kind == "product"], stock),
    )


def _stock(connection: sa.Connection, on: date | None) -> _Stock:
    """Return what lies of each item in stores and with participants."""
    kinds = our_places(connection)
    stock: defaultdict[tuple[int, str], int] = defaultdict(int)
    for place, item, quantity, _ in on_hand_of_everything(connection, on=on):
        stock[item, kinds[place]] += quantity
    return dict(stock)


def _left_by(found: Iterable[Flow]) -> _Stock:
    """Return what the flows left in stores and with participants: what a scope had on a past day."""
    stock: defaultdict[tuple[int, str], int] = defaultdict(int)
    for flow in found:
        for kind, sign in left_by(flow):
            stock[flow.item, kind] += sign * flow.quantity
    return dict(stock)


def left_by(flow: Flow) -> list[tuple[str, int]]:
    """Return in which of our kinds of places a flow lets more (1) or less (-1) lie."""
    found = [(flow.from_kind, -1)] if flow.from_inside else []
    return [*found, (flow.to_kind, 1)] if flow.to_inside else found


def _summed(found: Iterable[Flow]) -> _Sums:
    """Add the flows up by item and term."""
    sums: _Sums = defaultdict(lambda: defaultdict(int))
    for flow in found:
        for term, sign in terms_of(flow):
            sums[flow.item][term] += sign * flow.quantity
    return sums


def terms_of(flow: Flow) -> list[tuple[str, int]]:
    """Return which terms a flow lets grow (1) or shrink (-1); "own" goes into making at once."""
    if flow.from_kind == "own":
        return [("own", 1), ("into_making", 1)]
    if flow.to_inside and not flow.from_inside:
        return [_CAME_FROM[flow.from_kind]]
    if flow.from_inside and not flow.to_inside:
        return [_WENT_TO[flow.to_kind]]
    return []


def _occur(item: Item, sums: _Sums, stock: _Stock) -> bool:
    return item.id in sums or (item.id, "store") in stock or (item.id, "participant") in stock


def _materials(
    connection: sa.Connection, scope: Scope, known: Iterable[Item], stock: _Stock | None
) -> tuple[MaterialBalance, ...]:
    found = flows.material_flows(connection, scope)
    if stock is None:
        stock = _left_by(found) if scope.on else flows.materials_held(connection, scope)
    sums = _summed(found)
    in_rejects = _used_in_rejects(connection, scope)
    return tuple(
        MaterialBalance(
            item=item,
            opening=sums[item.id]["opening"],
            bought=sums[item.id]["bought"],
            supplied=sums[item.id]["supplied"],
            found=sums[item.id]["found"],
            own=sums[item.id]["own"],
            offcuts=sums[item.id]["out_of_making"],
            in_store=stock.get((item.id, "store"), 0),
            held=stock.get((item.id, "participant"), 0),
            used_in_accepted=sums[item.id]["into_making"] - in_rejects.get(item.id, 0),
            used_in_rejects=in_rejects.get(item.id, 0),
            wasted=sums[item.id]["wasted"],
            returned_to_vendor=sums[item.id]["returned_to_vendor"],
            taken_back=sums[item.id]["taken_back"],
            lost=sums[item.id]["lost"],
            given_out=sums[item.id]["given_out"],
        )
        for item in known
        if _occur(item, sums, stock)
    )


def _used_in_rejects(connection: sa.Connection, scope: Scope) -> dict[int, int]:
    """Return how much of each material lies in rejected pieces that nobody repaired, by item."""
    consumed = flows.consumed_with_rejects(connection, scope)
    pieces = flows.pieces_of(connection, scope.on, {part.line for part in consumed})
    sums: defaultdict[int, int] = defaultdict(int)
    for part in consumed:
        sums[part.item] += in_rejects(part.quantity, pieces[part.line])
    return dict(sums)


def in_rejects(material: int, pieces: Pieces) -> int:
    """Return the part of a line's material that is in its rejects: smallest units, rounded up.

    The accepted pieces have their part rounded down; of the rest, each reject that is not repaired an
    equal share.
    """
    if not pieces.rejected:
        return 0
    delivered = pieces.accepted + pieces.rejected
    of_rejects = material - material * pieces.accepted // delivered
    return -(-of_rejects * (pieces.rejected - pieces.repaired) // pieces.rejected)


def _products(
    connection: sa.Connection, scope: Scope, known: Iterable[Item], stock: _Stock | None
) -> tuple[ProductBalance, ...]:
    found = flows.product_flows(connection, scope)
    if stock is None:
        stock = _left_by(found) if scope.on else flows.products_held(connection, scope)
    sums = _summed(found)
    return tuple(
        ProductBalance(
            item=item,
            # What a maker puts in of her own was no product of the office before.
            made=sums[item.id]["out_of_making"] - (sums[item.id]["into_making"] - sums[item.id]["own"]),
            opening=sums[item.id]["opening"],
            bought=sums[item.id]["bought"],
            found=sums[item.id]["found"],
            with_makers=stock.get((item.id, "participant"), 0),
            in_store=stock.get((item.id, "store"), 0),
            distributed=sums[item.id]["given_out"],
            wasted=sums[item.id]["wasted"],
            returned_to_vendor=sums[item.id]["returned_to_vendor"],
            lost=sums[item.id]["lost"],
        )
        for item in known
        if _occur(item, sums, stock)
    )
