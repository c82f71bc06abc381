"""The seven steps of a batch as a card, and beneath it who is still missing, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.batches.steps import STATES, Missing, State, Step
from ui.common.fields_row import FlowLayout
from ui.common.labels import button, label
from ui.common.pill import Pill
from ui.theme.look import Look

_LOOKS: dict[State, tuple[str, str]] = {
    "waiting": ("neutral", "clock"),
    "under_way": ("info", "pencil"),
    "needed": ("warn", "circle-alert"),
    "done": ("ok", "circle-check"),
}
_NAMED = 6
_ENDED = {"Serahkan paket", "Tetapkan produk", "Isi jadwal", "Isi kehadiran", "Terima produk"}
"""Acts that a closed batch takes no more."""

_ICONS = {
    "peserta": "users",
    "bahan": "package",
    "kehadiran": "clipboard-list",
    "produk": "shopping-cart",
    "bayar": "banknote",
    "sertifikat": "badge-check",
    "berkas": "file-text",
}


class StepsCard(QFrame):
    """A line for each step: its number (Alt and the digit go to its button), state, figures, next act."""

    go = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._look = look
        self.buttons: dict[str, QPushButton] = {}
        self.pills: dict[str, Pill] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_steps(self, steps: Sequence[Step], *, closed: bool = False) -> None:
        """Show the steps as they stand; of a closed batch only those have a button that can still be done."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        self.pills.clear()
        for row, step in enumerate(steps):
            self._add(row, step, can_be_done=not closed or step.act not in _ENDED)

    def _add(self, row: int, step: Step, *, can_be_done: bool) -> None:
        go = button(step.act, self._look, icon_name=_ICONS[step.key], parent=self)
        go.setAccessibleName(f"{step.title}: {step.act}")
        go.setAutoDefault(True)
        go.clicked.connect(lambda: self.go.emit(step))
        name = label(f"&{row + 1}  {step.title}", "strong", self)
        name.setBuddy(go)
        pill = Pill(f"Keadaan {step.title}", self._look, self)
        pill.say(STATES[step.state], *_LOOKS[step.state])
        figures = label(step.figures, parent=self)
        figures.setWordWrap(True)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(pill, row, 1, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(figures, row, 2)
        self.pills[step.key] = pill
        go.setVisible(can_be_done)
        if can_be_done:
            self._grid.addWidget(go, row, 3)
            self.buttons[step.key] = go


class MissingCard(QFrame):
    """What is missing, and who, in which step; counts lead where it is mended, names to records."""

    person_chosen = Signal(int)
    step_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._look = look
        self._whole: set[str] = set()
        self._steps: Sequence[Step] = ()
        self._inside = QWidget(self)
        self.names: list[QPushButton] = []
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(label("Yang masih kurang", "section"))
        column.addWidget(self._inside)
        self.lacks: list[QPushButton] = []

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show what is missing in these steps."""
        self._steps = steps
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.names.clear()
        column.addLayout(self._all_lacks(steps))
        for step in steps:
            if step.missing:
                column.addWidget(label(f"{step.title} · {len(step.missing)}", "strong"))
                column.addLayout(self._names(step))
        self._column.replaceWidget(self._inside, made)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = made

    def _all_lacks(self, steps: Sequence[Step]) -> QLayout:
        """Return what is missing in a few words each; a click goes where it is mended."""
        self.lacks = [
            self._lack(replace(step, act=one.act), one.text) for step in steps for one in step.lacks
        ]
        if not self.lacks:
            row = QVBoxLayout()
            row.addWidget(label("Tidak ada yang kurang.", "muted"))
            return row
        flow = FlowLayout()
        for made in self.lacks:
            flow.addWidget(made)
        return flow

    def _lack(self, step: Step, text: str) -> QPushButton:
        made = button(text, self._look, icon_name=_ICONS[step.key])
        made.setAccessibleName(f"{step.title}, {text}: {step.act}")
        made.setToolTip(step.act)
        made.clicked.connect(lambda: self.step_chosen.emit(step))
        return made

    def _names(self, step: Step) -> FlowLayout:
        flow = FlowLayout()
        shown = step.missing if step.key in self._whole else step.missing[:_NAMED]
        for one in shown:
            flow.addWidget(self._link(step, one))
        if len(shown) < len(step.missing):
            more = button(f"dan {len(step.missing) - len(shown)} lainnya", self._look, role="link")
            more.setAccessibleName(f"Lihat semua yang kurang pada {step.title}")
            more.clicked.connect(lambda: self._show_whole(step))
            flow.addWidget(more)
        return flow

    def _link(self, step: Step, one: Missing) -> QPushButton:
        person = one.person
        made = button(f"{one.name}: {one.why}", self._look, role="link")
        if person is None:
            made.clicked.connect(lambda: self.step_chosen.emit(step))
        else:
            made.clicked.connect(lambda: self.person_chosen.emit(person))
        self.names.append(made)
        return made

    def _show_whole(self, step: Step) -> None:
        self._whole.add(step.key)
        self.show_steps(self._steps)
