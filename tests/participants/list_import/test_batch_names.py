"""Which batch a list names for its people."""

from __future__ import annotations

from datetime import date

import pytest

from ikm_desktop.participants.list_import.batch_names import batch_named, training_named
from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.reading import read_grids

TODAY = date(2020, 8, 28)


@pytest.mark.parametrize(
    ("text", "batch"),
    [
        ("ANGKATAN I", "Angkatan I"),
        ("ANGK. 4", "Angkatan IV"),
        ("DAFTAR PESERTA PELATIHAN MASKER ANGKATAN KE-III TAHUN 2020", "Angkatan III"),
        ("Gelombang: 2", "Angkatan II"),
        ("angkatan kerja", ""),
        ("ANGKATAN 2020", ""),
        ("ANGKATAN IIX", ""),
        ("DAFTAR PESERTA", ""),
    ],
)
def test_a_batch_is_read_from_a_title(text: str, batch: str) -> None:
    """As the office writes it; a year or a word is no batch."""
    assert batch_named(text) == batch


def _sheet(name: str, *rows: list[str]) -> Grid:
    return Grid(name, list(rows))


def test_heading_title_and_name_of_the_sheet_tell_in_this_order() -> None:
    """A heading between the rows holds until the next; the title before the sheet's name."""
    head = ["No", "Nama", "NIK"]
    one = _sheet("ANGK IV", ["ANGKATAN III"], head, ["1", "Ani Contoh", "5399995708850001"])
    two = _sheet(
        "Sheet2",
        head,
        ["1", "Budi Contoh", "5399991708850002"],
        ["ANGKATAN I"],
        ["2", "Cici Contoh", "5399995708850003"],
        ["ANGKATAN II"],
        ["3", "Dedi Contoh", "5399991708850004"],
    )
    three = _sheet("ANGK 5", head, ["1", "Eni Contoh", "5399995708850005"])
    read = read_grids((one, two, three), file="a.xlsx", today=TODAY)
    assert [row.batch for row in read.rows] == [
        "Angkatan III",
        "",
        "Angkatan I",
        "Angkatan II",
        "Angkatan V",
    ]


def test_the_training_is_read_from_a_title() -> None:
    """Capitals become as certificates print them; abbreviations stay."""
    titles = ["CONTOH", "DAFTAR PESERTA PELATIHAN PEMBUATAN MASKER KAIN BAGI IKM ANGKATAN II"]
    assert training_named(titles) == "Pelatihan Pembuatan Masker Kain bagi IKM"
    assert training_named(["Daftar nama"]) == ""
