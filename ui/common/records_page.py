"""A short list of records that are kept up: searched, filtered, opened by Enter, a new one by Ctrl+N."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.common.entry import EntryPage
from ui.common.fields_row import named
from ui.common.labels import button, label
from ui.common.listing import Column, matches_all
from ui.common.tab import TabContext
from ui.common.table import RowsTable


@dataclass(frozen=True, slots=True)
class Records:
    """What the page shows.

    read: all of them, those put away too; words: what search looks through; chips: ready filters by their
    text, the first is chosen; open_record: opens the form of a row, of a new one for None; new: the button.
    """

    title: str
    columns: Sequence[Column[Any]]
    read: Callable[[], Sequence[Any]]
    words: Callable[[Any], str]
    chips: Sequence[tuple[str, Callable[[Any], bool]]]
    open_record: Callable[[Any | None], QWidget]
    new: str


class RecordsPage(EntryPage):
    """The page."""

    def __init__(self, context: TabContext, came_from: str, records: Records) -> None:
        super().__init__(context, came_from, records.title)
        self.records = records
        self.is_opening = False
        """Whoever is shown a page meanwhile knows that it is a row of this list."""
        self.search = QLineEdit(self)
        self.search.setAccessibleName(f"Cari {records.title}")
        self.search.setPlaceholderText("Cari…")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(220)
        self.table = RowsTable(records.columns, context.look, self)
        self.table.setAccessibleName(records.title)
        self.table.setMinimumHeight(160)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.totals = label("", "muted")
        self.chips: list[QPushButton] = []
        self._all: list[Any] = []
        self._chip = 0
        self.fields.addWidget(named("&Cari", self.search))
        for at, (text, _) in enumerate(records.chips):
            made = button(text, context.look, role="chip")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, at=at: self.choose_chip(at))
            self.chips.append(made)
            self.fields.addWidget(made)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.totals)
        self.hints.setText("Enter membuka · Ctrl+F cari · Ctrl+C menyalin ke Excel · Esc kembali")
        self.new_button = self.add_button(
            records.new, self.open_new, key="Ctrl+N", icon_name="plus", role="primary"
        )
        self.add_key("Ctrl+F", self.search.setFocus)
        self.search.textChanged.connect(self.show_rows)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.activated.connect(self.open_chosen)
        self.setFocusProxy(self.table)
        self.read()

    def read(self) -> None:
        """Read the records again."""
        self._all = list(self.records.read())
        for made, (text, fits) in zip(self.chips, self.records.chips, strict=True):
            made.setText(f"{text} {sum(map(fits, self._all))}")
        self.choose_chip(self._chip)

    def choose_chip(self, at: int) -> None:
        """Press a chip."""
        self._chip = at
        for place, made in enumerate(self.chips):
            made.setChecked(place == at)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows that are asked for."""
        fits = self.records.chips[self._chip][1]
        words = self.search.text()
        rows = [row for row in self._all if fits(row) and matches_all(self.records.words(row), words)]
        self.table.rows_model.set_rows(rows)
        self.totals.setText(f"{len(rows)} dari {len(self._all)}")
        self.choose(lambda _row: True)

    def choose(self, which: Callable[[Any], bool]) -> None:
        """Select the first row that fits, and it alone, whatever keys are held down."""
        model = self.table.rows_model
        at = next((at for at, row in enumerate(model.rows) if which(row)), None)
        if at is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(model.index(at, 0), flags.ClearAndSelect | flags.Rows)

    def open_new(self) -> None:
        """Open the form of a new record."""
        self.context.show_page(self.records.open_record(None))

    def open_chosen(self) -> None:
        """Open the form of the chosen record."""
        chosen = self.table.chosen()
        if chosen:
            self.is_opening = True
            self.context.show_page(self.records.open_record(chosen[0]))
            self.is_opening = False

    def open_next(self, by: int) -> bool:
        """Open the record that many below the chosen one; return whether there is one."""
        at = self.table.currentIndex().row() + by
        rows = self.table.rows_model.rows
        if not 0 <= at < len(rows):
            return False
        self.choose(lambda row: row is rows[at])
        self.open_chosen()
        return True
