"""How to print: the printer, its sheet, how many times, which pages, only what jammed, original or copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.errors import FieldInvalid, PaperSizeUnknown
from ikm_desktop.papers.page_range import ALL, FIELD, read_pages
from ikm_desktop.papers.printers import Printer, refuse_unknown_sheet, sheet_name
from ui.common.fields import Choice
from ui.common.labels import label
from ui.papers.printer_names import known_sheets, printer_names, usual_printer

_MOST_COPIES = 99
_LISTED = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk wants printed: the pages of each paper (empty: none of it), how many times."""

    printer: str
    copies: int
    pages: tuple[tuple[int, ...], ...]
    to_a4: bool


class PrintOptions(QWidget):
    """The fields. printer_chosen: another printer stands there, or it shall take its sheets differently."""

    printer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printer = Choice()
        self.printer.setAccessibleName("Printer")
        self.printer.setMinimumContentsLength(10)
        self.printer.addItems(printer_names())
        self.printer.setCurrentText(usual_printer())
        self.sheet = label("", "muted")
        self.sheet.setWordWrap(True)
        self.to_a4 = QCheckBox("Kecilkan ke A4")
        self.text_only = QCheckBox("Hanya teks: kertas bercetak")
        self.text_only.setToolTip("Tanpa bingkai dan kop; geserannya di Pengaturan, Kertas & printer")
        self.text_only.hide()
        self._offers_text_only = False
        self._told: tuple[str, bool] | None = None
        self.copies = QLineEdit("1")
        self.copies.setAccessibleName("Rangkap")
        self.pages = QLineEdit(ALL)
        self.pages.setAccessibleName(FIELD)
        self.pages.setToolTip('"semua", "2", "1-3,7"')
        self.jammed = QListWidget()
        self.jammed.setAccessibleName("Hanya yang macet")
        self.jammed.setSpacing(1)
        self.jammed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._counts: tuple[int, ...] = ()
        self._size = (0.0, 0.0)
        self._lay_out()
        self.printer.currentTextChanged.connect(self._check_sheet)
        self.to_a4.toggled.connect(self._check_sheet)
        self.text_only.toggled.connect(lambda _on: self.printer_chosen.emit(self.printer.currentText()))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(10)
        for text, field in (
            ("P&rinter", self.printer),
            ("&Rangkap", self.copies),
            ("&Halaman", self.pages),
        ):
            name = label(text, "muted")
            name.setBuddy(field)
            form.addRow(name, field)
        form.insertRow(1, label("Kertas", "muted"), self.sheet)
        self._jam_title = label("Hanya yang &macet", "muted")
        self._jam_title.setBuddy(self.jammed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self.to_a4)
        column.addWidget(self.text_only)
        column.addWidget(self._jam_title)
        column.addWidget(self.jammed)

    def offer(self, names: Sequence[str], counts: Sequence[int], size_mm: tuple[float, float]) -> None:
        """Show what can be printed.

        names: of the papers; counts: their pages; size_mm: of the first sheet.
        """
        self._counts, self._size = tuple(counts), size_mm
        several = len(names) > 1
        rows = list(names) if several else [f"halaman {page}" for page in range(1, (counts or (0,))[0] + 1)]
        ticked = {self.jammed.item(at).text() for at in self._ticked()}
        self.jammed.clear()
        for text in rows:
            item = QListWidgetItem(text)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Checked if text in ticked else Qt.CheckState.Unchecked)
            self.jammed.addItem(item)
        self.pages.setEnabled(not several)
        line = max(self.jammed.sizeHintForRow(0), 20) + 2
        self.jammed.setFixedHeight(line * min(max(len(rows), 1), _LISTED) + 8)
        for part in (self._jam_title, self.jammed):
            part.setVisible(len(rows) > 1)
        self._check_sheet()

    def tick(self, *rows: int) -> None:
        """Tick rows of what jammed, from 0; untick the others."""
        for at in range(self.jammed.count()):
            state = Qt.CheckState.Checked if at in rows else Qt.CheckState.Unchecked
            self.jammed.item(at).setCheckState(state)

    def wanted(self) -> Wanted:
        """Return what is asked for. Raises FieldInvalid."""
        copies = self.copies.text().strip()
        if not copies.isdecimal() or not 1 <= int(copies) <= _MOST_COPIES:
            raise FieldInvalid(
                field="Rangkap", value=copies or "(kosong)", why=f"isi 1 sampai {_MOST_COPIES}"
            )
        return Wanted(self.printer.currentText(), int(copies), self._pages(), self.to_a4.isChecked())

    def refuse_sheet(self) -> None:
        """Raise PaperSizeUnknown where the printer has no such sheet and the pages are not made smaller."""
        if not self.to_a4.isChecked():
            refuse_unknown_sheet(*self._size, known_sheets(self.printer.currentText()))

    def offer_text_only(self, *, offered: bool = True) -> None:
        """Let certificates be printed as text alone, also where the printer's setting says otherwise."""
        self._offers_text_only = offered
        self.text_only.setVisible(offered)

    def taken_by(self, printer: Printer) -> Printer:
        """Return how the chosen printer takes certificates, as is ticked here for this time.

        Another printer, or another setting of it, puts the tick back to what is usual.
        """
        if not self._offers_text_only:
            return printer.with_(text_only=False)
        usual = (self.printer.currentText(), printer.text_only)
        if usual != self._told:
            self._told = usual
            with QSignalBlocker(self.text_only):
                self.text_only.setChecked(printer.text_only)
        return printer.with_(text_only=self.text_only.isChecked())

    def _pages(self) -> tuple[tuple[int, ...], ...]:
        ticked = self._ticked()
        if len(self._counts) > 1:
            return tuple(
                tuple(range(1, count + 1)) if not ticked or at in ticked else ()
                for at, count in enumerate(self._counts)
            )
        if ticked:
            return (tuple(at + 1 for at in ticked),)
        return tuple(read_pages(self.pages.text(), count) for count in self._counts)

    def _ticked(self) -> list[int]:
        return [
            at
            for at in range(self.jammed.count())
            if self.jammed.item(at).checkState() == Qt.CheckState.Checked
        ]

    def _check_sheet(self) -> None:
        """Say which sheet is needed and whether the printer has it."""
        name = sheet_name(*self._size)
        try:
            self.refuse_sheet()
        except PaperSizeUnknown as unknown:
            self.sheet.setText(unknown.sentence)
            self.to_a4.setVisible(unknown.shrinks)
        else:
            small = self.to_a4.isChecked()
            self.sheet.setText(f"{name}, diperkecil ke A4" if small else f"{name} ✓")
            self.to_a4.setVisible(small)
        self.printer_chosen.emit(self.printer.currentText())
