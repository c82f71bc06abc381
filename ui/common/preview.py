"""The paper preview: the final bytes (or a draft), to issue, print or save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ikm_desktop.errors import IkmError, WriteFault
from ikm_desktop.office.book import Office
from ui.common.labels import button, card, label
from ui.common.messages import MessageBar
from ui.theme.look import Look

_PRINT_DPI = 300
_POINTS_PER_INCH = 72


class PaperPreview(QWidget):
    """One paper: the page as it will lie on the table, and beside it what can be done with it.

    `closed`: back to the list; `issued`: the paper was frozen.
    """

    closed = Signal()
    issued = Signal()

    def __init__(self, office: Office, look: Look, paper: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self._office = office
        self.paper = paper
        self.pdf = b""
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("Halaman surat")
        self.message = MessageBar(self)
        self.state = label("", "muted")
        self.state.setWordWrap(True)
        back = button("‹ Kembali", look, role="link")
        back.clicked.connect(self.closed.emit)
        self.issue_button = button("Terbitkan", look, icon_name="badge-check", role="primary")
        self.issue_button.clicked.connect(self.issue)
        self.print_button = button("Cetak…", look, icon_name="printer")
        self.print_button.clicked.connect(self.print_paper)
        self.save_button = button("Simpan PDF…", look, icon_name="save")
        self.save_button.clicked.connect(self.save_paper)
        self._lay_out(back)
        self.load()

    def _lay_out(self, back: QWidget) -> None:
        side, options = card("Surat")
        side.setFixedWidth(300)
        options.addWidget(self.state)
        for made in (self.issue_button, self.print_button, self.save_button):
            options.addWidget(made)
        options.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.view, 1)
        row.addWidget(side)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 8)
        page.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        page.addWidget(self.message)
        page.addLayout(row, 1)

    def load(self) -> None:
        """Show the paper as it stands: its issued bytes, else a draft."""
        from ikm_desktop.reports.issuing import is_issued, preview

        try:
            self.pdf = preview(self._office, paper=self.paper)
            frozen = is_issued(self._office, paper=self.paper)
        except IkmError as refusal:
            self.message.refuse(refusal)  # type: ignore[arg-type]
            for made in (self.issue_button, self.print_button, self.save_button):
                made.setEnabled(False)
            return
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(self.pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        pages = self.document.pageCount()
        state = (
            "Terbit: isinya tidak berubah lagi."
            if frozen
            else "Konsep (DRAF): mengikuti isian sampai terbit."
        )
        self.state.setText(f"{pages} halaman. {state}")
        self.issue_button.setVisible(not frozen)

    def issue(self) -> bool:
        """Freeze the paper as it is shown; return whether that was done."""
        from ikm_desktop.reports.issuing import issue

        try:
            issue(self._office, papers=[self.paper])
        except IkmError as refusal:
            self.message.refuse(refusal)  # type: ignore[arg-type]
            return False
        self.message.clear()
        self.load()
        self.issued.emit()
        return True

    def print_paper(self) -> None:
        """Ask for the printer and print the frozen bytes; a draft is issued once the clerk has said so."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, self.document.pagePointSize(0))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted and self._is_frozen():
            print_document(self.document, printer)
            self._log("cetak")

    def save_paper(self) -> None:
        """Ask for a file and save the frozen bytes; a draft is issued once a file is chosen."""
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", "surat.pdf", "PDF (*.pdf)")
        if not target or not self._is_frozen():
            return
        try:
            Path(target).write_bytes(self.pdf)
        except OSError as trouble:
            self.message.refuse(WriteFault(path=target, detail=trouble.strerror or ""))
            return
        self._log("simpan")

    def _is_frozen(self) -> bool:
        """Issue the paper where it is still a draft; return whether it is issued now."""
        return self.issue_button.isHidden() or self.issue()

    def _log(self, how: str) -> None:
        from ikm_desktop.papers.archive import print_again

        try:
            print_again(self._office, paper=self.paper, how=how)
        except IkmError as refusal:
            self.message.refuse(refusal)  # type: ignore[arg-type]


def set_page(printer: QPrinter, points: QSizeF) -> None:
    """Give the printer exactly this page (F4 is not Folio), edge to edge."""
    millimetres = QSizeF(points.width() * 25.4 / _POINTS_PER_INCH, points.height() * 25.4 / _POINTS_PER_INCH)
    portrait = millimetres.width() <= millimetres.height()
    sheet = millimetres if portrait else millimetres.transposed()
    size = QPageSize(sheet, QPageSize.Unit.Millimeter, "Surat", QPageSize.SizeMatchPolicy.ExactMatch)
    orientation = QPageLayout.Orientation.Portrait if portrait else QPageLayout.Orientation.Landscape
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def print_document(document: QPdfDocument, printer: QPrinter) -> None:
    """Print all pages at 300 dpi."""
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        scale = _PRINT_DPI / _POINTS_PER_INCH
        image = document.render(page, QSize(round(points.width() * scale), round(points.height() * scale)))
        painter.drawImage(painter.viewport(), image)
    painter.end()
