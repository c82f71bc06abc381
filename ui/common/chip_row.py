"""The filters above a list: ready chips with live counts, and terms of the clerk's own that come off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.office.listing import Chip, Field, Term
from ui.common.filters import said
from ui.common.folding_row import FoldingRow
from ui.common.labels import button
from ui.theme.look import Look

EVERYTHING = "Semua"


class ChipRow(QWidget):
    """Chips in a row, terms in a second one while there are any.

    changed: other rows are wanted now; more_wanted: a term is to be made.
    """

    changed = Signal()
    more_wanted = Signal()

    def __init__(
        self, chips: Sequence[Chip], fields: Mapping[str, Field[Any]], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._fields = look, fields
        self.chip: Chip | None = None
        self.terms: tuple[Term, ...] = ()
        self.buttons: list[tuple[QPushButton, Chip | None]] = []
        self._row = FoldingRow("Saringan", self)
        self.more = button("Saringan", look, icon_name="plus", role="chip")
        self.more.setAccessibleName("Tambah saringan")
        self.more.clicked.connect(self.more_wanted)
        self._own = QWidget(self)
        self._own_row = QHBoxLayout(self._own)
        self._own_row.setContentsMargins(0, 0, 0, 0)
        self.term_buttons: list[QPushButton] = []
        self._lay_out()
        if not any(one.title for one in fields.values()):
            self.more.hide()
        for chip in (None, *chips):
            self._add_chip(chip)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._row, 1)
        line.addWidget(self.more)
        self._own_row.addStretch()
        self._own.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._own)

    def _add_chip(self, chip: Chip | None) -> None:
        made = button(chip.title if chip else EVERYTHING, self._look, role="chip")
        made.setCheckable(True)
        made.setChecked(chip is None)
        made.clicked.connect(self._chooser(chip))
        self._row.add(made)
        self.buttons.append((made, chip))

    def _chooser(self, chip: Chip | None) -> Callable[[], None]:
        def choose() -> None:
            self.show_chip(chip)
            self.changed.emit()

        return choose

    def show_chip(self, chip: Chip | None) -> None:
        """Show a chip as the one that is pressed."""
        self.chip = chip
        for made, other in self.buttons:
            made.setChecked(other is chip)

    def named(self, title: str) -> Chip | None:
        """Return the chip of this title, None when there is none."""
        return next((chip for _, chip in self.buttons if chip is not None and chip.title == title), None)

    def count(self, counts: Sequence[int]) -> None:
        """Show how many rows each chip would show."""
        for (made, chip), count in zip(self.buttons, counts, strict=True):
            name = chip.title if chip else EVERYTHING
            made.setText(f"{name} {count}")
            made.setAccessibleName(f"Saringan {name}, {count} baris")
        self._row.fold()

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Show other terms."""
        self.terms = tuple(terms)
        for made in self.term_buttons:
            self._own_row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.term_buttons = []
        for at, term in enumerate(self.terms):
            text = said(term, self._fields)
            made = button(f"{text}  ✕", self._look, role="chip")
            made.setAccessibleName(f"Lepas saringan {text}")
            made.setToolTip("Lepas saringan ini")
            made.setCheckable(True)
            made.setChecked(True)
            made.clicked.connect(self._remover(term))
            self._own_row.insertWidget(at, made)
            self.term_buttons.append(made)
        self._own.setVisible(bool(self.terms))

    def _remover(self, term: Term) -> Callable[[], None]:
        def remove() -> None:
            self.set_terms([one for one in self.terms if one is not term])
            self.changed.emit()

        return remove

    def clear(self) -> None:
        """Take all filters away, without a word to anybody."""
        self.show_chip(None)
        self.set_terms(())
