"""How backups stand in a table: when made, how big, whether a password opens them, in which file."""

from __future__ import annotations

from ikm_desktop import words
from ikm_desktop.reports.backups import KeptBackup
from ui.common.listing import Column

_MEGABYTE = 1_000_000

BACKUP_COLUMNS: tuple[Column[KeptBackup], ...] = (
    Column(
        "Dibuat",
        lambda row: f"{words.short_date(row.at.date())} {row.at:%H.%M}",
        lambda row: row.at,
        width=130,
    ),
    Column(
        "Ukuran", lambda row: f"{-(-row.size // _MEGABYTE)} MB", lambda row: row.size, number=True, width=70
    ),
    Column("Sandi", lambda row: "dengan sandi" if row.encrypted else "tanpa sandi", width=105),
    Column("Berkas", lambda row: row.path.name, width=290),
)
