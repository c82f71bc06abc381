"""The side panel of Pembelian Kembali: receiving products while the list stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ikm_desktop.buyback.balance import MakerBalance
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.goods.items import Item
from ikm_desktop.goods.waste import WasteLine
from ikm_desktop.office.acts import Done
from ui.buyback import draft as d
from ui.buyback import makers as m
from ui.buyback.draft import Judged, ReceiptDraft, judge
from ui.buyback.listing import facts
from ui.buyback.maker_card import MakerCard
from ui.buyback.makers import Maker
from ui.buyback.receipt_book import Inspection, book
from ui.buyback.receipt_form import ReceiptForm
from ui.common.drafts import CORRECTS, DraftKeeper, correcting
from ui.common.form import Form
from ui.common.labels import button, label
from ui.common.late_entry import LateEntry
from ui.common.newcomer import NewcomerForm
from ui.common.tab import TabContext

PAGE = "terima-produk"
FOLLOWING = "Berikutnya"
"""Under this name a draft keeps the further products of a receipt that is entered again."""


class ReceivingPanel(QWidget):
    """Receives products of one maker after the other.

    saved: an act was done (it, and what to say); refused: why not; problems: all that is wrong with the
    fields, as sentences, and the ways out.
    """

    saved = Signal(object, str)
    refused = Signal(object)
    problems = Signal(object, object)
    maker_changed = Signal()

    def __init__(self, context: TabContext, parent: QWidget) -> None:
        super().__init__(parent)
        office, look = context.office, context.look
        self._page = parent
        self.late = LateEntry(context, parent, self.refused.emit)
        self.corrects: int | None = None
        self._following: list[dict[str, Any]] = []
        self._office = office
        self._rows: Sequence[DeliveryRow] = ()
        self._makers: tuple[Maker, ...] = ()
        self._products: tuple[Item, ...] = ()
        self._draft = ReceiptDraft()
        self._told: tuple[str, ...] = ()
        self._resumed: list[Any] = []
        self.inspecting: DeliveryRow | None = None
        self._inspected: list[DeliveryLine] = []
        self._spoiled: list[WasteLine] = []
        self.facts = label("", "muted")
        self.facts.setWordWrap(True)
        self.card = MakerCard(self)
        self.newcomer = NewcomerForm(office, look)
        self.form = ReceiptForm(office, look, office.clock.now().date(), self)
        self.save_button = button("&Simpan", look, parent=self)
        self.next_button = button("Simpan && &berikutnya  Ctrl+Enter", look, role="primary", parent=self)
        self.typed = Form(self)
        self.keeper = DraftKeeper(office, PAGE, "Terima produk", self._gather, self, self._about)
        self._lay_out()
        self._connect()
        self._keep()

    def _lay_out(self) -> None:
        self.buttons = QWidget()
        buttons = QHBoxLayout(self.buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.next_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.card, self.newcomer, self.form):
            column.addWidget(widget)
        column.addWidget(self.facts)

    def _connect(self) -> None:
        self.card.maker_picked.connect(self._maker_picked)
        self.card.product_picked.connect(self._product_picked)
        self.card.maker.offer_new("Peserta")
        self.card.maker.new_wanted.connect(self.newcomer.open_with)
        self.newcomer.made.connect(lambda place, _name: self._take_newcomer(place))
        self.form.changed.connect(self._judge)
        self.form.day.changed.connect(self._read_balance)
        self.form.finished.connect(self.next_button.setFocus)
        self.save_button.clicked.connect(lambda: self.save(then_next=False))
        self.next_button.clicked.connect(lambda: self.save(then_next=True))
        for keys, then_next in (("Ctrl+Return", True), ("Ctrl+Enter", True), ("Ctrl+S", False)):
            key = QShortcut(QKeySequence(keys), self._page)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.next_button.click if then_next else self.save_button.click)

    # --- the draft ----------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Let what is typed be kept on disk, and undone with Ctrl+Z."""
        self.typed.add_value(
            d.MAKER, self.card.maker, self._maker_place, self._begin_with, self.maker_changed
        )
        self.typed.add_choice(d.PRODUCT, self.card.product)
        self.typed.add_typed("Tanggal", self.form.day)
        for name, field in self.form.fields.items():
            if isinstance(field, QLineEdit):
                self.typed.add_line(name, field)
        self.typed.add_text_choice(d.REASON, self.form.reason)
        self.form.extras.take_into(self.typed)
        self.typed.begin()
        self.typed.changed.connect(self._touched)
        for keys, run in (("Ctrl+Z", self.typed.undo), ("Ctrl+Y", self.typed.redo)):
            key = QShortcut(QKeySequence(keys), self, run)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _maker_place(self) -> int | None:
        return None if self._draft.maker is None else self._draft.maker.place

    def _begin_with(self, place: object) -> None:
        self.set_maker(next((one for one in self._makers if one.place == place), None))

    def _touched(self) -> None:
        """Keep what a clerk typed; an inspection is noted in the book already."""
        if not self.form.is_untouched and self.inspecting is None:
            self.keeper.touch()

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        following: dict[str, Any] = {FOLLOWING: self._following} if self._following else {}
        return self.typed.values() | correcting(self.corrects) | following, self.typed.spot()

    def resume(self) -> str:
        """Show the receipt that was typed when the program ended; return whose and when, "" for none."""
        draft = self.keeper.found()
        if draft is None:
            return ""
        self._following = list(draft.values.get(FOLLOWING, ()))
        self._enter_again(draft.values, draft.values.get(CORRECTS))
        self.keeper.resume()
        self._resumed = draft.focus
        return f"{draft.about} {draft.time}".strip()

    def _about(self) -> str:
        return "" if self._draft.maker is None else self._draft.maker.name

    def _enter_again(self, values: dict[str, Any], corrects: int | None) -> None:
        """Show what a draft holds; corrects: the receipt taken back that it stands for."""
        self.typed.write(values)
        self.corrects = corrects
        if corrects is not None:
            self.form.title.setText("Isi ulang (perbaikan)")
        self._judge()
        self.typed.begin()

    def go_where_it_was(self) -> None:
        """Put the cursor where it stood in the receipt that was resumed."""
        if self.typed.go_to_spot(self._resumed) is None:
            self.begin()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the list is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.form.is_untouched and self.inspecting is None:
            stack = self._page.parentWidget()
            here = isinstance(stack, QStackedWidget) and stack.currentWidget() is self._page
            self.keeper.keep(is_open=here)

    # --- who and what -------------------------------------------------------------------------------

    def read(self, rows: Sequence[DeliveryRow]) -> None:
        """Take the rows of the list as it was read again, and read who can deliver."""
        self._rows = rows
        self._makers = m.makers(self._office)
        self._products = m.products(self._office)
        self.card.offer(self._makers, self._products)
        typed = self.form.reason.currentText()
        self.form.reason.clear()
        self.form.reason.addItems(m.reasons_used(rows))
        self.form.reason.setCurrentIndex(-1)
        self.form.reason.setEditText(typed)
        self._read_balance()

    def show_row(self, row: DeliveryRow | None) -> None:
        """Follow the row chosen in the list, unless something is being typed."""
        self.facts.setText("" if row is None else facts(row))
        if row is None or self.inspecting is not None or not self.form.is_untouched:
            return
        maker = next((one for one in self._makers if one.place == row.place), None)
        if maker is not None:
            self.set_maker(maker, row.product.id)

    def set_maker(self, maker: Maker | None, product: int | None = None) -> None:
        """Begin a receipt of a maker; product: what she delivered last, by default."""
        if maker is not None and product is None:
            product = m.usual_product(maker, self._rows)
        self.inspecting = None
        self.corrects = None
        self._draft.maker = maker
        self._told = ()
        self.form.title.setText("Penerimaan baru")
        self.form.later.setVisible(True)
        self.form.later.setChecked(False)
        self.card.show_maker(maker, product)
        self._read_balance()
        self.form.clear(self._draft.balance.price if self._draft.balance else None)
        self._judge()
        self.maker_changed.emit()

    def take_maker(self, place: int) -> None:
        """Take another maker; the figures typed stay."""
        maker = next((one for one in self._makers if one.place == place), None)
        product = self.card.product.currentData()
        self._draft.maker = maker
        self.card.show_maker(maker, product)
        self._read_balance()
        self.begin()

    def take_way(self, name: str, value: str) -> bool:
        """Go where a way out leads within the panel; tell whether it does."""
        if name in {"ganti-tanggal", "pakai-tanggal"}:
            if value:
                self.form.day.set_day(date.fromisoformat(value))
            self.form.day.line.setFocus()
        elif name == "isi-alasan":
            (self.form.empty_reason() or self.form.delivered).setFocus()
        elif name in {"ubah", "ke-isian", "kurangi"}:
            self.form.delivered.setFocus()
            self.form.delivered.selectAll()
        elif name == "pakai-tempat":
            self.take_maker(int(value))
        elif name == "ulangi":
            self.save()
        else:
            return False
        return True

    def _take_newcomer(self, place: int) -> None:
        """Go on with somebody who was on no list; what is typed of a receipt stays."""
        self.read(self._rows)
        maker = next((one for one in self._makers if one.place == place), None)
        if self.form.is_untouched:
            self.set_maker(maker)
        else:
            self._draft.maker = maker
            self.card.show_maker(maker, self.card.product.currentData())
            self._read_balance()
        self.begin()

    def begin(self) -> None:
        """Go to the first field that is not filled yet."""
        (self.form.delivered if self._draft.maker else self.card.maker).setFocus()
        if self._draft.maker is None:
            self.card.maker.line.selectAll()

    def inspect_row(self, row: DeliveryRow) -> None:
        """Let what was noted at the door be inspected; several products of one receipt one by one."""
        self._inspected, self._spoiled = [], []
        self._show_noted(row)

    def _show_noted(self, row: DeliveryRow) -> None:
        maker = next((one for one in self._makers if one.place == row.place), None)
        self.set_maker(maker, row.product.id)
        self.inspecting = row
        count = len(self._noted_with(row))
        which = f" ({len(self._inspected) + 1} dari {count})" if count > 1 else ""
        self.form.title.setText(f"Periksa {row.number}{which}")
        self.form.later.setVisible(False)
        self.form.delivered.setText(row.show(row.delivered))
        self.form.accepted.setText(row.show(row.delivered))
        self.form.extras.again.setChecked(row.again)
        self.form.rejected.setFocus()

    def leave_inspection(self) -> None:
        """Go back to a new receipt of the same maker; nothing of the inspection is booked."""
        if self.inspecting is not None:
            self.set_maker(self._draft.maker, self.card.product.currentData())

    def _noted_with(self, row: DeliveryRow) -> list[DeliveryRow]:
        return [one for one in self._rows if one.prepared == row.prepared]

    def _maker_picked(self, maker: Maker | None) -> None:
        if maker is None:
            self._draft.maker = None
            self._read_balance()
            return
        untouched = self.form.is_untouched
        if untouched:
            self.set_maker(maker)
        else:
            self._draft.maker = maker
            self._read_balance()
        if self.card.maker.hasFocus():
            self.form.delivered.setFocus()

    def _product_picked(self, _product: int) -> None:
        self._read_balance()
        self.form.show_price(self._draft.balance.price if self._draft.balance else None)

    def _read_balance(self) -> None:
        maker, product = self._draft.maker, self.card.product.currentData()
        day = self.form.day.day() or self._office.clock.now().date()
        balance: MakerBalance | None = None
        if maker is not None and product is not None:
            balance = m.balance_of(self._office, maker, product, day)
            self.form.unit = balance.product.unit
        self._draft.balance = balance
        self.card.show_balance(balance)
        self.form.extras.read(None if maker is None else maker.place, balance, day)
        self._judge()

    def _judge(self) -> Judged:
        self.form.texts_into(self._draft)
        judged = judge(self._draft)
        self.form.show_judged(judged, self._draft.balance, self._told)
        return judged

    # --- saving -------------------------------------------------------------------------------------

    def save(self, *, then_next: bool = False) -> bool:
        """Book the receipt; what is wrong is told all at once, and the first field is gone to."""
        self._told = d.FIELDS
        judged = self._judge()
        wrong = dict(judged.problems)
        problem = self.form.day.problem()
        if problem is not None:
            wrong["Tanggal"] = problem.sentence
        if wrong or judged.line is None:
            self.problems.emit(list(wrong.values()), d.ways_out(wrong))
            self._go_to(next(iter(wrong), d.DELIVERED))
            return False
        if self._goes_on_inspecting(judged.line):
            return True
        after = partial(self._after, judged=judged, then_next=then_next)
        if not self.late.attempt(partial(self._book, judged), after):
            self.form.delivered.setFocus()
            return False
        return True

    def _goes_on_inspecting(self, line: DeliveryLine) -> bool:
        """Keep an inspected line and show the receipt's next product; tell whether there is one."""
        row = self.inspecting
        if row is None:
            return False
        noted = self._noted_with(row)
        at = noted.index(row)
        self._inspected = [*self._inspected[:at], replace(line, grade=row.grade)]
        if at + 1 == len(noted):
            return False
        self._spoiled += self._draft.besides.waste_lines
        self._show_noted(noted[at + 1])
        return True

    def _book(self, judged: Judged) -> Done:
        inspected = None
        if self.inspecting is not None and self.inspecting.prepared is not None:
            inspected = Inspection(self.inspecting.prepared, self._inspected, self._spoiled)
        with self._office.correcting(self.corrects):
            return book(self._office, self._draft, judged, self.form.day.day(), inspected)

    def _after(self, done: Done, *, judged: Judged, then_next: bool) -> None:
        corrects, maker, product = self.corrects, self._draft.maker, self.card.product.currentData()
        self._told = ()
        self.inspecting = None
        if maker is None or judged.line is None:
            return
        pieces = (
            "" if self._draft.balance is None else self._draft.balance.product.ref.show(judged.line.delivered)
        )
        said = f"{pieces} dari {maker.name} {'dicatat' if self._draft.later else 'diterima'}."
        self.form.clear(None)
        self.keeper.start_over()
        self.saved.emit(done, said)
        if self._following:
            self._enter_again(self._following.pop(0), corrects)
            self.keeper.touch()
            self.form.delivered.setFocus()
            return
        following = self._next(maker) if then_next else maker
        self.set_maker(following, product if following is maker else None)
        self.begin()
        self.typed.begin()

    def _next(self, maker: Maker) -> Maker | None:
        day = self.form.day.day() or self._office.clock.now().date()
        return m.next_maker(self._office, self._makers, self._rows, maker, day)

    def _go_to(self, name: str) -> None:
        places: dict[str, QWidget] = {
            d.MAKER: self.card.maker,
            d.PRODUCT: self.card.product,
            "Tanggal": self.form.day.line,
            **self.form.fields,
        }
        places[name].setFocus()
