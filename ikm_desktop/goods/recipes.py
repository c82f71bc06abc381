"""Recipes: how much of each material a product takes, in versions by date.

A version never changes once made (deliveries refer to it); another recipe is another version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotFound, NothingChosen
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_of, items_by_id
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ikm_desktop.office.book import Office

Mode = Literal["larang", "tanya", "bolehkan"]
MODES: dict[str, str] = {
    "larang": "Larang yang menyimpang",
    "tanya": "Tanyakan alasan",
    "bolehkan": "Bolehkan",
}
"""What happens when the clerk types another consumption than the recipe's, with its name on screen."""


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """`quantity` smallest units of an item for the recipe's yield; offcut: comes out instead of going in."""

    item: int
    quantity: int
    offcut: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """A version: what `yields` pieces of the product take, valid from a day."""

    id: int
    product: int
    version: int
    name: str
    yields: int
    valid_from: date
    mode: Mode
    lines: tuple[RecipeLine, ...]

    @property
    def materials(self) -> tuple[RecipeLine, ...]:
        """What goes in."""
        return tuple(line for line in self.lines if not line.offcut)

    @property
    def offcuts(self) -> tuple[RecipeLine, ...]:
        """What comes out besides the product."""
        return tuple(line for line in self.lines if line.offcut)

    def need(self, line: RecipeLine, pieces: int) -> int:
        """Return what a number of pieces takes of a material, rounded up; of an off-cut, down.

        pieces: of the product in its smallest unit; the result is in the line's item's smallest unit.
        """
        if line.offcut:
            return line.quantity * pieces // self.yields
        return -(-line.quantity * pieces // self.yields)

    def proposal(self, line: RecipeLine, before: int, pieces: int) -> int:
        """Return what further pieces take of a maker who made some before: rounded once a maker."""
        return self.need(line, before + pieces) - self.need(line, before)

    def enough_for(self, line: RecipeLine, held: int, before: int) -> int:
        """Return how many pieces more a material held reaches for, by the same rounding."""
        return (held + self.need(line, before)) * self.yields // line.quantity - before


def add_recipe(
    office: Office,
    *,
    product: int,
    yields: int,
    lines: Sequence[RecipeLine],
    valid_from: date,
    name: str = "",
    mode: Mode = "tanya",
) -> Done:
    """Add the next version of a product's recipe, valid from a day.

    yields: pieces the lines are for. Raises NotFound, FieldInvalid (not a product, an item twice, unknown
    mode), Negative, NothingChosen (no material). Its id is in `Done.ids`.
    """
    with office.act("add_recipe") as act:
        add_recipe_in(
            act, product=product, yields=yields, lines=lines, valid_from=valid_from, name=name, mode=mode
        )
        return act.done()


def add_recipe_in(
    act: Act,
    *,
    product: int,
    yields: int,
    lines: Sequence[RecipeLine],
    valid_from: date,
    name: str = "",
    mode: Mode = "tanya",
) -> int:
    """Add a version within an act and return its id."""
    found = Findings()
    made = item_of(act.connection, product)
    if made.kind != "product":
        found.add(FieldInvalid(field="Produk", value=made.name, why="bukan produk"))
    found.counted("Hasil resep", yields, least=1)
    found.chosen("Sikap terhadap penyimpangan", mode, MODES)
    _check_lines(found, act.connection, product, lines)
    found.refuse()
    highest = sa.select(sa.func.max(t.recipe.c.version)).where(t.recipe.c.product == product)
    version = (act.connection.execute(highest).scalar() or 0) + 1
    recipe = act.insert(
        t.recipe,
        {
            "product": product,
            "version": version,
            "name": tidy(name),
            "yields": yields,
            "valid_from": valid_from,
            "mode": mode,
        },
    )
    act.connection.execute(
        t.recipe_line.insert(),
        [
            {
                "recipe": recipe,
                "no": no,
                "item": line.item,
                "quantity": line.quantity,
                "offcut": int(line.offcut),
            }
            for no, line in enumerate(lines, 1)
        ],
    )
    act.changed.add(Kind.ITEM)
    act.ids.append(recipe)
    return recipe


def set_recipe_mode(office: Office, *, recipe: int, mode: Mode) -> Done:
    """Change what happens on another consumption than the recipe's. Raises NotFound, FieldInvalid."""
    with office.act("set_recipe_mode") as act:
        found = Findings()
        found.chosen("Sikap terhadap penyimpangan", mode, MODES)
        found.refuse()
        recipe_of(act.connection, recipe)
        act.update(t.recipe, recipe, {"mode": mode})
        act.changed.add(Kind.ITEM)
        return act.done()


def recipe_of(connection: sa.Connection, recipe: int) -> Recipe:
    """Return one version. Raises NotFound."""
    for found in _read(connection, sa.select(t.recipe).where(t.recipe.c.id == recipe)):
        return found
    raise NotFound(field="Resep", value=str(recipe))


def recipe_on(connection: sa.Connection, product: int, day: date) -> Recipe | None:
    """Return the version valid on a day: the one valid from the latest day up to it, of those the newest.

    None when the product has no recipe yet.
    """
    rows = connection.execute(_ON, {"product": product, "day": day}).all()
    if not rows:
        return None
    lines = tuple(RecipeLine(row.item, row.quantity, bool(row.offcut)) for row in rows)
    return _recipe(rows[0], lines)


_newest = (
    sa.select(t.recipe.c.id)
    .where(
        t.recipe.c.product == sa.bindparam("product"),
        t.recipe.c.valid_from <= sa.bindparam("day", type_=t.recipe.c.valid_from.type),
    )
    .order_by(t.recipe.c.valid_from.desc(), t.recipe.c.version.desc())
    .limit(1)
    .scalar_subquery()
)
_ON = (
    sa.select(t.recipe, *t.recipe_line.c["item", "quantity", "offcut"])
    .join(t.recipe_line, t.recipe_line.c.recipe == t.recipe.c.id)
    .where(t.recipe.c.id == _newest)
    .order_by(t.recipe_line.c.no)
)


def recipes(connection: sa.Connection, *, product: int | None = None) -> tuple[Recipe, ...]:
    """Return all versions, or one product's, newest version first within a product."""
    query = sa.select(t.recipe).order_by(t.recipe.c.product, t.recipe.c.version.desc())
    if product is not None:
        query = query.where(t.recipe.c.product == product)
    return tuple(_read(connection, query))


def _read(connection: sa.Connection, query: sa.Select[*tuple[Any, ...]]) -> Iterable[Recipe]:
    rows = connection.execute(query).all()
    lines: dict[int, list[RecipeLine]] = {row.id: [] for row in rows}
    select_lines = (
        sa.select(t.recipe_line)
        .where(t.recipe_line.c.recipe.in_(lines))
        .order_by(t.recipe_line.c.recipe, t.recipe_line.c.no)
    )
    for line in connection.execute(select_lines):
        lines[line.recipe].append(RecipeLine(line.item, line.quantity, bool(line.offcut)))
    return [_recipe(row, tuple(lines[row.id])) for row in rows]


def _recipe(row: sa.Row[*tuple[Any, ...]], lines: tuple[RecipeLine, ...]) -> Recipe:
    return Recipe(row.id, row.product, row.version, row.name, row.yields, row.valid_from, row.mode, lines)


def _check_lines(
    found: Findings, connection: sa.Connection, product: int, lines: Sequence[RecipeLine]
) -> None:
    known = items_by_id(connection, (line.item for line in lines))
    seen: set[tuple[int, bool]] = set()
    for line in lines:
        item = known.get(line.item)
        if item is None:
            found.add(NotFound(field="Bahan", value=str(line.item)))
            continue
        found.counted(item.name, line.quantity, least=1)
        if line.item == product:
            found.add(FieldInvalid(field="Bahan", value=item.name, why="adalah produknya sendiri"))
        if (line.item, line.offcut) in seen:
            found.add(FieldInvalid(field="Bahan", value=item.name, why="tertulis dua kali"))
        seen.add((line.item, line.offcut))
    if not any(not line.offcut for line in lines):
        found.add(NothingChosen(what="Isi paling sedikit satu bahan"))
