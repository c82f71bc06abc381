"""Products delivered by their makers: what one line of a receipt says, and what it does to the journal.

delivered = accepted + rejected. The accepted pieces are bought into the store, the rejected stay with
their maker; the materials both took are drawn first in first out from what she holds.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ikm_desktop import amounts
from ikm_desktop.errors import (
    AgainstRecipe,
    DoesNotAdd,
    FieldInvalid,
    FieldMissing,
    ItemRef,
    NotFound,
    OwnMaterial,
    PlaceRef,
    ReasonMissing,
    TooBig,
)
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, item_ref
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.places import fixed_places
from ikm_desktop.goods.prices import price_on
from ikm_desktop.goods.recipes import Recipe, recipe_on
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.shelf import Piece
from ikm_desktop.goods.shortage import Wanted, shortage
from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What a maker delivers of one product.

    delivered, accepted, rejected: smallest units; reason: of the rejection; price: whole rupiah for one
    shown unit (the price list's by default; another one needs `price_reason`); materials: smallest units
    by item (the recipe's proposal by default; others need `recipe_reason` where the recipe asks);
    own_reason: why part of it is her own material.
    """

    product: int
    delivered: int
    accepted: int
    rejected: int = 0
    reason: str = ""
    grade: str = ""
    price: int | None = None
    price_reason: str = ""
    materials: Mapping[int, int] | None = None
    recipe_reason: str = ""
    own_reason: str = ""

    def as_text(self) -> dict[str, Any]:
        """Return the line as a prepared receipt keeps it until it is inspected."""
        materials = None if self.materials is None else sorted(self.materials.items())
        return {name: getattr(self, name) for name in self.__slots__} | {"materials": materials}

    def told_reasons(self) -> dict[str, str]:
        """Return the reasons typed for price, materials and her own, as the voucher keeps them."""
        reasons = {
            "price": self.price_reason.strip(),
            "recipe": self.recipe_reason.strip() if self.materials is not None else "",
            "own": self.own_reason.strip(),
        }
        return {name: text for name, text in reasons.items() if text}


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who delivers into which store, for which batch, on which book day."""

    maker: PlaceRef
    store: PlaceRef
    batch: int | None
    day: date


def judge_form(found: Findings, no: int, line: DeliveryLine, item: ItemRef, known: Container[int]) -> bool:
    """Note what is wrong with a line by itself; return whether it can be tried on the book.

    known: the items the book has of those the line names.
    """
    before = len(found.reasons)
    found.counted(f"Diserahkan baris {no}", line.delivered, least=1)
    found.counted(f"Diterima baris {no}", line.accepted)
    found.counted(f"Ditolak baris {no}", line.rejected)
    if len(found.reasons) == before and line.delivered != line.accepted + line.rejected:
        found.add(
            DoesNotAdd(
                line=no,
                item=item,
                delivered=line.delivered,
                accepted=line.accepted,
                rejected=line.rejected,
            )
        )
    if line.rejected > 0 and not line.reason.strip():
        found.add(ReasonMissing(line=no, field=f"{item.show(line.rejected)} ditolak"))
    if line.price is not None:
        found.counted(f"Harga baris {no}", line.price)
    for material, quantity in (line.materials or {}).items():
        found.counted(f"Bahan {material} baris {no}", quantity)
        if material not in known:
            found.add(NotFound(line=no, field="Bahan", value=str(material)))
        elif material == line.product:
            found.add(FieldInvalid(line=no, field="Bahan", value=item.name, why="adalah produknya sendiri"))
    return len(found.reasons) == before


_back, _undoing = t.line.alias("back"), t.voucher.alias("undoing")
_undone = (
    sa.select(sa.func.coalesce(sa.func.sum(_back.c.delivered), 0))
    .join(_undoing, _undoing.c.id == _back.c.voucher)
    .where(_back.c.refers == t.line.c.id, _undoing.c.kind == "reversal")
    .scalar_subquery()
)


_DELIVERED_BEFORE = (
    sa.select(sa.func.coalesce(sa.func.sum(t.line.c.delivered - _undone), 0))
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(
        t.voucher.c.kind == "delivery",
        t.voucher.c.counterpart == sa.bindparam("maker"),
        t.voucher.c.batch.is_not_distinct_from(sa.bindparam("batch", type_=sa.Integer)),
        t.line.c.item == sa.bindparam("product"),
        t.line.c.recipe == sa.bindparam("recipe"),
        t.line.c.again == 0,
    )
)


def delivered_before(
    connection: sa.Connection, *, product: int, maker: int, batch: int | None, recipe: int
) -> int:
    """Return how many pieces a maker delivered before under a recipe's version, repaired ones not counted."""
    values = {"product": product, "maker": maker, "batch": batch, "recipe": recipe}
    return int(connection.execute(_DELIVERED_BEFORE, values).scalar_one())


class DeliveryPoster:
    """Posts the lines of one inspected receipt, each after the one before."""

    def __init__(self, journal: Journal, found: Findings, receipt: Receipt) -> None:
        self._journal = journal
        self._found = found
        self._receipt = receipt
        fixed = fixed_places(journal.connection)
        journal.know((receipt.maker, receipt.store, *fixed.values()))
        self._used, self._own = fixed["used"].id, fixed["own"].id
        self._recipes: dict[int, Recipe | None] = {}
        self._delivered: dict[tuple[int, int], int] = {}

    def materials_of(self, line: DeliveryLine) -> Collection[int]:
        """Return the items that a line consumes: those typed, else those of the recipe."""
        if line.materials is not None:
            return line.materials.keys()
        recipe = self._recipe(line.product)
        return () if recipe is None else [part.item for part in recipe.materials]

    def _recipe(self, product: int) -> Recipe | None:
        if product not in self._recipes:
            self._recipes[product] = recipe_on(self._journal.connection, product, self._receipt.day)
        return self._recipes[product]

    def post(self, voucher: Voucher, no: int, line: DeliveryLine, item: Item) -> None:
        """Post one line; what is wrong is noted instead.

        item: the line's product.
        """
        before = len(self._found.reasons)
        recipe = self._recipe(line.product)
        price = self._price(no, line)
        materials = self._materials(no, line, recipe)
        self._journal.shelf.read_ahead(self._receipt.maker.id, materials)
        needs = {material: quantity for material, quantity in materials.items() if quantity > 0}
        missing = {
            material: self._missing(no, line, recipe, item, material, quantity)
            for material, quantity in needs.items()
        }
        if len(self._found.reasons) > before:
            return  # A line that fails takes nothing from the lines after it.
        if recipe is not None:
            self._delivered[line.product, recipe.id] += line.delivered
        maker, day = self._receipt.maker.id, self._receipt.day
        drawn = {
            material: (
                self._journal.shelf.take(maker, material, day, quantity - missing[material]) or [],
                missing[material],
            )
            for material, quantity in needs.items()
        }
        number = self._journal.line(
            voucher,
            no,
            line.product,
            line.delivered,
            price=price,
            grade=line.grade or None,
            delivered=line.delivered,
            accepted=line.accepted,
            rejected=line.rejected,
            reason=line.reason.strip() or None,
            recipe=None if recipe is None else recipe.id,
            own=int(any(missing.values())),
        )
        cost = sum(
            self._consume(voucher, number, material, pieces, own_part)
            for material, (pieces, own_part) in drawn.items()
        )
        value = self._make(voucher, number, line, item, price, cost)
        self._journal.set_line(number, value=value)

    def _price(self, no: int, line: DeliveryLine) -> int:
        listed = price_on(self._journal.connection, line.product, line.grade, self._receipt.day)
        if line.price is None:
            if listed is None:
                self._found.add(FieldMissing(line=no, field=f"Harga baris {no}"))
                return 0
            return listed.price
        if (listed is None or line.price != listed.price) and not line.price_reason.strip():
            self._found.add(ReasonMissing(line=no, field=f"Harga baris {no} lain dari daftar harga"))
        return line.price

    def _materials(self, no: int, line: DeliveryLine, recipe: Recipe | None) -> Mapping[int, int]:
        """Return what is consumed: as proposed or as typed; note what goes against the recipe."""
        if recipe is None:
            return line.materials or {}
        key = (line.product, recipe.id)
        if key not in self._delivered:
            self._delivered[key] = delivered_before(
                self._journal.connection,
                product=line.product,
                maker=self._receipt.maker.id,
                batch=self._receipt.batch,
                recipe=recipe.id,
            )
        before = self._delivered[key]
        proposal = {part.item: recipe.proposal(part, before, line.delivered) for part in recipe.materials}
        if line.materials is None:
            return proposal
        self._judge_typed(no, line, recipe, proposal)
        return line.materials

    def _judge_typed(self, no: int, line: DeliveryLine, recipe: Recipe, proposal: Mapping[int, int]) -> None:
        typed = line.materials or {}
        if recipe.mode == "bolehkan" or (recipe.mode == "tanya" and line.recipe_reason.strip()):
            return
        for item in dict.fromkeys([*proposal, *typed]):
            if proposal.get(item, 0) != typed.get(item, 0):
                self._found.add(
                    AgainstRecipe(
                        line=no,
                        item=item_ref(self._journal.connection, item),
                        proposal=proposal.get(item, 0),
                        typed=typed.get(item, 0),
                        allowed_with_reason=recipe.mode == "tanya",
                    )
                )

    def _missing(
        self, no: int, line: DeliveryLine, recipe: Recipe | None, product: Item, material: int, quantity: int
    ) -> int:
        """Return how much of a material she does not hold; note it without a reason, or if it is pinned."""
        journal, maker, day = self._journal, self._receipt.maker.id, self._receipt.day
        shelf, wanted = journal.shelf, Wanted(maker, material, quantity, day, no)
        if quantity > amounts.LARGEST:
            self._found.add(TooBig(line=no, field=f"Bahan baris {no}", value=quantity))
            return 0
        free = shelf.available(maker, material, day)
        if free >= quantity:
            return 0
        held = shelf.there(maker, material, day)
        if held < quantity and not line.own_reason.strip():
            self._found.add(self._own_material(wanted, held, recipe, product))
            return 0
        taken = min(held, quantity)
        if free < taken:
            self._found.add(shortage(journal.connection, shelf, replace(wanted, quantity=taken)))
        return quantity - taken

    def _own_material(self, wanted: Wanted, held: int, recipe: Recipe | None, product: Item) -> OwnMaterial:
        connection = self._journal.connection
        parts = [part for part in recipe.materials if part.item == wanted.item] if recipe else []
        enough = None
        if recipe and parts:
            before = self._delivered[product.id, recipe.id]
            enough = max(recipe.enough_for(parts[0], held, before), 0)
        return OwnMaterial(
            line=wanted.line,
            item=item_ref(connection, wanted.item),
            maker=self._receipt.maker,
            day=wanted.day,
            needed=wanted.quantity,
            held=held,
            enough_for=enough,
            product=product.ref,
        )

    def _consume(self, voucher: Voucher, line: int, material: int, pieces: list[Piece], missing: int) -> int:
        """Move materials into use, the missing part as the maker's own at value 0; return their cost."""
        cost = self._journal.carry(voucher, line, pieces, origin=self._receipt.maker.id, to=self._used)
        if missing:
            lot = self._journal.lot(
                line,
                item=material,
                day=voucher.day,
                quantity=missing,
                value=0,
                source="own",
                maker=self._receipt.maker.id,
            )
            self._journal.carry(voucher, line, [lot.piece()], origin=self._own, to=self._used)
        return cost

    def _make(
        self, voucher: Voucher, line: int, goods: DeliveryLine, item: Item, price: int, cost: int
    ) -> int:
        """Bring the product into being: accepted into the store, rejected to the maker; return its value."""
        journal, maker, store = self._journal, self._receipt.maker.id, self._receipt.store.id
        in_accepted = cost * goods.accepted // goods.delivered
        best_before = (
            None if item.shelf_life_days is None else voucher.day + timedelta(days=item.shelf_life_days)
        )
        common = {"maker": maker, "best_before": best_before}
        value = 0
        if goods.accepted:
            lot = journal.lot(
                line,
                item=item.id,
                day=voucher.day,
                quantity=goods.accepted,
                value=in_accepted + amount(price, goods.accepted, item.unit.per),
                source="accepted",
                price=price,
                **common,
            )
            value += lot.value
            made = lot.piece()
            brought = journal.move(voucher, line, made, origin=self._used, to=maker, lands=False)
            bought = Piece(made.run, made.item, made.lot_day, voucher.day, brought, made.cost)
            journal.move(voucher, line, bought, origin=maker, to=store)
        if goods.rejected:
            lot = journal.lot(
                line,
                item=item.id,
                day=voucher.day,
                quantity=goods.rejected,
                value=cost - in_accepted,
                source="rejected",
                price=0,
                **common,
            )
            value += lot.value
            journal.move(voucher, line, lot.piece(), origin=self._used, to=maker)
        return value
