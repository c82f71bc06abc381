"""What all pages that print a PDF share: Enter, the ways out of a printer's refusal, one run at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ikm_desktop.errors import FieldInvalid, FileNotWritten, PaperSizeUnknown
from ikm_desktop.errors.faults import OTHER_PLACE
from ikm_desktop.papers.printers import TENTHS, Printer
from ui.common.messages import MessageBar
from ui.common.saving import write_file
from ui.papers.print_options import PrintOptions, Wanted
from ui.papers.print_run import PrintOrder, PrintPart, PrintRun
from ui.papers.printer_names import AS_FILE, printer_called


class Printing(QObject):
    """Prints for a page as its options say; its refusals and their ways out are shown on the page.

    print_on: prints on a printer; save: asks for a file, which is the way where there is no printer.
    ended: whether all of it came out (False: it was stopped, or refused); refused: why it could not go on.
    """

    ended = Signal(bool)
    refused = Signal(object)

    def __init__(
        self,
        page: QWidget,
        options: PrintOptions,
        message: MessageBar,
        *,
        print_on: Callable[[QPrinter], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._page, self._options, self._message = page, options, message
        self._print_on, self._save = print_on, save
        self.run: PrintRun | None = None
        message.way_chosen.connect(self._go)
        page.installEventFilter(self)

    def print_chosen(self) -> None:
        """Print on the chosen printer; without one, save the file."""
        if self.run is not None or (wanted := self.wanted()) is None:
            return
        if wanted.printer == AS_FILE:
            self._save()
            return
        try:
            self._options.refuse_sheet()
        except PaperSizeUnknown as unknown:
            self._message.refuse(unknown)
            return
        self._print_on(printer_called(wanted.printer))

    def wanted(self) -> Wanted | None:
        """Return what is asked for; None when it cannot be, which is told at its field."""
        try:
            return self._options.wanted()
        except FieldInvalid as wrong:
            self._message.refuse(wrong)
            (self._options.copies if wrong.field == "Rangkap" else self._options.pages).setFocus()
            return None

    def start(self, parts: Sequence[PrintPart], wanted: Wanted, known: Printer, printer: QPrinter) -> None:
        """Print aside from the window. known: how this printer shifts its sheets."""
        right, down = known.right / TENTHS, known.down / TENTHS
        order = PrintOrder(tuple(parts), wanted.copies, right, down, wanted.to_a4)
        self._message.clear()
        self.run = PrintRun(order, printer, self)
        self.run.refused.connect(self.refused)
        self.run.ended.connect(self._ended)
        self.run.start()

    def _ended(self, whole: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.run = None
        self.ended.emit(whole)

    def wrote(self, target: Path, pdf: bytes) -> bool:
        """Write a file; return whether that was done, else why is told."""
        try:
            write_file(target, pdf)
        except FileNotWritten as fault:
            self._message.refuse(fault)
            return False
        return True

    def _go(self, key: str) -> None:
        """Go where a way out of a refusal leads."""
        if key not in {"kecilkan", "printer-lain", "simpan-pdf", OTHER_PLACE.key}:
            return
        self._message.clear()
        if key == "kecilkan":
            self._options.to_a4.setChecked(True)
            self.print_chosen()
        elif key == "printer-lain":
            self._options.printer.setFocus()
        else:
            self._save()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Print on Enter, unless something is being typed or a button is pressed with it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        if not isinstance(self._page.focusWidget(), QLineEdit | QPushButton):
            self.print_chosen()
        return True
