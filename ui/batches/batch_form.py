"""The data of a batch as fields: name, training, days, venue, product, account, places."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.batches.batches import Batch
from ikm_desktop.errors import FieldInvalid, FieldRefusal, Refusal
from ikm_desktop.goods.items import Item
from ui.batches.day_field import OpenDayField
from ui.common.fields import Choice, read_day
from ui.common.form import Form
from ui.common.labels import card, label

TEXTS = {
    "name": "Nama an&gkatan",
    "training": "Nama pelati&han",
    "subtitle": "K&eterangan pelatihan",
    "starts_on": "Tanggal &mulai",
    "ends_on": "Tanggal &selesai",
    "venue": "Tem&pat",
    "city": "K&ota",
    "capacity": "Kapas&itas",
    "product": "P&roduk",
    "account": "&Kode rekening",
}
"""The fields in the order of the form, with their labels."""

_HINTS = {
    "name": "wajib",
    "training": "wajib, seperti tercetak pada sertifikat",
    "starts_on": "contoh: 24, 24/8, 24-8-2020",
    "ends_on": "hari terakhir",
    "capacity": "orang; lebih dari ini perlu alasan",
    "account": "MAK, seperti dalam DIPA",
}
_DAYS = ("starts_on", "ends_on")
PRODUCT = "Produk"


class BatchForm:
    """The fields and what stands in them; `frame` is put on a page.

    narrow: there is little room beside them, so what is wrong stands beneath, and nothing else.
    """

    def __init__(self, today: date, parent: QWidget, *, narrow: bool) -> None:
        self._today = today
        self._told = {} if narrow else _HINTS
        self.frame: QFrame
        self.lines: dict[str, QLineEdit] = {}
        self.days: dict[str, OpenDayField] = {}
        self._hints: dict[str, QLabel] = {}
        self.product = Choice()
        self.assessed = QCheckBox("Memakai nilai (serti&fikat “telah lulus”)")
        self._lay_out(parent)

    def _lay_out(self, parent: QWidget) -> None:
        self.frame, inside = card("Data angkatan", parent)
        self.frame.setMaximumWidth(900)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        self.product.setAccessibleName(PRODUCT)
        narrow = not self._told
        for row, (name, text) in enumerate(TEXTS.items()):
            at = 2 * row
            if name == "product":
                self.product.setParent(self.frame)  # now: Tab and Enter go in the order of the form
                self._row(grid, at, text, self.product)
                continue
            field = self._day(name) if name in _DAYS else self._line(name)
            self._hints[name] = hint = label(self._told.get(name, ""), "muted")
            hint.setWordWrap(True)
            hint.setVisible(not narrow)
            self._row(grid, at, text, field)
            grid.addWidget(hint, at + narrow, 2 - narrow)
        self.assessed.setAccessibleName("Memakai nilai")
        grid.addWidget(self.assessed, 2 * len(TEXTS), 1, 1, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 0 if narrow else 2)
        inside.addLayout(grid)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self.frame)
        line.setAccessibleName(_plain(name))
        line.returnPressed.connect(self.frame.focusNextChild)
        line.textChanged.connect(lambda: self.check(name))
        self.lines[name] = line
        return line

    def _day(self, name: str) -> OpenDayField:
        field = OpenDayField(_plain(name), self._today, self.frame)
        field.changed.connect(lambda: self.check(name))
        self.lines[name], self.days[name] = field.line, field
        return field

    @staticmethod
    def _row(grid: QGridLayout, row: int, text: str, field: QWidget) -> None:
        told = label(text)
        told.setBuddy(field)
        grid.addWidget(told, row, 0)
        grid.addWidget(field, row, 1)

    # --- values -------------------------------------------------------------------------------------

    def offer(self, products: list[Item]) -> None:
        """Offer these products."""
        self.product.addItem("(belum ditentukan)", None)
        for one in products:
            self.product.addItem(one.name, one.id)

    def fill(self, batch: Batch) -> None:
        """Show a batch."""
        for name, line in self.lines.items():
            value = getattr(batch, name)
            shown = words.short_date(value) if isinstance(value, date) else value
            line.setText("" if shown is None else str(shown))
        self.product.setCurrentIndex(max(self.product.findData(batch.product), 0))
        self.assessed.setChecked(batch.assessed)

    def register(self, form: Form) -> None:
        """Let drafts and undo know the fields."""
        for name, line in self.lines.items():
            form.add_line(name, line)
        form.add_choice("product", self.product)
        check = self.assessed
        form.add_value(
            "assessed", check, check.isChecked, lambda on: check.setChecked(bool(on)), check.toggled
        )

    def values(self) -> dict[str, Any]:
        """Return what is typed. Raises FieldRefusal where a line cannot be read."""
        found = {name: self._read(name) for name in self.lines}
        return found | {"product": self.product.currentData(), "assessed": self.assessed.isChecked()}

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by the name of the line, and show it beside."""
        return {name: problem for name in self.lines if (problem := self.check(name))}

    def field_of(self, reason: Refusal) -> QWidget:
        """Return the field a refusal speaks of, the name where it speaks of none."""
        named = getattr(reason, "field", "")
        if named == PRODUCT:
            return self.product
        return next((line for name, line in self.lines.items() if _plain(name) == named), self.lines["name"])

    def set_enabled(self, *, enabled: bool) -> None:
        """Let the fields be typed in, or only be read."""
        for line in self.lines.values():
            line.setReadOnly(not enabled)
        self.product.setEnabled(enabled)
        self.assessed.setEnabled(enabled)

    def _read(self, name: str) -> Any:  # noqa: ANN401 - text, number or day
        typed = self.lines[name].text().strip()
        if name in _DAYS:
            return read_day(typed, _plain(name), self._today) if typed else None
        if name == "capacity":
            if not typed.isdecimal():
                raise FieldInvalid(field=_plain(name), value=typed or "(kosong)", why="bukan jumlah orang")
            return int(typed)
        return typed

    def check(self, name: str) -> str:
        """Show beside the field what is wrong with it, and return that."""
        if name not in self._hints:  # while the field is being made
            return ""
        problem = ""
        try:
            self._read(name)
        except FieldRefusal as refusal:
            problem = refusal.sentence
        hint, line = self._hints[name], self.lines[name]
        hint.setText(problem or self._told.get(name, ""))
        hint.setVisible(bool(problem or self._told))
        for widget, key, value in (
            (hint, "role", "problem" if problem else "muted"),
            (line, "state", "bad" if problem else ""),
        ):
            widget.setProperty(key, value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        return problem


def _plain(name: str) -> str:
    return TEXTS[name].replace("&", "")
