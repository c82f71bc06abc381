"""Places: fixed ones once a book, and stores."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import AlreadyThere, NotFound, WrongPlace
from ikm_desktop.goods import parties, places
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.set_up import set_up
from tests.factories.books import a_book, a_new_book
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_store, a_vendor


def test_a_new_book_gets_each_fixed_place_once(tmp_path: Path) -> None:
    """Set up twice, a book still has one place of each fixed kind and one store."""
    with a_book(tmp_path) as office:
        again = set_up(office)
        with office.reading() as connection:
            kinds = sorted(connection.execute(sa.select(t.place.c.kind)).scalars())
            assert kinds == sorted([*places.FIXED, "store"])
            assert again.ids == ()
            assert (
                places.place_ref(connection, places.fixed_place(connection, "wasted")).name
                == "Rusak dan susut"
            )


def test_the_first_store_is_the_one_forms_are_filled_with(tmp_path: Path) -> None:
    """The main store is the oldest not put away; without any, the clerk is told."""
    with a_new_book(tmp_path) as office:
        with office.reading() as connection, pytest.raises(NotFound):
            places.main_store(connection)
        first, second = a_store(office), a_store(office)
        places.archive_place(office, place=first)
        with office.reading() as connection:
            assert places.main_store(connection) == second
            assert [store.place for store in places.stores(connection, archived=True)] == [first, second]


def test_a_vendor_is_no_store(tmp_path: Path) -> None:
    """An act on the wrong kind of place is refused by name."""
    with a_book(tmp_path) as office:
        vendor = a_vendor(office, "Toko Satu")
        with pytest.raises(WrongPlace, match="Toko Satu bukan gudang"):
            places.rename_store(office, store=vendor, name="Gudang")
        with office.reading() as connection:
            opening = places.fixed_place(connection, "opening")
        with pytest.raises(WrongPlace):
            places.archive_place(office, place=opening)


def test_a_store_with_goods_cannot_be_put_away(tmp_path: Path) -> None:
    """What lies there is named and the store stays; an empty one may go and come back."""
    with a_book(tmp_path) as office:
        store, empty = a_store(office, "Gudang Dua"), a_store(office, "Gudang Tiga")
        some_stock(office, store, a_material(office, "Kain katun"), 7_000)
        with pytest.raises(places.StillHolds, match=r"Gudang Dua tidak dapat diarsipkan: .* Kain katun"):
            places.archive_place(office, place=store)
        places.archive_place(office, place=empty)
        places.archive_place(office, place=empty, archived=False)
        with office.reading() as connection:
            assert {s.name for s in places.stores(connection)} >= {"Gudang Dua", "Gudang Tiga"}


def test_a_store_is_renamed(tmp_path: Path) -> None:
    """Its goods and papers stay with it; another store's name is refused."""
    with a_book(tmp_path) as office:
        store = a_store(office, "Gudang Dua")
        places.rename_store(office, store=store, name="Gudang Barat")
        with pytest.raises(AlreadyThere):
            places.rename_store(office, store=store, name="gudang utama")
        with office.reading() as connection:
            assert places.place_ref(connection, store).name == "Gudang Barat"


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A place, a vendor, an institution that the book does not know."""
    with a_book(tmp_path) as office, office.reading() as connection:
        with pytest.raises(NotFound, match="Tempat 99"):
            places.place_ref(connection, 99)
        with pytest.raises(NotFound, match="Penyedia 1"):
            parties.vendor_of(connection, 1)
        with pytest.raises(NotFound, match="Lembaga 1"):
            parties.institution_of(connection, 1)
