"""Enter in a list to choose from leads on through a form, and only there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.common.fields import Choice
from ui.common.picking import CalmCombo, PickCombo, best_first
from ui.settings.form import FieldForm


class _Form(QWidget):
    enter_leads_on = True


def _shown(page: QWidget, qtbot: QtBot, *fields: QWidget) -> None:
    column = QVBoxLayout(page)
    for one in fields:
        column.addWidget(one)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    fields[0].setFocus()


def test_enter_goes_through_lists_and_lines(qtbot: QtBot) -> None:
    """From a list of either kind to the next field, as from a line; a list that is typed in keeps its own."""
    first, second, pick, last = Choice(), CalmCombo("Dua"), PickCombo("Tiga"), QLineEdit()
    page = _Form()
    _shown(page, qtbot, first, second, pick, last)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert QApplication.focusWidget() is pick
    qtbot.keyClick(pick, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is pick


def test_elsewhere_enter_is_the_pages_own(qtbot: QtBot) -> None:
    """In a preview Enter prints: the list leaves it alone."""
    first, second = Choice(), QLineEdit()
    page = QWidget()
    _shown(page, qtbot, first, second)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is first


def test_enter_leads_through_the_fields_of_settings(qtbot: QtBot) -> None:
    """Each line goes to the next."""
    page = _Form()
    form = FieldForm()
    first, second = form.line("Satu", "Satu"), form.line("Dua", "Dua")
    _shown(page, qtbot, form)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is second


def test_what_is_typed_in_full_comes_first() -> None:
    """Before longer names that begin so."""
    assert best_first(["Kain katun halus", "Kain katun", "Benang"], "kain katun") == [
        "Kain katun",
        "Kain katun halus",
    ]
