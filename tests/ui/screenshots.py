"""Pictures of every screen: `python -m tests.ui.screenshots [FOLDER]` (`make screenshots`).

Each tab and each page of the menus on the CONTOH book, light and dark, at the sizes of the office: 1366 x 768
less the system's bars, 1920 x 1080 less them, and the smallest the window allows.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication, QWidget

from ikm_desktop.office import book
from ikm_desktop.sample.office import make_sample
from tests.ui import guards
from ui.app import make_application
from ui.common.list_page import ListPage
from ui.main_window import MainWindow
from ui.theme.look import DARK_MODE, LIGHT_MODE, Look

SIZES = ((1366, 689), (1920, 1001), (960, 500))


def screens(window: MainWindow) -> Iterator[str]:
    """Show every tab with a row chosen, a paper, help, Riwayat, and every page of the menus; say its name."""
    for name in guards.screens(window):
        page: Any = window.page
        if hasattr(page, "table") and hasattr(page.table, "selectRow"):
            page.table.selectRow(1)
        yield name
    page = window.go_to("surat")
    if isinstance(page, ListPage):
        guards.settle()
        page.choose_chip("Terbit")
        guards.settle()
        page.table.selectRow(0)
        page.open_current()
        yield "pratinjau"
    for command in ("bantuan", "riwayat"):
        window.run(command)
        yield command


def main() -> None:
    """Write all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(sys.argv[:1])
    look = Look(application)
    with tempfile.TemporaryDirectory() as place:
        make_sample(Path(place) / "data")
        for mode in (LIGHT_MODE, DARK_MODE):
            look.set_mode(mode)
            for size in SIZES:
                _take(application, Path(place) / "data", look, size, folder)


def _take(application: QApplication, data: Path, look: Look, size: tuple[int, int], folder: Path) -> None:
    window = MainWindow(book.at_work(data), look)
    window.resize(*size)
    window.show()
    for name in screens(window):
        _settle(application, window)
        window.grab().save(str(folder / f"{name}-{look.mode}-{size[0]}x{size[1]}.png"))
    window.close()


def _settle(application: QApplication, window: QWidget) -> None:
    """Let everything that waits for its turn be drawn."""
    deadline = QDeadlineTimer(400)  # rows come from threads of their own
    while not deadline.hasExpired():
        if getattr(getattr(window, "page", None), "is_reading", False):
            deadline.setRemainingTime(400)  # what was read is still to be laid out
        application.processEvents()
    window.repaint()


if __name__ == "__main__":
    main()
