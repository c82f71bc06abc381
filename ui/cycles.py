"""Python's collector of cycles, kept to the window's thread.

A page that is let go often stands in a cycle with what it made. Python looks for cycles on whatever thread
happens to allocate, and a widget or timer deleted on another thread than its own ends the program. So it does
not look by itself while there is a window; the window's thread does, as often as Python would.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class Cycles(QObject):
    """Collects cycles on the thread of its parent, from now until `end` or until the parent is gone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds; mostly there is none."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        for generation in (2, 1, 0):
            if due[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Let Python look by itself again."""
        self._timer.stop()
        gc.enable()
