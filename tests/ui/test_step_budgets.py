"""What the office does all day takes few actions, counted as real events from Beranda on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.papers.register import RegisterRow, register
from ui.common.palette import Palette
from ui.common.preview import PaperPreview
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_letter_is_found_and_printed_again_in_three_actions(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+K, its number with Enter, Ctrl+P: the printer is asked for."""
    window.go_to("beranda")
    qtbot.waitUntil(window.isActiveWindow)
    with window.office.reading() as connection:
        rows = register(connection, year=window.office.clock.now().year)
    letter = next(row for row in rows if isinstance(row, RegisterRow) and row.paper.kind == "BAST-L")
    actions = 0

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Palette)
        qtbot.keyClicks(dialog.line, str(letter.paper.number))
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    QTimer.singleShot(0, find)
    press(qtbot, Qt.Key.Key_K)
    actions += 2
    preview = window.page
    assert isinstance(preview, PaperPreview)
    assert preview.paper == letter.paper.id
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    asked: list[QDialog] = []

    def stay() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            asked.append(dialog)
            dialog.reject()

    QTimer.singleShot(0, stay)
    press(qtbot, Qt.Key.Key_P)
    actions += 1
    assert asked
    assert actions == 3


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press Ctrl and a key where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, CONTROL)
