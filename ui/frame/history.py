"""Riwayat: what was done in the office, what was told in this session, and Urungkan where it can be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.reports.history import ActLine, acts, undo
from ui.common.entry import EntryPage
from ui.common.labels import card, label
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext
from ui.frame.toast import Said

_FOCUS_ROOM = 12
"""What the ring of the focus takes of a cell, px."""

_HEADINGS = ("Waktu", "Petugas", "Yang dikerjakan", "Nomor catatan")


class HistoryPage(EntryPage):
    """Two tables: the acts of the book, and the words of this session."""

    def __init__(self, context: TabContext, said: list[Said]) -> None:
        super().__init__(context, "Kembali", "Riwayat")
        self.setProperty("help", "riwayat")
        self.lines: tuple[ActLine, ...] = ()
        self.acts = _table("Riwayat tindakan", _HEADINGS)
        self.acts.itemSelectionChanged.connect(self._chosen)
        done, inside = card("Yang dikerjakan di kantor ini")
        inside.addWidget(self.acts)
        self.body.addWidget(done, 3)
        self.said = _table("Pemberitahuan", ("Waktu", "Pemberitahuan"))
        told, below = card("Pemberitahuan sejak program dibuka")
        below.addWidget(self.said)
        self.said.setVisible(bool(said))
        if not said:
            below.addWidget(label("Belum ada pemberitahuan sejak program dibuka.", "muted"))
            below.addStretch()
        self.body.addWidget(told, 2)
        self.undo_button = self.add_button("&Urungkan", self.undo, icon_name="undo-2")
        _fill(self.said, [(f"{one.at:%H.%M}", one.text) for one in reversed(said)])
        self.setFocusProxy(self.acts)
        self.read()

    def read(self) -> None:
        """Read the acts again."""
        with self.context.office.reading() as connection:
            self.lines = acts(connection)
        rows = [
            (f"{words.short_date(one.at.date())} {one.at:%H.%M}", one.by, one.did, str(one.entry))
            for one in self.lines
        ]
        _fill(self.acts, rows)
        if rows:
            self.acts.selectRow(0)

    def chosen(self) -> ActLine | None:
        """Return the act that is chosen."""
        row = self.acts.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _chosen(self) -> None:
        line = self.chosen()
        self.hints.setText(
            "Urungkan: surat yang belum ditandatangani dibatalkan nomornya, impor ditarik kembali."
            if line is not None and line.can_be_undone
            else "Yang sudah ditandatangani hanya dapat dibalik, di daftarnya."
        )

    def undo(self) -> None:
        """Take the chosen act back, after a question."""
        line = self.chosen()
        if line is None or not line.can_be_undone:
            self.message.complain(
                ["Tindakan ini tidak dapat diurungkan; yang ditandatangani dibalik di daftarnya (Ctrl+B)."]
            )
            return
        what = f"{len(line.prepared)} surat dibatalkan nomornya" if line.prepared else "impor ditarik kembali"
        question = f"Urungkan “{line.did}” oleh {line.by}, pukul {line.at:%H.%M}? Akibatnya: {what}."
        if not ConfirmDialog.ask(self, "Urungkan", question, "Urungkan"):
            return
        try:
            done = undo(self.context.office, line)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.message.clear()
        self.message.tell(done.notices)
        self.read()
        self.context.say(f"Diurungkan: {line.did.lower()}.")


def _table(name: str, headings: tuple[str, ...]) -> QTableWidget:
    made = QTableWidget(0, len(headings))
    made.setAccessibleName(name)
    made.setHorizontalHeaderLabels(list(headings))
    made.verticalHeader().hide()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setTabKeyNavigation(False)
    made.setAlternatingRowColors(True)
    made.setMinimumHeight(110)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(min(len(headings) - 1, 2), QHeaderView.ResizeMode.Stretch)
    return made


def _fill(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(rows))
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            table.setItem(line, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    for column in range(table.columnCount()):
        table.setColumnWidth(column, table.columnWidth(column) + _FOCUS_ROOM)
