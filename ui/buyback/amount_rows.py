"""A few items under each other, each with what is known of it and a field for how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ikm_desktop.errors import FieldRefusal
from ikm_desktop.goods.items import Item
from ui.common.fields import select_on_focus
from ui.common.labels import label


@dataclass(frozen=True, slots=True)
class AmountLine:
    """An item; most: smallest units that there are of it, None where it does not matter; note: beside it."""

    item: Item
    most: int | None = None
    note: str = ""


class AmountRows(QWidget):
    """The rows, narrow enough for a side panel. `changed`: something was typed; `finished`: Enter at the end.

    name: what the amounts are ("Rusak"); empty: what stands there while there is no row.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._lines: list[AmountLine] = []
        self._kept: dict[str, str] = {}
        self.fields: dict[int, QLineEdit] = {}
        self._widgets: list[QWidget] = []
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._empty = label(empty, "muted", self)
        self._empty.setWordWrap(True)
        self._grid.addWidget(self._empty, 0, 0, 1, 2)

    def show_lines(self, lines: Sequence[AmountLine]) -> None:
        """Show these; what was typed of an item that is still among them stays."""
        typed = self.state() | self._kept
        if [line.item.id for line in lines] != [line.item.id for line in self._lines]:
            for widget in self._widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._widgets, self.fields = [], {}
            for at, line in enumerate(lines, start=1):
                self._add(at, line)
        self._lines = list(lines)
        for line, shown in zip(lines, self._widgets[::2], strict=True):
            shown.setText(f"{line.item.name} · {line.note}" if line.note else line.item.name)  # type: ignore[attr-defined]
        self.restore({key: text for key, text in typed.items() if text})
        self._empty.setVisible(not lines)

    def _add(self, at: int, line: AmountLine) -> None:
        shown, field = label("", "", self), QLineEdit(self)
        shown.setWordWrap(True)
        shown.setBuddy(field)
        field.setAccessibleName(f"{self._name} {line.item.name}")
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setPlaceholderText(line.item.unit.symbol)
        field.setFixedWidth(field.fontMetrics().horizontalAdvance("00.000,000") + 20)
        self._grid.addWidget(shown, at, 0)
        self._grid.addWidget(field, at, 1)
        for widget in (shown, field):
            widget.show()  # at once, so that the cursor can be put into it
        select_on_focus(field)
        field.textChanged.connect(self._typed)
        field.returnPressed.connect(lambda: self._go_on_after(line.item.id))
        self._widgets += [shown, field]
        self.fields[line.item.id] = field

    def _typed(self) -> None:
        self.judge()
        self.changed.emit()

    def _go_on_after(self, item: int) -> None:
        following = [*self.fields][[*self.fields].index(item) + 1 :]
        if following:
            self.fields[following[0]].setFocus()
        else:
            self.finished.emit()

    # --- what is typed ------------------------------------------------------------------------------

    def amounts(self) -> dict[int, int]:
        """Return smallest units by item, of those of which something is typed that can be read."""
        return {item: amount for item, amount, _ in self._read() if amount}

    def problems(self, *, above: bool = True) -> list[str]:
        """Return what is wrong, a sentence an item; above: also what is more than there is."""
        found = []
        for item, amount, text in self._read():
            line = next(one for one in self._lines if one.item.id == item)
            if text:
                found.append(text)
            elif above and line.most is not None and amount > line.most:
                show = line.item.ref.show
                found.append(f"{self._name} {line.item.name}: ada {show(line.most)}, diisi {show(amount)}.")
        return found

    def _read(self) -> list[tuple[int, int, str]]:
        found = []
        for line in self._lines:
            text = self.fields[line.item.id].text().strip()
            try:
                found.append((line.item.id, line.item.unit.read(text or "0", line.item.name), ""))
            except FieldRefusal as refusal:
                found.append((line.item.id, 0, refusal.sentence))
        return found

    def judge(self) -> None:
        """Mark the fields of which something is wrong."""
        for (item, amount, text), line in zip(self._read(), self._lines, strict=True):
            field = self.fields[item]
            state = "bad" if text or (line.most is not None and amount > line.most) else ""
            if (field.property("state") or "") != state:
                field.setProperty("state", state)
                field.style().unpolish(field)
                field.style().polish(field)

    # --- as a part of a form ------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Return what is typed, by item."""
        return {str(item): field.text() for item, field in self.fields.items() if field.text()}

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Type what a draft held; rows that are shown later get theirs then."""
        held: dict[str, str] = dict(state) if isinstance(state, dict) else {}
        self._kept = {key: text for key, text in held.items() if int(key) not in self.fields}
        for item, field in self.fields.items():
            field.blockSignals(True)
            field.setText(held.get(str(item), ""))
            field.blockSignals(False)
        self.judge()

    def spot(self) -> list[Any]:
        """Return the item whose field the cursor stands in."""
        return [item for item, field in self.fields.items() if field is self.focusWidget()]

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor into an item's field, the first where that one is gone."""
        first = next(iter(self.fields.values()), None)
        field = self.fields.get(int(spot[0])) if spot else first
        (field or first or self).setFocus()
