"""Small makers of labels, buttons and cards with their roles and names."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.common.mnemonics import plain
from ui.theme.icons import icon
from ui.theme.look import Look


def label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label; role: title, section, muted or figure."""
    made = QLabel(text, parent)
    if role:
        made.setProperty("role", role)
    return made


class _IconColour(QObject):
    """Gives a button's icon the colour of the theme, as long as there is the button."""

    def __init__(self, button_: QPushButton, look: Look, name: str) -> None:
        super().__init__(button_)
        self._button, self._look, self._name = button_, look, name
        # A method of an object that goes with the button: a closure would be called after its end.
        look.changed.connect(self.put_on)

    def put_on(self) -> None:
        """Draw the icon in the colour of now."""
        tokens = self._look.tokens
        ink = tokens.on_primary if self._button.property("role") == "primary" else tokens.text
        self._button.setIcon(icon(self._name, ink))


def button(
    text: str, look: Look, *, icon_name: str = "", role: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Return a button; role: primary, chip or link. Its icon follows the theme."""
    made = QPushButton(text, parent)
    made.setAccessibleName(plain(text))
    if role:
        made.setProperty("role", role)
    if icon_name:
        _IconColour(made, look, icon_name).put_on()
    return made


def card(title: str = "", parent: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """Return a card with its layout, under a section title."""
    made = QFrame(parent)
    made.setProperty("role", "card")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    if title:
        layout.addWidget(label(title, "section"))
    return made, layout
