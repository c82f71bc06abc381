"""The table of a list: rows by pages, several sort keys, columns that move, hide and stay, hits marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ikm_desktop.office.listing import SortKey
from ui.common.frozen_column import FrozenColumn
from ui.common.hits import HitDelegate
from ui.common.listing import Column
from ui.common.paged_rows import PagedRows
from ui.common.table import Index, RowsModel, RowsTable
from ui.theme.look import Look
from ui.theme.status import PILLS

DENSITIES = {"Rapat": 22, "Normal": 28, "Lega": 34}
"""Heights of a row in px at 100 %."""

_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
    )
)
_UP, _DOWN = "↑", "↓"
_UNUSED = 8
"""Of the room that other tables keep for the arrow beside their headings, in px."""
_NUMBERS = ("", *"²³⁴⁵⁶⁷⁸⁹")
_PILL_ROOM = 48
_LEAST = 0.72
"""Share of its usual width that a growing column keeps where the table is narrow."""


class ListModel(RowsModel[Any]):
    """The model over pages of rows; what is sorted by is told, the sorting is done where the rows come from.

    sort_wished: a column and whether descending.
    """

    sort_wished = Signal(int, bool)

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self.sort_keys: tuple[SortKey, ...] = ()

    def show(self, rows: PagedRows) -> None:
        """Show other rows, in their order."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Return what a cell shows; nothing of a row that has left the book."""
        # Qt asks for a dozen roles a cell; most of them need no row.
        if role not in _ROLES or not index.isValid() or self.rows[index.row()] is None:
            return None
        return super().data(index, role)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Return a heading, with the arrow of what is sorted by; further keys have their number."""
        found = super().headerData(section, orientation, role)
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return found
        for at, key in enumerate(self.sort_keys):
            if key.field and key.field == self.columns[section].field:
                return f"{found} {_DOWN if key.descending else _UP}{_NUMBERS[min(at, len(_NUMBERS) - 1)]}"
        return found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the rows in another order."""
        self.sort_wished.emit(column, order == Qt.SortOrder.DescendingOrder)


class ListTable(RowsTable):
    """The table. laid_out: the clerk moved, hid or resized a column."""

    laid_out = Signal()

    def __init__(self, columns: Sequence[Column[Any]], look: Look, parent: QWidget | None = None) -> None:
        self._density = "Normal"
        self._own_widths: dict[int, int] = {}
        self._arranging = False
        super().__init__(columns, look, parent)
        self._look = look
        # Not while the mouse still draws the edge of a heading.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self.fit)
        self.setSortingEnabled(False)
        self.hits = HitDelegate(look, self)
        self.setItemDelegate(self.hits)
        self.setHorizontalScrollMode(RowsTable.ScrollMode.ScrollPerPixel)
        self.frozen = FrozenColumn(self)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        # Qt's own arrow lies over the text of headings that stand to the right.
        header.setSortIndicatorShown(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._heading_clicked)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column.extra)
        self.viewport().installEventFilter(self)
        look.changed.connect(self.fit)
        self.fit()

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """All columns, shown or not, in the list's own order."""
        return self.list_model.columns

    @property
    def list_model(self) -> ListModel:
        """The model."""
        model = self.rows_model
        if not isinstance(model, ListModel):
            raise TypeError(type(model).__name__)
        return model

    def _made_model(self, columns: Sequence[Column[Any]]) -> RowsModel[Any]:
        return ListModel(columns, self)

    # --- sorting ------------------------------------------------------------------------------------

    def _heading_clicked(self, section: int) -> None:
        """Sort by a heading, the other way round if it is sorted by already; with Shift as a further key."""
        model, field = self.list_model, self.columns[section].field
        if not field:
            return
        is_further = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        there = next((key for key in model.sort_keys if key.field == field), None)
        key = SortKey(field, there is not None and not there.descending)
        if not is_further:
            self.sort_by((key,))
        elif there is None:
            self.sort_by((*model.sort_keys, key))
        else:
            self.sort_by(tuple(key if one is there else one for one in model.sort_keys))

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Ask for rows sorted by these keys."""
        self.show_sorting(keys)
        section = self._section_of(keys[0].field) if keys else -1
        self.list_model.sort_wished.emit(section, bool(keys) and keys[0].descending)

    def show_sorting(self, keys: tuple[SortKey, ...]) -> None:
        """Show in the headings what is sorted by."""
        self.list_model.sort_keys = keys
        self.list_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.fit()

    def _section_of(self, field: str) -> int:
        return next((at for at, column in enumerate(self.columns) if column.field == field), -1)

    # --- columns ------------------------------------------------------------------------------------

    def shown(self) -> list[int]:
        """Return the indexes of the columns on screen, from left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(header.count()))
        return [at for at in order if not self.isColumnHidden(at)]

    def shown_columns(self) -> list[Column[Any]]:
        """Return the columns on screen, from left to right."""
        return [self.columns[at] for at in self.shown()]

    def show_column(self, at: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or len(self.shown()) > 1:
            self._arranging = True
            self.setColumnHidden(at, not shown)
            self._arranging = False
            self.fit()
            self.laid_out.emit()

    def arrange(self, shown: Sequence[int], widths: dict[int, int]) -> None:
        """Show these columns in this order, with the widths the clerk gave some of them."""
        header = self.horizontalHeader()
        self._arranging = True
        rest = [at for at in range(header.count()) if at not in shown]
        for place, at in enumerate([*shown, *rest]):
            header.moveSection(header.visualIndex(at), place)
            self.setColumnHidden(at, at not in shown)
        self._arranging = False
        self._own_widths = dict(widths)
        self.fit()

    @property
    def own_widths(self) -> dict[int, int]:
        """The widths the clerk gave columns, in px."""
        return dict(self._own_widths)

    def least_width(self, at: int) -> int:
        """Return the width below which a heading would be cut, or a state."""
        column = self.columns[at]
        shown = self.list_model.headerData(at, Qt.Orientation.Horizontal)  # with its arrow where it sorts
        least = self._heading_width(str(shown)) - _UNUSED
        if column.pill:
            words = self._pill_words or PILLS
            least = max(least, max(map(self.fontMetrics().horizontalAdvance, words)) + _PILL_ROOM)
        return least

    _pill_words: Sequence[str] = ()

    def allow_states(self, words: Sequence[str]) -> None:
        """Tell which states there are, so that their column has the room for the longest."""
        self._pill_words = tuple(words)
        self.fit()

    def fit(self) -> None:
        """Give every column what it needs and share what is left; put on the density."""
        height = max(DENSITIES[self._density], self.fontMetrics().height() + 4)
        self.verticalHeader().setDefaultSectionSize(height)
        shown, scale = self.shown(), self._look.scale / 100
        widths = {
            at: self._own_widths.get(at, max(round(self.columns[at].width * scale), self.least_width(at)))
            for at in shown
        }
        left = self.viewport().width() - sum(widths.values())
        growing = [at for at in shown if self.columns[at].grows and at not in self._own_widths]
        growing = growing or [at for at in shown[-1:] if at not in self._own_widths]
        if left < 0:
            left = self._narrowed(widths, growing, left)
        self._arranging = True
        for at in shown:
            more = max(left, 0) // len(growing) if at in growing else 0
            self.setColumnWidth(at, widths[at] + more)
        self._arranging = False
        self.frozen.fit()

    def _narrowed(self, widths: dict[int, int], growing: Sequence[int], left: int) -> int:
        """Let the growing columns give what is lacking, as far as they can; return what is still lacking."""
        can = {
            at: max(widths[at] - max(round(widths[at] * _LEAST), self.least_width(at)), 0) for at in growing
        }
        whole = sum(can.values())
        for at, most in can.items():
            widths[at] -= min(most, -(-most * -left // whole)) if whole else 0
        return min(left + whole, 0)

    def _resized(self, at: int, _old: int, new: int) -> None:
        """Keep a width the clerk chose, as long as the heading stays whole."""
        if new > 0 and not self._arranging:
            self._own_widths[at] = max(new, self.least_width(at))
            self.laid_out.emit()
            self._settling.start()

    def _moved(self, *_places: int) -> None:
        if not self._arranging:
            self.frozen.fit()
            self.laid_out.emit()

    # --- rows ---------------------------------------------------------------------------------------

    @property
    def density(self) -> str:
        """How tall rows are, by its word on screen."""
        return self._density

    def set_density(self, word: str) -> None:
        """Make rows tall or low."""
        self._density = word if word in DENSITIES else "Normal"
        self.fit()

    def chosen_lines(self) -> list[int]:
        """Return the lines of the selected rows, from the top."""
        return [line for first, last in self._ranges() for line in range(first, last + 1)]

    def selectRow(self, row: int) -> None:  # noqa: N802 - Qt's name
        """Choose this row alone; Qt's own would add or take it away while Ctrl is still held down."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.list_model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def first_chosen(self) -> int | None:
        """Return the topmost selected line, None when none is."""
        return min((first for first, _ in self._ranges()), default=None)

    def chosen_count(self) -> int:
        """Return how many rows are selected, however many there are."""
        return sum(last - first + 1 for first, last in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        spans = sorted({(one.top(), one.bottom()) for one in self.selectionModel().selection().toList()})
        found: list[tuple[int, int]] = []
        for first, last in spans:
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return found

    def chosen(self) -> list[Any]:
        """Return the selected rows in their order on screen."""
        rows = (self.list_model.rows[line] for line in self.chosen_lines())
        return [row for row in rows if row is not None]

    def copied(self) -> list[Column[Any]]:
        """Return the columns that copying takes: those on screen."""
        return self.shown_columns()

    def step(self, by: int) -> bool:
        """Select the next row (or the one before); return whether there is one."""
        line = self.currentIndex().row() + by
        if 0 <= line < len(self.list_model.rows):
            self.selectRow(line)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Share the room anew when the table gets wider or narrower."""
        if watched is self.viewport() and event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)
