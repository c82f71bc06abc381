"""What covers the window while long work runs: what is done, how far it is, and Batal.

Keys and clicks reach only the curtain meanwhile: a page that could be used would read the book beside the
act that is being written, and wait for it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from ui.common.labels import button, card, label
from ui.common.work import Worker, long_works
from ui.theme.look import Look

PATIENCE_MS = 300
"""Work that ends before is not shown."""

_HELD_BACK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
    }
)


class Curtain(QWidget):
    """Covers a window from the first moment of long work until its end. lifted: no work is left."""

    lifted = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._works: list[Worker] = []
        self._had_focus: QWidget | None = None
        self.title = label("", "section")
        self.doing = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Kemajuan")
        self.bar.setTextVisible(False)
        self.cancel = button("Batal", look, icon_name="x")
        self.cancel.clicked.connect(self.stop)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._cover)
        self.hide()
        window.installEventFilter(self)
        long_works().begun.connect(self._begin)

    def _lay_out(self) -> None:
        made, inside = card()
        made.setMinimumWidth(380)
        for widget in (self.title, self.doing, self.bar):
            inside.addWidget(widget)
        inside.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        QVBoxLayout(self).addWidget(made, 0, Qt.AlignmentFlag.AlignCenter)

    @property
    def is_busy(self) -> bool:
        """Whether long work is under way."""
        return bool(self._works)

    def stop(self) -> None:
        """Let the work end at its next step."""
        self.doing.setText("Menghentikan…")
        for worker in self._works:
            worker.going.stop()

    def _begin(self, worker: Worker) -> None:
        if not self._works:
            self._had_focus = QApplication.focusWidget()
            application = QApplication.instance()
            if application is not None:
                application.installEventFilter(self)
            self._timer.start()
        self._works.append(worker)
        self.title.setText(worker.title)
        self.doing.setText("")
        self.bar.setRange(0, 0)
        worker.told.connect(self._tell)
        for end in (worker.done, worker.refused, worker.failed):
            end.connect(self._ended)

    def _tell(self, what: str, done: int, total: int) -> None:
        if self._works and not self._works[-1].going.is_stopped:
            self.doing.setText(f"{what or 'Sudah'} {done} dari {total}" if total > 1 else f"{what}…")
        self.bar.setRange(0, total if total > 1 else 0)
        self.bar.setValue(done)

    def _ended(self) -> None:
        # Two may have ended before the first is told: the second has nothing to lift.
        was_busy = self.is_busy
        self._works = [worker for worker in self._works if not worker.is_over]
        if self._works or not was_busy:
            return
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        had_cover = self.isVisible()
        self.hide()
        if had_cover and self._had_focus is not None and self.window().focusWidget() is self.cancel:
            self._had_focus.setFocus()
        self._had_focus = None
        self.lifted.emit()

    def _cover(self) -> None:
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self.cancel.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window; hold back keys and clicks for everything beneath."""
        if watched is self.window() and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
        if not self._works or event.type() not in _HELD_BACK or not isinstance(watched, QWidget):
            return False
        if watched is self or self.isAncestorOf(watched) or watched.window() is not self.window():
            return False
        event.accept()  # an accepted ShortcutOverride keeps the key from the window's commands
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim what is beneath."""
        del event
        ground = QColor(self._look.tokens.bg)
        ground.setAlpha(190)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        painter.end()
