"""Pajak: the rates by kind and the day they hold from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox

from ikm_desktop import words
from ikm_desktop.amounts import Unit, read_rupiah
from ikm_desktop.office.acts import Done
from ikm_desktop.office.tax import KINDS, NEW_BOOK, TaxRule, set_tax_rule, tax_rules
from ui.common.fields import DateField
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.settings.table_part import TablePart

_PER_CENT = Unit("%", 100, "0,01 %", 0)
_RATE, _FREE = "Tarif", "Bebas sampai dengan"

_COLUMNS: tuple[Column[TaxRule], ...] = (
    Column("Jenis", lambda row: KINDS[row.kind], width=150),
    Column("Nama", lambda row: row.name, width=150),
    Column(
        "Berlaku dari", lambda row: words.short_date(row.valid_from), lambda row: row.valid_from, width=110
    ),
    Column("Tarif", lambda row: _shown(row.rate), lambda row: row.rate, number=True, width=80),
    Column(
        "Bebas s.d.",
        lambda row: words.rupiah(row.free_up_to) if row.free_up_to else "–",
        lambda row: row.free_up_to,
        number=True,
        width=120,
    ),
    Column("Dasar", lambda row: row.source, width=260),
)


class TaxPart(TablePart):
    """The table of rules and the form of one; a rule of the same kind and day is replaced."""

    title = "Pajak"
    words = "pph ppn tarif npwp"
    has_defaults = True
    about = (
        "Tarif baru berlaku sejak tanggalnya; pembayaran yang sudah dicatat tidak berubah. "
        "Jenis dan tanggal yang sama menggantikan barisnya."
    )

    rows_name = "Daftar tarif pajak"

    def columns(self) -> Sequence[Column[TaxRule]]:
        """Return kind, name, day, rate, limit and source."""
        return _COLUMNS

    def make_form(self) -> None:
        """Ask for all that a rule says."""
        self.kind = CalmCombo("")
        for code, name in KINDS.items():
            self.kind.addItem(name, code)
        self.form.add("&Jenis pajak", "Jenis pajak", self.kind)
        self.name = self.form.line("&Nama pajak", "Nama pajak")
        self.first = DateField("Berlaku dari", self.office.clock.now().date())
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.rate = self.form.line("&Tarif (%)", _RATE)
        self.free = self.form.line("Beba&s sampai dengan (Rp)", _FREE)
        self.doubled = QCheckBox("Dua kali lipat tanpa NPWP")
        self.form.add("", "Dua kali lipat tanpa NPWP", self.doubled)
        self.letter = QCheckBox("Hanya dengan nomor Surat Keterangan")
        self.form.add("", "Hanya dengan nomor Surat Keterangan", self.letter)
        self.source = self.form.line("&Dasar aturan", "Dasar aturan")
        self.column.addWidget(self.form)

    def rows(self, connection: Any) -> Sequence[TaxRule]:  # noqa: ANN401 - the room's own
        """Read the rules."""
        return tax_rules(connection)

    def show_row(self, row: TaxRule) -> None:
        """Fill the form with a rule."""
        self.kind.setCurrentIndex(self.kind.findData(row.kind))
        self.name.setText(row.name)
        self.first.set_day(row.valid_from)
        self.rate.setText(_shown(row.rate))
        self.free.setText(words.number(row.free_up_to))
        self.doubled.setChecked(row.doubled_without_npwp)
        self.letter.setChecked(row.needs_letter)
        self.source.setText(row.source)

    def defaults(self) -> None:
        """Fill the form with the rule a new book has for the kind chosen."""
        rule = next((one for one in NEW_BOOK if one["kind"] == self.kind.currentData()), None)
        if rule is not None:
            self.form.clear_problems()
            self.name.setText(str(rule["name"]))
            self.first.set_day(rule["valid_from"])
            self.rate.setText(_shown(int(rule["rate"])))
            self.free.setText(words.number(int(rule.get("free_up_to", 0))))
            self.doubled.setChecked(bool(rule.get("doubled_without_npwp")))
            self.letter.setChecked(bool(rule.get("needs_letter")))
            self.source.setText(str(rule.get("source", "")))

    def save(self) -> Done | None:
        """Set the rule in one act."""
        return self.keep(self._act, f"Tarif {self.name.text().strip()} disimpan.")

    def _act(self) -> Done:
        rate = self.required(_RATE, self.rate, _PER_CENT.read)
        free = self.typed_or_zero(_FREE, self.free, read_rupiah)
        return set_tax_rule(
            self.office,
            kind=self.kind.currentData(),
            name=self.name.text(),
            valid_from=self.required_day(self.first),
            rate=rate,
            free_up_to=free,
            doubled_without_npwp=self.doubled.isChecked(),
            needs_letter=self.letter.isChecked(),
            source=self.source.text(),
        )


def _shown(rate: int) -> str:
    return _PER_CENT.ref(0, "").show(rate)
