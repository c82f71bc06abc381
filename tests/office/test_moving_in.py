"""A book that was set up elsewhere moves into its data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.errors import BookExists
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.moving_in import move_in
from ikm_desktop.office.settings import set_clerk


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A closed book with two acts."""
    with book.at_work(tmp_path / "sementara", new=True) as office:
        set_up(office)
        set_clerk(office, "Petugas CONTOH")
    return tmp_path / "sementara"


def test_the_book_is_whole_in_its_new_folder(elsewhere: Path, tmp_path: Path) -> None:
    """It opens there as at work, with its clerk, its anchor and a clean bill of health."""
    move_in(elsewhere, tmp_path / "data")
    with book.at_work(tmp_path / "data") as office:
        assert office.actor == "Petugas CONTOH"
        assert check(office, full=True) == ()


def test_a_book_that_is_there_stays(elsewhere: Path, tmp_path: Path) -> None:
    """Nothing is written over it."""
    move_in(elsewhere, tmp_path / "data")
    before = (tmp_path / "data" / "buku.ikm").read_bytes()
    with pytest.raises(BookExists):
        move_in(elsewhere, tmp_path / "data")
    assert (tmp_path / "data" / "buku.ikm").read_bytes() == before
