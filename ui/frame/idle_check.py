"""The whole self-check, once a session, while nobody touches the window; a key or a click stops it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from ikm_desktop.errors.stopping import Stopped
from ui.common.book_checked import book_checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm_desktop.errors import IkmError
    from ikm_desktop.office.book import Office
    from ikm_desktop.office.findings import Finding
    from ui.common.work import Worker
    from ui.main_window import MainWindow

WAIT_MS = 60_000
"""How long the window must have been left alone."""
_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}


class IdleCheck(QObject):
    """Waits, checks, and tells `book_checked`; stopped it waits anew."""

    def __init__(self, window: MainWindow, office: Office, wait_ms: int = WAIT_MS) -> None:
        super().__init__(window)
        self._window, self._office = window, office
        self._worker: Worker | None = None
        self._timer = QTimer(self, singleShot=True, interval=wait_ms)
        self._timer.timeout.connect(self._begin)
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Begin to wait anew whenever the window is touched."""
        if event.type() in _TOUCHES and (self._timer.isActive() or self._worker is not None):
            self._let_go()
            self._timer.start()
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """End at the next step, and begin no more."""
        self._timer.stop()
        self._let_go()

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.going.stop()
            self._worker = None

    def _begin(self) -> None:
        from ikm_desktop.goods.selfcheck import check
        from ui.common.work import aside

        if book_checked(self._office).is_whole:
            return
        if self._window.curtain.is_busy:
            self._timer.start()
            return
        self._worker = aside(partial(check, self._office), done=self._found, refused=self._refused)

    def _found(self, found: Sequence[Finding]) -> None:
        self._worker = None
        book_checked(self._office).tell(found, whole=True)

    def _refused(self, refusal: IkmError) -> None:
        """A check that was stopped comes again; what else is in its way, "Periksa buku" tells when asked."""
        if not isinstance(refusal, Stopped):
            self.stop()
