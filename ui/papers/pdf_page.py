"""A PDF that is no paper of the register (a list, the log, the ruler page): shown, printed aside, saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ikm_desktop.papers.printers import printer_of
from ui.common.entry import EntryPage
from ui.common.labels import card
from ui.common.tab import TabContext
from ui.papers.page_view import PageView
from ui.papers.print_options import PrintOptions
from ui.papers.print_run import PrintPart
from ui.papers.printing import Printing
from ui.papers.told import millimetres

_SIDE = 300


class PdfPage(EntryPage):
    """The page; Enter prints. printed: all of it came out; saved: the file was written."""

    printed = Signal()
    saved = Signal(str)

    def __init__(self, context: TabContext, came_from: str, title: str, pdf: bytes, file_name: str) -> None:
        super().__init__(context, came_from, title)
        self.pdf, self._file_name = pdf, file_name
        self.pages = PageView(context.look)
        self.options = PrintOptions()
        self.printing = Printing(self, self.options, self.message, print_on=self.print_on, save=self.save)
        self.printing.ended.connect(self._ended)
        side, column = card("Cetak")
        side.setFixedWidth(_SIDE)
        column.addWidget(self.options)
        column.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)
        self.save_button = self.add_button("&Simpan PDF…", self.save, icon_name="save")
        self.print_button = self.add_button(
            "&Cetak", self.printing.print_chosen, icon_name="printer", role="primary"
        )
        self.hints.setText("Enter mencetak · Ctrl+F mencari · Esc kembali")
        self.search = self.pages.search  # Ctrl+F goes there
        self.setFocusProxy(self.print_button)
        self.show_pdf(pdf)

    def show_pdf(self, pdf: bytes) -> None:
        """Show and from now on print another content."""
        self.pdf = pdf
        self.pages.show_pdf(pdf)
        document = self.pages.document
        size = millimetres(document.pagePointSize(0))
        self.options.offer([self._file_name], [document.pageCount()], size)

    def print_on(self, printer: QPrinter) -> None:
        """Print what is wanted on a printer, aside from the window."""
        wanted = self.printing.wanted()
        if wanted is None:
            return
        with self.context.office.reading() as connection:
            known = printer_of(connection, wanted.printer)
        self.printing.start([PrintPart(self.pdf, wanted.pages[0])], wanted, known, printer)

    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if whole:
            self.context.say("Selesai dicetak.")
            self.printed.emit()
        else:
            self.message.complain(["Pencetakan dihentikan."])

    def save(self) -> None:
        """Ask where and save the file."""
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", self._file_name, "PDF (*.pdf)")
        if target and self.printing.wrote(Path(target), self.pdf):
            self.context.say(f"Disimpan: {target}")
            self.saved.emit(target)
