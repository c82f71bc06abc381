"""Folders that are not what they should be: each has its own sentence, never a traceback."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.command_line import CHECKOUT, Shell, started

LIST = Path(__file__).resolve().parents[1] / "participants" / "data" / "contoh_titik_koma.csv"


def commands(folder: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    """Return each command that opens a book, with the folder."""
    return [
        ("check", folder),
        ("papers", folder, "--out", tmp_path / "surat"),
        ("backup", folder, tmp_path / "c.ikm"),
    ]


def refused_by_all(shell: Shell, folder: Path, tmp_path: Path) -> str:
    """Run every command on a folder; all must end with 2, with the one sentence that is returned."""
    reasons = set()
    for words in commands(folder, tmp_path):
        ran = shell(*words)
        assert (ran.code, ran.out) == (2, ""), words
        reasons.add(ran.reason)
    (reason,) = reasons
    return str(reason)


def test_a_folder_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    """Nothing is made, and the folder named."""
    folder = tmp_path / "tidak ada"
    assert refused_by_all(shell, folder, tmp_path) == f"Tidak ada buku di {folder}."
    assert not folder.exists()


def test_an_empty_folder(shell: Shell, tmp_path: Path) -> None:
    """Nothing is put into it."""
    folder = tmp_path / "kosong"
    folder.mkdir()
    assert refused_by_all(shell, folder, tmp_path) == f"Tidak ada buku di {folder}."
    assert list(folder.iterdir()) == []


def test_a_name_no_folder_can_have(shell: Shell, tmp_path: Path) -> None:
    """What the system says of it is told in a sentence too."""
    folder = tmp_path / ("x" * 300)
    assert refused_by_all(shell, folder, tmp_path) == f"{folder / 'buku.ikm'} bernama terlalu panjang."


def test_a_file_instead_of_a_folder(shell: Shell, tmp_path: Path) -> None:
    """It is said that it is a file."""
    file = tmp_path / "buku.ikm"
    file.write_text("")
    for words in [*commands(file, tmp_path), ("sample", file), ("import", file, LIST)]:
        ran = shell(*words)
        assert ran.code == 2
        assert f"DIR: {file} adalah berkas, bukan folder" in ran.err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", " (berkas kosong)"),
        (b"Ini bukan buku, melainkan catatan biasa yang panjangnya lebih dari seratus huruf. " * 4, ""),
    ],
    ids=["empty", "text"],
)
def test_a_file_that_is_no_book(shell: Shell, tmp_path: Path, content: bytes, why: str) -> None:
    """A file of length 0 and a file of something else are told apart, and stay as they are."""
    folder = tmp_path / "data"
    folder.mkdir()
    book = folder / "buku.ikm"
    book.write_bytes(content)
    assert refused_by_all(shell, folder, tmp_path) == f"{book} bukan buku IKM{why}."
    ran = shell("import", folder, LIST)
    assert (ran.code, ran.reason) == (2, f"{book} bukan buku IKM{why}.")
    assert book.read_bytes() == content


def test_a_book_of_another_program(shell: Shell, tmp_path: Path) -> None:
    """A database that is no book of ours is never written."""
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "buku.ikm")) as other, other:
        other.execute("CREATE TABLE resep (nama)")
    reason = refused_by_all(shell, folder, tmp_path)
    assert reason == f"{folder / 'buku.ikm'} bukan buku IKM (basis data program lain)."


def test_a_book_of_a_later_version(shell: Shell, office: Path, tmp_path: Path) -> None:
    """Its format is named, and it stays as it is."""
    with closing(sqlite3.connect(office / "buku.ikm")) as book:
        book.execute("PRAGMA user_version = 99")
    before = (office / "buku.ikm").read_bytes()
    reason = refused_by_all(shell, office, tmp_path)
    assert "dibuat versi yang lebih baru (format 99" in reason
    assert shell("import", office, LIST).reason == reason
    assert (office / "buku.ikm").read_bytes() == before


_HOLDER = """
import sys
from pathlib import Path
from ikm_desktop.storage.lock import BookLock
with BookLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def opened_elsewhere(folder: Path) -> Iterator[int]:
    """Let another program have the book open, and give its process number."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder.pid
    finally:
        holder.communicate()


def test_a_book_that_is_open_elsewhere(shell: Shell, office: Path, tmp_path: Path) -> None:
    """Commands that write name who has it; those that only read go on."""
    backup = tmp_path / "c.ikm"
    assert shell("backup", office, backup).code == 0
    before = (office / "buku.ikm").read_bytes()
    with opened_elsewhere(office) as process:
        writing: list[tuple[object, ...]] = [
            ("import", office, LIST),
            ("restore", backup, office, "--replace"),
        ]
        for words in writing:
            ran = shell(*words)
            assert (ran.code, ran.out) == (2, ""), words
            assert ran.reason.startswith("Data sedang dibuka di komputer ")
            assert f"proses {process})" in ran.reason
        assert (office / "buku.ikm").read_bytes() == before
        for words in [*commands(office, tmp_path), ("import", office, LIST, "--dry-run")]:
            assert shell(*words).code == 0, words
    assert shell("import", office, LIST).code == 0


@pytest.mark.slow
def test_the_program_itself_ends_in_a_sentence(tmp_path: Path) -> None:
    """As a program too: 2, nothing on standard output, one line on standard error."""
    ran = started("check", tmp_path / "tidak ada")
    assert (ran.code, ran.out, ran.err) == (2, "", f"Tidak ada buku di {tmp_path / 'tidak ada'}.\n")


def test_without_a_command(shell: Shell) -> None:
    """Where no window can be opened, it is said where the commands are told."""
    ran = shell()
    assert ran.code == 2
    assert "ikm-desktop --help" in ran.reason


@pytest.mark.parametrize(
    "command", ["", "sample", "check", "papers", "import", "backup", "verify", "restore"]
)
def test_help_is_indonesian(shell: Shell, command: str) -> None:
    """Every command explains itself, in Indonesian throughout."""
    ran = shell(*([command] if command else []), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("pemakaian: ikm-desktop")
    for english in ("usage", "options", "arguments", "show this", "default"):
        assert english not in ran.out


def test_an_unknown_command(shell: Shell) -> None:
    """It is named with those there are."""
    ran = shell("cetak")
    assert ran.code == 2
    assert ran.err.startswith("ikm-desktop: PERINTAH: 'cetak' tidak dikenal (pilih: ")
