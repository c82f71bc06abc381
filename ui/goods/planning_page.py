"""Rencana kebutuhan: what a batch needs, what is to be bought in whole packs, and how past batches did."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSpinBox, QWidget

from ikm_desktop import words
from ikm_desktop.amounts import PIECE
from ikm_desktop.batches.batches import Batch
from ikm_desktop.batches.lists import batch_rows
from ikm_desktop.batches.planning import Need, NeedPlan, Yield, need_plan, yields
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.items import Item, change_item, items
from ikm_desktop.goods.recipes import recipe_on
from ikm_desktop.supply.kit import waiting_batch
from ui.common.clipboard import put_rows
from ui.common.entry import EntryPage
from ui.common.fields import Choice, QuantityField
from ui.common.fields_row import FlowLayout, named
from ui.common.labels import button, label
from ui.common.listing import Column
from ui.common.pill import Pill
from ui.common.tab import TabContext
from ui.common.table import RowsTable

_TITLE = "Rencana kebutuhan"


class PlanningPage(EntryPage):
    """The buying list above, the yields beneath; the pack of the chosen material can be changed in place."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        self._office = context.office
        self.today = self._office.clock.now().date()
        self.batch, self.product = Choice(self), Choice(self)
        self.people, self.extra = _Whole("Peserta", 1, 999), _Whole("Cadangan susut, persen", 0, 100)
        self.pieces = QuantityField("Jumlah tiap peserta", PIECE, self)
        self.state = Pill("Keadaan rencana", context.look, self)
        self.needs = RowsTable(_NEED_COLUMNS, context.look, self)
        self.yields = RowsTable(_YIELD_COLUMNS, context.look, self)
        self.sums = label("", "strong")
        self.pack = QuantityField("Isi kemasan", PIECE, self)
        self.pack_name = QLineEdit(self)
        self.pack_of = label("", "muted")
        self.plan: NeedPlan | None = None
        self._batches: dict[int, tuple[Batch, int]] = {}
        self._products: dict[int, Item] = {}
        self._read_choices()
        self._lay_out()
        self._connect()
        self._batch_chosen()
        self.setFocusProxy(self.batch)

    def _read_choices(self) -> None:
        with self._office.reading() as connection:
            rows = [row for row in batch_rows(connection) if row.batch.closed_on is None]
            products = [
                one
                for one in items(connection, kind="product")
                if recipe_on(connection, one.id, self.today) is not None
            ]
            waiting = waiting_batch(connection)
            self._yields = yields(connection)
        self.batch.setAccessibleName("Angkatan")
        self.batch.addItem("Angkatan baru", None)
        for row in rows:
            self._batches[row.batch.id] = (row.batch, row.active or row.batch.capacity)
            self.batch.addItem(row.batch.name, row.batch.id)
        self.batch.setCurrentIndex(max(self.batch.findData(waiting), 0))
        self.product.setAccessibleName("Produk")
        for one in products:
            self._products[one.id] = one
            self.product.addItem(one.heading, one.id)

    def _lay_out(self) -> None:
        for one in (
            named("&Angkatan", self.batch),
            named("P&roduk", self.product),
            named("&Peserta", self.people),
            named("&Jumlah tiap peserta", self.pieces, self.pieces.line),
            named("Cadangan &susut %", self.extra),
            self.state,
        ):
            self.fields.addWidget(one)
        self.pieces.line.setFixedWidth(self.fontMetrics().horizontalAdvance("000.000") + 26)
        self.pieces.hint.hide()
        self.needs.setAccessibleName("Kebutuhan dan daftar beli")
        self.yields.setAccessibleName("Hasil tiap produk dan angkatan")
        for table, least in ((self.needs, 150), (self.yields, 96)):
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            table.setMinimumHeight(least)
        self.needs.setSortingEnabled(False)
        self.body.addWidget(self.needs, 3)
        self.body.addLayout(self._pack_row())
        self.body.addWidget(self.sums)
        self.body.addWidget(label("Hasil selama ini: berapa yang diterima dari yang diserahkan", "section"))
        self.body.addWidget(self.yields, 2)
        self.yields.rows_model.set_rows(list(self._yields))
        self.hints.setText("Rentang 95 %: makin sedikit barang, makin lebar · Esc kembali")
        self.copy_button = self.add_button(
            "Salin daftar beli ke Excel", self.copy_list, key="Ctrl+Shift+C", icon_name="copy", role="primary"
        )

    def _pack_row(self) -> FlowLayout:
        row = FlowLayout()
        self.pack.line.setFixedWidth(self.fontMetrics().horizontalAdvance("000.000,00") + 20)
        self.pack_name.setAccessibleName("Nama kemasan")
        self.pack_name.setFixedWidth(130)
        self.pack_button = button("Simpan &kemasan", self.context.look, icon_name="save")
        self.pack_button.clicked.connect(self.save_pack)
        for one in (
            self.pack_of,
            named("&Isi", self.pack, self.pack.line),
            named("&Disebut", self.pack_name),
            self.pack_button,
        ):
            row.addWidget(one)
        return row

    def _connect(self) -> None:
        self.batch.currentIndexChanged.connect(self._batch_chosen)
        self.product.currentIndexChanged.connect(self._product_chosen)
        for spin in (self.people, self.extra):
            spin.valueChanged.connect(self.show_plan)
        self.pieces.changed.connect(self.show_plan)
        self.needs.selectionModel().selectionChanged.connect(self._show_pack)
        self.pack_name.returnPressed.connect(self.save_pack)

    # --- following ----------------------------------------------------------------------------------

    def _batch_chosen(self) -> None:
        """Take the number of people and the product of the batch."""
        batch, people = self._batches.get(self.batch.currentData(), (None, 20))
        self.people.blockSignals(True)
        self.people.setValue(people)
        self.people.blockSignals(False)
        if batch is not None and batch.product in self._products:
            self.product.setCurrentIndex(self.product.findData(batch.product))
        self._product_chosen()

    def _product_chosen(self) -> None:
        """Take the recipe's own number of pieces for one person."""
        product = self._products.get(self.product.currentData())
        if product is None:
            self.state.say("Belum ada produk yang mempunyai resep", "warn", "circle-alert")
            return
        with self._office.reading() as connection:
            recipe = recipe_on(connection, product.id, self.today)
        self.pieces.blockSignals(True)
        self.pieces.set_unit(product.unit)
        self.pieces.set_quantity(recipe.yields if recipe else product.unit.per)
        self.pieces.blockSignals(False)
        self.show_plan()

    def show_plan(self) -> None:
        """Work the plan out again."""
        product, pieces = self.product.currentData(), self.pieces.quantity()
        if product is None or not pieces:
            return
        chosen = [need.item.id for need in self.needs.chosen()]
        try:
            with self._office.reading() as connection:
                self.plan = need_plan(
                    connection,
                    product=product,
                    people=self.people.value(),
                    pieces=pieces,
                    extra=self.extra.value(),
                    day=self.today,
                )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.message.clear()
        self.needs.rows_model.set_rows(list(self.plan.needs))
        at = next((at for at, need in enumerate(self.plan.needs) if need.item.id in chosen), 0)
        if self.plan.needs:
            self.needs.selectRow(at)
        self._tell(self.plan)

    def _tell(self, plan: NeedPlan) -> None:
        short = [need for need in plan.needs if need.short]
        if short:
            self.state.say(f"{len(short)} bahan kurang", "warn", "circle-alert")
        else:
            self.state.say("Stok cukup", "ok", "circle-check")
        whole = plan.product.ref.show(plan.people * plan.pieces)
        told = f"{plan.people} peserta × {plan.product.ref.show(plan.pieces)} = {whole}"
        told += f" · daftar beli {words.rupiah(plan.cost)} menurut harga terakhir"
        if plan.without_price:
            told += f" ({plan.without_price} bahan belum ada harganya)"
        ranges = [
            one.to_plan(plan.people * plan.pieces) for one in self._yields if one.product == plan.product
        ]
        known = [one for one in ranges if one is not None]
        if known:
            told += (
                f" · agar {whole} diterima, rencanakan {words.number(min(low for low, _ in known))} s.d. "
                f"{words.number(max(high for _, high in known))}"
            )
        self.sums.setText(told)
        self.sums.setWordWrap(True)

    def _show_pack(self) -> None:
        need: Need | None = next(iter(self.needs.chosen()), None)
        if need is None:
            return
        self.pack_of.setText(f"Kemasan beli {need.item.heading}:")
        self.pack.set_unit(need.item.unit)
        self.pack.set_quantity(need.item.pack)
        self.pack_name.setText(need.item.pack_name)

    # --- acts ---------------------------------------------------------------------------------------

    def save_pack(self) -> None:
        """Keep the pack in which the chosen material is bought; 0 for what is bought loose."""
        need: Need | None = next(iter(self.needs.chosen()), None)
        if need is None:
            return
        problem = self.pack.problem()
        if problem is not None:
            self.message.refuse(problem)
            self.pack.line.setFocus()
            return
        try:
            change_item(
                self._office,
                item=need.item.id,
                pack=self.pack.quantity() or 0,
                pack_name=self.pack_name.text(),
            )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.context.say(f"Kemasan {need.item.name} disimpan.")
        self.show_plan()

    def copy_list(self) -> None:
        """Put the whole buying list on the clipboard as Excel pastes it, figures as plain numbers."""
        rows: list[tuple[object, ...]] = [
            (
                "Bahan",
                "Satuan",
                "Perlu",
                "Tersedia",
                "Kurang",
                "Kemasan",
                "Beli",
                "Harga satuan",
                "Perkiraan Rp",
            )
        ]
        for need in self.plan.needs if self.plan else ():
            unit = need.item.unit

            def plain(quantity: int, per: int = unit.per, decimals: int = unit.decimals) -> str:
                return words.scaled_number(quantity, per, decimals).replace(".", "")

            rows.append(
                (
                    need.item.name,
                    unit.symbol,
                    *(plain(one) for one in (need.needed, need.free, need.short)),
                    _packs(need),
                    plain(need.to_buy),
                    need.price if need.price is not None else "",
                    need.cost if need.cost is not None else "",
                )
            )
        put_rows(rows)
        self.context.say("Daftar beli disalin. Tempelkan di Excel dengan Ctrl+V.")


class _Whole(QSpinBox):
    """A whole number that the mouse wheel never changes; Enter goes on."""

    def __init__(self, name: str, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().returnPressed.connect(self.focusNextChild)

    def wheelEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()  # type: ignore[attr-defined]


def _packs(need: Need) -> str:
    if not need.item.pack:
        return ""
    size = need.item.ref.show(need.item.pack)
    return f"{words.number(need.packs)} {need.item.pack_name or 'kemasan'} × {size}"


def _quantity(title: str, name: str, width: int = 104) -> Column[Need]:
    return Column(
        title,
        lambda need: need.item.ref.show(getattr(need, name)) if getattr(need, name) else "–",
        lambda need: getattr(need, name),
        number=True,
        width=width,
    )


_NEED_COLUMNS: tuple[Column[Need], ...] = (
    Column("Bahan", lambda need: need.item.name, lambda _need: 0, width=150),
    _quantity("Tiap peserta", "each", 92),
    _quantity("Perlu", "needed", 100),
    _quantity("Tersedia", "free", 100),
    _quantity("Kurang", "short", 100),
    Column("Kemasan", lambda need: _packs(need) if need.short else "–", lambda _need: 0, width=170),
    _quantity("Beli", "to_buy", 100),
    Column(
        "Perkiraan",
        lambda need: "" if need.cost is None else words.rupiah(need.cost),
        lambda need: need.cost,
        number=True,
        width=120,
    ),
)


def _percent(of_thousand: int) -> str:
    return f"{words.scaled_number(of_thousand, 10, 1)} %"


def _range(row: Yield) -> str:
    share = row.share
    return "" if share is None else f"{_percent(share.low)} – {_percent(share.high)}"


_YIELD_COLUMNS: tuple[Column[Yield], ...] = (
    Column("Produk", lambda row: row.product.heading, width=220),
    Column("Angkatan", lambda row: row.batch.name if row.batch else "tanpa angkatan", width=120),
    Column("Pembuat", lambda row: words.number(row.makers), lambda row: row.makers, number=True, width=80),
    Column(
        "Diserahkan",
        lambda row: row.product.ref.show(row.delivered),
        lambda row: row.delivered,
        True,
        width=116,
    ),
    Column(
        "Diterima", lambda row: row.product.ref.show(row.accepted), lambda row: row.accepted, True, width=116
    ),
    Column(
        "Ditolak", lambda row: row.product.ref.show(row.rejected), lambda row: row.rejected, True, width=104
    ),
    Column(
        "Bagian diterima",
        lambda row: _percent(row.share.of_thousand) if row.share else "",
        lambda row: row.share.of_thousand if row.share else None,
        True,
        width=118,
    ),
    Column("Mungkin (95 %)", _range, lambda row: row.share.low if row.share else None, True, width=140),
)
