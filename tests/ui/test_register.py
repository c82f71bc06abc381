"""The register in the window: gaps explained, numbers void, certificates replaced, scans, signing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.papers.gaps import gaps
from ikm_desktop.papers.register import GapRow, RegisterRow, paper_entry, register
from ikm_desktop.papers.scans import scans_of
from ikm_desktop.reports.printing import salinan
from tests.papers import pages
from tests.ui.one_window import one_window
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.reason import ReasonDialog
from ui.common.signing import SignDialog, Signed, papers_signed
from ui.main_window import MainWindow
from ui.papers.paper_card import PaperCard


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for this file: each test looks at papers of its own."""
    with one_window(qapp, sample_folder, tmp_path_factory.mktemp("jendela")) as made:
        yield made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ListPage:
    """The list of papers."""
    found = window.go_to("surat")
    assert isinstance(found, ListPage)
    qtbot.waitUntil(lambda: bool(found.all_rows))
    return found


def _rows(window: MainWindow) -> list[RegisterRow]:
    with window.office.reading() as connection:
        found = register(connection, year=2020)
    return [row for row in found if isinstance(row, RegisterRow)]


def _row(window: MainWindow, paper: int) -> RegisterRow:
    with window.office.reading() as connection:
        found = paper_entry(connection, paper)
    assert found is not None
    return found


def _choose(page: ListPage, qtbot: QtBot, paper: int) -> None:
    page.choose(lambda row: isinstance(row, RegisterRow) and row.paper.id == paper)

    def is_chosen() -> bool:
        row = page.current()
        return isinstance(row, RegisterRow) and row.paper.id == paper

    qtbot.waitUntil(is_chosen)


def _answers(monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: reason)


def _blank_draft(window: MainWindow) -> RegisterRow:
    return next(row for row in _rows(window) if row.prepared and not row.vouchers and not row.paper.is_void)


def test_a_number_is_made_void_with_its_reason(
    window: MainWindow, qtbot: QtBot, page: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a reason it stays; a signed one is refused with the way out."""
    waiting = _blank_draft(window)
    _choose(page, qtbot, waiting.paper.id)
    _answers(monkeypatch, " ")
    _press(page, "batalkan-nomor")
    assert not _row(window, waiting.paper.id).paper.is_void
    assert page.message.text()
    _answers(monkeypatch, "salah lembaga")
    _press(page, "batalkan-nomor")
    assert _row(window, waiting.paper.id).paper.reason == "salah lembaga"
    signed = next(row for row in _rows(window) if row.prepared and row.vouchers)
    _choose(page, qtbot, signed.paper.id)
    _press(page, "batalkan-nomor")
    assert "dibalikkan" in page.message.text()


def _press(page: ListPage, key: str) -> None:
    """Do a command of the page."""
    action = next(one for one in page.actions() if one.objectName() == key)
    action.trigger()


def test_a_certificate_is_replaced(
    window: MainWindow, qtbot: QtBot, page: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one is void, a new one stands in the register for the same person."""
    old = next(row for row in _rows(window) if row.paper.kind == "SERT")
    _choose(page, qtbot, old.paper.id)
    _answers(monkeypatch, "nama salah")
    _press(page, "ganti-sertifikat")
    of_her = [row for row in _rows(window) if row.paper.kind == "SERT" and row.enrolment == old.enrolment]
    assert [row.paper.is_void for row in of_her] == [True, False]

    def the_new_one_is_chosen() -> bool:
        row = page.current()
        return isinstance(row, RegisterRow) and row.paper.id == of_her[-1].paper.id

    qtbot.waitUntil(the_new_one_is_chosen)
    copy = pages.text_of(salinan(window.office, paper=old.paper.id))
    assert "nama salah" in copy
    assert "DIBATALKAN" in copy


def test_papers_that_came_back_are_signed_together(
    window: MainWindow, qtbot: QtBot, page: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each of them prepared is posted; afterwards nothing of them waits."""
    waiting = _blank_draft(window)
    _choose(page, qtbot, waiting.paper.id)
    signed = Signed(window.office.clock.now().date())
    monkeypatch.setattr(SignDialog, "ask_with_scans", lambda *_, **__: signed)
    _press(page, "tandatangani-surat")
    assert _row(window, waiting.paper.id).is_signed
    assert window.toast.said[-1].startswith("1 surat ditandatangani")
    _press(page, "tandatangani-surat")
    assert "belum ditandatangani" in window.toast.said[-1]


def test_the_signing_dialog_says_what_it_means(window: MainWindow, qtbot: QtBot) -> None:
    """How many papers, how many vouchers, and that only a reversal helps afterwards."""
    dialog = SignDialog(3, papers_signed(3, 22), window.office.clock.now().date(), window)
    qtbot.addWidget(dialog)
    assert "3 surat (22 serah terima)" in dialog.text.text()
    assert dialog.go.text() == "&Tandatangani 3"
    dialog.day.line.setText("31/2")
    assert "tidak ada di kalender" in dialog.text.text()
    dialog.go.click()
    assert dialog.result() == 0


def test_a_gap_is_explained(
    window: MainWindow, qtbot: QtBot, page: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A jump makes a row; its reason is written by one act."""
    from ikm_desktop.papers.numbers import open_paper

    office = window.office
    with office.act("coba") as act:
        day = office.clock.now().date()
        open_paper(act, kind="TTB", series="SURAT", letter_date=day, subject="CONTOH", wanted=900)
    page.reload()
    page.choose(lambda row: isinstance(row, GapRow))
    qtbot.waitUntil(lambda: isinstance(page.current(), GapRow))
    _answers(monkeypatch, "dipakai di register lama")
    _press(page, "jelaskan-celah")
    with office.reading() as connection:
        assert [gap.reason for gap in gaps(connection)] == ["dipakai di register lama"]


def test_a_scan_is_dropped_on_its_paper(
    window: MainWindow, qtbot: QtBot, page: ListPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept and shown beside the paper, opened in the system's viewer, and taken off with a reason."""
    paper = next(row for row in _rows(window) if row.versions).paper.id
    _choose(page, qtbot, paper)
    card = page.findChild(PaperCard)
    assert isinstance(card, PaperCard)
    scan = tmp_path / "bertanda tangan.pdf"
    scan.write_bytes(b"%PDF-1.4 CONTOH")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan)), QUrl.fromLocalFile(str(tmp_path / "x.exe"))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    card.dropEvent(QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton, none))
    with window.office.reading() as connection:
        (kept,) = scans_of(connection, [paper])[paper]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    shown = card.open_scan(kept)
    assert shown is not None
    assert (shown.read_bytes(), shown.suffix, len(opened)) == (scan.read_bytes(), ".pdf", 1)
    _choose(page, qtbot, paper)
    _answers(monkeypatch, "salah surat")
    off = next(one for one in card.findChildren(type(card.add_button)) if one.text() == "Lepas")
    off.click()
    with window.office.reading() as connection:
        assert scans_of(connection, [paper]) == {}


def test_several_papers_open_in_one_preview(window: MainWindow, qtbot: QtBot, page: ListPage) -> None:
    """Chosen together, Pratinjau; the first page of one is drawn beside the list."""
    page.table.selectAll()
    qtbot.waitUntil(lambda: len(page.table.chosen()) > 20)
    rows = [row for row in page.table.chosen() if isinstance(row, RegisterRow)]
    _choose(page, qtbot, next(row for row in rows if row.versions).paper.id)
    card = page.findChild(PaperCard)
    assert isinstance(card, PaperCard)
    qtbot.waitUntil(lambda: not card.picture.pixmap().isNull())
    QApplication.processEvents()
    _press(page, "pratinjau")
    assert isinstance(window.page, PaperPreview)
