"""Two lists as offices keep them: every person, every flagged cell, and nothing flagged besides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ikm_desktop.participants.list_import.reading import read_file
from ikm_desktop.participants.list_import.records import ReadList, ReadRow

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2020, 8, 28)
LISTS = ("contoh_empat_angkatan.xlsx", "contoh_titik_koma.csv")
_UNREADABLE = {  # the true value behind these cannot be seen in the list
    "nik_damaged_by_excel": "nik",
    "nik_placeholder": "nik",
    "nik_length": "nik",
    "birth_date_empty": "born",
    "ditto": "regency",
}


@pytest.fixture(params=LISTS)
def sample(request: pytest.FixtureRequest) -> tuple[ReadList, list[dict[str, Any]]]:
    """A list as read, and what should be read from it."""
    path = DATA / request.param
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    return read_file(path, today=TODAY), expected["rows"]


Sample = tuple[ReadList, list[dict[str, Any]]]


def test_everybody_is_read_and_nobody_invented(sample: Sample) -> None:
    """The people stand in the rows the sheet shows them in."""
    read, expected = sample
    assert [(row.sheet, row.row) for row in read.rows] == [(who.get("sheet"), who["row"]) for who in expected]


def test_every_value_is_as_a_careful_person_reads_it(sample: Sample) -> None:
    """What the list has a column for is right; without one it is empty; what is damaged is not saved."""
    read, expected = sample
    headings = {column.field.value for column in read.sheets[0].columns if column.field}
    keys = {"place", "born"} if "birth" in headings else set()
    for row, who in zip(read.rows, expected, strict=True):
        unreadable = {_UNREADABLE[flag] for flag in who["flags"]}
        person = row.person.as_json()
        for key in {"name", "nik", "sex", "born", "place", "regency", "phone", "business"} - unreadable:
            wanted = who[key] if key in headings | keys else ""
            assert _without_kind(person[key] or "") == _without_kind(wanted), (who["name"], key)
        for key in unreadable - {"regency"}:
            assert not person[key], (who["name"], key)


def _without_kind(text: str) -> str:
    """Kupang alone needs its kind to be told apart."""
    return text if text.endswith("Kupang") else text.removeprefix("Kabupaten ")


def test_every_flagged_cell_is_found_and_no_other(sample: Sample) -> None:
    """The codes are those of the expectation; ditto may be told besides."""
    read, expected = sample
    for row, who in zip(read.rows, expected, strict=True):
        codes = {finding.code for finding in row.findings}
        assert codes - {"ditto"} == set(who["flags"]) - {"ditto"}, who["name"]


def test_a_ditto_repeats_the_regency_of_the_row_above(sample: Sample) -> None:
    """Whatever the person's own NIK says."""
    read, expected = sample
    before: ReadRow | None = None
    for row, who in zip(read.rows, expected, strict=True):
        if "ditto" in who["flags"]:
            assert before is not None
            assert row.person.regency == before.person.regency != ""
            assert any(finding.code == "ditto" for finding in row.findings)
        before = row


def test_titles_headings_and_signatures_are_skipped_with_their_reason() -> None:
    """Each filled line is either a person or told as left out."""
    read = read_file(DATA / LISTS[0], today=TODAY)
    of_first = [(line.row, line.why) for line in read.skipped if line.sheet == "ANGK I"]
    assert of_first == [
        *((row, "judul di atas tabel") for row in (1, 2, 3, 4)),
        (6, "judul kolom"),
        *((row, "tanda tangan") for row in (28, 29, 33)),
    ]


def test_a_finding_tells_before_after_and_why() -> None:
    """The command line prints a row with the eight values of a person and the five of a finding."""
    read = read_file(DATA / LISTS[0], today=TODAY)
    row = next(row for row in read.rows if row.row == 10)
    assert row.as_json() == {
        "sheet": "ANGK I",
        "row": 10,
        "person": {
            "name": "Selfina Martha Lamak",
            "nik": "",
            "sex": "P",
            "born": "1980-02-26",
            "place": "Atambua",
            "regency": "Kabupaten Rote Ndao",
            "phone": "085382715265",
            "business": "Penjahit Lamak",
        },
        "findings": [
            {
                "code": "nik_damaged_by_excel",
                "field": "nik",
                "before": "5314996602800080",
                "after": None,
                "message": "NIK rusak oleh Excel (angka ke-16 hilang); ketik ulang dari KTP",
            }
        ],
    }
    assert json.loads(json.dumps(read.as_json()))["rows"][3] == row.as_json()
    assert {line["why"] for line in json.loads(json.dumps(read.as_json()))["skipped"]} == {
        "judul di atas tabel",
        "judul kolom",
        "tanda tangan",
    }


def test_the_old_format_always_asks_for_a_review() -> None:
    """An .xls can be damaged without any error, so its count and sums are told for comparing."""
    read = read_file(DATA / "contoh_lama.xls", today=TODAY)
    assert read.review
    assert [row.person.name for row in read.rows] == ["Maria Bria", "Umbu Klau", "Siti Ma'u"]
    assert [row.person.born for row in read.rows] == [date(1985, 8, 17), date(1960, 1, 12), date(1990, 7, 1)]
    assert [finding.code for row in read.rows for finding in row.findings] == [
        "nik_damaged_by_excel",
        "ditto",
    ]
    (sheet,) = read.sheets
    assert [(column.letters, column.count, column.total) for column in sheet.columns if column.count] == [
        ("A", 3, 6),
        ("C", 1, 5311991201600070),
        ("G", 1, 81338130028),
    ]
    assert not read_file(DATA / LISTS[1], today=TODAY).review
