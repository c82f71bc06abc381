"""Two people side by side, field by field: who is kept, and whose value of each field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.batches.roster import batches_of
from ikm_desktop.office.book import Office
from ikm_desktop.participants.merging import FIELDS
from ikm_desktop.participants.people import materials_held, people_by_id
from ikm_desktop.participants.person import LABELS, Person
from ui.common.labels import card, label

LEFT, RIGHT = 0, 1


class Comparison(QFrame):
    """The card of one pair. changed: another choice was made."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.people: tuple[Person, Person] | None = None
        self.keep = QButtonGroup(self)
        self.choices: dict[str, QButtonGroup] = {}
        self._body = QWidget()
        frame, self._inside = card()
        self._inside.addWidget(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_pair(self, first: int, second: int, why: str) -> None:
        """Show two people; the first is proposed to be kept, with what only the second has."""
        with self._office.reading() as connection:
            known = people_by_id(connection, (first, second))
            named = batches_of(connection, (first, second))
            held = {who.id: materials_held(connection, who.place) for who in known.values()}
        if len(known) != len({first, second}) or first == second:
            return
        self.people = one, other = known[first], known[second]
        self._begin()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(14)
        grid.addWidget(label(why[:1].upper() + why[1:] if why else "Pilihan petugas", "muted"), 0, 0, 1, 3)
        grid.addWidget(label("Yang dipertahankan", "strong"), 1, 0)
        for side, who in enumerate((one, other)):
            grid.addWidget(self._radio(self.keep, side, who.name, f"Pertahankan {who.name}"), 1, side + 1)
        self._told(
            grid, 2, "Angkatan", [", ".join(b.name for b in named.get(who.id, ())) for who in self.people]
        )
        self._told(grid, 3, "Memegang", [", ".join(held[who.id]) for who in self.people])
        line = 4
        for name in FIELDS:
            line += self._row(grid, line, name, one, other)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.keep.idClicked.connect(self._kept_chosen)
        self._kept_chosen(LEFT)

    def clear(self) -> None:
        """Show nobody."""
        self.people = None
        self._begin()

    @property
    def kept(self) -> int:
        """The id of the person to be kept."""
        return self._at(self._kept_side())

    @property
    def double(self) -> int:
        """The id of the other one."""
        return self._at(1 - self._kept_side())

    def taken(self) -> list[str]:
        """Return the fields the person kept takes from the other."""
        side = self._kept_side()
        return [name for name, group in self.choices.items() if group.checkedId() != side]

    # --- inside -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._inside.removeWidget(self._body)
        self._body.setParent(None)
        self._body.deleteLater()
        self._body = QWidget()
        self._inside.addWidget(self._body)
        self.keep = QButtonGroup(self)
        self.choices = {}

    def _kept_side(self) -> int:
        return self.keep.checkedId() if self.keep.checkedId() in (LEFT, RIGHT) else LEFT

    def _at(self, side: int) -> int:
        return 0 if self.people is None else self.people[side].id

    def _radio(self, group: QButtonGroup, side: int, text: str, said: str) -> QRadioButton:
        made = QRadioButton(text.replace("&", "&&"))
        made.setAccessibleName(said)
        made.setToolTip(text)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        group.addButton(made, side)
        return made

    def _told(self, grid: QGridLayout, line: int, title: str, texts: Sequence[str]) -> None:
        grid.addWidget(label(title, "muted"), line, 0)
        for side, text in enumerate(texts):
            made = label(text or "–")
            made.setWordWrap(True)
            grid.addWidget(made, line, side + 1)

    def _row(self, grid: QGridLayout, line: int, name: str, one: Person, other: Person) -> bool:
        """Add a field's row where one of the two has it; equal values are only told."""
        values = getattr(one, name), getattr(other, name)
        if not any(values):
            return False
        title = LABELS.get(name, "Foto")
        texts = [_shown(name, who) for who in (one, other)]
        if values[0] == values[1]:
            self._told(grid, line, title, texts)
            return True
        group = self.choices[name] = QButtonGroup(self)
        grid.addWidget(label(title, "strong"), line, 0)
        for side, text in enumerate(texts):
            made = self._radio(group, side, text or "(kosong)", f"{title}: {text or 'kosong'}")
            grid.addWidget(made, line, side + 1)
        group.idClicked.connect(lambda _side: self.changed.emit())
        return True

    def _kept_chosen(self, side: int) -> None:
        """Propose the values of who is kept, and the other's where she has none."""
        button = self.keep.button(side)
        button.setChecked(True)
        if self.people is not None:
            for name, group in self.choices.items():
                has = bool(getattr(self.people[side], name))
                group.button(side if has else 1 - side).setChecked(True)
        self.changed.emit()


def _shown(name: str, who: Person) -> str:
    if name == "nik":
        return who.masked_nik
    if name == "bank_account":
        return who.masked_account
    if name == "npwp":
        return who.masked_npwp
    value = getattr(who, name)
    if name == "photo":
        return "ada" if value else ""
    if isinstance(value, date):
        return words.short_date(value)
    return "" if value is None else str(value)
