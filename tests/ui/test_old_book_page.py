"""Saldo awal dari buku lama in the window: checked first, mended, entered, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.goods import selfcheck
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.reports.old_book.sheets import SHEETS
from ikm_desktop.reports.workbook import Table, workbook_bytes
from ui.common.palette import best
from ui.common.reason import ConfirmDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.settings.old_book_page import OldBookPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> OldBookPage:
    """The page, found by Ctrl+K's words."""
    qtbot.waitUntil(window.isActiveWindow)
    best(window.targets(), "saldo awal dari buku lama")[0].go()
    found = window.page
    assert isinstance(found, OldBookPage)
    return found


def workbook(folder: Path, item: str) -> Path:
    """Fill in the sheet of the store with one row."""
    row = {"Barang": item, "Jumlah": "12,5", "Nilai (Rp)": 400_000, "Tanggal": date(2020, 7, 1)}
    tables = [
        Table(
            name,
            name,
            heads,
            [[row.get(head.title) for head in heads]] if name == "Di gudang" else [],  # type: ignore[misc]
        )
        for name, heads in SHEETS.items()
    ]
    path = folder / "buku lama.xlsx"
    path.write_bytes(workbook_bytes(tables))
    return path


def settled() -> None:
    """Let what was done aside come back to the page."""
    wait_for_all()
    QApplication.processEvents()


def value_of_all(window: MainWindow) -> int:
    """Return what all goods of the book are worth."""
    with window.office.reading() as connection:
        return sum(one.value for one in on_hand_of_everything(connection))


def test_a_book_is_checked_mended_entered_and_taken_back(
    window: MainWindow, page: OldBookPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """What is wrong is listed by row; what is good shows its balances before it comes in."""
    before = value_of_all(window)
    page.set_file(workbook(tmp_path, "Kain sutra"))
    settled()
    (found,) = page.findings.rows_model.rows
    assert (found.sheet, found.row, found.column) == ("Di gudang", 4, "Barang")
    assert not page.save_button.isEnabled()
    workbook(tmp_path, "Kain katun")
    qtbot.keyClick(page.day.line, Qt.Key.Key_Return, CONTROL)
    settled()
    assert page.findings.isHidden()
    assert page.balances.rows_model.rows == [("Gudang Utama", "Kain katun", "12,50 m")]
    assert value_of_all(window) == before
    qtbot.keyClick(page.save_button, Qt.Key.Key_S, CONTROL)
    settled()
    assert value_of_all(window) == before + 400_000
    assert page.entered.text() == "Sudah dimasukkan: buku lama.xlsx"
    QTimer.singleShot(0, _agree)
    page.take_back()
    settled()
    assert value_of_all(window) == before
    assert page.back_button.isHidden()
    assert selfcheck.check(window.office) == ()


def _agree() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConfirmDialog)
    dialog.accept()
