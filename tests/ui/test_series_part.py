"""Series of numbers in Pengaturan: which kinds of papers each numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ikm_desktop.papers.series import kinds_of
from ui.main_window import MainWindow
from ui.settings.numbers_part import NumbersPart
from ui.settings.page import PARTS, SettingsPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    """The page, opened by its key."""
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    found = window.page
    assert isinstance(found, SettingsPage)
    return found


def test_a_kind_of_letter_gets_a_series_of_its_own(
    window: MainWindow, qtbot: QtBot, page: SettingsPage
) -> None:
    """Deret baru, a name, a kind ticked, Ctrl+S: the series stands in the table and numbers that kind."""
    page.names.setCurrentRow(PARTS.index(NumbersPart))
    part = page.show_part(PARTS.index(NumbersPart))
    assert isinstance(part, NumbersPart)
    part.new_button.click()
    qtbot.keyClicks(part.name, "Berita acara pemeriksaan")
    part.key.selectAll()
    qtbot.keyClicks(part.key, "BAP")
    part.kinds["BAP"].setChecked(True)
    assert "Nomor berikut: BAP/001/" in part.next.text()
    qtbot.keyClick(part.name, Qt.Key.Key_S, CONTROL)
    made = part.table.chosen()[0]
    assert (made.code, made.name) == ("BERITA-ACARA", "Berita acara pemeriksaan")
    with window.office.reading() as connection:
        assert kinds_of(connection, made.code) == {"BAP"}
        assert "BAP" not in kinds_of(connection, "SURAT")
