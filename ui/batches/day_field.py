"""A day that may stay open."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ikm_desktop.errors import FieldRefusal
from ui.common.fields import DateField


class OpenDayField(DateField):
    """As a `DateField`, but an empty line says that the day is not known yet."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, today, parent)
        self.line.clear()

    def problem(self) -> FieldRefusal | None:
        """What is wrong with the text; nothing when there is none."""
        return super().problem() if self.line.text().strip() else None
