"""Posting the lines of a receipt: materials go into use, products come out, accepted ones are bought.

The accepted pieces go through their maker into the store, the rejected stay with her; the materials both
took are drawn first in first out from what she holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ikm_desktop.buyback.again import (
    pass_through,
    post_repaired,
    sort_repaired,
    waste_repair_materials,
)
from ikm_desktop.buyback.consumption import Consumption, Drawn, EnoughFor, Need
from ikm_desktop.buyback.delivery import DeliveryLine, Receipt, delivered_before
from ikm_desktop.errors import AgainstRecipe, FieldMissing, ReasonMissing
from ikm_desktop.goods.items import Item, item_ref
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.prices import price_on
from ikm_desktop.goods.recipes import Recipe, recipe_on
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.shortage import Wanted, shortage
from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, slots=True)
class Booked:
    """How a line was booked that is posted once more: price and recipe's version are not asked anew.

    own: how much of each material was the maker's own, smallest units: a reason was given for that much.
    """

    price: int
    recipe: int | None
    own: Mapping[int, int]


class DeliveryPoster:
    """Posts the lines of one inspected receipt, each after the one before."""

    def __init__(self, journal: Journal, found: Findings, receipt: Receipt) -> None:
        self._journal = journal
        self._found = found
        self._receipt = receipt
        journal.know((receipt.store,))
        self._consumption = Consumption(journal, found, receipt.maker)
        self._recipes: dict[int, Recipe | None] = {}
        self._delivered: dict[tuple[int, int], int] = {}
        self._for_waste: list[Drawn] = []
        self._rejected_again: defaultdict[int, int] = defaultdict(int)

    def materials_of(self, line: DeliveryLine) -> Collection[int]:
        """Return the items that a line consumes: those typed, else those of the recipe."""
        if line.materials is not None or line.again:
            return (line.materials or {}).keys()
        recipe = self._recipe(line.product)
        return () if recipe is None else [part.item for part in recipe.materials]

    def _recipe(self, product: int) -> Recipe | None:
        if product not in self._recipes:
            self._recipes[product] = recipe_on(self._journal.connection, product, self._receipt.day)
        return self._recipes[product]

    def post(
        self, voucher: Voucher, no: int, line: DeliveryLine, item: Item, booked: Booked | None = None
    ) -> int | None:
        """Post one line and return its id; what is wrong is noted instead.

        item: the line's product; booked: of a line that is posted once more.
        """
        before = len(self._found.reasons)
        recipe = None if line.again or booked else self._recipe(line.product)
        price = booked.price if booked else self._price(no, line)
        materials = dict(line.materials or {}) if recipe is None else self._materials(no, line, recipe)
        own = booked.own if booked else None
        need = Need(materials, line.own_reason, item.ref, self._enough_for(line, recipe), own)
        missing = self._consumption.missing(voucher, no, need)
        if line.again:
            self._must_be_held(voucher, no, line)
        if len(self._found.reasons) > before:
            return None  # A line that fails takes nothing from the lines after it.
        if recipe is not None:
            self._delivered[line.product, recipe.id] += line.delivered
        drawn = self._consumption.draw(voucher, need, missing)
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
            recipe=booked.recipe if booked else None if recipe is None else recipe.id,
            again=int(line.again),
            own=int(any(missing.values())),
        )
        if line.again:
            value = self._repair(voucher, number, line, item, price, drawn)
        else:
            cost = sum(self._consumption.consume(voucher, number, one) for one in drawn)
            value = self._make(voucher, number, line, item, price, cost)
        self._cut_off(voucher, number, line)
        self._journal.set_line(number, value=value)
        return number

    def finish(self, voucher: Voucher) -> None:
        """Post what belongs to the receipt beside its lines: repair materials that went into no piece."""
        of = (self._receipt.maker.id, self._receipt.batch)
        waste_repair_materials(self._journal, self._consumption, voucher, self._for_waste, of=of)

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

    def _materials(self, no: int, line: DeliveryLine, recipe: Recipe) -> Mapping[int, int]:
        """Return what is consumed: as proposed or as typed; note what goes against the recipe."""
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

    def _enough_for(self, line: DeliveryLine, recipe: Recipe | None) -> EnoughFor:
        """Return how many pieces more a material held reaches for, by the recipe."""

        def enough_for(material: int, held: int) -> int | None:
            parts = [part for part in recipe.materials if part.item == material] if recipe else []
            if recipe is None or not parts:
                return None
            before = self._delivered[line.product, recipe.id]
            return max(recipe.enough_for(parts[0], held, before), 0)

        return enough_for

    def _must_be_held(self, voucher: Voucher, no: int, line: DeliveryLine) -> None:
        """Note where she does not hold all the pieces that are delivered again.

        What an earlier line rejected once more still lies there, and is not delivered twice.
        """
        shelf, maker = self._journal.shelf, self._receipt.maker.id
        pieces = line.delivered + self._rejected_again[line.product]
        if shelf.available(maker, line.product, voucher.day) < pieces:
            wanted = Wanted(maker, line.product, pieces, voucher.day, no)
            self._found.add(shortage(self._journal.connection, shelf, wanted))
        self._rejected_again[line.product] += line.rejected

    def _repair(
        self,
        voucher: Voucher,
        number: int,
        line: DeliveryLine,
        item: Item,
        price: int,
        drawn: Sequence[Drawn],
    ) -> int:
        """Let accepted pieces she holds come in, oldest first; return the value of what was made new."""
        maker, store = self._receipt.maker.id, self._receipt.store.id
        pieces = []
        if line.accepted:
            pieces = self._journal.shelf.take(maker, line.product, voucher.day, line.accepted) or []
        repaired = sort_repaired(self._journal.connection, pieces)
        if not repaired.new:
            self._for_waste += drawn
        return post_repaired(
            self._journal,
            self._consumption,
            voucher,
            number,
            item,
            repaired,
            drawn,
            price=price,
            places=(maker, store),
        )

    def _make(
        self, voucher: Voucher, line: int, goods: DeliveryLine, item: Item, price: int, cost: int
    ) -> int:
        """Bring the product into being: accepted into the store, rejected to the maker; return its value."""
        journal, maker, used = self._journal, self._receipt.maker.id, self._consumption.used
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
            store = self._receipt.store.id
            pass_through(journal, voucher, line, lot.piece(), used=used, maker=maker, store=store)
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
            journal.move(voucher, line, lot.piece(), origin=used, to=maker)
        return value

    def _cut_off(self, voucher: Voucher, number: int, line: DeliveryLine) -> None:
        """Let off-cuts come out of making, to the maker or into the store, worth nothing."""
        maker, store = self._receipt.maker.id, self._receipt.store.id
        for item, quantity in line.offcuts.items():
            if quantity:
                lot = self._journal.lot(
                    number,
                    item=item,
                    day=voucher.day,
                    quantity=quantity,
                    value=0,
                    source="offcut",
                    maker=maker,
                )
                to = store if line.offcuts_to_store else maker
                self._journal.carry(voucher, number, [lot.piece()], origin=self._consumption.used, to=to)
