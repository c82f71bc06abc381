"""What stands in the window before a book is open: a word of patience, or why it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.common.labels import button, card, label
from ui.theme.look import Look

_WIDEST = 620


class WaitingPage(QWidget):
    """One line in the middle."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.text = label(text, "muted")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(self.text)


class StoppedPage(QWidget):
    """Why the book is not open, and the ways on as buttons, the first of them the one Enter takes."""

    def __init__(self, look: Look, sentence: str, ways: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__()
        self.setObjectName("frame")
        made, inside = card("Buku tidak dapat dibuka")
        made.setMaximumWidth(_WIDEST)
        self.sentence = label(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName("Sebab")
        inside.addWidget(self.sentence)
        row = QHBoxLayout()
        self.buttons: list[QPushButton] = []
        for at, (text, run) in enumerate(ways):
            one = button(text, look, role="primary" if at == 0 else "")
            one.setAutoDefault(True)
            one.clicked.connect(run)
            row.addWidget(one)
            self.buttons.append(one)
        row.addStretch()
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(made, 4)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)
        self.setFocusProxy(self.buttons[0])
