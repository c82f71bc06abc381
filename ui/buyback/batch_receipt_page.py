"""The entry page "Terima satu angkatan": what all makers of a batch deliver, typed on one grid, one act."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.receiving_many import MakersLine, receive_from_many
from ikm_desktop.errors import CHANGE, REASON, Fault, Refusal
from ikm_desktop.goods.items import items
from ikm_desktop.goods.places import main_store
from ikm_desktop.office.acts import Done
from ikm_desktop.office.signatories import signatory_on
from ui.buyback import makers as m
from ui.buyback.receipt_grid import DELIVERED, ReceiptGrid
from ui.buyback.row_extras import RowExtras
from ui.common.commands import Command, bind
from ui.common.drafted_page import DraftedPage
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import FlowLayout, named
from ui.common.grid_model import FIRST
from ui.common.labels import button, label
from ui.common.late_entry import LateEntry
from ui.common.picking import CalmCombo
from ui.common.tab import TabContext

PAGE = "terima-angkatan"
_BATCH, _PRODUCT, _DAY, _RECEIVER = "Angkatan", "Produk", "Tanggal", "Yang memeriksa"
_KEYS = (
    "Enter ke bawah · Ctrl+D isi ke bawah · Ctrl+V dari Excel · diterima mengikuti diserahkan − ditolak · "
    "F7 perbaikan, sisa, rusak"
)
_LEAST_GRID = 250


class BatchReceiptPage(DraftedPage):
    """The page. saved: what was made, and whether it is to be printed."""

    saved = Signal(object, bool)
    fills = True

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Pembelian Kembali", "Terima satu angkatan", PAGE)
        today = context.office.clock.now().date()
        self._makers = m.makers(context.office)
        self.batch, self.product = CalmCombo(_BATCH, self), CalmCombo(_PRODUCT, self)
        self.day = DateField(_DAY, today, self)
        self.ways.day = self.day
        self.late = self.ways.late = LateEntry(context, self, self.refuse)
        self.receiver = QLineEdit(self)
        self.receiver.setAccessibleName(_RECEIVER)
        self.grid = ReceiptGrid(context.look)
        self.grid.setMinimumHeight(_LEAST_GRID)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.more = RowExtras(context.office, self)
        model = self.grid.model_of_receipts
        model.besides, model.wrong_besides = self.more.besides, self.more.problems
        self.sums, self.value = _text("strong"), _text("muted")
        with context.office.reading() as connection:
            officer = signatory_on(connection, "receiver", today)
            for item in items(connection):
                if item.kind == "product":
                    self.product.addItem(item.heading, item.id)
        self.receiver.setText(officer.name if officer else context.office.actor)
        self.receiver.setCursorPosition(0)
        self._offer_batches()
        self._lay_out()
        self._connect()
        self._batch_chosen()
        self.start(self.grid)

    def _offer_batches(self) -> None:
        """Offer the batches whose makers hold materials first, the newest of them chosen."""
        of = {one.batch: one.batch_name for one in self._makers if one.batch is not None}
        holding = {one.batch for one in self._makers if one.holds}
        for batch in sorted(of, key=lambda batch: (batch not in holding, -(batch or 0))):
            self.batch.addItem(of[batch], batch)
        self.batch.setCurrentIndex(0)

    def show_batch(self, batch: int) -> None:
        """Show who delivers of a batch, and nobody of another where there is nobody."""
        at = self.batch.findData(batch)
        if at < 0:
            with self.context.office.reading() as connection:
                name = batch_of(connection, batch).name
            at = self.batch.count()
            self.batch.addItem(name, batch)
        self.batch.setCurrentIndex(at)
        self.grid.setFocus()

    def _lay_out(self) -> None:
        fields = row_beside_title(self)
        for caption, field, width in (("An&gkatan", self.batch, 120), ("&Produk", self.product, 150)):
            field.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
            field.setMinimumWidth(width)
            fields.addWidget(named(caption, field))
        self.receiver.setMinimumWidth(165)
        fields.addWidget(named("&Tanggal", self.day, self.day.line))
        fields.addWidget(named("&Yang memeriksa", self.receiver))
        self.left.addWidget(self.grid, 1)
        found = self.card("Jumlah", self.right)
        found.addWidget(self.sums)
        found.addWidget(self.value)
        most = button("Isi &menurut bahan", self.context.look, icon_name="package")
        most.setToolTip("Isi yang masih kosong dengan jumlah paling banyak yang dapat diserahkan")
        most.clicked.connect(self.grid.model_of_receipts.fill_most)
        found.addWidget(most, 0, Qt.AlignmentFlag.AlignLeft)
        besides = self.card("Perbaikan, sisa, rusak  F7", self.right)
        besides.addWidget(self.more)
        bind(self, Command("selain-angka", "Perbaikan, sisa potongan, rusak", "Data", self.go_over, "F7"))
        after = self.card("Setelah disimpan", self.right)
        text = _text("muted")
        text.setText(
            "Satu penerimaan untuk setiap pembuat dan satu Berita Acara Pemeriksaan untuk semuanya. Yang "
            "diterima dibeli dan masuk gudang; yang ditolak tetap pada pembuatnya. Semua atau "
            "tidak sama sekali."
        )
        after.addWidget(text)
        self.hints.setText(_KEYS)
        self.save_button = self.add_button("&Simpan", self.save, key="Ctrl+S", icon_name="save")
        self.main_button = self.add_button(
            "Simpan && &Cetak", self.save_and_print, key="Ctrl+P", icon_name="printer", role="primary"
        )
        self.main_button.setAccessibleName("Simpan dan cetak")
        self.add_key("Ctrl+Return", self.save)

    def _connect(self) -> None:
        self.form.add_choice(_BATCH, self.batch)
        self.form.named_by = self.batch
        self.form.add_choice(_PRODUCT, self.product)
        self.form.add_typed(_DAY, self.day)
        self.form.add_line(_RECEIVER, self.receiver)
        self.form.add_view("Baris", self.grid, self.grid, self.grid.grid.edited)
        self.form.add_part("Selain itu", self.more, self.more, self.more.changed)
        self.batch.currentIndexChanged.connect(self._batch_chosen)
        self.grid.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.more.changed.connect(self._besides_typed)
        self.more.finished.connect(self.go_over)
        self.product.currentIndexChanged.connect(self._read)
        self.day.changed.connect(self._read)
        self.receiver.returnPressed.connect(self.grid.setFocus)
        self.grid.grid.edited.connect(self.count)
        self.grid.understood.connect(lambda text: self.hints.setText(text or _KEYS))

    # --- what is shown ------------------------------------------------------------------------------

    def _mine(self) -> list[m.Maker]:
        batch = self.batch.currentData()
        return sorted((one for one in self._makers if one.batch == batch), key=lambda one: one.no)

    def _batch_chosen(self) -> None:
        """Take the product the batch makes, and read what its makers hold."""
        product = next((one.product for one in self._mine() if one.product is not None), None)
        at = self.product.findData(product)
        if at >= 0 and at != self.product.currentIndex():
            self.product.setCurrentIndex(at)
        else:
            self._read()

    def _read(self) -> None:
        """Read what the makers hold for the product on the day; what is typed stays."""
        product, day = self.product.currentData(), self.day.day()
        if product is None or day is None:
            return
        typed = self.grid.kept()
        here = self.grid.currentIndex()
        mine = self._mine()
        balances = [m.balance_of(self.context.office, one, product, day) for one in mine]
        model = self.grid.model_of_receipts
        model.is_late = day < self.context.office.clock.now().date()
        model.show_makers(mine, balances)
        self.grid.restore(typed)
        self.more.take(mine, model.balances, day)
        row = here.row() if here.isValid() else 0
        column = here.column() if here.isValid() else FIRST + DELIVERED
        self.grid.setCurrentIndex(self.grid.grid.index(row, column))

    def count(self) -> None:
        """Show the sums of what is typed, and what it is worth at the price of the list."""
        model = self.grid.model_of_receipts
        lines = [line for row in range(len(model.lines)) if (line := model.line_of(row)) is not None]
        balance = next(iter(model.balances.values()), None)
        if balance is None:
            self.sums.setText("Tidak ada peserta dalam angkatan ini.")
            return
        show = balance.product.ref.show
        sums = [sum(getattr(line, name) for line in lines) for name in ("delivered", "accepted", "rejected")]
        self.sums.setText(
            f"{len(lines)} dari {len(model.lines)} pembuat\nDiserahkan {show(sums[0])} = diterima "
            f"{show(sums[1])} + ditolak {show(sums[2])}"
        )
        worth = balance.worth(sums[1])
        told = "Harga belum ada di daftar harga." if worth is None else f"Nilai {words.rupiah(worth)}"
        self.value.setText(told)

    def restored(self) -> None:
        """Count what a draft has typed."""
        self.count()

    # --- what a row says besides --------------------------------------------------------------------

    def _row_chosen(self, now: QModelIndex) -> None:
        lines = self.grid.model_of_receipts.lines
        self.more.show_row(lines[now.row()].key if 0 <= now.row() < len(lines) else None)

    def _besides_typed(self) -> None:
        self.grid.model_of_receipts.tell_besides()
        self.count()

    def go_over(self) -> None:
        """Go from a row to what it says besides, and from there back to the same row."""
        if self.more.isAncestorOf(self.focusWidget()):
            self.grid.setFocus()
        else:
            self.more.go_in()

    # --- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Receive from all of whom something is typed; what is in the way is told with her name."""
        self._save(to_print=False)

    def save_and_print(self) -> None:
        """Receive, and go on to the minutes."""
        self._save(to_print=True)

    def _save(self, *, to_print: bool) -> None:
        self.setFocus()  # an open editor gives its text first
        self.message.clear()
        model = self.grid.model_of_receipts
        wrong = [(row, text) for row in range(len(model.lines)) for text in model.wrong_with(row)]
        if (problem := self.day.problem()) is not None:
            self.message.complain([problem.sentence])
            self.day.line.setFocus()
            return
        if wrong:
            told = [f"{model.lines[row].name}: {text}" for row, text in wrong]
            self.message.complain(told, (CHANGE, REASON))
            self.grid.go_to(wrong[0][0], FIRST + DELIVERED)
            return

        def saved(done: Done) -> None:
            self.keeper.finish()
            self.saved.emit(done, to_print)

        self.late.attempt(lambda: self.entered(self._post), saved)

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell why it cannot be, and go to the first row it speaks of."""
        super().refuse(refused)
        first = next((one.line for one in getattr(refused, "reasons", ()) if one.line), 1)
        self.grid.go_to(first - 1, FIRST + DELIVERED)

    def _post(self) -> Done:
        """Receive; rows in which nothing is typed go with the others, so that a reason tells its row."""
        model, nothing = self.grid.model_of_receipts, DeliveryLine(self.product.currentData(), 0, 0)
        deliveries = [
            MakersLine(line.key, model.line_of(row) or nothing, model.waste_of(row))
            for row, line in enumerate(model.lines)
        ]
        with self.context.office.reading() as connection:
            store = main_store(connection)
        return receive_from_many(
            self.context.office,
            batch=self.batch.currentData(),
            store=store,
            letter_date=self.day.day(),
            receiver=self.receiver.text(),
            deliveries=deliveries,
        )

    def go_to_first(self) -> None:
        """Put the cursor into the grid."""
        self.grid.setFocus()

    def go_to_reason(self) -> None:
        """Put the cursor into the reason of the current row."""
        self.grid.go_to(max(self.grid.currentIndex().row(), 0), self.grid.grid.note_column)


def row_beside_title(page: EntryPage) -> FlowLayout:
    """Return a row of fields beside a page's title, where a grid of 20 rows needs the room beneath."""
    fields = QWidget()
    flow = FlowLayout(fields)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    fields.setSizePolicy(policy)
    page.head.insertWidget(2, fields, 1)
    return flow


def _text(role: str) -> QLabel:
    made = label("", role)
    made.setWordWrap(True)
    return made
