"""The data folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ikm_desktop.storage.folder import DataFolder, default_folder


def test_a_new_folder_has_its_rooms(tmp_path: Path) -> None:
    """Everything the program keeps has its place; making it twice does no harm."""
    folder = DataFolder(tmp_path / "Dinas Perindustrian" / "data")
    folder.make()
    folder.make()
    assert sorted(entry.name for entry in folder.path.iterdir()) == [
        "cadangan",
        "konsep",
        "lampiran",
        "log",
    ]
    assert folder.book == folder.path / "buku.ikm"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists, not in modes")
def test_only_its_owner_may_look_inside(tmp_path: Path) -> None:
    """The book holds names and NIK: a new folder is closed to other users of the computer."""
    folder = DataFolder(tmp_path / "data")
    folder.make()
    assert folder.path.stat().st_mode & 0o077 == 0
    assert folder.attachments.stat().st_mode & 0o077 == 0


def test_where_it_lies_when_nobody_chose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the user's own local data, under the program's name."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if os.name == "posix":
        assert default_folder().path == tmp_path / "IKM Desktop"
    assert default_folder().path.name == "IKM Desktop"
