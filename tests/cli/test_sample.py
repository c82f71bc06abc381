"""`sample`: a CONTOH office, the same for the same numbers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.command_line import Ran, Shell, started
from tests.factories.sample_office import the_sample


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of the book in a folder."""
    connection = sqlite3.connect(folder / "buku.ikm")
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}
    finally:
        connection.close()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """What a program of its own said, and the folder it was told; nobody may change it.

    Another process hashes texts differently, so that sets come in another order.
    """
    folder = tmp_path_factory.mktemp("lain") / "kantor contoh"
    words = ("sample", folder, "--batches", 1, "--seed", 4)
    return started(*words, PYTHONHASHSEED="77", TZ="Asia/Tokyo"), folder


@pytest.mark.slow
def test_a_sample_office_is_made_and_its_book_is_sound(elsewhere: tuple[Ran, Path]) -> None:
    """`sample X` and then `check X`, as programs of their own, both end with 0 and say so."""
    made, folder = elsewhere
    assert (made.code, made.err) == (0, "")
    assert made.out == f"Kantor CONTOH dibuat di {folder}: 1 angkatan, hari buku 28 Agustus 2020.\n"
    checked = started("check", folder)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out == "Buku cocok: tidak ada yang perlu dijelaskan.\n"


def test_a_book_is_never_made_over_another(shell: Shell, office: Path) -> None:
    """A second sample in the same folder is refused, and the first stays to the byte."""
    before = (office / "buku.ikm").read_bytes()
    ran = shell("sample", office)
    assert (ran.code, ran.out) == (2, "")
    assert ran.reason == f"Di {office} sudah ada buku; buku itu tidak ditimpa."
    assert (office / "buku.ikm").read_bytes() == before


def test_an_office_without_people(shell: Shell, tmp_path: Path) -> None:
    """With no batch the office is set up (goods, officials, institutions) and nobody is in it."""
    folder = tmp_path / "kosong"
    assert shell("sample", folder, "--batches", 0, "--json").json == {
        "dir": str(folder),
        "batches": 0,
        "on": "2020-08-28",
    }
    found = rows(folder)
    assert found["participant"] == found["batch"] == found["voucher"] == found["paper"] == []
    assert found["item"]
    assert found["signatory"]
    assert found["institution"]
    assert shell("check", folder).code == 0


@pytest.mark.slow
def test_the_same_seed_gives_the_same_book(shell: Shell, elsewhere: tuple[Ran, Path], tmp_path: Path) -> None:
    """Every row of every table is the same for the same seed, papers and hashes too; another seed differs."""
    made, there = elsewhere
    assert made.code == 0
    assert shell("sample", tmp_path / "sini", "--batches", 1, "--seed", 4).code == 0
    here = rows(tmp_path / "sini")
    assert here == rows(there)
    # The office all tests share is of another seed, and longer: its first batch is told apart by the births.
    births, others = ([row[5] for row in found["participant"]] for found in (here, rows(the_sample())))
    assert len(births) == 20
    assert births != others[:20]


@pytest.mark.slow
def test_more_batches_on_another_day(shell: Shell, tmp_path: Path) -> None:
    """Five batches on a day of another year: the story ends on that day, the book's clock stands there."""
    folder = tmp_path / "lima"
    ran = shell("sample", folder, "--batches", 5, "--seed", 7, "--on", "08-01-2021")
    assert (ran.code, ran.out) == (
        0,
        f"Kantor CONTOH dibuat di {folder}: 5 angkatan, hari buku 8 Januari 2021.\n",
    )
    found = rows(folder)
    assert len(found["batch"]) == 5
    assert len(found["participant"]) == 100
    days = [str(row[2]) for row in found["act"]]
    assert max(days) == "2021-01-08"
    assert shell("check", folder).code == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--on", "2017-05-05"), "kegiatannya akan mulai sebelum 1 Februari 2018"),
        (("--batches", 500), "kegiatannya akan mulai sebelum 1 Februari 2018"),
    ],
)
def test_a_story_that_begins_too_early_is_refused(
    shell: Shell, tmp_path: Path, words: tuple[object, ...], reason: str
) -> None:
    """Before the earliest tax rules there is no office to show; nothing is left behind."""
    ran = shell("sample", tmp_path / "awal", *words)
    assert ran.code == 2
    assert reason in ran.reason
    assert not (tmp_path / "awal").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--batches", -1), "--batches: nilai '-1' tidak dapat dibaca"),
        (("--batches", "empat"), "--batches: nilai 'empat' tidak dapat dibaca"),
        (("--on", "31-09-2020"), "--on: nilai '31-09-2020' tidak dapat dibaca"),
        (("--seed",), "--seed: perlu satu nilai"),
    ],
)
def test_wrong_words_are_refused_in_indonesian(
    shell: Shell, tmp_path: Path, words: tuple[object, ...], reason: str
) -> None:
    """The complaint names the word, points to the help, and ends with 2."""
    ran = shell("sample", tmp_path / "x", *words)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        f"ikm-desktop sample: {reason}",
        "Ketik 'ikm-desktop sample --help' untuk bantuan.",
    ]
