"""A pill outside of tables: icon and word in the colours of a state."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme.icons import icon
from ui.theme.look import Look

_ICON = 14


class Pill(QFrame):
    """Shows a short text with an icon; hidden while there is none."""

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._token, self._icon_name = "neutral", ""
        self._picture, self._text = QLabel(self), QLabel(self)
        self._text.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 9, 2)
        row.setSpacing(5)
        row.addWidget(self._picture)
        row.addWidget(self._text)
        look.changed.connect(self._colour)
        self.hide()

    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, token: str, icon_name: str) -> None:
        """Show a text in the colours of a token, with an icon; an empty text hides the pill."""
        self._text.setText(text)
        self._token, self._icon_name = token, icon_name
        self.setProperty("pill", token)
        for one in (self, self._text):
            one.style().unpolish(one)
            one.style().polish(one)
        self._colour()
        self.setVisible(bool(text))

    def _colour(self) -> None:
        if self._icon_name:
            ink = str(getattr(self._look.tokens, self._token))
            self._picture.setPixmap(icon(self._icon_name, ink).pixmap(_ICON, _ICON))
