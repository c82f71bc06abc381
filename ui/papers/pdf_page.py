"""A PDF that is no paper of the register (a list, the log, the ruler page): shown, printed aside, saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QPushButton

from ikm_desktop.errors import FieldInvalid, PaperSizeUnknown, WriteFault
from ikm_desktop.papers.printers import TENTHS, printer_of
from ui.common.entry import EntryPage
from ui.common.labels import card
from ui.common.tab import TabContext
from ui.papers.page_view import PageView
from ui.papers.print_options import PrintOptions
from ui.papers.print_run import PrintOrder, PrintPart, PrintRun
from ui.papers.printer_names import AS_FILE, printer_called

_SIDE = 300
_MM = 25.4 / 72


class PdfPage(EntryPage):
    """The page; Enter prints. printed: all of it came out; saved: the file was written."""

    printed = Signal()
    saved = Signal(str)

    def __init__(self, context: TabContext, came_from: str, title: str, pdf: bytes, file_name: str) -> None:
        super().__init__(context, came_from, title)
        self.pdf, self._file_name = pdf, file_name
        self.run: PrintRun | None = None
        self.pages = PageView(context.look)
        self.options = PrintOptions()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Kemajuan cetak")
        self.bar.setFixedWidth(150)
        self.bar.hide()
        side, column = card("Cetak")
        side.setFixedWidth(_SIDE)
        column.addWidget(self.options)
        column.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)
        self.foot.addWidget(self.bar)
        self.stop_button = self.add_button("Hentikan", self.stop, icon_name="x")
        self.stop_button.hide()
        self.save_button = self.add_button("&Simpan PDF…", self.save, icon_name="save")
        self.print_button = self.add_button("&Cetak", self.print_all, icon_name="printer", role="primary")
        self.hints.setText("Enter mencetak · Ctrl+F mencari · Esc kembali")
        self.search = self.pages.search  # Ctrl+F goes there
        self.message.way_chosen.connect(self._go)
        self.setFocusProxy(self.print_button)
        self.show_pdf(pdf)

    def show_pdf(self, pdf: bytes) -> None:
        """Show and from now on print another content."""
        self.pdf = pdf
        self.pages.show_pdf(pdf)
        points = self.pages.document.pagePointSize(0)
        count = self.pages.document.pageCount()
        self.options.offer([self._file_name], [count], (points.width() * _MM, points.height() * _MM))

    def print_all(self) -> None:
        """Print what is wanted on the chosen printer; without a printer, save the file."""
        if self.run is not None:
            return
        if self.options.printer.currentText() == AS_FILE:
            self.save()
            return
        try:
            self.options.refuse_sheet()
        except PaperSizeUnknown as unknown:
            self.message.refuse(unknown)
            return
        self.print_on(printer_called(self.options.printer.currentText()))

    def print_on(self, printer: QPrinter) -> None:
        """Print what is wanted on a printer, aside from the window."""
        try:
            wanted = self.options.wanted()
        except FieldInvalid as wrong:
            self.message.refuse(wrong)
            return
        with self.context.office.reading() as connection:
            known = printer_of(connection, wanted.printer)
        part = PrintPart(self.pdf, wanted.pages[0])
        order = PrintOrder((part,), wanted.copies, known.right / TENTHS, known.down / TENTHS, wanted.to_a4)
        self.run = PrintRun(order, printer, self)
        self.run.page_done.connect(self.bar.setValue)
        self.run.ended.connect(self._ended)
        self.bar.setRange(0, order.sheets)
        self._show_work(going=True)
        self.run.start()

    def stop(self) -> None:
        """Stop after the page under way."""
        if self.run is not None:
            self.run.stop()

    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.run = None
        self._show_work(going=False)
        if whole:
            self.context.say("Selesai dicetak.")
            self.printed.emit()
        else:
            self.message.complain(["Pencetakan dihentikan."])

    def _show_work(self, *, going: bool) -> None:
        for part in (self.bar, self.stop_button):
            part.setVisible(going)
        self.print_button.setEnabled(not going)

    def save(self) -> None:
        """Ask where and save the file."""
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", self._file_name, "PDF (*.pdf)")
        if not target:
            return
        try:
            Path(target).write_bytes(self.pdf)
        except OSError as trouble:
            self.message.refuse(WriteFault(path=target, detail=trouble.strerror or ""))
            return
        self.context.say(f"Disimpan: {target}")
        self.saved.emit(target)

    def _go(self, key: str) -> None:
        if key == "kecilkan":
            self.options.to_a4.setChecked(True)
            self.message.clear()
            self.print_all()
        elif key == "printer-lain":
            self.message.clear()
            self.options.printer.setFocus()
        elif key == "simpan-pdf":
            self.message.clear()
            self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Print on Enter, unless something is being typed or a button is pressed with it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not isinstance(self.focusWidget(), QLineEdit | QPushButton):
                self.print_all()
            return
        super().keyPressEvent(event)
