"""A real window on a copy of a real sample book."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.office import book
from tests.factories.sample_office import the_sample
from tests.ui import dialogs
from ui.common import asking
from ui.cycles import Cycles
from ui.main_window import MainWindow
from ui.singletons import keep_singletons
from ui.theme.look import Look

keep_singletons()


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """A CONTOH book, made once; nobody may change it."""
    return the_sample()


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left_over(qapp: QApplication) -> Iterator[None]:
    """Windows a file of tests closed are gone before the next file: each new look styles all there are."""
    yield
    for left in qapp.topLevelWidgets():
        if isinstance(left, MainWindow):
            _delete(left)


@pytest.fixture(autouse=True)
def _answers_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists stand when they were asked for, however busy the machine is; slow ones have their own tests."""
    monkeypatch.setattr(asking, "PATIENCE_MS", 10_000)


@pytest.fixture(autouse=True)
def _cycles_are_of_the_windows_thread(qapp: QApplication) -> Iterator[None]:
    """As in the program: no work aside deletes what a window left in a cycle."""
    cycles = Cycles(qapp)
    yield
    cycles.look()
    cycles.end()


@pytest.fixture(autouse=True)
def _every_answer_is_asked_for() -> Iterator[None]:
    """No answer that waits for a dialog lives on: it would answer one of another test."""
    yield
    assert dialogs.forget_unanswered() == []


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The look of the program, light."""
    found = Look(qapp)
    found.set_mode("terang")
    yield found
    _delete(found)


@pytest.fixture
def window(qtbot: QtBot, look: Look, sample_folder: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window, shown, on a copy of the sample book."""
    folder = tmp_path / "data"
    shutil.copytree(sample_folder, folder)
    made = MainWindow(book.at_work(folder), look)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    _delete(made)


def _delete(made: QObject) -> None:
    """Let it be gone now: Qt's own loop is not running between tests, and what is left is styled anew."""
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)
