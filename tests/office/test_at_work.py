"""Opening a book to work on it: locked, finished, writable; every refusal leaves the folder free."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from ikm_desktop.errors import BookExists, BookInUse, BookMissing, NotABook
from ikm_desktop.goods.selfcheck import check_connection
from ikm_desktop.office import book
from ikm_desktop.office.settings import set_clerk
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.lock import holder_of


def test_a_new_book_has_its_folders(tmp_path: Path) -> None:
    """The data folder is made whole, for its owner only: the book names people."""
    folder = tmp_path / "kantor"
    with book.at_work(folder, new=True):
        assert holder_of(folder) is not None
    assert {inner.name for inner in folder.iterdir() if inner.is_dir()} == {
        "lampiran",
        "cadangan",
        "konsep",
        "log",
    }
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert holder_of(folder) is None


def test_who_works_has_it_alone(tmp_path: Path) -> None:
    """A second desk is refused while the first is open; one that only looks is not."""
    with book.at_work(tmp_path, new=True) as office:
        with pytest.raises(BookInUse):
            book.at_work(tmp_path)
        set_clerk(office, "RINI CONTOH")
        with book.at_work(tmp_path, read_only=True) as looking:
            assert looking.actor == "RINI CONTOH"
    with book.at_work(tmp_path, check=check_connection) as again:
        assert again.actor == "RINI CONTOH"


def test_a_refusal_frees_the_folder(tmp_path: Path) -> None:
    """What is no book, and a book where a new one was to be made, leave no lock behind."""
    data = DataFolder(tmp_path)
    data.book.write_bytes(b"")
    with pytest.raises(NotABook):
        book.at_work(tmp_path)
    assert holder_of(tmp_path) is None
    with pytest.raises(BookExists):
        book.at_work(tmp_path, new=True)
    assert holder_of(tmp_path) is None
    with pytest.raises(BookMissing):
        book.at_work(tmp_path / "tidak ada")
    assert not (tmp_path / "tidak ada").exists()


@pytest.mark.parametrize("left", ["aside", "restored"])
def test_a_restore_that_was_cut_short_is_finished(tmp_path: Path, left: str) -> None:
    """Killed between taking the old book away and putting the new one in its place, one whole book opens."""
    book.create(tmp_path).close()
    data = DataFolder(tmp_path)
    if left == "restored":
        data.book.rename(data.book.with_name("buku.ikm.restored"))
    else:
        aside = data.book.with_name("buku.ikm.aside")
        aside.mkdir()
        data.book.rename(aside / "buku.ikm")
    with book.at_work(tmp_path) as office:
        set_clerk(office, "RINI CONTOH")
    assert data.book.exists()
