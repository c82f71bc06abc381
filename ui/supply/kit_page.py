"""The kit of a whole batch on one page: 20 rows at once, defaults filled, only exceptions typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.batches.lists import batch_rows
from ikm_desktop.goods.stock import stock_list
from ikm_desktop.office.acts import Done
from ikm_desktop.office.signatories import signatory_on
from ikm_desktop.supply.handover import prepare_kit
from ikm_desktop.supply.kit import KitProposal, kit_proposal, waiting_batch
from ui.common.commands import Command, bind
from ui.common.drafts import Draft, DraftKeeper
from ui.common.grid import BatchGrid
from ui.common.grid_model import FIRST
from ui.common.in_sight import InSight
from ui.common.labels import button, label
from ui.common.messages import MessageBar
from ui.common.new_batch import NewBatchForm
from ui.common.tab import TabContext
from ui.supply.kit_cards import KitCards
from ui.supply.kit_head import BATCH, DAY, GIVER, PIECES, KitHead, mark
from ui.supply.kit_lines import columns_of, exceptions, kit_rows, lines_of, with_exceptions
from ui.supply.kit_ways import KitWays, refuse_what_cannot_be_read

PAGE = "paket"
_TITLE = "Serahkan paket bahan"
_KEYS = "Spasi terima/tidak · F2 ubah · Ctrl+D isi ke bawah · Ctrl+V dari Excel · Ctrl+Z urungkan"
_CARDS_WIDTH = 330
_NARROW = 1180
_LEAST_GRID = 160


class KitPage(QWidget):
    """The entry page. `saved` carries what the act made, and whether it is to be printed."""

    saved = Signal(object, bool)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self._context = context
        self._office = context.office
        self._proposal: KitProposal | None = None
        self._kept: dict[int, dict[str, dict[str, Any]]] = {}
        self.message = MessageBar(self)
        self.head = KitHead(context.look, self._office.clock.now().date(), self)
        self.new_batch = NewBatchForm(context.office, context.look, self.head.batch)
        self.grid = BatchGrid(context.look, self)
        self.cards = KitCards(self)
        self.hint = label(_KEYS, "muted")
        self.hint.setWordWrap(True)
        self.keeper = DraftKeeper(self._office, PAGE, _TITLE, self._gather, self, self._about)
        self._ways = KitWays(context, self)
        self._scroll = QScrollArea(self)
        self._lay_out()
        self._take_keys()
        self.setFocusProxy(self.grid)
        self._begin()
        self._connect()

    # --- frame --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("frame")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(14)
        self._body.addWidget(self.grid, 1)
        self._body.addWidget(self.cards)
        scroll = self._scroll
        scroll.setAccessibleName("Isi halaman")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("frame")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.new_batch)
        column.addWidget(body, 1)
        scroll.setWidget(inside)
        InSight(scroll)
        scroll.viewport().installEventFilter(self)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 6, 14, 6)
        page.setSpacing(6)
        page.addWidget(self.head)
        page.addWidget(self.message)
        page.addWidget(scroll, 1)
        page.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        look = self._context.look
        self.restart = button("Mulai dari a&wal", look, icon_name="refresh-cw", role="link")
        self.restart.clicked.connect(self._start_over)
        self.restart.hide()
        self.leave_button = button("&Batal", look)
        self.leave_button.setToolTip("Kembali ke daftar; isian tetap tersimpan sebagai konsep (Esc)")
        self.leave_button.clicked.connect(self._context.close_page)
        self.save_button = button("&Simpan", look, icon_name="save")
        self.save_button.setToolTip("Simpan (Ctrl+S)")
        self.save_button.clicked.connect(self.save)
        self.print_button = button("Simpan && &Cetak  Ctrl+P", look, icon_name="printer", role="primary")
        self.print_button.setAccessibleName("Simpan dan cetak")
        self.print_button.clicked.connect(self.save_and_print)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        for made in (self.restart, self.leave_button, self.save_button, self.print_button):
            row.addWidget(made)
        return row

    def _take_keys(self) -> None:
        undo = self.grid.grid.undo
        bind(self, Command("KitPage-Simpan", "&Simpan", "Data", self.save, "Ctrl+S", "save"))
        bind(
            self,
            Command("KitPage-Cetak", "Simpan && &Cetak", "Cetak", self.save_and_print, "Ctrl+P", "printer"),
        )
        for keys, run in (
            ("Ctrl+Z", undo.undo),
            ("Ctrl+Y", undo.redo),
            ("Ctrl+Shift+Z", undo.redo),
        ):
            key = QShortcut(QKeySequence(keys), self, run)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _connect(self) -> None:
        self.head.changed.connect(self.propose)
        self.head.typed.connect(self.keeper.touch)
        self.head.left.connect(self._context.close_page)
        self.grid.grid.edited.connect(self._edited)
        self.grid.selectionModel().currentChanged.connect(self.grid.viewport().update)
        self.grid.understood.connect(lambda text: self.hint.setText(text or _KEYS))
        self.keeper.trouble.connect(self.hint.setText)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cards beneath the grid where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._body.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self.cards.lie_flat(flat=narrow)
        self.cards.setMinimumWidth(0 if narrow else _CARDS_WIDTH)
        self.cards.setMaximumWidth(self.width() if narrow else _CARDS_WIDTH)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the grid fill what is seen of the page; the cards then lie further down."""
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            narrow = self.width() < _NARROW
            least = self._scroll.viewport().height() - 6 if narrow else 0
            self.grid.setMinimumHeight(max(least, _LEAST_GRID))
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            stack = self.parentWidget()
            self.keeper.keep(is_open=isinstance(stack, QStackedWidget) and stack.currentWidget() is self)

    # --- what it begins with ------------------------------------------------------------------------

    def _begin(self) -> None:
        """Fill in the batch that waits, today and the officer, or the draft that is there."""
        with self._office.reading() as connection:
            rows = [row for row in batch_rows(connection) if row.batch.closed_on is None]
        self.head.batch.clear()
        self.head.offer([(row.batch.id, f"{row.batch.name} ({row.active})") for row in rows])
        self.head.batch.offer_new("Angkatan")
        self._fill_defaults()
        draft = self.keeper.found()
        if draft is not None:
            self._restore(draft)
        self.propose()
        self._settle_cursor(draft)

    def _fill_defaults(self) -> None:
        today = self._office.clock.now().date()
        with self._office.reading() as connection:
            waiting = waiting_batch(connection)
            officer = signatory_on(connection, "stock_officer", today)
        self.head.choose_batch(waiting)
        self.head.day.set_day(today)
        self.head.giver.setText(officer.name if officer else self._office.actor)

    def _restore(self, draft: Draft) -> None:
        """Take what a draft holds; a batch that was closed since leaves only the defaults."""
        values = draft.values
        batch = int(values.get("batch", 0))
        if self.head.batch.findData(batch) < 0:
            return
        self.head.choose_batch(batch)
        self.head.day.line.setText(str(values.get("day", "")))
        self.head.giver.setText(str(values.get("giver", "")))
        self.head.pieces.line.setText(str(values.get("pieces", "")))
        self._kept[batch] = dict(values.get("rows", {}))
        self.keeper.resume()
        self.restart.setText(f"Konsep {draft.begun_by.replace('&', '&&')}: mulai dari a&wal")
        self.restart.setAccessibleName("Mulai dari awal")
        self.restart.show()

    def _settle_cursor(self, draft: Draft | None) -> None:
        self.grid.setCurrentIndex(self.grid.grid.index(0, min(FIRST, self.grid.grid.columnCount() - 1)))
        focus = draft.focus if draft is not None else []
        if len(focus) == 3:  # noqa: PLR2004 - the grid with row and column
            self.grid.setCurrentIndex(self.grid.grid.index(int(focus[1]), int(focus[2])))
        elif focus and (field := self.head.field(str(focus[0]))) is not None:
            self.setFocusProxy(field)

    def _start_over(self) -> None:
        """Leave the draft and begin with the proposal."""
        self._fill_defaults()
        self._proposal = None
        self._kept.clear()
        self.head.pieces.line.clear()
        self.propose()
        self.restart.hide()
        self.keeper.start_over()
        self.grid.setFocus()

    # --- following what is typed --------------------------------------------------------------------

    def propose(self) -> None:
        """Read the kit of the batch and day again; what the clerk made different stays."""
        batch, day = self.head.chosen_batch(), self.head.day.day()
        if batch is None or day is None or not self._knows_pieces(batch):
            return
        if self._proposal is not None:
            self._kept[self._proposal.batch.id] = exceptions(self.grid.grid)
        same = self._proposal is None or self._proposal.batch.id == batch
        pieces = self.head.pieces.quantity() if same else None
        with self._office.reading() as connection:
            self._proposal = kit_proposal(connection, batch=batch, day=day, pieces=pieces)
            prices = {row.item.id: row.last_price or 0 for row in stock_list(connection)}
        self._show_pieces(self._proposal)
        self.cards.show_kit(self._proposal, prices)
        self._fill_grid(self._proposal)
        self._ways.tell_missing(self._proposal)
        self._follow()

    def _knows_pieces(self, batch: int) -> bool:
        """Tell whether the size of the kit is known: typed, or the recipe's own for another batch."""
        if self._proposal is None or self._proposal.batch.id != batch or self._proposal.recipe is None:
            return True
        return bool(self.head.pieces.quantity())

    def _fill_grid(self, proposal: KitProposal) -> None:
        """Show the lines; where only the stock is another, the steps of undo stay."""
        columns, lines = columns_of(proposal), lines_of(proposal)
        if self.grid.grid.begins_as(columns, lines):
            return
        here = self.grid.currentIndex()
        kept = self._kept.get(proposal.batch.id, {})
        self.grid.grid.fill(columns, with_exceptions(lines, columns, kept))
        if here.isValid():
            self.grid.setCurrentIndex(self.grid.grid.index(here.row(), here.column()))

    def _show_pieces(self, proposal: KitProposal) -> None:
        field = self.head.pieces
        field.blockSignals(True)
        if proposal.product is not None:
            field.set_unit(proposal.product.unit)
        if field.quantity() != proposal.pieces:
            field.set_quantity(proposal.pieces)
        field.blockSignals(False)

    def _edited(self) -> None:
        self.keeper.touch()
        self._follow()

    def _follow(self) -> None:
        """Let cards and pill say what the grid holds."""
        short = self.cards.follow(self.grid.grid)
        self.grid.grid.mark_short(one.item.id for one in short)
        if self._proposal is not None and self._proposal.missing:
            self.head.enough.say("Belum ada paket", "warn", "circle-alert")
        elif short:
            self.head.enough.say("Kurang", "err", "circle-alert")
            self.head.enough.setToolTip(", ".join(one.item.name for one in short))
        else:
            self.head.enough.say("Stok cukup", "ok", "circle-check")

    # --- draft --------------------------------------------------------------------------------------

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        values: dict[str, Any] = {
            "batch": self.head.chosen_batch(),
            "day": self.head.day.line.text(),
            "giver": self.head.giver.text(),
            "pieces": self.head.pieces.line.text(),
            "rows": self._rows_made_different(),
        }
        focused = self.focusWidget()  # the last one within the page, also while the window goes
        for name in (BATCH, PIECES, DAY, GIVER):
            if self.head.field(name) is focused:
                return values, [name]
        here = self.grid.currentIndex()
        return values, ["isian", here.row(), here.column()]

    def _about(self) -> str:
        takers = sum(line.takes for line in self.grid.grid.lines)
        return f"{self.head.batch.currentText().rpartition(' (')[0]} · {takers} penerima"

    def _rows_made_different(self) -> dict[str, dict[str, Any]]:
        if self._proposal is None:  # the day cannot be read: what the draft held stays
            return self._kept.get(self.head.chosen_batch() or 0, {})
        return exceptions(self.grid.grid)

    # --- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Prepare the kit; what stands in the way is told and marked."""
        self._save(to_print=False)

    def save_and_print(self) -> None:
        """Prepare the kit and go on to its printed list."""
        self._save(to_print=True)

    def _save(self, *, to_print: bool) -> None:
        self.setFocus()  # an open editor gives its text first
        self.message.clear()

        def saved(done: Done) -> None:
            self.keeper.finish()
            self.saved.emit(done, to_print)

        self._ways.late.attempt(self._prepare, saved)

    def _prepare(self) -> Done:
        refuse_what_cannot_be_read(self.head, self.grid.grid)
        return prepare_kit(
            self._office,
            batch=self.head.chosen_batch(),
            store=self._proposal.store if self._proposal else None,
            letter_date=self.head.day.day(),
            rows=kit_rows(self.grid.grid),
            giver=self.head.giver.text(),
        )

    def mark_field(self, name: str) -> QWidget | None:
        """Mark a field of the head by its name and return it."""
        field = self.head.field(name)
        if field is not None:
            mark(field, bad=True)
        return field
