"""A page of Pengaturan over rows of the book: the one chosen fills the form, what is saved is read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.labels import button
from ui.common.listing import Column
from ui.common.table import RowsTable
from ui.settings.part import SettingsPart
from ui.theme.look import Look

_LEAST_TABLE = 160


class TablePart(SettingsPart):
    """The root of these pages: a table of rows, and the form of one beneath.

    rows_name: what the table is called; new: the button for a new row, whose `name` is typed first; without
    it the first row is shown; order: how the first column is sorted, None where the book says it.
    """

    rows_name = ""
    new = ""
    order: Qt.SortOrder | None = Qt.SortOrder.AscendingOrder
    name: QLineEdit

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self._chosen: Any = None
        self.table = RowsTable(self.columns(), look)
        self.table.setAccessibleName(self.rows_name)
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.place(self.table)
        if self.new:
            self.new_button = button(self.new, look, icon_name="plus")
            self.new_button.clicked.connect(self.begin_new)
            self.column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.make_form()
        self.column.addStretch()
        if self.order is not None:
            self.table.sortByColumn(0, self.order)
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self.read()
        if self.new:
            self.begin_new()
        else:
            self.table.selectRow(0)

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns of the table; what they need is read before."""
        raise NotImplementedError

    def make_form(self) -> None:
        """Put the form of a row into the column, and what belongs to it."""
        raise NotImplementedError

    def rows(self, connection: Any) -> Sequence[Any]:  # noqa: ANN401 - the room's own
        """Read the rows."""
        raise NotImplementedError

    def show_row(self, row: Any) -> None:  # noqa: ANN401 - a row of the subclass
        """Fill the form with a row; None empties it for a new one."""
        raise NotImplementedError

    def read(self) -> None:
        """Read the rows of the book again."""
        with self.office.reading() as connection:
            self.table.rows_model.set_rows(self.rows(connection))

    def begin_new(self) -> None:
        """Empty the form for a new row."""
        self.table.clearSelection()
        self._show(None)
        self.name.setFocus()

    def keep(self, act: Callable[[], Done], said: str) -> Done | None:
        """Do an act on the form's row and read the table again; None where it was refused."""
        done = self.perform(act, said)
        if done is not None:
            self.read()
            if self.new:
                self.begin_new()
        return done

    def _row_chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self._show(row)

    def _show(self, row: Any) -> None:  # noqa: ANN401 - a row of the subclass
        self._chosen = row
        self.form.clear_problems()
        self.show_row(row)
