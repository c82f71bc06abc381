"""`import`: lists as offices keep them, into a new book or one with people in it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from ikm_desktop.batches import batches, roster
from ikm_desktop.office import book
from tests.cli.command_line import Shell, started

LISTS = Path(__file__).resolve().parents[1] / "participants" / "data"
EIGHTY = LISTS / "contoh_empat_angkatan.xlsx"
FORTY = LISTS / "contoh_titik_koma.csv"


def people(folder: Path) -> int:
    """Return how many people the book of a folder has."""
    with closing(sqlite3.connect(folder / "buku.ikm")) as opened:
        return int(opened.execute("SELECT count(*) FROM participant").fetchone()[0])


@pytest.mark.slow
def test_a_list_makes_a_new_book(tmp_path: Path) -> None:
    """As a program: the four sheets' people are saved, each repaired cell told by sheet and row."""
    folder = tmp_path / "kantor baru"
    ran = started("import", folder, EIGHTY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "80 orang disimpan, 0 sudah ada, 0 dilewati, 0 ditahan."
    assert "ANGK I baris 10, NIK: NIK rusak oleh Excel (angka ke-16 hilang); ketik ulang dari KTP" in ran.out
    assert people(folder) == 80
    assert started("check", folder).code == 0


def test_both_lists_and_each_of_them_twice(shell: Shell, tmp_path: Path) -> None:
    """Two lists come together in one book; read again, everybody is recognised, without a NIK too."""
    assert shell("import", tmp_path, FORTY, "--json").json["saved"]["created"] == 40
    assert shell("import", tmp_path, EIGHTY, "--json").json["saved"]["created"] == 80
    again = shell("import", tmp_path, FORTY, "--json")
    saved = again.json["saved"]
    assert any(not row["person"]["nik"] for row in again.json["rows"])
    assert saved == {"created": 0, "same": 40, "skipped": 0, "held": 0}
    assert "Berkas ini sudah pernah diimpor" in again.err
    assert people(tmp_path) == 120
    assert shell("check", tmp_path).code == 0


def test_the_answer_is_as_agreed(shell: Shell, tmp_path: Path) -> None:
    """JSON has every person with sheet, row and the eight values, her findings, and the lines left out."""
    answer = shell("import", tmp_path / "x", EIGHTY, "--dry-run", "--json").json
    assert len(answer["rows"]) == 80
    for row in answer["rows"]:
        assert set(row) == {"sheet", "row", "person", "findings"}
        assert list(row["person"]) == [
            "name",
            "nik",
            "sex",
            "born",
            "place",
            "regency",
            "phone",
            "business",
        ]
        for finding in row["findings"]:
            assert set(finding) == {"code", "field", "before", "after", "message"}
            assert finding["field"] in row["person"]
    assert Counter(row["sheet"] for row in answer["rows"]) == dict.fromkeys(
        ("ANGK I", "ANGK II", "ANGK III", "ANGK IV"), 20
    )
    assert all(set(line) == {"sheet", "row", "why"} for line in answer["skipped"])
    text = shell("import", tmp_path / "x", FORTY, "--dry-run", "--json").json
    assert {row["sheet"] for row in text["rows"]} == {None}


def test_a_trial_saves_nothing(shell: Shell, tmp_path: Path, office: Path) -> None:
    """--dry-run makes no book and changes none."""
    ran = shell("import", tmp_path / "baru", EIGHTY, "--dry-run")
    assert (ran.code, ran.out.splitlines()[-1]) == (
        0,
        "80 orang terbaca, 0 baris ditahan, 32 baris bukan orang. Tidak ada yang disimpan.",
    )
    assert not (tmp_path / "baru").exists()
    before = (office / "buku.ikm").read_bytes()
    assert shell("import", office, EIGHTY, "--dry-run").code == 0
    assert (office / "buku.ikm").read_bytes() == before


def test_a_list_goes_into_a_batch(shell: Shell, tmp_path: Path) -> None:
    """With --batch everybody named is put into it, in the list's order; a second time nobody is added."""
    folder = tmp_path / "kantor"
    assert shell("sample", folder, "--batches", 0).code == 0
    with book.at_work(folder) as office:
        batches.add_batch(office, name="Angkatan II", training="Pelatihan CONTOH", capacity=40)
    assert shell("import", folder, FORTY, "--batch", "2").code == 0
    with book.at_work(folder, read_only=True) as office, office.reading() as connection:
        first = roster.roster(connection, 1)
    assert len(first) == 40
    assert [row.no for row in first] == list(range(1, 41))
    missing = shell("import", folder, FORTY, "--batch", "III")
    assert (missing.code, missing.reason) == (2, "Angkatan III tidak ada dalam buku.")


def test_each_goes_into_the_batch_the_list_names(shell: Shell, tmp_path: Path) -> None:
    """With --named-batches a column Angkatan puts each into hers; a batch that is missing is made."""
    folder, some = tmp_path / "kantor", tmp_path / "dua.csv"
    some.write_text(
        "Pelatihan Sabun Kelor\nNama;NIK;Angkatan\n"
        "Yosef Baru CONTOH;5371991708850901;I\nMaria Baru CONTOH;5371995708850902;2\n"
    )
    assert shell("import", folder, some, "--named-batches").code == 0
    with book.at_work(folder, read_only=True) as office, office.reading() as connection:
        found = {one.name: one for one in batches.batches(connection)}
        assert list(found) == ["Angkatan I", "Angkatan II"]
        assert {one.training for one in found.values()} == {"Pelatihan Sabun Kelor"}
        (row,) = roster.roster(connection, found["Angkatan II"].id)
    assert row.person.name == "Maria Baru CONTOH"


def test_a_full_batch_needs_a_reason(shell: Shell, office: Path, tmp_path: Path) -> None:
    """More people than places are refused as a whole, and taken with a reason."""
    some = tmp_path / "dua.csv"
    some.write_text("Nama;NIK\nYosef Baru CONTOH;5371991708850901\nMaria Baru CONTOH;5371995708850902\n")
    full = shell("import", office, some, "--batch", "II")
    assert full.code == 2
    assert people(office) == 80
    assert shell("import", office, some, "--batch", "II", "--reason", "dua peserta susulan").code == 0
    assert people(office) == 82
    assert shell("check", office).code == 0


def test_rows_that_cannot_be_saved_hold_all_or_are_left_out(shell: Shell, tmp_path: Path) -> None:
    """A date no calendar has holds the list with 1; --good saves the others, still with 1."""
    some = tmp_path / "tiga.csv"
    some.write_text(
        "Nama;NIK;Tanggal Lahir\n"
        "Yosef CONTOH;5371991708850901;17-08-1985\n"
        "Maria CONTOH;5371995708850902;31-02-1985\n"
        "Rambu CONTOH;5371995708850903;17-08-1985\n"
    )
    folder = tmp_path / "kantor"
    held = shell("import", folder, some)
    assert held.code == 1
    assert "Tidak ada yang disimpan. Baris 3:" in held.out
    assert held.out.splitlines()[-1] == ("Dengan --good, 2 baris yang baik disimpan dan yang lain dilewati.")
    good = shell("import", folder, some, "--good", "--json")
    assert (good.code, good.json["saved"]) == (1, {"created": 2, "same": 0, "skipped": 0, "held": 1})
    assert people(folder) == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kosong.csv", b"", "kosong"),
        ("gambar.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "gambar.xlsx"),
        ("rusak.xlsx", b"PK\x03\x04" + b"\xff" * 3000, "rusak.xlsx"),
        ("bukan.csv", b"satu dua tiga\nempat lima\n", "bukan.csv"),
    ],
)
def test_a_file_that_is_no_list(shell: Shell, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """It ends with 2 and one sentence that names the file; no book is made for it."""
    (tmp_path / name).write_bytes(content)
    ran = shell("import", tmp_path / "kantor", tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.reason
    assert not (tmp_path / "kantor").exists()


def test_a_locked_list(shell: Shell, tmp_path: Path) -> None:
    """A workbook with a password is refused as what it is."""
    ran = shell("import", tmp_path / "kantor", LISTS / "contoh_bersandi.xlsx")
    assert ran.code == 2
    assert "sandi" in ran.reason


def test_a_list_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    """A missing file ends with 2 and its name."""
    ran = shell("import", tmp_path / "kantor", tmp_path / "tidak ada.xlsx")
    assert ran.code == 2
    assert "tidak ada.xlsx" in ran.reason
    assert not (tmp_path / "kantor").exists()
