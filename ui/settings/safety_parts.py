"""Cadangan and Keamanan: what keeps the book, who is at work, where to look when something is wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from ikm_desktop.errors import FieldMissing
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import set_clerk
from ikm_desktop.reports.backups import folder_of, kept_backups
from ui.common.labels import button, label
from ui.common.tab import TabContext
from ui.settings.backup_page import age_text
from ui.settings.part import SettingsPart
from ui.theme.look import Look


def _runs(key: str, context: TabContext) -> object:
    return context.run(key)


class BackupsPart(SettingsPart):
    """How the book is backed up, and the pages to do it."""

    title = "Cadangan"
    about = (
        "Setiap kali program ditutup, buku yang berubah dicadangkan ke folder data: satu berkas untuk setiap "
        "hari dalam minggu, masing-masing dibaca ulang. Simpan juga satu di luar komputer ini."
    )

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        kept = kept_backups(office)
        newest = f", terbaru {kept[0].path.name}" if kept else ""
        for name, text in (
            ("Terakhir", age_text(office)),
            ("Folder", str(folder_of(office))),
            ("Tersimpan di sana", f"{len(kept)} cadangan{newest}"),
        ):
            shown = label(text)
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.form.add(name, name, shown)
        self.make_button = button("Cadangkan…", look, icon_name="save")
        self.make_button.clicked.connect(lambda: self.opens.emit(partial(_runs, "cadangkan")))
        self.back_button = button("Pulihkan…", look, icon_name="history")
        self.back_button.clicked.connect(lambda: self.opens.emit(partial(_runs, "pulihkan")))
        self.form.add("", "Cadangkan", self.make_button)
        self.form.add("", "Pulihkan", self.back_button)
        self.column.addWidget(self.form)
        self.column.addStretch()

    def save(self) -> Done | None:
        """Nothing stands here that is saved."""
        self.saved.emit("Tidak ada yang perlu disimpan di halaman ini.")
        return None


class SafetyPart(SettingsPart):
    """Who is at work; what protects what is personal."""

    title = "Keamanan"
    words = "petugas nama sandi"
    about = (
        "Nama petugas tertulis pada setiap tindakan. NIK dan rekening disamarkan; melihatnya tercatat di log "
        "dan tertutup lagi sesudah 30 detik. Cadangan yang dibawa keluar sebaiknya bersandi."
    )

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self.name = self.form.line("&Nama petugas", "Nama petugas")
        self.name.setText(office.actor)
        self.log_button = button("Log audit", look, icon_name="history")
        self.log_button.clicked.connect(lambda: self.opens.emit(partial(_runs, "log-audit")))
        self.form.add("", "Log audit", self.log_button)
        self.column.addWidget(self.form)
        self.column.addStretch()

    def save(self) -> Done | None:
        """Let another clerk be at work from now on."""
        name = self.name.text().strip()
        return self.perform(lambda: self._act(name), f"{name} kini tercatat sebagai petugas.")

    def _act(self, name: str) -> Done:
        if not name:
            raise FieldMissing(field="Nama petugas")
        return set_clerk(self.office, name)
