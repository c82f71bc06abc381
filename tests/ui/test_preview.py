"""The preview: pages, search, signers of a draft, numbers, printing aside, copies, several papers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.certificates import certificates_file
from ikm_desktop.errors import PaperSizeUnknown
from ikm_desktop.office.signatories import add_signatory
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.archive import issued_bytes, issued_papers
from ikm_desktop.papers.numbers import BLANK, open_paper
from ikm_desktop.papers.printers import Printer, save_printer
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.papers.ruler_page import ruler_pdf
from ikm_desktop.reports.issuing import issue_in
from tests.papers import pages
from tests.ui.one_window import one_window
from ui.batches.certificates_preview import CertificatesPreview
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.reason import ReasonDialog
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.papers.page_view import WHOLE
from ui.papers.pdf_page import PdfPage
from ui.papers.printer_names import AS_FILE

Show = Callable[..., PaperPreview]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for this file: each test looks at papers of its own."""
    with one_window(qapp, sample_folder, tmp_path_factory.mktemp("jendela")) as made:
        yield made


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot) -> Show:
    """Puts the preview of some papers on screen."""

    def shown(*papers: int) -> PaperPreview:
        made = PaperPreview(window.office, window.look, papers)
        qtbot.addWidget(made)
        made.resize(1366, 600)
        made.show()
        return made

    return shown


def _issued(window: MainWindow, kind: str) -> list[int]:
    with window.office.reading() as connection:
        return [paper.paper for paper in issued_papers(connection, kind=kind)]


def _draft(window: MainWindow, kind: str) -> int:
    issued = sa.select(t.issued.c.paper)
    query = sa.select(t.paper.c.id).where(
        t.paper.c.kind == kind, t.paper.c.id.not_in(issued), t.paper.c.state == "valid"
    )
    with window.office.reading() as connection:
        return int(connection.execute(query.order_by(t.paper.c.id).limit(1)).scalar_one())


def _to_file(path: Path) -> QPrinter:
    """A printer that writes what it prints into a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def _page_sizes(path: Path) -> list[tuple[int, int]]:
    """The printed sheets in mm."""
    with PdfDocument(path) as document:
        return [
            (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document
        ]


def _way(page: PaperPreview, text: str) -> QPushButton:
    return next(one for one in page.message.findChildren(QPushButton) if one.text() == text)


def test_pages_are_found_and_searched(window: MainWindow, qtbot: QtBot, show: Show) -> None:
    """Where one is, the page whole; typed: the place is shown and the next one on Enter."""
    page = show(_issued(window, "BAST-L")[0])
    assert page.pages.where.text() == "halaman 1 / 2 · F4 215 × 330"
    assert page.pages.thumbs.model().rowCount() == 2
    page.pages.zoom.setCurrentText(WHOLE)
    page.pages.thumbs.setCurrentIndex(page.pages.thumbs.model().index(1, 0))
    assert page.pages.where.text().startswith("halaman 2 / 2")
    qtbot.keyClicks(page.pages.search, "PIHAK KEDUA")
    qtbot.waitUntil(lambda: page.pages.hits.text().startswith("1 dari"))
    qtbot.keyClick(page.pages.search, Qt.Key.Key_Return)
    assert page.pages.hits.text().startswith("2 dari")
    qtbot.keyClicks(page.pages.search, "xyz")
    qtbot.waitUntil(lambda: page.pages.hits.text() == "tidak ditemukan")


def test_printing_runs_aside_and_is_logged(
    window: MainWindow, qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    """Two copies of page 2 alone; the log counts it, and next time a copy is what is usual."""
    paper = _issued(window, "BAST-L")[1]
    page = show(paper)
    page.options.copies.setText("2")
    page.options.tick(1)
    with qtbot.waitSignal(page.printed, timeout=20_000):
        page.print_on(_to_file(tmp_path / "cetak.pdf"))
        assert window.curtain.is_busy
    assert _page_sizes(tmp_path / "cetak.pdf") == [(215, 330)] * 2
    assert "Dicetak ×1" in page.state.text()
    assert page.kind.currentText() == "Asli"
    again = show(paper)
    assert again.kind.currentText() == "SALINAN ke-1"
    assert again.pdf != page.pdf
    wait_for_all()


def test_printing_can_be_stopped(window: MainWindow, qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    """Batal on the curtain: nothing is logged, and the clerk is told what to do."""
    page = show(*_issued(window, "KUI-UP")[10:16])
    page.print_on(_to_file(tmp_path / "cetak.pdf"))
    with qtbot.waitSignal(page.printing.ended, timeout=20_000) as ended:
        window.curtain.stop()
    assert ended.args == [False]
    assert "Centang" in page.message.text()
    assert page.stories[page.paper].times_printed == 0
    wait_for_all()


def test_several_papers_are_printed_one_after_another(
    window: MainWindow, qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    """All of them, of different sheets; then only the ticked one that jammed."""
    papers = [_issued(window, "KUI-UP")[1], _issued(window, "TTB")[0]]
    page = show(*papers)
    with qtbot.waitSignal(page.printed, timeout=20_000):
        page.print_on(_to_file(tmp_path / "semua.pdf"))
    sizes = _page_sizes(tmp_path / "semua.pdf")
    assert sizes[0] == (215, 330)
    assert set(sizes[1:]) == {(330, 215)}
    page.options.tick(0)
    with qtbot.waitSignal(page.printed, timeout=20_000):
        page.print_on(_to_file(tmp_path / "macet.pdf"))
    assert _page_sizes(tmp_path / "macet.pdf") == [(215, 330)]
    assert [page.stories[paper].times_printed for paper in papers] == [2, 1]
    wait_for_all()


def test_a_page_made_smaller_lies_on_a4_shifted_as_measured(
    window: MainWindow, qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    """F4 on A4; a printer that prints too far left gets its shift."""
    paper = _issued(window, "KUI-UP")[2]
    plain, shifted = show(paper), show(paper)
    for page, name in ((plain, "polos.pdf"), (shifted, "geser.pdf")):
        if page is shifted:
            save_printer(window.office, AS_FILE, Printer(right=100))
        page.options.to_a4.setChecked(True)
        page.kind.setCurrentIndex(0)
        with qtbot.waitSignal(page.printed, timeout=20_000):
            page.print_on(_to_file(tmp_path / name))
    assert _page_sizes(tmp_path / "polos.pdf") == [(210, 297)]
    left = [_first_ink(tmp_path / name) for name in ("polos.pdf", "geser.pdf")]
    assert left[1] - left[0] == pytest.approx(10, abs=1)
    wait_for_all()


def _first_ink(path: Path) -> float:
    """How far the leftmost black point of the first sheet lies from its edge, in mm."""
    with PdfDocument(path) as document:
        picture = document[0].render(scale=1, grayscale=True).to_pil().point(lambda grey: 255 * (grey < 100))
    box = picture.getbbox()
    assert box is not None
    return float(box[0]) / 72 * 25.4


def test_a_printer_without_f4_is_told(
    window: MainWindow, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is printed, with the ways out; Kecilkan ke A4 takes it."""
    page = show(_issued(window, "KUI-UP")[0])
    monkeypatch.setattr("ui.papers.print_options.known_sheets", lambda _name: [(210.0, 297.0)])
    page.options.printer.addItem("Printer CONTOH")
    page.options.printer.setCurrentText("Printer CONTOH")
    with pytest.raises(PaperSizeUnknown):
        page.options.refuse_sheet()
    assert "tidak mengenal kertas F4" in page.options.sheet.text()
    page.print_paper()
    assert "akan terpotong 33 mm" in page.message.text()
    assert page.printing.run is None
    _way(page, "Pilih printer lain").click()
    assert page.message.text() == ""
    page.options.to_a4.setChecked(True)
    assert page.options.sheet.text().endswith("diperkecil ke A4")


def test_wrong_pages_and_copies_are_told(window: MainWindow, show: Show) -> None:
    """With the field, before anything is printed."""
    page = show(_issued(window, "BAST-L")[0])
    page.options.pages.setText("3")
    page.print_paper()
    assert "surat ini 2 halaman" in page.message.text()
    page.options.copies.setText("0")
    page.print_paper()
    assert "Rangkap" in page.message.text()


def test_a_paper_that_cannot_be_drawn_says_why_and_no_more(window: MainWindow) -> None:
    """Nothing stands around pages that are not there: the sheet of a maker who handed nothing on."""
    people = window.go_to("peserta", "Adelina Goreti")
    assert isinstance(people, ListPage)
    people.table.selectRow(0)
    assert window.run("cetak-jejak-pembuat")
    page = window.page
    assert isinstance(page, PaperPreview)
    assert "belum ada yang diserahkan" in page.message.text()
    assert page.pages.isHidden()
    assert page.side.isHidden()


def test_a_draft_follows_the_signer_chosen(window: MainWindow, show: Show) -> None:
    """Another valid on that day is offered; the choice is on the page and in what is issued."""
    paper = _draft(window, "BAP")
    with window.office.reading() as connection:
        day = read_paper(connection, paper).letter_date
    add_signatory(
        window.office, role="ppk", name="PELAKSANA CONTOH", title="PPK", valid_from=day, prefix="Plt."
    )
    page = show(paper)
    assert page.drafts is not None
    combo = page.drafts.signers["ppk"]
    assert combo.itemText(0) == "Plt. PELAKSANA CONTOH"
    usual = page.pdf
    combo.setCurrentIndex(1)
    assert page.pdf != usual
    page.issue_button.click()
    assert not page.issue_button.isVisible()
    assert "PELAKSANA CONTOH" not in pages.text_of(page.pdf)


def test_a_blank_number_is_filled_and_a_jump_is_asked_about(window: MainWindow, show: Show) -> None:
    """Pakai 900 takes it all the same; the bytes stay blank and the strip of a copy says the number."""
    with window.office.act("coba") as act:
        row = read_paper(act.connection, _issued(window, "BAST-L")[0])
        subjects = act.connection.execute(
            sa.select(t.paper_subject.c.prepared).where(t.paper_subject.c.paper == row.id)
        ).scalars()
        paper = open_paper(
            act,
            kind=row.kind,
            series=row.series,
            letter_date=row.letter_date,
            subject=row.subject,
            party=row.party,
            wanted=BLANK,
            prepared=[one for one in subjects if one is not None],
        ).id
        issue_in(act, paper)
    page = show(paper)
    page.number.line.setText("900")
    page.number.fill()
    assert "Nomor melompat dari" in page.message.text()
    _way(page, "Pakai 900").click()
    with window.office.reading() as connection:
        assert read_paper(connection, paper).sequence == 900
        assert page.pdf == issued_bytes(connection, paper)
    assert "menurut register" in page.number.told.text()
    page.kind.setCurrentIndex(1)
    assert "Nomor menurut register" in pages.text_of(page.pdf)


def test_several_drafts_are_issued_by_one_act_and_saved(
    window: MainWindow, show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Once a folder is chosen; every paper is a file of its own, named after its number."""
    first = _draft(window, "BAP")
    page = show(first, *_issued(window, "KUI-UP")[:1])
    assert page.issue_button.text() == "&Terbitkan 1"
    folder = [""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder[0])
    page.save_paper()
    assert page.issue_button.isVisible()
    folder[0] = str(tmp_path)
    page.save_paper()
    assert not page.issue_button.isVisible()
    assert page.folder_button.isVisible()
    names = sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".pdf")
    assert [name.split("_")[0] for name in names] == ["BAP", "KUI-UP"]


def _a_preview(window: MainWindow) -> PaperPreview:
    return PaperPreview(window.office, window.look, _issued(window, "KUI-UP")[0])


def _a_pdf_page(window: MainWindow) -> PdfPage:
    return PdfPage(window._context, "Kembali", "Penggaris", ruler_pdf(), "Penggaris.pdf")


def _the_certificates(window: MainWindow) -> CertificatesPreview:
    with window.office.reading() as connection:
        return CertificatesPreview(window._context, 3, certificates_file(connection, 3))


@pytest.mark.parametrize(
    ("make", "name"),
    [(_a_preview, "KUI-UP_"), (_a_pdf_page, "Penggaris.pdf"), (_the_certificates, "Sertifikat")],
)
def test_enter_prints_unless_something_is_typed(
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[MainWindow], PaperPreview | PdfPage | CertificatesPreview],
    name: str,
) -> None:
    """On every page of a PDF: without a printer Enter asks for the file; in a line it is the line's own."""
    page = make(window)
    qtbot.addWidget(page)
    page.show()
    asked: list[str] = []

    def ask(*said: object) -> tuple[str, str]:
        asked.append(str(said[2]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    page.pages.search.setFocus()
    qtbot.keyClick(page.pages.search, Qt.Key.Key_Return)
    assert asked == []
    page.pages.view.setFocus()
    qtbot.keyClick(page.pages.view, Qt.Key.Key_Return)
    assert len(asked) == 1
    assert asked[0].startswith(name)


def test_a_correction_is_the_next_version_with_what_changed(
    window: MainWindow, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown as a draft with another signer; without a word of what changed nothing is issued; both stay."""
    paper = _issued(window, "BAST-L")[-1]
    with window.office.reading() as connection:
        day = read_paper(connection, paper).letter_date
    add_signatory(window.office, role="ppk", name="PENGGANTI CONTOH", title="PPK", valid_from=day)
    page = show(paper)
    first = page.pdf
    page.renew_button.click()
    assert "PENGGANTI CONTOH" in pages.text_of(page.pdf)
    assert pages.text_of(page.pdf).startswith("DRAF")
    assert page.issue_button.text() == "&Terbitkan versi 2"
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: None)
    assert not page.issue()
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: " ")
    assert not page.issue()
    assert "Yang berubah" in page.message.text()
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: "penanda tangan")
    assert page.issue()
    assert "Versi 2: penanda tangan" in page.state.text()
    page.versions.setCurrentIndex(1)
    assert page.pdf == first
    assert not page.print_button.isEnabled()
    assert "sudah diganti" in page.state.text()


def test_ctrl_f_searches_the_paper_on_screen(window: MainWindow, qtbot: QtBot) -> None:
    """The window's own key, while the preview is its page; Esc goes back to the list."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("surat")
    page = PaperPreview(window.office, window.look, _issued(window, "KUI-UP")[0])
    window.show_page(page)
    qtbot.keyClick(page, Qt.Key.Key_F, CONTROL)
    assert page.search.hasFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert window.page is not page
