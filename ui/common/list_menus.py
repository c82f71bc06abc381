"""What every list can do, as menus at its top, as commands in the menus of the window, and by key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from ui.common import list_output as output
from ui.common.commands import Command, bind
from ui.common.list_table import DENSITIES
from ui.theme.icons import icon

if TYPE_CHECKING:
    from ui.common.list_page import ListPage


class ListMenus:
    """The two buttons "Kolom" and "Daftar" of a list page, and its keys."""

    def __init__(self, page: ListPage) -> None:
        self._page = page
        self.columns = QMenu(page)
        self.columns.aboutToShow.connect(self._fill_columns)
        self._list = QMenu(page)
        self.columns_button = self._button("Kolom", "columns-3", self.columns)
        self.list_button = self._button("Daftar", "clipboard-list", self._list)
        self.buttons = (self.columns_button, self.list_button)
        page.look.changed.connect(self._colour)
        self._colour()
        header = page.table.horizontalHeader()
        header.customContextMenuRequested.connect(self._header_menu)
        self._actions = {command.key: bind(page, command) for command in self._commands()}
        self.export, self.printing = self._actions["ekspor"], self._actions["cetak-daftar"]
        self._list.addActions([self.export, self.printing, self._actions["salin-baris"]])

    def _button(self, text: str, icon_name: str, menu: QMenu) -> QToolButton:
        made = QToolButton(self._page)
        made.setText(text)
        made.setAccessibleName(text)
        made.setProperty("role", "menu")
        made.setProperty("icon-name", icon_name)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setMenu(menu)
        return made

    def _colour(self) -> None:
        for made in self.buttons:
            made.setIcon(icon(str(made.property("icon-name")), self._page.look.tokens.text))

    def _commands(self) -> list[Command]:
        page = self._page
        return [
            Command(
                "ekspor",
                "Simpan daftar sebagai Excel…",
                "Berkas",
                partial(output.save_workbook, page),
                "Ctrl+E",
                "save",
            ),
            Command(
                "cetak-daftar",
                "Cetak daftar ini…",
                "Cetak",
                partial(output.print_list, page),
                "Ctrl+Shift+P",
                "printer",
            ),
            Command(
                "salin-baris",
                "Salin baris yang dipilih",
                "Ubah",
                page.table.copy_rows,
                "Ctrl+C",
                "copy",
            ),
            Command("saringan", "Tambah saringan", "Ubah", page.term_row.begin, "Ctrl+Shift+F", "filter"),
            Command("urutkan", "Urutkan kolom ini", "Tampilan", self._sort_here, "Ctrl+Shift+O"),
            Command("kolom", "Pilih kolom", "Tampilan", self._open_columns, "Ctrl+Shift+L", "columns-3"),
            Command("berikutnya", "Baris berikutnya", "Tampilan", partial(page.table.step, 1), "Alt+Down"),
            Command("sebelumnya", "Baris sebelumnya", "Tampilan", partial(page.table.step, -1), "Alt+Up"),
            Command("bidang", "Bidang berikutnya", "Tampilan", self._next_pane, "F6"),
            *(
                Command(
                    f"baris-{word.lower()}",
                    f"Baris {word.lower()}",
                    "Tampilan",
                    partial(page.set_density, word),
                )
                for word in DENSITIES
            ),
        ]

    # --- columns ------------------------------------------------------------------------------------

    def _fill_columns(self) -> None:
        """Put the columns into the menu, ticked as they are, and below them the heights of rows."""
        table = self._page.table
        self.columns.clear()
        for at, column in enumerate(table.columns):
            action = self.columns.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not table.isColumnHidden(at))
            action.toggled.connect(partial(self._show_column, at))
        self.columns.addSeparator()
        group = QActionGroup(self.columns)
        for word in DENSITIES:
            action = self.columns.addAction(f"Baris {word.lower()}")
            action.setCheckable(True)
            action.setChecked(word == table.density)
            action.triggered.connect(partial(self._set_density, word))
            group.addAction(action)
        self.columns.addSeparator()
        self.columns.addAction("Kembalikan daftar ini", self._page.reset_layout)

    def _show_column(self, at: int, shown: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._page.table.show_column(at, shown=shown)

    def _set_density(self, word: str, _checked: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._page.set_density(word)

    def _open_columns(self) -> None:
        self.columns.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    def _header_menu(self, where: QPoint) -> None:
        self.columns.popup(self._page.table.horizontalHeader().mapToGlobal(where))

    def column_action(self, title: str) -> QAction:
        """Return the entry of a column in the chooser."""
        self._fill_columns()
        return next(one for one in self.columns.actions() if one.text() == title)

    # --- keys ---------------------------------------------------------------------------------------

    def _sort_here(self) -> None:
        """Sort by the column the cursor is in."""
        table = self._page.table
        at = table.currentIndex().column()
        shown = table.shown()
        table.horizontalHeader().sectionClicked.emit(at if at in shown else shown[0])

    def _next_pane(self) -> None:
        """Go from the table to what was just told, to the panel, to the search, and round again."""
        page = self._page
        told = getattr(page.window(), "toast", page.panel)
        panes: list[QWidget] = [page.table, told, page.panel, page.search]
        focus = QApplication.focusWidget()
        at = -1 if focus is None else next((n for n, pane in enumerate(panes) if _holds(pane, focus)), -1)
        for step in range(1, len(panes) + 1):
            pane = panes[(at + step) % len(panes)]
            if pane.isVisible() and _enter(pane):
                return


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def _enter(pane: QWidget) -> bool:
    """Put the cursor into a pane; return whether there is a place for it."""
    inside = [pane, *pane.findChildren(QWidget)]
    for widget in inside:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
