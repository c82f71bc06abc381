"""People: what is kept of them, what is refused, what is only told, and how they are found."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from ikm_desktop.errors import (
    AlreadyThere,
    FieldInvalid,
    FieldMissing,
    NotFound,
    PlaceRef,
    ReasonMissing,
    Several,
    WrongDay,
)
from ikm_desktop.goods import places
from ikm_desktop.office import tables as office_tables
from ikm_desktop.office.settings import Rules, save
from ikm_desktop.participants import people
from ikm_desktop.participants.checks import working_ages
from ikm_desktop.participants.nik import Nik
from ikm_desktop.participants.person import NEEDED, masked_account
from ikm_desktop.storage import attachments
from tests.factories.books import a_book
from tests.factories.persons import a_complete_person, a_nik, a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product

BORN = date(1985, 8, 17)
NIK = "5399995708850001"


def test_a_person_is_kept_as_told(tmp_path: Path) -> None:
    """Numbers lose their marks, texts their stray blanks, the regency takes the list's writing."""
    with a_book(tmp_path) as office:
        done = people.add_person(
            office,
            name=" Maria  Yosefa Bria ",
            nik="5399 9957 0885 0001",
            birth_place="So'e",
            born=BORN,
            sex="P",
            regency="kab. tts",
            phone="+62 812-0000-0000",
            npwp="01.234.567.8-901.000",
            nib="1234567890123",
            kbli="14131",
            bank="Bank NTT",
            bank_account="0001 234 567",
            founded=2015,
            workers=3,
        )
        with office.reading() as connection:
            kept = people.person_of(connection, done.ids[0])
            assert (kept.name, kept.nik, kept.birth_place) == ("Maria Yosefa Bria", NIK, "So'e")
            assert (kept.regency, kept.phone) == ("Kabupaten Timor Tengah Selatan", "081200000000")
            assert (kept.npwp, kept.bank_account) == ("012345678901000", "0001234567")
            assert (kept.born, kept.sex, kept.founded, kept.workers) == (BORN, "P", 2015, 3)
            assert places.place_ref(connection, kept.place) == PlaceRef(kept.place, "participant", kept.name)
            assert people.person_at(connection, kept.place) == kept
        assert done.notices == ()


def test_numbers_are_masked_in_lists() -> None:
    """Four and two digits of a NIK are shown, three of an account."""
    assert masked_account("0001234567") == "*******567"
    assert masked_account("12345") == "*****"
    assert masked_account("") == ""


def test_all_faults_of_a_person_are_told_at_once(tmp_path: Path) -> None:
    """Every field that cannot be is named; nothing is saved."""
    with a_book(tmp_path) as office:
        with pytest.raises(Several) as refused:
            people.add_person(
                office,
                name="",
                nik="5399995708",
                born=date(2030, 1, 1),
                sex="X",
                phone="tidak ada",
                nib="12",
                npwp="34",
                kbli="1",
                bank_account="x",
                founded=1200,
                workers=-1,
            )
        fields = [getattr(reason, "field", "") for reason in refused.value.reasons]
        assert fields == [
            "Nama",
            "NIK",
            "Telepon",
            "L/P",
            "Tanggal lahir",
            "NIB",
            "NPWP",
            "KBLI",
            "Nomor rekening",
            "Tahun berdiri",
            "Jumlah pekerja",
        ]
        assert type(refused.value.reasons[0]) is FieldMissing
        assert type(refused.value.reasons[4]) is WrongDay
        with office.reading() as connection:
            assert people.people_by_id(connection, [1]) == {}


@pytest.mark.parametrize(
    ("nik", "why"),
    [
        ("537101170885000", "harus 16 angka"),
        ("5371011708850000,0", "rusak oleh Excel"),
        ("5,37101E+15", "rusak oleh Excel"),
        ("0", "kosongkan bila belum ada"),
        ("1111111111111111", "bukan NIK"),
        ("53710117O8850001", "hanya boleh berisi angka"),
    ],
)
def test_what_cannot_be_a_nik_is_refused(tmp_path: Path, nik: str, why: str) -> None:
    """Sixteen digits, not all the same, not what Excel left of them."""
    with a_book(tmp_path) as office, pytest.raises(FieldInvalid, match=why):
        a_person(office, nik=nik)


def test_what_only_looks_odd_is_told_and_saved(tmp_path: Path) -> None:
    """Birth digits can be wrong for life: the person is saved, the clerk is told what differs."""
    with a_book(tmp_path) as office:
        done = people.add_person(office, name="Ani", nik="9999997108850000", born=date(1990, 1, 1), sex="L")
        warnings = [notice.values["warning"] for notice in done.notices]
        assert warnings == ["region_unknown", "birth_mismatch", "sex_mismatch", "serial_zero"]
        again = people.change_person(office, person=done.ids[0], born=date(1985, 8, 31), sex="P")
        assert [n.values["warning"] for n in again.notices] == ["region_unknown", "serial_zero"]
        assert people.change_person(office, person=done.ids[0], phone="0812 0000 0001").notices == ()
        merely_old = people.add_person(office, name="Budi", nik="9201011708850001", born=BORN, sex="L")
        assert merely_old.notices == ()


def test_a_nik_belongs_to_one_person(tmp_path: Path) -> None:
    """The second is refused naming the first, with the NIK masked; no NIK at all may stand often."""
    with a_book(tmp_path) as office:
        first = a_person(office, "Maria CONTOH", nik=NIK)
        with pytest.raises(AlreadyThere) as refused:
            a_person(office, nik=NIK)
        assert refused.value.sentence == "NIK 5399**********01 sudah dipakai Maria CONTOH."
        second = a_person(office, nik="")
        a_person(office, nik="")
        with pytest.raises(AlreadyThere):
            people.change_person(office, person=second, nik=NIK)
        people.change_person(office, person=first, nik=NIK, note="sama")
        with office.reading() as connection:
            owners = people.owners_of_niks(connection, [NIK, "", a_nik()])
            assert owners == {NIK: people.NikOwner(first, "Maria CONTOH")}
            many = [NIK, *(f"{n:016}" for n in range(600))]
            assert people.owners_of_niks(connection, many).keys() == {NIK}


def test_the_place_follows_the_name(tmp_path: Path) -> None:
    """Renamed, she is found under the new name wherever goods are named; the log keeps the old."""
    with a_book(tmp_path) as office:
        person = a_person(office, "Ani")
        done = people.change_person(office, person=person, name="Ani Bria")
        with office.reading() as connection:
            assert places.place_ref(connection, people.person_of(connection, person).place).name == "Ani Bria"
            query = sa.select(office_tables.change.c.subject, office_tables.change.c.before)
            logged = connection.execute(query.where(office_tables.change.c.entry == done.entry)).all()
            assert sorted(tuple(row) for row in logged) == [("participant", "Ani"), ("place", "Ani")]


def test_looking_at_a_number_is_logged(tmp_path: Path) -> None:
    """It is returned in full, and who looked when stands in the log."""
    with a_book(tmp_path) as office:
        person = a_complete_person(office, "Ani")
        assert people.reveal(office, person=person, field="bank_account") == "0001234567"
        nik = people.reveal(office, person=person, field="nik")
        with office.reading() as connection:
            who = people.person_of(connection, person)
            assert nik == who.nik
            assert (who.masked_nik, who.masked_account) == (f"5399**********{nik[-2:]}", "*******567")
            change = office_tables.change.c
            seen = sa.select(change.field).where(change.after == "dilihat").order_by(change.id)
            assert connection.execute(seen).scalars().all() == ["bank_account", "nik"]


def test_people_are_put_away_with_a_reason_and_come_back(tmp_path: Path) -> None:
    """Without a reason nothing happens; put away, she is still there."""
    with a_book(tmp_path) as office:
        person = a_person(office, "Ani")
        with pytest.raises(ReasonMissing):
            people.archive_person(office, person=person)
        people.archive_person(office, person=person, reason="pindah ke luar daerah")
        with office.reading() as connection:
            assert people.person_of(connection, person).archived
        people.archive_person(office, person=person, archived=False)
        with office.reading() as connection:
            assert not people.person_of(connection, person).archived
        with pytest.raises(NotFound):
            people.archive_person(office, person=99, reason="x")


def test_who_holds_material_is_not_put_away(tmp_path: Path) -> None:
    """The material is named and the missing reason told with it; her own rejects do not matter."""
    with a_book(tmp_path) as office:
        holds, rejects = a_person(office, "Ani"), a_person(office, "Budi")
        some_stock(office, place_of(office, holds), a_material(office, "Kain katun"), 7_000)
        some_stock(office, place_of(office, rejects), a_product(office, "Masker"), 2)
        with pytest.raises(Several) as refused:
            people.archive_person(office, person=holds)
        assert [type(reason) for reason in refused.value.reasons] == [ReasonMissing, places.StillHolds]
        people.archive_person(office, person=rejects, reason="pindah")


def test_completeness_counts_what_papers_need(tmp_path: Path) -> None:
    """A name and NIK are 2 of 16; a full form is 100 %."""
    with a_book(tmp_path) as office:
        bare, full = a_person(office, "Ani"), a_complete_person(office, "Budi")
        with office.reading() as connection:
            ani, budi = people.person_of(connection, bare), people.person_of(connection, full)
            assert ani.complete_percent == 2 * 100 // len(NEEDED) == 12
            assert "bank_account" in ani.missing
            assert (budi.complete_percent, budi.missing) == (100, ())
            assert budi.full_address == "Jl. Contoh 1, RT/RW 001/002, Oebobo, Oebobo, Kota Kupang"


def test_a_photo_is_kept_small(tmp_path: Path) -> None:
    """The picture comes back by the name the person's row keeps."""
    with a_book(tmp_path) as office:
        person = a_person(office)
        out = io.BytesIO()
        Image.new("RGB", (1800, 2400), "green").save(out, "JPEG")
        people.set_photo(office, person=person, content=out.getvalue(), name="ani.jpg")
        with office.reading() as connection:
            photo = people.person_of(connection, person).photo
            assert photo is not None
            assert Image.open(io.BytesIO(attachments.read(tmp_path, photo))).size == (540, 720)


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 3000), (540, 720)), ((300, 900), (300, 400)), ((1, 1), (1, 1))]
)
def test_a_photo_is_cut_to_three_by_four_and_tells_nothing_else(
    tmp_path: Path, size: tuple[int, int], kept: tuple[int, int]
) -> None:
    """Whatever its shape; where and when it was taken is not kept; taken away, she has none."""
    with a_book(tmp_path) as office:
        person = a_person(office)
        out, exif = io.BytesIO(), Image.Exif()
        exif[0x0110] = "Kamera CONTOH"
        Image.new("RGB", size, "green").save(out, "JPEG", exif=exif)
        people.set_photo(office, person=person, content=out.getvalue(), name="ani.jpg")
        with office.reading() as connection:
            photo = people.person_of(connection, person).photo or ""
            picture = Image.open(io.BytesIO(attachments.read(tmp_path, photo)))
        assert (picture.size, dict(picture.getexif())) == (kept, {})
        people.remove_photo(office, person=person)
        with office.reading() as connection:
            assert people.person_of(connection, person).photo is None


def test_nobody_stands_at_a_store(tmp_path: Path) -> None:
    """Asking whose place a store is gives nobody."""
    with a_book(tmp_path) as office:
        person = a_person(office)
        with office.reading() as connection:
            assert people.person_at(connection, places.main_store(connection)) is None
        assert place_of(office, person) > 0


def test_the_offices_working_age_decides_the_century_of_a_nik(tmp_path: Path) -> None:
    """Ages 15 to 90 unless the rules say otherwise; born in 1921 or 2021 is then a question of the rules."""
    nik, today = Nik("5399991708210001"), date(2036, 8, 24)
    with a_book(tmp_path) as office:
        with office.reading() as connection:
            assert nik.born(today, working_ages(connection)) == date(2021, 8, 17)
        save(office, Rules(youngest=20, oldest=120))
        with office.reading() as connection:
            assert nik.born(today, working_ages(connection)) == date(1921, 8, 17)


def test_what_looks_odd_is_kept_and_told(tmp_path: Path) -> None:
    """A short telephone, a name of two regencies, an age: it may be right; it is not taken in silence."""
    with a_book(tmp_path) as office:
        done = people.add_person(office, name="Maria Bria", phone="0812-34")
        assert [notice.code for notice in done.notices] == ["PhoneOdd"]
        (person,) = done.ids
        assert people.change_person(office, person=person, phone="+62 812 3456 7890").notices == ()
        (notice,) = people.change_person(office, person=person, phone="12").notices
        assert "012" in notice.text
        (notice,) = people.change_person(office, person=person, regency="kupang").notices
        assert "Kabupaten Kupang atau Kota Kupang" in notice.text
        assert people.change_person(office, person=person, regency="kota kupang").notices == ()
        (notice,) = people.change_person(office, person=person, born=date(1800, 1, 1)).notices
        assert "220 tahun" in notice.text
        assert people.change_person(office, person=person, born=date(1985, 8, 17)).notices == ()
