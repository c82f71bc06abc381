"""Commands: what the menus, the keys and Ctrl+K can do, each said once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.common.mnemonics import plain

MENUS = ("Berkas", "Ubah", "Tampilan", "Data", "Cetak", "Alat", "Bantuan")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the clerk can ask for.

    key: its name in tests and drafts; text: a verb, with & before its mnemonic; menu: where it stands;
    shortcut: as Qt reads it; words: what else it may be looked for as.
    """

    key: str
    text: str
    menu: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    words: str = ""

    @property
    def title(self) -> str:
        """The text as it is read, without its mnemonic."""
        return plain(self.text)


def action_of(command: Command, owner: QWidget) -> QAction:
    """Return the action of a command, which the menus show with its key; `owner` gets the key."""
    action = QAction(command.text, owner)
    action.setObjectName(command.key)
    action.setProperty("menu", command.menu)
    if command.shortcut:
        action.setShortcut(QKeySequence(command.shortcut))
    action.triggered.connect(lambda _checked=False: command.run())
    owner.addAction(action)
    return action


def bind(page: QWidget, command: Command) -> QAction:
    """Let a command stand in the menus while its page is on screen, and its key work there.

    It takes the place of the window's command of the same name as long as the page is there.
    """
    action = action_of(command, page)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return action
