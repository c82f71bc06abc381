"""Issued papers: their bytes for ever, their versions, their copies, their files."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import FieldMissing, NotFound, PaperDamaged, WrongState
from ikm_desktop.office.book import Office
from ikm_desktop.papers import archive
from ikm_desktop.papers.archive import COPY, PRINT, SAVE, issue, issued_bytes, issued_papers, print_again
from ikm_desktop.papers.numbers import BLANK, change_paper, fill_number, void_number
from tests.papers.some_book import a_book, a_paper, paper, spoil

FIRST = b"%PDF-1.4 pertama"
SECOND = b"%PDF-1.4 kedua"


def issue_once(office: Office, paper_id: int, pdf: bytes = FIRST, changed: str = "") -> int:
    """Issue a version in an act of its own."""
    with office.act("terbitkan") as act:
        return issue(act, paper_id, content_json='{"nama": "Ani"}', pdf=pdf, pages=2, changed=changed)


def bytes_of(office: Office, paper_id: int, version: int | None = None) -> bytes:
    """Read the bytes of a version."""
    with office.reading() as connection:
        return issued_bytes(connection, paper_id, version)


def test_p5_a_reprint_equals_the_first_bytes(tmp_path: Path) -> None:
    """Whatever became of the person, the register or the number since."""
    office = a_book(tmp_path)
    one = a_paper(office, BLANK, party="Ani CONTOH")
    issue_once(office, one.id)
    fill_number(office, paper=one.id, wanted=12)
    with office.act("ubah") as act:
        change_paper(act, one.id, party="Ani Maria CONTOH")
    assert print_again(office, paper=one.id).pdf == FIRST


def test_p5_a_correction_is_version_2_under_the_same_number(tmp_path: Path) -> None:
    """It says what changed; version 1 stays and can be printed."""
    office = a_book(tmp_path)
    one = a_paper(office)
    issue_once(office, one.id)
    with pytest.raises(FieldMissing, match="versi 2"):
        issue_once(office, one.id, SECOND, " ")
    issue_once(office, one.id, SECOND, "nama diperbaiki")
    assert bytes_of(office, one.id) == SECOND
    assert bytes_of(office, one.id, 1) == FIRST
    assert print_again(office, paper=one.id, version=1).pdf == FIRST
    with office.reading() as connection:
        versions = issued_papers(connection, paper=one.id, all_versions=True)
    assert [(v.version, v.number, v.changed) for v in versions] == [
        (1, one.number, ""),
        (2, one.number, "nama diperbaiki"),
    ]


def test_bytes_pages_hash_and_content_are_kept(tmp_path: Path) -> None:
    """The archive holds what the paper was drawn from beside the paper."""
    office = a_book(tmp_path)
    one = a_paper(office)
    issued = issue_once(office, one.id)
    with office.reading() as connection:
        (row,) = issued_papers(connection)
        assert (row.id, row.pages, row.sha256) == (issued, 2, hashlib.sha256(FIRST).digest())
        assert archive.last_issued(connection, one.id) == issued
        assert archive.issued_content(connection, one.id, 1) == '{"nama": "Ani"}'


def test_an_act_undone_issues_nothing(tmp_path: Path) -> None:
    """Bytes are in the book only if the whole act is."""
    office = a_book(tmp_path)
    one = a_paper(office)
    with pytest.raises(WrongState):
        issue_then_fail(office, one.id)
    with pytest.raises(NotFound):
        bytes_of(office, one.id)
    with office.reading() as connection:
        assert archive.last_issued(connection, one.id) is None
        with pytest.raises(NotFound):
            archive.issued_content(connection, one.id)
    with pytest.raises(NotFound):
        print_again(office, paper=one.id)


def issue_then_fail(office: Office, paper_id: int) -> None:
    """Issue a paper in an act that is refused in the end."""
    with office.act("terbitkan") as act:
        issue(act, paper_id, content_json="{}", pdf=FIRST, pages=1)
        void_number(act, paper_id, "batal")
        void_number(act, paper_id, "batal")


def test_a_void_paper_gets_no_version(tmp_path: Path) -> None:
    """What was issued before stays in the archive and says by its file's name that it is void."""
    office = a_book(tmp_path)
    one = a_paper(office)
    issue_once(office, one.id)
    with office.act("batal") as act:
        void_number(act, one.id, "lembaga batal")
    with pytest.raises(WrongState):
        issue_once(office, one.id, SECOND, "nama")
    with office.reading() as connection:
        (row,) = issued_papers(connection)
    assert (row.state, row.file_name) == (
        "void",
        "BAST-L_530-001-DPP-VIII-2020_Majelis-Jemaat-CONTOH_DIBATALKAN.pdf",
    )


def test_copies_are_counted_originals_are_not(tmp_path: Path) -> None:
    """SALINAN ke-1, ke-2; prints and saved files between them do not count, nor another version's copies."""
    office = a_book(tmp_path)
    one = a_paper(office)
    issue_once(office, one.id)
    counted = [print_again(office, paper=one.id, how=how).copy for how in (PRINT, COPY, SAVE, COPY, PRINT)]
    assert counted == [0, 1, 0, 2, 0]
    issue_once(office, one.id, SECOND, "nama")
    again = print_again(office, paper=one.id, how=COPY)
    assert (again.copy, again.pdf) == (1, SECOND)


def test_damaged_bytes_are_never_printed(tmp_path: Path) -> None:
    """The paper and its version are named, and nothing is logged as printed."""
    office = a_book(tmp_path)
    one = a_paper(office)
    issue_once(office, one.id)
    spoil(office, "UPDATE issued SET pdf = x'25504446'")
    with pytest.raises(PaperDamaged, match=r"530/001/DPP/VIII/2020 versi 1"):
        print_again(office, paper=one.id)
    with office.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM print_log")).scalar() == 0


def test_the_book_itself_refuses_to_change_what_was_issued(tmp_path: Path) -> None:
    """Neither the program nor another one can rewrite issued bytes."""
    office = a_book(tmp_path)
    issue_once(office, a_paper(office).id)
    connection = sqlite3.connect(office.path)
    for change in ("UPDATE issued SET pages = 1", "DELETE FROM issued", "DELETE FROM paper"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(change)
    connection.close()


def test_p6_twenty_certificates_make_twenty_files(tmp_path: Path) -> None:
    """Two people have the same full name; even unnumbered, each has a file of its own."""
    office = a_book(tmp_path)
    names = ["Maria Goreti CONTOH", "Maria Goreti CONTOH", *(f"Peserta {n} CONTOH" for n in range(18))]
    for wanted in (BLANK, "NEXT"):
        for name in names:
            number = BLANK if wanted is BLANK else str(paper_count(office) + 1)
            one = a_paper(office, number, kind="SERT", series="SERT", party=name)
            issue_once(office, one.id)
        with office.reading() as connection:
            files = [p.file_name for p in issued_papers(connection, kind="SERT")]
        assert len({name.casefold() for name in files}) == len(files)
    assert len(files) == 40


def paper_count(office: Office) -> int:
    """Count the papers of the book."""
    with office.reading() as connection:
        return int(connection.execute(sa.text("SELECT count(*) FROM paper")).scalar_one())


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("Majelis Jemaat", "BAST-L_530-001-DPP-VIII-2020_Majelis-Jemaat.pdf"),
        ("Pdt. J. Rotē, M.Th. & <b>", "BAST-L_530-001-DPP-VIII-2020_Pdt-J-Rote-M-Th-b.pdf"),
        ("Ma'arif / CON:*?", "BAST-L_530-001-DPP-VIII-2020_Maarif-CON.pdf"),
        ("", "BAST-L_530-001-DPP-VIII-2020.pdf"),
        ("x" * 99, f"BAST-L_530-001-DPP-VIII-2020_{'x' * 60}.pdf"),
    ],
)
def test_file_names_hold_on_every_system(tmp_path: Path, party: str, name: str) -> None:
    """Letters, digits and hyphens only; the number first, so that a folder sorts as the register."""
    office = a_book(tmp_path)
    issue_once(office, a_paper(office, party=party).id)
    with office.reading() as connection:
        assert [p.file_name for p in issued_papers(connection)] == [name]


def test_papers_that_would_share_a_name_are_told_apart(tmp_path: Path) -> None:
    """Two lists under one receipt's number for one person: the paper's id makes the difference."""
    office = a_book(tmp_path)
    made = [a_paper(office, "00001/UP/2020", series=None, kind="NOM") for _ in range(2)]
    for one in made:
        issue_once(office, one.id)
    with office.reading() as connection:
        files = [p.file_name for p in issued_papers(connection)]
    assert files == [f"NOM_00001-UP-2020_Majelis-Jemaat-CONTOH_{one.id}.pdf" for one in made]


def test_issued_papers_are_found_by_batch_and_kind(tmp_path: Path) -> None:
    """Only issued ones, the newest version of each, in the order of the register."""
    office = a_book(tmp_path)
    with office.act("coba") as act:
        for batch in (1, 2):
            act.connection.execute(
                sa.text("INSERT INTO batch (id, name, training, digest) VALUES (:id, :id, 'Masker', x'00')"),
                {"id": batch},
            )
    late = a_paper(office, 2, batch=1)
    early = a_paper(office, 1, batch=1, day=date(2020, 8, 3))
    kit = a_paper(office, 3, batch=2, kind="TTB")
    for one in (late, early, kit):
        issue_once(office, one.id)
    issue_once(office, early.id, SECOND, "nama")
    a_paper(office, 4, batch=1)
    with office.reading() as connection:
        first = issued_papers(connection, batch=1)
        assert [(p.paper, p.version) for p in first] == [(early.id, 2), (late.id, 1)]
        assert [p.paper for p in issued_papers(connection, kind="TTB")] == [kit.id]
        assert issued_papers(connection, batch=2, kind="SERT") == []
    assert first[0].file_name.endswith("_versi-2.pdf")
    assert paper(office, early.id).batch == 1
