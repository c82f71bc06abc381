"""The table over frozen rows: model, state pills, and copying to Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.common.clipboard import put_rows
from ui.common.listing import Column, Row
from ui.theme import tokens as t
from ui.theme.icons import icon
from ui.theme.look import Look
from ui.theme.status import PILLS

Index = QModelIndex | QPersistentModelIndex
_PILL_ICON = 14
_ARROW = 22
"""Room beside a heading for its margins and the arrow of sorting, in px."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Columns over a sequence of frozen rows; sorted here, filtered by whoever sets the rows."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[Row] = []
        self._sorted_by = (0, False)
        self._arrow_at: int | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order chosen."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort_rows()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return the text of a cell, or its alignment."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(self.rows[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(self.rows[index.row()]) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            # Qt draws the arrow of sorting at the right edge, over a heading that stands there.
            if section == self._arrow_at:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return _alignment(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows without a value stay last either way."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrow_at = column
        self._sort_rows()
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        at, descending = self._sorted_by
        key = self.columns[at].sort_key
        there = [row for row in self.rows if not key(row)[0]]
        missing = [row for row in self.rows if key(row)[0]]
        there.sort(key=lambda row: key(row)[1], reverse=descending)  # type: ignore[arg-type, return-value]
        self.rows = there + missing


def _alignment(column: Column[Row]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class PillDelegate(QStyledItemDelegate):
    """Paints a state as a pill with icon and word; the word never elides."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        word = str(index.data() or "")
        pill = PILLS.get(word)
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        base.text = ""
        widget: QWidget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, base, painter, widget)
        if pill is None:
            super().paint(painter, option, index)
            return
        tokens = self._look.tokens
        cell: QRect = option.rect
        room = self._pill_rect(option, cell, word)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pill.ground(tokens)))
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        icon(pill.icon, pill.ink(tokens)).paint(
            painter, QRect(room.left() + 8, room.center().y() - 6, _PILL_ICON, _PILL_ICON)
        )
        painter.setPen(QColor(pill.ink(tokens)))
        painter.drawText(room.adjusted(27, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, word)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the room a pill needs."""
        size = super().sizeHint(option, index)
        metrics = option.fontMetrics
        return QSize(metrics.horizontalAdvance(str(index.data() or "")) + 48, size.height())

    @staticmethod
    def _pill_rect(option: QStyleOptionViewItem, cell: QRect, word: str) -> QRect:
        metrics = option.fontMetrics
        height = metrics.height() + 4
        width = metrics.horizontalAdvance(word) + 38
        return QRect(cell.left() + 5, cell.center().y() - height // 2 + 1, width, height)


class RowsTable(QTableView):
    """A table of rows: one line selected at a time or several, sorted by its headings."""

    def __init__(self, columns: Sequence[Column[Any]], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = self._made_model(columns)
        self.setModel(self.rows_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(t.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, max(column.width, self._heading_width(column.title)))
            if column.pill:
                self.setItemDelegateForColumn(at, PillDelegate(look, self))

    def _made_model(self, columns: Sequence[Column[Any]]) -> RowsModel[Any]:
        return RowsModel(columns, self)

    def chosen(self) -> list[Any]:
        """Return the selected rows in their order on screen."""
        lines = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows_model.rows[line] for line in lines]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy the selected rows with their headings on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as Excel pastes them."""
        columns = self.copied()
        chosen = [[column.text(row) for column in columns] for row in self.chosen()]
        put_rows([[column.title for column in columns], *chosen])

    def copied(self) -> Sequence[Column[Any]]:
        """Return the columns that copying takes."""
        return self.rows_model.columns

    def _heading_width(self, title: str) -> int:
        font = self.font()
        font.setBold(True)
        from PySide6.QtGui import QFontMetrics

        return QFontMetrics(font).horizontalAdvance(title) + _ARROW
