"""What the disk, the system and other programs do to a book comes out as a fault that says so."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import (
    BookBusy,
    BookDamaged,
    BookMissing,
    DiskFull,
    Fault,
    NotABook,
    ReadOnly,
    WriteFault,
)
from ikm_desktop.storage.engine import connect, create_book, open_engine
from ikm_desktop.storage.faults import free_mb, translated


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new, empty book."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    return path


def _grow(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for number in range(500):
        connection.execute("INSERT INTO setting VALUES (?, ?)", (f"nama {number}", "x" * 3000))
    connection.execute("COMMIT")


def test_a_full_disk_is_told_with_the_room_left(book: Path) -> None:
    """No page more: the act is undone, reading goes on, the fault tells the MB left on the disk."""
    connection = connect(book)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(DiskFull) as found, translated(book):
        _grow(connection)
    assert found.value.free_mb == pytest.approx(free_mb(book), abs=500)
    assert f"sisa {found.value.free_mb} MB" in str(found.value)
    assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
    connection.execute(f"PRAGMA max_page_count={pages + 2000}")
    _grow(connection)
    connection.close()


def test_a_write_the_system_refuses_changes_nothing(book: Path) -> None:
    """A file that may not grow (limit of the process): WriteFault, and the book reads as before."""
    resource = pytest.importorskip("resource", reason="limits of a process are a thing of POSIX")
    connection = connect(book)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (book.stat().st_size + 100_000, hard))
    try:
        with pytest.raises(WriteFault, match="disk menolak menulis"), translated(book):
            _grow(connection)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
    _grow(connection)
    connection.close()


def test_another_writer_is_named_as_such(book: Path) -> None:
    """While another connection writes, ours is told that the book is busy, through SQLAlchemy too."""
    writer = connect(book)
    writer.execute("BEGIN IMMEDIATE")
    engine = open_engine(book)
    with engine.connect().execution_options(readonly=True) as other:
        other.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(BookBusy), translated(book):
            other.exec_driver_sql("DELETE FROM setting")
    engine.dispose()
    writer.close()


def test_a_file_of_something_else_is_not_a_book(tmp_path: Path) -> None:
    """A letter under the book's name, and fifty zero bytes."""
    for content in (b"Kepada Yth. Bapak Kepala Dinas" * 100, bytes(50)):
        path = tmp_path / "buku.ikm"
        path.write_bytes(content)
        with pytest.raises(NotABook), translated(path):
            connect(path)


def test_a_torn_page_is_damage(book: Path) -> None:
    """Pages of garbage: the book is damaged, and the fault says so."""
    with book.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * 4096 * 20)
    with pytest.raises(BookDamaged, match="pulihkan cadangan"), translated(book):
        connect(book)


def test_a_book_opened_for_viewing_takes_no_write(book: Path) -> None:
    """A write through a viewing connection is answered with ReadOnly."""
    engine = open_engine(book, read_only=True)
    with (
        pytest.raises(ReadOnly),
        translated(book),
        engine.connect().execution_options(readonly=True) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
    engine.dispose()


def test_a_book_that_went_away(tmp_path: Path) -> None:
    """A stick pulled out: there is no book any more."""
    with pytest.raises(BookMissing), translated(tmp_path / "buku.ikm"):
        connect(tmp_path / "buku.ikm")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, ReadOnly),
        (errno.EPERM, ReadOnly),
        (errno.EIO, WriteFault),
        (errno.EFBIG, WriteFault),
    ],
)
def test_what_the_system_says(tmp_path: Path, code: int, fault: type[Fault]) -> None:
    """Errors of plain files are told like the book's, with the file the system named."""
    with pytest.raises(fault) as found, translated(tmp_path / "buku.ikm"):
        raise OSError(code, "dari sistem", str(tmp_path / "cadangan.age"))
    assert found.value.path == str(tmp_path / "cadangan.age")


def test_a_mistake_of_the_program_stays_one(book: Path) -> None:
    """Broken constraints, wrong SQL and missing files of the program pass untouched."""
    connection = connect(book)
    with pytest.raises(sqlite3.IntegrityError), translated(book):
        connection.execute("INSERT INTO setting (name, value) VALUES ('a', NULL)")
    with pytest.raises(sqlite3.OperationalError, match="no such table"), translated(book):
        connection.execute("SELECT * FROM tidak_ada")
    connection.close()
    engine = open_engine(book)
    with (
        pytest.raises(sa.exc.IntegrityError),
        translated(book),
        engine.begin() as begun,
    ):
        begun.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('a', NULL)")
    engine.dispose()
    with pytest.raises(FileNotFoundError), translated(book):
        (book.parent / "tidak-ada").read_bytes()


def test_room_is_told_for_a_file_yet_to_be(tmp_path: Path) -> None:
    """The room of a path that does not exist is its nearest folder's."""
    assert free_mb(tmp_path / "a" / "b") == pytest.approx(free_mb(tmp_path), abs=500)
