"""From a data folder to a window with its book: the window first, the book aside, what is in its way told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from ui.common.disks import show_disk
from ui.frame.loading import load_the_rest
from ui.frame.remembered import Remembered
from ui.frame.waiting import StoppedPage
from ui.main_window import MainWindow
from ui.theme.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from ikm_desktop.errors import Fault
    from ikm_desktop.office.book import Office

_REST_MS = 300
"""How long the first list has the machine to itself before the other rooms are loaded."""


def start(folder: Path, look: Look, *, read_only: bool = False) -> MainWindow:
    """Show the window and return it; as soon as it is painted its book is opened aside.

    read_only: only to be looked at.
    """
    remembered = Remembered(folder)
    remembered.put_on(look)
    window = MainWindow(None, look, remembered)
    remembered.place(window)
    opening = Opening(window, folder)
    begin = opening.look_only if read_only else opening.begin
    window.painted.connect(begin, Qt.ConnectionType.QueuedConnection)
    window.show()
    return window


class Opening(QObject):
    """Opens the book of a folder for a window."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder

    @Slot()
    def begin(self) -> None:
        """Open the book to work in it."""
        self._window.watch_long_work()
        self._open(read_only=False)

    @Slot()
    def look_only(self) -> None:
        """Open the book without taking it from who has it."""
        self._window.watch_long_work()
        self._window.remembered = Remembered(self._folder, keeps=False)
        self._open(read_only=True)

    def restore(self) -> None:
        """Offer the folder's backups where its book cannot be opened."""
        from ui.settings.restore_page import RestorePage

        page = RestorePage(self._folder, self._window.look, lambda: None)
        page.closed.connect(self.begin)
        page.reopen.connect(self.begin)
        self._window.show_page(page)

    def _open(self, *, read_only: bool) -> None:
        from ui.common.work import aside

        folder = self._folder
        aside(lambda: _opened(folder, read_only=read_only), done=self._is_open, refused=self._refused)

    def _is_open(self, office: Office) -> None:
        if self._window.is_over:
            office.close()
            return
        self._window.take(office)
        QTimer.singleShot(_REST_MS, self, self._load_the_rest)

    def _load_the_rest(self) -> None:
        load_the_rest(self._window)

    def _import(self) -> None:
        self._window.run("impor")

    def _refused(self, why: Fault) -> None:
        """Begin a new book where there is none; else say why, with the ways on."""
        from ikm_desktop.errors import BookMissing

        if isinstance(why, BookMissing):
            from ui.first_run.page import FirstRunPage

            page = FirstRunPage(self._window.look, self._folder)
            page.made.connect(self._is_open)
            page.import_wanted.connect(self._import)
            self._window.show_page(page)
            return
        self._window.show_page(StoppedPage(self._window.look, why.sentence, self._ways(why)))

    def _ways(self, why: Fault) -> list[tuple[str, Callable[[], object]]]:
        """Return what the fault offers, then what always helps."""
        from ikm_desktop.errors import BookInUse, ReadOnly, faults

        does: dict[str, Callable[[], object]] = {
            faults.LOOK_ONLY.key: self.look_only,
            faults.AGAIN.key: self.begin,
            faults.RESTORE.key: self.restore,
            faults.OTHER_FOLDER.key: self._other_folder,
            faults.TO_DISK.key: lambda: show_disk(Path(why.path)),
        }
        ways = [*why.ways_out]
        if not isinstance(why, BookInUse):
            ways.append(faults.AGAIN)
            ways += [] if isinstance(why, ReadOnly) else [faults.RESTORE]
        chosen = {way.key: (way.label, does[way.key]) for way in ways if way.key in does}
        return [*chosen.values(), ("Tutup", self._window.close)]

    def _other_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        found = QFileDialog.getExistingDirectory(self._window, "Pilih folder buku", str(self._folder.parent))
        if found:
            self._folder = Path(found)
            self._window.remembered = Remembered(self._folder)
            self.begin()


def _opened(folder: Path, *, read_only: bool) -> Office:
    from ikm_desktop.office import book

    return book.at_work(folder, read_only=read_only)
