"""One window for a whole file of tests, where each of them looks at things of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ikm_desktop.office import book
from ui.main_window import MainWindow
from ui.theme.look import Look


@contextmanager
def one_window(application: QApplication, sample: Path, place: Path) -> Iterator[MainWindow]:
    """Show the window on a copy of the sample book in a place of its own, until the file is done."""
    folder = place / "data"
    shutil.copytree(sample, folder)
    look = Look(application)
    look.set_mode("terang")
    made = MainWindow(book.at_work(folder), look)
    made.show()
    yield made
    made.close()
    for one in (made, look):
        one.deleteLater()
        QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete.value)
