"""A signature of an earlier day, with a count in its way."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.distribution.lists import distribution_rows
from ikm_desktop.goods.changing import change_prepared
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.selfcheck import check
from ui.common.reason import ReasonDialog
from ui.common.signing import SignDialog
from ui.distribution.tab import DistributionActs
from ui.main_window import MainWindow


def test_a_count_in_the_way_of_a_signature_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    """Signed on a day before a count: Buka opname lets its lines give way, and the letter is signed."""
    desk = window.go_to("penyaluran").findChild(DistributionActs)
    assert desk is not None
    qtbot.waitUntil(window.isActiveWindow)
    assert desk.page.choose(lambda row: row.status in (Status.OUT, Status.PREPARED))
    office, row = window.office, desk.page.current()
    assert row is not None
    today = office.clock.now().date()
    before = today - timedelta(days=1)
    change_prepared(office, prepared=row.prepared, letter_date=before)
    with office.reading() as connection:
        store = main_store(connection)
    sheet = open_count(office, place=store, day=today)
    counted = {line.item.id: line.book for line in sheet.lines}
    post_count(office, sheet=sheet.counting(counted), counted_by="Petugas CONTOH")

    def sign() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SignDialog)
        dialog.day.set_day(before)
        dialog.go.click()

    def reason() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setText("ditandatangani sebelum dihitung")
        dialog.go.click()

    QTimer.singleShot(0, sign)
    desk.sign()
    message = desk.page.message
    assert "sudah dihitung" in message.text()
    QTimer.singleShot(0, reason)
    next(one for one in message.findChildren(QPushButton) if one.text() == "Buka opname").click()
    assert "sudah dihitung" not in message.text()
    with office.reading() as connection:
        signed = [one for one in distribution_rows(connection) if one.paper == row.paper]
    assert signed
    assert all(one.voucher is not None for one in signed)
    assert not check(office)
