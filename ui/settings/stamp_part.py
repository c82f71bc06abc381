"""Meterai: from a day on, papers above an amount carry a stamp."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.office.acts import Done
from ikm_desktop.office.stamp_duty import NEW_BOOK, StampDuty, set_stamp_duty, stamp_duties
from ui.common.fields import DateField
from ui.common.listing import Column
from ui.settings.table_part import TablePart

_STEPS = 3

_COLUMNS: tuple[Column[StampDuty], ...] = (
    Column(
        "Berlaku dari", lambda row: words.short_date(row.valid_from), lambda row: row.valid_from, width=110
    ),
    Column("Di atas", lambda row: words.rupiah(row.above), lambda row: row.above, number=True, width=130),
    Column("Meterai", lambda row: words.rupiah(row.amount), lambda row: row.amount, number=True, width=110),
    Column("Dasar", lambda row: row.source, width=260),
)


class StampPart(TablePart):
    """The table of rates and the form of one day; the rates of that very day are replaced as a whole."""

    title = "Meterai"
    words = "materai"
    has_defaults = True
    about = (
        "Untuk surat uang menurut tanggal surat. Tarif tingkat tertinggi yang terlampaui yang dipakai; "
        "tanggal yang sama menggantikan semua tingkatnya."
    )

    rows_name = "Daftar tarif meterai"
    order = Qt.SortOrder.DescendingOrder

    def columns(self) -> Sequence[Column[StampDuty]]:
        """Return day, limit, stamp and source."""
        return _COLUMNS

    def make_form(self) -> None:
        """Ask for the day and its steps."""
        self.first = DateField("Berlaku dari", self.office.clock.now().date())
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.steps: list[tuple[QLineEdit, QLineEdit]] = []
        for no in range(1, _STEPS + 1):
            above = self.form.line(f"Di atas &{no} (Rp)", f"Di atas {no}")
            self.steps.append((above, self.form.line(f"Meterai {no} (Rp)", f"Meterai {no}")))
        self.source = self.form.line("&Dasar aturan", "Dasar aturan")
        self.column.addWidget(self.form)

    def rows(self, connection: Any) -> Sequence[StampDuty]:  # noqa: ANN401 - the room's own
        """Read the rates."""
        return stamp_duties(connection)

    def show_row(self, row: StampDuty) -> None:
        """Fill the form with all rates of a row's day."""
        self._fill([one for one in self.table.rows_model.rows if one.valid_from == row.valid_from])

    def _fill(self, rates: Sequence[StampDuty]) -> None:
        """Fill the form with the rates of one day."""
        of_day = sorted(rates, key=lambda one: one.above)
        self.first.set_day(of_day[0].valid_from)
        self.source.setText(of_day[0].source)
        for at, (above, amount) in enumerate(self.steps):
            there = of_day[at] if at < len(of_day) else None
            above.setText(words.number(there.above) if there else "")
            amount.setText(words.number(there.amount) if there else "")

    def defaults(self) -> None:
        """Fill the form with the rates a new book has from the day typed, or from the last one before it."""
        day = self.first.day() or self.office.clock.now().date()
        known = [one.valid_from for one in NEW_BOOK if one.valid_from <= day]
        if known:
            self.form.clear_problems()
            self._fill([one for one in NEW_BOOK if one.valid_from == max(known)])

    def save(self) -> Done | None:
        """Set the rates of the day in one act."""
        return self.keep(self._act, "Tarif meterai disimpan.")

    def _act(self) -> Done:
        steps = []
        for above, amount in self.steps:
            if above.text().strip() or amount.text().strip():
                limit = self.required(above.accessibleName(), above, read_rupiah)
                steps.append((limit, self.required(amount.accessibleName(), amount, read_rupiah)))
        return set_stamp_duty(
            self.office, valid_from=self.required_day(self.first), steps=steps, source=self.source.text()
        )
