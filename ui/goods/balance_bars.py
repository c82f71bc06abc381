"""The bars of the proof of conservation: an item's whole and where it is; each part opens what made it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.goods.conservation import MaterialBalance, ProductBalance
from ikm_desktop.goods.neraca import Term, terms_for
from ui.common.labels import label
from ui.home.bars import StackedBar
from ui.home.figures import Bar, Part
from ui.theme.look import Look

Balance = MaterialBalance | ProductBalance

_TOKENS = {
    "in_store": "neutral",
    "held": "info",
    "with_makers": "err",
    "used_in_accepted": "ok",
    "used_in_rejects": "err",
    "distributed": "ok",
    "given_out": "ok",
    "wasted": "warn",
    "lost": "warn",
    "returned_to_vendor": "void",
    "taken_back": "neutral",
}


def occurring(row: Balance, *, came: bool) -> list[tuple[Term, int]]:
    """Return the terms of one side of an item's equation that are not 0, with their quantities."""
    found = ((term, int(getattr(row, term.name))) for term in terms_for(row.item) if term.came == came)
    return [(term, quantity) for term, quantity in found if quantity]


def equation(row: Balance) -> str:
    """Write an item's equation in words: what came in, where it is, and what is unexplained."""
    show = row.item.ref.show
    sides = [
        " + ".join(f"{term.word} {show(quantity)}" for term, quantity in occurring(row, came=came)) or "0"
        for came in (True, False)
    ]
    return f"{sides[0]} = {sides[1]}; selisih {show(row.unexplained)}"


def bar_of(row: Balance) -> Bar:
    """Return the bar of an item: the parts are where it is."""
    item = row.item
    parts = tuple(
        Part(
            quantity,
            words.scaled_number(quantity, item.unit.per, item.unit.decimals),
            term.word,
            _TOKENS[term.name],
        )
        for term, quantity in occurring(row, came=False)
        if quantity > 0
    )
    return Bar(item.name, equation(row), parts)


class TermBar(StackedBar):
    """A bar that tells which of its parts was clicked; `part_opened` carries its word, "" for the bar."""

    part_opened = Signal(str)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the part beneath the mouse."""
        where = event.position()
        found = next((part.word for room, part in self.rooms() if room.contains(where)), "")
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.part_opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the bar on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.part_opened.emit("")
            return
        super().keyPressEvent(event)


class BalanceBars(QWidget):
    """All items one under the other. chosen: an item's id and the word of the part, "" for none."""

    chosen = Signal(int, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.bars: list[TermBar] = []
        self._widgets: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(3)
        self._column.addStretch()

    def show_balances(self, rows: Sequence[Balance]) -> None:
        """Show other items."""
        for widget in self._widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.bars, self._widgets = [], []
        for row in rows:
            self._add(row)

    def _add(self, row: Balance) -> None:
        name = label(row.item.name, "strong")
        told = label(equation(row), "problem" if row.unexplained else "muted")
        told.setWordWrap(True)
        made = TermBar(self._look, bar_of(row), self)
        item = row.item.id
        made.part_opened.connect(lambda word: self.chosen.emit(item, word))
        for widget in (name, told, made):
            self._column.insertWidget(self._column.count() - 1, widget)
            self._widgets.append(widget)
        self.bars.append(made)
