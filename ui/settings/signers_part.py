"""Penandatangan: who signs as what, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ikm_desktop import words
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.office.acts import Done
from ikm_desktop.office.signatories import (
    PREFIXES,
    ROLES,
    Signatory,
    add_signatory,
    change_signatory,
    signatories,
)
from ui.common.fields import DateField, read_day
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.settings.table_part import TablePart

_THROUGH = "Berlaku sampai"

_COLUMNS: tuple[Column[Signatory], ...] = (
    Column("Sebagai", lambda row: ROLES[row.role], width=180),
    Column("Nama", lambda row: row.name, width=200),
    Column("Jabatan pada surat", lambda row: " ".join(row.title_lines), width=260),
    Column("Dari", lambda row: words.short_date(row.valid_from), lambda row: row.valid_from, width=92),
    Column(
        "Sampai",
        lambda row: words.short_date(row.valid_through) if row.valid_through else "seterusnya",
        lambda row: row.valid_through,
        width=100,
    ),
)


class SignersPart(TablePart):
    """The table of signatories and the form of the one chosen, or of a new one."""

    title = "Penandatangan"
    words = "pejabat kepala plt plh tanda tangan"
    about = (
        "Pilih baris untuk mengubahnya, atau tambah yang baru. Siapa yang menandatangani dulu tetap tercatat."
    )

    rows_name = "Daftar penandatangan"
    new = "Penandatangan baru"
    order = None

    def columns(self) -> Sequence[Column[Signatory]]:
        """Return role, name, title and days."""
        return _COLUMNS

    def make_form(self) -> None:
        """Ask for all that a signatory is."""
        today = self.office.clock.now().date()
        self.role, self.prefix = CalmCombo(""), CalmCombo("")
        for code, name in ROLES.items():
            self.role.addItem(name, code)
        for prefix in PREFIXES:
            self.prefix.addItem(prefix or "(tanpa)", prefix)
        self.first = DateField("Berlaku dari", today)
        self.form.add("&Sebagai", "Jabatan penanda tangan", self.role)
        self.name = self.form.line("&Nama", "Nama penanda tangan")
        self.form.add("Sebutan di &depan", "Sebutan di depan jabatan", self.prefix)
        self.title_text = QPlainTextEdit()
        self.title_text.setTabChangesFocus(True)
        self.title_text.setFixedHeight(self.title_text.fontMetrics().height() * 3 + 12)
        self.form.add("&Jabatan pada surat", "Jabatan pada surat", self.title_text)
        self.rank = self.form.line("&Pangkat", "Pangkat")
        self.nip = self.form.line("N&IP", "NIP")
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.through: QLineEdit = self.form.line("Berlaku sa&mpai", _THROUGH)
        self.through.setPlaceholderText("kosong = seterusnya")
        self.column.addWidget(self.form)

    def rows(self, connection: Any) -> Sequence[Signatory]:  # noqa: ANN401 - the room's own
        """Read the signatories."""
        return signatories(connection)

    def show_row(self, row: Signatory | None) -> None:
        """Fill the form with a row, or empty it; the role of a row stays what it is."""
        self.role.setEnabled(row is None)
        if row is not None:
            self.role.setCurrentIndex(self.role.findData(row.role))
        self.prefix.setCurrentIndex(self.prefix.findData(row.prefix if row else ""))
        self.name.setText(row.name if row else "")
        self.title_text.setPlainText(row.title if row else "")
        self.rank.setText(row.rank if row else "")
        self.nip.setText(row.nip if row else "")
        self.first.set_day(row.valid_from if row else self.office.clock.now().date())
        through = row.valid_through if row else None
        self.through.setText(words.short_date(through) if through else "")

    def save(self) -> Done | None:
        """Add or change the signatory of the form in one act."""
        try:
            through = self._through()
        except FieldRefusal as refused:
            self.complained.emit(self.form.refuse(refused))
            return None
        if (wrong := self.first.problem()) is not None:
            self.complained.emit(self.form.refuse(wrong))
            return None
        first = self.first.day() or self.office.clock.now().date()
        return self.keep(lambda: self._act(first, through), f"{self.name.text().strip()} disimpan.")

    def _act(self, first: date, through: date | None) -> Done:
        act = (
            partial(add_signatory, role=self.role.currentData())
            if self._chosen is None
            else partial(change_signatory, signatory=self._chosen.id)
        )
        return act(
            self.office,
            name=self.name.text(),
            title=self.title_text.toPlainText(),
            valid_from=first,
            prefix=self.prefix.currentData(),
            rank=self.rank.text(),
            nip=self.nip.text(),
            valid_through=through,
        )

    def _through(self) -> date | None:
        text = self.through.text().strip()
        return read_day(text, _THROUGH, self.office.clock.now().date()) if text else None
