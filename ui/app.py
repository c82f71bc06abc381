"""Starting the window: the application, its look, the book, and what happens when something goes wrong."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ikm_desktop.resources import resource
from ui.cycles import Cycles
from ui.frame.unforeseen import Catcher
from ui.singletons import keep_singletons
from ui.theme.look import Look

_STYLE = ("-style", "Fusion")
_RARELY = (20_000, 20, 50)
"""How seldom Python looks for cycles: what a start loads stays, and looking it over again is waste."""


def run(folder: Path) -> int:
    """Open the window on a data folder and return the program's exit code."""
    application = make_application(sys.argv)
    Catcher(folder, application).install()
    from ui.opening import start

    window = start(folder, Look(application))
    code = application.exec()
    from ui.common.work import wait_for_all

    wait_for_all()
    del window
    return code


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with its name, its style, and Indonesian numbers and dates."""
    keep_singletons()
    gc.set_threshold(*_RARELY)
    # As an argument: setStyle would load all that Qt's styles can be asked before the window stands.
    application = QApplication([*arguments, *_STYLE])
    Cycles(application)
    QGuiApplication.setApplicationDisplayName("IKM Desktop")
    application.setApplicationName("IKM Desktop")
    QLocale.setDefault(QLocale("id_ID"))
    translator = QTranslator(application)
    if translator.load(str(resource("translations/qtbase_id.qm"))):
        application.installTranslator(translator)
    return application
