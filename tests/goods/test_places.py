"""Places: fixed ones once a book, stores, vendors, institutions of four classes."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing, NotFound, Several, WrongPlace
from ikm_desktop.goods import places
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import tables as office_tables
from tests.factories.books import a_book, a_new_book
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_store, a_vendor, an_institution


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


def test_an_institution_keeps_what_was_told(tmp_path: Path) -> None:
    """Every field comes back, texts without stray spaces."""
    with a_book(tmp_path) as office:
        place = places.add_institution(
            office,
            name="  Gereja  Contoh ",
            class_="keagamaan",
            address="Jl. Contoh 1",
            regency="Kab. Kupang",
            phone="0380 000000",
            signer="Yohana CONTOH",
            signer_title="Ketua Majelis",
            signer_nip="",
            signer_nik="",
            members=240,
        ).ids[0]
        with office.reading() as connection:
            read = places.institution_of(connection, place)
            assert read == places.Institution(
                place=place,
                name="Gereja Contoh",
                archived=False,
                class_="keagamaan",
                address="Jl. Contoh 1",
                regency="Kab. Kupang",
                phone="0380 000000",
                signer="Yohana CONTOH",
                signer_title="Ketua Majelis",
                signer_nip="",
                signer_nik="",
                members=240,
            )
            assert read.class_name == "Lembaga keagamaan"
            assert places.place_ref(connection, place).kind == "institution"


def test_institutions_of_one_class_by_name(tmp_path: Path) -> None:
    """The list is by name and can be of one class."""
    with a_book(tmp_path) as office:
        an_institution(office, "Puskesmas B", class_="medis")
        an_institution(office, "Puskesmas A", class_="medis")
        an_institution(office, "Gereja C")
        with office.reading() as connection:
            assert [i.name for i in places.institutions(connection, class_="medis")] == [
                "Puskesmas A",
                "Puskesmas B",
            ]
            assert len(places.institutions(connection)) == 3


def test_all_faults_of_an_institution_are_told_at_once(tmp_path: Path) -> None:
    """No name and an unknown class: both are named, nothing is saved."""
    with a_book(tmp_path) as office:
        with pytest.raises(Several) as refused:
            places.add_institution(office, name=" ", class_="bank")
        assert [type(reason) for reason in refused.value.reasons] == [FieldMissing, FieldInvalid]
        with office.reading() as connection:
            assert places.institutions(connection) == ()


def test_one_name_may_stand_in_two_regencies_only(tmp_path: Path) -> None:
    """The same church name in another regency is another church; in the same one it is refused."""
    with a_book(tmp_path) as office:
        an_institution(office, "Gereja Ebenhaezer", regency="Kota Kupang")
        other = an_institution(office, "Gereja Ebenhaezer", regency="Kab. Kupang")
        with pytest.raises(AlreadyThere):
            an_institution(office, "gereja ebenhaezer", regency="Kota Kupang")
        with pytest.raises(AlreadyThere):
            places.change_institution(office, institution=other, regency="Kota Kupang")


def test_changing_an_institution_logs_old_and_new(tmp_path: Path) -> None:
    """Only what changed is logged, with what it was."""
    with a_book(tmp_path) as office:
        place = an_institution(office, "Posko")
        done = places.change_institution(
            office, institution=place, class_="gugus_tugas", regency="Kota Kupang"
        )
        with office.reading() as connection:
            logged = connection.execute(
                sa.select(
                    office_tables.change.c.field, office_tables.change.c.before, office_tables.change.c.after
                ).where(office_tables.change.c.entry == done.entry)
            ).all()
            assert [tuple(row) for row in logged] == [("class", "keagamaan", "gugus_tugas")]
            assert places.institution_of(connection, place).class_ == "gugus_tugas"


def test_a_vendor_is_renamed_with_its_place(tmp_path: Path) -> None:
    """The place's name follows; two vendors of one name are refused."""
    with a_book(tmp_path) as office:
        first, second = a_vendor(office, "Toko Satu"), a_vendor(office, "Toko Dua")
        places.change_vendor(office, vendor=first, name="Toko Baru", bank="Bank CONTOH")
        with pytest.raises(AlreadyThere):
            places.change_vendor(office, vendor=second, name="TOKO BARU")
        with office.reading() as connection:
            assert places.place_ref(connection, first).name == "Toko Baru"
            assert places.vendor_of(connection, first).bank == "Bank CONTOH"


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


def test_vendors_by_name(tmp_path: Path) -> None:
    """Those put away are left out unless asked for; changing only the bank keeps the name."""
    with a_book(tmp_path) as office:
        second, first = a_vendor(office, "Toko B"), a_vendor(office, "Toko A")
        places.change_vendor(office, vendor=second, bank="Bank CONTOH")
        places.archive_place(office, place=first)
        with office.reading() as connection:
            assert [(v.name, v.bank) for v in places.vendors(connection)] == [("Toko B", "Bank CONTOH")]
            assert [v.place for v in places.vendors(connection, archived=True)] == [first, second]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A place, a vendor, an institution that the book does not know."""
    with a_book(tmp_path) as office, office.reading() as connection:
        with pytest.raises(NotFound, match="Tempat 99"):
            places.place_ref(connection, 99)
        with pytest.raises(NotFound, match="Penyedia 1"):
            places.vendor_of(connection, 1)
        with pytest.raises(NotFound, match="Lembaga 1"):
            places.institution_of(connection, 1)
