"""Log audit: who did what and when, old and new; found by person, thing, day and words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ikm_desktop import words
from ikm_desktop.errors import Fault, FieldRefusal
from ikm_desktop.reports.audit import (
    EVERYTHING,
    AuditFilter,
    AuditLine,
    audit_actors,
    audit_page,
    audit_things,
)
from ikm_desktop.reports.audit_files import HEADINGS, audit_pdf, audit_workbook, cells
from ui.common.entry import EntryPage
from ui.common.fields import read_day
from ui.common.fields_row import named
from ui.common.labels import button, label
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.common.saving import save_bytes
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.papers.pdf_page import PdfPage

_WIDTHS = (135, 118, 146, 330, 90, 150, 190)
_NARROW = (135, 118, 142, 186, 70, 104, 150)
"""What the columns take in a narrow window, so that old and new stand beside what they are of."""
_BESIDE = 60
"""The margins and the bar beside the columns, in px."""

_MOST = 20_000
_FIRST, _LAST = "Dari tanggal", "Sampai tanggal"


def _columns() -> tuple[Column[AuditLine], ...]:
    def shown(at: int) -> Column[AuditLine]:
        sort = (lambda row: (row.entry, row.change or 0)) if at == 0 else None
        return Column(HEADINGS[at], lambda row: cells(row)[at], sort, width=_WIDTHS[at])

    return tuple(shown(at) for at in range(len(HEADINGS)))


class AuditPage(EntryPage):
    """The log, a page at a time."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Kembali", "Log audit")
        self._start: tuple[int, int] | None = None
        self._widths: tuple[int, ...] = _WIDTHS
        self.by, self.thing = CalmCombo("Petugas"), CalmCombo("Tentang")
        with context.office.reading() as connection:
            people, things = audit_actors(connection), audit_things(connection)
        self.by.addItem("semua petugas", "")
        for name in people:
            self.by.addItem(name, name)
        self.thing.addItem("semua hal", "")
        for code, text in things:
            self.thing.addItem(text, code)
        for combo in (self.by, self.thing):
            combo.setMinimumContentsLength(14)
        self.first, self.last = _line(_FIRST), _line(_LAST)
        for line in (self.first, self.last):
            line.setFixedWidth(line.fontMetrics().horizontalAdvance("00-00-0000") + 30)
        self.text = _line("Cari dalam log")
        self.text.setPlaceholderText("nama, nomor, nilai…")
        self.text.setMinimumWidth(self.text.fontMetrics().horizontalAdvance("nama, nomor, nilai…") + 60)
        self.table = RowsTable(_columns(), context.look, self)
        self.table.setAccessibleName("Log audit")
        self.table.setMinimumHeight(180)
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.count = label("", "muted")
        self.more_button = button("Muat yang lebih lama", context.look, icon_name="chevron-down")
        self.more_button.clicked.connect(self.more)
        for name, field in (
            ("&Petugas", self.by),
            ("Te&ntang", self.thing),
            ("&Dari", self.first),
            ("&Sampai", self.last),
            ("&Cari", self.text),
        ):
            self.fields.addWidget(named(name, field))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.hints.setText("Log tidak dapat diubah. NIK dan rekening disamarkan.")
        self.foot.addWidget(self.more_button)
        self.add_button("E&xcel…", self.save_workbook, key="Ctrl+E", icon_name="download")
        self.add_button("Ce&tak", self.print_log, key="Ctrl+P", icon_name="printer", role="primary")
        self.by.currentIndexChanged.connect(self.read)
        self.thing.currentIndexChanged.connect(self.read)
        for line in (self.first, self.last, self.text):
            line.editingFinished.connect(self.read)
        self.setFocusProxy(self.text)
        self.read()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give each column less where not all of them have their room."""
        super().resizeEvent(event)
        widths = _WIDTHS if self.width() >= sum(_WIDTHS) + _BESIDE else _NARROW
        if widths != self._widths:
            self._widths = widths
            for at, width in enumerate(widths):
                self.table.setColumnWidth(at, width)

    def wanted(self) -> AuditFilter | None:
        """Return the filter as typed; None when a day is none, which is told."""
        try:
            first, last = self._day(self.first, _FIRST), self._day(self.last, _LAST)
        except FieldRefusal as wrong:
            self.message.refuse(wrong)
            return None
        self.message.clear()
        return AuditFilter(
            by=self.by.currentData(),
            thing=self.thing.currentData(),
            first=first,
            last=last,
            text=self.text.text().strip(),
        )

    def _day(self, field: QLineEdit, name: str) -> date | None:
        text = field.text().strip()
        return read_day(text, name, self.context.office.clock.now().date()) if text else None

    def read(self) -> None:
        """Read the newest lines that fit the filter."""
        self._read(None, [])

    def more(self) -> None:
        """Read on, further back."""
        if self._start is not None:
            self._read(self._start, list(self.table.rows_model.rows))

    def _read(self, start: tuple[int, int] | None, before: list[AuditLine]) -> None:
        wanted = self.wanted()
        if wanted is None:
            return
        with self.context.office.reading() as connection:
            page = audit_page(connection, wanted, start=start)
        self.table.rows_model.set_rows([*before, *page.lines])
        self._start = page.next_from
        self.more_button.setVisible(self._start is not None)
        count = len(self.table.rows_model.rows)
        more = ", masih ada yang lebih lama" if self._start is not None else ""
        self.count.setText(f"{words.number(count)} baris{more}" if count else "Tidak ada yang cocok.")

    def asked(self) -> str:
        """Return the filter in words, for paper and workbook."""
        days = " s.d. ".join(text for text in (self.first.text().strip(), self.last.text().strip()) if text)
        found = [self.by.currentText(), self.thing.currentText(), days, self.text.text().strip()]
        return " · ".join(part for part in found if part)

    def print_log(self) -> PdfPage:
        """Show all that fits the filter as it will be printed."""
        today = self.context.office.clock.now().date()
        pdf = audit_pdf(self._all(), asked=self.asked(), printed=today)
        page = PdfPage(self.context, "Kembali", "Log audit", pdf, "Log audit.pdf")
        self.context.show_page(page)
        return page

    def save_workbook(self) -> None:
        """Save all that fits the filter as a workbook."""
        self.last_done = self.save_workbook
        try:
            path = save_bytes(
                self,
                "Simpan Excel",
                "Log audit.xlsx",
                lambda: audit_workbook(self._all(), asked=self.asked()),
            )
        except Fault as fault:
            self.message.refuse(fault)
            return
        if path is not None:
            self.context.say(f"Log disimpan: {path}")

    def _all(self) -> list[AuditLine]:
        """Return every line that fits the filter, also those not read to the screen yet."""
        with self.context.office.reading() as connection:
            return list(audit_page(connection, self.wanted() or EVERYTHING, limit=_MOST).lines)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made
