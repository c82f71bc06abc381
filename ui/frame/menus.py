"""The menus: the window's commands, and while a page is on screen those of the page, each with its key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from ui.common.commands import MENUS, Command, action_of


class Menus(QWidget):
    """Fills the menu bar. wanted: a menu is about to be opened, so all commands should be there."""

    wanted = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.hide()
        self._window = window
        self._own: list[QAction] = []
        self._page: QWidget | None = None
        self.menus: dict[str, QMenu] = {}
        for name in MENUS:
            menu = window.menuBar().addMenu(f"&{name}")
            menu.aboutToShow.connect(self._refresh)
            self.menus[name] = menu

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands of the window; their keys work everywhere in it."""
        self._own += [action_of(command, self._window) for command in commands]

    def show_page(self, page: QWidget | None) -> None:
        """Offer the commands of this page beside the window's."""
        self._page = page
        self._fill()

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
            give_mnemonics([*own, *page])
            menu.menuAction().setVisible(bool(menu.actions()))


def give_mnemonics(actions: Iterable[QAction]) -> None:
    """Let each action of a menu have a letter of its own, its wished one where that is free."""
    taken: set[str] = set()
    for one in actions:
        text = one.text()
        letter = mnemonic(text)
        if not letter or letter in taken:
            text, letter = _with_free_letter(text, taken)
            one.setText(text)
        taken.add(letter)


def _with_free_letter(text: str, taken: set[str]) -> tuple[str, str]:
    plain = text.replace("&&", "\0").replace("&", "")
    at = next((at for at, sign in enumerate(plain) if sign.isalpha() and sign.lower() not in taken), None)
    marked = plain if at is None else f"{plain[:at]}&{plain[at:]}"
    return marked.replace("\0", "&&"), "" if at is None else plain[at].lower()


def mnemonic(text: str) -> str:
    """Return the letter after the "&", "" without one."""
    _, found, after = text.replace("&&", "").partition("&")
    return after[:1].lower() if found else ""
