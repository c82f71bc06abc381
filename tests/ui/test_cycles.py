"""What stands in a cycle is deleted on the window's thread, whichever thread works meanwhile."""

from __future__ import annotations

import gc
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.cycles import Cycles


class Left(QObject):
    """Something of the window in a cycle of its own; notes the thread that lets it go."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self._itself = self
        self._heard = heard

    def __del__(self) -> None:
        """Note where."""
        here = threading.current_thread() is threading.main_thread()
        self._heard.append("window" if here else "aside")


@pytest.fixture
def _soon() -> Iterator[None]:
    """Look for cycles often, so that little work is enough."""
    before = gc.get_threshold()
    gc.set_threshold(200, 2, 2)
    yield
    gc.set_threshold(*before)


def _work_aside() -> None:
    """Leave enough on another thread that Python would look for cycles there."""

    def work() -> None:
        for _ in range(5_000):
            one: list[object] = []
            one.append(one)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.usefixtures("_soon")
def test_work_aside_deletes_nothing_of_the_window(qapp: QApplication) -> None:
    """It is the window's own look that does."""
    cycles, heard = Cycles(qapp), list[str]()
    Left(heard)
    _work_aside()
    assert heard == []
    for _ in range(20):
        cycles.look()
        [[] for _ in range(1_000)]
    assert heard == ["window"]
    cycles.end()


@pytest.mark.usefixtures("_soon")
def test_python_by_itself_would(qapp: QApplication) -> None:
    """The check above can complain: left to itself, Python collects where the work is done."""
    Cycles(qapp).end()
    heard: list[str] = []
    Left(heard)
    _work_aside()
    assert heard == ["aside"]


def test_what_is_put_off_names_whose_it_is() -> None:
    """Else Qt does it though the page is gone meanwhile, which ends in a fault: each has `self` before it."""
    room = Path(__file__).resolve().parents[2] / "ui"
    text = "".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    put_off = re.findall(r"singleShot\(([^\n]*)", text)
    assert put_off
    assert [one for one in put_off if not re.match(r"\w+, self, ", one)] == []
