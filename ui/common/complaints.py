"""What a message says of single fields, and when each of them is right again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ikm_desktop.errors import FieldMissing, FieldRefusal, ReasonMissing, Refusal, WayOut
from ui.common.fields import TypedField
from ui.common.picking import PickCombo

_EMPTY = "wajib diisi"
_MARK = ", wajib"


@dataclass(slots=True)
class Complaint:
    """One sentence with its ways out; reason: as the act told it; field: what it speaks of, where known."""

    sentence: str
    ways: Sequence[WayOut] = ()
    reason: Refusal | None = None
    field: QWidget | None = None
    text: str = ""

    @property
    def is_of_a_field(self) -> bool:
        """Whether it speaks of one field, so that another value there can answer it."""
        return self.reason is None or isinstance(self.reason, FieldRefusal)

    @property
    def is_of_an_empty_field(self) -> bool:
        """Whether something is missing."""
        return isinstance(self.reason, (FieldMissing, ReasonMissing)) or _EMPTY in self.sentence

    def is_answered(self) -> bool:
        """Tell whether the field is right now: filled where it was empty, else another and not marked."""
        field = self.field
        if field is None:
            return False
        if isinstance(field, PickCombo):
            return field.value is not None
        typed = field.parentWidget()
        if isinstance(typed, TypedField):
            return typed.problem() is None and text_of(field) != self.text
        if self.is_of_an_empty_field:
            return bool(text_of(field).strip())
        return text_of(field) != self.text and field.property("state") != "bad"


class Watch(QObject):
    """Follows the fields of a page that complaints speak of. answered: some of them are right again."""

    answered = Signal()

    def __init__(self, page: QWidget, complaints: Sequence[Complaint]) -> None:
        super().__init__(page)
        self._page = page
        self.open = list(complaints)
        self._followed: set[int] = set()
        fields = _fields_by_name(page)
        for one in self.open:
            if one.field is None and one.is_of_a_field:
                one.field = _named(fields, one)
            self._follow(one)
        # The page goes to the first field once the message is there: that one may bear another name.
        QTimer.singleShot(0, self, self._take_focused)

    def _take_focused(self) -> None:
        focused = self._page.focusWidget()
        for one in self.open:
            is_field = isinstance(focused, (QLineEdit, QComboBox))
            if one.field is None and one.is_of_a_field and one.is_of_an_empty_field and is_field:
                if any(other.field is focused for other in self.open) or text_of(focused).strip():
                    return
                one.field = focused
                self._follow(one)
                return

    def _follow(self, one: Complaint) -> None:
        field = one.field
        if field is None:
            return
        one.text = text_of(field)
        if id(field) in self._followed:
            return
        self._followed.add(id(field))
        line = field.lineEdit() if isinstance(field, QComboBox) else field
        if isinstance(line, QLineEdit):
            line.textChanged.connect(self._look)
        if isinstance(field, PickCombo):
            field.picked.connect(self._look)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self._look)

    def _look(self) -> None:
        left = [one for one in self.open if not one.is_answered()]
        if len(left) < len(self.open):
            self.open = left
            self.answered.emit()


def text_of(field: QWidget | None) -> str:
    """Return what stands in a field."""
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.text() if isinstance(field, QLineEdit) else ""


def _fields_by_name(page: QWidget) -> dict[str, QWidget]:
    found: dict[str, QWidget] = {}
    boxes: list[QWidget] = list(page.findChildren(QComboBox))
    lines = [line for line in page.findChildren(QLineEdit) if not isinstance(line.parent(), QComboBox)]
    for field in (*boxes, *lines):
        name = field.accessibleName().removesuffix(_MARK).casefold()
        if name and not field.isHidden():
            found.setdefault(name, field)
    return found


def _named(fields: dict[str, QWidget], one: Complaint) -> QWidget | None:
    """Return the field that a reason names, or with whose name the sentence begins."""
    if isinstance(one.reason, FieldRefusal):
        return fields.get(one.reason.field.casefold())
    said = one.sentence.casefold()
    names = (name for name in fields if said.startswith(name) and not said[len(name) :][:1].isalnum())
    best = max(names, key=len, default="")
    return fields.get(best)
