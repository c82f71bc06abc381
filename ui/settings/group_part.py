"""A page of Pengaturan over one group of settings: a field for each value, saved by one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ikm_desktop import words
from ikm_desktop.errors import FieldInvalid, FieldMissing
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import Group, load, save
from ui.common.fields import read_day
from ui.common.picking import CalmCombo
from ui.settings.part import SettingsPart
from ui.theme.look import Look

TEXT, COUNT, FLAG, DAY, LINES, SCALE = "text", "count", "flag", "day", "lines", "scale"
"""What a value is: a line, a whole number, yes or no, a day or none, sentences, names each with a number."""

_LARGEST = 6


@dataclass(frozen=True, slots=True)
class Value:
    """A field: key in the group; shown with & before its mnemonic; name as refusals call it; what it is."""

    key: str
    shown: str
    name: str
    holds: str = TEXT
    choices: tuple[str, ...] = ()
    hint: str = ""


class GroupPart(SettingsPart):
    """The page; a subclass names the group, its part in the book and the values."""

    group: type[Group]
    values: tuple[Value, ...] = ()
    has_defaults = True

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        with office.reading() as connection:
            self.kept: Group = load(connection, self.group, self.part())
        self.fields: dict[str, QWidget] = {}
        for value in self.values:
            self.fields[value.key] = _field(value)
            if isinstance(self.fields[value.key], QCheckBox):
                self.form.add("", value.name, self.fields[value.key])
            else:
                self.form.add(value.shown, value.name, self.fields[value.key])
        self.column.addWidget(self.form)
        self.column.addStretch()
        self.show_group(self.kept)

    def part(self) -> str:
        """Return which of several the page shows; "" for groups that are one."""
        return ""

    def show_group(self, group: Group) -> None:
        """Fill the fields."""
        for value in self.values:
            _show(self.fields[value.key], value, getattr(group, value.key))

    def defaults(self) -> None:
        """Fill the fields with what a new book has; nothing is saved yet."""
        self.form.clear_problems()
        self.show_group(self.group())

    def typed(self) -> Group:
        """Return the group as it stands in the fields. Raises FieldInvalid, FieldMissing."""
        today = self.office.clock.now().date()
        return self.kept.with_(**{one.key: _read(self.fields[one.key], one, today) for one in self.values})

    def save(self) -> Done | None:
        """Save the group in one act."""
        done = self.perform(lambda: save(self.office, self.typed(), self.part()), f"{self.title} disimpan.")
        if done is not None:
            self.kept = self.typed()
        return done


def _field(value: Value) -> QWidget:
    if value.holds == FLAG:
        return QCheckBox(value.shown)
    if value.holds in {LINES, SCALE}:
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setPlaceholderText(value.hint)
        made.setFixedHeight(made.fontMetrics().lineSpacing() * (4 if value.holds == SCALE else _LARGEST) + 18)
        return made
    if value.choices:
        combo = CalmCombo(value.name)
        combo.addItems(value.choices)
        return combo
    line = QLineEdit()
    line.setPlaceholderText(value.hint)
    return line


def _show(field: QWidget, value: Value, kept: Any) -> None:  # noqa: ANN401 - a value of any kind
    if isinstance(field, QCheckBox):
        field.setChecked(bool(kept))
    elif isinstance(field, QComboBox):
        field.setCurrentText(str(kept))
    elif isinstance(field, QPlainTextEdit):
        lines = [f"{name} = {least}" for name, least in kept.items()] if value.holds == SCALE else kept
        field.setPlainText("\n".join(lines))
    elif isinstance(field, QLineEdit):
        field.setText(words.short_date(kept) if isinstance(kept, date) else "" if kept is None else str(kept))


def _read(field: QWidget, value: Value, today: date) -> Any:  # noqa: ANN401 - a value of any kind
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QPlainTextEdit):
        lines = [line.strip() for line in field.toPlainText().splitlines() if line.strip()]
        return _scale(lines, value) if value.holds == SCALE else tuple(lines)
    text = field.text().strip() if isinstance(field, QLineEdit) else ""
    if value.holds == COUNT:
        if not text:
            raise FieldMissing(field=value.name)
        return _number(text, value)
    if value.holds == DAY:
        return read_day(text, value.name, today) if text else None
    return text


def _scale(lines: list[str], value: Value) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        name, equals, least = line.partition("=")
        if not equals or not name.strip():
            raise FieldInvalid(field=value.name, value=line, why='tulis seperti "Baik = 75"')
        found[name.strip()] = _number(least.strip(), value)
    return found


def _number(text: str, value: Value) -> int:
    if not text.isdecimal() or len(text) > _LARGEST:
        raise FieldInvalid(field=value.name, value=text or "(kosong)", why="bukan angka bulat")
    return int(text)
