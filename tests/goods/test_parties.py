"""Vendors, and institutions of four classes."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing, Several
from ikm_desktop.goods import parties, places
from ikm_desktop.office import tables as office_tables
from tests.factories import things
from tests.factories.books import a_book
from tests.factories.things import a_vendor, an_institution
from tests.scenarios.desk import DAY, Desk


def test_an_institution_keeps_what_was_told(tmp_path: Path) -> None:
    """Every field comes back, texts without stray spaces."""
    with a_book(tmp_path) as office:
        place = parties.add_institution(
            office,
            name="  Gereja  Contoh ",
            class_="keagamaan",
            address="Jl. Contoh 1",
            regency="Kab. Kupang",
            phone="0380 000000",
            contact="Sekretaris CONTOH",
            signer="Yohana CONTOH",
            signer_title="Ketua Majelis",
            signer_nip="",
            signer_nik="",
            members=240,
            quota=100,
        ).ids[0]
        with office.reading() as connection:
            read = parties.institution_of(connection, place)
            assert read == parties.Institution(
                place=place,
                name="Gereja Contoh",
                archived=False,
                class_="keagamaan",
                address="Jl. Contoh 1",
                regency="Kab. Kupang",
                phone="0380 000000",
                contact="Sekretaris CONTOH",
                signer="Yohana CONTOH",
                signer_title="Ketua Majelis",
                signer_nip="",
                signer_nik="",
                members=240,
                quota=100,
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
            assert [i.name for i in parties.institutions(connection, class_="medis")] == [
                "Puskesmas A",
                "Puskesmas B",
            ]
            assert len(parties.institutions(connection)) == 3


def test_all_faults_of_an_institution_are_told_at_once(tmp_path: Path) -> None:
    """No name and an unknown class: both are named, nothing is saved."""
    with a_book(tmp_path) as office:
        with pytest.raises(Several) as refused:
            parties.add_institution(office, name=" ", class_="bank")
        assert [type(reason) for reason in refused.value.reasons] == [FieldMissing, FieldInvalid]
        with office.reading() as connection:
            assert parties.institutions(connection) == ()


def test_one_name_may_stand_in_two_regencies_only(tmp_path: Path) -> None:
    """The same church name in another regency is another church; in the same one it is refused."""
    with a_book(tmp_path) as office:
        an_institution(office, "Gereja Ebenhaezer", regency="Kota Kupang")
        other = an_institution(office, "Gereja Ebenhaezer", regency="Kab. Kupang")
        with pytest.raises(AlreadyThere):
            an_institution(office, "gereja ebenhaezer", regency="Kota Kupang")
        with pytest.raises(AlreadyThere):
            parties.change_institution(office, institution=other, regency="Kota Kupang")


def test_changing_an_institution_logs_old_and_new(tmp_path: Path) -> None:
    """Only what changed is logged, with what it was."""
    with a_book(tmp_path) as office:
        place = an_institution(office, "Posko")
        done = parties.change_institution(
            office, institution=place, class_="gugus_tugas", regency="Kota Kupang"
        )
        with office.reading() as connection:
            logged = connection.execute(
                sa.select(
                    office_tables.change.c.field, office_tables.change.c.before, office_tables.change.c.after
                ).where(office_tables.change.c.entry == done.entry)
            ).all()
            assert [tuple(row) for row in logged] == [("class", "keagamaan", "gugus_tugas")]
            assert parties.institution_of(connection, place).class_ == "gugus_tugas"


def test_a_vendor_is_renamed_with_its_place(tmp_path: Path) -> None:
    """The place's name follows; two vendors of one name are refused."""
    with a_book(tmp_path) as office:
        first, second = a_vendor(office, "Toko Satu"), a_vendor(office, "Toko Dua")
        parties.change_vendor(office, vendor=first, name="Toko Baru", bank="Bank CONTOH")
        with pytest.raises(AlreadyThere):
            parties.change_vendor(office, vendor=second, name="TOKO BARU")
        with office.reading() as connection:
            assert places.place_ref(connection, first).name == "Toko Baru"
            assert parties.vendor_of(connection, first).bank == "Bank CONTOH"


def test_vendors_by_name(tmp_path: Path) -> None:
    """Those put away are left out unless asked for; changing only the bank keeps the name."""
    with a_book(tmp_path) as office:
        second, first = a_vendor(office, "Toko B"), a_vendor(office, "Toko A")
        parties.change_vendor(office, vendor=second, bank="Bank CONTOH")
        places.archive_place(office, place=first)
        with office.reading() as connection:
            assert [(v.name, v.bank) for v in parties.vendors(connection)] == [("Toko B", "Bank CONTOH")]
            assert [v.place for v in parties.vendors(connection, archived=True)] == [first, second]


def test_numbers_are_kept_bare_and_checked(tmp_path: Path) -> None:
    """NPWP, NIP and NIK lose their dots; one that cannot be is refused beside what else is wrong."""
    with a_book(tmp_path) as office:
        place = parties.add_vendor(office, name="Toko CONTOH", npwp="99.999.999.9-999.000").ids[0]
        with office.reading() as connection:
            assert parties.vendor_of(connection, place).npwp == "999999999999000"
        with pytest.raises(FieldInvalid, match="NPWP"):
            parties.change_vendor(office, vendor=place, npwp="12")
        with pytest.raises(Several) as refused:
            parties.add_institution(office, name="", class_="medis", signer_nip="1", signer_nik="x")
        assert [type(reason) for reason in refused.value.reasons] == [
            FieldInvalid,
            FieldInvalid,
            FieldMissing,
        ]


def test_names_that_may_mean_the_same(tmp_path: Path) -> None:
    """Whatever the order of the words and their case; itself is not among them, nor other kinds."""
    with a_book(tmp_path) as office:
        first = an_institution(office, "Majelis Jemaat CONTOH Satu")
        an_institution(office, "Puskesmas CONTOH", class_="medis")
        parties.add_vendor(office, name="Majelis Jemaat CONTOH Satu")
        with office.reading() as connection:
            alike = parties.similar_names(connection, "institution", "jemaat contoh satu majelis")
            itself = parties.similar_names(connection, "institution", "Majelis Jemaat CONTOH Satu", but=first)
            assert parties.similar_names(connection, "institution", " ") == ()
        assert alike == ("Majelis Jemaat CONTOH Satu",)
        assert itself == ()


def test_a_shop_under_two_names_is_told(tmp_path: Path) -> None:
    """The same NPWP or account, however it is written; the vendor is kept all the same."""
    with a_book(tmp_path) as office:
        first = parties.add_vendor(office, name="Toko CONTOH", npwp="12.345.678.9-012.345").ids[0]
        (told,) = parties.add_vendor(office, name="UD CONTOH", npwp="123456789012345").notices
        assert told.text == "NPWP ini juga milik Toko CONTOH: mungkin penyedia yang sama."
        assert not parties.change_vendor(office, vendor=first, phone="0800-1").notices
        parties.change_vendor(office, vendor=first, bank_account="0012")
        (told,) = parties.add_vendor(office, name="Toko Lain CONTOH", bank_account="0012").notices
        assert told.text.startswith("Nomor rekening ini juga milik Toko CONTOH")


def test_letters_that_wait_for_who_is_put_away_are_told(desk: Desk) -> None:
    """By number; the institution is put away all the same, and nothing new is prepared for it."""
    mask = things.a_product(desk.office, price=1000)
    desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={}))
    desk.prepare_gift((mask, 2), day=DAY)
    (told,) = places.archive_place(desk.office, place=desk.church).notices
    assert "masih disiapkan untuk" in told.text
    with pytest.raises(FieldInvalid, match="sudah diarsipkan"):
        desk.prepare_gift((mask, 1), day=DAY)
