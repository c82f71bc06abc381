"""What happened to her data: who changed which field, old and new, who looked at her numbers."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.participants.history import HistoryLine, history
from ikm_desktop.reports.audit_words import ACTS
from ui.common.tab import TabContext

_TITLES = ("Waktu", "Petugas", "Kegiatan", "Isian", "Semula", "Menjadi")
_WIDTHS = (120, 140, 180, 150, 180)
_LEAST_HEIGHT = 300


class HistoryView(QWidget):
    """The log of a person as a table, newest first."""

    def __init__(self, context: TabContext, person: int) -> None:
        super().__init__()
        self._context = context
        self._person = person
        self.lines: tuple[HistoryLine, ...] = ()
        self.only_views = QCheckBox("Hanya &yang melihat atau mencetak")
        self.only_views.setAccessibleName("Hanya yang melihat atau mencetak")
        self.only_views.toggled.connect(self._show)
        self.table = QTableWidget(0, len(_TITLES))
        self.table.setHorizontalHeaderLabels(list(_TITLES))
        self.table.setAccessibleName("Riwayat data peserta")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setHighlightSections(False)
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.only_views)
        column.addWidget(self.table, 1)

    def reload(self) -> None:
        """Read the log again."""
        with self._context.office.reading() as connection:
            self.lines = history(connection, self._person)
        self._show()

    def _show(self) -> None:
        shown = [line for line in self.lines if line.view or not self.only_views.isChecked()]
        self.table.setRowCount(len(shown))
        for row, line in enumerate(shown):
            did = ACTS.get(line.kind, line.kind)
            cells = (f"{line.at:%d-%m-%Y %H.%M}", line.actor, did, line.label, line.before, line.after)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
