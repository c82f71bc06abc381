"""Books for the tests of storage."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.storage.engine import create_book
from tests.storage.some_acts import add_acts


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with twelve acts, alone in a data folder."""
    path = tmp_path / "data" / "buku.ikm"
    path.parent.mkdir()
    create_book(path)
    add_acts(path, 12)
    return path
