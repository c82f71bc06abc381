"""A short word at the bottom: what was done, for eight seconds, with one way on; it stays in Riwayat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_SHOWN_MS = 8_000
_ABOVE_STATUS = 44


@dataclass(frozen=True, slots=True)
class Said:
    """What was told, and when (the computer's clock)."""

    at: datetime
    text: str


class Toast(QFrame):
    """The word; said: the texts of this session, oldest first; record: the same with their times."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self.said: list[str] = []
        self.record: list[Said] = []
        self._run: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        self._text = QLabel(self)
        self._text.setAccessibleName("Pemberitahuan")
        self.way = QPushButton(self)
        self.way.setProperty("role", "toast")
        self.way.clicked.connect(self._go)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.way)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, way: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a text; way: the word of a button that does `run`, none when empty."""
        self.said.append(text)
        self.record.append(Said(datetime.now().astimezone(), text))
        self._run = run
        self.way.setText(way)
        self.way.setAccessibleName(way)
        self.way.setVisible(bool(way))
        self._text.setWordWrap(False)
        self._text.setText(text)
        parent = self.parentWidget() or self
        if self.sizeHint().width() > parent.width() - 40:
            self._text.setWordWrap(True)
            self.resize(parent.width() - 40, self.heightForWidth(parent.width() - 40))
        else:
            self.resize(self.sizeHint())
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - _ABOVE_STATUS)
        self.show()
        self.raise_()
        self._timer.start(_SHOWN_MS)

    def _go(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
