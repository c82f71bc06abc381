"""The last step of an import: what became of each row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ikm_desktop.participants.import_records import STATES, ImportRun, RowResult
from ui.common.labels import label
from ui.common.listing import Column
from ui.common.table import RowsTable
from ui.participants.import_rows import row_called
from ui.theme.look import Look


class ResultStep(QWidget):
    """Counts above, a line a row beneath."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.run: ImportRun | None = None
        self._places: dict[tuple[str | None, int], int] = {}
        self.told = label("", "section")
        self.told.setWordWrap(True)
        columns: tuple[Column[RowResult], ...] = (
            Column("Baris", row_called, self._place, width=110),
            Column("Nama", lambda row: row.name, width=220),
            Column("Menjadi", lambda row: STATES[row.state], width=140),
            Column("Catatan", lambda row: "; ".join(row.messages), width=400),
        )
        self.table = RowsTable(columns, look)
        self.table.setAccessibleName("Hasil impor per baris")
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setMinimumHeight(150)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)

    def _place(self, row: RowResult) -> int:
        """Return where a row stands in the list: sheet after sheet, as they are in the workbook."""
        return self._places.get((row.sheet, row.row), 0)

    def show_run(self, run: ImportRun) -> None:
        """Show what an import did."""
        self.run = run
        counts = [f"{run.count(state)} {word}" for state, word in STATES.items() if run.count(state)]
        gone = "Ditarik kembali. " if run.withdrawn else ""
        self.told.setText(f"{gone}{run.file}: {', '.join(counts)}.")
        self._places = {(row.sheet, row.row): at for at, row in enumerate(run.rows)}
        self.table.rows_model.set_rows(run.rows)
