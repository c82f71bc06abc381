"""A form of named fields: what is wrong with a field stands right beneath it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Refusal
from ui.common.labels import label

WIDEST = 900
"""Text is not stretched wider than this, in px at 100 %."""


class FieldForm(QWidget):
    """Fields under each other, each known by the name that refusals call it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._problems: dict[str, tuple[QWidget, QLabel]] = {}

    def add(self, shown: str, name: str, field: QWidget) -> None:
        """Add a field; shown: its label with & before the mnemonic; name: as refusals call it."""
        field.setAccessibleName(name)
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self.focusNextChild)
        problem = label("", "problem")
        problem.setWordWrap(True)
        problem.hide()
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if isinstance(field, QPushButton):
            column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(field)
        column.addWidget(problem)
        text = label(shown, "muted")
        text.setBuddy(field)
        self._form.addRow(text, pair)
        self._problems[name] = (field, problem)

    def line(self, shown: str, name: str, changed: Callable[[], object] | None = None) -> QLineEdit:
        """Add a line to type in and return it."""
        made = QLineEdit()
        self.add(shown, name, made)
        if changed is not None:
            made.textChanged.connect(lambda _text: changed())
        return made

    def clear_problems(self) -> None:
        """Show every field as right."""
        for _, problem in self._problems.values():
            problem.hide()

    def refuse(self, refused: Refusal | Fault) -> list[Refusal | Fault]:
        """Put each reason beneath its field and go to the first; return those of no field."""
        self.clear_problems()
        reasons = refused.reasons if isinstance(refused, Refusal) else (refused,)
        others: list[Refusal | Fault] = []
        first: QWidget | None = None
        for reason in reasons:
            there = self._problems.get(str(getattr(reason, "field", "")))
            if there is None:
                others.append(reason)
                continue
            field, problem = there
            problem.setText(reason.sentence if problem.isHidden() else f"{problem.text()}\n{reason.sentence}")
            problem.show()
            first = first or field
        if first is not None:
            first.setFocus()
        return others

    def problem_of(self, name: str) -> str:
        """Return what stands beneath a field, empty when nothing does."""
        problem = self._problems[name][1]
        return "" if problem.isHidden() else problem.text()
