"""Kertas & printer: the ruler page printed, two millimetres measured and typed, the shift kept by printer."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.amounts import Unit
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.printers import (
    CROSS_MM,
    TENTHS,
    Printer,
    measured,
    printer_of,
    refuse_unknown_sheet,
    save_printer,
)
from ikm_desktop.papers.ruler_page import A4_UPRIGHT, ruler_pdf
from ikm_desktop.papers.sheet import F4, Format
from ui.common.fields import Choice
from ui.common.labels import button, label
from ui.common.tab import TabContext
from ui.papers.pdf_page import PdfPage
from ui.papers.printer_names import known_sheets, printer_names, usual_printer
from ui.settings.part import SettingsPart
from ui.theme.look import Look

_MM = Unit("mm", TENTHS, "0,1 mm", 0)
_LEFT, _ABOVE = "Silang dari tepi kiri", "Silang dari tepi atas"
_STOCK_RIGHT, _STOCK_DOWN = "Teks sertifikat ke kanan", "Teks sertifikat ke bawah"


class PrinterPart(SettingsPart):
    """The printer chosen, what was measured of it, and how it takes certificates."""

    title = "Kertas & printer"
    words = "geser f4 cetak uji"
    about = (
        "Cetak halaman uji, ukur letak silangnya dengan penggaris, dan ketik kedua angkanya. Geserannya "
        "tersimpan untuk printer itu saja dan dipakai pada setiap cetakan."
    )
    has_defaults = True

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self.printer = Choice()
        self.printer.addItems(printer_names())
        self.printer.setCurrentText(usual_printer())
        self.form.add("&Printer", "Printer", self.printer)
        self.sheets = label("", "muted")
        self.sheets.setWordWrap(True)
        self.form.add("Kertas F4", "Kertas F4", self.sheets)
        self.f4_button = button("Halaman uji F4", look, icon_name="printer")
        self.f4_button.clicked.connect(lambda: self.opens.emit(self._ruler(F4)))
        self.a4_button = button("Halaman uji A4", look, icon_name="printer")
        self.a4_button.clicked.connect(lambda: self.opens.emit(self._ruler(A4_UPRIGHT)))
        two = QWidget()
        row = QHBoxLayout(two)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.f4_button)
        row.addWidget(self.a4_button)
        row.addStretch()
        self.form.add("Uji cetak", "Uji cetak", two)
        self.left = self.form.line(
            f"Silang dari tepi &kiri (mm, tepatnya {CROSS_MM})", _LEFT, self._say_shift
        )
        self.above = self.form.line(
            f"Silang dari tepi &atas (mm, tepatnya {CROSS_MM})", _ABOVE, self._say_shift
        )
        self.shift = label("", "strong")
        self.shift.setWordWrap(True)
        self.form.add("Geseran", "Geseran", self.shift)
        self.text_only = QCheckBox("Sertifikat di kertas bercetak: hanya teks, tanpa bingkai dan kop")
        self.form.add("", "Hanya teks", self.text_only)
        self.stock_right = self.form.line("Teks sertifikat ke ka&nan (mm)", _STOCK_RIGHT)
        self.stock_down = self.form.line("Teks sertifikat ke ba&wah (mm)", _STOCK_DOWN)
        for field in (self.stock_right, self.stock_down):
            field.setToolTip("Hanya pada kertas bercetak; ke kiri atau ke atas dengan tanda minus")
        self.turn_back = QCheckBox("Balikkan halaman belakang sertifikat 180°")
        self.form.add("", "Balikkan halaman belakang", self.turn_back)
        self.column.addWidget(self.form)
        self.column.addStretch()
        self._kept = Printer()
        self.printer.currentTextChanged.connect(self._read)
        self._read()

    def _read(self) -> None:
        """Show what is known of the printer chosen."""
        with self.office.reading() as connection:
            self._kept = printer_of(connection, self.printer.currentText())
        self._show(self._kept)

    def _show(self, printer: Printer) -> None:
        self._kept = printer
        self.form.clear_problems()
        for field in (self.left, self.above):
            field.setText(str(CROSS_MM))
        self.text_only.setChecked(printer.text_only)
        self.turn_back.setChecked(printer.turn_back)
        self.stock_right.setText(_typed(printer.stock_right))
        self.stock_down.setText(_typed(printer.stock_down))
        self.sheets.setText(_f4_told(self.printer.currentText()))
        self._say_shift()

    def defaults(self) -> None:
        """Forget what was measured; nothing is saved yet."""
        self._show(Printer())

    def _shifted(self) -> Printer:
        """Return the printer with the shift in force corrected by what was measured."""
        right, down = measured(_MM.read(self.left.text(), _LEFT), _MM.read(self.above.text(), _ABOVE))
        return self._kept.with_(
            right=self._kept.right + right,
            down=self._kept.down + down,
            text_only=self.text_only.isChecked(),
            turn_back=self.turn_back.isChecked(),
            stock_right=_signed(self.stock_right.text(), _STOCK_RIGHT),
            stock_down=_signed(self.stock_down.text(), _STOCK_DOWN),
        )

    def _say_shift(self) -> None:
        from ikm_desktop.errors import Refusal

        try:
            found = self._shifted()
        except Refusal:
            self.shift.setText("")
            return
        self.shift.setText(
            f"{_mm(found.right)} ke {'kanan' if found.right >= 0 else 'kiri'}, "
            f"{_mm(found.down)} ke {'bawah' if found.down >= 0 else 'atas'}"
        )

    def _ruler(self, form: Format):  # type: ignore[no-untyped-def]  # noqa: ANN202 - see `opens`
        name, right, down = self.printer.currentText(), self._kept.right, self._kept.down

        def opened(context: TabContext) -> PdfPage:
            # The page itself is drawn without the shift: printing puts it on like on every other page.
            pdf = ruler_pdf(form, printer=f"{name}; geser {_mm(right)}, {_mm(down)}")
            page = PdfPage(context, "Pengaturan", "Halaman uji printer", pdf, "Halaman uji.pdf")
            page.options.printer.setCurrentText(name)
            context.show_page(page)
            return page

        return opened

    def save(self) -> Done | None:
        """Keep what was measured of the printer, in one act."""
        name = self.printer.currentText()
        done = self.perform(lambda: save_printer(self.office, name, self._shifted()), f"{name} disimpan.")
        if done is not None:
            self._read()
        return done


def _mm(tenths: int) -> str:
    return f"{words.scaled_number(abs(tenths), TENTHS, 1)} mm"


def _signed(text: str, name: str) -> int:
    """Read millimetres as tenths; a minus is to the left or upwards."""
    typed = text.strip().replace("\u2212", "-")
    return -_MM.read(typed[1:], name) if typed.startswith("-") else _MM.read(typed, name)


def _typed(tenths: int) -> str:
    """Return tenths of a millimetre as they are typed again: "-1,5"."""
    return f"{tenths / TENTHS:g}".replace(".", ",")


def _f4_told(name: str) -> str:
    """Tell whether a printer knows F4."""
    from ikm_desktop.errors import PaperSizeUnknown

    try:
        refuse_unknown_sheet(F4.width, F4.height, known_sheets(name))
    except PaperSizeUnknown as unknown:
        return (
            f"{unknown.sentence} Buat ukuran 215 × 330 mm satu kali di properti server cetak Windows, atau "
            "pilih Folio 8,5 × 13 inci."
        )
    return "dikenal printer ini ✓"
