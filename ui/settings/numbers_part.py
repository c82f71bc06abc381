"""Nomor surat: the series, each with its pattern, the next number, a blank one, and what it numbers."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.kinds import LETTERS, USUAL_SERIES, word_of
from ikm_desktop.papers.numbers import allot
from ikm_desktop.papers.patterns import Pattern, wrong_with
from ikm_desktop.papers.series import NEW_BOOK, Series, all_series, kinds_of, save_series
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

_ABREAST = 3
"""So many boxes stand in a row."""
_CODE = 12
"""The longest code of a new series."""


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
        self.new_button = button("Deret baru", look, icon_name="plus")
        self.new_button.setToolTip("Untuk jenis surat yang mempunyai agenda sendiri")
        self.new_button.clicked.connect(self.begin_series)
        self.column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.kinds = self._kind_boxes()
        self.column.addWidget(self.form)
        self.column.addStretch()
        self._code = ""
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._read()
        self.table.selectRow(0)

    def _kind_boxes(self) -> dict[str, QCheckBox]:
        """Put a box for each kind of paper that is numbered into the form."""
        holder, boxes = QWidget(), dict[str, QCheckBox]()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, kind in enumerate(USUAL_SERIES):
            boxes[kind] = QCheckBox(word_of(kind))
            boxes[kind].setAccessibleName(f"Deret ini untuk {word_of(kind)}")
            grid.addWidget(boxes[kind], at // _ABREAST, at % _ABREAST)
        self.form.add("Dipakai untuk", "Dipakai untuk", holder)
        return boxes

    def begin_series(self) -> None:
        """Empty the form for a series of its own; it is made when it is saved."""
        self.table.clearSelection()
        self._code = ""
        self.name.clear()
        self._fill(NEW_BOOK[LETTERS])
        for box in self.kinds.values():
            box.setChecked(False)
        self.name.setFocus()

    def _read(self) -> None:
        with self.office.reading() as connection:
            self.table.rows_model.set_rows(all_series(connection))

    def _row_chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self._code = row.code
            self.name.setText(row.name)
            self._fill(row.pattern)
            with self.office.reading() as connection:
                numbered = kinds_of(connection, row.code)
            for kind, box in self.kinds.items():
                box.setChecked(kind in numbered)

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
        if not self._code:
            return 0
        with self.office.reading() as connection:
            following = allot(connection, series=self._code, letter_date=today).sequence
        return (following or 1) - 1

    def save(self) -> Done | None:
        """Save the series in one act."""
        pattern, code = self.typed(), self._code or self._new_code()
        done = self.perform(
            lambda: save_series(
                self.office,
                code=code,
                name=self.name.text(),
                pattern=pattern.text,
                key=pattern.key,
                unit=pattern.unit,
                kinds={kind for kind, box in self.kinds.items() if box.isChecked()},
            ),
            f"Deret {self.name.text().strip()} disimpan.",
        )
        if done is not None:
            self._read()
            self._choose(code)
        return done

    def _new_code(self) -> str:
        """Return a code for a new series, made of its name; no other has it."""
        made = re.sub(r"[^A-Z0-9]+", "-", self.name.text().upper()).strip("-")[:_CODE]
        taken = {row.code for row in self.table.rows_model.rows}
        number = 2
        code = made
        while code in taken:
            code, number = f"{made}-{number}", number + 1
        return code

    def _choose(self, code: str) -> None:
        for line, row in enumerate(self.table.rows_model.rows):
            if row.code == code:
                self.table.selectRow(line)
