"""One page of Pengaturan: a form, saved by one act; its refusals stand beside the fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, FieldMissing, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import DateField
from ui.common.labels import label
from ui.common.table import RowsTable
from ui.settings.form import FieldForm
from ui.theme.look import Look

Value = TypeVar("Value")


def _put(now: Callable[[], Value], write: Callable[[Value], object], before: Value) -> bool:
    """Write what stood in a field before; return whether it stood otherwise."""
    differs = now() != before
    if differs:
        write(before)
    return differs


class SettingsPart(QWidget):
    """The root of the pages.

    saved: what to say of what was saved; complained: the reasons of no field; opens: a function that opens
    another page, given the context. has_defaults: whether `defaults` can fill the form; needs_saving: False
    where what is chosen is in force at once; words: what it may be looked for as, none to be not offered.
    """

    saved = Signal(str)
    complained = Signal(list)
    opens = Signal(object)
    title = ""
    about = ""
    words = ""
    has_defaults = False
    needs_saving = True

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.office, self.look = office, look
        self.form = FieldForm()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(label(self.title, "section"))
        about = label(self.about, "muted")
        about.setWordWrap(True)
        self.column.addWidget(about)

    def place(self, table: RowsTable) -> None:
        """Put a table of which one row at a time is changed into the page."""
        table.setSelectionMode(RowsTable.SelectionMode.SingleSelection)
        self.column.addWidget(table)

    def save(self) -> Done | None:
        """Save what stands in the form; None when it was refused."""
        raise NotImplementedError

    def defaults(self) -> None:
        """Fill the form with what a new book has; nothing is saved yet."""

    def state(self) -> tuple[Callable[[], object], ...]:
        """Return what puts each field back as it stands now, where it has changed by then."""
        lists = self.findChildren(QComboBox)
        inside = {one.lineEdit() for one in lists}
        return (
            *(partial(_put, one.currentIndex, one.setCurrentIndex, one.currentIndex()) for one in lists),
            *(
                partial(_put, one.text, one.setText, one.text())
                for one in self.findChildren(QLineEdit)
                if one not in inside
            ),
            *(
                partial(_put, one.toPlainText, one.setPlainText, one.toPlainText())
                for one in self.findChildren(QPlainTextEdit)
            ),
            *(
                partial(_put, one.isChecked, one.setChecked, one.isChecked())
                for one in self.findChildren(QCheckBox)
            ),
        )

    def perform(self, act: Callable[[], Done], said: str) -> Done | None:
        """Do an act; what is wrong stands beside its field, the rest above the page."""
        try:
            done = act()
        except (Refusal, Fault) as refused:
            self.complained.emit(self.form.refuse(refused))
            return None
        self.form.clear_problems()
        self.complained.emit([])
        self.saved.emit(said)
        return done

    # --- reading what was typed, for the act; each raises a refusal of its field --------------------

    @staticmethod
    def required(name: str, field: QLineEdit, read: Callable[[str, str], int]) -> int:
        """Return what a field says. Raises FieldMissing and what `read` raises."""
        if not field.text().strip():
            raise FieldMissing(field=name)
        return read(field.text(), name)

    @staticmethod
    def typed_or_zero(name: str, field: QLineEdit, read: Callable[[str, str], int]) -> int:
        """Return what a field says, 0 when it is empty. Raises what `read` raises."""
        return read(field.text(), name) if field.text().strip() else 0

    @staticmethod
    def required_day(field: DateField) -> date:
        """Return the day of a field. Raises FieldMissing, FieldInvalid."""
        day = field.day()
        if day is None:
            raise field.problem() or FieldMissing(field=field.name)
        return day

    @staticmethod
    def chosen(name: str, value: int | None) -> int:
        """Return what a list says. Raises FieldMissing."""
        if value is None:
            raise FieldMissing(field=name)
        return value
