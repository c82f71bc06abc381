"""Scans beside the book."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ikm_desktop.errors import BookDamaged
from ikm_desktop.storage import attachments


def test_a_scan_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    """The same scan twice is one file; what comes back is what went in."""
    name = attachments.keep(tmp_path, b"pindai BAST")
    assert attachments.keep(tmp_path, b"pindai BAST") == name == hashlib.sha256(b"pindai BAST").hexdigest()
    assert attachments.read(tmp_path, name) == b"pindai BAST"
    assert list(attachments.names_in(tmp_path)) == [name]
    assert (tmp_path / "lampiran" / name[:2] / name).is_file()


def test_a_changed_or_missing_scan_is_damage(tmp_path: Path) -> None:
    """Neither is handed out as if it were the scan; keeping it again mends it."""
    name = attachments.keep(tmp_path, b"pindai BAST")
    attachments.path_of(tmp_path, name).write_bytes(b"pindai BASS")
    with pytest.raises(BookDamaged, match="lampiran berubah"):
        attachments.read(tmp_path, name)
    attachments.keep(tmp_path, b"pindai BAST")
    assert attachments.read(tmp_path, name) == b"pindai BAST"
    attachments.path_of(tmp_path, name).unlink()
    with pytest.raises(BookDamaged, match="lampiran tidak ada"):
        attachments.read(tmp_path, name)


def test_other_files_in_the_folder_are_no_scans(tmp_path: Path) -> None:
    """What a killed write or a file manager left is not counted."""
    name = attachments.keep(tmp_path, b"pindai BAST")
    (tmp_path / "lampiran" / name[:2] / f"{name}.baru").write_bytes(b"setengah")
    (tmp_path / "lampiran" / "Thumbs.db").write_bytes(b"")
    assert list(attachments.names_in(tmp_path)) == [name]
