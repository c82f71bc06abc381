"""Neraca barang: the proof that nothing appeared or vanished, and behind each figure its vouchers."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.conservation import Conservation, conservation
from ikm_desktop.goods.neraca import Term, TermLine, term_lines
from ikm_desktop.goods.values import ValueBalance, value_balance
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import card, label
from ui.common.listing import Column
from ui.common.picking import PickCombo
from ui.common.pill import Pill
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.common.work import waited_for
from ui.goods.balance_bars import Balance, BalanceBars, occurring
from ui.goods.going import open_voucher
from ui.goods.subjects import OFFICE, Subject, subjects, with_places

_TITLE = "Neraca barang"
_NARROW = 1100


class ConservationPage(EntryPage):
    """The bars to the left; to the right the terms of the chosen item and what made the chosen term."""

    def __init__(self, context: TabContext, subject: Subject = OFFICE) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        self._office = context.office
        self.today = self._office.clock.now().date()
        self.subject = subject
        self.found: Conservation | None = None
        self.whose = PickCombo("Untuk", self)
        self.whose.setMinimumWidth(260)
        self.whose.offer(subjects(self._office))
        self.whose.pick(subject, subject.name)
        self.day = DateField("Sampai dengan", self.today, self)
        self.state = Pill("Hasil neraca", context.look, self)
        self.bars = BalanceBars(context.look, self)
        self.terms = RowsTable(_TERM_COLUMNS, context.look, self)
        self.lines = RowsTable(_LINE_COLUMNS, context.look, self)
        self.of = label("Pilih satu barang.", "section")
        self.behind = label("", "muted")
        self.value = label("", "muted")
        self._lay_out()
        self.whose.picked.connect(self._whose)
        self.day.changed.connect(self.show_balance)
        self.bars.chosen.connect(self.choose)
        self.terms.selectionModel().selectionChanged.connect(self._show_lines)
        self.lines.activated.connect(self._open)
        self.show_balance()
        self.setFocusProxy(self.terms)

    def _lay_out(self) -> None:
        for one in (
            named("&Untuk", self.whose),
            named("Sam&pai dengan", self.day, self.day.line),
            self.state,
        ):
            self.fields.addWidget(one)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Neraca tiap barang")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bars.setObjectName("frame")
        self.area.setWidget(self.bars)
        side, column = card()
        column.addWidget(self.of)
        self.terms.setAccessibleName("Bagian neraca")
        self.lines.setAccessibleName("Surat yang membentuk bagian ini")
        self.terms.setSortingEnabled(False)
        for table in (self.terms, self.lines, self.area):
            # As high as there is room; what it would like to have must not make the page scroll.
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            table.setMinimumHeight(110)
        column.addWidget(self.terms, 2)
        self.behind.setWordWrap(True)
        column.addWidget(self.behind)
        column.addWidget(self.lines, 3)
        self._side: QWidget = side
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._halves.addWidget(self.area, 5)
        self._halves.addWidget(side, 4)
        whole = QVBoxLayout()
        whole.addLayout(self._halves, 1)
        self.value.setWordWrap(True)
        self.value.setMinimumWidth(700)
        whole.addWidget(self.value)
        self.body.addLayout(whole, 1)
        self.hints.setText("Klik bagian batang atau pilih barisnya · Enter membuka surat · Esc kembali")
        self.print_button = self.add_button(
            "Cetak neraca", self.print_sheet, key="Ctrl+P", icon_name="printer"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the figures beneath the bars where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._halves.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self.area.setMinimumHeight(230 if narrow else 110)
        self._side.setMinimumHeight(330 if narrow else 0)

    # --- reading ------------------------------------------------------------------------------------

    def on(self) -> date | None:
        """The day asked for, None for all that is booked (today and later)."""
        day = self.day.day()
        return day if day is not None and day < self.today else None

    def _whose(self, subject: Subject | None) -> None:
        if subject is not None:
            self.subject = with_places(self._office, subject)
            self.show_balance()

    def _read(self, subject: Subject, on: date | None) -> tuple[Conservation, ValueBalance | None]:
        """Read the proof; in rupiah only for the whole office."""
        with self._office.reading() as connection:
            found = conservation(connection, batch=subject.batch, makers=subject.places, on=on)
            worth = value_balance(connection, on=on) if subject == OFFICE else None
        return found, worth

    def show_balance(self) -> None:
        """Read the proof of what is chosen."""
        if self.day.problem() is not None:
            return
        subject = self.subject = with_places(self._office, self.subject)
        try:
            self.found, worth = waited_for(partial(self._read, subject, self.on()), "Menghitung neraca")
        except Refusal as stopped:
            self.message.refuse(stopped)
            return
        rows: list[Balance] = [*self.found.materials, *self.found.products]
        self.title.setText(_TITLE if subject == OFFICE else f"{_TITLE}: {subject.name}")
        wrong = self.found.unexplained + (worth is not None and worth.unexplained != 0)
        if wrong:
            self.state.say(f"{wrong} tidak cocok", "err", "circle-alert")
        else:
            self.state.say("Selisih 0", "ok", "circle-check")
        self.bars.show_balances(rows)
        self.value.setVisible(worth is not None)
        if worth is not None:
            self.value.setText(_value_in_words(worth))
        self._row: Balance | None = None
        self.terms.rows_model.set_rows([])
        self.lines.rows_model.set_rows([])
        self.behind.setText("")
        self.of.setText("Pilih satu barang." if rows else "Belum ada barang yang bergerak.")
        if rows:
            self.choose(rows[0].item.id, "")

    def choose(self, item: int, word: str) -> None:
        """Show the terms of an item; word: of the term whose vouchers are shown, else the first."""
        if self.found is None:
            return
        rows: list[Balance] = [*self.found.materials, *self.found.products]
        row = self._row = next(row for row in rows if row.item.id == item)
        self.of.setText(row.item.name)
        terms = [
            (row, term, quantity) for came in (True, False) for term, quantity in occurring(row, came=came)
        ]
        self.terms.rows_model.set_rows(terms)
        at = next((at for at, (_, term, _) in enumerate(terms) if term.word == word), 0)
        if terms:
            self.terms.selectRow(at)

    def _show_lines(self) -> None:
        chosen = self.terms.chosen()
        if not chosen:
            return
        row, term, quantity = chosen[0]
        with self._office.reading() as connection:
            found = term_lines(
                connection,
                row.item,
                term.name,
                batch=self.subject.batch,
                makers=self.subject.places,
                on=self.on(),
            )
        self.lines.rows_model.set_rows([(row, line) for line in found])
        show = row.item.ref.show
        self.behind.setText(f"{term.word}: {show(quantity)}, dari {len(found)} surat")

    def _open(self) -> None:
        chosen = self.lines.chosen()
        if chosen:
            open_voucher(self.context, chosen[0][1].voucher)

    def print_sheet(self) -> None:
        """Open the balance as a paper."""
        from ikm_desktop.reports.sheets import goods_balance

        try:
            paper = goods_balance(
                self._office, batch=self.subject.batch, maker=self.subject.person, on=self.on()
            )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.context.show_paper(paper)


def _value_in_words(worth: ValueBalance) -> str:
    """Write the proof in rupiah as one line; terms that are 0 are left out."""
    came = (
        ("saldo awal", worth.opening),
        ("pembelian", worth.bought),
        ("lebih saat opname", worth.found),
        ("harga beli produk", worth.price),
    )
    went = (
        ("disalurkan", worth.distributed),
        ("rusak dan dihapus", worth.wasted),
        ("kurang saat opname", worth.lost),
        ("kembali ke penyedia", worth.returned_to_vendor),
        ("belum terserap", worth.unabsorbed),
    )
    plus = " + ".join(f"{word} {words.rupiah(amount)}" for word, amount in came if amount) or "0"
    minus = "".join(f" − {word} {words.rupiah(amount)}" for word, amount in went if amount)
    return f"Nilai: {plus}{minus} = {words.rupiah(worth.ours)}; selisih {words.rupiah(worth.unexplained)}"


_Part = tuple[Balance, Term, int]
_Line = tuple[Balance, TermLine]


def _share(part: _Part) -> str:
    row, _, quantity = part
    return f"{words.number(round(100 * quantity / row.came_in))} %" if row.came_in else ""


_TERM_COLUMNS: tuple[Column[_Part], ...] = (
    Column("", lambda part: "masuk" if part[1].came else "ada di", lambda _part: 0, width=64),
    Column("Bagian", lambda part: part[1].word, lambda _part: 0, width=170),
    Column("Jumlah", lambda part: part[0].item.ref.show(part[2]), lambda _part: 0, number=True, width=120),
    Column("Dari masuk", _share, lambda _part: 0, number=True, width=84),
)
_LINE_COLUMNS: tuple[Column[_Line], ...] = (
    Column("Tanggal", lambda line: words.short_date(line[1].day), lambda line: line[1].day, width=88),
    Column("Surat", lambda line: line[1].label, width=190),
    Column("Dari / kepada", lambda line: line[1].party, width=130),
    Column(
        "Jumlah",
        lambda line: line[0].item.ref.show(line[1].quantity),
        lambda line: line[1].quantity,
        number=True,
        width=100,
    ),
)
