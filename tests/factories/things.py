"""Items, recipes, prices, vendors and institutions."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from ikm_desktop.amounts import METRE, PIECE, Unit
from ikm_desktop.goods import items, parties, places, prices, recipes
from ikm_desktop.goods.recipes import RecipeLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm_desktop.goods.recipes import Mode
    from ikm_desktop.office.book import Office

ALWAYS = date(2020, 1, 1)
"""From when prices and recipes of tests are valid."""

_serial = count(1)


def a_material(office: Office, name: str = "", *, unit: Unit = METRE) -> int:
    """Add a material and return its id; without a name it gets one of its own."""
    return items.add_item(office, kind="material", name=name or f"Bahan {next(_serial)}", unit=unit).ids[0]


def a_product(
    office: Office,
    name: str = "",
    *,
    unit: Unit = PIECE,
    price: int | None = None,
    shelf_life_days: int | None = None,
) -> int:
    """Add a product and return its id; price: whole rupiah a piece, valid always."""
    product = items.add_item(
        office,
        kind="product",
        name=name or f"Produk {next(_serial)}",
        unit=unit,
        shelf_life_days=shelf_life_days,
    ).ids[0]
    if price is not None:
        a_price(office, product, price)
    return product


def a_price(office: Office, product: int, price: int, *, since: date = ALWAYS, grade: str = "") -> int:
    """Set a product's price and return its row's id."""
    return prices.set_price(office, item=product, price=price, valid_from=since, grade=grade).ids[0]


def a_recipe(
    office: Office,
    product: int,
    materials: Mapping[int, int],
    *,
    yields: int = 1,
    offcuts: Mapping[int, int] | None = None,
    since: date = ALWAYS,
    mode: Mode = "tanya",
) -> int:
    """Add a recipe (item → smallest units for `yields` pieces) and return its id."""
    lines = [RecipeLine(item, quantity) for item, quantity in materials.items()]
    lines += [RecipeLine(item, quantity, offcut=True) for item, quantity in (offcuts or {}).items()]
    return recipes.add_recipe(
        office, product=product, yields=yields, lines=lines, valid_from=since, mode=mode
    ).ids[0]


def a_store(office: Office, name: str = "") -> int:
    """Add a store and return its place."""
    return places.add_store(office, name=name or f"Gudang {next(_serial)}").ids[0]


def a_vendor(office: Office, name: str = "") -> int:
    """Add a vendor and return its place."""
    return parties.add_vendor(office, name=name or f"Toko {next(_serial)} CONTOH").ids[0]


def an_institution(
    office: Office,
    name: str = "",
    *,
    class_: str = "keagamaan",
    regency: str = "Kota Kupang",
    members: int = 0,
) -> int:
    """Add an institution and return its place."""
    return parties.add_institution(
        office,
        name=name or f"Lembaga {next(_serial)} CONTOH",
        class_=class_,
        regency=regency,
        members=members,
        signer="Penerima CONTOH",
        signer_title="Ketua",
    ).ids[0]


def the_store(office: Office) -> int:
    """Return the place of the book's first store."""
    with office.reading() as connection:
        return places.main_store(connection)
