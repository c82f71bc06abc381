"""Meterai: from a day on, papers above an amount carry a stamp."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.stamp_duty import NEW_BOOK, StampDuty, set_stamp_duty, stamp_duties
from ui.common.fields import DateField
from ui.common.listing import Column
from ui.common.table import RowsTable
from ui.settings.part import SettingsPart
from ui.theme.look import Look

_STEPS = 3

_COLUMNS: tuple[Column[StampDuty], ...] = (
    Column(
        "Berlaku dari", lambda row: words.short_date(row.valid_from), lambda row: row.valid_from, width=110
    ),
    Column("Di atas", lambda row: words.rupiah(row.above), lambda row: row.above, number=True, width=130),
    Column("Meterai", lambda row: words.rupiah(row.amount), lambda row: row.amount, number=True, width=110),
    Column("Dasar", lambda row: row.source, width=260),
)


class StampPart(SettingsPart):
    """The table of rates and the form of one day; the rates of that very day are replaced as a whole."""

    title = "Meterai"
    words = "materai"
    has_defaults = True
    about = (
        "Untuk surat uang menurut tanggal surat. Tarif tingkat tertinggi yang terlampaui yang dipakai; "
        "tanggal yang sama menggantikan semua tingkatnya."
    )

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self.table = RowsTable(_COLUMNS, look)
        self.table.setAccessibleName("Daftar tarif meterai")
        self.table.setMinimumHeight(140)
        self.place(self.table)
        self.first = DateField("Berlaku dari", office.clock.now().date())
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.steps: list[tuple[QLineEdit, QLineEdit]] = []
        for no in range(1, _STEPS + 1):
            above = self.form.line(f"Di atas &{no} (Rp)", f"Di atas {no}")
            self.steps.append((above, self.form.line(f"Meterai {no} (Rp)", f"Meterai {no}")))
        self.source = self.form.line("&Dasar aturan", "Dasar aturan")
        self.column.addWidget(self.form)
        self.column.addStretch()
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._read()
        self.table.selectRow(0)

    def _read(self) -> None:
        with self.office.reading() as connection:
            self.table.rows_model.set_rows(stamp_duties(connection))

    def _row_chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self.form.clear_problems()
            self._show([one for one in self.table.rows_model.rows if one.valid_from == row.valid_from])

    def _show(self, rates: Sequence[StampDuty]) -> None:
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
            self._show([one for one in NEW_BOOK if one.valid_from == max(known)])

    def save(self) -> Done | None:
        """Set the rates of the day in one act."""
        done = self.perform(self._act, "Tarif meterai disimpan.")
        if done is not None:
            self._read()
        return done

    def _act(self) -> Done:
        steps = []
        for above, amount in self.steps:
            if above.text().strip() or amount.text().strip():
                limit = self.required(above.accessibleName(), above, read_rupiah)
                steps.append((limit, self.required(amount.accessibleName(), amount, read_rupiah)))
        return set_stamp_duty(
            self.office, valid_from=self.required_day(self.first), steps=steps, source=self.source.text()
        )
