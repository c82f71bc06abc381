"""Asks for what a list of transport money or fees is made of: its purpose, the rate a day, the tax."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ikm_desktop.amounts import read_rupiah
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.office.tax import KINDS, TaxKind
from ui.common.labels import label
from ui.common.picking import CalmCombo

PURPOSES = ("Uang transport", "Honorarium narasumber", "Uang saku")


@dataclass(frozen=True, slots=True)
class Payout:
    """What was chosen; rate: whole rupiah a day."""

    purpose: str
    rate: int
    tax: TaxKind


class PayoutDialog(QDialog):
    """Asks once; what cannot be read is told under the fields."""

    def __init__(self, batch: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Daftar penerimaan {batch}")
        self.purpose = CalmCombo("Keperluan", self)
        self.purpose.setEditable(True)
        self.purpose.addItems(list(PURPOSES))
        self.rate = QLineEdit()
        self.rate.setAccessibleName("Tarif per hari")
        self.rate.setPlaceholderText("mis. 110.000 atau 110rb")
        self.tax = CalmCombo("Pajak", self)
        for kind, name in KINDS.items():
            self.tax.addItem(name, kind)
        self.problem = label("", "muted")
        self.problem.setWordWrap(True)
        self.found: Payout | None = None
        form = QFormLayout()
        form.addRow("&Keperluan", self.purpose)
        form.addRow("&Tarif per hari (Rp)", self.rate)
        form.addRow("&Pajak", self.tax)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Buka daftar", QDialogButtonBox.ButtonRole.AcceptRole)
        stay = buttons.addButton("Batal", QDialogButtonBox.ButtonRole.RejectRole)
        for made in (self.go, stay):
            made.setAccessibleName(made.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.addLayout(form)
        page.addWidget(self.problem)
        page.addWidget(buttons)
        self.setMinimumWidth(420)
        self.rate.setFocus()

    def accept(self) -> None:
        """Close with what was typed, unless the rate is no money."""
        try:
            rate = read_rupiah(self.rate.text(), "Tarif per hari")
        except FieldRefusal as refused:
            self.problem.setText(refused.sentence)
            self.rate.setFocus()
            return
        self.found = Payout(self.purpose.currentText(), rate, self.tax.currentData())
        super().accept()

    @classmethod
    def ask(cls, batch: str, parent: QWidget) -> Payout | None:
        """Return what was chosen, None when the clerk stays."""
        dialog = cls(batch, parent)
        dialog.exec()
        return dialog.found
