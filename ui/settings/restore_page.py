"""Pulihkan: the backups of the folder, each compared with the book, and the exchange with its warning.

Works without an open book too, for the day on which the book cannot be opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.errors.faults import AGAIN, OTHER_BACKUP, TO_DISK
from ikm_desktop.errors.stopping import step
from ikm_desktop.reports.restoring import Comparison, Difference, backups_of, compare, put_back
from ui.common.disks import show_disk
from ui.common.labels import button, card, label
from ui.common.listing import Column
from ui.common.messages import MessageBar
from ui.common.reason import ConfirmDialog
from ui.common.table import RowsTable
from ui.common.work import aside
from ui.settings.backup_columns import BACKUP_COLUMNS
from ui.theme.look import Look


def _figure(value: int | None) -> str:
    return "?" if value is None else words.number(value)


_DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("Isi", lambda row: row.name, lambda _row: 0, width=145),
    Column("Di buku", lambda row: _figure(row.book), lambda _row: 0, number=True, width=60),
    Column("Cadangan", lambda row: _figure(row.backup), lambda _row: 0, number=True, width=60),
    Column(
        "Hilang",
        lambda row: words.number(row.lost) if row.lost else "–",
        lambda _row: 0,
        number=True,
        width=60,
    ),
)


class RestorePage(QWidget):
    """The page.

    let_go: closes the book before the exchange; closed: back, the book is still open; compared: the chosen
    backup was; reopen: the book was let go, so the folder's book is to be opened anew.
    """

    closed = Signal()
    compared = Signal()
    reopen = Signal()

    def __init__(self, folder: Path, look: Look, let_go: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("frame")
        self._folder, self._look, self._let_go = folder, look, let_go
        self._password = ""
        self._has_let_go = False
        self._is_going = False
        self.comparison: Comparison | None = None
        self.message = MessageBar(self)
        self.message.way_chosen.connect(self._take_way)
        self.table = RowsTable(BACKUP_COLUMNS, look, self)
        self.table.setAccessibleName("Cadangan di folder data")
        self.table.setSelectionMode(RowsTable.SelectionMode.SingleSelection)
        self.differences = RowsTable(_DIFFERENCES, look, self)
        self.differences.setAccessibleName("Perbandingan")
        self.differences.setSortingEnabled(False)
        self.facts = label("Pilih satu cadangan: isinya dibandingkan dengan buku sekarang.", "muted")
        self.facts.setWordWrap(True)
        self.doing = label("", "muted")
        self.file_button = button("Berkas &lain…", look, icon_name="folder-open")
        self.file_button.clicked.connect(self._choose_file)
        self.go_button = button("&Pulihkan…", look, icon_name="history", role="primary")
        self.go_button.clicked.connect(self.ask)
        self._lay_out()
        self.table.rows_model.set_rows(backups_of(folder))
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self._path: Path | None = None
        self._encrypted = False
        self.table.selectRow(0)
        self.setFocusProxy(self.table)
        if not self.table.rows_model.rows:
            self.facts.setText(
                "Belum ada cadangan di folder data: pilih berkas lain, misalnya dari flashdisk. Cadangan "
                "dibuat dengan Berkas > Cadangkan."
            )
            self.setFocusProxy(self.file_button)

    def _lay_out(self) -> None:
        back = button("‹ Kembali", self._look, role="link")
        back.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(label("Pulihkan dari cadangan", "title"))
        head.addStretch()
        left, there = card("Cadangan di folder data")
        there.addWidget(self.table, 1)
        there.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeft)
        right, beside = card("Dibandingkan dengan buku sekarang")
        beside.addWidget(self.facts)
        beside.addWidget(self.differences, 1)
        row = QHBoxLayout()
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        foot = QHBoxLayout()
        hint = label("Buku sekarang tidak dihapus: disimpan dalam folder cadangan.", "muted")
        hint.setWordWrap(True)
        foot.addWidget(hint, 1)
        for made in (self.doing, self.go_button):
            foot.addWidget(made)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 6, 14, 8)
        page.setSpacing(6)
        page.addLayout(head)
        page.addWidget(self.message)
        page.addLayout(row, 1)
        page.addLayout(foot)

    def leave(self) -> None:
        """Go back: to the open book, or to opening it anew where it was let go."""
        if not self._is_going:
            (self.reopen if self._has_let_go else self.closed).emit()

    # --- choosing ---------------------------------------------------------------------------------------

    def _chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self.take(row.path, encrypted=row.encrypted)

    def _choose_file(self) -> None:
        found, _ = QFileDialog.getOpenFileName(
            self, "Pilih cadangan", str(self._folder), "Cadangan IKM (*.ikm *.age *.zip)"
        )
        if found:
            self.table.clearSelection()
            self.take(Path(found), encrypted=Path(found).suffix == ".age")

    def take(self, path: Path, *, encrypted: bool) -> None:
        """Compare a backup with the book, aside; one with a password is asked for it only when restored."""
        self._path, self._encrypted, self.comparison = path, encrypted, None
        self.message.clear()
        self.differences.rows_model.set_rows([])
        if encrypted and not self._password:
            self.facts.setText(f"{path.name} bersandi: sandinya ditanyakan sebelum dibandingkan.")
            return
        self.facts.setText(f"{path.name}: membaca…")
        aside(
            partial(compare, self._folder, path, self._password),
            done=self._show,
            refused=self._refused_reading,
        )

    def _show(self, comparison: Comparison) -> None:
        if self._path is None:
            return
        self.comparison = comparison
        self.differences.rows_model.set_rows(comparison.differences)
        parts = [f"{self._path.name}."]
        if comparison.backup_at is not None:
            at = comparison.backup_at
            parts.append(
                f"Catatan terakhir di cadangan: {words.short_date(at.date())} {at:%H.%M} oleh "
                f"{comparison.backup_by}."
            )
        if comparison.book_at is not None:
            at = comparison.book_at
            parts.append(f"Di buku sekarang: {words.short_date(at.date())} {at:%H.%M}.")
        else:
            parts.append("Buku sekarang tidak terbaca.")
        if comparison.acts_lost:
            parts.append(f"{words.number(comparison.acts_lost)} tindakan sesudahnya akan hilang dari buku.")
        self.facts.setText(" ".join(parts))
        self.compared.emit()

    def _refused_reading(self, refused: Refusal | Fault) -> None:
        self.facts.setText("Cadangan ini tidak dapat dibandingkan.")
        self._password = ""
        self.message.refuse(refused)

    def _take_way(self, key: str) -> None:
        """Go where a way out of a fault leads; there may be no book here from which pages could be opened."""
        refused = self.message.refused
        if key == TO_DISK.key and isinstance(refused, Fault):
            show_disk(Path(refused.path))
            return
        self.message.clear()
        if key == OTHER_BACKUP.key:
            self._choose_file()
        elif key == AGAIN.key and self._has_let_go:
            self.go()
        elif key == AGAIN.key and self._path is not None:
            self.take(self._path, encrypted=self._encrypted)

    # --- the exchange -------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask the password where there is one, compare, then ask whether to go back, and do it."""
        if self._path is None or self._is_going:
            self.message.complain(["Pilih satu cadangan dahulu."])
            return
        if self._encrypted and not self._password:
            text, agreed = QInputDialog.getText(
                self, "Sandi cadangan", "Sandi cadangan ini", QLineEdit.EchoMode.Password
            )
            if agreed and text:
                self._password = text
                self.take(self._path, encrypted=True)
            return
        if self.comparison is None:
            self.message.complain(["Tunggu sampai cadangan selesai dibandingkan."])
            return
        lost = self.comparison.acts_lost
        question = f"Ganti buku sekarang dengan {self._path.name}? " + (
            f"{words.number(lost)} tindakan yang dicatat sesudah cadangan itu tidak ada lagi di buku. "
            if lost
            else ""
        )
        question += "Buku sekarang tetap disimpan dalam folder cadangan."
        if ConfirmDialog.ask(self, "Pulihkan", question, "Pulihkan"):
            self.go()

    def go(self) -> None:
        """Let go of the book and exchange it, aside."""
        if self._path is None:
            return
        self._show_work(going=True)
        self._has_let_go = True
        self._let_go()
        work = partial(put_back, self._folder, self._path, password=self._password, progress=step)
        aside(work, done=self._done, refused=self._refused, title="Memulihkan cadangan")

    def _show_work(self, *, going: bool) -> None:
        self._is_going = going
        self.doing.setText("Memulihkan…" if going else "")
        for made in (self.go_button, self.file_button):
            made.setEnabled(not going)
        self.table.setEnabled(not going)

    def _done(self, _report: object) -> None:
        self._show_work(going=False)
        self.reopen.emit()

    def _refused(self, refused: Refusal | Fault) -> None:
        self._show_work(going=False)
        self.message.refuse(refused)
