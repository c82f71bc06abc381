"""Backups from the window: by hand, their age on the status line, at the end when something changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.errors import BackupTooBig
from ikm_desktop.goods.parties import add_vendor
from ikm_desktop.office.settings import BookMode, load, save
from ikm_desktop.reports.backups import kept_backups
from ikm_desktop.storage.verify import verify
from ui.common.palette import best
from ui.common.reason import ConfirmDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.settings.backup_page import BackupPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> BackupPage:
    """The page, found by Ctrl+K's words."""
    qtbot.waitUntil(window.isActiveWindow)
    best(window.targets(), "cadangkan")[0].go()
    found = window.page
    assert isinstance(found, BackupPage)
    return found


def _work_for_an_office(window: MainWindow) -> None:
    """Let the book be an office's own, no sample."""
    with window.office.reading() as connection:
        mode = load(connection, BookMode)
    save(window.office, BookMode(lives_on=mode.lives_on))


def test_a_backup_is_made_off_the_windows_thread(
    window: MainWindow, qtbot: QtBot, page: BackupPage, tmp_path: Path
) -> None:
    """Ctrl+S: the window goes on meanwhile; then the file is good and the status line says so."""
    assert window.status.backed_up.text() == "Cadangan: belum ada"
    page.target.setText(str(tmp_path))
    for field in (page.password, page.again):
        qtbot.keyClicks(field, "kupang 2020")
    with qtbot.waitSignal(page.made, timeout=30_000):
        qtbot.keyClick(page.target, Qt.Key.Key_S, CONTROL)
        assert window.curtain.is_busy
    (written,) = tmp_path.glob("*.ikm.age")
    assert verify(written, "kupang 2020").entry > 0
    assert window.status.backed_up.text().startswith("Cadangan: hari ini")
    assert page.password.text() == ""
    wait_for_all()


def test_backups_in_the_data_folder_are_listed(window: MainWindow, qtbot: QtBot, page: BackupPage) -> None:
    """One made there without a password stands in the table and says that it has none."""
    with qtbot.waitSignal(page.made, timeout=30_000):
        page.go_button.click()
    (row,) = page.table.rows_model.rows
    assert row.path == kept_backups(window.office)[0].path
    assert page.table.model().index(0, 2).data() == "tanpa sandi"
    wait_for_all()


def test_two_passwords_that_differ_are_refused(qtbot: QtBot, page: BackupPage) -> None:
    """Beside the field, and the cursor goes there; nothing is written."""
    qtbot.keyClicks(page.password, "kupang")
    qtbot.keyClicks(page.again, "kupamg")
    page.start()
    assert "Ulangi sandi" in page.message.text()
    assert page.again.hasFocus()
    assert page.table.rows_model.rows == []


def test_a_folder_that_is_not_there_is_refused(page: BackupPage, tmp_path: Path) -> None:
    """With its name."""
    page.target.setText(str(tmp_path / "tidak-ada"))
    page.start()
    assert "foldernya tidak ada" in page.message.text()


def test_a_backup_can_be_stopped(window: MainWindow, qtbot: QtBot, page: BackupPage, tmp_path: Path) -> None:
    """Batal on the curtain: it says so on the page, nothing is left, and the next one is made."""
    page.target.setText(str(tmp_path))
    page.start()
    window.curtain.stop()
    # The cover is lifted before the page is told.
    qtbot.waitUntil(lambda: bool(page.message.text()), timeout=30_000)
    assert not window.curtain.is_busy
    assert page.message.text().startswith("Dihentikan; tidak ada yang disimpan.")
    assert list(tmp_path.glob("*.ikm*")) == []
    with qtbot.waitSignal(page.made, timeout=30_000):
        page.start()
    wait_for_all()


def test_closing_backs_up_what_changed(window: MainWindow) -> None:
    """An office's book, changed since: after closing, a good backup lies in the data folder."""
    _work_for_an_office(window)
    add_vendor(window.office, name="Toko Baru CONTOH")
    window.close()
    (kept,) = (window.office.folder / "cadangan").glob("*.ikm")
    assert verify(kept).entry > 0


def test_closing_a_sample_book_writes_nothing(window: MainWindow) -> None:
    """It can be made again at any time."""
    add_vendor(window.office, name="Toko Baru CONTOH")
    window.close()
    assert not window.isVisible()
    assert list((window.office.folder / "cadangan").glob("*.ikm")) == []


def test_a_backup_that_cannot_be_is_told_before_closing(window: MainWindow) -> None:
    """The window stays with the reason; closing once more leaves without it."""
    _work_for_an_office(window)
    folder = window.office.folder / "cadangan"
    folder.write_text("di sini ada berkas")
    window.close()
    assert window.isVisible()
    assert "Tutup sekali lagi" in window.toast.said[-1]
    window.close()
    assert not window.isVisible()


def test_a_full_stick_offers_the_oldest_backup(
    page: BackupPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason with its ways; the oldest is deleted and the backup is made; the last one stays."""
    page.target.setText(str(tmp_path))
    for name in ("ikm-lama.ikm", "ikm-baru.ikm"):
        (tmp_path / name).write_bytes(b"x")
    os.utime(tmp_path / "ikm-lama.ikm", (1, 1))
    page._refused(BackupTooBig(path=str(tmp_path), short_mb=35))
    assert "kurang 35 MB. Data kerja aman." in page.message.text()
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_: True)
    way = next(
        one for one in page.message.findChildren(QPushButton) if one.text() == "Hapus cadangan terlama"
    )
    with qtbot.waitSignal(page.made, timeout=30_000):
        way.click()
    assert not (tmp_path / "ikm-lama.ikm").exists()
    assert (tmp_path / "ikm-baru.ikm").exists()
    (tmp_path / "ikm-baru.ikm").unlink()
    page._delete_oldest()
    assert "tinggal satu" in page.message.text()
    wait_for_all()
