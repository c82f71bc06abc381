"""Long work that can be stopped: it ends at its next step, and its act leaves nothing behind.

The work itself is not handed anything: whoever starts it says `under(going)`, and on that thread every
statement of the book, and every `step`, asks whether to go on.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from ikm_desktop.errors.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(kw_only=True, eq=False)
class Stopped(Refusal):
    """The clerk stopped a work that was under way."""

    @property
    def sentence(self) -> str:
        """What happened, in Indonesian."""
        return "Dihentikan; tidak ada yang disimpan."


class Going:
    """One work under way: another thread may stop it, and is told how far it is.

    tell: called with what is done now (empty when the same as before), how much of it, of how much; on the
    thread of the work.
    """

    def __init__(self, tell: Callable[[str, int, int], object] | None = None) -> None:
        self._tell = tell
        self._stop = Event()

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stop.set()

    def check(self) -> None:
        """Raise Stopped when it was told to."""
        if self._stop.is_set():
            raise Stopped

    def tell(self, what: str, done: int, total: int) -> None:
        """Pass on how far the work is."""
        if self._tell is not None:
            self._tell(what, done, total)


_GOING: ContextVar[Going | None] = ContextVar("going", default=None)


@contextmanager
def under(going: Going) -> Iterator[None]:
    """Let the work inside be stopped and followed by `going`."""
    before = _GOING.set(going)
    try:
        yield
    finally:
        _GOING.reset(before)


def check(*_: object) -> None:
    """Raise Stopped when the work of this thread was told to stop; a work nobody follows goes on."""
    going = _GOING.get()
    if going is not None:
        going.check()


def step(what: str, done: int, total: int) -> None:
    """Tell whoever follows how far the work is. Raises Stopped when it was told to stop."""
    going = _GOING.get()
    if going is not None:
        going.check()
        going.tell(what, done, total)
