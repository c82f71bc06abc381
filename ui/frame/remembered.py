"""What the window remembers from one day to the next: its place, its tab, theme, size of text, panel.

It lies beside the book, not in it: how somebody likes to look at the book is nothing the office books.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from ui.theme.look import MODES, SYSTEM, Look

NAME = "tampilan.ini"
_USED = 20


class Remembered:
    """The remembered state, in a file of the data folder."""

    def __init__(self, folder: Path, *, keeps: bool = True) -> None:
        """folder: the data folder; keeps: False leaves the file as it is (a book opened only to look at)."""
        self._keeps = keeps
        self._kept = QSettings(str(folder / NAME), QSettings.Format.IniFormat)

    def put_on(self, look: Look) -> None:
        """Put the remembered theme and size of text on the program."""
        mode = str(self._kept.value("tema", SYSTEM))
        scale = str(self._kept.value("huruf", "100"))
        look.set_both(mode if mode in MODES else SYSTEM, int(scale) if scale.isdecimal() else 100)

    def place(self, window: QWidget) -> None:
        """Give the window its remembered size and place."""
        where = self._kept.value("jendela")
        if isinstance(where, QByteArray):
            window.restoreGeometry(where)

    @property
    def tab(self) -> str:
        """The tab that was on when the program ended, "" when none is known."""
        return str(self._kept.value("tab", ""))

    @property
    def panel(self) -> bool:
        """Whether the side panel is wanted."""
        return str(self._kept.value("panel", "ya")) == "ya"

    def keep_panel(self, *, wanted: bool) -> None:
        """Remember whether the side panel is wanted."""
        self._keep("panel", "ya" if wanted else "tidak")

    @property
    def used(self) -> list[str]:
        """The titles of what was gone to from Ctrl+K, the last first."""
        return [title for title in str(self._kept.value("terakhir", "")).split("\n") if title]

    def keep_used(self, title: str) -> None:
        """Remember what was gone to from Ctrl+K."""
        if title:
            others = [one for one in self.used if one != title]
            self._keep("terakhir", "\n".join([title, *others][:_USED]))

    def keep(self, window: QWidget, look: Look, tab: str) -> None:
        """Remember how the window stands now."""
        self._keep("jendela", window.saveGeometry())
        self._keep("tema", look.mode)
        self._keep("huruf", str(look.scale))
        self._keep("tab", tab)

    def forget(self) -> None:
        """Forget everything."""
        if self._keeps:
            self._kept.clear()

    def _keep(self, name: str, value: object) -> None:
        if self._keeps:
            self._kept.setValue(name, value)
