"""Saving a list: all or the good ones, the same person once, and taking it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import NotFound, NothingChosen
from ikm_desktop.office import tables as office_tables
from ikm_desktop.office.book import Office
from ikm_desktop.participants import imports, people, search
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.import_records import CannotWithdraw, Choices, ImportRun, RowsHeld
from ikm_desktop.participants.list_import.reading import read_pasted
from ikm_desktop.participants.list_import.records import ReadList
from ikm_desktop.storage.digests import digest_of
from tests.factories.books import TODAY, a_book
from tests.factories.persons import a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material

HEAD = "No\tNama\tNIK\tL/P\tTempat Lahir\tTanggal Lahir\tKabupaten/Kota\tNo HP\tNama Usaha"
GOOD = [
    "Adelina Contoh\t5399995708850001\tP\tSo'e\t17-08-1985\tKab. TTS\t081200000001\tUsaha A",
    "Budi Contoh\t5399991708850002\tL\tKupang\t17-08-1985\tKota Kupang\t081200000002\tUsaha B",
    "Cita Contoh\t5399995708850003\tP\tKupang\t17-08-1985\tKota Kupang\t081200000003\tUsaha C",
    "Dina Contoh\t5399995708850004\tP\tKupang\t17-08-1985\tKota Kupang\t081200000004\tUsaha D",
    "Emi Contoh\t5399995708850005\tP\tKupang\t17-08-1985\tKota Kupang\t081200000005\tUsaha E",
    "Frans Contoh\t5399991708850006\tL\tKupang\t17-08-1985\tKota Kupang\t081200000006\tUsaha F",
]
WRONG = "Gita Contoh\t5399995708850007\tP\tKupang\t31-02-1985\tKota Kupang\t081200000007\tUsaha G"


def _list(*rows: str) -> ReadList:
    numbered = [f"{no}\t{row}" for no, row in enumerate(rows, 1)]
    return read_pasted("\n".join([HEAD, *numbered]), today=TODAY)


def _names(office: Office) -> list[str]:
    with office.reading() as connection:
        return [person.name for person in search.people(connection, show="all")]


def _run(office: Office, run: int) -> ImportRun:
    with office.reading() as connection:
        return imports.import_run(connection, run)


def test_a_list_becomes_people(tmp_path: Path) -> None:
    """Everybody is there as the list tells, in its order, each with a place and a line in the log."""
    with a_book(tmp_path) as office:
        done = imports.import_list(office, _list(*GOOD))
        run, *made = done.ids
        with office.reading() as connection:
            kept = people.people_by_id(connection, made)
            assert [kept[person].name.split()[0] for person in made] == [
                "Adelina",
                "Budi",
                "Cita",
                "Dina",
                "Emi",
                "Frans",
            ]
            adelina = kept[made[0]]
            assert (adelina.nik, adelina.sex, adelina.born) == ("5399995708850001", "P", date(1985, 8, 17))
            assert (adelina.birth_place, adelina.regency) == ("So'e", "Kabupaten Timor Tengah Selatan")
            assert (adelina.phone, adelina.business) == ("081200000001", "Usaha A")
            assert people.person_at(connection, adelina.place) == adelina
            logged = sa.select(sa.func.count()).where(
                office_tables.change.c.entry == done.entry, office_tables.change.c.subject == "participant"
            )
            assert connection.execute(logged).scalar_one() == 6
            for row in connection.execute(sa.select(t.participant)).mappings():
                assert row["digest"] == digest_of(t.participant, dict(row))
            assert imports.import_runs(connection) == (imports.import_run(connection, run),)
        result = _run(office, run)
        assert (result.count("created"), result.people, result.withdrawn) == (6, tuple(made), False)


def test_p12_one_wrong_row_saves_nothing_or_is_left_out(tmp_path: Path) -> None:
    """Seven rows, one wrong: refused naming it with its reason, nobody is there; or the six good ones."""
    with a_book(tmp_path) as office:
        read = _list(*GOOD[:3], WRONG, *GOOD[3:])
        with pytest.raises(RowsHeld) as refused:
            imports.import_list(office, read)
        assert [row.row for row in refused.value.rows] == [5]
        assert refused.value.sentence.startswith("Tidak ada yang disimpan. Baris 5: tanggal lahir")
        assert [way.label for way in refused.value.ways_out] == [
            "Perbaiki baris 5",
            "Ambil 6 baris yang baik",
        ]
        assert _names(office) == []
        run = imports.import_list(office, read, choose="good").ids[0]
        assert len(_names(office)) == 6
        result = _run(office, run)
        assert (result.count("created"), result.count("held")) == (6, 1)
        assert result.rows[3].messages[0].startswith("tanggal lahir")


def test_p13_placeholders_are_separate_people(tmp_path: Path) -> None:
    """NIK 0, "-" and none at all: three people without a NIK, each flagged, never merged."""
    rows = [
        f"{name}\t{nik}\tP\tKupang\t17-08-1985\tKota Kupang\t\t"
        for name, nik in (("Ani A", "0"), ("Ani B", "-"), ("Ani C", ""))
    ]
    with a_book(tmp_path) as office:
        run = imports.import_list(office, _list(*rows, GOOD[0])).ids[0]
        with office.reading() as connection:
            kept = [p for p in search.people(connection) if p.name.startswith("Ani")]
        assert [(p.name, p.nik, "nik" in p.missing) for p in kept] == [
            ("Ani A", "", True),
            ("Ani B", "", True),
            ("Ani C", "", True),
        ]
        assert all(any("NIK" in told for told in row.messages) for row in _run(office, run).rows[:3])


def test_p14_an_empty_date_stays_empty(tmp_path: Path) -> None:
    """No day is invented, neither from the NIK nor from today."""
    row = "Ani Contoh\t5399995708850001\tP\tKupang\t\tKota Kupang\t\t"
    with a_book(tmp_path) as office:
        person = imports.import_list(office, _list(row, GOOD[1])).ids[1]
        with office.reading() as connection:
            assert people.person_of(connection, person).born is None


def test_p15_a_nik_that_excel_broke_is_not_taken(tmp_path: Path) -> None:
    """She is saved without it and flagged; typed anew by the clerk, with the right one."""
    broken = "Ani Contoh\t5,39999570885000E+15\tP\tKupang\t17-08-1985\tKota Kupang\t\t"
    zeros = broken.replace("5,39999570885000E+15", "5399995708850000").replace("Ani", "Budi")
    with a_book(tmp_path) as office:
        read = _list(broken, zeros)
        with pytest.raises(RowsHeld, match="harus 16 angka"):
            imports.import_list(office, read, choices=Choices(corrected={0: {"nik": "5399"}}))
        typed = Choices(corrected={0: {"nik": "5399 9957 0885 0009"}})
        run, ani, budi = imports.import_list(office, read, choices=typed).ids
        with office.reading() as connection:
            kept = people.people_by_id(connection, [ani, budi])
            assert (kept[ani].nik, kept[budi].nik) == ("5399995708850009", "")
        told = [
            any("rusak oleh Excel" in message for message in row.messages) for row in _run(office, run).rows
        ]
        assert told == [False, True]


def test_p16_a_known_nik_is_the_same_person(tmp_path: Path) -> None:
    """Nobody is made twice, and what the book knows of her stays as it is."""
    with a_book(tmp_path) as office:
        known = a_person(office, "Adelina Lama", nik="5399995708850001", phone="081211111111")
        run, first, second = imports.import_list(office, _list(*GOOD[:2])).ids
        assert first == known
        assert _names(office) == ["Adelina Lama", "Budi Contoh"]
        with office.reading() as connection:
            assert people.person_of(connection, known).phone == "081211111111"
        rows = _run(office, run).rows
        assert [(row.state, row.participant) for row in rows] == [("same", known), ("created", second)]
        assert rows[0].messages[-1] == "orang yang sama: Adelina Lama"


def test_the_clerk_says_who_somebody_is(tmp_path: Path) -> None:
    """A row without NIK that is somebody known; a row left out; somebody who is not in the book."""
    rows = ("Ani\t-\tP\tKupang\t17-08-1985\tKota Kupang\t\t", GOOD[1], GOOD[2])
    with a_book(tmp_path) as office:
        known = a_person(office, "Ani Lama")
        read = _list(*rows)
        with pytest.raises(RowsHeld, match="peserta 99 tidak ada"):
            imports.import_list(office, read, choices=Choices(same={0: 99}))
        run = imports.import_list(office, read, choices=Choices(same={0: known}, skipped=[1])).ids[0]
        assert [row.state for row in _run(office, run).rows] == ["same", "skipped", "created"]
        assert _names(office) == ["Ani Lama", "Cita Contoh"]
        with pytest.raises(NothingChosen):
            imports.import_list(office, read, choices=Choices(skipped=[0, 1, 2]))


def test_a_nik_twice_in_the_list_holds_the_second(tmp_path: Path) -> None:
    """Also where the clerk's correction makes it so."""
    with a_book(tmp_path) as office:
        with pytest.raises(RowsHeld, match=r"Baris 3: NIK sama dengan baris 2"):
            imports.import_list(office, _list(GOOD[0], GOOD[0].replace("Adelina", "Anna")))
        typed = Choices(corrected={1: {"nik": "5399995708850001"}})
        with pytest.raises(RowsHeld, match=r"Baris 3: NIK sama dengan baris 2 \(Adelina Contoh\)"):
            imports.import_list(office, _list(*GOOD[:2]), choices=typed)
        assert _names(office) == []


def test_a_number_a_person_can_do_without_is_left_empty_and_told(tmp_path: Path) -> None:
    """A KBLI of three digits does not hold the row; typed by the clerk herself it does."""
    head = "Nama\tNIK\tL/P\tTanggal Lahir\tKBLI"
    ani = "Ani Contoh\t5399995708850001\tP\t17-08-1985\t141"
    budi = "Budi Contoh\t5399991708850002\tL\t17-08-1985\t14131"
    with a_book(tmp_path) as office:
        read = read_pasted(f"{head}\n{ani}\n{budi}", today=TODAY)
        with pytest.raises(RowsHeld, match="KBLI: 99 harus 5 angka"):
            imports.import_list(office, read, choices=Choices(corrected={0: {"kbli": "99"}}))
        run, first, second = imports.import_list(office, read).ids
        with office.reading() as connection:
            kept = people.people_by_id(connection, [first, second])
            assert (kept[first].kbli, kept[second].kbli) == ("", "14131")
        assert _run(office, run).rows[0].messages[-1] == "KBLI: 141 harus 5 angka; dikosongkan"


def test_many_held_rows_are_told_in_short(tmp_path: Path) -> None:
    """Ten are named, the rest counted; without a good row there is nothing to take."""
    rows = [WRONG.replace("Gita", f"Gita {chr(65 + n)}") for n in range(12)]
    with a_book(tmp_path) as office, pytest.raises(RowsHeld) as refused:
        imports.import_list(office, _list(*rows))
    assert refused.value.sentence.endswith("dan 2 baris lain.")
    assert [way.key for way in refused.value.ways_out] == ["perbaiki-baris:2"]


def test_the_same_file_again_is_told(tmp_path: Path) -> None:
    """By its SHA-256; not after it was taken back."""
    with a_book(tmp_path) as office:
        run = imports.import_list(office, _list(*GOOD[:1]), sha256="a" * 64).ids[0]
        again = imports.import_list(office, _list(*GOOD[:1]), sha256="a" * 64)
        assert [notice.code for notice in again.notices] == ["FileSeen"]
        imports.withdraw_import(office, again.ids[0])
        imports.withdraw_import(office, run)
        assert imports.import_list(office, _list(*GOOD[:1]), sha256="a" * 64).notices == ()


def test_p19_an_import_can_be_taken_back(tmp_path: Path) -> None:
    """Whom it made is gone with the place, whom it found stays; its record says it was taken back."""
    with a_book(tmp_path) as office:
        known = a_person(office, "Adelina Lama", nik="5399995708850001")
        run = imports.import_list(office, _list(*GOOD)).ids[0]
        imports.withdraw_import(office, run)
        with office.reading() as connection:
            assert [person.id for person in search.people(connection, show="all")] == [known]
            places = sa.text("SELECT count(*) FROM place WHERE kind = 'participant'")
            assert connection.execute(places).scalar_one() == 1
        assert _run(office, run).withdrawn
        with pytest.raises(CannotWithdraw, match="sudah ditarik kembali"):
            imports.withdraw_import(office, run)
        with pytest.raises(NotFound):
            imports.withdraw_import(office, 99)
        assert len(imports.import_list(office, _list(*GOOD)).ids) == 7


def test_p19_not_once_something_depends_on_it(tmp_path: Path) -> None:
    """Goods she holds, a correction made since, another import that found her: each is named."""
    with a_book(tmp_path) as office:
        run, adelina, budi, *_ = imports.import_list(office, _list(*GOOD)).ids
        people.reveal(office, person=adelina, field="nik")
        some_stock(office, place_of(office, adelina), a_material(office), 1_000)
        people.change_person(office, person=budi, phone="081299999999")
        imports.import_list(office, _list(GOOD[2], "Baru\t-\tP\tKupang\t\tKota Kupang\t\t"))
        with pytest.raises(CannotWithdraw) as refused:
            imports.withdraw_import(office, run)
        assert "sudah diubah sesudahnya: Budi Contoh" in refused.value.why
        assert "1 baris impor lain memakainya" in refused.value.why
        assert "1 baris mutasi barang memakainya" in refused.value.why
        assert len(_names(office)) == 7


def test_a_second_list_without_niks_makes_no_doubles(tmp_path: Path) -> None:
    """Rows in which nothing tells them apart are the same people; nobody is made a second time."""
    bare = [row.replace(row.split("\t")[1], "") for row in GOOD]
    with a_book(tmp_path) as office:
        first = imports.import_list(office, _list(*GOOD)).ids
        again = _run(office, imports.import_list(office, _list(*bare)).ids[0])
        assert again.people == tuple(first[1:])
        assert again.rows[0].messages[-1] == "orang yang sama: Adelina Contoh"
        assert len(_names(office)) == 6


def test_who_most_likely_is_in_the_book_is_held_until_the_clerk_says_who_she_is(tmp_path: Path) -> None:
    """Spelt otherwise, born on the same day: held naming her; then the same person, or another one."""
    spelt = "Adelina Tjontoh\t\tP\tSo'e\t17-08-1985\tKab. TTS\t\tUsaha Lain"
    with a_book(tmp_path) as office:
        first = imports.import_list(office, _list(*GOOD[:1])).ids[1]
        with pytest.raises(RowsHeld, match="mungkin orang yang sama dengan Adelina Contoh"):
            imports.import_list(office, _list(spelt, *GOOD[1:]))
        imports.import_list(office, _list(spelt, *GOOD[1:]), choose="good")
        assert len(_names(office)) == 6
        taken = imports.import_list(office, _list(spelt), choices=Choices(same={0: first}))
        assert _run(office, taken.ids[0]).people == (first,)
        imports.import_list(office, _list(spelt), choices=Choices(different={0}))
        assert len(_names(office)) == 7


def test_another_nik_makes_another_person_who_is_told(tmp_path: Path) -> None:
    """Two people of one name and birth date with NIKs of their own are two."""
    other = GOOD[0].replace("5399995708850001", "5301995708859999").replace("081200000001", "")
    with a_book(tmp_path) as office:
        imports.import_list(office, _list(GOOD[0]))
        result = _run(office, imports.import_list(office, _list(other)).ids[0])
        assert result.count("created") == 1
        assert result.rows[0].messages[-1].endswith("NIK-nya lain")
