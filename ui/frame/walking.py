"""Alt+↓ and Alt+↑ on the page of a record: the next one of the list from which it was opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from ui.common.commands import Command, bind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow


class Listed(Protocol):
    """A list whose rows open as pages; is_opening: while it shows one."""

    is_opening: bool

    def open_next(self, by: int, /) -> bool:
        """Open the row that many below the chosen one; return whether there is one."""
        ...


def let_walk(window: MainWindow, page: QWidget) -> None:
    """Let a page walk through its list; one that no list is opening has no way on."""
    listed = _opening(window)
    if listed is None:
        return

    def go(by: int) -> None:
        if not listed.open_next(by):
            window.say("Ini baris terakhir daftar." if by > 0 else "Ini baris pertama daftar.")
        elif window.stack.indexOf(page) >= 0 and window.page is not page:
            window.stack.removeWidget(page)
            page.deleteLater()

    for key, text, by, shortcut in (
        ("berikutnya", "Baris berikutnya", 1, "Alt+Down"),
        ("sebelumnya", "Baris sebelumnya", -1, "Alt+Up"),
    ):
        bind(page, Command(key, text, "Tampilan", partial(go, by), shortcut))


def _opening(window: MainWindow) -> Listed | None:
    """Return the list that is opening a row just now: a tab's, or one in its place (Lembaga, Penyedia)."""
    places = (window.stack.widget(at) for at in range(window.stack.count()))
    return next((one for one in places if getattr(one, "is_opening", False)), None)  # type: ignore[return-value]
