"""The desk that tests of the buyback room work at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk on a book of its own; the self-check runs after each of its acts."""
    found = Desk(tmp_path)
    yield found
    found.office.close()
