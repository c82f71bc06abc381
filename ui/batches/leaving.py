"""Dialogs before somebody leaves a batch: the reason, the day, and where she goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from ikm_desktop.batches.batches import Batch
from ikm_desktop.office.book import Office
from ui.common.fields import DateField
from ui.common.new_at_end import ChoiceWithNew
from ui.common.new_batch import NewBatchForm
from ui.common.reason import ReasonDialog
from ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Leaving:
    """What was answered; target: the batch she goes to, None where she leaves for good."""

    reason: str
    day: date | None
    target: int | None = None


class LeaveDialog(ReasonDialog):
    """Asks for the reason and the day; `move_to` asks for the batch she goes to as well."""

    def __init__(
        self,
        title: str,
        question: str,
        verb: str,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(title, question, verb, parent)
        self.day = DateField("Tanggal", today, self)
        self.target = ChoiceWithNew(self)
        self.target.setAccessibleName("Angkatan tujuan")
        self.target.hide()
        self.new_batch: NewBatchForm | None = None
        self._form = QFormLayout()
        self._form.addRow("&Tanggal", self.day)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(1, self._form)
        self.reason.setFocus()

    def move_to(self, office: Office, look: Look, targets: Sequence[Batch]) -> None:
        """Ask for one of these batches, or for one that is made in place."""
        for one in targets:
            self.target.addItem(f"{one.name} · {one.training}", one.id)
        self.new_batch = NewBatchForm(office, look, self.target)
        self._form.insertRow(0, "Ke &angkatan", self.target)
        self._form.insertRow(1, self.new_batch)
        self.target.show()
        if not targets:
            self.target.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter stay within the form of a new batch while it is typed in."""
        typing = self.new_batch is not None and self.new_batch.isAncestorOf(self.focusWidget())
        if not (typing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)

    def ask_leaving(self) -> Leaving | None:
        """Return what was answered, None when the clerk stays."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        return Leaving(self.reason.text(), self.day.day(), self.target.currentData())
