"""`papers`: what was issued comes out byte for byte, all of it or what was asked for."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command_line import Ran, Shell, started
from tests.factories.sample_office import the_sample


@pytest.fixture
def sample() -> Path:
    """The sample office, only to be read."""
    return the_sample()


def test_every_issued_paper_comes_out_byte_for_byte(shell: Shell, sample: Path, tmp_path: Path) -> None:
    """The files are the stored PDFs: their hashes are those in the book, none is missing, none added."""
    ran = shell("papers", sample, "--out", tmp_path / "surat")
    files = sorted((tmp_path / "surat").iterdir())
    with closing(sqlite3.connect(sample / "buku.ikm")) as book:
        stored = sorted(row[0] for row in book.execute("SELECT sha256 FROM issued"))
    assert sorted(hashlib.sha256(file.read_bytes()).digest() for file in files) == stored
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"{len(files)} surat disimpan di {tmp_path / 'surat'}."
    assert {str(file) for file in files} == set(ran.out.splitlines()[:-1])


def kinds(ran: Ran) -> set[str]:
    """Return the kinds of the papers a command wrote."""
    return {paper["kind"] for paper in ran.json["papers"]}


def test_only_a_kind(shell: Shell, sample: Path, tmp_path: Path) -> None:
    """A kind is its code, in whatever letters; each file is told with its number."""
    ran = shell("papers", sample, "--out", tmp_path, "--kind", "bast-l", "--json")
    assert kinds(ran) == {"BAST-L"}
    assert all(paper["number"].startswith("530/") for paper in ran.json["papers"])
    assert {paper["file"] for paper in ran.json["papers"]} == {file.name for file in tmp_path.iterdir()}


@pytest.mark.parametrize("name", ["2", "II", "angkatan ii"])
def test_only_a_batch(shell: Shell, sample: Path, tmp_path: Path, name: str) -> None:
    """A batch is named by its number, its Roman numeral or its name."""
    ran = shell("papers", sample, "--out", tmp_path, "--batch", name, "--kind", "TTB", "--json")
    (paper,) = ran.json["papers"]
    assert "Angkatan-II-19-orang" in paper["file"]


def test_what_is_not_there_is_refused(shell: Shell, sample: Path, tmp_path: Path) -> None:
    """A kind or a batch nobody knows ends with 2 and its name; no folder is made for it."""
    out = tmp_path / "surat"
    kind = shell("papers", sample, "--out", out, "--kind", "SURAT")
    assert kind.code == 2
    assert kind.reason.startswith("Jenis surat: SURAT tidak dikenal; ada: SERT, BAST-L,")
    batch = shell("papers", sample, "--out", out, "--batch", "9")
    assert (batch.code, batch.reason) == (2, "Angkatan 9 tidak ada dalam buku.")
    assert not out.exists()


def test_a_file_where_the_folder_should_be(shell: Shell, sample: Path, tmp_path: Path) -> None:
    """The papers are not written over a file."""
    (tmp_path / "surat").write_text("")
    ran = shell("papers", sample, "--out", tmp_path / "surat")
    assert ran.code == 2
    assert "adalah berkas, bukan folder" in ran.err


def test_a_damaged_paper_is_named_and_the_others_come_out(shell: Shell, office: Path, tmp_path: Path) -> None:
    """Bytes that are not the issued ones never leave the book; the rest does, with exit code 1."""
    with closing(sqlite3.connect(office / "buku.ikm")) as book, book:
        for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            book.execute(f"DROP TRIGGER {name}")
        book.execute(
            "UPDATE issued SET pdf = zeroblob(99) WHERE paper = "
            "(SELECT id FROM paper WHERE number = '00002/LS/2020')"
        )
    ran = shell("papers", office, "--out", tmp_path / "surat", "--kind", "KUI-LS", "--json")
    assert ran.code == 1
    assert [paper["number"] for paper in ran.json["damaged"]] == ["00002/LS/2020"]
    assert len(ran.json["papers"]) == len(list((tmp_path / "surat").iterdir())) == 3
    assert "tidak disimpan: isinya tidak sama lagi dengan yang diterbitkan" in ran.err


@pytest.mark.slow
def test_json_alone_on_standard_output(sample: Path, tmp_path: Path) -> None:
    """As a program: with --json the sentences go to standard error, so that another program can read."""
    ran = started("papers", sample, "--out", tmp_path, "--kind", "KUI-LS", "--json")
    assert ran.code == 0
    assert len(ran.json["papers"]) == 4
    assert "4 surat disimpan" in ran.err
