"""Asking the book aside: a quick answer comes at once, a slow one later, and the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ikm_desktop.errors import IkmError
from ikm_desktop.office.listing_sql import Question
from ui.common.work import Worker

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

PATIENCE_MS = 150
"""How long the window stands still for an answer before it says that it is looking."""


class _Asked(Worker):
    """One question on a thread of its own; its answer or its trouble is kept for who asked."""

    def __init__(self, question: Question, office: Office, what: Callable[[Any], Any]) -> None:
        super().__init__(lambda: question.ask(office, what), QCoreApplication.instance())
        self.question = question
        self.answer: Any = None
        self.trouble: BaseException | None = None

    def run(self) -> None:
        """Ask."""
        try:
            self.answer = self._work()
        except BaseException as trouble:  # noqa: BLE001 - the edge of a thread: who asked hears of it
            self.trouble = trouble


class Asker(QObject):
    """Asks one question at a time; a newer one ends the older.

    waiting: whether an answer is waited for longer than a moment; refused: why the book cannot be read.
    """

    waiting = Signal(bool)
    refused = Signal(object)

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._asked: _Asked | None = None
        self._then: Callable[[Any], None] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def ask(self, what: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        """Ask a reading function (of a connection) and hand on its answer, unless a newer question comes."""
        self.stop()
        asked = _Asked(Question(), self._office, what)
        self._asked, self._then = asked, then
        asked.finished.connect(self._take)
        asked.finished.connect(asked.deleteLater)
        asked.start()
        if asked.wait(PATIENCE_MS):
            self._take()
        else:
            self.waiting.emit(True)

    def stop(self) -> None:
        """Give up the question under way."""
        if self._asked is not None:
            self._asked.question.stop()
            self._asked = None
            self.waiting.emit(False)

    def _take(self) -> None:
        """Hand on the answer, once."""
        asked, then = self._asked, self._then
        if asked is None or then is None or not asked.isFinished():
            return
        self._asked = None
        self.waiting.emit(False)
        if isinstance(asked.trouble, IkmError):
            self.refused.emit(asked.trouble)
        elif asked.trouble is not None:
            raise asked.trouble
        else:
            then(asked.answer)
