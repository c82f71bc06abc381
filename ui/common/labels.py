"""Small makers of labels, buttons and cards with their roles and names."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
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


class EnterButton(QPushButton):
    """A button that Enter presses as Space does; Qt leaves that to dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press it by Enter, where no other key is held."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() in _PLAIN:
            self.click()
        else:
            super().keyPressEvent(event)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def button(
    text: str, look: Look, *, icon_name: str = "", role: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Return a button; role: primary, chip or link. Its icon follows the theme."""
    made = EnterButton(text, parent)
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
