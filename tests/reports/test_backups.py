"""Backups as the window makes them: noted beside the book, at day's end only when something changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ikm_desktop.errors import BackupFault
from ikm_desktop.goods.parties import add_vendor
from ikm_desktop.goods.places import add_store
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import BookMode, save
from ikm_desktop.reports.backups import (
    age_in_days,
    back_up,
    back_up_if_changed,
    delete_backup,
    folder_of,
    is_backed_up,
    kept_backups,
    last_backup,
    oldest_in,
)
from ikm_desktop.storage.contents import scans_beside
from ikm_desktop.storage.verify import verify
from tests.factories.books import TODAY, a_book, go_to


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book that is set up and was never backed up."""
    with a_book(tmp_path / "data") as found:
        yield found


def test_a_backup_is_good_and_noted(office: Office, tmp_path: Path) -> None:
    """The file opens with its password alone, and the book knows when it was made and of which act."""
    assert last_backup(office) is None
    assert age_in_days(office, TODAY) is None
    report = back_up(office, target=tmp_path, password="kupang 2020")
    assert verify(report.path, "kupang 2020").entry == report.entry
    assert report.encrypted
    last = last_backup(office)
    assert last is not None
    assert (last.entry, last.path) == (report.entry, str(report.path))
    assert is_backed_up(office)


def test_a_backup_ages_from_the_first_change_after_it(office: Office, tmp_path: Path) -> None:
    """While nothing is booked all is backed up; afterwards its days count."""
    back_up(office, target=tmp_path)
    later = TODAY + timedelta(days=3)
    assert age_in_days(office, later) == 0
    go_to(office, later)
    add_vendor(office, name="Toko CONTOH")
    assert not is_backed_up(office)
    assert age_in_days(office, later) == 3


def test_the_end_of_a_day_backs_up_what_changed(office: Office) -> None:
    """Once; again only when more was booked; the same day of the week takes its place."""
    first = back_up_if_changed(office)
    assert first is not None
    assert first.path == folder_of(office) / "ikm-senin.ikm"
    assert back_up_if_changed(office) is None
    go_to(office, TODAY + timedelta(days=7))
    add_store(office, name="Gudang kedua")
    second = back_up_if_changed(office)
    assert second is not None
    assert second.path == first.path
    assert second.entry > first.entry
    assert verify(second.path).entry == second.entry
    assert [one.path for one in kept_backups(office)] == [second.path]


def test_a_sample_book_is_not_backed_up_at_the_end(office: Office) -> None:
    """It can be made again at any time."""
    save(office, BookMode(sample=True))
    assert back_up_if_changed(office) is None
    assert kept_backups(office) == ()


def test_a_refused_backup_leaves_no_note(office: Office, tmp_path: Path) -> None:
    """Neither a wrong target nor a cancelled one counts."""
    with pytest.raises(BackupFault, match="foldernya tidak ada"):
        back_up(office, target=tmp_path / "tidak-ada" / "a.ikm")

    def cancel(_what: str, _done: int, _total: int) -> None:
        raise BackupFault(path="a.ikm", why="dibatalkan")

    with pytest.raises(BackupFault, match="dibatalkan"):
        back_up(office, target=tmp_path / "a.ikm", progress=cancel)
    assert last_backup(office) is None
    assert list(tmp_path.glob("*.ikm")) == []


def test_a_note_that_cannot_be_read_is_no_note(office: Office, tmp_path: Path) -> None:
    """Whatever lies there instead."""
    back_up(office, target=tmp_path)
    for text in ("", "[]", '{"at": "kemarin"}'):
        (office.folder / "log" / "cadangan.json").write_text(text)
        assert last_backup(office) is None


def test_the_oldest_backup_makes_room_but_never_the_last_one(office: Office, tmp_path: Path) -> None:
    """Deleted with the scans beside it; a folder with one has none to give."""
    first = back_up(office, target=tmp_path).path
    assert oldest_in(tmp_path) is None
    scans = scans_beside(first)
    scans.mkdir(exist_ok=True)
    os.utime(first, (1, 1))
    add_vendor(office, name="Toko CONTOH")
    second = back_up(office, target=tmp_path).path
    oldest = oldest_in(tmp_path)
    assert oldest is not None
    assert oldest.path == first
    delete_backup(oldest)
    assert (first.exists(), scans.exists(), second.exists()) == (False, False, True)
