"""A batch's page: name, training, days, venue, product, places."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.batches.batches import Batch, add_batch, batch_of, batches, change_batch
from ikm_desktop.errors import Fault, FieldInvalid, FieldRefusal, Refusal
from ikm_desktop.goods.items import items
from ikm_desktop.office.settings import Rules, load
from ui.common.entry import EntryPage
from ui.common.fields import Choice, read_day
from ui.common.form import Form
from ui.common.keeping import Keeping
from ui.common.labels import card, label
from ui.common.tab import TabContext

_TEXTS = {
    "name": "Nama angkatan",
    "training": "Nama pelatihan",
    "subtitle": "Keterangan pelatihan",
    "starts_on": "Tanggal mulai",
    "ends_on": "Tanggal selesai",
    "venue": "Tempat",
    "city": "Kota",
    "capacity": "Kapasitas",
}
_HINTS = {
    "name": "wajib",
    "training": "wajib, seperti tercetak pada sertifikat",
    "starts_on": "contoh: 24, 24/8, 24-8-2020",
    "ends_on": "hari terakhir",
    "capacity": "orang; lebih dari ini perlu alasan",
}
_DAYS = ("starts_on", "ends_on")


NEW = "angkatan-baru"
"""The key of the draft of a new batch."""


class BatchPage(EntryPage):
    """A new batch, or one to be changed; `saved` carries its id."""

    saved = Signal(int)

    def __init__(self, context: TabContext, batch: int | None = None) -> None:
        super().__init__(context, "Angkatan", "Angkatan baru")
        self._office = context.office
        self._today = self._office.clock.now().date()
        self.batch: Batch | None = None
        self.lines: dict[str, QLineEdit] = {}
        self._hints: dict[str, Any] = {}
        self.product = Choice()
        self.assessed = QCheckBox("Memakai &nilai (sertifikat “telah lulus”)")
        self._lay_out()
        self._fill(batch)
        form = Form(self)
        for name, line in self.lines.items():
            form.add_line(name, line)
        form.add_choice("product", self.product)
        check = self.assessed
        form.add_value(
            "assessed", check, check.isChecked, lambda on: check.setChecked(bool(on)), check.toggled
        )
        new = self.batch is None
        key = NEW if new else f"angkatan-{batch}"
        self.draft = Keeping(self, form, key, "Angkatan baru" if new else self.title.text())

    def _lay_out(self) -> None:
        made, inside = card()
        made.setMaximumWidth(900)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for row, (name, text) in enumerate(_TEXTS.items()):
            line = QLineEdit(made)
            line.setAccessibleName(text)
            line.returnPressed.connect(self.focusNextChild)
            line.textChanged.connect(lambda _text, name=name: self._check(name))
            self.lines[name] = line
            self._hints[name] = hint = label(_HINTS.get(name, ""), "muted")
            hint.setWordWrap(True)
            self._row(grid, row, text, line)
            grid.addWidget(hint, row, 2)
        self.product.setAccessibleName("Produk")
        self._row(grid, len(_TEXTS), "Produk", self.product)
        self.assessed.setAccessibleName("Memakai nilai")
        grid.addWidget(self.assessed, len(_TEXTS) + 1, 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        inside.addLayout(grid)
        self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch()
        self.hints.setText("Enter = isian berikutnya · Esc = kembali")
        self.add_button("Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary")

    @staticmethod
    def _row(grid: QGridLayout, row: int, text: str, field: QWidget) -> None:
        told = label(text)
        told.setBuddy(field)
        grid.addWidget(told, row, 0)
        grid.addWidget(field, row, 1)

    def _fill(self, batch: int | None) -> None:
        with self._office.reading() as connection:
            self.batch = None if batch is None else batch_of(connection, batch)
            known = batches(connection)
            products = [one for one in items(connection) if one.kind == "product"]
            capacity = load(connection, Rules).capacity
        self.product.addItem("(belum ditentukan)", None)
        for one in products:
            self.product.addItem(one.name, one.id)
        if self.batch is None:
            self.lines["name"].setText(f"Angkatan {words.roman(len(known) + 1)}")
            self.lines["capacity"].setText(str(capacity))
            return
        self.title.setText(self.batch.name)
        for name, line in self.lines.items():
            value = getattr(self.batch, name)
            shown = words.short_date(value) if isinstance(value, date) else value
            line.setText("" if shown is None else str(shown))
        self.product.setCurrentIndex(max(self.product.findData(self.batch.product), 0))
        self.assessed.setChecked(self.batch.assessed)

    def _read(self, name: str) -> Any:  # noqa: ANN401 - text, number or day
        """Return a field's value. Raises FieldInvalid."""
        typed = self.lines[name].text().strip()
        if name in _DAYS:
            return read_day(typed, _TEXTS[name], self._today) if typed else None
        if name == "capacity":
            if not typed.isdecimal():
                raise FieldInvalid(field=_TEXTS[name], value=typed or "(kosong)", why="bukan jumlah orang")
            return int(typed)
        return typed

    def _check(self, name: str) -> str:
        """Show beside the field what is wrong with it, and return that."""
        problem = ""
        try:
            value = self._read(name)
        except FieldRefusal as refusal:
            problem = refusal.sentence
        else:
            if isinstance(value, date):
                self._hints[name].setText(words.day_name(value))
        if problem or name not in _DAYS:
            self._hints[name].setText(problem or _HINTS.get(name, ""))
        for widget, key, value in (
            (self._hints[name], "role", "problem" if problem else "muted"),
            (self.lines[name], "state", "bad" if problem else ""),
        ):
            widget.setProperty(key, value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        return problem

    def save(self) -> None:
        """Save; all that stands in the way is told at once."""
        problems = {name: problem for name in self.lines if (problem := self._check(name))}
        if problems:
            self.message.complain(list(problems.values()))
            self.lines[next(iter(problems))].setFocus()
            return
        values = {name: self._read(name) for name in self.lines}
        values |= {"product": self.product.currentData(), "assessed": self.assessed.isChecked()}
        try:
            if self.batch is None:
                batch = add_batch(self._office, **values).ids[0]
            else:
                batch = self.batch.id
                change_batch(self._office, batch=batch, **values)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            self.lines["name"].setFocus()
            return
        self.draft.finish()
        self.context.say(f"{values['name']} disimpan.")
        self.saved.emit(batch)
