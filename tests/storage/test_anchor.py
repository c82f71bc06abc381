"""The anchor outside the book."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ikm_desktop.storage.anchor import anchor_path, read_anchor, write_anchor

HASH = hashlib.sha256(b"akta").digest()


def test_the_last_act_is_read_back(tmp_path: Path) -> None:
    """What was written last is what is read, and nothing else stays behind in the folder."""
    assert write_anchor(tmp_path, 1, bytes(32))
    assert write_anchor(tmp_path, 41207, HASH)
    assert read_anchor(tmp_path) == (41207, HASH)
    assert [entry.name for entry in (tmp_path / "log").iterdir()] == ["jangkar"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"12",
        b"x " + HASH.hex().encode(),
        b"5 abcd",
        b"0 " + HASH.hex().encode(),
        b"\xff\x00 1",
    ],
)
def test_a_torn_anchor_accuses_nobody(tmp_path: Path, content: bytes) -> None:
    """An empty, cut or strange file counts as no anchor."""
    write_anchor(tmp_path, 5, HASH)
    anchor_path(tmp_path).write_bytes(content)
    assert read_anchor(tmp_path) is None


def test_no_anchor_yet(tmp_path: Path) -> None:
    """A folder without one has none."""
    assert read_anchor(tmp_path) is None


def test_an_anchor_that_cannot_be_written_refuses_nothing(tmp_path: Path) -> None:
    """The act is committed by then: the caller is told, no exception rises."""
    (tmp_path / "log").mkdir()
    anchor_path(tmp_path).mkdir()
    assert not write_anchor(tmp_path, 5, HASH)
    assert not write_anchor(tmp_path / "tidak-ada", 5, HASH)
