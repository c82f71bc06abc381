"""Work off the window's thread: one function runs elsewhere, its result or refusal comes back as a signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from ikm_desktop.errors import IkmError


class Worker(QThread):
    """Runs a function on a thread of its own.

    done: its result; refused: an IkmError it raised; failed: anything else, which is a mistake of the
    program.
    """

    done = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Do the work."""
        try:
            result = self._work()
        except IkmError as refusal:
            self.refused.emit(refusal)
        except Exception as mistake:  # noqa: BLE001 - the edge of a thread: nobody else would hear of it
            self.failed.emit(mistake)
        else:
            self.done.emit(result)
