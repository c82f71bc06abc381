"""The row of buttons that tick many institutions at once: all, a class, those that got nothing yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikm_desktop.distribution.plan import Basis
from ikm_desktop.goods.parties import CLASSES
from ui.common.fields_row import FlowLayout
from ui.common.labels import button, label
from ui.theme.look import Look


class Plan(Protocol):
    """The page that the row belongs to."""

    basis: Basis

    def ticked_places(self) -> set[int]:
        """The places of the institutions that are ticked."""


class TickRow(QWidget):
    """The buttons. wanted: by place, whether it is to be ticked."""

    wanted = Signal(object)

    def __init__(self, look: Look, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        row = FlowLayout(self)
        row.addWidget(label("Pilih:", "muted"))
        buttons: list[tuple[str, str, Callable[[], None]]]
        buttons = [("Semua  Ctrl+A", "Pilih semua lembaga", self.tick_all)]
        buttons += [
            (name.split(" dan ")[0], f"Pilih {name}", partial(self.tick_class, code))
            for code, name in CLASSES.items()
        ]
        buttons += [
            ("Belum menerima", "Pilih yang belum menerima siklus ini", self.tick_fresh),
            ("Kosongkan", "Jangan pilih satu pun", self.tick_nobody),
        ]
        for text, spoken, run in buttons:
            made = button(text, look, role="chip")
            made.setAccessibleName(spoken)
            made.clicked.connect(lambda _checked=False, run=run: run())
            row.addWidget(made)

    def tick_all(self) -> None:
        """Tick every institution."""
        self.wanted.emit({one.place: True for one in self._plan.basis.institutions})

    def tick_nobody(self) -> None:
        """Take all ticks away."""
        self.wanted.emit({one.place: False for one in self._plan.basis.institutions})

    def tick_class(self, code: str) -> None:
        """Tick the institutions of a class; untick them where all of it are ticked."""
        of_class = {one.place for one in self._plan.basis.institutions if one.class_ == code}
        self.wanted.emit(dict.fromkeys(of_class, not of_class <= self._plan.ticked_places()))

    def tick_fresh(self) -> None:
        """Tick only those that got nothing in the cycle."""
        basis = self._plan.basis
        self.wanted.emit({one.place: not basis.received(one.place) for one in basis.institutions})
