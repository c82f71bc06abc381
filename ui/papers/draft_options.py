"""What may still be chosen for a draft: who signs in each role, values of goods, the form, the meterai."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.office.signatories import Signatory
from ikm_desktop.papers.content import BOOK_COST, NO_VALUE, PURCHASE_PRICE
from ikm_desktop.reports.choices import Choices, Offer
from ui.common.labels import label
from ui.common.picking import CalmCombo

_VALUES = {PURCHASE_PRICE: "Harga beli", BOOK_COST: "Harga pokok", NO_VALUE: "Tanpa nilai"}


class DraftOptions(QWidget):
    """The lists to choose from. chosen: something else was chosen."""

    chosen = Signal()

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signers: dict[str, CalmCombo] = {}
        self.values: CalmCombo | None = None
        self.form: CalmCombo | None = None
        self.stamp: CalmCombo | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for role in offer.roles:
            combo = CalmCombo(f"Penanda tangan: {role.name}")
            for one in role.signatories:
                combo.addItem(_called(one), one.id)
            if not role.signatories:
                combo.addItem("belum ada: garis kosong")
                combo.setEnabled(False)
            self.signers[role.role] = combo
            self._add(column, f"{role.name} menandatangani", combo)
        if offer.values:
            self.values = CalmCombo("Nilai barang")
            for value in offer.values:
                self.values.addItem(_VALUES.get(value, value), value)
            self._add(column, "Nilai barang", self.values)
        if offer.in_articles is not None:
            self.form = CalmCombo("Bentuk surat")
            for articles in (offer.in_articles, not offer.in_articles):
                self.form.addItem("Dalam Pasal" if articles else "Dengan ketentuan bernomor", articles)
            self._add(column, "Bentuk surat", self.form)
        if offer.stamps:
            self.stamp = CalmCombo("Meterai")
            for at, rate in enumerate(offer.stamps):
                shown = words.rupiah(rate) if rate else "Tanpa meterai"
                self.stamp.addItem(f"{shown} (menurut tarif)" if at == 0 else shown, rate)
            self._add(column, "Meterai", self.stamp)

    def _add(self, column: QVBoxLayout, text: str, combo: CalmCombo) -> None:
        name = label(text, "muted")
        name.setBuddy(combo)
        column.addWidget(name)
        column.addWidget(combo)
        combo.currentIndexChanged.connect(lambda _at: self.chosen.emit())

    def choices(self) -> Choices:
        """Return what is chosen; what stands first is the usual and no choice."""
        signers = {
            role: combo.currentData()
            for role, combo in self.signers.items()
            if combo.currentIndex() > 0 and combo.currentData() is not None
        }
        values = self.values.currentData() if self.values is not None and self.values.currentIndex() else ""
        articles = self.form.currentData() if self.form is not None and self.form.currentIndex() else None
        stamp = self.stamp.currentData() if self.stamp is not None and self.stamp.currentIndex() else None
        return Choices(signers, values, articles, stamp)


def _called(one: Signatory) -> str:
    return f"{one.prefix} {one.name}".strip() if one.prefix else one.name
