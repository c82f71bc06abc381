"""Items: their units, names and what may still be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.amounts import KILOGRAM, METRE, PIECE, Unit
from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing, Negative, NotFound, Several
from ikm_desktop.goods import items
from tests.factories.books import a_book
from tests.factories.things import a_material, a_price, a_product, a_recipe


def test_an_item_keeps_its_unit(tmp_path: Path) -> None:
    """A material in metres shows 7500 mm as 7,50 m."""
    with a_book(tmp_path) as office:
        cloth = items.add_item(
            office,
            kind="material",
            name="Kain katun",
            unit=METRE,
            code="1.01.03",
            short_name="Kain",
            specification="katun 150 cm",
            reorder_level=50_000,
        ).ids[0]
        with office.reading() as connection:
            item = items.item_of(connection, cloth)
            assert item == items.Item(
                cloth, "material", "Kain katun", METRE, "1.01.03", "Kain", "katun 150 cm", 50_000, None, False
            )
            assert item.heading == "Kain"
            assert items.item_ref(connection, cloth).show(7_500) == "7,50 m"


def test_materials_and_products_are_listed_apart(tmp_path: Path) -> None:
    """A kind can be asked for; what is put away is left out unless asked for."""
    with a_book(tmp_path) as office:
        cloth, thread, mask = a_material(office), a_material(office), a_product(office)
        items.archive_item(office, item=thread)
        with office.reading() as connection:
            assert [i.id for i in items.items(connection)] == [cloth, mask]
            assert [i.id for i in items.items(connection, kind="material", archived=True)] == [cloth, thread]
            assert [i.id for i in items.items(connection, kind="product")] == [mask]
            assert items.items_by_id(connection, [mask, 999]).keys() == {mask}


def test_a_name_stands_once(tmp_path: Path) -> None:
    """Case does not make another item; renaming to oneself is fine."""
    with a_book(tmp_path) as office:
        a_material(office, "Kain katun")
        thread = a_material(office, "Benang")
        with pytest.raises(AlreadyThere):
            a_product(office, "KAIN KATUN")
        with pytest.raises(AlreadyThere):
            items.change_item(office, item=thread, name="Kain katun")
        items.change_item(office, item=thread, name="Benang", specification="putih")
        with office.reading() as connection:
            assert items.item_of(connection, thread).specification == "putih"


def test_all_faults_of_an_item_are_told_at_once(tmp_path: Path) -> None:
    """Name, kind, limits and unit are each named."""
    with a_book(tmp_path) as office, pytest.raises(Several) as refused:
        items.add_item(
            office,
            kind="jasa",  # type: ignore[arg-type]  # what a form could hand in
            name="",
            unit=Unit("", 0, "g"),
            reorder_level=-1,
            shelf_life_days=0,
        )
    assert [type(reason) for reason in refused.value.reasons] == [
        FieldMissing,
        FieldInvalid,
        Negative,
        Negative,
        FieldMissing,
        Negative,
    ]


def test_the_unit_of_an_item_in_use_stays(tmp_path: Path) -> None:
    """A recipe counts in millimetres: making the item kilograms is refused, another word for metre is not."""
    with a_book(tmp_path) as office:
        cloth, mask, tea = a_material(office, "Kain"), a_product(office, "Masker"), a_product(office, "Teh")
        items.change_item(office, item=cloth, unit=KILOGRAM)
        items.change_item(office, item=cloth, unit=METRE)
        a_recipe(office, mask, {cloth: 70})
        a_price(office, tea, 17_000)
        for item in (cloth, mask, tea):
            with pytest.raises(items.UnitInUse, match="tidak dapat diubah lagi"):
                items.change_item(office, item=item, unit=KILOGRAM)
        items.change_item(office, item=cloth, unit=Unit("meter", 1000, "mm", 2))
        items.change_item(office, item=mask, unit=PIECE)
        with office.reading() as connection:
            assert items.item_ref(connection, cloth).show(70) == "0,07 meter"


def test_an_unknown_item_is_refused(tmp_path: Path) -> None:
    """Reading or putting away what is not there names it."""
    with a_book(tmp_path) as office:
        with pytest.raises(NotFound, match="Barang 77 tidak ada"):
            items.archive_item(office, item=77)
        with office.reading() as connection, pytest.raises(NotFound):
            items.item_ref(connection, 77)
