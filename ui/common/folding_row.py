"""A row of buttons that never needs more width than there is: what does not fit waits behind "⋯"."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

_GAP = 8


class FoldingRow(QWidget):
    """Holds buttons in their order; the last ones fold into a menu where the window is narrow."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QAbstractButton] = []
        self.more = QToolButton(self)
        self.more.setText("⋯")
        self.more.setProperty("role", "tab")
        self.more.setAccessibleName(f"{name} lainnya")
        self.more.setToolTip("Lainnya")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.more)
        self._row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.hide()

    def add(self, button: QAbstractButton) -> None:
        """Put a button at the end."""
        self._row.insertWidget(len(self._buttons), button)
        self._buttons.append(button)
        self.fold()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for all of them."""
        return QSize(self._wanted(len(self._buttons)), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the first and the menu."""
        return QSize(self._wanted(min(len(self._buttons), 1)) + self.more.sizeHint().width(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold anew."""
        super().resizeEvent(event)
        self.fold()

    def fold(self) -> None:
        """Show as many as fit, to be called when their texts have changed too."""
        shown = len(self._buttons)
        if self._wanted(shown) > self.width():
            room = self.width() - self.more.sizeHint().width() - _GAP
            while shown > 1 and self._wanted(shown) > room:
                shown -= 1
        for at, button in enumerate(self._buttons):
            button.setVisible(at < shown)
        self.more.setVisible(shown < len(self._buttons))
        self.updateGeometry()

    def _wanted(self, count: int) -> int:
        return sum(button.sizeHint().width() + _GAP for button in self._buttons[:count])

    def _height(self) -> int:
        return max((button.sizeHint().height() for button in self._buttons), default=0)

    def _fill(self) -> None:
        """Put what is folded into the menu, ticked as it is."""
        self._menu.clear()
        for button in self._buttons:
            if button.isHidden():
                action = QAction(button.icon(), button.text(), self._menu)
                action.setCheckable(button.isCheckable())
                action.setChecked(button.isChecked())
                action.triggered.connect(button.click)
                self._menu.addAction(action)
