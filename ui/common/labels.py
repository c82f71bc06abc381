"""Small makers of labels, buttons and cards with their roles and names."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.icons import icon
from ui.theme.look import Look


def label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label; role: title, section, muted or figure."""
    made = QLabel(text, parent)
    if role:
        made.setProperty("role", role)
    return made


def button(
    text: str, look: Look, *, icon_name: str = "", role: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Return a button; role: primary, chip or link. Its icon follows the theme."""
    made = QPushButton(text, parent)
    made.setAccessibleName(text.replace("&", ""))
    if role:
        made.setProperty("role", role)
    if icon_name:

        def colour() -> None:
            tokens = look.tokens
            made.setIcon(icon(icon_name, tokens.on_primary if role == "primary" else tokens.text))

        colour()
        look.changed.connect(colour)
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
