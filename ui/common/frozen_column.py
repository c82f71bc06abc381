"""The first column of a wide list stays in sight while the others move beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from ui.common.list_table import ListTable


class FrozenColumn(QTableView):
    """A second view of the first column over the table; only there while the table is moved sideways."""

    def __init__(self, table: ListTable) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setAccessibleName("Kolom pertama")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setItemDelegate(table.hits)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(table.selectionMode())
        self.setVerticalScrollMode(table.verticalScrollMode())
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(table.horizontalHeader().sectionClicked)
        self.doubleClicked.connect(table.doubleClicked)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.fit)
        table.horizontalScrollBar().rangeChanged.connect(self.fit)
        self.hide()

    def fit(self, *_values: int) -> None:
        """Lie exactly over the first column, where that has moved out of its place."""
        shown = self._table.shown()
        if not shown or self._table.horizontalScrollBar().value() == 0:
            self.hide()
            return
        first = shown[0]
        for at in range(self._table.model().columnCount()):
            self.setColumnHidden(at, at != first)
        width = self._table.columnWidth(first)
        self.setColumnWidth(first, width)
        self.verticalHeader().setDefaultSectionSize(self._table.verticalHeader().defaultSectionSize())
        frame, header = self._table.frameWidth(), self._table.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        self.setGeometry(frame, frame, width, header.height() + self._table.viewport().height())
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.show()
        self.raise_()
