"""Ekspor from the window: what is chosen is written aside, and NIK only after being asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.common.palette import best
from ui.common.reason import ConfirmDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.settings.export_page import ExportPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ExportPage:
    """The page, found by Ctrl+K's words, with only the people chosen."""
    qtbot.waitUntil(window.isActiveWindow)
    best(window.targets(), "ekspor")[0].go()
    found = window.page
    assert isinstance(found, ExportPage)
    for key, box in found.topics.items():
        box.setChecked(key == "peserta")
    return found


def answer(*, go: bool) -> None:
    """Answer the question that stands open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConfirmDialog)
    (dialog.accept if go else dialog.reject)()


def test_an_export_is_masked_unless_asked_twice(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+S writes it masked; with NIK it asks, and "Belum" writes nothing."""
    folder = tmp_path / "keluar"
    page.folder.setText(str(folder))
    page.folder.setFocus()
    qtbot.keyClick(page.folder, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil((folder / "peserta.csv").exists, timeout=20_000)
    wait_for_all()
    masked = (folder / "peserta.csv").read_text("utf-8-sig")
    assert "5301**********01" in masked
    page.personal.setChecked(True)
    QTimer.singleShot(0, lambda: answer(go=False))
    page.start()
    wait_for_all()
    assert (folder / "peserta.csv").read_text("utf-8-sig") == masked
    QTimer.singleShot(0, lambda: answer(go=True))
    page.start()
    wait_for_all()
    QApplication.processEvents()
    assert "5301995101760001" in (folder / "peserta.csv").read_text("utf-8-sig")
    assert "2 berkas" in page.hints.text()


def test_what_is_missing_is_told(page: ExportPage) -> None:
    """No part, no folder: nothing is written, and the page says why."""
    for box in page.topics.values():
        box.setChecked(False)
    page.start()
    assert "Pilih paling sedikit satu bagian" in page.message.text()
    page.topics["saldo"].setChecked(True)
    page.folder.clear()
    page.start()
    assert "folder" in page.message.text()
