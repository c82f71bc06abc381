"""Certificates of a batch by keys on a real book: issued, included for a reason, printed, saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.certificates import certificates_file, certificates_of, issue_certificates
from ikm_desktop.papers.archive import issued_papers
from ikm_desktop.papers.numbers import NEXT
from ikm_desktop.papers.printers import Printer, save_printer
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.withdrawing import void_paper
from tests.ui import guards
from tests.ui.dialogs import in_dialog
from ui.batches.certificate_rows import lines_of, numbered
from ui.batches.certificates_page import CertificatesPage
from ui.batches.certificates_preview import CertificatesPreview
from ui.batches.tab import open_certificates
from ui.common.palette import Palette
from ui.common.reason import ReasonDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.papers.printer_names import AS_FILE

CTRL = Qt.KeyboardModifier.ControlModifier
SALT = 4
"""Angkatan IV of the sample: 18 of 20 meet the rule and none has a certificate yet."""


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> CertificatesPage:
    """The page on screen, the cursor on its list."""
    found = open_certificates(window._context)
    qtbot.waitUntil(window.isActiveWindow)
    return found


def come_back(window: MainWindow, qtbot: QtBot) -> None:
    """Do what a window manager does when a dialog closes; the screenless platform has none."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def numbers(window: MainWindow, batch: int = SALT) -> dict[int, str]:
    """Return the numbers of the batch's valid certificates."""
    with window.office.reading() as connection:
        return certificates_of(connection, batch)


def test_twenty_certificates_take_four_actions(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+K; "sertifikat" and Enter; Ctrl+P; Enter prints (a file where the machine has no printer)."""
    qtbot.waitUntil(window.isActiveWindow)
    actions = []

    def find(dialog: object) -> None:
        assert isinstance(dialog, Palette)
        qtbot.keyClicks(dialog.line, "sertifikat")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        actions.append("sertifikat, Enter")

    in_dialog(Palette, find)
    actions.append("Ctrl+K")
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert isinstance(window.page, CertificatesPage)
    assert window.page.batch_id() == SALT
    come_back(window, qtbot)
    focus = QApplication.focusWidget()
    assert focus is not None
    actions.append("Ctrl+P")
    qtbot.keyClick(focus, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page, CertificatesPreview), timeout=20_000)
    preview = window.page
    assert isinstance(preview, CertificatesPreview)
    assert len(numbers(window)) == 18
    target = tmp_path / "semua.pdf"
    preview.printer.setCurrentText(AS_FILE)

    def save(dialog: object) -> None:
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(target))
        qtbot.keyClick(line, Qt.Key.Key_Return)

    in_dialog(QFileDialog, save)
    focus = QApplication.focusWidget()
    assert focus is preview.print_button
    actions.append("Enter")
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert target.read_bytes() == preview.pdf
    assert preview.document.pageCount() == 36
    assert len(actions) == 4


def test_who_does_not_meet_the_rule_says_why_and_needs_a_reason(
    page: CertificatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    """Space on such a line asks for the reason; with it she is ticked and numbered; the register tells it."""
    lines = page.lines.lines
    row = next(at for at, line in enumerate(lines) if not line.standing.may)
    assert "tidak memenuhi: kehadiran 3 dari 5 hari" in lines[row].note
    assert page.count.text() == "18 dipilih · 2 tidak"
    page.table.setCurrentIndex(page.lines.index(row, 2))

    def give(dialog: object) -> None:
        assert isinstance(dialog, ReasonDialog)
        qtbot.keyClicks(dialog.reason, "sakit, tugas pengganti selesai")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    in_dialog(ReasonDialog, give)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    come_back(window, qtbot)
    assert page.count.text() == "19 dipilih · 1 tidak"
    assert "dengan alasan: sakit" in page.lines.lines[row].note
    qtbot.keyClick(page.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page, CertificatesPreview), timeout=20_000)
    with window.office.reading() as connection:
        subjects = [paper.subject for paper in issued_papers(connection, batch=SALT, kind="SERT")]
    assert sum("sakit, tugas pengganti selesai" in subject for subject in subjects) == 1


def test_a_withdrawn_certificate_is_told_and_its_number_is_passed(window: MainWindow) -> None:
    """Who had one taken back may have the next; the line says which was withdrawn and why."""
    office = window.office
    first = next(line for line in lines_of(office, SALT) if line.may)
    day = office.clock.now().date()
    given = issue_certificates(office, batch=SALT, letter_date=day, people=[first.person])
    void_paper(office, paper=given.papers[0], reason="gelar salah")
    with office.reading() as connection:
        number = str(read_paper(connection, given.papers[0]).number)
    lines = numbered(office, lines_of(office, SALT), NEXT, day)
    again = next(line for line in lines if line.person == first.person)
    assert again.note.endswith(f"{number} ditarik: gelar salah")
    assert again.number not in {"", number}
    assert number not in {line.number for line in lines}


def test_space_leaves_somebody_out_and_the_numbers_follow(page: CertificatesPage, qtbot: QtBot) -> None:
    """The line after takes the number; typed anew, the first number moves them all."""
    first = page.lines.lines[0].number
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.lines.lines[0].number == ""
    assert page.lines.lines[1].number == first
    qtbot.keyClicks(page.number, "200")
    assert page.lines.lines[1].number.startswith("200/")
    assert page.lines.lines[2].number.startswith("201/")


def test_a_number_that_is_taken_is_told_beside_the_field_and_refused(
    page: CertificatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    """While typing, and again when the clerk goes on; nothing is issued."""
    qtbot.keyClicks(page.number, "1")
    assert "sudah dipakai" in page.number_hint.text()
    qtbot.keyClick(page.number, Qt.Key.Key_P, CTRL)
    assert "sudah dipakai" in page.message.text()
    assert window.page is page
    assert numbers(window) == {}


def test_a_first_number_that_jumps_is_asked_about(
    page: CertificatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    """P4: nothing is issued or saved until the clerk chose; what is meant is taken and not asked again."""
    following = int(page.lines.chosen()[0].number.partition("/")[0])
    qtbot.keyClicks(page.number, "255")
    for act in (page.save_button, page.issue_button):
        act.click()
        assert page.message.text() == f"Nomor melompat dari {following - 1} ke 255. Benar?"
        page.message.clear()
    page.issue()
    assert numbers(window) == {}
    ways = {way.text(): way for way in page.message.findChildren(QPushButton) if way.isVisible()}
    assert {"Pakai 255", f"Pakai {following}"} <= ways.keys()
    ways["Pakai 255"].click()
    qtbot.waitUntil(lambda: isinstance(window.page, CertificatesPreview), timeout=20_000)
    assert sorted(int(one.partition("/")[0]) for one in numbers(window).values()) == list(range(255, 273))


def test_single_originals_lie_in_the_folder(
    page: CertificatesPage, window: MainWindow, tmp_path: Path
) -> None:
    """A batch that is issued already: its 19 files, each the bytes that were issued."""
    page.batch.setCurrentIndex(page.batch.findData(3))
    assert page.lines.chosen() == []

    def choose(dialog: object) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.accept()

    in_dialog(QFileDialog, choose)
    page.save_button.click()
    wait_for_all()
    QApplication.processEvents()
    files = sorted(tmp_path.glob("SERT_*.pdf"))
    assert len(files) == len(numbers(window, 3)) == 19
    assert "19 berkas PDF" in window.toast.said[-1]


def test_printing_goes_page_by_page_and_is_logged(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """On a real printer device, a PDF writer, until it is stopped; in the paper's own size."""
    page = open_certificates(window._context, 3)
    qtbot.keyClick(page.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page, CertificatesPreview), timeout=20_000)
    preview = window.page
    assert isinstance(preview, CertificatesPreview)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    preview.print_on(printer)
    with qtbot.waitSignal(preview.printing.ended, timeout=20_000) as ended:
        window.curtain.stop()
    assert ended.args == [False]
    printed = QPdfDocument()
    printed.load(str(tmp_path / "cetak.pdf"))
    assert 1 <= printed.pageCount() < preview.document.pageCount()
    assert printed.pagePointSize(0).width() == pytest.approx(preview.document.pagePointSize(0).width(), abs=1)
    printed.close()
    assert window.toast.said[-1] == "Pencetakan dihentikan."


def test_one_that_jammed_is_printed_alone_on_its_own_stock(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Ticked by number and name: front and back of it; on pre-printed sheets the frame is left out."""
    with window.office.reading() as connection:
        pdf = certificates_file(connection, 3)
    preview = CertificatesPreview(window._context, 3, pdf)
    qtbot.addWidget(preview)
    save_printer(window.office, AS_FILE, Printer(text_only=True))
    preview.printer.setCurrentText(AS_FILE)
    preview.options.printer_chosen.emit(AS_FILE)
    assert preview.options.text_only.isChecked()
    assert len(preview.pdf) < len(pdf)
    preview.options.text_only.setChecked(False)
    assert preview.pdf == pdf
    preview.options.text_only.setChecked(True)
    assert len(preview.pdf) < len(pdf)
    assert preview.options.jammed.count() == len(numbers(window, 3))
    preview.options.tick(4)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "macet.pdf"))
    with qtbot.waitSignal(preview.printing.ended, timeout=20_000):
        preview.print_on(printer)
    printed = QPdfDocument()
    printed.load(str(tmp_path / "macet.pdf"))
    assert printed.pageCount() == 2
    printed.close()
    assert window.toast.said[-1] == "1 sertifikat dicetak."


def test_nothing_is_cut_off(window: MainWindow, page: CertificatesPage) -> None:
    """At each size all buttons stand whole inside the window, and every control has a name."""
    for size in (QSize(960, 500), QSize(1366, 689)):
        window.resize(size)
        guards.settle()
        for made in page.findChildren(QAbstractButton):
            if made.isVisible() and made.window() is window:
                wanted = made.sizeHint().width()
                assert made.accessibleName(), made
                assert made.width() >= wanted or made.maximumWidth() < wanted
                right = made.mapTo(window, made.rect().bottomRight())
                assert right.x() <= window.width()
                assert right.y() <= window.height()


def test_the_model_keeps_qts_rules(page: CertificatesPage, qtmodeltester: ModelTester) -> None:
    """Qt's own tester finds nothing."""
    qtmodeltester.check(page.lines)
