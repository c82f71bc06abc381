"""A list as every tab shows it: actions, chips with counts, quick search, table, totals, side panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.office.book import Office
from ui.common.commands import Command
from ui.common.folding_row import FoldingRow
from ui.common.labels import button, card, label
from ui.common.listing import Chip, Listing, matches_all
from ui.common.messages import MessageBar
from ui.common.table import RowsTable
from ui.theme import tokens as t
from ui.theme.look import Look

PANEL_WIDTH = 370


class ListPage(QWidget):
    """One list over the book.

    opened: carries the row that was opened (Enter, double click); chosen: the row selected now;
    read_again: the rows were read from the book again.
    """

    opened = Signal(object)
    chosen = Signal(object)
    read_again = Signal()

    def __init__(
        self,
        office: Office,
        look: Look,
        listing: Listing[Any],
        commands: Sequence[Command] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self._office = office
        self._look = look
        self.listing = listing
        self._all: list[Any] = []
        self._chip: Chip[Any] | None = None
        self.message = MessageBar(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Cari… (Ctrl+F)")
        self.search.setAccessibleName("Cari dalam daftar")
        self.search.setClearButtonEnabled(True)
        self.table = RowsTable(listing.columns, look, self)
        self.table.setAccessibleName("Daftar")
        self.totals = label("", "muted")
        self.empty = label(listing.empty, "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.panel = DetailPanel(self)
        self._actions = FoldingRow("Aksi", self)
        self._chip_row = FoldingRow("Saringan", self)
        self._chip_buttons: list[tuple[QPushButton, Chip[Any] | None]] = []
        self._lay_out(commands)
        self._make_chips()
        self.search.textChanged.connect(self._show)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(self._open_row)
        order = Qt.SortOrder.DescendingOrder if listing.descending else Qt.SortOrder.AscendingOrder
        self.table.sortByColumn(listing.sort_column, order)
        self.reload()

    def reload(self) -> None:
        """Read the list again; the chosen rows stay chosen where they are still there."""
        keys = {self.listing.key(row) for row in self.table.chosen()}
        self._all = list(self.listing.rows(self._office))
        self._count_chips()
        self.read_again.emit()
        self._show()
        self.choose(lambda row: self.listing.key(row) in keys)

    @property
    def all_rows(self) -> list[Any]:
        """The rows as read, before any filter."""
        return self._all

    def choose(self, which: Callable[[Any], bool]) -> bool:
        """Select the first row that fits; return whether there is one."""
        for line, row in enumerate(self.table.rows_model.rows):
            if which(row):
                # Not selectRow: with Ctrl still held down after a shortcut it would add to the selection.
                index = self.table.rows_model.index(line, 0)
                flags = QItemSelectionModel.SelectionFlag
                self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                return True
        return False

    def choose_chip(self, text: str) -> None:
        """Press the chip of this text; without one of it, all rows are shown."""
        chip = next((chip for _, chip in self._chip_buttons if chip is not None and chip.text == text), None)
        self._chip_chooser(chip)()

    def filter_by(self, words: str) -> None:
        """Show only rows with all these words."""
        self.search.setText(words)

    def current(self) -> Any | None:  # noqa: ANN401 - a row of whatever the list holds
        """The first selected row, None when none is."""
        rows = self.table.chosen()
        return rows[0] if rows else None

    def _lay_out(self, commands: Sequence[Command]) -> None:
        bar = QHBoxLayout()
        for place, command in enumerate(commands):
            made = button(
                f"{command.title}  {command.shortcut}" if place == 0 and command.shortcut else command.title,
                self._look,
                icon_name=command.icon,
                role="primary" if place == 0 else "",
            )
            made.clicked.connect(command.run)
            self._actions.add(made)
        bar.addWidget(self._actions, 3)
        self.search.setMinimumWidth(170)
        self.search.setMaximumWidth(330)
        bar.addWidget(self.search, 1)
        left = QWidget()
        body = QVBoxLayout(left)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(t.GAP)
        body.addWidget(self.table, 1)
        body.addWidget(self.empty, 1)
        body.addWidget(self.totals)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, PANEL_WIDTH])
        split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 8)
        page.setSpacing(t.GAP)
        page.addLayout(bar)
        page.addWidget(self._chip_row)
        page.addWidget(self.message)
        page.addWidget(split, 1)

    def _make_chips(self) -> None:
        for chip in (None, *self.listing.chips):
            made = button(chip.text if chip else "Semua", self._look, role="chip")
            made.setCheckable(True)
            made.setChecked(chip is None)
            made.clicked.connect(self._chip_chooser(chip))
            self._chip_row.add(made)
            self._chip_buttons.append((made, chip))

    def _chip_chooser(self, chip: Chip[Any] | None) -> Callable[[], None]:
        def choose() -> None:
            self._chip = chip
            for made, other in self._chip_buttons:
                made.setChecked(other is chip)
            self._show()

        return choose

    def _count_chips(self) -> None:
        for made, chip in self._chip_buttons:
            count = len(self._all) if chip is None else sum(map(chip.matches, self._all))
            name = chip.text if chip else "Semua"
            made.setText(f"{name} {count}")
            made.setAccessibleName(f"Saringan {name}, {count} baris")
        self._chip_row.fold()

    def _show(self) -> None:
        words = self.search.text()
        rows = [
            row
            for row in self._all
            if (self._chip is None or self._chip.matches(row)) and matches_all(self.listing.words(row), words)
        ]
        self.table.rows_model.set_rows(rows)
        self.empty.setVisible(not self._all)
        self.table.setVisible(bool(self._all))
        if self._all and not rows:
            self.totals.setText(f"0 dari {len(self._all)} baris cocok. Hapus saringan dengan Ctrl+L.")
        else:
            self.totals.setText(self.listing.totals(rows))
        self._selected()

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search.clear()
        self._chip_chooser(None)()

    def _selected(self) -> None:
        row = self.current()
        self.panel.show_row(self.listing, row)
        self.chosen.emit(row)

    def _open_row(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)


class DetailPanel(QWidget):
    """The side panel: the chosen row's title and facts, and below them what a page puts there.

    content: scrolls; footer: stays in sight beneath it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(260)
        self.setAccessibleName("Panel samping")
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self.footer = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.footer)
        self._body = QWidget()
        self._body.setObjectName("frame")
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(0, 0, 0, 0)
        self._facts: QFrame | None = None
        self.content.addStretch()
        self._scroll.setWidget(self._body)

    def show_row(self, listing: Listing[Any], row: Any | None) -> None:  # noqa: ANN401 - any row
        """Show a row's facts; nothing where no row is chosen or the page tells of it in its own way."""
        if self._facts is not None:
            self.content.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
            self._facts = None
        details = () if row is None else listing.details(row)
        if not details:
            return
        self._facts, layout = card(listing.heading(row))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(16)
        for name, value in details:
            if value:
                shown = QLabel(value)
                shown.setWordWrap(True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                form.addRow(label(name, "muted"), shown)
        layout.addLayout(form)
        self.content.insertWidget(0, self._facts)
