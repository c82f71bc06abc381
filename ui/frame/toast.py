"""A short word in the row of the menus: what was done, for eight seconds, with the ways on; Riwayat keeps it.

There it covers no row, button or hint of the page. A word too long for one line hangs down over the tabs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QPushButton

_SHOWN_MS = 8_000
_EDGE, _GAP = 6, 16
_LEAST_ROOM = 320

Way = tuple[str, Callable[[], object]]
"""A way on: the word on its button, and what it does."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was told, and when (the computer's clock)."""

    at: datetime
    text: str


class Toast(QFrame):
    """The word; said: the texts of this session, oldest first; record: the same with their times."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "toast")
        self.said: list[str] = []
        self.record: list[Said] = []
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 2, 4, 2)
        self._text = QLabel(self)
        self._text.setAccessibleName("Pemberitahuan")
        self._row.addWidget(self._text, 1)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._time_is_up)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str, *ways: Way) -> None:
        """Show a text with a button for each way on."""
        self.said.append(text)
        self.record.append(Said(datetime.now().astimezone(), text))
        for one in self.buttons:
            self._row.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.buttons = [self._button(*way) for way in ways]
        self._text.setText(text)
        self._stand()
        self.show()
        self.raise_()
        self._timer.start()

    def _button(self, word: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(word, self)
        made.setProperty("role", "toast")
        made.setAccessibleName(word)
        made.setAutoDefault(True)
        made.clicked.connect(partial(self._go, run))
        self._row.addWidget(made)
        made.show()  # else a word told while another stands would be measured without its buttons
        made.ensurePolished()
        return made

    def _stand(self) -> None:
        """Stand at the right of the menus, as wide as the text, in one line where that fits."""
        menus = self._window.menuBar()
        shown = [one for one in menus.actions() if one.isVisible()]
        taken = menus.actionGeometry(shown[-1]).right() if shown else 0
        room = max(self._window.width() - taken - _GAP - _EDGE, min(_LEAST_ROOM, self._window.width()))
        self._text.setWordWrap(False)
        self._row.activate()
        wanted = self._row.sizeHint()
        if wanted.width() > room:
            self._text.setWordWrap(True)
            wanted = QSize(room, self._row.heightForWidth(room))
        height = max(wanted.height(), menus.height() - 2)
        self.setGeometry(self._window.width() - wanted.width() - _EDGE, 1, wanted.width(), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the right edge when the window changes its size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._stand()
        return super().eventFilter(watched, event)

    def _time_is_up(self) -> None:
        """Go away, but not from under the mouse or the keyboard."""
        if self.underMouse() or any(one.hasFocus() for one in self.buttons):
            self._timer.start()
        else:
            self.hide()

    def _go(self, run: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's value
        self.hide()
        run()
