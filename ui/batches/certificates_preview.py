"""All certificates of a batch as they lie in the printer: shown, printed page by page, saved in one file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.certificate_files import log_certificates_print, save_certificates
from ikm_desktop.batches.certificates import certificates_of
from ui.common.entry import EntryPage
from ui.common.fields import Choice
from ui.common.labels import card, label
from ui.common.preview import set_page
from ui.common.tab import TabContext
from ui.common.work import aside

AS_FILE = "Berkas PDF (tanpa printer)"
_DPI = 300
_POINTS_PER_INCH = 72


class PrintJob(QObject):
    """Prints a document page by page between other events, so that the window never freezes.

    page_done: how many pages are printed; ended: whether all were (False: it was stopped).
    """

    page_done = Signal(int)
    ended = Signal(bool)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._page = 0
        self._stopped = False
        set_page(printer, document.pagePointSize(0))
        self._painter = QPainter(printer)

    def go(self) -> None:
        """Begin, or go on with the next page."""
        if self._stopped or self._page >= self._document.pageCount():
            self._painter.end()
            self.ended.emit(not self._stopped)
            return
        if self._page:
            self._printer.newPage()
        points = self._document.pagePointSize(self._page)
        scale = _DPI / _POINTS_PER_INCH
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        self._painter.drawImage(self._painter.viewport(), self._document.render(self._page, size))
        self._page += 1
        self.page_done.emit(self._page)
        QTimer.singleShot(0, self.go)

    def stop(self) -> None:
        """Stop after the page under way."""
        self._stopped = True


class CertificatesPreview(EntryPage):
    """The page; Enter prints."""

    def __init__(self, context: TabContext, batch: int, pdf: bytes) -> None:
        with context.office.reading() as connection:
            name = batch_of(connection, batch).name
            self._numbers = list(certificates_of(connection, batch).values())
        super().__init__(context, "Angkatan", f"Sertifikat {name}")
        self._batch, self._name = batch, name
        self.pdf = pdf
        self.job: PrintJob | None = None
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.printer = Choice()
        self.progress = QProgressBar()
        self._lay_out()

    def _lay_out(self) -> None:
        view = QPdfView(self)
        view.setDocument(self.document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName("Halaman sertifikat")
        view.setMinimumHeight(160)
        row = QHBoxLayout()
        row.addWidget(view, 1)
        row.addWidget(self._options())
        self.body.addLayout(row, 1)
        self.hints.setText("Enter = cetak · Esc = kembali ke daftar")
        self.progress.setAccessibleName("Kemajuan cetak")
        self.progress.setFixedWidth(160)
        self.progress.hide()
        self.foot.addWidget(self.progress)
        self.stop_button = self.add_button("Batal mencetak", self._stop)
        self.stop_button.hide()
        self.files_button = self.add_button(
            f"Simpan {len(self._numbers)} berkas PDF…", self.save_files, icon_name="save"
        )
        self.file_button = self.add_button("Simpan satu berkas…", self.save_file, icon_name="file-text")
        self.print_button = self.add_button(
            f"Cetak {len(self._numbers)} sertifikat", self.print_all, icon_name="printer", role="primary"
        )

    def _options(self) -> QWidget:
        made, column = card("Cetak")
        made.setFixedWidth(260)
        pages = self.document.pageCount()
        points = self.document.pagePointSize(0)
        size = f"{points.width() * 25.4 / 72:.0f} × {points.height() * 25.4 / 72:.0f} mm"
        first, last = self._numbers[0], self._numbers[-1]
        for text in (
            f"{len(self._numbers)} sertifikat, {pages} halaman (depan dan belakang)",
            f"Nomor {first} s.d. {last}",
            f"Kertas {size}, cetak bolak-balik",
        ):
            told = label(text, "muted")
            told.setWordWrap(True)
            column.addWidget(told)
        name = label("P&rinter", "muted")
        name.setBuddy(self.printer)
        column.addWidget(name)
        self.printer.setAccessibleName("Printer")
        self.printer.addItems([*QPrinterInfo.availablePrinterNames(), AS_FILE])
        self.printer.setCurrentText(QPrinterInfo.defaultPrinterName() or AS_FILE)
        self.printer.setMinimumContentsLength(10)
        column.addWidget(self.printer)
        column.addStretch()
        return made

    def ready(self) -> None:
        """Put the cursor where Enter prints."""
        self.print_button.setFocus()

    def print_all(self) -> None:
        """Print all pages on the printer chosen; without one, save them."""
        if self.job is not None:
            return
        if self.printer.currentText() == AS_FILE:
            self.save_file()
            return
        printer = QPrinter(QPrinterInfo.printerInfo(self.printer.currentText()))
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print all pages on a printer and log it."""
        self.job = PrintJob(self.document, printer, self)
        self.progress.setRange(0, self.document.pageCount())
        self.job.page_done.connect(self.progress.setValue)
        self.job.ended.connect(self._printed)
        self.progress.show()
        self.stop_button.show()
        self.job.go()

    def _stop(self) -> None:
        if self.job is not None:
            self.job.stop()

    def _printed(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.job = None
        self.progress.hide()
        self.stop_button.hide()
        if not whole:
            self.context.say("Pencetakan dihentikan.")
            return
        log_certificates_print(self.context.office, batch=self._batch)
        self.context.say(f"{len(self._numbers)} sertifikat dicetak.")

    def save_file(self) -> None:
        """Save all pages in one file."""
        name = f"Sertifikat {self._name}.pdf"
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", name, "PDF (*.pdf)")
        if not target:
            return
        if self._wrote(Path(target)):
            log_certificates_print(self.context.office, batch=self._batch)
            self.context.say(f"{len(self._numbers)} sertifikat disimpan di {target}.")

    def _wrote(self, target: Path) -> bool:
        try:
            target.write_bytes(self.pdf)
        except OSError as fault:
            self.message.complain([f"Berkas tidak tersimpan: {fault.strerror}. Pilih tempat lain."])
            return False
        return True

    def save_files(self) -> None:
        """Save every original as a file of its own."""
        folder = QFileDialog.getExistingDirectory(self, "Simpan berkas PDF ke folder")
        if folder:
            office, batch = self.context.office, self._batch
            aside(
                lambda: save_certificates(office, batch=batch, folder=Path(folder)),
                done=self._saved,
                refused=self.message.refuse,
            )

    def _saved(self, files: tuple[Path, ...]) -> None:
        self.context.say(f"{len(files)} berkas PDF disimpan di {files[0].parent}.")
