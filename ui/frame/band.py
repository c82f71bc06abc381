"""The band under the tabs: that the data are CONTOH or LATIHAN, or that the book is only looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.common.labels import label


class Band(QFrame):
    """One line, in sight only while it has something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._text = label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.addWidget(self._text)
        self.hide()

    def say(self, text: str) -> None:
        """Say this; nothing hides the band."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self._text.text()
