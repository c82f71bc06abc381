"""Dialogs before somebody leaves a batch: the reason, the day, and where she goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from ikm_desktop.batches.batches import Batch
from ui.common.fields import Choice, DateField
from ui.common.reason import ReasonDialog


@dataclass(frozen=True, slots=True)
class Leaving:
    """What was answered; target: the batch she goes to, None where she leaves for good."""

    reason: str
    day: date | None
    target: int | None = None


class LeaveDialog(ReasonDialog):
    """Asks for the reason and the day; with batches to go to also for one of them."""

    def __init__(
        self,
        title: str,
        question: str,
        verb: str,
        today: date,
        parent: QWidget,
        targets: Sequence[Batch] = (),
    ) -> None:
        super().__init__(title, question, verb, parent)
        self.day = DateField("Tanggal", today, self)
        self.target = Choice(self)
        self.target.setAccessibleName("Angkatan tujuan")
        for one in targets:
            self.target.addItem(f"{one.name} · {one.training}", one.id)
        form = QFormLayout()
        if targets:
            form.addRow("Ke &angkatan", self.target)
        self.target.setVisible(bool(targets))
        form.addRow("&Tanggal", self.day)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(1, form)
        self.reason.setFocus()

    def ask_leaving(self) -> Leaving | None:
        """Return what was answered, None when the clerk stays."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        return Leaving(self.reason.text(), self.day.day(), self.target.currentData())
