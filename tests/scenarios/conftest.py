"""The desk every scenario starts at, and the mask that is made of a file's own `cloth`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import things
from tests.scenarios.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk on a book of its own."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def mask(desk: Desk, cloth: int) -> int:
    """A mask of one piece of cloth at Rp500."""
    item = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, item, {cloth: 1})
    return item
