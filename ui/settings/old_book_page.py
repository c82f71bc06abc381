"""Saldo awal dari buku lama: a workbook is checked first, then entered in one act, and can be taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.reports.old_book.entering import Brought, enter_old_book, old_books, try_old_book
from ikm_desktop.reports.old_book.refusals import OldBookHeld
from ikm_desktop.reports.old_book.sheets import OldBook, RowFinding, read_old_book
from ikm_desktop.reports.old_book.taking_back import take_back_old_book
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import button, card, label
from ui.common.listing import Column
from ui.common.reason import ConfirmDialog
from ui.common.saving import save_bytes
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.common.work import aside

_TITLE = "Saldo awal dari buku lama"
_FILES = "Buku kerja (*.xlsx *.xlsm *.ods *.xls)"
_ABOUT = (
    "Untuk kantor yang mulai di tengah tahun: isi templatnya dengan nomor yang sudah dipakai, barang peserta "
    "dan di gudang, produk yang sudah dibeli (lunas atau belum), dan yang sudah disalurkan."
)
_FOUND: tuple[Column[RowFinding], ...] = (
    Column("Lembar", lambda row: row.sheet, width=150),
    Column("Sel", lambda row: row.cell or f"baris {row.row}", lambda row: (row.row, row.cell), width=80),
    Column("Kolom", lambda row: row.column or "–", width=120),
    Column("Yang perlu dibetulkan", lambda row: row.message, width=420, grows=True),
)
_LIES: tuple[Column[tuple[str, str, str]], ...] = (
    Column("Tempat", lambda row: row[0], width=240),
    Column("Barang", lambda row: row[1], width=240, grows=True),
    Column("Jumlah", lambda row: row[2], number=True, width=120),
)


class OldBookPage(EntryPage):
    """Template, file and day above; what was found, or what will lie where, below."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Kembali", _TITLE)
        today = context.office.clock.now().date()
        self.path: Path | None = None
        self.book: OldBook | None = None
        self.tried: Brought | None = None
        self.template = button("&Templat…", context.look, icon_name="file-text")
        self.template.clicked.connect(self.save_template)
        self.choose = button("Pilih &berkas…", context.look, icon_name="folder-open")
        self.choose.clicked.connect(self._ask)
        self.file_name = label("Belum ada berkas.", "muted")
        self.day = DateField("Saldo per tanggal", today, self)
        self.day.set_day(today)
        self.day.changed.connect(self._forget)
        self.state = label("", "strong")
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.findings = _table(_FOUND, "Yang perlu dibetulkan", context)
        self.balances = _table(_LIES, "Saldo sesudah dimasukkan", context)
        self.entered = label("", "muted")
        self.back_button = button("Tarik &kembali…", context.look, icon_name="undo-2")
        self.back_button.clicked.connect(self.take_back)
        self._entry: int | None = None
        self._lay_out()
        self.setFocusProxy(self.choose)
        self._read_entered()
        self._forget()

    def _lay_out(self) -> None:
        above, column = card()
        about = label(_ABOUT, "muted")
        about.setWordWrap(True)
        column.addWidget(about)
        row = QHBoxLayout()
        for widget in (self.template, self.choose, self.file_name):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(named("&Saldo per tanggal", self.day, self.day.line))
        column.addLayout(row)
        before = QHBoxLayout()
        before.addWidget(self.entered)
        before.addWidget(self.back_button)
        before.addStretch(1)
        column.addLayout(before)
        self.body.addWidget(above)
        below, column = card()
        column.addWidget(self.state)
        column.addWidget(self.findings, 1)
        column.addWidget(self.balances, 1)
        self.body.addWidget(below, 1)
        self.check_button = self.add_button("&Periksa", self.check, icon_name="clipboard-list")
        self.add_key("Ctrl+Return", self.check)
        self.hints.setText("Ctrl+Enter memeriksa · Ctrl+S memasukkan · Esc kembali")
        self.save_button = self.add_button(
            "&Masukkan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )

    # --- the file -----------------------------------------------------------------------------------

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Pilih buku lama", "", _FILES)
        if chosen:
            self.set_file(Path(chosen))

    def set_file(self, path: Path) -> None:
        """Take a file and check it."""
        self.path = path
        self.file_name.setText(path.name)
        self.check()

    def save_template(self) -> None:
        """Save the workbook to be filled in."""
        from ikm_desktop.reports.old_book.template import old_book_template

        self.last_done = self.save_template
        try:
            path = save_bytes(self, "Simpan templat", "Templat buku lama.xlsx", old_book_template)
        except Fault as fault:
            self.message.refuse(fault)
            return
        if path is not None:
            self.context.say(f"{path.name} disimpan; isi, lalu pilih di sini.")

    def _forget(self) -> None:
        """Take away what was found: it was of another file or day."""
        self.tried = None
        self._show("Pilih berkas yang sudah diisi; program memeriksanya dahulu, belum ada yang disimpan.")

    def _show(self, text: str, found: tuple[RowFinding, ...] = ()) -> None:
        self.state.setText(text)
        self.findings.rows_model.set_rows(found)
        self.findings.setVisible(bool(found))
        lies = () if self.tried is None else self.tried.balances
        self.balances.rows_model.set_rows(lies)
        self.balances.setVisible(bool(lies))
        self.save_button.setEnabled(self.tried is not None)

    # --- checking and entering ----------------------------------------------------------------------

    def check(self) -> None:
        """Read the file and try it on the book; nothing is saved."""
        self.message.clear()
        day, path, office = self.day.day(), self.path, self.context.office
        wrong = self.day.problem()
        if path is None or day is None or wrong is not None:
            self.message.complain(["Pilih berkasnya dan isi tanggal saldo."])
            return

        def work() -> tuple[OldBook, Brought]:
            book = read_old_book(path)
            return book, try_old_book(office, book, on=day)

        self._forget()
        aside(work, done=self._checked, refused=self._refused, title="Memeriksa buku lama")

    def _checked(self, found: tuple[OldBook, Brought]) -> None:
        self.book, self.tried = found
        brought = self.tried
        parts = [
            f"{brought.rows} baris baik",
            f"{brought.vouchers} catatan barang",
            f"{brought.papers} nomor surat",
            f"{len(brought.new_people)} peserta baru",
            f"{len(brought.new_institutions)} lembaga baru",
        ]
        if brought.owed:
            parts.append(f"{words.rupiah(brought.owed)} belum dibayar")
        self._show(f"{' · '.join(parts)}. Cocokkan saldo ini dengan buku lama, lalu Masukkan.")
        self.save_button.setFocus()

    def _refused(self, refused: Refusal | Fault) -> None:
        if isinstance(refused, OldBookHeld):
            count = len(refused.findings)
            self._show(
                f"{count} hal perlu dibetulkan di berkasnya; tidak ada yang disimpan.", refused.findings
            )
            return
        self.message.refuse(refused)

    def save(self) -> None:
        """Enter the checked book, in one act."""
        book, day = self.book, self.day.day()
        if self.tried is None or book is None or day is None:
            self.message.complain(["Periksa berkasnya dahulu."])
            return
        aside(
            partial(enter_old_book, self.context.office, book, on=day),
            done=self._saved,
            refused=self._refused,
            title="Memasukkan buku lama",
        )

    def _saved(self, done: Done) -> None:
        self._forget()
        self._show(
            "Buku lama sudah masuk. Yang salah dapat ditarik kembali selama belum ada yang memakainya."
        )
        self._read_entered()
        self.message.tell(done.notices)
        self.context.say("Buku lama dimasukkan.")

    # --- taking back --------------------------------------------------------------------------------

    def _read_entered(self) -> None:
        with self.context.office.reading() as connection:
            standing = [(entry, name) for entry, name, gone in old_books(connection) if not gone]
        self._entry = standing[0][0] if standing else None
        self.entered.setText(f"Sudah dimasukkan: {standing[0][1]}" if standing else "")
        self.entered.setVisible(bool(standing))
        self.back_button.setVisible(bool(standing))

    def take_back(self) -> None:
        """Reverse all of it after asking, while nothing depends on it."""
        entry = self._entry
        question = (
            "Tarik kembali buku lama ini? Semua saldo awal dan penyalurannya dibalik pada tanggalnya "
            "masing-masing. Peserta, lembaga dan nomor surat lama tetap ada."
        )
        if entry is None or not ConfirmDialog.ask(self, _TITLE, question, "Tarik kembali"):
            return
        aside(
            partial(take_back_old_book, self.context.office, entry=entry),
            done=self._taken_back,
            refused=self._refused,
            title="Menarik kembali buku lama",
        )

    def _taken_back(self, _done: Done) -> None:
        self._forget()
        self._read_entered()
        self.context.say(
            f"Buku lama ditarik kembali per {words.short_date(self.context.office.clock.now().date())}."
        )


def _table(columns: tuple[Column[Any], ...], name: str, context: TabContext) -> RowsTable:
    made = RowsTable(columns, context.look)
    made.setAccessibleName(name)
    made.setMinimumHeight(140)
    made.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    return made
