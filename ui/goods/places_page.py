"""Sisa per tempat: what lies in each store and with each person on any day; Enter opens the card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ikm_desktop import words
from ikm_desktop.errors import PlaceRef
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.kinds import PLACE_NAMES
from ikm_desktop.goods.places import place_refs
from ui.common.entry import EntryPage
from ui.common.fields import Choice, DateField
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.listing import Column, matches_all
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.goods.card_page import CardPage

_TITLE = "Sisa per tempat"
_ALL, _STORES, _PEOPLE = "Semua tempat", "Gudang saja", "Peserta saja"


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies of an item at a place: smallest units, whole rupiah."""

    place: PlaceRef
    item: Item
    quantity: int
    value: int


_COLUMNS: tuple[Column[Lying], ...] = (
    Column("Tempat", lambda row: row.place.name, width=260),
    Column("Jenis tempat", lambda row: PLACE_NAMES[row.place.kind], width=110),
    Column("Barang", lambda row: row.item.name, width=240),
    Column(
        "Jumlah",
        lambda row: row.item.ref.show(row.quantity),
        lambda row: row.quantity,
        number=True,
        width=130,
    ),
    Column("Nilai", lambda row: words.rupiah(row.value), lambda row: row.value, number=True, width=140),
)


class PlacesPage(EntryPage):
    """A table of balances, filtered by kind of place and by words."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        self.today = context.office.clock.now().date()
        self.day = DateField("Pada akhir", self.today, self)
        self.kind = Choice(self)
        self.kind.setAccessibleName("Tempat")
        self.kind.addItems([_ALL, _STORES, _PEOPLE])
        self.search = QLineEdit(self)
        self.search.setAccessibleName("Cari tempat atau barang")
        self.search.setPlaceholderText("Cari tempat atau barang")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(220)
        self.table = RowsTable(_COLUMNS, context.look, self)
        self.table.setAccessibleName(_TITLE)
        self.table.setMinimumHeight(160)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.totals = label("", "strong")
        self.totals.setWordWrap(True)
        self._all: list[Lying] = []
        for one in (
            named("&Pada akhir", self.day, self.day.line),
            named("&Tempat", self.kind),
            named("&Cari", self.search),
        ):
            self.fields.addWidget(one)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.totals)
        self.hints.setText(
            "Enter membuka kartu barang di tempat itu · Ctrl+C menyalin ke Excel · Esc kembali"
        )
        self.day.changed.connect(self.read)
        self.kind.currentIndexChanged.connect(self.show_rows)
        self.search.textChanged.connect(self.show_rows)
        self.table.activated.connect(self.open_card)
        self.setFocusProxy(self.table)
        self.read()

    def on(self) -> date | None:
        """The day asked for, None for all that is booked (today and later)."""
        day = self.day.day()
        return day if day is not None and day < self.today else None

    def read(self) -> None:
        """Read the balances of the day."""
        if self.day.problem() is not None:
            return
        with self.context.office.reading() as connection:
            found = on_hand_of_everything(connection, on=self.on())
            places = place_refs(connection, {row.place for row in found})
            items = items_by_id(connection, {row.item for row in found})
        self._all = [Lying(places[row.place], items[row.item], row.quantity, row.value) for row in found]
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows that are asked for."""
        kind = {_STORES: "store", _PEOPLE: "participant"}.get(self.kind.currentText())
        rows = [
            row
            for row in self._all
            if (kind is None or row.place.kind == kind)
            and matches_all(f"{row.place.name} {row.item.name}", self.search.text())
        ]
        self.table.rows_model.set_rows(rows)
        self.totals.setText(_totals(rows))

    def open_card(self) -> None:
        """Open the card of the chosen item at its place, to the day."""
        chosen: list[Lying] = self.table.chosen()
        if chosen:
            row = chosen[0]
            self.context.show_page(CardPage(self.context, row.item.id, row.place.id))


def _totals(rows: list[Lying]) -> str:
    """Say how much there is of each item, where they are few, and what all is worth."""
    sums: dict[int, int] = {}
    items = {row.item.id: row.item for row in rows}
    for row in rows:
        sums[row.item.id] = sums.get(row.item.id, 0) + row.quantity
    few = len(sums) <= 3  # noqa: PLR2004 - what fits the line
    shown = [f"{items[item].heading} {items[item].ref.show(quantity)}" for item, quantity in sums.items()]
    value = words.rupiah(sum(row.value for row in rows))
    return " · ".join([f"{len(rows)} baris", *(shown if few else []), f"nilai {value}"])
