"""Who may already be the person that is being typed, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ikm_desktop.batches.roster import BatchName
from ikm_desktop.participants.doubles import LookAlike
from ui.common.labels import button, card, label
from ui.theme.look import Look

SAME_NIK = "NIK sama"
_SHOWN = 3


class AlikeCard(QFrame):
    """The card. use: open this person instead; merge, different: what to do with her; check_nik: her NIK."""

    use = Signal(int)
    merge = Signal(int)
    different = Signal(int)
    check_nik = Signal()

    def __init__(self, look: Look, *, is_new: bool) -> None:
        super().__init__()
        self._look = look
        self._is_new = is_new
        self._shown: tuple[object, ...] | None = None
        frame, self._inside = card("Mungkin orang yang sama")
        self._list = QVBoxLayout()
        self._inside.addLayout(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.show_people((), {})

    def text(self) -> str:
        """What is told, a line for each person."""
        found = self.findChildren(QWidget, "told")
        return "\n".join(str(one.property("text")) for one in found)

    def show_people(self, found: Sequence[LookAlike], batches: Mapping[int, Sequence[BatchName]]) -> None:
        """Show who looks like her; built anew only when it is somebody else."""
        wanted = tuple((one.person.id, one.why) for one in found[:_SHOWN])
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for one in found[:_SHOWN]:
            named = ", ".join(of.name for of in batches.get(one.person.id, ()))
            self._list.addWidget(self._row(one, named))
        if not found:
            self._list.addWidget(self._told("Tidak ada yang mirip.", "muted"))

    def _told(self, text: str, role: str) -> QWidget:
        made = label(text, role)
        made.setObjectName("told")
        made.setWordWrap(True)
        return made

    def _row(self, one: LookAlike, batches: str) -> QWidget:
        row, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        row.setLayout(column)
        where = batches or one.person.regency or "tanpa alamat"
        same = one.why == SAME_NIK
        text = (
            f"NIK ini milik {one.person.name} ({where})."
            if same
            else f"{one.person.name} ({where}): {one.why}"
        )
        column.addWidget(self._told(text, "problem" if same else "strong" if one.likely else "muted"))
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for name, run in self._ways(one, same=same):
            made = button(name, self._look, role="link")
            made.setAccessibleName(f"{name}: {one.person.name}")
            made.clicked.connect(lambda _checked=False, run=run: run())
            buttons.addWidget(made)
        buttons.addStretch()
        column.addLayout(buttons)
        return row

    def _ways(self, one: LookAlike, *, same: bool) -> list[tuple[str, Callable[[], object]]]:
        person = one.person.id
        if self._is_new:
            ways: list[tuple[str, Callable[[], object]]] = [
                ("Pakai orang ini", lambda: self.use.emit(person))
            ]
        else:
            ways = [
                ("Gabungkan…", lambda: self.merge.emit(person)),
                ("Bukan orang yang sama", lambda: self.different.emit(person)),
            ]
        return [*ways, ("Periksa NIK", self.check_nik.emit)] if same else ways
