"""The commands of Pengaturan and Cadangan, for the menus and for Ctrl+K."""

from __future__ import annotations

from ui.common.commands import Command
from ui.common.tab import TabContext
from ui.settings.backup_page import BackupPage
from ui.settings.page import SettingsPage


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
        Command(
            "pengaturan",
            "&Pengaturan",
            "Alat",
            lambda: open_settings(context),
            "Ctrl+,",
            "settings",
            "kop logo penandatangan nomor surat kantor pajak meterai barang harga",
        ),
    ]


def open_backups(context: TabContext) -> BackupPage:
    """Open the page Cadangan."""
    page = BackupPage(context)
    context.show_page(page)
    return page


def open_settings(context: TabContext) -> SettingsPage:
    """Open the page Pengaturan."""
    page = SettingsPage(context)
    context.show_page(page)
    return page
