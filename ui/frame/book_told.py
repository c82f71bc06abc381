"""What the frame tells of the open book: title, band, period, backup, and whether it agrees with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm_desktop.office.findings import Finding
    from ui.frame.idle_check import IdleCheck
    from ui.main_window import MainWindow


class BookTold(QObject):
    """Writes title, band and status line of a window from its book."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._status = window.status
        self._idle: IdleCheck | None = None

    def where_we_are(self) -> None:
        """Write title, band and day."""
        from ikm_desktop.office.profile import Profile
        from ikm_desktop.office.settings import BookMode, load

        office = self._window.office
        with office.reading() as connection:
            profile, mode = load(connection, Profile), load(connection, BookMode)
        self._window.setWindowTitle(f"IKM Desktop - {profile.name}")
        text = "DATA CONTOH – bukan data kantor" if mode.sample else "LATIHAN" if mode.practice else ""
        if office.read_only:
            text = "  ·  ".join(part for part in (text, "Hanya untuk melihat") if part)
        self._window.band.say(text)
        self._status.tell_day(office.clock.now().date())

    def saved(self) -> None:
        """Say when something was saved last, and how old the backup is now."""
        self._status.tell_saved(self._window.office.clock.now())
        self._backup_age()

    def check(self) -> None:
        """Say how old the backup is; check the book quickly aside, and say whether it agrees.

        The whole check follows while the window is left alone.
        """
        from ikm_desktop.goods.selfcheck import check
        from ui.common.book_checked import book_checked
        from ui.common.work import aside
        from ui.frame.idle_check import IdleCheck

        self._backup_age()
        office = self._window.office
        book_checked(office).told.connect(self._tell_checked)
        aside(lambda: check(office, full=False), done=self._was_checked, refused=self._refused)
        self._idle = IdleCheck(self._window, office)

    def stop_checking(self) -> None:
        """Let a check that nobody asked for end at its next step."""
        if self._idle is not None:
            self._idle.stop()

    def _backup_age(self) -> None:
        from ui.settings.backup_page import age_text

        self._status.tell(self._status.backed_up, f"Cadangan: {age_text(self._window.office)}")

    def _was_checked(self, found: Sequence[Finding]) -> None:
        from ui.common.book_checked import book_checked

        book_checked(self._window.office).tell(found, whole=False)

    def _tell_checked(self) -> None:
        from ui.common.book_checked import book_checked

        found = book_checked(self._window.office).findings
        text = f"{len(found)} hal tidak cocok: periksa buku" if found else "Buku cocok"
        self._status.tell(self._status.checked, text)

    def _refused(self, refusal: Exception) -> None:
        self._status.tell(self._status.checked, "Buku perlu diperiksa")
        self._window.toast.say(str(refusal))
