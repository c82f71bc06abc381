"""Work off the window's thread: one function runs elsewhere, its result or refusal comes back as a signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

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

    def tell(self, mistake: BaseException) -> None:
        """Let a mistake of the program end where all of them end."""
        raise mistake


def aside(
    work: Callable[[], Any], *, done: Callable[[Any], object], refused: Callable[[Any], object]
) -> Worker:
    """Start a function on a thread of its own; it goes on though the page that asked for it is left.

    done, refused: methods of the page; once the page is gone nobody is told.
    """
    worker = Worker(work, QCoreApplication.instance())
    worker.done.connect(done)
    worker.refused.connect(refused)
    worker.failed.connect(worker.tell)
    worker.finished.connect(worker.deleteLater)
    worker.start()
    return worker


def wait_for_all() -> None:
    """Wait until everything that was started aside has ended."""
    application = QCoreApplication.instance()
    for worker in application.findChildren(Worker) if application else ():
        worker.wait()
