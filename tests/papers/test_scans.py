"""Scans of signed papers: kept under their hash, known to the register, missed by the self-check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.errors import AlreadyThere, FieldInvalid, NotFound, ReasonMissing
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.book import Office
from ikm_desktop.papers.scans import (
    LARGEST_MB,
    attach_scan,
    remove_scan,
    scan_content,
    scan_path,
    scans_of,
)
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.restore import restore
from tests.papers.some_book import a_book, a_paper

PDF = b"%PDF-1.4 pindaian CONTOH"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book with one paper."""
    with a_book(tmp_path / "data") as found:
        a_paper(found)
        yield found


def test_a_scan_is_kept_under_its_hash(office: Office) -> None:
    """With its name, and who put it there; its content reads back; the book is sound."""
    done = attach_scan(office, paper=1, content=PDF, name="BAST 001.pdf")
    with office.reading() as connection:
        (scan,) = scans_of(connection, [1])[1]
    assert (scan.id, scan.name, scan.by) == (done.ids[0], "BAST 001.pdf", "Rini CONTOH")
    assert scan_content(office, scan) == PDF
    assert scan_path(office, scan).parent.parent == office.folder / "lampiran"
    assert check(office) == ()


def test_the_same_file_comes_once(office: Office) -> None:
    """To the same paper; to another it may."""
    other = a_paper(office).id
    attach_scan(office, paper=1, content=PDF, name="a.pdf")
    with pytest.raises(AlreadyThere):
        attach_scan(office, paper=1, content=PDF, name="b.pdf")
    attach_scan(office, paper=other, content=PDF, name="b.pdf")
    with office.reading() as connection:
        assert [len(found) for found in scans_of(connection, [1, other]).values()] == [1, 1]


@pytest.mark.parametrize("content", [b"MZ bukan pindaian", b"%PDF" + bytes(LARGEST_MB * 10**6)])
def test_what_is_no_scan_is_refused(office: Office, content: bytes) -> None:
    """Another kind of file, or one too large; and nothing for a paper that is not there."""
    with pytest.raises(FieldInvalid):
        attach_scan(office, paper=1, content=content, name="x.exe")
    with pytest.raises(NotFound):
        attach_scan(office, paper=9, content=PDF, name="x.pdf")


def test_a_scan_is_taken_off_with_a_reason(office: Office) -> None:
    """The register has none any more; the file stays; once off it cannot be taken off again."""
    scan = attach_scan(office, paper=1, content=PDF, name="a.pdf").ids[0]
    with office.reading() as connection:
        kept = scan_path(office, scans_of(connection, [1])[1][0])
    with pytest.raises(ReasonMissing):
        remove_scan(office, scan=scan, reason=" ")
    remove_scan(office, scan=scan, reason="salah surat")
    with office.reading() as connection:
        assert scans_of(connection, [1]) == {}
    assert kept.exists()
    with pytest.raises(NotFound):
        remove_scan(office, scan=scan, reason="salah surat")


def test_a_missing_scan_is_a_finding(office: Office) -> None:
    """Named with its paper; one that was changed too."""
    attach_scan(office, paper=1, content=PDF, name="a.pdf")
    with office.reading() as connection:
        path = scan_path(office, scans_of(connection, [1])[1][0])
    path.write_bytes(PDF + b"!")
    assert [str(finding) for finding in check(office)] == [
        "Pindaian a.pdf dari BAST 530/001/DPP/VIII/2020 berubah di lampiran."
    ]
    path.unlink()
    assert "tidak ada di lampiran" in str(check(office)[0])


def test_scans_go_into_the_backup_and_come_back(office: Office, tmp_path: Path) -> None:
    """A restored folder has them and is sound."""
    attach_scan(office, paper=1, content=PDF, name="a.pdf")
    report = backup(office.path, tmp_path)
    assert report.attachments == 1
    restore(report.path, tmp_path / "baru")
    with Office(tmp_path / "baru") as restored:
        with restored.reading() as connection:
            assert scan_content(restored, scans_of(connection, [1])[1][0]) == PDF
        assert check(restored) == ()
