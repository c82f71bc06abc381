"""Starting the window: the application, its look, the book, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from ikm_desktop.resources import resource
from ui.singletons import keep_singletons
from ui.theme.look import Look

LOG_NAME = "program.log"


def run(folder: Path) -> int:
    """Open the window on a data folder and return the program's exit code."""
    application = make_application(sys.argv)
    catch_mistakes(folder)
    from ui.opening import start

    window = start(folder, Look(application))
    code = application.exec()
    from ui.common.work import wait_for_all

    wait_for_all()
    del window
    return code


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with its name and Indonesian numbers and dates."""
    keep_singletons()
    application = QApplication(arguments)
    QGuiApplication.setApplicationDisplayName("IKM Desktop")
    application.setApplicationName("IKM Desktop")
    QLocale.setDefault(QLocale("id_ID"))
    translator = QTranslator(application)
    if translator.load(str(resource("translations/qtbase_id.qm"))):
        application.installTranslator(translator)
    return application


def catch_mistakes(folder: Path) -> None:
    """Let an error nobody foresaw end in one calm message and a log, never in a vanished window."""
    log = folder / "log" / LOG_NAME

    def told(kind: type[BaseException], mistake: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, mistake, trace)
            return
        if folder.is_dir():
            log.parent.mkdir(exist_ok=True)
            logging.basicConfig(filename=log, format="%(asctime)s %(message)s", encoding="utf-8")
        logging.getLogger("ikm_desktop").error("Kesalahan program", exc_info=(kind, mistake, trace))
        QMessageBox.warning(
            QApplication.activeWindow(),
            "Kesalahan program",
            "Ada kesalahan pada program. Yang sudah tersimpan tetap aman; tindakan terakhir belum tersimpan. "
            f"Catatannya ada di {log}.",
        )

    sys.excepthook = told
