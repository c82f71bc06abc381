"""Filter terms on screen: how they read as a chip, and the row in which one is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.office.listing import Field, Holds, How, Term, Value
from ui.common.fields import Choice, read_day
from ui.common.labels import button, label
from ui.theme.look import Look

FLAGS = {"ya": 1, "tidak": 0}


def said(term: Term, fields: Mapping[str, Field[Any]]) -> str:
    """Return a term as its chip reads: "Nilai 1.000 – 5.000", "Nama memuat ani", "Nomor kosong"."""
    field = fields[term.field]
    if term.how in {How.EMPTY, How.FILLED}:
        return f"{field.title} {term.how.value}"
    texts = [_shown(value, field) for value in term.values]
    if term.how is How.BETWEEN:
        first, last = texts
        if not last:
            return f"{field.title} ≥ {first}"
        return f"{field.title} {first} – {last}" if first else f"{field.title} ≤ {last}"
    how = "" if term.how is How.IS else f"{term.how.value} "
    return f"{field.title} {how}{' / '.join(texts)}"


def _shown(value: Value, field: Field[Any]) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return words.short_date(value)
    if field.holds is Holds.FLAG:
        return next(word for word, flag in FLAGS.items() if flag == value)
    if isinstance(value, int):
        return words.rupiah(value) if field.holds is Holds.MONEY else words.number(value)
    return value


class TermRow(QFrame):
    """The row in which a term is made: field, how, values. made: the term; left: none after all."""

    made = Signal(object)
    left = Signal()

    def __init__(self, fields: Mapping[str, Field[Any]], look: Look, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.setProperty("role", "card")
        self._fields = {one.title: one for one in fields.values() if one.title}
        self.field, self.how, self.word = Choice(), Choice(), Choice()
        self.first, self.last = QLineEdit(), QLineEdit()
        self.until = label("sampai", "muted")
        self.trouble = label("", "problem")
        self.trouble.setWordWrap(True)
        for widget, name in (
            (self.field, "Kolom yang disaring"),
            (self.how, "Cara menyaring"),
            (self.word, "Nilai saringan"),
            (self.first, "Nilai saringan"),
            (self.last, "Nilai saringan sampai"),
        ):
            widget.setAccessibleName(name)
        self.field.addItems(list(self._fields))
        self._lay_out(look)
        self.field.currentTextChanged.connect(self._field_chosen)
        self.how.currentTextChanged.connect(self._how_chosen)
        for line in (self.first, self.last):
            line.returnPressed.connect(self.finish)
            line.setMaximumWidth(170)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._leave)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._field_chosen()
        self.hide()

    def _lay_out(self, look: Look) -> None:
        put_on = button("Pasang", look, role="primary")
        put_on.setAccessibleName("Pasang saringan")
        put_on.clicked.connect(self.finish)
        away = button("Batal", look)
        away.setAccessibleName("Batal menyaring")
        away.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(6)
        parts = (self.field, self.how, self.word, self.first, self.until, self.last, put_on, away)
        for widget in parts:
            row.addWidget(widget)
        row.addWidget(self.trouble, 1)
        row.addStretch()

    def begin(self) -> None:
        """Show the row, ready to choose the field."""
        for line in (self.first, self.last):
            line.clear()
        self.trouble.clear()
        self.show()
        self.field.setFocus()

    def _field_chosen(self) -> None:
        field = self._field
        self.how.clear()
        self.how.addItems([how.value for how in field.hows])
        self.word.clear()
        self.word.addItems(list(FLAGS) if field.holds is Holds.FLAG else list(field.choices))
        hint = {Holds.DAY: "24-08-2020", Holds.MONEY: "1.000.000", Holds.NUMBER: "100"}.get(field.holds, "")
        for line in (self.first, self.last):
            line.setPlaceholderText(hint)

    def _how_chosen(self) -> None:
        how, has_words = self._how, self.word.count() > 0
        wants_value = how not in {How.EMPTY, How.FILLED}
        self.word.setVisible(wants_value and has_words)
        self.first.setVisible(wants_value and not has_words)
        for widget in (self.until, self.last):
            widget.setVisible(how is How.BETWEEN)

    @property
    def _field(self) -> Field[Any]:
        return self._fields[self.field.currentText()]

    @property
    def _how(self) -> How:
        text = self.how.currentText()
        return How(text) if text else self._field.hows[0]

    def finish(self) -> None:
        """Make the term of what stands there, or say what is wrong with it."""
        self.trouble.clear()
        try:
            values = self._values()
        except FieldRefusal as refusal:
            self.trouble.setText(refusal.sentence)
            return
        if self._how not in {How.EMPTY, How.FILLED} and all(value is None for value in values):
            self.trouble.setText("Isi nilainya dahulu.")
            self.first.setFocus()
            return
        self.hide()
        self.made.emit(Term(self._field.key, self._how, values))

    def _values(self) -> tuple[Value, ...]:
        how, field = self._how, self._field
        if how in {How.EMPTY, How.FILLED}:
            return ()
        if how is How.BETWEEN:
            lines = (self.first, self.last)
            return tuple(_read(line.text(), field, self._today) for line in lines)
        if self.word.count():
            word = self.word.currentText()
            return (FLAGS[word] if field.holds is Holds.FLAG else word,)
        return (_read(self.first.text(), field, self._today),)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def _read(text: str, field: Field[Any], today: date) -> Value:
    """Read a value as typed, None for none; raises FieldRefusal."""
    text = text.strip()
    if not text or field.holds in {Holds.TEXT, Holds.WORD}:
        return text or None
    return read_day(text, field.title, today) if field.holds is Holds.DAY else read_rupiah(text, field.title)
