"""An error nobody foresaw: one calm message, a log, and the window stays."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qInstallMessageHandler
from pytestqt.qtbot import QtBot

from ui.frame.unforeseen import Catcher
from ui.main_window import MainWindow


@pytest.fixture
def catcher(window: MainWindow) -> Iterator[Catcher]:
    """The catcher of the running program, in place of the tests' own."""
    before = sys.excepthook, threading.excepthook
    found = Catcher(window.office.folder, window)
    found.install()
    yield found
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def _break_the_book(window: MainWindow) -> None:
    """Take a table out of the book behind the program's back, as no program of ours would."""
    with sqlite3.connect(window.office.path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("ALTER TABLE import_run RENAME TO hilang")
    connection.close()


def test_a_broken_book_ends_in_one_message_and_a_log(
    window: MainWindow, qtbot: QtBot, catcher: Catcher
) -> None:
    """Twice the same mistake is one message; the log has both; the window goes on."""
    _break_the_book(window)
    for _ in range(2):
        QTimer.singleShot(0, lambda: window.run("riwayat"))
    qtbot.waitUntil(lambda: catcher.box is not None and catcher.box.isVisible())
    box = catcher.box
    assert box is not None
    qtbot.waitUntil(lambda: catcher.log.read_text(encoding="utf-8").count("Kesalahan program") == 2)
    assert catcher.box is box
    assert "tetap aman" in box.text()
    assert str(catcher.log) in box.text()
    assert "import_run" in catcher.log.read_text(encoding="utf-8")
    box.buttons()[0].click()
    assert window.isVisible()
    assert window.go_to("surat") is window.page


def test_a_mistake_of_another_thread_is_told_too(window: MainWindow, qtbot: QtBot, catcher: Catcher) -> None:
    """What a thread raises reaches the same message, on the window's own thread."""
    thread = threading.Thread(target=lambda: window.office.path / 1)  # type: ignore[operator]
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: catcher.box is not None and catcher.box.isVisible())
    assert "TypeError" in catcher.log.read_text(encoding="utf-8")
    if catcher.box is not None:
        catcher.box.close()
