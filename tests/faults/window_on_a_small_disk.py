"""The window over a book on a disk that is really full, then really read-only: what its buttons do.

Run as a program inside a mount namespace of its own:
`unshare --map-root-user --mount python -m tests.faults.window_on_a_small_disk FOLDER`; it prints what became
of each button, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ui.app import make_application
from ui.goods.vendor_page import VendorPage
from ui.main_window import MainWindow
from ui.opening import start
from ui.theme.look import Look

_PATIENCE_MS = 30_000


class Files(QObject):
    """Stands for the system's window of files."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        QDesktopServices.setUrlHandler("file", self, "show_url")  # type: ignore[arg-type]

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        """Note what would be shown."""
        self.shown.append(url.toLocalFile())


def new_vendor(window: MainWindow, name: str) -> VendorPage:
    """Type a new vendor; nothing is saved yet."""
    page = VendorPage(window._context, None)
    window.show_page(page)
    page.name_line.setText(name)
    return page


def press(area: QWidget, label: str) -> None:
    """Press the button that begins so."""
    shown = [one for one in area.findChildren(QPushButton) if one.isVisible()]
    next(one for one in shown if one.text().replace("&", "").startswith(label)).click()


def vendors(window: MainWindow) -> list[str]:
    """The vendors in the book."""
    with window.office.reading() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM place WHERE kind = 'vendor'").scalars())


def _until(shows: Callable[[], object]) -> None:
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not shows():
        assert not deadline.hasExpired()
        QApplication.processEvents()


def full(window: MainWindow, disk: Path) -> dict[str, object]:
    """Save on a full disk: Buka disk itu shows the disk, Coba lagi fails as before, then saves."""
    files, page = Files(), new_vendor(window, "Toko Penuh CONTOH")
    filler = disk / "pengisi"
    filler.write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
    page.save()
    told = page.message.text()
    press(page.message, "Buka disk itu")
    press(page.message, "Coba lagi")
    still = page.message.text()
    filler.unlink()
    press(page.message, "Coba lagi")
    return {"told": told, "shown": files.shown, "still": still, "vendors": vendors(window)}


def read_only(window: MainWindow, disk: Path) -> dict[str, object]:
    """Save on a disk that turned read-only: Buka untuk melihat opens the book anew, as does the start."""
    window.office.close()  # under an open file the system lets no disk be turned; the next act opens it again
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    page = new_vendor(window, "Toko Hanya Baca CONTOH")
    page.save()
    told = page.message.text()
    press(page.message, "Buka untuk melihat")
    after = window.successor
    assert after is not None
    _until(lambda: after.has_book)
    looked = (after.office.read_only, "Toko Penuh CONTOH" in vendors(after), window.isVisible())
    after.close()
    again = start(disk / "data", window.look)
    _until(lambda: again.page is not None and again.page.findChildren(QPushButton))
    assert again.page is not None
    offered = [one.text() for one in again.page.findChildren(QPushButton)]
    press(again.page, "Buka untuk melihat")
    _until(lambda: again.has_book)
    opened = again.office.read_only
    again.close()
    return {"told": told, "looked": looked, "offered": offered, "opened": opened}


def main(root: Path) -> None:
    """Make the disk, its book and the window; print what was seen."""
    disk = root / "kecil"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], check=True)
    with book.at_work(disk / "data", new=True) as office:
        set_up(office)
    application = make_application(sys.argv[:1])
    window = MainWindow(book.at_work(disk / "data"), Look(application))
    window.show()
    found = {"full": full(window, disk), "read only": read_only(window, disk), "disk": str(disk)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
