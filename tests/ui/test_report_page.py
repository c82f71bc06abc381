"""Laporan penyaluran: what an institution reports, by keys on a real book."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.distribution.lists import NO_REPORT, REPORTED
from ikm_desktop.goods.selfcheck import check
from ui.common.reason import ReasonDialog
from ui.distribution.report_page import ReportPage
from ui.distribution.tab import DistributionActs
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> DistributionActs:
    """The tab on screen with the letter to the parish chosen."""
    found = window.go_to("penyaluran").findChild(DistributionActs)
    assert found is not None
    qtbot.waitUntil(window.isActiveWindow)
    assert found.page.choose(lambda row: row.institution == "Paroki CONTOH")
    return found


def opened(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> ReportPage:
    """Open the page by its key."""
    qtbot.keyClick(desk.page.table, Qt.Key.Key_R, CONTROL)
    page = window.page
    assert isinstance(page, ReportPage)
    return page


def test_a_report_is_noted_then_reversed(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """The quantity is proposed, to whom is typed; the list then says so, and the report can be taken back.

    A letter that is not signed has nothing to report on.
    """
    assert desk.page.choose(lambda row: row.voucher is None)
    desk.report()
    assert window.page is desk.page
    assert "sudah ditandatangani" in window.toast.said[-1]
    assert desk.page.choose(lambda row: row.institution == "Paroki CONTOH")
    page = opened(window, qtbot, desk)
    (line,) = page.lines
    focus = QApplication.focusWidget()
    assert focus is page.quantities[line.line].line
    assert page.quantities[line.line].quantity() == line.kept
    qtbot.keyClick(focus, Qt.Key.Key_S, CONTROL)
    assert "Kepada siapa" in page.message.text()
    whom = page.to_whom[line.line]
    assert QApplication.focusWidget() is whom
    qtbot.keyClicks(whom, "40 keluarga")
    window.close_page()
    assert desk.page.choose(lambda row: row.institution == "Paroki CONTOH")
    page = opened(window, qtbot, desk)
    whom = page.to_whom[line.line]
    assert whom.text() == "40 keluarga"
    qtbot.keyClick(whom, Qt.Key.Key_S, CONTROL)
    assert window.page is desk.page
    assert desk.page.choose(lambda row: row.institution == "Paroki CONTOH")
    assert desk.page.current().report == REPORTED  # type: ignore[union-attr]
    again = opened(window, qtbot, desk)
    assert again.to_whom[line.line].text() == ""
    assert not again.quantities[line.line].isEnabled()

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setText("salah catat")
        dialog.go.click()

    QTimer.singleShot(0, agree)
    again.reverse(again.reports[0])
    assert desk.page.choose(lambda row: row.institution == "Paroki CONTOH")
    assert desk.page.current().report == NO_REPORT  # type: ignore[union-attr]
    assert not check(window.office)
