"""The paper preview: the final bytes (or a draft) as they will lie on the table, and what may be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.errors import Fault, IkmError, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import COPY, PRINT, SAVE, log_prints
from ikm_desktop.papers.kinds import CERTIFICATES
from ikm_desktop.papers.printers import Printer, printer_of
from ikm_desktop.papers.story import PaperStory
from ui.common.commands import Command, bind
from ui.common.labels import button, label
from ui.common.messages import MessageBar
from ui.common.reason import ReasonDialog
from ui.common.work import waited_for
from ui.papers.draft_options import DraftOptions
from ui.papers.page_view import PageView
from ui.papers.preview_side import PreviewSide
from ui.papers.print_run import PrintPart
from ui.papers.printing import Printing
from ui.papers.shown_papers import ShownPapers
from ui.papers.told import called, millimetres, told
from ui.theme.look import Look


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
        self.shown = ShownPapers(office, (paper,) if isinstance(paper, int) else tuple(paper))
        self.pdf = b""
        self._saved_in: Path | None = None
        self._chose_way = False
        self._printing: list[int] = []
        self.pages = PageView(look)
        self.view, self.search = self.pages.view, self.pages.search  # Ctrl+F goes to `search`
        self.message = MessageBar(self)
        self.message.way_chosen.connect(self._go)
        self.side = PreviewSide(office, look)
        self.state, self.number, self.options = self.side.state, self.side.number, self.side.options
        self.kind, self.versions = self.side.kind, self.side.versions
        self.issue_button, self.save_button = self.side.issue_button, self.side.save_button
        self.print_button, self.folder_button = self.side.print_button, self.side.folder_button
        self.renew_button = self.side.renew_button
        self.printing = Printing(
            self, self.options, self.message, print_on=self.print_on, save=self.save_paper
        )
        self.drafts: DraftOptions | None = None
        self.last_done: Callable[[], object] | None = None
        """What a fault asks to do once more."""
        self.list = QListWidget()
        self.list.setAccessibleName("Surat yang akan dicetak")
        self._lay_out()
        self._connect()
        self.load()
        self.list.currentRowChanged.connect(self._paper_chosen)
        self.setFocusProxy(self.print_button)

    @property
    def papers(self) -> tuple[int, ...]:
        """The papers that are shown."""
        return self.shown.papers

    @property
    def paper(self) -> int:
        """The paper on screen."""
        return self.shown.paper

    @property
    def stories(self) -> dict[int, PaperStory]:
        """What became of the papers, by paper."""
        return self.shown.stories

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
        bind(self, Command("cetak-surat", "&Cetak surat", "Cetak", self.print_paper, "Ctrl+P", "printer"))
        self.save_button.clicked.connect(self.save_paper)
        self.folder_button.clicked.connect(self.open_folder)
        self.printing.refused.connect(self._tell)
        self.printing.ended.connect(self._ended)

    # --- showing ----------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the papers as they stand: their issued bytes, else drafts."""
        self.shown.renews, self.shown.version = False, None
        try:
            self.shown.read()
            self._offer()
            self._show()
        except IkmError as refusal:
            self._tell(refusal)
            for made in (self.issue_button, self.print_button, self.save_button):
                made.setEnabled(False)
            if not self.pdf:  # nothing could be drawn: what belongs to pages would stand around none
                for part in (self.pages, self.side):
                    part.hide()

    def _offer(self) -> None:
        """Offer what can be chosen and done with the papers now."""
        self._list_papers()
        self._offer_choices()
        self._offer_versions()
        self._offer_kinds()

    def _list_papers(self) -> None:
        shown, several = self.shown, self.shown.are_several
        self.list.setVisible(several)
        if several and not self.list.count():
            self.list.addItems([called(shown.stories[paper]) for paper in shown.papers])
            self.list.setCurrentRow(0)
        self.title.setText(f"{len(shown.papers)} surat" if several else called(shown.story))
        drafts = shown.drafts()
        self.issue_button.setVisible(bool(drafts))
        text = f"&Terbitkan versi {len(shown.story.versions) + 1}" if shown.renews else "&Terbitkan"
        self.issue_button.setText(f"&Terbitkan {len(drafts)}" if several else text)

    def _offer_choices(self) -> None:
        """Offer signers, values and form where the one paper is a draft, or its next version is made."""
        from ikm_desktop.reports.issuing import offered

        self.drafts = None
        if not self.shown.are_several and self.shown.drafts():
            self.drafts = DraftOptions(offered(self._office, paper=self.paper))
            self.drafts.chosen.connect(self._choice_made)
        self.side.put_drafts(self.drafts)

    def _offer_versions(self) -> None:
        """Offer the versions of the one paper, the newest first, and a new one."""
        story, renews = self.shown.story, self.shown.renews
        single = not self.shown.are_several and story.is_issued
        self.versions.blockSignals(True)
        self.versions.clear()
        for version in reversed(story.versions):
            change = f": {version.changed}" if version.changed else ""
            self.versions.addItem(f"Versi {version.version}{change}", version.version)
        self.versions.blockSignals(False)
        self.side.show_choice(self.versions, there=single and len(story.versions) > 1 and not renews)
        self.renew_button.setVisible(single and not story.paper.is_void and not renews)

    def _offer_kinds(self) -> None:
        """Offer the original and the next copy; a copy is usual once the original was printed before."""
        issued = [story for story in self.stories.values() if story.is_issued]
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
        self.side.show_choice(self.kind, there=self.kind.count() > 1 and not self.shown.renews)

    def renew(self) -> None:
        """Show what the next version would say; Terbitkan freezes it with a word of what changed."""
        self.shown.renews = True
        self._show_or_tell(again=True)

    def _version_chosen(self, at: int) -> None:
        self.shown.version = self.versions.currentData() if at > 0 else None
        self._show_or_tell()
        self.print_button.setEnabled(self.shown.version is None)

    def _choice_made(self) -> None:
        if self.drafts is not None:
            self.shown.choices[self.paper] = self.drafts.choices()
            self._show_or_tell()

    def _kind_chosen(self) -> None:
        self._chose_way = True
        self._show_or_tell()

    def _paper_chosen(self, at: int) -> None:
        if 0 <= at < len(self.papers):
            self.shown.at = at
            self._show_or_tell()

    def _show_or_tell(self, *, again: bool = False) -> None:
        """Show the paper; what is in the way is told. again: what can be chosen is offered anew."""
        try:
            if again:
                self._offer()
            self._show()
        except IkmError as refusal:
            self._tell(refusal)

    def _show(self) -> None:
        """Show the paper on screen, as it would be printed now."""
        shown = self.shown
        self.options.offer_text_only(offered=shown.story.paper.kind == CERTIFICATES and not self._as_copy)
        self.pdf = shown.bytes_of(self.paper, as_copy=self._as_copy, printer=self._printer())
        self.pages.show_pdf(self.pdf)
        pages = self.document.pageCount()
        self.number.show_story(shown.story)
        self.state.setText(told(shown, pages))
        names = [called(shown.stories[paper]) for paper in shown.papers]
        self.options.offer(names, shown.counts(pages), millimetres(self.document.pagePointSize(0)))

    @property
    def _as_copy(self) -> bool:
        return bool(self.kind.currentData() == COPY)

    def _printer(self) -> Printer:
        with self._office.reading() as connection:
            return self.options.taken_by(printer_of(connection, self.options.printer.currentText()))

    # --- acts -------------------------------------------------------------------------------------------

    def issue(self) -> bool:
        """Freeze the papers as they are shown; return whether that was done."""
        self.last_done = self.issue
        changed: str | None = ""
        if self.shown.renews:
            question = "Versi yang lama tetap tersimpan. Apa yang berubah pada versi ini?"
            changed = ReasonDialog.ask(self, "Versi baru", question, "Terbitkan")
        if changed is None:
            return False
        try:
            done = waited_for(self.shown.issuing(changed), "Menerbitkan surat")
        except IkmError as refusal:
            self._tell(refusal)
            return False
        self.message.clear()
        self.load()
        self.message.tell(done.notices)
        self.issued.emit()
        return True

    def _filled(self, done: Done) -> None:
        self.message.clear()
        self.load()
        self.message.tell(done.notices)

    def print_paper(self) -> None:
        """Print on the chosen printer; a draft is issued then. Without a printer, save the file."""
        self.printing.print_chosen()

    def print_on(self, printer: QPrinter) -> None:
        """Print what is wanted on a printer, aside from the window."""
        if self.printing.wanted() is None or not self._are_frozen():
            return
        wanted = self.printing.wanted()
        if wanted is None:
            return
        known, as_copy = self._printer(), self._as_copy
        parts = [
            PrintPart(partial(self.shown.bytes_of, paper, as_copy=as_copy, printer=known), pages)
            for paper, pages in zip(self.papers, wanted.pages, strict=True)
            if pages
        ]
        self._printing = [paper for paper, pages in zip(self.papers, wanted.pages, strict=True) if pages]
        self.printing.start(parts, wanted, known, printer)

    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if not whole:
            if not self.message.text():
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
        if self.shown.are_several:
            self._save_all()
            return
        name = self.shown.file_name_of(self.paper)
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", name, "PDF (*.pdf)")
        if target and self._are_frozen() and self.printing.wrote(Path(target), self.pdf):
            if self.shown.version is None:
                self._log(self._saved_as(), [self.paper])
            self._say_saved(Path(target).parent)

    def _save_all(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Simpan berkas PDF ke folder")
        if not folder or not self._are_frozen():
            return
        for paper in self.papers:
            pdf = self.shown.bytes_of(paper, as_copy=self._as_copy, printer=self._printer())
            if not self.printing.wrote(Path(folder) / self.shown.file_name_of(paper), pdf):
                return
        self._log(self._saved_as(), self.papers)
        self._say_saved(Path(folder))

    def _saved_as(self) -> str:
        return COPY if self._as_copy else SAVE

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
        return not self.shown.drafts() or self.issue()

    def _log(self, how: str, papers: Sequence[int]) -> None:
        try:
            log_prints(self._office, papers=papers, how=how)
        except IkmError as refusal:
            self._tell(refusal)

    # --- ways out -----------------------------------------------------------------------------------------

    def _go(self, key: str) -> None:
        name, _, value = key.partition(":")
        if name == "pakai-nomor":
            self.number.fill_with(int(value))

    def go_to_first(self) -> None:
        """Put the cursor where the number is typed."""
        self.number.line.setFocus()

    def _tell(self, refusal: IkmError) -> None:
        if isinstance(refusal, Refusal | Fault):
            self.message.refuse(refusal)
