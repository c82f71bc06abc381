"""Doing an act from a list: what stands in its way is told above the list, what it made is read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ui.common.commands import Command, bind
from ui.common.list_page import ListPage
from ui.common.tab import TabContext


def perform(context: TabContext, page: ListPage, act: Callable[[], Done], said: str) -> Done | None:
    """Do an act; return what it made, None when it was refused, which the page then tells."""
    try:
        done = act()
    except (Refusal, Fault) as refused:
        page.message.refuse(refused)
        return None
    page.message.clear()
    page.reload()
    page.message.tell(done.notices)
    context.say(said)
    return done


def take_keys(page: ListPage, commands: Sequence[Command]) -> None:
    """Let a page's commands stand in the menus with their keys while it is on screen; Enter opens the row."""
    for command in commands:
        bind(page, command)
    enter = QShortcut(QKeySequence("Return"), page.table, page.open_current)
    enter.setContext(Qt.ShortcutContext.WidgetShortcut)
