"""The keys of a list page: its commands, and Enter that opens the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.common.commands import Command, bind
from ui.common.list_page import ListPage


def take_keys(page: ListPage, commands: Sequence[Command]) -> None:
    """Let a page's commands stand in the menus with their keys while it is on screen; Enter opens the row."""
    for command in commands:
        bind(page, command)
    enter = QShortcut(QKeySequence("Return"), page.table, page.open_current)
    enter.setContext(Qt.ShortcutContext.WidgetShortcut)
