"""The commands of Pengaturan, Cadangan, Pulihkan and the log, for the menus and for Ctrl+K."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.common.commands import Command

if TYPE_CHECKING:
    from ui.common.palette import Target
    from ui.common.tab import TabContext
    from ui.settings.audit_page import AuditPage
    from ui.settings.backup_page import BackupPage
    from ui.settings.export_page import ExportPage
    from ui.settings.old_book_page import OldBookPage
    from ui.settings.page import SettingsPage
    from ui.settings.restore_page import RestorePage


def commands(context: TabContext) -> list[Command]:
    """Return the commands."""
    return [
        Command(
            "cadangkan",
            "&Cadangkan…",
            "Berkas",
            partial(open_backups, context),
            icon="save",
            words="backup cadangan flashdisk",
        ),
        Command(
            "pulihkan",
            "&Pulihkan…",
            "Berkas",
            partial(open_restore, context),
            icon="history",
            words="kembalikan buku dari cadangan rusak",
        ),
        Command(
            "ekspor",
            "&Ekspor…",
            "Berkas",
            partial(open_export, context),
            icon="download",
            words="excel csv simpan keluar templat data",
        ),
        Command(
            "buku-lama",
            "Saldo &awal dari buku lama…",
            "Berkas",
            partial(open_old_book, context),
            icon="upload",
            words="impor saldo awal tengah tahun templat agenda nomor",
        ),
        Command(
            "pengaturan",
            "&Pengaturan",
            "Alat",
            partial(open_settings, context),
            "Ctrl+,",
            "settings",
            "setelan opsi",
        ),
        Command(
            "log-audit",
            "Log a&udit",
            "Alat",
            partial(open_audit, context),
            icon="history",
            words="riwayat siapa mengubah kapan lama baru",
        ),
    ]


def open_backups(context: TabContext) -> BackupPage:
    """Open the page Cadangan."""
    from ui.settings.backup_page import BackupPage

    page = BackupPage(context)
    context.show_page(page)
    return page


def open_export(context: TabContext) -> ExportPage:
    """Open the page Ekspor."""
    from ui.settings.export_page import ExportPage

    page = ExportPage(context)
    context.show_page(page)
    return page


def open_old_book(context: TabContext) -> OldBookPage:
    """Open the page on which an existing book is entered."""
    from ui.settings.old_book_page import OldBookPage

    page = OldBookPage(context)
    context.show_page(page)
    return page


def open_settings(context: TabContext, at: int = 0) -> SettingsPage:
    """Open the page Pengaturan at one of its parts, with all that it draws with."""
    from ui.settings.page import PARTS, SettingsPage

    page = SettingsPage(context, PARTS[at])
    context.show_page(page)
    return page


def targets(context: TabContext) -> list[Target]:
    """Return the parts of Pengaturan as Ctrl+K finds them, but for what a command opens already."""
    from ui.common.palette import SETTING, Target
    from ui.settings.page import PARTS

    return [
        Target(f"Pengaturan: {part.title}", SETTING, partial(open_settings, context, at), part.words)
        for at, part in enumerate(PARTS)
        if part.words
    ]


def open_audit(context: TabContext) -> AuditPage:
    """Open the page Log audit."""
    from ui.settings.audit_page import AuditPage

    page = AuditPage(context)
    context.show_page(page)
    return page


def open_restore(context: TabContext) -> RestorePage:
    """Open the page Pulihkan; after the exchange the folder's new book gets a window of its own."""
    from ui.settings.restore_page import RestorePage

    page = RestorePage(context.office.folder, context.look, context.office.close)
    page.closed.connect(context.close_page)
    page.reopen.connect(partial(_begin_again, page))
    context.show_page(page)
    return page


def _begin_again(page: RestorePage) -> None:
    """Let the window open the folder's book anew."""
    from ui.main_window import MainWindow

    window = page.window()
    if isinstance(window, MainWindow):
        window.begin_again()
