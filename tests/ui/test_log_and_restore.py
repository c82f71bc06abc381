"""Log audit and Pulihkan in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.parties import add_vendor
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.reports.backups import back_up, folder_of
from ui.common.palette import best
from ui.common.reason import ConfirmDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.opening import start
from ui.papers.pdf_page import PdfPage
from ui.settings.audit_page import AuditPage
from ui.settings.restore_page import RestorePage
from ui.theme.look import Look


@pytest.fixture
def log(window: MainWindow) -> AuditPage:
    """The log, found by Ctrl+K's words."""
    best(window.targets(), "log audit")[0].go()
    found = window.page
    assert isinstance(found, AuditPage)
    return found


def test_the_log_is_filtered_and_read_on(window: MainWindow, log: AuditPage) -> None:
    """The newest first; a day that is none is told; older lines follow on the button."""
    rows = log.table.rows_model.rows
    assert rows[0].entry == max(row.entry for row in rows)
    assert log.more_button.isVisible()
    log.more()
    assert len(log.table.rows_model.rows) > len(rows)
    log.first.setText("31/2")
    log.read()
    assert "tidak ada di kalender" in log.message.text()
    log.first.setText("")
    log.text.setText("terbitkan sertifikat")
    log.read()
    assert {row.did for row in log.table.rows_model.rows} == {"Terbitkan sertifikat"}
    log.thing.setCurrentIndex(log.thing.findData("signatory"))
    log.text.setText("")
    log.read()
    assert {row.thing.split()[0] for row in log.table.rows_model.rows} == {"Penanda"}
    assert window.page is log


def test_the_log_is_printed_and_saved(
    window: MainWindow, log: AuditPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a list in the preview, and as a workbook; a place that cannot be written is told."""
    log.thing.setCurrentIndex(log.thing.findData("signatory"))
    target = tmp_path / "log.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    log.save_workbook()
    assert target.read_bytes().startswith(b"PK")
    target = tmp_path / "tidak-ada" / "log.xlsx"
    log.save_workbook()
    assert "tidak tersimpan: foldernya tidak ada" in log.message.text()
    target = tmp_path / "lagi.xlsx"
    next(one for one in log.message.findChildren(QPushButton) if one.text() == "Pilih tempat lain").click()
    assert target.read_bytes().startswith(b"PK")
    page = log.print_log()
    assert isinstance(window.page, PdfPage)
    assert page.pages.document.pageCount() == 1
    assert "mendatar" in page.pages.where.text()


@pytest.fixture
def small(look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a book with nothing but its fixed places, backed up once."""
    folder = tmp_path / "kecil"
    with book.create(folder, actor="Rini CONTOH", durable=False) as office:
        set_up(office)
    made = MainWindow(book.at_work(folder), look)
    made.show()
    back_up(made.office, target=folder_of(made.office))
    yield made
    made.close()


@pytest.fixture
def restore(small: MainWindow, qtbot: QtBot) -> RestorePage:
    """The page, with one backup and something booked since."""
    add_vendor(small.office, name="Toko Sesudahnya CONTOH")
    best(small.targets(), "pulihkan")[0].go()
    found = small.page
    assert isinstance(found, RestorePage)
    qtbot.waitUntil(lambda: found.comparison is not None, timeout=10_000)
    return found


def test_going_back_shows_what_is_lost_and_opens_the_book_anew(
    small: MainWindow, qtbot: QtBot, restore: RestorePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Declined nothing happens; agreed, the vendor is gone, and the book of before is kept."""
    assert "1 tindakan sesudahnya akan hilang" in restore.facts.text()
    asked: list[str] = []

    def answer(*said: object) -> bool:
        asked.append(str(said[2]))
        return len(asked) > 1

    monkeypatch.setattr(ConfirmDialog, "ask", answer)
    restore.go_button.click()
    assert small.isVisible()
    folder = small.office.folder
    with qtbot.waitSignal(restore.reopen, timeout=30_000):
        restore.go_button.click()
    assert "1 tindakan" in asked[0]
    after = small.successor
    assert after is not None
    qtbot.addWidget(after)
    qtbot.waitUntil(lambda: after.has_book, timeout=10_000)
    assert not small.isVisible()
    after.complete()
    assert not any("Sesudahnya" in target.title for target in after.targets())
    assert (folder / "cadangan" / "sebelum-dipulihkan-1" / "buku.ikm").exists()
    after.close()
    wait_for_all()


def test_a_backup_that_is_none_is_told(restore: RestorePage, qtbot: QtBot, tmp_path: Path) -> None:
    """Before anything is let go; Kembali leaves the book open."""
    wrong = tmp_path / "ikm-x.ikm"
    wrong.write_bytes(b"bukan cadangan")
    restore.take(wrong, encrypted=False)
    qtbot.waitUntil(lambda: bool(restore.message.text()), timeout=10_000)
    assert restore.comparison is None
    restore.ask()
    assert "Tunggu" in restore.message.text()
    with qtbot.waitSignal(restore.closed):
        restore.leave()
    wait_for_all()


def test_a_damaged_book_offers_its_backups_at_the_start(
    small: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window stands, says why, and goes back to the backup."""
    folder = small.office.folder
    small._closes_without_backup = True
    small.close()
    (folder / "buku.ikm").write_bytes(b"rusak" * 4_000)
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_: True)
    after = start(folder, small.look)
    qtbot.addWidget(after)
    qtbot.waitUntil(lambda: _way(after) is not None, timeout=10_000)
    way = _way(after)
    assert way is not None
    way.click()
    page = after.page
    assert isinstance(page, RestorePage)
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=10_000)
    assert "Buku sekarang tidak terbaca" in page.facts.text()
    page.go_button.click()
    qtbot.waitUntil(lambda: after.has_book, timeout=30_000)
    after.close()
    wait_for_all()


def _way(window: MainWindow):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a button or None
    from PySide6.QtWidgets import QPushButton

    return next(
        (one for one in window.findChildren(QPushButton) if one.text().startswith("Pulihkan dari")), None
    )
