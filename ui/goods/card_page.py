"""The stock card on screen: ten columns of one item at one place over a period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt

from ikm_desktop import words
from ikm_desktop.distribution.quotas import cycle_of
from ikm_desktop.errors import Fault, FieldRefusal, Refusal, WrongDay
from ikm_desktop.goods.card import CardRow, StockCard, stock_card
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.places import holders, stores
from ui.common.entry import EntryPage
from ui.common.fields import Choice, DateField
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.listing import Column
from ui.common.picking import CalmCombo, PickCombo
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.goods.going import open_voucher

_TITLE = "Kartu persediaan"
_EVERYWHERE = "Semua tempat kita"
OURS = -1
"""Stands for all our places among the choices."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A row of the card as it is shown: texts, its place in the order of the book, and its voucher."""

    no: int
    cells: tuple[str, ...]
    voucher: int | None = None


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

    def __init__(self, context: TabContext, item: int, place: int | None = None) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        self._today = today = context.office.clock.now().date()
        self.item = CalmCombo("Barang", self)
        self.item.setMinimumWidth(230)
        self.place = PickCombo("Tempat", self)
        self.place.setMinimumWidth(230)
        self.period = Choice(self)
        self.period.setAccessibleName("Masa")
        self.period.addItems(list(PERIODS))
        self.first = DateField("Dari tanggal", date(today.year, 1, 1), self)
        self.last = DateField("Sampai tanggal", today, self)
        self.table = RowsTable(COLUMNS, context.look, self)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(_TITLE)
        self.table.setMinimumHeight(160)
        self.sums = label("", "strong")
        self.sums.setWordWrap(True)
        self._items = self._read_choices(item, place or OURS)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.item.currentIndexChanged.connect(self.show_card)
        self.place.picked.connect(self._place_picked)
        self.period.activated.connect(self._take_period)
        for field in (self.first, self.last):
            field.changed.connect(self.show_card)
        self.show_card()

    def _read_choices(self, item: int, place: int) -> dict[int, Item]:
        """Offer the items; all our places together, each store, and each person who ever held anything."""
        with self.context.office.reading() as connection:
            known = {one.id: one for one in items(connection, archived=True)}
            ours = stores(connection, archived=True)
            people = holders(connection)
        for one in known.values():
            self.item.addItem(one.name, one.id)
        self.item.setCurrentIndex(self.item.findData(item))
        choices = [(_EVERYWHERE, OURS), *((store.name, store.place) for store in ours)]
        choices += [(ref.name, ref.id) for ref in people]
        self.place.offer(choices)
        self.place.pick(place, next((text for text, one in choices if one == place), _EVERYWHERE))
        return known

    def _place_picked(self, place: int | None) -> None:
        if place is not None:
            self.show_card()

    def _take_period(self) -> None:
        """Write the chosen period into the two days."""
        first, last = PERIODS[self.period.currentText()](self._today)
        self.first.set_day(first)
        self.last.set_day(last)

    def _lay_out(self) -> None:
        self.fields.addWidget(named("&Barang", self.item))
        self.fields.addWidget(named("T&empat", self.place))
        self.fields.addWidget(named("&Masa", self.period))
        self.fields.addWidget(named("&Dari", self.first, self.first.line))
        self.fields.addWidget(named("Sam&pai", self.last, self.last.line))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sums)
        self.hints.setText("Enter membuka surat · Ctrl+C menyalin baris ke Excel · Esc kembali")
        self.table.activated.connect(self._open)
        self.print_button = self.add_button("Cetak kartu", self.print_card, key="Ctrl+P", icon_name="printer")

    def print_card(self) -> None:
        """Open the card as a paper, of the place and the days that are shown."""
        from ikm_desktop.reports import sheets

        try:
            paper = sheets.stock_card(
                self.context.office,
                item=self.item.currentData(),
                place=self._place(),
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
            card = stock_card(connection, item=item.id, place=self._place(), first_day=first, last_day=last)
        self.title.setText(f"{_TITLE}: {item.name}")
        self.table.rows_model.set_rows(lines_of(card, item))
        self.sums.setText(_sums(card, item))

    def _place(self) -> int | None:
        """The place chosen, None for all of ours."""
        return None if self.place.value in (None, OURS) else int(self.place.value)

    def _open(self) -> None:
        """Show the paper of the chosen row."""
        chosen: list[CardLine] = self.table.chosen()
        if chosen and chosen[0].voucher is not None:
            open_voucher(self.context, chosen[0].voucher)


def _quarter(today: date) -> tuple[date, date]:
    cycle = cycle_of(today, "triwulan")
    return cycle.first, cycle.last


PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "Tahun ini": lambda today: (date(today.year, 1, 1), today),
    "Triwulan ini": lambda today: (cycle_of(today, "triwulan").first, today),
    "Bulan ini": lambda today: (today.replace(day=1), today),
    "Triwulan lalu": lambda today: _quarter(cycle_of(today, "triwulan").first - timedelta(days=1)),
    "Tahun lalu": lambda today: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
}
"""Ready periods by their words, each with its first and last day, seen from today."""


def lines_of(card: StockCard, item: Item) -> list[CardLine]:
    """Return the card's rows as texts, after the balance the period begins with."""
    opening = card.opening
    began = words.short_date(card.first_day) if card.first_day else ""
    balance = (item.ref.show(opening.quantity), words.rupiah(opening.value))
    found = [CardLine(0, (began, "Saldo awal periode", "", "", "", "", "", "", *balance))]
    return found + [CardLine(no, _cells(row, item), row.voucher) for no, row in enumerate(card.rows, start=1)]


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
