"""The faults of the disk and of the book's file, brought about for real: each button under them is pressed.

What needs a disk of its own (a full one, one that turns read-only) happens in `window_on_a_small_disk`.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.reports.backups import back_up, folder_of
from ikm_desktop.reports.issuing import issue
from ikm_desktop.storage.verify import verify
from tests.factories import things
from tests.faults.window_on_a_small_disk import new_vendor, press, vendors
from tests.papers.some_book import spoil
from tests.scenarios.desk import Desk
from ui.common.list_output import save_workbook
from ui.common.list_page import ListPage
from ui.common.reason import ConfirmDialog
from ui.common.work import wait_for_all
from ui.frame.waiting import StoppedPage
from ui.main_window import MainWindow
from ui.opening import start
from ui.settings.backup_page import BackupPage
from ui.settings.restore_page import RestorePage
from ui.theme.look import Look

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A small book."""
    return Desk(tmp_path)


@pytest.fixture
def window(desk: Desk, look: Look) -> Iterator[MainWindow]:
    """The window over it."""
    made = MainWindow(desk.office, look)
    made.show()
    yield made
    wait_for_all()
    _close(made)


def _close(window: MainWindow) -> None:
    window._closes_without_backup = True
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.skipif(os.name == "nt", reason="mounts")
def test_a_disk_that_is_full_and_one_that_is_read_only(tmp_path: Path) -> None:
    """The disk is shown, the act done once more when there is room; a book to be looked at opens so."""
    command = ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk of his own")
    words = [*command, sys.executable, "-m", "tests.faults.window_on_a_small_disk", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    full, read_only = found["full"], found["read only"]
    assert "habis (sisa 0 MB)" in full["told"]
    assert full["shown"] == [found["disk"]]
    assert full["still"] == full["told"]
    assert full["vendors"] == ["Toko Penuh CONTOH"]
    assert "hanya dapat dibaca" in read_only["told"]
    assert read_only["looked"] == [True, True, False], "read-only, as it was, the other window gone"
    assert read_only["offered"] == ["Buka untuk melihat", "Coba lagi", "Tutup"]
    assert read_only["opened"]


def test_a_book_that_another_program_writes(window: MainWindow) -> None:
    """Coba lagi saves what was typed, once the other program is done."""
    engine = window.office.engine
    sa.event.listen(engine, "connect", lambda dbapi, _record: dbapi.execute("PRAGMA busy_timeout=1"))
    engine.dispose()
    page = new_vendor(window, "Toko Sibuk CONTOH")
    other = sqlite3.connect(window.office.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page.save()
    assert "sedang ditulis program lain" in page.message.text()
    other.close()
    press(page.message, "Coba lagi")
    assert window.page is not page
    assert "Toko Sibuk CONTOH" in vendors(window)


@contextmanager
def _nothing_grows() -> Iterator[None]:
    """Let the system refuse every byte that would be written beyond the first hundred of a file."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.name == "nt", reason="limits of a process")
def test_a_disk_that_refuses_to_write(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Salin buku ke disk lain asks for the folder, and Enter makes a good copy there; Coba lagi saves."""
    page = new_vendor(window, "Toko Gigih CONTOH")
    with _nothing_grows():
        page.save()
    assert "disk menolak menulis" in page.message.text()
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    press(page.message, "Salin buku ke disk lain")
    copying = window.page
    assert isinstance(copying, BackupPage)
    assert copying.target.text() == str(stick)
    with qtbot.waitSignal(copying.made, timeout=30_000):
        QTest.keyClick(copying.focusWidget(), Qt.Key.Key_Return)
    (copy,) = stick.glob("*.ikm")
    assert verify(copy).entry > 0
    page = new_vendor(window, "Toko Gigih CONTOH")
    with _nothing_grows():
        page.save()
    press(page.message, "Coba lagi")
    assert "Toko Gigih CONTOH" in vendors(window)


def _damage(book: Path) -> None:
    """Fill the latter half of the book's pages with rubbish."""
    content = bytearray(book.read_bytes())
    half = len(content) // 8192 * 4096
    content[half:] = b"\xa5" * (len(content) - half)
    book.write_bytes(content)


def test_a_damaged_book(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pulihkan dari cadangan leads to the backups; the chosen one opens in a window of its own."""
    back_up(window.office, target=folder_of(window.office))
    page = new_vendor(window, "Toko Terlambat CONTOH")
    window.office.engine.dispose()
    _damage(window.office.path)
    page.save()
    assert "rusak" in page.message.text()
    press(page.message, "Pulihkan dari cadangan")
    restoring = window.page
    assert isinstance(restoring, RestorePage)
    qtbot.waitUntil(lambda: restoring.comparison is not None, timeout=30_000)
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_: True)
    with qtbot.waitSignal(restoring.reopen, timeout=30_000):
        restoring.go_button.click()
    after = window.successor
    assert after is not None
    qtbot.waitUntil(lambda: after.has_book, timeout=30_000)
    assert vendors(after) == ["Toko CONTOH"]
    wait_for_all()
    _close(after)


def test_a_paper_whose_bytes_are_others(window: MainWindow, desk: Desk) -> None:
    """It is not shown; Pulihkan dari cadangan leads to the backups."""
    item = things.a_material(desk.office, "Kain CONTOH")
    desk.buy((item, 10, 1000))
    (paper,) = issue(desk.office, papers=desk.prepare({desk.ani: {item: 1}}).papers).papers
    spoil(desk.office, "UPDATE issued SET pdf = x'25504446'")
    page = window._context.show_paper(paper)
    assert "tidak sama lagi dengan yang diterbitkan" in page.message.text()
    press(page.message, "Pulihkan dari cadangan")
    assert isinstance(window.page, RestorePage)


def test_a_backup_that_is_none(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pilih cadangan lain asks for another file, which is compared."""
    good = back_up(window.office, target=tmp_path).path
    wrong = tmp_path / "ikm-x.ikm"
    wrong.write_bytes(b"bukan cadangan")
    assert window.run("pulihkan")
    page = window.page
    assert isinstance(page, RestorePage)
    page.take(wrong, encrypted=False)
    qtbot.waitUntil(lambda: bool(page.message.text()), timeout=30_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(good), ""))
    press(page.message, "Pilih cadangan lain")
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=30_000)
    assert page.message.text() == ""


def test_a_workbook_that_has_no_place(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why, in the clerk's words; Pilih tempat lain asks once more and saves the list there."""
    page = window.go_to("persediaan")
    assert isinstance(page, ListPage)
    places = [tmp_path / "tidak-ada" / "stok.xlsx", tmp_path / "stok.xlsx"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(places.pop(0)), ""))
    save_workbook(page)
    qtbot.waitUntil(lambda: "foldernya tidak ada" in page.message.text(), timeout=30_000)
    wait_for_all()
    with qtbot.waitSignal(page.saved, timeout=30_000):
        press(page.message, "Pilih tempat lain")
    assert (tmp_path / "stok.xlsx").read_bytes().startswith(b"PK")


def test_a_folder_whose_file_is_no_book(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the start: Coba lagi tells it again, Pilih folder lain opens the book that lies elsewhere."""
    desk.office.close()
    wrong = tmp_path / "salah"
    wrong.mkdir()
    (wrong / "buku.ikm").write_bytes(b"catatan harian " * 500)
    window = start(wrong, look)
    qtbot.waitUntil(lambda: isinstance(window.page, StoppedPage), timeout=30_000)
    told = window.page
    assert told is not None
    press(told, "Coba lagi")
    qtbot.waitUntil(lambda: window.page is not told and isinstance(window.page, StoppedPage), timeout=30_000)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(desk.office.folder))
    assert window.page is not None
    press(window.page, "Pilih folder lain")
    qtbot.waitUntil(lambda: window.has_book, timeout=30_000)
    assert vendors(window) == ["Toko CONTOH"]
    wait_for_all()
    _close(window)
