"""The end of the day: the book is backed up where it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office


def back_up_at_the_end(office: Office) -> str:
    """Back up what changed; return what to tell where that cannot be, "" when the window may close."""
    from ikm_desktop.errors import Fault
    from ikm_desktop.reports.backups import back_up_if_changed

    try:
        back_up_if_changed(office)
    except Fault as fault:
        return f"{fault.sentence} Tutup sekali lagi untuk keluar tanpa cadangan."
    return ""
