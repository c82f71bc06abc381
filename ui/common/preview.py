"""The paper preview: the final bytes (or a draft) as they will lie on the table, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.errors import Fault, FieldInvalid, IkmError, PaperSizeUnknown, Refusal, WriteFault
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import COPY, PRINT, SAVE, file_name, log_prints
from ikm_desktop.papers.printers import TENTHS, Printer, printer_of
from ikm_desktop.papers.story import PaperStory
from ikm_desktop.reports.choices import NO_CHOICE, Choices
from ui.common.fields import Choice
from ui.common.labels import button, card, label
from ui.common.messages import MessageBar
from ui.papers.draft_options import DraftOptions
from ui.papers.number_box import NumberBox
from ui.papers.page_view import PageView
from ui.papers.print_options import PrintOptions, Wanted
from ui.papers.print_run import PrintOrder, PrintPart, PrintRun, print_document, set_page
from ui.papers.printer_names import AS_FILE, printer_called
from ui.theme.look import Look

__all__ = ["PaperPreview", "print_document", "set_page"]

_SIDE = 316
_MM = 25.4 / 72


class PaperPreview(QWidget):
    """One paper, or several to be printed one after another: the pages, and beside them what can be done.

    closed: back to the list; issued: papers were frozen; printed: they came out of the printer.
    """

    closed = Signal()
    issued = Signal()
    printed = Signal()

    def __init__(
        self, office: Office, look: Look, paper: int | Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self._office, self._look = office, look
        self.papers: tuple[int, ...] = (paper,) if isinstance(paper, int) else tuple(paper)
        self.paper = self.papers[0]
        self.pdf = b""
        self.run: PrintRun | None = None
        self.stories: dict[int, PaperStory] = {}
        self._choices: dict[int, Choices] = {}
        self._saved_in: Path | None = None
        self._chose_way = False
        self.pages = PageView(look)
        self.view = self.pages.view
        self.message = MessageBar(self)
        self.message.way_chosen.connect(self._go)
        self.state = label("", "muted")
        self.state.setWordWrap(True)
        self.number = NumberBox(office, look)
        self.number.filled.connect(self._filled)
        self.number.refused.connect(self.message.refuse)
        self.options = PrintOptions()
        self.kind = Choice()
        self.kind.setAccessibleName("Cetak sebagai")
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.drafts: DraftOptions | None = None
        self._draft_place = QVBoxLayout()
        self.list = QListWidget()
        self.list.setAccessibleName("Surat yang akan dicetak")
        self._make_buttons()
        self._lay_out()
        self.load()
        self.list.currentRowChanged.connect(self._paper_chosen)
        find = QShortcut(QKeySequence("Ctrl+F"), self, self.find_text)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.print_button)

    @property
    def document(self) -> QPdfDocument:
        """The document on screen."""
        return self.pages.document

    def _make_buttons(self) -> None:
        look = self._look
        self.issue_button = button("&Terbitkan", look, icon_name="badge-check")
        self.issue_button.clicked.connect(self.issue)
        self.print_button = button("&Cetak  Enter", look, icon_name="printer", role="primary")
        self.print_button.setAutoDefault(True)
        self.print_button.clicked.connect(self.print_paper)
        self.save_button = button("&Simpan PDF…", look, icon_name="save")
        self.save_button.clicked.connect(self.save_paper)
        self.folder_button = button("Buka &folder", look, icon_name="folder-open")
        self.folder_button.clicked.connect(self.open_folder)
        self.folder_button.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Kemajuan cetak")
        self.stop_button = button("Hentikan", look, icon_name="x")
        self.stop_button.clicked.connect(self.stop)
        for made in (self.bar, self.stop_button):
            made.hide()

    def _lay_out(self) -> None:
        back = button("‹ Kembali", self._look, role="link")
        back.clicked.connect(self.closed.emit)
        self.title = label("", "title")
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self.title)
        head.addStretch()
        row = QHBoxLayout()
        self.list.setFixedWidth(220)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(self.list)
        row.addWidget(self.pages, 1)
        row.addWidget(self._side())
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 6, 14, 8)
        page.setSpacing(6)
        page.addLayout(head)
        page.addWidget(self.message)
        page.addLayout(row, 1)

    def _side(self) -> QWidget:
        """Return the options, which scroll, above the buttons, which stay."""
        inside, column = card()
        column.addWidget(self.state)
        column.addWidget(self.number)
        column.addLayout(self._draft_place)
        self._kind_name = label("Cetak s&ebagai", "muted")
        self._kind_name.setBuddy(self.kind)
        column.addWidget(self._kind_name)
        column.addWidget(self.kind)
        column.addWidget(self.options)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Pilihan cetak")
        area.setWidget(inside)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(area, 1)
        below.addWidget(self.bar)
        below.addWidget(self.stop_button)
        two = QHBoxLayout()
        two.addWidget(self.issue_button)
        two.addWidget(self.save_button)
        below.addLayout(two)
        below.addWidget(self.folder_button)
        below.addWidget(self.print_button)
        return side

    # --- showing ----------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the papers as they stand: their issued bytes, else drafts."""
        from ikm_desktop.reports.printing import stories

        try:
            self.stories = {one.paper.id: one for one in stories(self._office, self.papers)}
            self._list_papers()
            self._offer_choices()
            self._offer_kinds()
            self._show()
        except IkmError as refusal:
            self._tell(refusal)
            for made in (self.issue_button, self.print_button, self.save_button):
                made.setEnabled(False)

    def _list_papers(self) -> None:
        several = len(self.papers) > 1
        self.list.setVisible(several)
        if several and not self.list.count():
            self.list.addItems([_called(self.stories[paper]) for paper in self.papers])
            self.list.setCurrentRow(0)
        if several:
            self.title.setText(f"{len(self.papers)} surat")
        else:
            self.title.setText(_called(self.stories[self.paper]))
        drafts = self._drafts()
        self.issue_button.setVisible(bool(drafts))
        self.issue_button.setText(f"&Terbitkan {len(drafts)}" if several else "&Terbitkan")

    def _offer_choices(self) -> None:
        """Offer signers and values where the paper on screen is still a draft."""
        from ikm_desktop.reports.issuing import offered

        if self.drafts is not None:
            self._draft_place.removeWidget(self.drafts)
            self.drafts.deleteLater()
            self.drafts = None
        if self.stories[self.paper].is_issued or len(self.papers) > 1:
            return
        self.drafts = DraftOptions(offered(self._office, paper=self.paper))
        self.drafts.chosen.connect(self._choice_made)
        self._draft_place.addWidget(self.drafts)

    def _choice_made(self) -> None:
        if self.drafts is not None:
            self._choices[self.paper] = self.drafts.choices()
            try:
                self._show()
            except IkmError as refusal:
                self._tell(refusal)

    def _offer_kinds(self) -> None:
        """Offer the original and the next copy; a copy is usual once the original was printed before."""
        issued = [self.stories[paper] for paper in self.papers if self.stories[paper].is_issued]
        was = self.kind.currentIndex()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem("Asli", PRINT)
        if len(issued) == len(self.papers):
            which = f"SALINAN ke-{issued[0].next_copy}" if len(issued) == 1 else "SALINAN"
            self.kind.addItem(which, COPY)
            before = all(one.times_printed for one in issued) or all(one.paper.is_void for one in issued)
            self.kind.setCurrentIndex(max(was, 0) if self._chose_way else int(before))
        self.kind.blockSignals(False)
        for part in (self._kind_name, self.kind):
            part.setVisible(self.kind.count() > 1)

    def _kind_chosen(self) -> None:
        self._chose_way = True
        try:
            self._show()
        except IkmError as refusal:
            self._tell(refusal)

    def _paper_chosen(self, at: int) -> None:
        if 0 <= at < len(self.papers):
            self.paper = self.papers[at]
            try:
                self._show()
            except IkmError as refusal:
                self._tell(refusal)

    def _show(self) -> None:
        """Show the paper chosen, as it would be printed now."""
        story = self.stories[self.paper]
        self.pdf = self._bytes_of(self.paper)
        self.pages.show_pdf(self.pdf)
        self.number.show_story(story)
        self.state.setText(_told(story, self.document.pageCount()))
        size = self.document.pagePointSize(0)
        names = [_called(self.stories[paper]) for paper in self.papers]
        counts = [self._page_count(paper) for paper in self.papers]
        self.options.offer(names, counts, _millimetres(size))

    def _page_count(self, paper: int) -> int:
        story = self.stories[paper]
        if paper == self.paper or not story.is_issued:
            return self.document.pageCount()
        return story.versions[-1].pages

    def _bytes_of(self, paper: int) -> bytes:
        """Return what would be printed of a paper: draft, original or copy."""
        from ikm_desktop.reports import printing
        from ikm_desktop.reports.issuing import preview

        if not self.stories[paper].is_issued:
            return preview(self._office, paper=paper, choices=self._choices.get(paper, NO_CHOICE))
        if self.kind.currentData() == COPY:
            return printing.salinan(self._office, paper=paper)
        return printing.original(self._office, paper=paper, printer=self._printer())

    def _printer(self) -> Printer:
        with self._office.reading() as connection:
            return printer_of(connection, self.options.printer.currentText())

    def _drafts(self) -> list[int]:
        return [paper for paper in self.papers if not self.stories[paper].is_issued]

    def find_text(self) -> None:
        """Put the cursor where the text is searched."""
        self.pages.search.setFocus()
        self.pages.search.selectAll()

    # --- acts -------------------------------------------------------------------------------------------

    def issue(self) -> bool:
        """Freeze the papers as they are shown; return whether that was done."""
        from ikm_desktop.reports.issuing import issue

        try:
            issue(self._office, papers=self._drafts(), choices=self._choices)
        except IkmError as refusal:
            self._tell(refusal)
            return False
        self.message.clear()
        self.load()
        self.issued.emit()
        return True

    def _filled(self, done: Done) -> None:
        self.message.clear()
        self.load()
        self.message.tell(done.notices)

    def print_paper(self) -> None:
        """Print on the chosen printer; a draft is issued then. Without a printer, save the file."""
        if self.run is not None:
            return
        wanted = self._wanted()
        if wanted is None:
            return
        if wanted.printer == AS_FILE:
            self.save_paper()
            return
        try:
            self.options.refuse_sheet()
        except PaperSizeUnknown as unknown:
            self.message.refuse(unknown)
            return
        self.print_on(printer_called(wanted.printer))

    def _wanted(self) -> Wanted | None:
        try:
            return self.options.wanted()
        except FieldInvalid as wrong:
            self.message.refuse(wrong)
            (self.options.copies if wrong.field == "Rangkap" else self.options.pages).setFocus()
            return None

    def print_on(self, printer: QPrinter) -> None:
        """Print what is wanted on a printer, aside from the window."""
        if self._wanted() is None or not self._are_frozen():
            return
        wanted = self._wanted()
        if wanted is None:
            return
        parts = tuple(
            PrintPart(self._bytes_of(paper), pages)
            for paper, pages in zip(self.papers, wanted.pages, strict=True)
            if pages
        )
        known = self._printer()
        order = PrintOrder(parts, wanted.copies, known.right / TENTHS, known.down / TENTHS, wanted.to_a4)
        self._printing = [paper for paper, pages in zip(self.papers, wanted.pages, strict=True) if pages]
        self.run = PrintRun(order, printer, self)
        self.run.page_done.connect(self.bar.setValue)
        self.run.ended.connect(self._ended)
        self.bar.setRange(0, order.sheets)
        self.bar.setValue(0)
        self._show_work(going=True)
        self.run.start()

    def stop(self) -> None:
        """Stop after the page under way."""
        if self.run is not None:
            self.run.stop()

    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.run = None
        self._show_work(going=False)
        if not whole:
            self.message.complain(
                ["Pencetakan dihentikan. Centang halaman yang belum keluar, lalu cetak lagi."]
            )
            return
        self._log(self.kind.currentData() or PRINT, self._printing)
        self._chose_way = True
        self.load()
        self.printed.emit()

    def _show_work(self, *, going: bool) -> None:
        for part in (self.bar, self.stop_button):
            part.setVisible(going)
        self.print_button.setEnabled(not going)

    def save_paper(self) -> None:
        """Ask where and save what is shown; a draft is issued once a place is chosen."""
        if len(self.papers) > 1:
            self._save_all()
            return
        story = self.stories[self.paper]
        name = file_name(story.paper, len(story.versions) or 1)
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", name, "PDF (*.pdf)")
        if target and self._are_frozen() and self._wrote(Path(target), self.pdf):
            self._log(self._saved_as(), [self.paper])
            self._say_saved(Path(target).parent)

    def _save_all(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Simpan berkas PDF ke folder")
        if not folder or not self._are_frozen():
            return
        for paper in self.papers:
            story = self.stories[paper]
            name = file_name(story.paper, len(story.versions))
            if not self._wrote(Path(folder) / name, self._bytes_of(paper)):
                return
        self._log(self._saved_as(), self.papers)
        self._say_saved(Path(folder))

    def _saved_as(self) -> str:
        return COPY if self.kind.currentData() == COPY else SAVE

    def _wrote(self, target: Path, pdf: bytes) -> bool:
        try:
            target.write_bytes(pdf)
        except OSError as trouble:
            self.message.refuse(WriteFault(path=str(target), detail=trouble.strerror or ""))
            return False
        return True

    def _say_saved(self, folder: Path) -> None:
        self._saved_in = folder
        self.folder_button.show()
        self.folder_button.setToolTip(str(folder))

    def open_folder(self) -> None:
        """Open the folder where the file was saved."""
        if self._saved_in is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_in)))

    def _are_frozen(self) -> bool:
        """Issue what is still a draft; return whether all are issued now."""
        return not self._drafts() or self.issue()

    def _log(self, how: str, papers: Sequence[int]) -> None:
        try:
            log_prints(self._office, papers=papers, how=how)
        except IkmError as refusal:
            self._tell(refusal)

    # --- ways out, keys -----------------------------------------------------------------------------------

    def _go(self, key: str) -> None:
        name, _, value = key.partition(":")
        if name == "pakai-nomor":
            self.number.fill_with(int(value))
        elif name == "kecilkan":
            self.options.to_a4.setChecked(True)
            self.message.clear()
            self.print_paper()
        elif name == "printer-lain":
            self.message.clear()
            self.options.printer.setFocus()
        elif name == "simpan-pdf":
            self.message.clear()
            self.save_paper()

    def _tell(self, told: IkmError) -> None:
        if isinstance(told, Refusal | Fault):
            self.message.refuse(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Print on Enter, unless something is being typed or a button is pressed with it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not isinstance(self.focusWidget(), QLineEdit | QPushButton):
                self.print_paper()
            return
        super().keyPressEvent(event)


def _millimetres(points: QSizeF) -> tuple[float, float]:
    return points.width() * _MM, points.height() * _MM


def _called(story: PaperStory) -> str:
    paper = story.paper
    return " · ".join(part for part in (paper.number_text or paper.kind, paper.party) if part)


def _told(story: PaperStory, pages: int) -> str:
    """Say what the paper is now: draft, issued, printed how often and when first."""
    parts = [f"{pages} halaman."]
    if not story.is_issued:
        parts.append("Konsep (DRAF): mengikuti isian sampai terbit.")
        return " ".join(parts)
    last = story.versions[-1]
    version = (
        f"Versi {last.version}: {last.changed}." if last.version > 1 else "Terbit: isinya tidak berubah lagi."
    )
    parts.append(version)
    if story.paper.is_void:
        parts.append(f"Dibatalkan: {story.paper.reason}.")
    first = story.first_printed
    if first is not None:
        parts.append(f"Dicetak ×{story.times_printed}, asli {words.short_date(first.date())} {first:%H.%M}.")
    return " ".join(parts)
