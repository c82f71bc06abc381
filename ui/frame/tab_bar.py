"""The bar of tabs, with the way to Ctrl+K at its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton

from ui.common.mnemonics import plain
from ui.tabs import TABS
from ui.theme.icons import icon
from ui.theme.look import Look

_FINDER = "Cari atau perintah  Ctrl+K"
_LEFT, _RIGHT = 2, 6
"""Beside the tabs and the finder, in px: at 960 px all titles fit, whichever tab is bold."""


class TabBar(QFrame):
    """One button a tab. chosen: carries the key of the tab; finder_wanted: Ctrl+K by mouse."""

    chosen = Signal(str)
    finder_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for number, tab in enumerate(TABS, start=1):
            made = QToolButton()
            made.setText(tab.title)
            made.setAccessibleName(plain(tab.title))
            made.setProperty("role", "tab")
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setToolTip(f"{plain(tab.title)} (Ctrl+{number})")
            made.clicked.connect(self._goer(tab.key))
            self._group.addButton(made)
            self.buttons[tab.key] = made
            self._row.addWidget(made)
        self._row.addStretch()
        self.finder = QPushButton(_FINDER)
        self.finder.setAccessibleName("Cari atau perintah")
        self.finder.clicked.connect(self.finder_wanted)
        self._row.addWidget(self.finder)
        self.colour()
        look.changed.connect(self._look_changed)

    def check(self, key: str) -> None:
        """Show a tab as the one that is on."""
        self.buttons[key].setChecked(True)
        self.colour()
        self.fit()

    def checked(self) -> str:
        """Return the key of the tab that is on, "" when none is."""
        return next((key for key, made in self.buttons.items() if made.isChecked()), "")

    def colour(self) -> None:
        """Draw the icons in the colours of the theme."""
        tokens = self._look.tokens
        for tab in TABS:
            made = self.buttons[tab.key]
            made.setIcon(icon(tab.icon, tokens.primary if made.isChecked() else tokens.muted))
        self.finder.setIcon(icon("search", tokens.muted))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Drop icons, then the words of the finder, where the titles would not fit."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Choose the richest of four forms that fits the width."""
        beside, only = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonTextOnly,
        )
        for style, words in ((beside, _FINDER), (beside, "Ctrl+K"), (only, "Ctrl+K"), (only, "")):
            for made in self.buttons.values():
                made.setToolButtonStyle(style)
            self.finder.setText(words)
            if self._wanted() <= self.width():
                return

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Leave the smallest width to the window: what does not fit drops its icons."""
        return QSize(0, super().minimumSizeHint().height())

    def _wanted(self) -> int:
        buttons = sum(made.sizeHint().width() for made in self.buttons.values())
        return buttons + self.finder.sizeHint().width() + _LEFT + _RIGHT

    def _look_changed(self) -> None:
        self.colour()
        self.fit()

    def _goer(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)
