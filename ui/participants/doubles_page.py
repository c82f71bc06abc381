"""Suspected doubles: pairs side by side, made one or told to be two; what was merged can be separated."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.batches.merging import merge, unmerge
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.participants.doubles import Pair, not_the_same, suspected_pairs
from ikm_desktop.participants.merging import Merge, merges
from ikm_desktop.participants.people import people_by_id
from ui.common.entry import EntryPage
from ui.common.labels import button, card, label
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext
from ui.participants.comparison import Comparison

_HANDOVERS = "penyerahan"
_LIST_WIDTH, _NARROW_LIST, _NARROW = 300, 210, 1100


class _PairList(QListWidget):
    """The pairs to the left; without any it says so."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Write in the empty list that it is empty."""
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(10, 10, -10, -10)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, "Tidak ada pasangan.")
            painter.end()


class DoublesPage(EntryPage):
    """The pairs, or two people that were chosen."""

    def __init__(self, context: TabContext, chosen: tuple[int, int] | None = None) -> None:
        super().__init__(context, "Peserta", "Mungkin ganda")
        self._office = context.office
        self._chosen = chosen
        self.pairs: list[Pair] = []
        self.list = _PairList()
        self.list.setAccessibleName("Pasangan yang mungkin satu orang")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(220)
        self.comparison = Comparison(context.office)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.merged = QVBoxLayout()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_pair)
        self.message.way_chosen.connect(self._go)
        self.reload()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        row, right = QHBoxLayout(), QVBoxLayout()
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        row.addLayout(left)
        right.addWidget(self.told)
        right.addWidget(self.comparison)
        frame, inside = card("Sudah digabungkan")
        inside.addLayout(self.merged)
        right.addWidget(frame)
        right.addStretch()
        inner = QWidget()
        inner.setLayout(right)
        inner.setMaximumWidth(900)
        right.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch()
        self.body.addLayout(row)
        self.hints.setText("↑↓ pasangan berikutnya · penggabungan dapat dipisahkan lagi · Esc = kembali")
        self.different_button = self.add_button(
            "Bukan orang yang sama", self.say_different, key="Ctrl+B", icon_name="x"
        )
        self.merge_button = self.add_button(
            "Gabungkan", self.merge_them, key="Ctrl+S", icon_name="users", role="primary"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave more room for the comparison where the window is narrow."""
        super().resizeEvent(event)
        self.list.setFixedWidth(_NARROW_LIST if self.width() < _NARROW else _LIST_WIDTH)

    # --- reading ------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the pairs and the merges again; the pair that was chosen stands first."""
        with self._office.reading() as connection:
            pairs = list(suspected_pairs(connection))
            done = merges(connection)
            ids = {person for pair in pairs for person in pair[:2]} | {m for one in done for m in _both(one)}
            people = people_by_id(connection, {*ids, *(self._chosen or ())})
        if self._chosen is not None:
            pairs = [pair for pair in pairs if {*pair[:2]} != {*self._chosen}]
            why = next(
                (p.why for p in self.pairs if {*p[:2]} == {*self._chosen}), "dipilih untuk digabungkan"
            )
            standing = all(person in people and people[person].merged_into is None for person in self._chosen)
            pairs = [Pair(*self._chosen, why), *pairs] if standing else pairs
        self.pairs = pairs
        self.list.blockSignals(True)
        self.list.clear()
        for pair in pairs:
            text = f"{people[pair.first].name}\n{people[pair.second].name}\n{pair.why}"
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", ", "))
            self.list.addItem(item)
        self.list.blockSignals(False)
        names = {person: who.name for person, who in people.items()}
        self._show_merges([one for one in done if not one.undone], names)
        self.list.setCurrentRow(0 if pairs else -1)
        self._show_pair(0 if pairs else -1)

    def _show_pair(self, row: int) -> None:
        there = 0 <= row < len(self.pairs)
        for made in (self.merge_button, self.different_button):
            made.setEnabled(there)
        self.comparison.setVisible(there)
        if not there:
            self.told.setText("Tidak ada pasangan yang mungkin satu orang.")
            self.comparison.clear()
            return
        self.told.setText(
            f"Pasangan {row + 1} dari {len(self.pairs)}. Data ganda tetap tersimpan dengan suratnya; bahan "
            "yang dipegangnya pindah ke orang yang dipertahankan."
        )
        self.comparison.show_pair(*self.pairs[row])

    def _show_merges(self, done: list[Merge], names: dict[int, str]) -> None:
        while (item := self.merged.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        if not done:
            self.merged.addWidget(label("Belum ada.", "muted"))
        for one in done:
            line, row = QWidget(), QHBoxLayout()
            line.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            text = (
                f"{names.get(one.double, '')} ke {names.get(one.kept, '')}, "
                f"{words.short_date(one.at.date())}, {one.actor}"
            )
            told = label(text)
            told.setWordWrap(True)
            row.addWidget(told, 1)
            made = button("Pisahkan…", self.context.look, icon_name="undo-2")
            made.setAccessibleName(f"Pisahkan {text}")
            made.clicked.connect(lambda _checked=False, merge=one.id, text=text: self.separate(merge, text))
            row.addWidget(made)
            self.merged.addWidget(line)

    # --- acts ---------------------------------------------------------------------------------------

    def merge_them(self) -> None:
        """Make the pair one person."""
        choice = self.comparison
        if choice.people is None:
            return
        name = next(who.name for who in choice.people if who.id == choice.kept)
        done = self._tried(
            lambda: merge(self._office, kept=choice.kept, double=choice.double, take_fields=choice.taken())
        )
        if done is not None:
            self.context.say(f"Digabungkan: {name}. Dapat dipisahkan lagi di halaman ini.")

    def _go(self, way: str) -> None:
        """Go to the papers that are in the way: those of the double."""
        choice = self.comparison
        if way == "lihat-surat" and choice.people is not None:
            name = next(who.name for who in choice.people if who.id == choice.double)
            self.context.go_to(_HANDOVERS, name)

    def say_different(self) -> None:
        """Remember that they are two."""
        if self.comparison.people is None:
            return
        one, other = self.comparison.people
        if self._tried(lambda: not_the_same(self._office, first=one.id, second=other.id)):
            self.context.say("Dicatat: bukan orang yang sama.")

    def separate(self, merged: int, text: str) -> None:
        """Take a merge back for a reason."""
        reason = ReasonDialog.ask(self, "Pisahkan", f"Pisahkan {text}?", "Pisahkan")
        if reason is not None and self._tried(lambda: unmerge(self._office, merge=merged, reason=reason)):
            self.context.say("Dipisahkan lagi; barang dan angkatannya kembali.")

    def _tried(self, act: Callable[[], Done]) -> Done | None:
        try:
            done = act()
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return None
        self.message.clear()
        self._chosen = None
        self.reload()
        self.message.tell(done.notices)
        return done


def _both(one: Merge) -> tuple[int, int]:
    return one.kept, one.double
