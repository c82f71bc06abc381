"""The self-check of papers: it is silent on a sound book and names each fault on a spoilt one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.office.book import Office
from ikm_desktop.office.findings import Finding
from ikm_desktop.papers.archive import issue
from ikm_desktop.papers.check import check_archive, check_numbers
from ikm_desktop.papers.gaps import explain_gap
from ikm_desktop.papers.numbers import BLANK, void_number
from tests.papers.some_book import AUGUST, a_book, a_paper, spoil


def a_sound_book(folder: Path) -> Office:
    """Two letters, one of them void and issued twice, a blank one, a receipt, a number not of ours."""
    office = a_book(folder)
    for wanted in (12, 13, "13.a", BLANK, "B-77/Setda"):
        a_paper(office, wanted)
    a_paper(office, series="KUI-UP", kind="KUI-UP", day=date(2021, 1, 4))
    a_paper(office, "12/PT", series=None, kind="BAST-V")
    for version in (1, 2):
        with office.act("terbitkan") as act:
            pdf = b"%PDF " + bytes([48 + version])
            issue(act, 1, content_json="{}", pdf=pdf, pages=1, changed="" if version == 1 else "nama")
    with office.act("batal") as act:
        void_number(act, 1, "lembaga batal")
    return office


def findings(office: Office) -> list[Finding]:
    """Run both checks."""
    with office.reading() as connection:
        return check_numbers(connection) + check_archive(connection)


def test_a_sound_book_has_no_findings(tmp_path: Path) -> None:
    """Void, blank, foreign and inserted numbers are all in order."""
    assert findings(a_sound_book(tmp_path)) == []


FORGED = [
    (
        "UPDATE paper SET sequence = 12, number = '530/012/DPP/VIII/2020' WHERE id = 2",
        "BAST 530/012/DPP/VIII/2020: nomor ini juga dipakai BAST Majelis Jemaat CONTOH tanggal 24-08-2020.",
    ),
    (
        "UPDATE paper SET number = 'B-77/Setda' WHERE id = 3",
        "BAST B-77/Setda: nomor ini juga dipakai BAST Majelis Jemaat CONTOH tanggal 24-08-2020.",
    ),
    ("UPDATE paper SET year = 2019 WHERE id = 4", "tercatat dalam register tahun 2019."),
    (
        "UPDATE paper SET sequence = 14 WHERE id = 2",
        "BAST 530/013/DPP/VIII/2020: tercatat dengan nomor urut 14.",
    ),
    ("UPDATE paper SET reason = '' WHERE id = 1", "BAST 530/012/DPP/VIII/2020: dibatalkan tanpa alasan."),
    (
        "UPDATE issued SET pdf = x'00' WHERE version = 2",
        "berkas versi 2 tidak sama lagi dengan yang diterbitkan.",
    ),
    ("DELETE FROM issued WHERE version = 1", "hanya 1 dari 2 versi yang tersimpan."),
]


@pytest.mark.parametrize(("forgery", "said"), FORGED)
def test_each_fault_is_named(tmp_path: Path, forgery: str, said: str) -> None:
    """With the paper, its day and what is wrong; triggers and indexes were taken off by the forger."""
    office = a_sound_book(tmp_path)
    spoil(office, forgery)
    found = [finding for finding in findings(office) if "terlewati" not in finding.sentence]
    assert [finding.sentence for finding in found if finding.sentence.endswith(said)]
    assert {finding.day for finding in found} == {AUGUST}
    assert {finding.code for finding in found} == {18 if "issued" in forgery else 15}
    assert len(found) == 1


def test_a_gap_is_a_finding_until_it_is_explained(tmp_path: Path) -> None:
    """One finding for a run of numbers."""
    office = a_sound_book(tmp_path)
    a_paper(office, 17)
    (found,) = findings(office)
    assert (found.code, found.day, found.paper) == (15, AUGUST, "BAST 530/017/DPP/VIII/2020")
    assert found.sentence == (
        "Nomor 14 s.d. 16 terlewati dan belum dijelaskan (register SURAT tahun 2020, "
        "sebelum BAST 530/017/DPP/VIII/2020)."
    )
    explain_gap(office, series="SURAT", year=2020, first=14, last=16, reason="undangan")
    assert findings(office) == []


def test_a_damaged_day_does_not_stop_the_check(tmp_path: Path) -> None:
    """What cannot be read is left to the check of the file; all other papers are still looked at."""
    office = a_sound_book(tmp_path)
    spoil(
        office,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE paper SET letter_date = '2020-0x-24' WHERE id = 1",
        "UPDATE paper SET reason = '' WHERE id = 1",
        "UPDATE paper SET sequence = 12 WHERE id = 2",
    )
    found = findings(office)
    assert [finding.day for finding in found] == [AUGUST, AUGUST, None]
