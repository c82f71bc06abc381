"""Enter in a list to choose from: it leads on through a form, as from a line that is typed in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def leads_on(field: QComboBox, event: QKeyEvent) -> bool:
    """Go to the next field on Enter; tell whether it did.

    Only on pages that say `enter_leads_on`: elsewhere Enter prints, opens or does nothing.
    """
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN
    if field.isEditable() or not is_enter or not _is_form(field.parentWidget()):
        return False
    field.focusNextChild()
    return True


def _is_form(page: QWidget | None) -> bool:
    while page is not None and not getattr(page, "enter_leads_on", False):
        page = page.parentWidget()
    return page is not None
