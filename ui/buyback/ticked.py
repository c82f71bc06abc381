"""Rows of receipts with a tick before each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ikm_desktop import words
from ikm_desktop.buyback.lists import DeliveryRow
from ui.theme import tokens as t

_HEADINGS = ("Tanggal", "Nomor", "Produk", "Diterima", "Belum dibayar", "Status")
_NUMBERS = ("Diterima", "Belum dibayar")
_NUMBER, _GROWS = "Nomor", "Produk"
_BOX = 40
"""Room beside the text of a row's first cell for its box and the margins, in px."""


class TickedRows(QTableWidget):
    """Shows what waits to be paid; Space or a click on the box ticks a row."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_names: bool = False) -> None:
        headings = ("Nama", *(name for name in _HEADINGS if name != _NUMBER)) if with_names else _HEADINGS
        super().__init__(0, len(headings), parent)
        self._with_names = with_names
        self._numbers = [headings.index(name) for name in _NUMBERS]
        self._rows: list[DeliveryRow] = []
        self._ticks: list[QTableWidgetItem] = []
        self.setAccessibleName("Penerimaan yang dibayar")
        for at, heading in enumerate(headings):
            made = QTableWidgetItem(heading)
            side = Qt.AlignmentFlag.AlignRight if at in self._numbers else Qt.AlignmentFlag.AlignLeft
            made.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(at, made)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(t.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(headings.index(_GROWS), QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(5 * t.ROW_HEIGHT)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_rows(self, rows: Sequence[DeliveryRow], is_ticked: Callable[[DeliveryRow], bool]) -> None:
        """Show rows, some of them ticked."""
        self.blockSignals(True)
        self._rows, self._ticks = list(rows), []
        self.setRowCount(len(self._rows))
        for at, row in enumerate(self._rows):
            texts = _texts(row)
            if self._with_names:
                texts = (row.maker, texts[0], *texts[2:])
            cells = [_cell(text, right=place in self._numbers) for place, text in enumerate(texts)]
            for column, made in enumerate(cells):
                self.setItem(at, column, made)
            tick = cells[0]
            self._ticks.append(tick)
            tick.setSizeHint(self._ticked_size(tick.text()))
            tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Checked if is_ticked(row) else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        if self._rows:
            self.setCurrentCell(0, 0)

    def _ticked_size(self, text: str) -> QSize:
        """Return the room of a tick with its text; Qt counts the box narrower than the theme draws it."""
        return QSize(self.fontMetrics().horizontalAdvance(text) + _BOX, t.ROW_HEIGHT)

    def ticked(self) -> list[DeliveryRow]:
        """Return the rows that are ticked."""
        pairs = zip(self._rows, self._ticks, strict=True)
        return [row for row, tick in pairs if tick.checkState() == Qt.CheckState.Checked]

    # --- as a part of a form ------------------------------------------------------------------------

    def kept(self) -> list[str]:
        """Return which rows are ticked."""
        return [_key(row) for row in self.ticked()]

    def restore(self, kept: Any) -> None:  # noqa: ANN401 - as `kept` gave it
        """Tick what a draft had ticked; what was paid since is no longer there."""
        held = set(kept) if isinstance(kept, list) else set()
        self.blockSignals(True)
        for row, tick in zip(self._rows, self._ticks, strict=True):
            tick.setCheckState(Qt.CheckState.Checked if _key(row) in held else Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def spot(self) -> list[Any]:
        """Return the row the cursor stands in."""
        return [self.currentRow()]

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor into a row."""
        if spot and 0 <= int(spot[0]) < self.rowCount():
            self.setCurrentCell(int(spot[0]), 0)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick the row by Space, wherever in it the cursor stands."""
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            tick = self._ticks[self.currentRow()]
            on = tick.checkState() == Qt.CheckState.Checked
            tick.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)


def _texts(row: DeliveryRow) -> tuple[str, ...]:
    return (
        words.short_date(row.letter_date),
        row.number or "–",
        row.product.heading,
        row.show(row.accepted),
        words.rupiah(row.payable) if row.payable else "–",
        row.status.value,
    )


def _key(row: DeliveryRow) -> str:
    return f"{row.line or ''}:{row.prepared or ''}"


def _cell(text: str, *, right: bool) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    made.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made
