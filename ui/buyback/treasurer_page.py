"""Daftar bendahara: the bank's transfer file of a payment list, and the tax withheld in some days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit

from ikm_desktop import words
from ikm_desktop.buyback.treasurer import (
    Payable,
    TransferFile,
    forget_bank,
    known_bank,
    transferable,
    withheld,
)
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.settings import load, parts, save
from ikm_desktop.office.tax import KINDS
from ikm_desktop.reports.treasurer_files import save_tax_list, save_transfer_file
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import FlowLayout, named
from ui.common.labels import button, card, label
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.common.reason import ConfirmDialog
from ui.common.saving import ask_where
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.common.work import aside

PAGE = "daftar-bendahara"
_TITLE = "Daftar bendahara"
_USUAL = "Bank"

_COLUMNS: tuple[Column[Payable], ...] = (
    Column("Tanggal", lambda row: words.short_date(row.day), lambda row: (row.day, row.paper), width=96),
    Column("Surat", lambda row: row.word, width=130),
    Column("Nomor", lambda row: row.number or "–", width=250),
    Column("Untuk", lambda row: row.party, width=210, grows=True),
    Column("Orang", lambda row: str(row.people), lambda row: row.people, number=True, width=70),
    Column("Neto (Rp)", lambda row: words.number(row.net), lambda row: row.net, number=True, width=120),
)


class TreasurerPage(EntryPage):
    """The lists of payments with the bank's form above, the tax below."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Pembelian Kembali", _TITLE)
        today = context.office.clock.now().date()
        self.lists = RowsTable(_COLUMNS, context.look, self)
        self.lists.setAccessibleName("Yang dapat ditransfer")
        self.lists.setMinimumHeight(120)
        self.lists.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.bank = QComboBox()
        self.bank.setEditable(True)
        self.bank.setAccessibleName("Bank")
        self.bank.setMinimumContentsLength(14)
        self.columns = _line("Kolom berkas", 460)
        self.note = _line("Keterangan transfer", 260)
        self.csv = QCheckBox("sebagai CS&V")
        self.csv.setAccessibleName("Sebagai CSV")
        self.forget_button = button("&Hapus bank ini…", context.look)
        self.first = DateField("Pajak dari tanggal", today, self)
        self.last = DateField("Pajak sampai tanggal", today, self)
        self.first.set_day(today.replace(day=1))
        self.last.set_day(today)
        self.kind = CalmCombo("Jenis pajak")
        self.kind.setMinimumContentsLength(18)
        self.kind.addItem("semua jenis", "")
        for code, title in KINDS.items():
            if code != "none":
                self.kind.addItem(title, code)
        self.tax_sum = label("", "strong")
        self.tax_button = button("Simpan daftar &pajak…", context.look, icon_name="save")
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        above, column = card("Transfer bank")
        column.addWidget(self.lists, 1)
        form = FlowLayout()
        form.addWidget(named("&Bank", self.bank))
        form.addWidget(named("&Kolom", self.columns))
        form.addWidget(named("K&eterangan", self.note))
        form.addWidget(self.csv)
        form.addWidget(self.forget_button)
        column.addLayout(form)
        self.body.addWidget(above, 1)
        below, column = card("Pajak yang dipungut")
        row = FlowLayout()
        row.addWidget(named("&Dari", self.first, self.first.line))
        row.addWidget(named("&Sampai", self.last, self.last.line))
        row.addWidget(named("&Jenis", self.kind))
        column.addLayout(row)
        told = QHBoxLayout()
        told.addWidget(self.tax_sum, 1)
        told.addWidget(self.tax_button)
        column.addLayout(told)
        self.body.addWidget(below)
        self.hints.setText(
            "Kolom dipisah titik koma, boleh “JUDUL BANK = Jumlah (Rp)”; diingat untuk tiap bank"
        )
        self.transfer_button = self.add_button(
            "Simpan berkas &transfer…", self.save_transfer, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.setFocusProxy(self.lists)

    def _connect(self) -> None:
        self.tax_button.clicked.connect(self.save_tax)
        self.forget_button.clicked.connect(self.forget_bank)
        self.bank.currentTextChanged.connect(self._show_form)
        for changed in (self.first.changed, self.last.changed, self.kind.currentIndexChanged):
            changed.connect(self._show_tax)

    def _read(self) -> None:
        with self.context.office.reading() as connection:
            rows, banks = transferable(connection), parts(connection, TransferFile)
        self.lists.rows_model.set_rows(rows)
        if rows:
            self.lists.selectRow(0)
        self._offer(list(banks))
        self._show_tax()

    def _offer(self, banks: Sequence[str], chosen: str = "") -> None:
        """Offer the banks that are known, one of them chosen."""
        with QSignalBlocker(self.bank):
            self.bank.clear()
            self.bank.addItems(list(banks) or [_USUAL])
            self.bank.setCurrentText(chosen or self.bank.itemText(0))
        self._show_form()

    def _bank(self) -> str:
        with self.context.office.reading() as connection:
            return known_bank(connection, self.bank.currentText())

    def _show_form(self) -> None:
        """Show how the chosen bank wants its file."""
        bank = self._bank()
        with self.context.office.reading() as connection:
            form = load(connection, TransferFile, bank)
            self.forget_button.setEnabled(bank in parts(connection, TransferFile))
        self.columns.setText(form.as_typed)
        self.columns.setCursorPosition(0)
        self.note.setText(form.note)
        self.csv.setChecked(form.as_csv)

    def _days(self) -> tuple[date, date] | None:
        first, last = self.first.day(), self.last.day()
        return None if first is None or last is None else (first, last)

    def _show_tax(self) -> None:
        days = self._days()
        if days is None:
            self.tax_sum.setText("Isi kedua tanggalnya.")
            return
        with self.context.office.reading() as connection:
            rows = withheld(connection, first=days[0], last=days[1], kind=str(self.kind.currentData()))
        total = words.rupiah(sum(row.tax for row in rows))
        self.tax_sum.setText(
            f"{len(rows)} pembayaran, pajak {total}" if rows else "Tidak ada pajak pada masa itu."
        )
        self.tax_button.setEnabled(bool(rows))

    # --- acts ---------------------------------------------------------------------------------------

    def save_transfer(self) -> None:
        """Keep the bank's form, ask before accounts leave, and write the file aside."""
        self.message.clear()
        chosen = self.lists.chosen()
        bank, office = self._bank(), self.context.office
        if not chosen or not bank:
            self.message.complain(["Pilih satu daftar pembayaran dan isi nama banknya."])
            return
        listed: Payable = chosen[0]
        if not self._keep_form(bank):
            return
        question = (
            f"Berkas untuk {bank} memuat rekening {listed.people} orang, jumlah {words.rupiah(listed.net)}. "
            "Rekening adalah data pribadi (UU 27/2022): serahkan hanya kepada bank. Ekspor ini dicatat."
        )
        if not ConfirmDialog.ask(self, _TITLE, question, "Simpan berkas transfer"):
            return
        suffix = "csv" if self.csv.isChecked() else "xlsx"
        path = ask_where(self, "Simpan berkas transfer", f"Transfer {bank} {listed.day.isoformat()}.{suffix}")
        if path is not None:
            work = partial(save_transfer_file, office, path, paper=listed.paper, bank=bank)
            aside(work, done=partial(self._saved, path), refused=self._refused)

    def _keep_form(self, bank: str) -> bool:
        """Save how the bank wants its file, where that was changed; tell what is wrong with it."""
        with self.context.office.reading() as connection:
            before = load(connection, TransferFile, bank)
        form = before.with_typed(self.columns.text()).with_(
            as_csv=self.csv.isChecked(), note=self.note.text().strip()
        )
        if form.as_typed == before.as_typed and (form.as_csv, form.note) == (before.as_csv, before.note):
            return True
        try:
            save(self.context.office, form, bank)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            self.columns.setFocus()
            return False
        with self.context.office.reading() as connection:
            banks = parts(connection, TransferFile)
        self._offer(banks, bank)
        return True

    def forget_bank(self) -> None:
        """Forget how the chosen bank wants its file, after asking."""
        self.message.clear()
        bank = self._bank()
        question = (
            f"Hapus bentuk berkas {bank}? Kolom, judul, dan keterangannya dilupakan; berkas yang sudah "
            "disimpan dan pembayaran tidak berubah."
        )
        if not ConfirmDialog.ask(self, _TITLE, question, "Hapus bank"):
            return
        try:
            forget_bank(self.context.office, bank)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        with self.context.office.reading() as connection:
            banks = parts(connection, TransferFile)
        self._offer(banks)
        self.bank.setFocus()
        self.context.say(f"{bank} dihapus dari daftar bank.")

    def save_tax(self) -> None:
        """Ask before NIK and NPWP leave, and write the list of tax aside."""
        self.message.clear()
        days, office = self._days(), self.context.office
        if days is None:
            return
        question = "Daftar pajak memuat NIK dan NPWP penerima (UU 27/2022). Ekspor ini dicatat di log."
        if not ConfirmDialog.ask(self, _TITLE, question, "Simpan daftar pajak"):
            return
        kind = f" {self.kind.currentText()}" if self.kind.currentData() else ""
        path = ask_where(self, "Simpan daftar pajak", f"Pajak{kind} {days[0]:%Y-%m}.xlsx")
        if path is not None:
            code = str(self.kind.currentData())
            work = partial(save_tax_list, office, path, first=days[0], last=days[1], kind=code)
            aside(work, done=partial(self._saved, path), refused=self._refused)

    def _saved(self, path: Path, total: int) -> None:
        self.context.say(f"{path.name} disimpan, jumlah {words.rupiah(total)}.")

    def _refused(self, refused: Refusal | Fault) -> None:
        self.message.refuse(refused)


def _line(name: str, width: int) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMinimumWidth(width)
    return made
