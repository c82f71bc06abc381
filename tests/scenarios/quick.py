"""A desk for scenarios that are many: its book is checked once, when the scenario is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.acts import Done
from tests.scenarios.desk import Desk


class Quick(Desk):
    """A desk whose acts are taken as they are."""

    def checked(self, done: Done) -> Done:
        """Take the act as it is."""
        return done


def quick_desk(folder: Path) -> Iterator[Quick]:
    """Yield a fresh desk; at the end its whole book must be sound."""
    found = Quick(folder)
    yield found
    assert [str(finding) for finding in check(found.office)] == []
    found.office.close()
