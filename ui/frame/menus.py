"""The menus: the window's commands, and while a page is on screen those of the page, each with its key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from ui.common.commands import MENUS, Command, action_of
from ui.common.mnemonics import give_letters, lettered, mnemonic


class Menus(QWidget):
    """Fills the menu bar. wanted: a menu is about to be opened, so all commands should be there."""

    wanted = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.hide()
        self._window = window
        self._own: list[QAction] = []
        self._page: QWidget | None = None
        for name in MENUS:
            menu = window.menuBar().addMenu(f"&{name}")
            menu.setObjectName(name)
            menu.aboutToShow.connect(self._refresh)
        give_letters(window.menuBar().actions())
        self.letters = frozenset(mnemonic(one.text()) for one in window.menuBar().actions())
        window.installEventFilter(self)

    @property
    def menus(self) -> dict[str, QMenu]:
        """The menus by name, asked of Qt: PySide takes a kept one for deleted after some pages are gone."""
        return {
            one.objectName(): one for one in self._window.menuBar().findChildren(QMenu) if one.objectName()
        }

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands of the window; their keys work everywhere in it."""
        self._own += [action_of(command, self._window) for command in commands]

    def show_page(self, page: QWidget | None) -> None:
        """Offer the commands of this page beside the window's."""
        self._page = page
        self._fill()
        self.part_letters()

    def part_letters(self) -> None:
        """Let Alt with a letter reach one thing only: a menu, or a part of the page."""
        if self._page is not None:
            give_letters(lettered(self._page), self.letters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Part the letters again when Alt goes down: the page may show other parts than when it came."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> None:
        if key is Qt.Key.Key_Alt:
            self.part_letters()

    def actions_here(self) -> list[QAction]:
        """Return what can be asked for on this screen, the page's own first."""
        page = [] if self._page is None else [one for one in self._page.actions() if one.property("menu")]
        taken = {one.objectName() for one in page}
        return [*page, *(one for one in self._own if one.objectName() not in taken)]

    def page_actions(self) -> list[QAction]:
        """Return what only the page on screen offers."""
        return [one for one in self.actions_here() if one not in self._own]

    def _refresh(self) -> None:
        self.wanted.emit()
        self._fill()

    def _fill(self) -> None:
        here = self.actions_here()
        hidden = [one for one in self._own if one not in here]
        for one in self._own:
            one.setEnabled(one not in hidden)
        for name, menu in self.menus.items():
            for shown in menu.actions():  # not clear(): PySide would take the actions from their owners
                menu.removeAction(shown)
                if shown.isSeparator():
                    shown.deleteLater()
            page = [one for one in here if one.property("menu") == name and one not in self._own]
            menu.addActions(page)
            if page:
                menu.addSeparator()
            own = [one for one in here if one.property("menu") == name and one in self._own]
            menu.addActions(own)
            give_letters([*own, *page])
            menu.menuAction().setVisible(bool(menu.actions()))
