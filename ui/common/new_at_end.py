"""A list to choose from whose last line makes something that is not in it yet ("+ Angkatan baru…")."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.common.fields import Choice

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End)


class ChoiceWithNew(Choice):
    """The last line is never what the list has chosen.

    `wanted` tells that it was taken, by Enter or a click in the open list, or by "+" in the closed one.
    """

    wanted = Signal()
    _text = ""

    def offer_new(self, what: str) -> None:
        """Put the line at the end; to be asked again where the list was made anew."""
        self._text = f"+ {what} baru…"
        chosen = self.currentIndex()
        self.blockSignals(True)
        self.addItem(self._text, self._text)
        self.setCurrentIndex(chosen)
        self.blockSignals(False)

    def put_in(self, text: str, value: object) -> None:
        """Put what was made before the last line, and choose it."""
        at = self.count() - 1
        self.insertItem(at, text, value)
        self.setCurrentIndex(at)

    def hidePopup(self) -> None:  # noqa: N802 - Qt's name
        """Let nobody be told that the last line was chosen: Qt chooses it once the list is closed."""
        if self._text and self.view().currentIndex().row() == self.count() - 1:
            self.blockSignals(True)
            QTimer.singleShot(0, self, partial(self._closed, self.currentIndex()))
        super().hidePopup()

    def _closed(self, before: int) -> None:
        was_taken = self.currentIndex() == self.count() - 1
        if was_taken:
            self.setCurrentIndex(before)
        self.blockSignals(False)
        if was_taken:
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let the keys that go through the closed list end before the last line; "+" asks for it."""
        last = self.count() - 2
        if not self._text or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif event.text() == "+":
            self.wanted.emit()
        elif event.key() in _DOWN and not (event.key() == Qt.Key.Key_Down and self.currentIndex() < last):
            self.setCurrentIndex(max(last, self.currentIndex()))
        else:
            super().keyPressEvent(event)
