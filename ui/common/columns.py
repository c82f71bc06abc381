"""Two columns side by side, beneath one another where the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.common.labels import card

_NARROW = 1000


class Columns(QWidget):
    """What is moved stands to the left, what belongs to it to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        for column, stretch in ((self.left, 3), (self.right, 2)):
            column.setSpacing(10)
            self._row.addLayout(column, stretch)

    @staticmethod
    def card(title: str, column: QVBoxLayout) -> QVBoxLayout:
        """Put a card into a column and return its layout."""
        made, inside = card(title)
        column.addWidget(made)
        return inside

    def close_up(self, *, fill: bool = False) -> None:
        """Let the cards stand at the top, whatever room is left; fill: what is to the left takes it."""
        if not fill:
            self.left.addStretch()
        self.right.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the row where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
