"""Combo boxes for many choices: typed in part, found anywhere in the name, never changed by the wheel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from ui.common.enter import leads_on
from ui.common.listing import folded, matches_all

_MOST_SEEN = 12
_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why a field may lose the cursor without being left."""


class CalmCombo(QComboBox):
    """A combo box that the mouse wheel leaves alone and that may be narrow."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Lead on through a form on Enter."""
        if not leads_on(self, event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll instead."""
        event.ignore()

    def typed_in(self, name: str, suggestions: Sequence[str] = ()) -> QLineEdit:
        """Let texts be typed that are not in the list, and return the line they are typed in."""
        line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(suggestions))
        self.setCurrentIndex(-1)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        line.setAccessibleName(name)
        line.setClearButtonEnabled(False)
        return line


def best_first(texts: Sequence[str], typed: str) -> list[str]:
    """Return all texts that have every word typed, best first.

    What is typed in full comes first, then what begins so, then what has a word that does, then the rest.
    Equals stay in the order given, in which the recent and frequent stand first.
    """
    wanted = folded(typed.strip())

    def rank(text: str) -> int:
        where = folded(text)
        if where == wanted:
            return -1
        return 0 if where.startswith(wanted) else 1 if f" {wanted}" in f" {where}" else 2

    return sorted((text for text in texts if matches_all(text, typed)), key=rank)


class PickCombo(CalmCombo):
    """Picks one value by typing part of its text; `picked` carries it, None when the text fits nothing.

    All matches are shown, best first. Enter and leaving the field (Tab) take the only match or what ↓ chose;
    of several nothing is taken that was not chosen. `new_wanted` carries the text of something that is to be
    made in place.
    """

    picked = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._value: Any = None
        self._shown = ""
        self._new = ""
        self._typed = ""
        self._makes_new = False
        self.line = self.typed_in(name)
        self._matches = QStringListModel(self)
        completer = QCompleter(self._matches, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST_SEEN)
        self.setCompleter(completer)
        completer.activated.connect(self._suggested)
        self.line.textEdited.connect(self._rank)
        self.line.returnPressed.connect(self.take_typed)
        self.activated.connect(self._take_index)

    def offer_new(self, what: str) -> None:
        """Offer to make something that is not in the list, at its end; what: as the clerk calls it."""
        self._new = f"+ {what} baru…"
        self._rank("")

    def _rank(self, typed: str) -> None:
        self._typed = typed
        self._makes_new = False
        texts = [self.itemText(at) for at in range(self.count())]
        self._matches.setStringList([*best_first(texts, typed), *([self._new] if self._new else [])])

    def _suggested(self, text: str) -> None:
        """Let the last of the suggestions make a new one; Qt has put its text into the line by then."""
        if self._new and text == self._new:
            typed = self._typed

            def ask() -> None:
                self.setEditText(typed)
                self._makes_new = True
                self.new_wanted.emit(typed.strip())

            QTimer.singleShot(0, self, ask)

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever is picked from
        """What is picked, None for nothing."""
        return self._value

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer these texts with their values; what is picked stays picked."""
        text = self.currentText()
        self.blockSignals(True)
        self.clear()
        for shown, value in choices:
            self.addItem(shown, value)
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.blockSignals(False)
        self._rank("")

    def pick(self, value: object, shown: str) -> None:
        """Pick a value from outside, without telling."""
        self._value, self._shown = value, shown
        self.setEditText(shown)
        self.line.setCursorPosition(0)

    def choose(self, held: object) -> None:
        """Pick what a draft held: a value and its text, the text alone where the value is not offered."""
        value, text = held if isinstance(held, list) and len(held) == 2 else (None, "")  # noqa: PLR2004 - both
        at = -1 if value is None else self.findData(value)
        if at >= 0:
            self._take_index(at)
        else:
            self._value = None
            self.setEditText(str(text))
            self.picked.emit(None)

    def settle(self) -> None:
        """Take what was typed where nothing is picked yet; without a word when it names nothing."""
        if self._value is None and self.currentText().strip():
            self.take_typed()

    def take_typed(self) -> bool:
        """Pick what the text names, or its only match; return whether it names one."""
        at = self._meant()
        if at is None:
            self._forget()
            return False
        self._take_index(at)
        return True

    def _meant(self) -> int | None:
        """Return which one the text names: as it is written, or as the only one that has these words."""
        text = self.currentText().strip()
        exact = [at for at in range(self.count()) if folded(self.itemText(at)) == folded(text)]
        near = [at for at in range(self.count()) if text and matches_all(self.itemText(at), text)]
        return next((found[0] for found in (exact, near) if len(found) == 1), None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take what the text left in the line names; forget what was picked where it names something else."""
        super().focusOutEvent(event)
        only_away = event.reason() in _COMES_BACK
        if only_away or self._makes_new or (self._value is not None and self.currentText() == self._shown):
            return
        at = self._meant()
        if at is not None:
            self._take_index(at)
        elif self._value is not None:
            self._forget()

    def _take_index(self, at: int) -> None:
        if at < 0:
            return
        self._value, self._shown = self.itemData(at), self.itemText(at)
        self.setEditText(self.itemText(at))
        self.line.setCursorPosition(0)
        self.picked.emit(self._value)

    def _forget(self) -> None:
        self._value = None
        self.picked.emit(None)
