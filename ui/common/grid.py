"""A batch on one grid, 22 px a row: arrows, typing, Space, Ctrl+D, Ctrl+C and Ctrl+V as in Excel."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ikm_desktop.errors import FieldRefusal
from ui.common.clipboard import put_rows, rows_held
from ui.common.grid_model import FIRST, NAME, NO, TAKES, Edit, GridModel
from ui.theme import tokens as t
from ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
_QUANTITY_WIDTH = 74
_LONGEST_NAME = 230
_BOX = 14


class BatchGrid(QTableView):
    """The grid over a `GridModel`; `understood` tells what the text in the open editor means."""

    understood = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, model: GridModel | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.grid = GridModel(look, self) if model is None else model
        self.grid.setParent(self)
        self.setModel(self.grid)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName("Isian angkatan")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(t.GRID_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.grid.modelReset.connect(self.fit)
        self.grid.headerDataChanged.connect(self.fit)
        look.changed.connect(self.fit)

    def fit(self) -> None:
        """Give columns and rows the room their texts want."""
        metrics = QFontMetrics(self.font())
        height = max(t.GRID_ROW_HEIGHT, metrics.height() + 4)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(2 * metrics.lineSpacing() + 6)
        bold = self.font()
        bold.setBold(True)
        wide = QFontMetrics(bold)
        names = max((metrics.horizontalAdvance(line.name) for line in self.grid.lines), default=0)
        for column in range(self.grid.columnCount() - 1):
            text = str(self.grid.headerData(column, Qt.Orientation.Horizontal) or "")
            least = {NO: 0, TAKES: 0, NAME: min(names + 10, _LONGEST_NAME)}.get(column, _QUANTITY_WIDTH)
            needed = max(wide.horizontalAdvance(line) for line in text.split("\n")) + 16
            self.setColumnWidth(column, max(least, needed))
        self.viewport().update()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        self.setCurrentIndex(self.grid.index(row, column))
        self.setFocus()

    # --- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space ticks, Ctrl+D fills down, Ctrl+C and Ctrl+V as in Excel, Enter goes down, Del empties."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() == Qt.Key.Key_D and control:
            self.fill_down()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_block()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_block()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            # An open editor closes a moment later, and goes down itself.
            if self.state() != QAbstractItemView.State.EditingState:
                self._down()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._empty()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Go down after Enter, as in Excel."""
        super().closeEditor(editor, hint)
        self.understood.emit("")
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._down()

    def toggle(self) -> None:
        """Let the selected people take part, or not, after the current one."""
        row = self.currentIndex().row()
        if row >= 0:
            takes = not self.grid.lines[row].takes
            rows = self._rows()
            self.grid.change([Edit(one, TAKES, takes) for one in rows], "terima")

    def fill_down(self) -> None:
        """Copy the topmost selected cells down: through the selection, from a single row to the end."""
        block = self._block()
        if block is None:
            return
        bottom = block.bottom() if block.height() > 1 else self.grid.rowCount() - 1
        self.grid.change(
            [
                Edit(row, column, self.grid.value(block.top(), column))
                for column in range(block.left(), block.right() + 1)
                for row in range(block.top() + 1, bottom + 1)
                if self._can_be_typed(column) and (column == TAKES or self.grid.lines[row].takes)
            ],
            "isi ke bawah",
        )

    def copy_block(self) -> None:
        """Put the selected cells on the clipboard as Excel pastes them."""
        block = self._block()
        if block is None:
            return
        columns = range(block.left(), block.right() + 1)
        put_rows(
            [self.grid.plain(row, column) for column in columns]
            for row in range(block.top(), block.bottom() + 1)
        )

    def paste_block(self) -> None:
        """Write a block of the clipboard from the current cell on; one cell fills the whole selection."""
        rows = rows_held()
        block = self._block()
        if block is None or not rows:
            return
        if len(rows) == 1 and len(rows[0]) == 1:
            rows = [rows[0] * block.width()] * block.height()
        self.grid.change(
            [
                Edit(block.top() + down, block.left() + right, self.grid.read(block.left() + right, text))
                for down, cells in enumerate(rows)
                for right, text in enumerate(cells)
                if block.top() + down < self.grid.rowCount() and self._can_be_typed(block.left() + right)
            ],
            "tempel",
        )

    def _empty(self) -> None:
        self.grid.change(
            [
                Edit(index.row(), index.column(), self.grid.read(index.column(), ""))
                for index in self.selectedIndexes()
                if self._can_be_typed(index.column()) and index.column() != TAKES
            ],
            "kosongkan",
        )

    def _down(self) -> None:
        here = self.currentIndex()
        if here.row() + 1 < self.grid.rowCount():
            self.setCurrentIndex(here.siblingAtRow(here.row() + 1))

    def _can_be_typed(self, column: int) -> bool:
        return self.grid.can_be_typed(column)

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectedIndexes()}) or [self.currentIndex().row()]

    def _block(self) -> QRect | None:
        """Return the selected cells: x is columns, y is rows."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        if not chosen[0].isValid():
            return None
        rows = [index.row() for index in chosen]
        columns = [index.column() for index in chosen]
        return QRect(min(columns), min(rows), max(columns) - min(columns) + 1, max(rows) - min(rows) + 1)


class _CellDelegate(QStyledItemDelegate):
    """Paints the current row, and opens a line to type in that says what it understands."""

    def __init__(self, grid: BatchGrid) -> None:
        super().__init__(grid)
        self._view = grid

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Tint the current row, where the cell has no tint of its own."""
        super().initStyleOption(option, index)
        current = index.row() == self._view.currentIndex().row()
        if current and index.data(Qt.ItemDataRole.BackgroundRole) is None:
            option.backgroundBrush = QBrush(QColor(self._view.look.tokens.sel))
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if ink is not None:
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; the ring of the focus stands in every kind of cell."""
        if index.column() == TAKES:
            self._paint_box(painter, option, index)
        else:
            super().paint(painter, option, index)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.save()
            pen = painter.pen()
            pen.setColor(QColor(self._view.look.tokens.focus))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the tick in colours that show in light and dark; the style's own box is lost in dark."""
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        style = self._view.style()
        where = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, base, self._view)
        base.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, base, painter, self._view)
        tokens = self._view.look.tokens
        takes = self._view.grid.lines[index.row()].takes
        box = QRectF(where.center().x() - _BOX / 2 + 1, where.center().y() - _BOX / 2 + 1, _BOX, _BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.primary if takes else tokens.edge))
        painter.setBrush(QColor(tokens.primary if takes else tokens.surface))
        painter.drawRoundedRect(box, 3, 3)
        if takes:
            painter.setPen(QPen(QColor(tokens.on_primary), 2))
            painter.drawPolyline(
                [box.topLeft() + point for point in (QPointF(3, 7), QPointF(6, 10), QPointF(11, 4))]
            )
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """Return the line to type in."""
        del option
        editor = QLineEdit(parent)
        heading = self._view.grid.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(f"{heading}, {self._view.grid.lines[index.row()].name}")
        editor.setFrame(False)
        editor.setStyleSheet("padding: 0 2px; min-height: 0; border-radius: 0;")
        if index.column() < self._view.grid.note_column:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = index.column()
        editor.textChanged.connect(lambda text: self._say(column, text))
        return editor

    def _say(self, column: int, text: str) -> None:
        if not FIRST <= column < self._view.grid.note_column:
            return
        of = self._view.grid.columns[column - FIRST]
        try:
            quantity = of.unit.read(text, of.title) if text.strip() else 0
        except FieldRefusal as refusal:
            self._view.understood.emit(refusal.sentence)
        else:
            self._view.understood.emit(f"{of.title} = {of.unit.ref(0, of.title).show(quantity)}")
