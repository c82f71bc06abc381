"""Somebody not yet known (an institution, a person), entered in place on the page that needs one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ui.common.labels import button, label
from ui.common.new_at_end import ChoiceWithNew
from ui.common.picking import CalmCombo
from ui.theme.look import Look

_WIDEST = 900


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of the form: key for the act, caption, and the choices (value, text) where it has some.

    makes_new: the list can end in a line that makes something that is not in it yet.
    """

    key: str
    caption: str
    choices: Sequence[tuple[str, str]] = ()
    makes_new: bool = False


class NewPartyForm(QFrame):
    """The form. made: the place of what was added, with its name.

    what: as the clerk calls it; add: does the act with the texts by key; place: finds its place from the
    act's result. The first field is the name.
    """

    made = Signal(int, str)

    def __init__(
        self,
        look: Look,
        what: str,
        asked: Sequence[Ask],
        add: Callable[[Mapping[str, str]], Done],
        place: Callable[[Done], int],
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMaximumWidth(_WIDEST)
        self._add, self._place = add, place
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for one in asked:
            field = self._field(one, f"{one.caption} {what} baru")
            self._fields[one.key] = field
            form.addRow(one.caption, field)
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.save_button = button(f"Tambah {what}", look, icon_name="plus")
        self.save_button.clicked.connect(self.save)
        leave = button("Tutup", look)
        leave.setAccessibleName(f"Tutup isian {what} baru")
        leave.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self.save_button)
        self._inside = QVBoxLayout()
        column = QVBoxLayout(self)
        column.addWidget(label(f"{what.capitalize()} baru", "section"))
        column.addLayout(form)
        column.addLayout(self._inside)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self._chain()
        self.hide()

    def put_inside(self, part: QWidget) -> None:
        """Put something beneath the fields."""
        self._inside.addWidget(part)

    @staticmethod
    def _field(one: Ask, name: str) -> QLineEdit | QComboBox:
        if not (one.choices or one.makes_new):
            line = QLineEdit()
            line.setAccessibleName(name)
            return line
        combo = ChoiceWithNew() if one.makes_new else CalmCombo(name)
        combo.setAccessibleName(name)
        for value, text in one.choices:
            combo.addItem(text, value)
        return combo

    def _chain(self) -> None:
        """Let Enter go to the next field, after the last to the button."""
        order = [*self._fields.values(), self.save_button]
        QWidget.setTabOrder(order[-2], self.save_button)
        for before, after in pairwise(order):
            if isinstance(before, QLineEdit):
                before.returnPressed.connect(after.setFocus)

    @property
    def fields(self) -> Mapping[str, QLineEdit | QComboBox]:
        """The fields by key."""
        return self._fields

    def line_of(self, key: str) -> QLineEdit:
        """Return a field that is typed in. Raises TypeError for one to choose from."""
        field = self._fields[key]
        if not isinstance(field, QLineEdit):
            raise TypeError(type(field).__name__)
        return field

    def fill(self, key: str, text: str) -> None:
        """Fill a field that is typed in."""
        self.line_of(key).setText(text)

    def open_with(self, name: str) -> None:
        """Show the form with a name typed already, and go to what comes after it."""
        first, *others = self._fields.values()
        if isinstance(first, QLineEdit):
            first.setText(name)
        self.show()
        (others[0] if name and others else first).setFocus()

    def save(self) -> None:
        """Add it; what is wrong stands in the form."""
        texts = {
            key: field.text().strip() if isinstance(field, QLineEdit) else str(field.currentData())
            for key, field in self._fields.items()
        }
        try:
            done = self._add(texts)
        except (Refusal, Fault) as refused:
            self.problem.setText(refused.sentence)
            self.problem.show()
            next(iter(self._fields.values())).setFocus()
            return
        self.hide()
        self.problem.hide()
        for field in self._fields.values():
            if isinstance(field, QLineEdit):
                field.clear()
        self.made.emit(self._place(done), next(iter(texts.values())))
