"""What a maker holds before she delivers: for how many pieces it is enough, and the most she can deliver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.buyback.delivery import delivered_before
from ikm_desktop.errors import NotFound
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.prices import price_on
from ikm_desktop.goods.recipes import Recipe, RecipeLine, recipe_on
from ikm_desktop.goods.runs import amount


@dataclass(frozen=True, slots=True)
class MaterialHeld:
    """A material of the recipe: what she holds of it (smallest units), and for how many pieces more it is.

    enough_for counts pieces after those she delivered before, with the recipe's rounding; never below 0.
    """

    item: Item
    held: int
    enough_for: int
    line: RecipeLine

    @property
    def shown(self) -> str:
        """The quantity with its unit."""
        return self.item.ref.show(self.held)


@dataclass(frozen=True, slots=True)
class MakerBalance:
    """What stands beside the form of a receipt.

    before: pieces she delivered under this recipe in this batch; price: whole rupiah for one shown unit on
    the day, None when the list has none; recipe: None for a product without one, then no most is known.
    """

    product: Item
    day: date
    before: int
    price: int | None
    recipe: Recipe | None
    materials: tuple[MaterialHeld, ...]

    @property
    def most(self) -> int | None:
        """The most pieces she can deliver of what she holds; None without a recipe."""
        return min((held.enough_for for held in self.materials), default=None)

    def needs(self, pieces: int) -> dict[int, int]:
        """Return by item what further pieces take (smallest units), as the receipt would propose it."""
        if self.recipe is None:
            return {}
        return {held.item.id: self.recipe.proposal(held.line, self.before, pieces) for held in self.materials}

    def left_after(self, pieces: int) -> dict[int, int]:
        """Return by item what she would still hold; below 0 is what she would add of her own."""
        needs = self.needs(pieces)
        return {held.item.id: held.held - needs[held.item.id] for held in self.materials}

    def worth(self, accepted: int) -> int | None:
        """Return what accepted pieces are bought for, whole rupiah; None without a price."""
        return None if self.price is None else amount(self.price, accepted, self.product.unit.per)


_HELD = (
    sa.select(t.holding.c.item, sa.func.sum(t.holding.c.quantity).label("quantity"))
    .where(
        t.holding.c.place == sa.bindparam("place"),
        t.holding.c.since <= sa.bindparam("day", type_=t.holding.c.since.type),
    )
    .group_by(t.holding.c.item)
)


def maker_balance(
    connection: sa.Connection, *, maker: int, batch: int | None, product: int, day: date, grade: str = ""
) -> MakerBalance:
    """Return what a maker (her place) holds for a product on a day, five statements.

    Pinned units count as held: she has them in her hands. Raises NotFound (no such product).
    """
    recipe = recipe_on(connection, product, day)
    parts = () if recipe is None else recipe.materials
    known = items_by_id(connection, [product, *(part.item for part in parts)])
    if product not in known:
        raise NotFound(field="Produk", value=str(product))
    listed = price_on(connection, product, grade, day)
    before = 0
    if recipe is not None:
        before = delivered_before(connection, product=product, maker=maker, batch=batch, recipe=recipe.id)
    held = {row.item: row.quantity for row in connection.execute(_HELD, {"place": maker, "day": day})}
    return MakerBalance(
        product=known[product],
        day=day,
        before=before,
        price=None if listed is None else listed.price,
        recipe=recipe,
        materials=tuple(
            MaterialHeld(
                known[part.item],
                held.get(part.item, 0),
                max(recipe.enough_for(part, held.get(part.item, 0), before), 0),
                part,
            )
            for part in parts
            if recipe is not None
        ),
    )
