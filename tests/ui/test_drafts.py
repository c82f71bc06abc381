"""Drafts: what is typed survives leaving the page, and the death of the process, down to the cursor."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.office import book
from ui.batches.batch_page import BatchPage
from ui.common.drafts import EVERY_MS, Draft, DraftStore
from ui.common.drafts_page import DraftsPage
from ui.common.reason import ConfirmDialog
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.supply.kit_page import PAGE, KitPage
from ui.supply.tab import open_kit
from ui.theme.look import Look

_DRAFT = Draft(
    PAGE, "Serahkan paket bahan", "2020-08-28T10:42:00+08:00", True, {"giver": "RINI"}, ["isian", 3, 4]
)


def test_a_draft_says_what_goes_on() -> None:
    """What it is of, else its title, with its time; a long one is cut at a word."""
    assert _DRAFT.begun == "Serahkan paket bahan dari 10.42"
    assert replace(_DRAFT, about="Maria CONTOH · 3 baris").begun == "Maria CONTOH · 3 baris dari 10.42"
    assert replace(_DRAFT, about="CONTOH " * 9).begun == "CONTOH CONTOH CONTOH… dari 10.42"
    assert _DRAFT.begun_by == "10.42"
    assert replace(_DRAFT, about="Angkatan II · 3 baris").begun_by == "Angkatan II 10.42"


_TYPING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ikm_desktop.office import book
from ui.app import make_application
from ui.common.grid_model import FIRST
from ui.main_window import MainWindow
from ui.supply.tab import open_kit
from ui.theme.look import Look

folder = Path(sys.argv[1])
application = make_application(["ikm"])
window = MainWindow(book.at_work(folder), Look(application))
window.show()
QTest.qWaitForWindowActive(window)
page = open_kit(window._context)
row = next(row for row, line in enumerate(page.grid.grid.lines) if line.takes)
page.head.giver.setText("Penggantinya CONTOH")
page.grid.go_to(row, FIRST)
QTest.keyClicks(page.grid, "6")
QTest.keyClicks(application.focusWidget(), ",5")
QTest.keyClick(application.focusWidget(), Qt.Key.Key_Return)
QTest.qWait(50)
page.grid.go_to(row, FIRST + 1)
while not (folder / "konsep" / "paket.json").exists():
    QTest.qWait(20)
print("kept", row, flush=True)
application.exec()
"""

_FINDING = """
import json, sys
from pathlib import Path
from PySide6.QtTest import QTest
from ikm_desktop.office import book
from ui.app import make_application
from ui.common.grid_model import FIRST
from ui.main_window import MainWindow
from ui.theme.look import Look

application = make_application(["ikm"])
window = MainWindow(book.at_work(Path(sys.argv[1])), Look(application))
window.show()
QTest.qWaitForWindowActive(window)
page, row = window.page, int(sys.argv[2])
here = page.grid.currentIndex()
print(json.dumps({
    "page": type(page).__name__,
    "giver": page.head.giver.text(),
    "cell": page.grid.grid.text(row, FIRST),
    "cursor": [here.row(), here.column() - FIRST],
    "focused": page.grid.hasFocus(),
    "said": window.toast.said[-1],
}))
"""


def _start(program: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a program of ours as a process of its own, without a screen."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.mark.slow
def test_a_killed_process_loses_nothing(sample_folder: Path, tmp_path: Path) -> None:
    """Killed while the form is open: the next process opens the same page, with values and cursor."""
    folder = tmp_path / "data"
    shutil.copytree(sample_folder, folder)
    with _start(_TYPING, folder) as typing:
        assert typing.stdout is not None
        word, row = typing.stdout.readline().split()
        assert word == "kept"
        typing.kill()
    with _start(_FINDING, folder, row) as finding:
        said, _ = finding.communicate(timeout=60)
    found = json.loads(said.splitlines()[-1])
    assert found == {
        "page": "KitPage",
        "giver": "Penggantinya CONTOH",
        "cell": "● 6,50",
        "cursor": [int(row), 1],
        "focused": True,
        "said": found["said"],
    }
    assert found["said"].startswith("Serahkan paket bahan · Angkatan II · 1 penerima: konsep dari ")


# --- the store --------------------------------------------------------------------------------------


def test_a_draft_is_read_as_it_was_kept(tmp_path: Path) -> None:
    """Values and cursor; the newest that was open is what the window opens again."""
    store = DraftStore(tmp_path)
    store.keep(_DRAFT)
    assert store.draft_of(PAGE) == _DRAFT
    assert store.open_at_the_end() == _DRAFT
    assert _DRAFT.time == "10.42"
    store.forget(PAGE)
    assert store.all() == []


def test_what_was_cut_short_leaves_the_last_whole_one(tmp_path: Path) -> None:
    """Half a file beside the draft, or a broken draft, is no draft and no mistake."""
    store = DraftStore(tmp_path)
    store.keep(_DRAFT)
    (store.folder / "paket.baru").write_text('{"page": "pak')
    assert store.all() == [_DRAFT]
    (store.folder / "paket.json").write_text('{"page": "pak')
    assert store.draft_of(PAGE) is None
    assert store.open_at_the_end() is None


# --- the page ---------------------------------------------------------------------------------------


def _kit(window: MainWindow, qtbot: QtBot) -> KitPage:
    qtbot.waitUntil(window.isActiveWindow)
    page = open_kit(window._context)
    qtbot.waitUntil(page.grid.hasFocus)
    return page


def test_two_seconds_after_a_key_it_lies_on_disk(window: MainWindow, qtbot: QtBot) -> None:
    """One timer, started by the change; nothing is written while nothing changes."""
    page = _kit(window, qtbot)
    store = page.keeper.store
    assert store.all() == []
    assert not page.keeper._timer.isActive()
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    assert page.keeper._timer.interval() == EVERY_MS <= 2_000
    with qtbot.waitSignal(page.keeper._timer.timeout):
        pass
    assert [draft.page for draft in store.all()] == [PAGE]


def test_leaving_keeps_the_draft_and_coming_back_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    """Esc: the list; the page opened again has what was typed, and offers to begin anew."""
    page = _kit(window, qtbot)
    page.head.giver.setText("Penggantinya CONTOH")
    store = page.keeper.store
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    assert window.page is not page
    assert store.open_at_the_end() is None
    assert store.draft_of(PAGE) is not None
    again = _kit(window, qtbot)
    assert again.head.giver.text() == "Penggantinya CONTOH"
    assert again.restart.isVisible()
    again.restart.click()
    assert store.draft_of(PAGE) is None
    assert again.head.giver.text() != "Penggantinya CONTOH"


def test_closing_the_window_opens_the_page_next_time(
    window: MainWindow, qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    """A window closed with the form on screen begins with it, the cursor in the field it stood in."""
    page = _kit(window, qtbot)
    page.head.giver.setFocus()
    page.head.giver.setText("Penggantinya CONTOH")
    window.close()
    other = MainWindow(book.at_work(tmp_path / "data"), look)
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(other.isActiveWindow)
    reopened = other.page
    assert isinstance(reopened, KitPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is reopened.head.giver)
    assert reopened.head.giver.text() == "Penggantinya CONTOH"
    other.close()


def test_a_page_nobody_typed_on_leaves_no_draft(window: MainWindow, qtbot: QtBot) -> None:
    """Looking is not typing."""
    page = _kit(window, qtbot)
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    assert page.keeper.store.all() == []


def test_a_book_opened_to_look_keeps_nothing(look: Look, qtbot: QtBot, sample_folder: Path) -> None:
    """Nothing is written beside a book that somebody else has open."""
    window = MainWindow(book.at_work(sample_folder, read_only=True), look)
    qtbot.addWidget(window)
    window.show()
    page = _kit(window, qtbot)
    page.head.giver.setText("Penggantinya CONTOH")
    page.keeper.keep()
    assert DraftStore(window.office.drafts).all() == []
    window.close()


def test_what_is_begun_stands_on_beranda_and_is_gone_on_with(window: MainWindow, qtbot: QtBot) -> None:
    """A matter of its own leads to the list of drafts, whose button opens the page as it was left."""
    page = _kit(window, qtbot)
    page.head.giver.setText("Penggantinya CONTOH")
    batch = page.head.batch.currentText().partition(" (")[0]
    home = window.go_to("beranda")
    assert isinstance(home, HomePage)
    qtbot.waitUntil(lambda: any(item.key == "drafts" for item in home.due._items))
    matter = next(item for item in home.due._items if item.key == "drafts")
    assert matter.title == "1 konsep belum disimpan"
    home.due_chosen.emit(matter)
    drafts = window.page
    assert isinstance(drafts, DraftsPage)
    assert f"{batch} · " in drafts.buttons[0].accessibleName()
    assert "penerima" in drafts.buttons[0].accessibleName()
    qtbot.mouseClick(drafts.buttons[0], Qt.MouseButton.LeftButton)
    again = window.page
    assert isinstance(again, KitPage)
    assert again.head.giver.text() == "Penggantinya CONTOH"


def test_a_draft_is_thrown_away_once_it_was_asked(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing goes without a word; then the list says that nothing is left."""
    page = _kit(window, qtbot)
    page.head.giver.setText("Penggantinya CONTOH")
    window.go_to("beranda")
    assert window.run("konsep")
    drafts = window.page
    assert isinstance(drafts, DraftsPage)

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog)
        dialog.go.click()

    QTimer.singleShot(0, agree)
    drop = next(one for one in drafts.findChildren(QPushButton) if one.text() == "Buang…")
    drop.click()
    assert drafts.buttons == []
    assert DraftStore(window.office.drafts).all() == []


def test_a_new_batch_is_a_draft_too(window: MainWindow, qtbot: QtBot) -> None:
    """Left and opened again the fields stand there; Ctrl+Z takes one back; saved, the draft is gone."""
    qtbot.waitUntil(window.isActiveWindow)
    assert window.run("angkatan-baru")
    page = window.page
    assert isinstance(page, BatchPage)
    page.lines["training"].setFocus()
    qtbot.keyClicks(page.lines["training"], "Pelatihan CONTOH")
    page.lines["venue"].setFocus()
    qtbot.keyClicks(page.lines["venue"], "Aula")
    qtbot.keyClick(page.lines["venue"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.lines["venue"].text() == ""
    window.go_to("beranda")
    assert DraftStore(window.office.drafts).all()[0].name == "Angkatan baru · Angkatan V"
    assert window.run("angkatan-baru")
    again = window.page
    assert isinstance(again, BatchPage)
    assert again.lines["training"].text() == "Pelatihan CONTOH"
    again.save()
    assert DraftStore(window.office.drafts).all() == []
