"""The paper preview: the final bytes (or a draft) as they will lie on the table, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.errors import Fault, FieldInvalid, IkmError, PaperSizeUnknown, Refusal, WriteFault
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import COPY, PRINT, SAVE, file_name, issued_bytes, log_prints
from ikm_desktop.papers.printers import TENTHS, Printer, printer_of
from ikm_desktop.papers.story import PaperStory
from ikm_desktop.reports.choices import NO_CHOICE, Choices
from ui.common.labels import button, label
from ui.common.messages import MessageBar
from ui.common.reason import ReasonDialog
from ui.papers.draft_options import DraftOptions
from ui.papers.page_view import PageView
from ui.papers.preview_side import PreviewSide
from ui.papers.print_options import Wanted
from ui.papers.print_run import PrintOrder, PrintPart, PrintRun, print_document, set_page
from ui.papers.printer_names import AS_FILE, printer_called
from ui.papers.told import called, millimetres, told
from ui.theme.look import Look

__all__ = ["PaperPreview", "print_document", "set_page"]


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
        self._renews = False
        self._printing: list[int] = []
        self.pages = PageView(look)
        self.view, self.search = self.pages.view, self.pages.search  # Ctrl+F goes to `search`
        self.message = MessageBar(self)
        self.message.way_chosen.connect(self._go)
        self.side = PreviewSide(office, look)
        self.state, self.number, self.options = self.side.state, self.side.number, self.side.options
        self.kind, self.versions = self.side.kind, self.side.versions
        self.bar, self.stop_button = self.side.bar, self.side.stop_button
        self.issue_button, self.save_button = self.side.issue_button, self.side.save_button
        self.print_button, self.folder_button = self.side.print_button, self.side.folder_button
        self.renew_button = self.side.renew_button
        self.drafts: DraftOptions | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("Surat yang akan dicetak")
        self._lay_out()
        self._connect()
        self.load()
        self.list.currentRowChanged.connect(self._paper_chosen)
        self.setFocusProxy(self.print_button)

    @property
    def document(self) -> QPdfDocument:
        """The document on screen."""
        return self.pages.document

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
        row.addWidget(self.side)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 6, 14, 8)
        page.setSpacing(6)
        page.addLayout(head)
        page.addWidget(self.message)
        page.addLayout(row, 1)

    def _connect(self) -> None:
        self.number.filled.connect(self._filled)
        self.number.refused.connect(self.message.refuse)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.versions.currentIndexChanged.connect(self._version_chosen)
        self.issue_button.clicked.connect(self.issue)
        self.renew_button.clicked.connect(self.renew)
        self.print_button.clicked.connect(self.print_paper)
        self.save_button.clicked.connect(self.save_paper)
        self.folder_button.clicked.connect(self.open_folder)
        self.stop_button.clicked.connect(self.stop)

    # --- showing ----------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the papers as they stand: their issued bytes, else drafts."""
        from ikm_desktop.reports.printing import stories

        try:
            self.stories = {one.paper.id: one for one in stories(self._office, self.papers)}
            self._list_papers()
            self._offer_choices()
            self._offer_versions()
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
            self.list.addItems([called(self.stories[paper]) for paper in self.papers])
            self.list.setCurrentRow(0)
        if several:
            self.title.setText(f"{len(self.papers)} surat")
        else:
            self.title.setText(called(self.stories[self.paper]))
        drafts = self._drafts()
        self.issue_button.setVisible(bool(drafts))
        version = len(self.stories[self.paper].versions) + 1
        text = f"&Terbitkan versi {version}" if self._renews else "&Terbitkan"
        self.issue_button.setText(f"&Terbitkan {len(drafts)}" if several else text)

    def _offer_choices(self) -> None:
        """Offer signers and values where the paper on screen is a draft, or its next version is made."""
        from ikm_desktop.reports.issuing import offered

        self.drafts = None
        if len(self.papers) == 1 and (self._renews or not self.stories[self.paper].is_issued):
            self.drafts = DraftOptions(offered(self._office, paper=self.paper))
            self.drafts.chosen.connect(self._choice_made)
        self.side.put_drafts(self.drafts)

    def _offer_versions(self) -> None:
        """Offer the versions of the paper, the newest first, and a new one."""
        story = self.stories[self.paper]
        single = len(self.papers) == 1 and story.is_issued
        self.versions.blockSignals(True)
        self.versions.clear()
        for version in reversed(story.versions):
            change = f": {version.changed}" if version.changed else ""
            self.versions.addItem(f"Versi {version.version}{change}", version.version)
        self.versions.blockSignals(False)
        self.side.show_choice(self.versions, there=single and len(story.versions) > 1 and not self._renews)
        self.renew_button.setVisible(single and not story.paper.is_void and not self._renews)

    def _old_version(self) -> int | None:
        """The version on screen where it is not the newest."""
        return self.versions.currentData() if self.versions.currentIndex() > 0 else None

    def _version_chosen(self) -> None:
        self._show_or_tell()
        self.print_button.setEnabled(self._old_version() is None)

    def renew(self) -> None:
        """Show what the next version would say; Terbitkan freezes it with a word of what changed."""
        self._renews = True
        self._show_or_tell(again=True)

    def _choice_made(self) -> None:
        if self.drafts is not None:
            self._choices[self.paper] = self.drafts.choices()
            self._show_or_tell()

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
        self.side.show_choice(self.kind, there=self.kind.count() > 1 and not self._renews)

    def _kind_chosen(self) -> None:
        self._chose_way = True
        self._show_or_tell()

    def _paper_chosen(self, at: int) -> None:
        if 0 <= at < len(self.papers):
            self.paper = self.papers[at]
            self._show_or_tell()

    def _show_or_tell(self, *, again: bool = False) -> None:
        """Show the paper; what is in the way is told. again: what can be chosen is offered anew."""
        try:
            if again:
                self._list_papers()
                self._offer_choices()
                self._offer_versions()
                self._offer_kinds()
            self._show()
        except IkmError as refusal:
            self._tell(refusal)

    def _show(self) -> None:
        """Show the paper chosen, as it would be printed now."""
        story = self.stories[self.paper]
        self.pdf = self._bytes_of(self.paper)
        self.pages.show_pdf(self.pdf)
        self.number.show_story(story)
        self.state.setText(self._state_of(story))
        size = self.document.pagePointSize(0)
        names = [called(self.stories[paper]) for paper in self.papers]
        counts = [self._page_count(paper) for paper in self.papers]
        self.options.offer(names, counts, millimetres(size))

    def _state_of(self, story: PaperStory) -> str:
        pages = self.document.pageCount()
        if self._renews:
            return f"{pages} halaman. Versi {len(story.versions) + 1} (DRAF): menurut buku sekarang."
        old = self._old_version()
        if old is not None:
            return f"{pages} halaman. Versi {old} sudah diganti: untuk dilihat dan disimpan saja."
        return told(story, pages)

    def _page_count(self, paper: int) -> int:
        story = self.stories[paper]
        if paper == self.paper or not story.is_issued:
            return self.document.pageCount()
        return story.versions[-1].pages

    def _bytes_of(self, paper: int) -> bytes:
        """Return what would be printed of a paper: draft, original or copy."""
        from ikm_desktop.reports import printing
        from ikm_desktop.reports.issuing import next_version, preview

        choices = self._choices.get(paper, NO_CHOICE)
        if self._renews:
            return next_version(self._office, paper=paper, choices=choices)
        if not self.stories[paper].is_issued:
            return preview(self._office, paper=paper, choices=choices)
        if self._old_version() is not None:
            with self._office.reading() as connection:
                return issued_bytes(connection, paper, self._old_version())
        if self.kind.currentData() == COPY:
            return printing.salinan(self._office, paper=paper)
        return printing.original(self._office, paper=paper, printer=self._printer())

    def _printer(self) -> Printer:
        with self._office.reading() as connection:
            return printer_of(connection, self.options.printer.currentText())

    def _drafts(self) -> list[int]:
        """Return the papers that are to be issued: drafts, and the one whose next version is made."""
        return [paper for paper in self.papers if self._renews or not self.stories[paper].is_issued]

    # --- acts -------------------------------------------------------------------------------------------

    def issue(self) -> bool:
        """Freeze the papers as they are shown; return whether that was done."""
        from ikm_desktop.reports.issuing import issue

        changed: str | None = ""
        if self._renews:
            question = "Versi yang lama tetap tersimpan. Apa yang berubah pada versi ini?"
            changed = ReasonDialog.ask(self, "Versi baru", question, "Terbitkan")
        if changed is None:
            return False
        try:
            issue(self._office, papers=self._drafts(), choices=self._choices, changed=changed)
        except IkmError as refusal:
            self._tell(refusal)
            return False
        self._renews = False
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
        self.side.show_work(going=True)
        self.run.start()

    def stop(self) -> None:
        """Stop after the page under way."""
        if self.run is not None:
            self.run.stop()

    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.run = None
        self.side.show_work(going=False)
        if not whole:
            self.message.complain(
                ["Pencetakan dihentikan. Centang halaman yang belum keluar, lalu cetak lagi."]
            )
            return
        self._log(self.kind.currentData() or PRINT, self._printing)
        self._chose_way = True
        self.load()
        self.printed.emit()

    def save_paper(self) -> None:
        """Ask where and save what is shown; a draft is issued once a place is chosen."""
        if len(self.papers) > 1:
            self._save_all()
            return
        story = self.stories[self.paper]
        name = file_name(story.paper, self._old_version() or len(story.versions) or 1)
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
