"""The commands of Pengaturan and Cadangan, for the menus and for Ctrl+K."""

from __future__ import annotations

from ui.common.commands import Command
from ui.common.tab import TabContext
from ui.settings.backup_page import BackupPage


def commands(context: TabContext) -> list[Command]:
    """Return the commands."""
    return [
        Command(
            "cadangkan",
            "&Cadangkan…",
            "Berkas",
            lambda: open_backups(context),
            icon="save",
            words="backup cadangan flashdisk",
        ),
    ]


def open_backups(context: TabContext) -> BackupPage:
    """Open the page Cadangan."""
    page = BackupPage(context)
    context.show_page(page)
    return page
