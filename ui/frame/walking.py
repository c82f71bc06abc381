"""Alt+↓ and Alt+↑ on the page of a record: the next one of the list from which it was opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.common.commands import Command, bind
from ui.common.list_page import ListPage

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def let_walk(window: MainWindow, page: QWidget, listed: QWidget | None) -> None:
    """Let a page walk through its list; one that no list is opening has no way on."""
    if not isinstance(listed, ListPage) or not listed.is_opening:
        return

    def go(by: int) -> None:
        if not listed.open_next(by):
            window.say("Ini baris terakhir daftar." if by > 0 else "Ini baris pertama daftar.")

    for key, text, by, shortcut in (
        ("berikutnya", "Baris berikutnya", 1, "Alt+Down"),
        ("sebelumnya", "Baris sebelumnya", -1, "Alt+Up"),
    ):
        bind(page, Command(key, text, "Tampilan", partial(go, by), shortcut))
