"""Lembar jejak: from a lot, a person, a body or a paper to where goods went, or to what they came from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.labels import kind_of, voucher_refs
from ikm_desktop.goods.trace import Direction
from ikm_desktop.goods.trails import Start, Step, Trail, start_of_voucher, starts, trail
from ikm_desktop.participants.people import person_at
from ui.common.entry import EntryPage
from ui.common.fields import Choice
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.picking import PickCombo
from ui.common.tab import TabContext
from ui.goods.going import open_voucher

_TITLE = "Lembar jejak"
_COLUMNS = (
    ("Jejak", 310),
    ("Tanggal", 88),
    ("Barang", 150),
    ("Jumlah", 92),
    ("Keterangan", 118),
    ("Dari → ke", 300),
)
_REMARK = 4
_QUANTITY = 3
_WAYS: tuple[tuple[str, Direction], ...] = (("Ke mana perginya", "forward"), ("Dari mana asalnya", "back"))
_UNFOLDED = 400
"""Up to how many steps everything stands unfolded."""


class TracePage(EntryPage):
    """A tree of moves; Enter goes on from the chosen one, Alt+← comes back."""

    def __init__(
        self, context: TabContext, start: Start | None = None, direction: Direction = "forward"
    ) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        self._office = context.office
        self.trail: Trail | None = None
        self._before: list[tuple[Start, Direction]] = []
        self.begin = PickCombo("Jejak dari", self)
        self.begin.setMinimumWidth(390)
        with self._office.reading() as connection:
            self.begin.offer([(one.name, one) for one in starts(connection)])
        self.begin.line.setPlaceholderText("Ketik nama, nomor surat, atau barang")
        self.way = Choice(self)
        self.way.setAccessibleName("Arah jejak")
        for text, direction_ in _WAYS:
            self.way.addItem(text, direction_)
        self.way.setCurrentIndex(self.way.findData(direction))
        self.tree = QTreeWidget(self)
        self.told = label("Pilih awal jejak: orang, lembaga, penyedia, lot, atau surat.", "muted")
        self.told.setWordWrap(True)
        self._lay_out()
        self.begin.picked.connect(self._picked)
        self.way.currentIndexChanged.connect(self.show_trail)
        self.tree.itemActivated.connect(lambda _item, _column: self.follow())
        self.setFocusProxy(self.begin if start is None else self.tree)
        if start is not None:
            self.go(start)

    def _lay_out(self) -> None:
        self.fields.addWidget(named("&Jejak dari", self.begin))
        self.fields.addWidget(named("&Arah", self.way))
        tree = self.tree
        tree.setAccessibleName(_TITLE)
        tree.setColumnCount(len(_COLUMNS))
        tree.setHeaderLabels([title for title, _ in _COLUMNS])
        for at, (_, width) in enumerate(_COLUMNS):
            tree.setColumnWidth(at, width)
        tree.headerItem().setTextAlignment(
            _QUANTITY, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setMinimumHeight(180)
        self.body.addWidget(tree, 1)
        self.body.addWidget(self.told)
        self.hints.setText("Enter telusuri dari sini · Alt+← kembali selangkah · Esc kembali ke daftar")
        self.back_button = self.add_button("&Mundur  Alt+←", self.go_back, icon_name="arrow-left")
        self.add_key("Alt+Left", self.go_back)
        self.turn_button = self.add_button("&Balik arah", self.turn, icon_name="refresh-cw")
        self.paper_button = self.add_button("Lihat surat", self.open_paper, key="Ctrl+O", icon_name="eye")
        self.print_button = self.add_button(
            "Cetak jejak", self.print_sheet, key="Ctrl+P", icon_name="printer"
        )
        self.back_button.setEnabled(False)

    # --- going --------------------------------------------------------------------------------------

    def direction(self) -> Direction:
        """The way chosen."""
        return next(one for _, one in _WAYS if one == self.way.currentData())

    def _picked(self, start: Start | None) -> None:
        if start is not None:
            self.go(start)

    def go(self, start: Start) -> None:
        """Trace from somewhere; where the trace was before can be come back to."""
        if self.trail is not None and self.trail.start != start:
            self._before.append((self.trail.start, self.trail.direction))
        self.begin.pick(start, start.name)
        self._show(start)

    def go_back(self) -> None:
        """Come back to the trace before."""
        if self._before:
            start, direction = self._before.pop()
            self.way.blockSignals(True)
            self.way.setCurrentIndex(self.way.findData(direction))
            self.way.blockSignals(False)
            self.begin.pick(start, start.name)
            self._show(start)

    def turn(self) -> None:
        """Trace from the same start the other way."""
        self.way.setCurrentIndex(1 - self.way.currentIndex())

    def follow(self) -> None:
        """Trace on from the chosen step's paper."""
        step = self.chosen()
        if step is None:
            return
        with self._office.reading() as connection:
            refs = voucher_refs(connection, [step.node.voucher])
        self.go(start_of_voucher(refs, step.node.voucher))

    def open_paper(self) -> None:
        """Show the paper of the chosen step."""
        step = self.chosen()
        if step is not None:
            open_voucher(self.context, step.node.voucher)

    def print_sheet(self) -> None:
        """Open the sheet of the trace: from a letter to an institution back, or from a maker forward."""
        from ikm_desktop.reports import sheets

        start = None if self.trail is None else self.trail.start
        if start is None:
            return
        with self._office.reading() as connection:
            maker = None if start.place is None else person_at(connection, start.place)
            voucher = start.voucher
            is_letter = voucher is not None and kind_of(connection, voucher) == "distribution"
        try:
            if maker is not None:
                paper = sheets.trail_of_maker(self._office, maker=maker.id)
            elif voucher is not None and is_letter:
                paper = sheets.trail_of_handover(self._office, voucher=voucher)
            else:
                self.context.say("Lembar jejak dicetak dari satu pembuat atau satu BAST kepada lembaga.")
                return
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.context.show_paper(paper)

    def chosen(self) -> Step | None:
        """The chosen step, None without one."""
        item = self.tree.currentItem()
        found = None if item is None else item.data(0, Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Step) else None

    def show_trail(self) -> None:
        """Read the trace again, the other way."""
        if self.trail is not None:
            self._show(self.trail.start)

    # --- showing ------------------------------------------------------------------------------------

    def _show(self, start: Start) -> None:
        with self._office.reading() as connection:
            self.trail = trail(connection, start, self.direction())
        self.title.setText(f"{_TITLE} · {start.name}")
        self.tree.clear()
        above: list[QTreeWidgetItem] = []
        for step in self.trail.steps:
            del above[step.depth :]
            made = self._item(step)
            if above:
                above[-1].addChild(made)
            else:
                self.tree.addTopLevelItem(made)
            above.append(made)
        if len(self.trail.steps) <= _UNFOLDED:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self.back_button.setEnabled(bool(self._before))
        self.told.setText(_summary(self.trail))
        if self.trail.steps:
            self.tree.setFocus()

    def _item(self, step: Step) -> QTreeWidgetItem:
        node = step.node
        remark = "sudah di atas" if step.again else step.remark
        cells = (
            step.label,
            words.short_date(node.day),
            step.item.heading,
            step.shown,
            remark,
            f"{node.from_name} → {node.to_name}",
        )
        made = QTreeWidgetItem(list(cells))
        made.setData(0, Qt.ItemDataRole.UserRole, step)
        made.setTextAlignment(_QUANTITY, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        spoken = ", ".join(cell for cell in cells if cell)
        made.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        made.setToolTip(0, spoken)
        tokens = self.context.look.tokens
        if step.grey or step.again:
            for at in range(len(cells)):
                made.setForeground(at, QBrush(QColor(tokens.muted)))
        if step.grey:
            font = QFont(self.tree.font())
            font.setStrikeOut(True)
            for at in range(len(cells)):
                if at != _REMARK:
                    made.setFont(at, font)
        elif step.remark and not step.again:
            made.setForeground(_REMARK, QBrush(QColor(tokens.err if "ditolak" in remark else tokens.warn)))
        return made


def _summary(found: Trail) -> str:
    if not found.steps:
        return "Tidak ada barang yang bergerak dari sini."
    sums: dict[tuple[str, str], int] = {}
    items = {}
    for step in found.ends:
        place = step.node.to_name if found.direction == "forward" else step.node.from_name
        key = (step.item.heading, place)
        sums[key] = sums.get(key, 0) + step.node.quantity
        items[step.item.heading] = step.item
    told = [f"{name} {items[name].ref.show(quantity)} {place}" for (name, place), quantity in sums.items()]
    shown = "; ".join(told[:6]) + (f"; dan {len(told) - 6} lagi" if len(told) > 6 else "")  # noqa: PLR2004 - a line or two
    word = "Sampai di" if found.direction == "forward" else "Berasal dari"
    more = f" {found.more} gerakan lain tidak ditampilkan." if found.more else ""
    return f"{len(found.steps)} gerakan. {word}: {shown}.{more}"
