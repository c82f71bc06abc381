"""The stock card on screen: ten columns of one item at one place over a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt

from ikm_desktop import words
from ikm_desktop.errors import Fault, FieldRefusal, Refusal, WrongDay
from ikm_desktop.goods.card import CardRow, StockCard, stock_card
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.places import stores
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.common.tab import TabContext
from ui.common.table import RowsTable

_TITLE = "Kartu persediaan"


@dataclass(frozen=True, slots=True)
class CardLine:
    """A row of the card as it is shown: texts, and its place in the order of the book."""

    no: int
    cells: tuple[str, ...]


def _column(at: int, title: str, width: int, *, number: bool = True) -> Column[CardLine]:
    return Column(title, lambda row: row.cells[at], lambda row: row.no, number=number, width=width)


COLUMNS = (
    _column(0, "Tanggal", 92, number=False),
    _column(1, "Surat", 280, number=False),
    _column(2, "Dari / kepada", 180, number=False),
    _column(3, "Masuk", 96),
    _column(4, "Keluar", 96),
    _column(5, "Harga satuan", 108),
    _column(6, "Nilai masuk", 112),
    _column(7, "Nilai keluar", 112),
    _column(8, "Sisa", 100),
    _column(9, "Nilai sisa", 120),
)


class CardPage(EntryPage):
    """Shows the card of an item; item, place and period are chosen above it."""

    def __init__(self, context: TabContext, item: int) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        today = context.office.clock.now().date()
        self.item = CalmCombo("Barang", self)
        self.item.setMinimumWidth(230)
        self.place = CalmCombo("Tempat", self)
        self.place.setMinimumWidth(200)
        self.first = DateField("Dari tanggal", date(today.year, 1, 1), self)
        self.last = DateField("Sampai tanggal", today, self)
        self.table = RowsTable(COLUMNS, context.look, self)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(_TITLE)
        self.table.setMinimumHeight(160)
        self.sums = label("", "strong")
        self.sums.setWordWrap(True)
        self._items = self._read_choices(item)
        self._lay_out()
        self.setFocusProxy(self.table)
        for combo in (self.item, self.place):
            combo.currentIndexChanged.connect(self.show_card)
        for field in (self.first, self.last):
            field.changed.connect(self.show_card)
        self.show_card()

    def _read_choices(self, item: int) -> dict[int, Item]:
        with self.context.office.reading() as connection:
            known = {one.id: one for one in items(connection, archived=True)}
            ours = stores(connection, archived=True)
        for one in known.values():
            self.item.addItem(one.name, one.id)
        self.item.setCurrentIndex(self.item.findData(item))
        self.place.addItem("Semua tempat kita", None)
        for store in ours:
            self.place.addItem(store.name, store.place)
        return known

    def _lay_out(self) -> None:
        self.fields.addWidget(named("&Barang", self.item))
        self.fields.addWidget(named("T&empat", self.place))
        self.fields.addWidget(named("&Dari", self.first, self.first.line))
        self.fields.addWidget(named("Sa&mpai", self.last, self.last.line))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sums)
        self.hints.setText("Ctrl+C menyalin baris ke Excel · Esc kembali")
        self.print_button = self.add_button("Cetak kartu", self.print_card, key="Ctrl+P", icon_name="printer")

    def print_card(self) -> None:
        """Open the card as a paper, of the place and the days that are shown."""
        from ikm_desktop.reports import sheets

        try:
            paper = sheets.stock_card(
                self.context.office,
                item=self.item.currentData(),
                place=self.place.currentData(),
                first_day=self.first.day(),
                last_day=self.last.day(),
            )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.context.show_paper(paper)

    def show_card(self) -> None:
        """Read the card of what is chosen; days that cannot be are told."""
        first, last = self.first.day(), self.last.day()
        wrong: FieldRefusal | None = self.first.problem() or self.last.problem()
        if wrong is not None:
            self.message.refuse(wrong)
            return
        if first and last and last < first:
            self.message.refuse(WrongDay(field="Sampai tanggal", day=last, limit=first))
            return
        self.message.clear()
        item = self._items[self.item.currentData()]
        with self.context.office.reading() as connection:
            card = stock_card(
                connection, item=item.id, place=self.place.currentData(), first_day=first, last_day=last
            )
        self.title.setText(f"{_TITLE}: {item.name}")
        self.table.rows_model.set_rows(lines_of(card, item))
        self.sums.setText(_sums(card, item))


def lines_of(card: StockCard, item: Item) -> list[CardLine]:
    """Return the card's rows as texts, after the balance the period begins with."""
    opening = card.opening
    began = words.short_date(card.first_day) if card.first_day else ""
    balance = (item.ref.show(opening.quantity), words.rupiah(opening.value))
    found = [CardLine(0, (began, "Saldo awal periode", "", "", "", "", "", "", *balance))]
    return found + [CardLine(no, _cells(row, item)) for no, row in enumerate(card.rows, start=1)]


def _cells(row: CardRow, item: Item) -> tuple[str, ...]:
    kind = KINDS[row.kind].screen
    paper = f"{kind} {row.number}" if row.number else kind
    if row.struck:
        paper += " (dibalik hari itu)"
    amounts = (row.came, row.went)
    return (
        words.short_date(row.day),
        "″" if row.continued else paper,
        row.party,
        *(item.ref.show(amount) if amount else "–" for amount in amounts),
        words.rupiah(_unit_price(row, item)),
        *(words.rupiah(value) if value else "–" for value in (row.value_in, row.value_out)),
        item.ref.show(row.quantity),
        words.rupiah(row.value),
    )


def _unit_price(row: CardRow, item: Item) -> int:
    """Return what one shown unit comes to; the row's own price is of the smallest unit."""
    return (row.value_in + row.value_out) * item.unit.per // (row.came + row.went)


def _sums(card: StockCard, item: Item) -> str:
    show = item.ref.show
    return (
        f"Awal {show(card.opening.quantity)} + masuk {show(card.came.quantity)} "
        f"− keluar {show(card.went.quantity)} = akhir {show(card.closing.quantity)}  ·  "
        f"nilai {words.rupiah(card.opening.value)} + {words.rupiah(card.came.value)} "
        f"− {words.rupiah(card.went.value)} = {words.rupiah(card.closing.value)}"
    )
