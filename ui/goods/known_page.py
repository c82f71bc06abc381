"""Buku waktu itu: a day as the book knew it on another day, beside what it says now, and the acts between."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from ikm_desktop import words
from ikm_desktop.errors import PaperRef
from ikm_desktop.goods.corrections import Correction, Known, KnownRow, known_and_corrected
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.places import place_refs
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.listing import Column
from ui.common.pill import Pill
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.goods.going import open_voucher

_TITLE = "Buku waktu itu"

_Row = tuple[KnownRow, Item, str]
_Act = tuple[Correction, str, str, int]


def _shown(row: _Row, quantity: int) -> str:
    return row[1].ref.show(quantity)


_ROW_COLUMNS: tuple[Column[_Row], ...] = (
    Column("Barang", lambda row: row[1].name, width=230),
    Column("Tempat", lambda row: row[2], width=250),
    Column(
        "Waktu itu",
        lambda row: _shown(row, row[0].then.quantity),
        lambda row: row[0].then.quantity,
        True,
        width=105,
    ),
    Column(
        "Sekarang",
        lambda row: _shown(row, row[0].now.quantity),
        lambda row: row[0].now.quantity,
        True,
        width=105,
    ),
    Column(
        "Selisih",
        lambda row: _signed(row, row[0].now.quantity - row[0].then.quantity),
        lambda row: abs(row[0].now.quantity - row[0].then.quantity),
        True,
        width=105,
    ),
    Column(
        "Nilai waktu itu",
        lambda row: words.rupiah(row[0].then.value),
        lambda row: row[0].then.value,
        True,
        width=125,
    ),
    Column(
        "Nilai sekarang",
        lambda row: words.rupiah(row[0].now.value),
        lambda row: row[0].now.value,
        True,
        width=125,
    ),
)
_ACT_COLUMNS: tuple[Column[_Act], ...] = (
    Column("Dicatat", lambda act: words.short_date(act[0].entered_on), lambda act: act[0].entry, width=88),
    Column("Petugas", lambda act: act[0].actor, width=140),
    Column("Surat", lambda act: act[1], width=270),
    Column("Yang berubah", lambda act: act[2], width=420),
)


def _signed(row: _Row, quantity: int) -> str:
    if not quantity:
        return "–"
    return f"{'+' if quantity > 0 else '−'}{_shown(row, abs(quantity))}"


class KnownPage(EntryPage):
    """Two days to choose; balances above, acts beneath. Enter on an act opens its paper."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        today = context.office.clock.now().date()
        last = today.replace(day=1) - timedelta(days=1)
        self.on = DateField("Keadaan pada akhir", last, self)
        self.known_on = DateField("Menurut yang dicatat sampai", last, self)
        self.state = Pill("Perubahan sejak itu", context.look, self)
        self.rows = RowsTable(_ROW_COLUMNS, context.look, self)
        self.acts = RowsTable(_ACT_COLUMNS, context.look, self)
        self.between = label("", "section")
        self.known: Known | None = None
        self._lay_out()
        for field in (self.on, self.known_on):
            field.changed.connect(self.show_known)
        self.acts.activated.connect(self._open)
        self.setFocusProxy(self.on.line)
        self.show_known()

    def _lay_out(self) -> None:
        for one in (
            named("&Keadaan pada akhir", self.on, self.on.line),
            named("&Menurut yang dicatat sampai", self.known_on, self.known_on.line),
            self.state,
        ):
            self.fields.addWidget(one)
        self.rows.setAccessibleName("Sisa waktu itu dan sekarang")
        self.acts.setAccessibleName("Yang dicatat sesudahnya")
        for table in (self.rows, self.acts):
            table.setMinimumHeight(96)
        self.acts.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        # What was corrected first, the largest first.
        self.rows.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.rows)
        split.addWidget(self.acts)
        split.setSizes([300, 200])
        self.body.addWidget(split, 1)
        self.body.addWidget(self.between)
        self.hints.setText("Enter pada catatan membuka suratnya · Ctrl+C menyalin ke Excel · Esc kembali")

    def show_known(self) -> None:
        """Read both states of the day; days that cannot be are told."""
        on, known_on = self.on.day(), self.known_on.day()
        if on is None or known_on is None:
            return
        with self.context.office.reading() as connection:
            self.known = known = known_and_corrected(connection, known_on=known_on, on=on)
            places = place_refs(connection, {row.place for row in known.rows})
            changes = [change for act in known.acts for change in act.changes]
            places |= place_refs(connection, {change.place for change in changes})
            items = items_by_id(
                connection, {row.item for row in known.rows} | {change.item for change in changes}
            )
            refs = voucher_refs(connection, {voucher for act in known.acts for voucher in act.vouchers})
        self.rows.rows_model.set_rows([(row, items[row.item], places[row.place].name) for row in known.rows])
        names = {place: ref.name for place, ref in places.items()}
        self.acts.rows_model.set_rows([_act(act, items, names, refs) for act in known.acts])
        corrected = sum(row.is_corrected for row in known.rows)
        if corrected:
            self.state.say(f"{corrected} sisa berubah", "warn", "history")
        else:
            self.state.say("Tidak ada yang berubah", "ok", "circle-check")
        self.between.setText(_between(known, known_on))

    def _open(self) -> None:
        chosen = self.acts.chosen()
        if chosen:
            open_voucher(self.context, chosen[0][3])


def _act(act: Correction, items: dict[int, Item], places: dict[int, str], refs: dict[int, PaperRef]) -> _Act:
    papers = list(dict.fromkeys(str(refs[voucher]) for voucher in act.vouchers))
    shown = papers[0] if len(papers) == 1 else f"{papers[0]} dan {len(papers) - 1} lagi"
    parts = []
    for change in act.changes:
        sign = "+" if change.quantity > 0 else "−"
        item = items[change.item]
        parts.append(f"{item.heading} {sign}{item.ref.show(abs(change.quantity))} {places[change.place]}")
    more = f"; +{len(parts) - 3}" if len(parts) > 3 else ""  # noqa: PLR2004 - what fits the column
    return act, shown, "; ".join(parts[:3]) + more, act.vouchers[0]


def _between(known: Known, known_on: date) -> str:
    if not known.acts:
        return f"Sesudah {words.short_date(known_on)} tidak ada catatan yang mengubah hari itu."
    return f"{len(known.acts)} catatan sesudah {words.short_date(known_on)} mengubah keadaan itu."
