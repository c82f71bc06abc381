"""The start: the window before everything else, the first run, a book that cannot be opened."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import BookMode, load
from ui.first_run.page import EMPTY, IMPORT, SAMPLE, FirstRunPage
from ui.frame.waiting import StoppedPage
from ui.main_window import MainWindow
from ui.opening import start
from ui.tabs import TABS
from ui.theme.look import Look

_HEAVY = ("reportlab", "openpyxl", "python_calamine", "sqlalchemy", "rapidfuzz", "PIL")

_FIRST_MOMENT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from ui.app import make_application
from ui.theme.look import Look
application = make_application(sys.argv)
look = Look(application)
from ui.opening import start
window = start(Path({folder!r}), look)
window.painted.connect(lambda: print("painted", *sys.modules))
window.go_to("peserta")
window.taken.connect(lambda: print("taken", *sys.modules))
loop = QEventLoop()
window.taken.connect(loop.quit)
QTimer.singleShot(60_000, loop.quit)
loop.exec()
window.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with an empty book."""
    place = tmp_path / "data"
    with book.at_work(place, new=True) as office:
        set_up(office)
    return place


@pytest.fixture
def started(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    """The window as the program starts it, where there is no book yet."""
    made = start(tmp_path / "baru", look)
    qtbot.waitUntil(lambda: isinstance(made.page, FirstRunPage), timeout=20_000)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


def _modules(told: str, moment: str) -> set[str]:
    line = next(line for line in told.splitlines() if line.startswith(moment))
    return set(line.split()[1:])


@pytest.mark.slow
def test_the_window_stands_before_anything_is_loaded(folder: Path) -> None:
    """When it is painted, no database, no PDF, no tab is loaded; with the first list only its tab's room."""
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_MOMENT.format(folder=str(folder))],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    painted, taken = _modules(done.stdout, "painted"), _modules(done.stdout, "taken")
    rooms = {tab.module for tab in TABS}
    assert [name for name in _HEAVY if name in painted] == []
    assert rooms & painted == set()
    assert not {name for name in painted if name.startswith("ikm_desktop.goods")}
    assert rooms & taken == {"ui.participants.tab"}
    assert "sqlalchemy" in taken, "the check sees what is loaded"
    assert "reportlab" not in taken


def test_pages_are_made_on_their_first_visit(window: MainWindow) -> None:
    """Only Beranda stands at first; each other page when it is gone to, once."""
    assert set(window._pages) == {"beranda"}
    first = window.go_to("peserta")
    assert set(window._pages) == {"beranda", "peserta"}
    window.go_to("beranda")
    assert window.go_to("peserta") is first


def test_an_opened_book_fills_the_window(qtbot: QtBot, look: Look, folder: Path) -> None:
    """The frame is there at once; a tab asked for meanwhile is the first that is shown."""
    window = start(folder, look)
    assert window.isVisible()
    assert not window.has_book
    window.go_to("persediaan")
    qtbot.waitUntil(lambda: window.has_book, timeout=20_000)
    assert window.tab_bar.checked() == "persediaan"
    assert set(window._pages) == {"persediaan"}
    assert any(command.key == "salurkan" for command in window.commands)
    window.close()


def test_the_first_run_goes_through_five_steps(started: MainWindow, qtbot: QtBot) -> None:
    """Name and office, the rest left out; the book has them and is whole."""
    page = started.page
    assert isinstance(page, FirstRunPage)
    page.go_on()
    assert "wajib" in page.message.text()
    page.name.setText("Petugas CONTOH")
    line = page.parts[0].lines["name"]  # type: ignore[union-attr]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Dinas CONTOH")
    for _ in range(4):
        assert page.next_button.isVisible()
        page.go_on() if page.step == 0 else page.skip()
    assert page.step == 4
    page.back()
    page.skip()
    page.ways[EMPTY].setChecked(True)
    page.go_on()
    qtbot.waitUntil(lambda: started.has_book, timeout=20_000)
    with started.office.reading() as connection:
        assert load(connection, Profile).name == "Dinas CONTOH"
        assert not load(connection, BookMode).sample
    assert started.office.actor == "Petugas CONTOH"
    assert check(started.office, full=True) == ()
    assert started.windowTitle() == "IKM Desktop - Dinas CONTOH"


def test_the_first_run_is_walked_by_keyboard_alone(started: MainWindow, qtbot: QtBot) -> None:
    """Each step begins where typing works at once; Enter is the next field, Ctrl+Enter the next step.

    The last step leads into the import of a list.
    """
    qtbot.waitUntil(started.isActiveWindow)
    page = started.page
    assert isinstance(page, FirstRunPage)

    def focused() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    page.setFocus()
    qtbot.keyClicks(focused(), "Petugas CONTOH")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert (page.step, page.name.hasFocus()) == (0, False)
    for step in range(1, 5):
        qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.step == step
        shown = page.stack.currentWidget()
        assert shown is not None
        assert shown.isAncestorOf(focused())
        if step == 1:
            qtbot.keyClicks(focused(), "Kepala CONTOH")
            assert page.parts[1].name.text() == "Kepala CONTOH"  # type: ignore[union-attr]
            page.parts[1].title_text.setPlainText("Kepala Dinas")  # type: ignore[union-attr]
        elif step < 4:
            assert isinstance(focused(), QLineEdit)
    assert focused() is page.ways[EMPTY]
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert page.ways[IMPORT].isChecked()
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: type(started.page).__name__ == "ImportPage", timeout=20_000)


@pytest.mark.slow
def test_the_sample_office_is_made_aside_and_can_be_stopped(started: MainWindow, qtbot: QtBot) -> None:
    """Batal leaves no book behind; a second try makes it whole."""
    page = started.page
    assert isinstance(page, FirstRunPage)
    page.begin(SAMPLE)
    curtain = started.curtain
    qtbot.waitUntil(lambda: curtain.isVisible() and "dari" in curtain.doing.text(), timeout=20_000)
    curtain.cancel.click()
    # The cover is lifted before the page is told.
    qtbot.waitUntil(lambda: "Dihentikan" in page.message.text(), timeout=20_000)
    assert not curtain.is_busy
    assert not (page._folder / "buku.ikm").exists()
    page.begin(SAMPLE)
    qtbot.waitUntil(lambda: started.has_book, timeout=60_000)
    assert "CONTOH" in started.band.text()


def test_a_book_in_use_can_be_looked_at(qtbot: QtBot, look: Look, folder: Path) -> None:
    """The window says who has it; it can be opened to look at, or left."""
    with book.at_work(folder):
        window = start(folder, look)
        qtbot.waitUntil(lambda: isinstance(window.page, StoppedPage), timeout=20_000)
        page = window.page
        assert isinstance(page, StoppedPage)
        assert "sedang dibuka" in page.sentence.text()
        assert [one.text() for one in page.buttons] == ["Buka untuk melihat", "Tutup"]
        page.buttons[0].click()
        qtbot.waitUntil(lambda: window.has_book, timeout=20_000)
        assert "Hanya untuk melihat" in window.band.text()
        assert window.office.read_only
        window.close()


def test_a_damaged_book_is_told_calmly(qtbot: QtBot, look: Look, folder: Path) -> None:
    """A file that is no book: the window stands, says so, and closes when asked."""
    (folder / "buku.ikm").write_bytes(b"bukan buku" * 100)
    window = start(folder, look)
    qtbot.waitUntil(lambda: isinstance(window.page, StoppedPage), timeout=20_000)
    page = window.page
    assert isinstance(page, StoppedPage)
    assert str(folder) in page.sentence.text()
    assert QApplication.activeModalWidget() is None
    page.buttons[-1].click()
    assert window.is_over
