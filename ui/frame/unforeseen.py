"""An error nobody foresaw ends in one calm message and a log, never in a vanished window."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

LOG_NAME = "program.log"
_WORTH_NOTING = frozenset({QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg})


class Catcher(QObject):
    """Takes what is raised on any thread, writes it down, and tells of it once at a time."""

    _raised = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.log = folder / "log" / LOG_NAME
        self.box: QMessageBox | None = None
        self._logger = logging.getLogger("ikm_desktop")
        self._is_logging = False
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen from now on."""
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread
        qInstallMessageHandler(self._note_of_qt)

    def take(
        self, kind: type[BaseException], mistake: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write a mistake down and tell of it; Ctrl+C at a terminal ends the program as always."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, mistake or kind(), trace)
            return
        self._begin_log()
        self._logger.error("Kesalahan program", exc_info=(kind, mistake or kind(), trace))
        self._raised.emit()

    def _take_of_thread(self, raised: threading.ExceptHookArgs) -> None:
        self.take(raised.exc_type, raised.exc_value, raised.exc_traceback)

    def _note_of_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in _WORTH_NOTING:
            self._begin_log()
            self._logger.warning("Qt: %s", text)

    def _begin_log(self) -> None:
        if self._is_logging or not self.log.parent.parent.is_dir():
            return
        self.log.parent.mkdir(exist_ok=True)
        to_file = logging.FileHandler(self.log, encoding="utf-8")
        to_file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self._logger.addHandler(to_file)
        self._is_logging = True

    def _tell(self) -> None:
        """Show the message over the window, which stays usable once it is read."""
        from PySide6.QtWidgets import QMessageBox

        if self.box is not None and self.box.isVisible():
            return
        self.box = box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Kesalahan program")
        box.setText(
            "Ada kesalahan pada program. Yang sudah tersimpan tetap aman; tindakan terakhir belum.\n"
            f"Catatannya ada di {self.log}."
        )
        close = box.addButton("Tutup pesan", QMessageBox.ButtonRole.AcceptRole)
        close.setAccessibleName("Tutup pesan")
        box.open()
