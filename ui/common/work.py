"""Work off the window's thread: one function runs elsewhere, its result or refusal comes back as a signal.

Work with a title is long: the window covers itself while it runs, tells how far it is and offers Batal, so
that nothing asks the book from the window's own thread meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QThread, Signal, SignalInstance

from ikm_desktop.errors import IkmError
from ikm_desktop.errors.stopping import Going, under

Result = TypeVar("Result")


class Worker(QThread):
    """Runs a function on a thread of its own.

    done: its result; refused: an IkmError it raised; failed: anything else, which is a mistake of the
    program; told: what it does now, how much of it is done, of how much. title: "" when it is short.
    is_over: the function has ended, which is so when one of the three is told.
    """

    done = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    told = Signal(str, int, int)

    def __init__(self, work: Callable[[], Any], parent: QObject | None = None, title: str = "") -> None:
        super().__init__(parent)
        self._work = work
        self.title = title
        self.going = Going(self.told.emit)
        self.is_over = False

    def run(self) -> None:
        """Do the work."""
        try:
            with under(self.going):
                result = self._work()
        except IkmError as refusal:
            self._end(self.refused, refusal)
        except Exception as mistake:  # noqa: BLE001 - the edge of a thread: nobody else would hear of it
            self._end(self.failed, mistake)
        else:
            self._end(self.done, result)

    def _end(self, told: SignalInstance, how: object) -> None:
        self.is_over = True
        told.emit(how)

    def tell(self, mistake: BaseException) -> None:
        """Let a mistake of the program end where all of them end."""
        raise mistake


class LongWorks(QObject):
    """Tells the window of long work. begun: carries the worker."""

    begun = Signal(object)


def long_works() -> LongWorks:
    """Return the one teller of the running program."""
    application = QCoreApplication.instance()
    found = application.findChild(LongWorks) if application else None
    return found if isinstance(found, LongWorks) else LongWorks(application)


def aside(
    work: Callable[[], Any],
    *,
    done: Callable[[Any], object],
    refused: Callable[[Any], object],
    title: str = "",
) -> Worker:
    """Start a function on a thread of its own; it goes on though the page that asked for it is left.

    done, refused: methods of the page; once the page is gone nobody is told. title: what is being done, for
    work that may take longer than a moment; it can then be stopped, which comes back as refused.
    """
    worker = Worker(work, QCoreApplication.instance(), title)
    if title:
        long_works().begun.emit(worker)  # first: the cover is lifted before the page gets the result
    worker.done.connect(done)
    worker.refused.connect(refused)
    worker.failed.connect(worker.tell)
    worker.finished.connect(worker.deleteLater)
    worker.start()
    return worker


def waited_for(work: Callable[[], Result], title: str) -> Result:
    """Do long work aside while the window is covered, and return its result once it is there.

    For a step in the middle of another, such as issuing before printing. Raises the refusal it ended with.
    """
    loop = QEventLoop()
    results: list[Result] = []
    refusals: list[IkmError] = []

    def done(result: Result) -> None:
        results.append(result)
        loop.quit()

    def refused(refusal: IkmError) -> None:
        refusals.append(refusal)
        loop.quit()

    worker = aside(work, done=done, refused=refused, title=title)
    worker.failed.connect(loop.quit)
    loop.exec()
    if refusals:
        raise refusals[0]
    if not results:
        raise RuntimeError(f"{title}: no result")
    return results[0]


def wait_for_all() -> None:
    """Wait until everything that was started aside has ended."""
    application = QCoreApplication.instance()
    for worker in application.findChildren(Worker) if application else ():
        worker.wait()
