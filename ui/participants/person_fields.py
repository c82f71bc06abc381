"""The fields of a person's form: what is typed, what is wrong with it meanwhile, the value to save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.errors import FieldInvalid, FieldRefusal
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants.checks import checked
from ikm_desktop.participants.people import Masked
from ikm_desktop.participants.person import LABELS
from ui.common.fields import read_day
from ui.common.labels import label
from ui.participants.births import read_birth

GROUPS: dict[str, tuple[str, ...]] = {
    "Identitas": (
        "name",
        "nik",
        "birth_place",
        "born",
        "sex",
        "address",
        "rt_rw",
        "village",
        "district",
        "regency",
        "phone",
        "education",
        "signs",
        "notice_on",
    ),
    "Usaha": (
        "business",
        "product",
        "kbli",
        "founded",
        "workers",
        "nib",
        "npwp",
        "umkm_letter",
        "machine_kind",
        "machine_count",
    ),
    "Bank": ("bank", "bank_account", "bank_holder", "note"),
}
"""The form's three groups with their fields, in the order of the paper."""

KBLI = ("14131", "13929", "20231", "10762", "20232")
"""Classes of the programme's products, offered beside those typed before."""
MASKED: dict[Masked, str] = {"nik": "masked_nik", "bank_account": "masked_account", "npwp": "masked_npwp"}
"""Fields that are shown masked where they hold something to hide, and the person's attribute for it."""
_COUNTS = ("founded", "workers", "machine_count")
_SHORT = {"sex": 4, "rt_rw": 9, "founded": 6, "workers": 8, "machine_count": 8, "kbli": 8}
_HINTS = {
    "name": "wajib",
    "sex": "L atau P",
    "signs": "kosong, atau jempol bila tidak dapat menulis nama",
    "notice_on": "tanggal peserta diberi tahu (h = hari ini)",
    "founded": "tahun",
    "kbli": "14131, 13929 masker · 20231 sabun · 10762 teh kelor · 20232 garam spa",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A field as it was understood: its value, or the sentence that says what is wrong."""

    value: Any = None
    problem: str = ""


def read_field(name: str, text: str, today: date) -> Read:
    """Read what was typed into a field, with the same checks as saving."""
    typed = text.strip()
    try:
        value = _parsed(name, typed, today)
    except FieldRefusal as refusal:
        return Read(problem=refusal.sentence)
    found = Findings()
    kept = checked(found, {name: value}, today)
    if found.reasons:
        return Read(value, found.reasons[0].sentence)
    return Read(kept[name])


def _parsed(name: str, typed: str, today: date) -> Any:  # noqa: ANN401 - text, number or day
    if name in ("born", "notice_on"):
        if not typed:
            return None
        return read_birth(typed, today) if name == "born" else read_day(typed, LABELS[name], today)
    if name in _COUNTS:
        if typed and not typed.isdecimal():
            raise FieldInvalid(field=LABELS[name], value=typed, why="bukan angka")
        return int(typed) if typed else None
    return typed.upper() if name == "sex" else typed


def shown(value: object) -> str:
    """Return a value as the form shows it."""
    if value is None:
        return ""
    return words.short_date(value) if isinstance(value, date) else str(value)


class FormField:
    """One line of the form: its editor, and beside it a hint or what is wrong."""

    def __init__(self, name: str, today: date, parent: QWidget) -> None:
        self.name = name
        self._today = today
        self.line = _Line(parent)
        self.line.setAccessibleName(LABELS[name])
        if name in _SHORT:
            self.line.setMaximumWidth(self.line.fontMetrics().horizontalAdvance("0" * _SHORT[name]) + 36)
        self.hint = label(_HINTS.get(name, ""), "muted")
        self.hint.setWordWrap(True)
        self.line.textChanged.connect(self.check)

    def read(self) -> Read:
        """Return what is typed, understood or not."""
        return read_field(self.name, self.line.text(), self._today)

    def check(self) -> None:
        """Show beside the field what is wrong with it."""
        if self.line.isReadOnly():
            return
        empty = not self.line.text().strip()
        self.say("" if empty and self.name != "name" else self.read().problem)

    def say(self, problem: str) -> None:
        """Show a problem, or the field's hint again."""
        self.hint.setText(problem or _HINTS.get(self.name, ""))
        for widget, key, value in (
            (self.hint, "role", "problem" if problem else "muted"),
            (self.line, "state", "bad" if problem else ""),
        ):
            widget.setProperty(key, value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def offer(self, texts: tuple[str, ...]) -> None:
        """Complete what is typed from texts, found anywhere in them."""
        completer = QCompleter(list(texts), self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)


class _Line(QLineEdit):
    """A line whose Enter goes to the next field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.returnPressed.connect(self._go_on)

    def _go_on(self) -> None:
        self.focusNextChild()
