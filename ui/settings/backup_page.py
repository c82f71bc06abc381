"""The page Cadangan: where to, a password or none, what is being done, and what lies in the data folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit

from ikm_desktop import words
from ikm_desktop.errors import Fault, FieldInvalid, FileNotWritten, Refusal
from ikm_desktop.errors.stopping import step
from ikm_desktop.office.book import Office
from ikm_desktop.reports.backups import (
    age_in_days,
    back_up,
    delete_backup,
    folder_of,
    kept_backups,
    last_backup,
    oldest_in,
)
from ui.common.entry import EntryPage
from ui.common.labels import button, card, label
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.common.work import aside
from ui.settings.backup_columns import BACKUP_COLUMNS

_OPEN = (
    "Tanpa sandi: siapa pun yang memegang berkas ini dapat membacanya. Dengan sandi: tanpa sandi itu "
    "cadangan tidak dapat dibuka lagi oleh siapa pun."
)
_WIDEST = 900


class BackupPage(EntryPage):
    """Makes backups. made: one was made and checked."""

    made = Signal()

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Kembali", "Cadangan")
        self.state = label(age_text(context.office), "strong")
        self.target = _line("Simpan di folder")
        self.target.setText(str(folder_of(context.office)))
        self.browse = button("Pilih folder…", context.look, icon_name="folder-open")
        self.browse.clicked.connect(self._choose_folder)
        self.password, self.again = _line("Sandi cadangan"), _line("Ulangi sandi")
        for field in (self.password, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.table = RowsTable(BACKUP_COLUMNS, context.look, self)
        self.table.setAccessibleName("Cadangan di folder data")
        self.table.setMinimumHeight(150)
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.message.way_chosen.connect(self._go)
        self._lay_out()
        self.setFocusProxy(self.target)
        self._read()

    def _lay_out(self) -> None:
        made, column = card("Cadangkan sekarang")
        made.setMaximumWidth(_WIDEST)
        where = QHBoxLayout()
        where.addWidget(self.target, 1)
        where.addWidget(self.browse)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("Keadaan", self.state)
        name = label("Simpan di &folder")
        name.setBuddy(self.target)
        form.addRow(name, where)
        form.addRow("&Sandi (boleh kosong)", self.password)
        form.addRow("&Ulangi sandi", self.again)
        column.addLayout(form)
        about = label(_OPEN, "muted")
        about.setWordWrap(True)
        column.addWidget(about)
        self.body.addWidget(made)
        there, below = card("Cadangan di folder data")
        below.addWidget(self.table)
        self.body.addWidget(there, 1)
        self.hints.setText("Simpan juga satu cadangan di luar komputer ini: flashdisk atau komputer lain.")
        self.go_button = self.add_button(
            "&Cadangkan", self.start, key="Ctrl+S", icon_name="save", role="primary"
        )

    def _read(self) -> None:
        self.state.setText(age_text(self.context.office))
        self.table.rows_model.set_rows(kept_backups(self.context.office))

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Pilih folder", self.target.text())
        if found:
            self.target.setText(found)

    def copy_elsewhere(self) -> None:
        """Ask for a folder on another disk; the copy is made on the next Enter."""
        self._choose_folder()
        self.go_button.setFocus()

    def start(self) -> None:
        """Start the backup, while the window is covered; it can be stopped."""
        if self.password.text() != self.again.text():
            why = "tidak sama dengan sandi di atasnya"
            self.message.refuse(FieldInvalid(field="Ulangi sandi", value="isian", why=why))
            self.again.setFocus()
            return
        target = Path(self.target.text().strip())
        if not target.is_dir() and target != folder_of(self.context.office):
            self.message.refuse(FileNotWritten(path=str(target), why="foldernya tidak ada"))
            self.target.setFocus()
            return
        self.message.clear()
        work = partial(
            back_up, self.context.office, target=target, password=self.password.text(), progress=step
        )
        aside(work, done=self._done, refused=self._refused, title="Mencadangkan")

    def _done(self, report: object) -> None:
        self._read()
        self.password.clear()
        self.again.clear()
        path = getattr(report, "path", "")
        self.context.say(f"Cadangan dibuat dan diperiksa: {path}")
        self.made.emit()

    def _go(self, key: str) -> None:
        """Go where a way out leads: another place, or one old backup less and once more."""
        if key == "tempat-lain":
            self.message.clear()
            self._choose_folder()
        elif key == "hapus-terlama":
            self._delete_oldest()

    def _delete_oldest(self) -> None:
        oldest = oldest_in(Path(self.target.text().strip()))
        if oldest is None:
            self.message.complain(
                ["Di folder ini tinggal satu cadangan; itu tidak dihapus. Pilih tempat lain."]
            )
            return
        question = (
            f"Hapus cadangan terlama, {oldest.path.name} ({words.short_date(oldest.at.date())})? "
            "Sesudah itu pencadangan diulang."
        )
        if ConfirmDialog.ask(self, "Hapus cadangan terlama", question, "Hapus"):
            try:
                delete_backup(oldest)
            except Fault as fault:
                self.message.refuse(fault)
                return
            self._read()
            self.start()

    def _refused(self, refused: Refusal | Fault) -> None:
        self._read()
        self.message.refuse(refused)
        self.target.setFocus()


def age_text(office: Office) -> str:
    """Return how old the last backup is, in words."""
    last = last_backup(office)
    age = age_in_days(office, office.clock.now().date())
    if last is None or age is None:
        return "belum ada"
    if age == 0:
        return f"hari ini {last.at:%H.%M}" if last.at.date() == office.clock.now().date() else "lengkap"
    return f"{words.number(age)} hari lalu"


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made
