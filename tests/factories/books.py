"""Books on disk: new ones, set up, whose clock stands where the test wants it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from ikm_desktop.goods import selfcheck
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.storage.engine import BOOK_NAME

TODAY = date(2020, 8, 24)
"""The day tests live on, unless they say another."""


class CheckedOffice(Office):
    """A book that no test leaves unsound: the whole self-check runs when it is closed."""

    def __exit__(self, *raised: object) -> None:
        """Check the book, unless the test is failing for a reason of its own, and close it."""
        try:
            if raised[0] is None:
                assert selfcheck.check(self) == ()
        finally:
            self.close()


def a_new_book(folder: Path, *, today: date = TODAY) -> Office:
    """Make an empty book: no places, no settings. Its clock moves a second a reading."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_an_empty_book(), folder / BOOK_NAME)
    return reopened(folder, today=today)


@cache
def _an_empty_book() -> Path:
    """Make the schema once in a process; no two empty books differ."""
    above = Path(tempfile.mkdtemp(prefix="ikm-kosong-"))
    atexit.register(shutil.rmtree, above, ignore_errors=True)
    book.create(above / "data", durable=False).close()
    return above / "data" / BOOK_NAME


def reopened(folder: Path, *, today: date = TODAY) -> Office:
    """Open a book that was made before; its clock begins at a day."""
    return CheckedOffice(folder, clock=SteppingClock(at(today)), actor="Petugas CONTOH", durable=False)


def a_book(folder: Path, *, today: date = TODAY) -> Office:
    """Make a book that is set up: fixed places, default rates, one store."""
    office = a_new_book(folder, today=today)
    set_up(office)
    return office


def go_to(office: Office, day: date, hour: int = 8) -> None:
    """Let the book's clock stand at an hour of a day."""
    assert isinstance(office.clock, SteppingClock)
    office.clock.go_to(day, hour)
