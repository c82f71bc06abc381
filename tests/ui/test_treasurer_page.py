"""Daftar bendahara in the window: the bank's file after a question, its columns remembered, the tax shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.buyback.treasurer import TransferFile
from ikm_desktop.office.settings import load, parts
from tests.ui.dialogs import in_dialog
from ui.buyback.treasurer_page import TreasurerPage
from ui.common.palette import best
from ui.common.reason import ConfirmDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TreasurerPage:
    """The page, found by Ctrl+K's words."""
    qtbot.waitUntil(window.isActiveWindow)
    best(window.targets(), "daftar bendahara")[0].go()
    found = window.page
    assert isinstance(found, TreasurerPage)
    return found


def agree() -> None:
    """Go on in the dialog that stands open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConfirmDialog)
    dialog.accept()


def test_the_banks_file_is_written_after_a_question(
    window: MainWindow, page: TreasurerPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong columns are told first; then it is asked; the bank's form is kept for the next time.

    Another bank begins anew; however its name is written it is the same one; it is forgotten after asking.
    """
    path = tmp_path / "bank.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.bank.setCurrentText("Bank CONTOH")
    page.columns.setText("Nomor rekening; warna")
    qtbot.keyClick(page.lists, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "warna" in page.message.text()
    page.columns.setText("REK = Nomor rekening; Jumlah (Rp)")
    page.csv.setChecked(True)
    QTimer.singleShot(0, agree)
    page.save_transfer()
    wait_for_all()
    chosen = page.lists.chosen()[0]
    head, *lines = path.read_text("utf-8-sig").splitlines()
    assert head == "REK;Jumlah (Rp)"
    assert sum(int(line.split(";")[1]) for line in lines) == chosen.net
    with window.office.reading() as connection:
        assert load(connection, TransferFile, "Bank CONTOH").as_csv
    assert page.bank.findText("Bank CONTOH") >= 0
    page.bank.setCurrentText("Bank Lain")
    assert not page.csv.isChecked()
    assert not page.forget_button.isEnabled()
    page.bank.setCurrentText("bank contoh")
    assert page.columns.text() == "REK = Nomor rekening; Jumlah (Rp)"
    in_dialog(ConfirmDialog, lambda dialog: qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton))
    qtbot.mouseClick(page.forget_button, Qt.MouseButton.LeftButton)
    assert page.bank.findText("Bank CONTOH") < 0
    with window.office.reading() as connection:
        assert parts(connection, TransferFile) == ()


def test_the_tax_of_the_days_is_shown(page: TreasurerPage) -> None:
    """Without any there is nothing to save."""
    assert page.tax_sum.text() == "Tidak ada pajak pada masa itu."
    assert not page.tax_button.isEnabled()
