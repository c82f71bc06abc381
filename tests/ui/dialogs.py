"""Answers that wait for a dialog to open; none waits longer than its test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

Kind = TypeVar("Kind", bound=QDialog)

_EVERY_MS = 5
_waiting: list[_Answer] = []


def in_dialog(kind: type[Kind], do: Callable[[Kind], object]) -> None:
    """Do something once in the next dialog of a kind, as soon as it has the keyboard.

    What it asserts closes the dialog and fails the test.
    """
    _Answer(kind, do)


def forget_unanswered() -> list[str]:
    """Wait no longer; return the kinds of dialogs that never came."""
    left = [answer.kind.__name__ for answer in _waiting]
    for answer in _waiting:
        answer.over()
    return left


class _Answer:
    def __init__(self, kind: type[Kind], do: Callable[[Kind], object]) -> None:
        self.kind: type[QDialog] = kind
        self._do = do
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(_EVERY_MS)
        _waiting.append(self)

    def over(self) -> None:
        """Look no more."""
        self._timer.stop()
        _waiting.remove(self)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, self.kind):
            return
        if not dialog.isActiveWindow():
            dialog.activateWindow()  # as a window manager does; the screenless platform has none
            return
        self.over()
        try:
            self._do(dialog)  # type: ignore[arg-type]  # of the kind that was asked for
        except BaseException:
            dialog.reject()
            raise
