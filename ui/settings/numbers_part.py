"""Nomor surat: the series, each with its pattern, the next number and how a blank prints."""

from __future__ import annotations

from datetime import date

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.numbers import allot
from ikm_desktop.papers.patterns import Pattern, wrong_with
from ikm_desktop.papers.series import NEW_BOOK, Series, all_series, save_series
from ui.common.labels import button, label
from ui.common.listing import Column
from ui.common.table import RowsTable
from ui.settings.examples import pattern_of
from ui.settings.part import SettingsPart
from ui.theme.look import Look

_COLUMNS: tuple[Column[Series], ...] = (
    Column("Kode", lambda row: row.code, width=110),
    Column("Nama", lambda row: row.name, width=240),
    Column("Pola", lambda row: row.pattern.text, width=300),
)


class NumbersPart(SettingsPart):
    """The table of series and the form of the one chosen."""

    title = "Nomor surat"
    words = "pola agenda deret"
    has_defaults = True
    about = (
        "Ketik satu nomor dari surat lama pada Contoh, lalu Pakai contoh: polanya terbaca sendiri. "
        "Nomor yang sudah diberikan tidak berubah."
    )

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self.table = RowsTable(_COLUMNS, look)
        self.table.setAccessibleName("Daftar deret nomor")
        self.table.setMinimumHeight(150)
        self.place(self.table)
        self.example = self.form.line("Con&toh nomor", "Contoh nomor")
        self.example.setPlaceholderText("530/123/DPP/VIII/2020")
        self.example.returnPressed.connect(self.take_example)
        self.take_button = button("Pakai contoh", look, icon_name="chevron-right")
        self.take_button.clicked.connect(self.take_example)
        self.form.add("", "Pakai contoh", self.take_button)
        self.name = self.form.line("&Nama deret", "Nama deret")
        self.pattern = self.form.line("&Pola nomor", "Pola nomor", self._show_next)
        self.key = self.form.line("&Kode", "Kode", self._show_next)
        self.unit = self.form.line("&Unit", "Unit", self._show_next)
        self.next = label("", "strong")
        self.next.setWordWrap(True)
        self.form.add("Hasilnya", "Hasilnya", self.next)
        self.column.addWidget(self.form)
        self.column.addStretch()
        self._code = ""
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._read()
        self.table.selectRow(0)

    def _read(self) -> None:
        with self.office.reading() as connection:
            self.table.rows_model.set_rows(all_series(connection))

    def _row_chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self._code = row.code
            self.name.setText(row.name)
            self._fill(row.pattern)

    def _fill(self, pattern: Pattern) -> None:
        self.form.clear_problems()
        self.pattern.setText(pattern.text)
        self.key.setText(pattern.key)
        self.unit.setText(pattern.unit)

    def take_example(self) -> None:
        """Read the pattern from the example."""
        if self.example.text().strip():
            self._fill(pattern_of(self.example.text()))
            self.pattern.setFocus()

    def defaults(self) -> None:
        """Fill the form with the pattern a new book has for the series."""
        if self._code in NEW_BOOK:
            self._fill(NEW_BOOK[self._code])

    def typed(self) -> Pattern:
        """Return the pattern as it stands in the form."""
        return Pattern(self.pattern.text().strip(), self.key.text().strip(), self.unit.text().strip())

    def _show_next(self) -> None:
        """Show the next number and a blank one, or what is wrong."""
        pattern, today = self.typed(), self.office.clock.now().date()
        wrong = wrong_with(pattern)
        if wrong:
            self.next.setText("\n".join(refusal.sentence for refusal in wrong))
            return
        following = pattern.number(self._last_sequence(today) + 1, today)
        self.next.setText(f"Nomor berikut: {following}\nDikosongkan: {pattern.blank(today)}")

    def _last_sequence(self, today: date) -> int:
        with self.office.reading() as connection:
            following = allot(connection, series=self._code, letter_date=today).sequence
        return (following or 1) - 1

    def save(self) -> Done | None:
        """Save the series in one act."""
        pattern, code = self.typed(), self._code
        done = self.perform(
            lambda: save_series(
                self.office,
                code=code,
                name=self.name.text(),
                pattern=pattern.text,
                key=pattern.key,
                unit=pattern.unit,
            ),
            f"Deret {self.name.text().strip()} disimpan.",
        )
        if done is not None:
            self._read()
            self._choose(code)
        return done

    def _choose(self, code: str) -> None:
        for line, row in enumerate(self.table.rows_model.rows):
            if row.code == code:
                self.table.selectRow(line)
