"""Qt's own texts are Indonesian: Qt ships none, so ours come with the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikm_desktop.resources import resource

SOURCE = resource("translations/qtbase_id.ts")


@pytest.fixture
def translated(qapp: QApplication) -> QTranslator:
    """Our translation of Qt's texts, installed."""
    translator = QTranslator(qapp)
    assert translator.load(str(resource("translations/qtbase_id.qm")))
    qapp.installTranslator(translator)
    return translator


def _english() -> set[str]:
    root = ET.parse(SOURCE).getroot()  # noqa: S314 - our own file
    same = {"OK", "...", "Printer", "Form"}
    return {
        str(message.findtext("source"))
        for message in root.iter("message")
        if message.findtext("source") not in same
    }


def _indonesian() -> set[str]:
    root = ET.parse(SOURCE).getroot()  # noqa: S314 - our own file
    return {str(message.findtext("translation")) for message in root.iter("message")}


@pytest.mark.usefixtures("translated")
def test_no_english_button_in_any_standard_box(qtbot: QtBot) -> None:
    """All standard buttons of Qt's dialogs."""
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox()
    for one in buttons:
        if one.value and one not in (buttons.FirstButton, buttons.LastButton, buttons.NoButton):
            box.addButton(one)
    qtbot.addWidget(box)
    assert _texts(box) & _english() == set()
    assert "Batal" in {button.text().replace("&", "") for button in box.buttons()}


@pytest.mark.usefixtures("translated")
def test_no_english_text_in_the_file_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    """Labels and buttons of Qt's own dialog, which stands in where the system has none."""
    dialog = QFileDialog(None, "Simpan", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    assert _texts(dialog) & _english() == set()
    assert {text for text in _texts(dialog) if text.endswith(":")} <= _indonesian(), "also what Qt renamed"
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(kinds, QComboBox)
    assert kinds.itemText(0) == "Folder"


def test_untranslated_text_is_seen(qtbot: QtBot) -> None:
    """The check complains of an English button."""
    outer = QWidget()
    qtbot.addWidget(outer)
    QPushButton("Cancel", outer)
    assert _texts(outer) & _english() == {"Cancel"}


def _texts(widget: QWidget) -> set[str]:
    return {
        one.text()
        for one in widget.findChildren(QWidget)
        if isinstance(one, QPushButton | QLabel) and not isinstance(one, QLineEdit) and one.text()
    }


def test_the_compiled_file_is_the_source(tmp_path: Path) -> None:
    """What ships is what the readable source says."""
    made = tmp_path / "made.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, str(SOURCE), "-qm", str(made)], check=True, capture_output=True)
    assert made.read_bytes() == resource("translations/qtbase_id.qm").read_bytes()
