"""Going back: what a backup would change is told first; the book of before is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.errors import BackupFault, BookInUse
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.reports.backups import back_up, folder_of
from ikm_desktop.reports.restoring import backups_of, compare, put_back
from tests.factories.books import a_book
from tests.factories.persons import a_person


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book with one person, backed up; since then there are two more."""
    with a_book(tmp_path / "data") as found:
        a_person(found, "Ani CONTOH")
        back_up(found, target=folder_of(found))
        a_person(found, "Budi CONTOH")
        a_person(found, "Citra CONTOH")
        yield found


def test_a_backup_is_compared_with_the_book(office: Office) -> None:
    """What would be lost, and whose the last act in the backup is."""
    (kept,) = backups_of(office.folder)
    found = compare(office.folder, kept.path)
    people = next(one for one in found.differences if one.name == "Peserta")
    assert (people.book, people.backup, people.lost) == (3, 1, 2)
    assert found.acts_lost == 2
    assert found.backup_at is not None
    assert found.book_at is not None
    assert found.backup_at < found.book_at


def test_the_backup_takes_the_books_place(office: Office) -> None:
    """The book has one person again and is sound; the one of before lies among the backups."""
    (kept,) = backups_of(office.folder)
    office.close()
    put_back(office.folder, kept.path)
    with book.at_work(office.folder) as restored:
        assert check(restored) == ()
        assert compare(office.folder, kept.path).acts_lost == 0
    assert (office.folder / "cadangan" / "sebelum-dipulihkan-1" / "buku.ikm").exists()


def test_a_book_that_is_open_is_left_alone(office: Office) -> None:
    """Refused while somebody works in it."""
    (kept,) = backups_of(office.folder)
    office.close()
    with book.at_work(office.folder), pytest.raises(BookInUse):
        put_back(office.folder, kept.path)


def test_a_damaged_book_is_compared_all_the_same(office: Office) -> None:
    """It has no figures; what the backup holds is told, and it can be put back."""
    (kept,) = backups_of(office.folder)
    office.close()
    office.path.write_bytes(b"rusak" * 4_000)
    found = compare(office.folder, kept.path)
    assert {one.book for one in found.differences} == {None}
    assert found.book_at is None
    put_back(office.folder, kept.path)
    with book.at_work(office.folder) as restored:
        assert check(restored) == ()


def test_what_is_no_backup_is_refused(office: Office, tmp_path: Path) -> None:
    """Before anything is changed."""
    wrong = tmp_path / "ikm-x.ikm"
    wrong.write_bytes(b"bukan cadangan")
    with pytest.raises(BackupFault):
        compare(office.folder, wrong)
