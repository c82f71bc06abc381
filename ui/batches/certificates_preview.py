"""All certificates of a batch for the printer: shown, printed aside, saved in one file or singly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.certificate_files import log_certificates_print, save_certificates
from ikm_desktop.batches.certificates import certificate_holders, certificates_file
from ikm_desktop.papers.document import PrintProfile, certificate_profile
from ikm_desktop.papers.printers import Printer, printer_of
from ui.common.entry import EntryPage
from ui.common.labels import card, label
from ui.common.tab import TabContext
from ui.common.work import aside
from ui.papers.page_view import PageView
from ui.papers.print_options import PrintOptions
from ui.papers.print_run import PrintPart
from ui.papers.printing import Printing
from ui.papers.told import millimetres

_SIDES = 2
_SIDE_WIDTH = 300


class CertificatesPreview(EntryPage):
    """The page; Enter prints all, or only the certificates ticked because they jammed."""

    def __init__(self, context: TabContext, batch: int, pdf: bytes) -> None:
        with context.office.reading() as connection:
            name = batch_of(connection, batch).name
            self.holders = certificate_holders(connection, batch)
        super().__init__(context, "Angkatan", f"Sertifikat {name}")
        self._batch, self._name = batch, name
        self.pdf = pdf
        self.pages = PageView(context.look)
        self.document, self.search = self.pages.document, self.pages.search  # Ctrl+F goes to `search`
        self.options = PrintOptions()
        self.printer = self.options.printer
        self.printing = Printing(
            self, self.options, self.message, print_on=self.print_on, save=self.save_file
        )
        self.printing.ended.connect(self._printed)
        self._sheets = 0
        self._lay_out()
        self.pages.show_pdf(pdf)
        size = millimetres(self.document.pagePointSize(0))
        self.options.offer(self.holders, [_SIDES] * len(self.holders), size)
        self.options.offer_text_only()
        self.options.printer_chosen.connect(self._follow_printer)
        self._profile = PrintProfile()
        self._follow_printer(self.printer.currentText())

    def _lay_out(self) -> None:
        made, column = card("Cetak")
        made.setFixedWidth(_SIDE_WIDTH)
        pages = _SIDES * len(self.holders)
        told = label(f"{len(self.holders)} sertifikat, {pages} halaman, cetak bolak-balik", "muted")
        told.setWordWrap(True)
        column.addWidget(told)
        column.addWidget(self.options)
        column.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.pages, 1)
        row.addWidget(made)
        self.body.addLayout(row, 1)
        self.hints.setText("Enter = cetak · Esc = kembali ke daftar")
        self.files_button = self.add_button(
            f"Simpan {len(self.holders)} berkas PDF…", self.save_files, icon_name="save"
        )
        self.file_button = self.add_button("Simpan satu berkas…", self.save_file, icon_name="file-text")
        self.print_button = self.add_button(
            f"Cetak {len(self.holders)} sertifikat", self.print_all, icon_name="printer", role="primary"
        )

    def ready(self) -> None:
        """Put the cursor where Enter prints."""
        self.print_button.setFocus()

    def _known(self) -> Printer:
        with self.context.office.reading() as connection:
            return self.options.taken_by(printer_of(connection, self.printer.currentText()))

    def _follow_printer(self, _name: str) -> None:
        """Draw the file as the printer's sheets want it: text alone on pre-printed ones."""
        profile = certificate_profile(self._known())
        if profile == self._profile:
            return
        self._profile = profile
        with self.context.office.reading() as connection:
            self.pdf = certificates_file(connection, self._batch, profile)
        self.pages.show_pdf(self.pdf)

    def print_all(self) -> None:
        """Print on the printer chosen; without one, save the file."""
        self.printing.print_chosen()

    def print_on(self, printer: QPrinter) -> None:
        """Print what is wanted on both sides, aside from the window; when all came out it is logged."""
        wanted = self.printing.wanted()
        if wanted is None:
            return
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        pages = tuple(
            _SIDES * at + side for at, sides in enumerate(wanted.pages) for side in sides if side <= _SIDES
        )
        self._sheets = wanted.copies * len(pages) // _SIDES
        self.printing.start([PrintPart(self.pdf, pages)], wanted, self._known(), printer)

    def _printed(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if not whole:
            self.context.say("Pencetakan dihentikan.")
            return
        log_certificates_print(self.context.office, batch=self._batch)
        self.context.say(f"{self._sheets} sertifikat dicetak.")

    def save_file(self) -> None:
        """Save all pages in one file."""
        name = f"Sertifikat {self._name}.pdf"
        target, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", name, "PDF (*.pdf)")
        if target and self.printing.wrote(Path(target), self.pdf):
            log_certificates_print(self.context.office, batch=self._batch)
            self.context.say(f"{len(self.holders)} sertifikat disimpan di {target}.")

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
