"""Restoring a backup: one whole book afterwards, and the one before is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import BackupFault, BookExists, BookInUse, NetworkFolder
from ikm_desktop.storage import attachments
from ikm_desktop.storage.anchor import read_anchor, write_anchor
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.engine import create_book
from ikm_desktop.storage.lock import BookLock
from ikm_desktop.storage.network import refuse_network
from ikm_desktop.storage.restore import finish_restore, restore
from tests.storage.some_acts import acts_of, add_acts, leave_half_an_act


@pytest.fixture
def saved(book: Path, tmp_path: Path) -> Path:
    """A backup of the twelve acts, after which the book went on to fifteen."""
    target = tmp_path / "cadangan.ikm"
    backup(book, target)
    entry, digest = add_acts(book, 3)
    write_anchor(book.parent, entry, digest)
    return target


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "buku.ikm-journal")


def test_into_a_new_folder(saved: Path, tmp_path: Path) -> None:
    """The folder is made, the book is the one of the backup, the anchor knows its last act."""
    folder = tmp_path / "komputer" / "baru"
    report = restore(saved, folder)
    assert report.entry == 12
    assert acts_of(folder / "buku.ikm") == list(range(1, 13))
    anchor = read_anchor(folder)
    assert anchor is not None
    assert (anchor[0], anchor[1].hex()[:8]) == (12, report.mark)
    assert _names(folder) == ["buku.ikm", "cadangan", "konsep", "lampiran", "log"]


def test_a_book_is_not_replaced_unasked(book: Path, saved: Path) -> None:
    """Refused, and nothing in the folder changed."""
    before = book.read_bytes()
    with pytest.raises(BookExists):
        restore(saved, book.parent)
    assert book.read_bytes() == before
    anchor = read_anchor(book.parent)
    assert anchor is not None
    assert anchor[0] == 15


def test_the_old_book_is_kept_whole(book: Path, saved: Path) -> None:
    """Replacing keeps the old book among the backups, each time in a folder of its own."""
    before = book.read_bytes()
    restore(saved, book.parent, replace=True)
    assert acts_of(book) == list(range(1, 13))
    kept = book.parent / "cadangan" / "sebelum-dipulihkan-1" / "buku.ikm"
    assert kept.read_bytes() == before
    add_acts(book, 1)
    restore(saved, book.parent, replace=True)
    assert acts_of(book.parent / "cadangan" / "sebelum-dipulihkan-2" / "buku.ikm") == list(range(1, 14))
    anchor = read_anchor(book.parent)
    assert anchor is not None
    assert anchor[0] == 12


def test_an_old_journal_does_not_spoil_the_new_book(book: Path, saved: Path) -> None:
    """The hot journal of a killed act goes aside with its own book, which it still heals."""
    leave_half_an_act(book)
    restore(saved, book.parent, replace=True)
    assert acts_of(book) == list(range(1, 13))
    assert acts_of(book.parent / "cadangan" / "sebelum-dipulihkan-1" / "buku.ikm") == list(range(1, 16))


def test_a_damaged_book_is_replaced_and_kept(book: Path, saved: Path) -> None:
    """What is there need not be readable."""
    book.write_bytes(b"rusak sekali" * 1000)
    restore(saved, book.parent, replace=True)
    assert acts_of(book) == list(range(1, 13))
    kept = book.parent / "cadangan" / "sebelum-dipulihkan-1" / "buku.ikm"
    assert kept.read_bytes() == b"rusak sekali" * 1000


def test_a_bad_backup_changes_nothing(book: Path, saved: Path, tmp_path: Path) -> None:
    """Damaged, not sound, missing: the folder's book stays, and no new folder is made for nothing."""
    content = bytearray(saved.read_bytes())
    content[9000] ^= 1
    saved.write_bytes(content)
    before = book.read_bytes()
    with pytest.raises(BackupFault, match="rusak"):
        restore(saved, book.parent, replace=True)
    content[9000] ^= 1
    saved.write_bytes(content)

    def finding(_connection: sa.Connection) -> list[str]:
        return ["Gudang: Kain katun berbeda"]

    with pytest.raises(BackupFault, match="Kain katun berbeda"):
        restore(saved, book.parent, replace=True, check=finding)
    with pytest.raises(BackupFault, match="berkas tidak ada"):
        restore(tmp_path / "tidak-ada.ikm", tmp_path / "baru")
    assert book.read_bytes() == before
    assert not (tmp_path / "baru").exists()


def test_not_under_an_open_book(book: Path, saved: Path) -> None:
    """Somebody has the book open: refused and told who."""
    with BookLock(book.parent), pytest.raises(BookInUse):
        restore(saved, book.parent, replace=True)
    assert acts_of(book) == list(range(1, 16))


def test_a_backup_may_lie_on_the_network_a_book_not(saved: Path) -> None:
    """The refusal of network folders stands before everything else."""
    assert saved.exists()
    with pytest.raises(NetworkFolder):
        refuse_network(Path("/mnt/x"), "1 1 0:1 / /mnt/x rw - cifs //server/x rw\n")


def test_scans_come_along(book: Path, tmp_path: Path) -> None:
    """Those of the backup are added, those of the folder stay."""
    name = attachments.keep(book.parent, b"pindai BAST")
    target = tmp_path / "semua.zip"
    backup(book, target, whole=True)
    folder = tmp_path / "baru"
    other = attachments.keep(folder, b"pindai lain")
    restore(target, folder)
    assert set(attachments.names_in(folder)) == {name, other}
    assert attachments.read(folder, name) == b"pindai BAST"


def _prepare(book: Path, saved: Path) -> Path:
    """Put a book ready to be moved in beside the old one, as restore does before its first move."""
    restored = book.with_name("buku.ikm.restored")
    restore(saved, book.parent / "tempat lain")
    (book.parent / "tempat lain" / "buku.ikm").rename(restored)
    shutil.rmtree(book.parent / "tempat lain")
    return restored


def test_stopped_before_the_first_move(book: Path, saved: Path) -> None:
    """The old book stays the book."""
    restored = _prepare(book, saved)
    book.with_name("buku.ikm.restored.baru").write_bytes(b"setengah")
    assert finish_restore(book.parent)
    assert acts_of(book) == list(range(1, 16))
    assert not restored.exists()
    assert not book.with_name("buku.ikm.restored.baru").exists()
    assert not finish_restore(book.parent)


def test_stopped_when_the_old_book_was_aside(book: Path, saved: Path) -> None:
    """The new one moves in; the journal left behind goes to the old book."""
    _prepare(book, saved)
    aside = book.with_name("buku.ikm.aside")
    aside.mkdir()
    book.rename(aside / "buku.ikm")
    book.with_name("buku.ikm-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 64)
    assert finish_restore(book.parent)
    assert acts_of(book) == list(range(1, 13))
    kept = book.parent / "cadangan" / "sebelum-dipulihkan-1"
    assert {path.name for path in kept.iterdir()} == {"buku.ikm", "buku.ikm-journal"}
    anchor = read_anchor(book.parent)
    assert anchor is not None
    assert anchor[0] == 12


def test_stopped_when_the_new_book_was_in(book: Path, saved: Path) -> None:
    """Only the tidying and the anchor are left to do."""
    restored = _prepare(book, saved)
    aside = book.with_name("buku.ikm.aside")
    aside.mkdir()
    book.rename(aside / "buku.ikm")
    restored.rename(book)
    assert finish_restore(book.parent)
    assert acts_of(book) == list(range(1, 13))
    assert (book.parent / "cadangan" / "sebelum-dipulihkan-1" / "buku.ikm").exists()
    anchor = read_anchor(book.parent)
    assert anchor is not None
    assert anchor[0] == 12


def test_the_new_book_was_thrown_away_by_hand(book: Path) -> None:
    """Only the old one, aside, is left: it comes back with its journal."""
    aside = book.with_name("buku.ikm.aside")
    aside.mkdir()
    book.rename(aside / "buku.ikm")
    assert finish_restore(book.parent)
    assert acts_of(book) == list(range(1, 13))
    assert not aside.exists()


def test_restoring_clears_what_an_earlier_one_left(book: Path, saved: Path) -> None:
    """A restore that was cut off is ended before the next begins."""
    restored = _prepare(book, saved)
    aside = book.with_name("buku.ikm.aside")
    aside.mkdir()
    book.rename(aside / "buku.ikm")
    restored.rename(book)
    restore(saved, book.parent, replace=True)
    assert acts_of(book) == list(range(1, 13))
    assert len(list((book.parent / "cadangan").glob("sebelum-dipulihkan-*"))) == 2


def test_a_book_without_acts(tmp_path: Path) -> None:
    """An empty book has no last act and no anchor, and comes back all the same."""
    book = tmp_path / "data" / "buku.ikm"
    book.parent.mkdir()
    create_book(book)
    report = backup(book, tmp_path / "kosong.ikm")
    assert (report.entry, report.mark) == (0, "")
    restore(tmp_path / "kosong.ikm", tmp_path / "baru")
    assert acts_of(tmp_path / "baru" / "buku.ikm") == []
    assert read_anchor(tmp_path / "baru") is None
