"""Laporan penyaluran: what an institution tells of handing on the products of one signed letter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.distribution.lists import DistributionRow
from ikm_desktop.distribution.onward import (
    GivenLine,
    OnwardLine,
    Report,
    given_lines,
    report_onward,
    reports_on,
)
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods import reversal
from ikm_desktop.goods.parties import institution_of
from ui.common.drafted_page import DraftedPage
from ui.common.fields import DateField, QuantityField
from ui.common.fields_row import named
from ui.common.labels import button, card, label
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext

_WIDEST = 900


class ReportPage(DraftedPage):
    """The lines of the letter with what may still be reported; earlier reports beneath.

    reported: an act was done; carries what to tell.
    """

    reported = Signal(object, str)

    def __init__(self, context: TabContext, row: DistributionRow) -> None:
        title = f"Laporan penyaluran · {row.institution}"
        super().__init__(context, "Penyaluran", title, f"laporan-lembaga-{row.voucher}")
        self.voucher = row.voucher or 0
        with context.office.reading() as connection:
            self.lines = given_lines(connection, self.voucher)
            self.reports = reports_on(connection, self.voucher)
            signer = institution_of(connection, row.place).signer if row.place else ""
        self.day = DateField("Tanggal laporan", context.office.clock.now().date(), self)
        self.number, self.reporter = _line("Nomor surat laporan", self), _line("Yang melaporkan", self)
        self.reporter.setText(signer)
        self.quantities: dict[int, QuantityField] = {}
        self.to_whom: dict[int, QLineEdit] = {}
        self._lay_out(row)
        first = next(iter(self.quantities.values()), None)
        self.start(first.line if first else self.day.line)

    def _lay_out(self, row: DistributionRow) -> None:
        for one in (
            named("&Tanggal laporan", self.day, self.day.line),
            named("&Nomor surat", self.number),
            named("&Yang melaporkan", self.reporter),
        ):
            self.fields.addWidget(one)
        for made in (self._letter(row), self._earlier()):
            made.setMaximumWidth(_WIDEST)
            self.left.addWidget(made)
        self.form.add_typed("day", self.day)
        self.form.add_line("number", self.number)
        self.form.add_line("reporter", self.reporter)
        for line, field in self.quantities.items():
            self.form.add_typed(f"quantity-{line}", field)
            self.form.add_line(f"to_whom-{line}", self.to_whom[line])
        self.hints.setText("Enter = isian berikutnya · Esc = kembali")
        self.save_button = self.add_button(
            "Simpan laporan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.add_key("Ctrl+Return", self.save)

    def _letter(self, row: DistributionRow) -> QWidget:
        made, column = card(f"{row.label} tanggal {words.short_date(row.letter_date)}")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for at, text in enumerate(("Barang", "Tetap padanya", "Sudah dilaporkan", "Jumlah", "Kepada siapa")):
            heading = label(text, "muted")
            if at in (1, 2):
                heading.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(heading, 0, at)
        for line, one in enumerate(self.lines, start=1):
            self._add_line(grid, line, one)
        grid.setColumnStretch(4, 1)
        column.addLayout(grid)
        if not any(one.left for one in self.lines):
            column.addWidget(label("Semua barang surat ini sudah dilaporkan.", "muted"))
        return made

    def _add_line(self, grid: QGridLayout, line: int, one: GivenLine) -> None:
        name = label(one.item.name)
        name.setWordWrap(True)
        kept, told = label(one.item.ref.show(one.kept)), label(one.item.ref.show(one.reported))
        for shown in (kept, told):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        quantity = QuantityField(f"Jumlah {one.item.name}", one.item.unit, self)
        quantity.hint.hide()
        quantity.line.setFixedWidth(self.fontMetrics().horizontalAdvance("000.000,00") + 20)
        receiver = _line(f"Kepada siapa {one.item.name}", self)
        receiver.setPlaceholderText("misalnya: 40 keluarga jemaat")
        if one.left:
            quantity.set_quantity(one.left)
        quantity.setEnabled(bool(one.left))
        receiver.setEnabled(bool(one.left))
        name.setBuddy(quantity.line)
        for at, widget in enumerate((name, kept, told, quantity, receiver)):
            grid.addWidget(widget, line, at)
        self.quantities[one.line], self.to_whom[one.line] = quantity, receiver

    def _earlier(self) -> QWidget:
        made, column = card("Laporan sebelumnya")
        for at, one in enumerate(self.reports):
            row = QHBoxLayout()
            row.addWidget(_told(one), 1)
            if at == 0 or self.reports[at - 1].voucher != one.voucher:
                back = button("Balikkan…", self.context.look, icon_name="undo-2")
                back.setAccessibleName(f"Balikkan laporan {words.short_date(one.day)}")
                back.clicked.connect(partial(self.reverse, one))
                row.addWidget(back)
            column.addLayout(row)
        if not self.reports:
            column.addWidget(label("Belum ada.", "muted"))
        return made

    # --- acts ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Note the report; all that is in the way is told at once."""
        if self._complains():
            return
        lines = [
            OnwardLine(line, field.quantity() or 0, self.to_whom[line].text())
            for line, field in self.quantities.items()
            if field.line.text().strip()
        ]
        try:
            done = report_onward(
                self.context.office,
                voucher=self.voucher,
                letter_date=self.day.day(),
                lines=lines,
                reporter=self.reporter.text(),
                number=self.number.text(),
            )
        except (Refusal, Fault) as refused:
            self.refuse(refused)
            self.go_to_first()
            return
        self.keeper.finish()
        self.reported.emit(done, "Laporan penyaluran dicatat.")

    def _complains(self) -> bool:
        wrong = [
            (problem.sentence, field.line)
            for field in (self.day, *self.quantities.values())
            if field.line.text().strip() and (problem := field.problem()) is not None
        ]
        if wrong:
            self.message.complain([text for text, _ in wrong])
            wrong[0][1].setFocus()
        return bool(wrong)

    def go_to_first(self) -> None:
        """Put the cursor into the first field that lacks something."""
        self._first_empty().setFocus()

    def _first_empty(self) -> QWidget:
        for line, field in self.quantities.items():
            if field.line.text().strip() and not self.to_whom[line].text().strip():
                return self.to_whom[line]
        return next((field.line for field in self.quantities.values()), self.day.line)

    def reverse(self, report: Report) -> None:
        """Take a report back whole, for a reason; its letter may be reported on anew."""
        question = f"Balikkan laporan tanggal {words.short_date(report.day)} seluruhnya?"
        reason = ReasonDialog.ask(self, "Balikkan laporan", question, "Balikkan")
        if reason is None:
            return
        try:
            done = reversal.reverse(self.context.office, voucher=report.voucher, reason=reason)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.reported.emit(done, "Laporan penyaluran dibalik.")


def _told(one: Report) -> QWidget:
    parts = [words.short_date(one.day), f"{one.item.heading} {one.item.ref.show(one.quantity)}"]
    parts += [f"kepada {one.to_whom}", one.number, one.reporter]
    made = label(" · ".join(part for part in parts if part))
    made.setWordWrap(True)
    return made


def _line(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setAccessibleName(name)
    made.returnPressed.connect(parent.focusNextChild)
    return made
