"""Rencana bagi rata: a stock over many institutions on one page, then all their letters in one act."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ikm_desktop.distribution.plan import (
    Basis,
    Gift,
    plan_basis,
    prepare_many,
    share_product,
    to_think_over,
)
from ikm_desktop.distribution.quotas import CYCLES
from ikm_desktop.distribution.shares import Way
from ikm_desktop.goods.parties import Institution
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.acts import Done
from ui.common.drafts import Draft, DraftKeeper
from ui.common.entry import EntryPage
from ui.common.fields import Choice, DateField
from ui.common.fields_row import named
from ui.common.grid import BatchGrid
from ui.common.grid_model import FIRST, TAKES, Edit, GridColumn, GridLine
from ui.common.labels import card
from ui.common.pill import Pill
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext
from ui.distribution import plan_draft
from ui.distribution.institution_page import InstitutionForm
from ui.distribution.new_institution import NewInstitutionForm
from ui.distribution.plan_bars import PlanBars
from ui.distribution.plan_grid import Locks, ShareGridModel
from ui.distribution.plan_problems import problems
from ui.distribution.plan_products import PlanProducts
from ui.distribution.plan_ticks import TickRow
from ui.distribution.plan_ways import PlanWays

PAGE = "bagi-rata"
_TITLE = "Rencana bagi rata"
_KEYS = (
    "Spasi pilih · Ctrl+A pilih semua · F2 isi sendiri (terkunci) · Del ikut dibagi lagi · Ctrl+Z urungkan"
)
_NARROW = 1180
_BARS_WIDTH = 310


class PlanPage(EntryPage):
    """The entry page. `prepared` carries what the act made."""

    prepared = Signal(object)

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Penyaluran", _TITLE)
        self._office = context.office
        today = self._office.clock.now().date()
        self.basis = self._read(today, None)
        self.day = DateField("Tanggal", today, self)
        self.way, self.cycle = Choice(self), Choice(self)
        self.place = QLineEdit(self)
        self.products = PlanProducts(context.look, self)
        self.model = ShareGridModel(context.look, self._share)
        self.grid = BatchGrid(context.look, self, self.model)
        self.grid.setAccessibleName("Lembaga yang menerima")
        self.bars = PlanBars(context.look, self)
        self.state = Pill("Keadaan rencana", context.look, self)
        self.ticks = TickRow(context.look, self)
        self.new_body = NewInstitutionForm(self._office, context.look)
        self.keeper = DraftKeeper(self._office, PAGE, _TITLE, self._gather, self)
        self.plan_ways = PlanWays(context, self)
        self._offer_choices()
        self._lay_out()
        self._fill()
        self._connect()
        self._restore(self.keeper.found())
        self._follow()
        self.setFocusProxy(self.products.first() or self.grid)

    # --- making it ----------------------------------------------------------------------------------

    def _offer_choices(self) -> None:
        self.way.setAccessibleName("Cara bagi")
        for way in Way:
            self.way.addItem(way.value, way)
        self.cycle.setAccessibleName("Siklus")
        for key, (name, _) in CYCLES.items():
            self.cycle.addItem(name, key)
        self.cycle.setCurrentIndex(self.cycle.findData(self.basis.cycle_kind))
        self.place.setAccessibleName("Tempat serah terima")
        self.place.setMinimumWidth(150)

    def _lay_out(self) -> None:
        for one in (
            named("&Tanggal", self.day, self.day.line),
            named("&Cara bagi", self.way),
            named("Si&klus", self.cycle),
            named("T&empat", self.place),
            self.state,
        ):
            self.fields.addWidget(one)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.products)
        column.addWidget(self.new_body)
        column.addWidget(self.ticks)
        column.addWidget(self.grid, 1)
        side, inside = card("Rencana ini")
        inside.addWidget(self.bars)
        inside.addStretch()
        self._side = side
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._halves.addWidget(left, 1)
        self._halves.addWidget(side)
        self.body.addLayout(self._halves, 1)
        self.grid.setMinimumHeight(170)
        self.hints.setText(_KEYS)
        self.again_button = self.add_button("Bagi &ulang", self.model.clear_typed, icon_name="refresh-cw")
        self.again_button.setToolTip("Yang diisi sendiri ikut dibagi lagi")
        self.new_body_button = self.add_button("Lembaga &baru", self._open_new_body, icon_name="plus")
        self.body_button = self.add_button("Lihat &lembaga", self.open_institution, icon_name="users")
        self.body_button.setToolTip("Membuka lembaga pada baris ini; rencana tetap tersimpan sebagai konsep")
        self.save_button = self.add_button(
            "Buat BAST", self.make, key="Ctrl+P", icon_name="printer", role="primary"
        )
        self.add_key("Ctrl+A", self.tick_all)
        self.add_key("Ctrl+S", self.make)
        self.add_key("Ctrl+Return", self.make)
        self.add_key("Ctrl+Z", self.model.undo.undo)
        self.add_key("Ctrl+Y", self.model.undo.redo)

    def _connect(self) -> None:
        self.products.changed.connect(self._products_changed)
        self.products.finished.connect(self._go_to_grid)
        self.day.changed.connect(self._reread)
        self.cycle.currentIndexChanged.connect(self._reread)
        self.way.currentIndexChanged.connect(self._shared_otherwise)
        self.place.textChanged.connect(self.keeper.touch)
        self.place.returnPressed.connect(self._go_to_grid)
        self.model.edited.connect(self._edited)
        self.ticks.wanted.connect(self._tick)
        self.new_body.made.connect(lambda place, _name: self._take_new_body(place))
        self.grid.selectionModel().currentChanged.connect(self._moved)
        self.grid.understood.connect(lambda text: self.hints.setText(text or _KEYS))
        self.keeper.trouble.connect(self.hints.setText)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the bars beneath the grid where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(direction)
        self._side.setMinimumWidth(0 if narrow else _BARS_WIDTH)
        self._side.setMaximumWidth(self.width() if narrow else _BARS_WIDTH)

    # --- what it stands on --------------------------------------------------------------------------

    def _read(self, day: Any, cycle: str | None) -> Basis:  # noqa: ANN401 - a day
        with self._office.reading() as connection:
            return plan_basis(connection, day, cycle=cycle)

    def _reread(self) -> None:
        """Read stock and quotas of another day or cycle; what is typed and ticked stays."""
        day = self.day.day()
        if day is None:
            return
        self.basis = self._read(day, str(self.cycle.currentData()))
        self.products.show_free(self.basis.products)
        for line, one in zip(self.model.lines, self.basis.institutions, strict=False):
            line.note = self._note(one)
        self._shared_otherwise()

    def _fill(self) -> None:
        """Show who can receive."""
        self.products.show_free(self.basis.products)
        lines = [
            GridLine(one.place, no, one.name, takes=False, note=self._note(one), cells=[], proposed=())
            for no, one in enumerate(self.basis.institutions, start=1)
        ]
        self.model.fill((), lines)
        self._products_changed()
        self.grid.setCurrentIndex(self.model.index(0, TAKES))

    def _note(self, one: Institution) -> str:
        """Say what the clerk wants to know of an institution before it gets more."""
        unsigned = "" if one.signer else "penanda tangan belum diisi"
        parts = (unsigned, self.basis.told_of(one), one.regency, one.class_name)
        return " · ".join(part for part in parts if part)

    # --- following what is typed --------------------------------------------------------------------

    def _share(self, item: int, ticked: list[int], locks: Locks) -> Mapping[int, int]:
        """Share a product over the ticked rows."""
        product = self.products.free[item].item
        chosen = [self.basis.institutions[row] for row in ticked]
        rows = {one.place: row for row, one in zip(ticked, chosen, strict=True)}
        locked = {self.basis.institutions[row].place: quantity for row, quantity in locks.items()}
        whole = self.products.quantities().get(item, 0)
        way = Way(self.way.currentData())
        shared = share_product(self.basis, product, whole, chosen, way, locked)
        return {rows[place]: quantity for place, quantity in shared.parts.items()}

    def _products_changed(self) -> None:
        wanted = self.products.quantities()
        columns = [
            GridColumn(item, free.item.heading, free.item.unit)
            for item, free in self.products.free.items()
            if item in wanted
        ]
        here = self.grid.currentIndex()
        if tuple(columns) != self.model.columns:
            self.model.beginResetModel()
            self.model.columns = tuple(columns)
            for line in self.model.lines:
                line.cells, line.proposed = [0] * len(columns), (0,) * len(columns)
            self.model.undo.clear()
            self.model.endResetModel()
            self.grid.setCurrentIndex(self.model.index(max(here.row(), 0), TAKES))
        self._shared_otherwise()

    def _shared_otherwise(self) -> None:
        self.model.share()
        self._edited()

    def _edited(self) -> None:
        self.keeper.touch()
        self._follow()

    def _moved(self) -> None:
        self.grid.viewport().update()
        self._follow()

    def _ticked(self) -> list[tuple[int, Institution]]:
        return [
            (row, self.basis.institutions[row]) for row, line in enumerate(self.model.lines) if line.takes
        ]

    def _follow(self) -> None:
        """Let sums, bars and the button say what the grid holds."""
        wanted = self.products.quantities()
        told: dict[int, str] = {}
        lacking: list[str] = []
        left_over: list[str] = []
        for at, column in enumerate(self.model.columns):
            item = self.products.free[column.key].item
            given = self.model.total(at)
            left = wanted.get(column.key, 0) - given
            told[column.key] = f"dibagi {item.ref.show(given)}"
            if left:
                told[column.key] += f" · {'sisa' if left > 0 else 'lebih'} {item.ref.show(abs(left))}"
            (lacking if left < 0 else left_over if left > 0 else []).append(item.heading)
        self.products.tell(told)
        self.model.mark_short(column.key for column in self.model.columns if self.is_over(column.key))
        count = len(self.gifts())
        self.save_button.setText(f"Buat {count} BAST  Ctrl+P" if count else "Buat BAST  Ctrl+P")
        self.save_button.setAccessibleName(f"Buat {count} BAST")
        self._say_state(bool(wanted), bool(self._ticked()), lacking, left_over)
        self._show_bars()

    def is_over(self, item: int) -> bool:
        """Tell whether more of a product is planned than is free."""
        at = next(at for at, column in enumerate(self.model.columns) if column.key == item)
        return self.model.total(at) > self.products.free[item].quantity

    def _say_state(self, some: bool, ticked: bool, lacking: list[str], left: list[str]) -> None:  # noqa: FBT001 - two facts of the plan
        if not some:
            self.state.say("Isi jumlah yang dibagikan", "neutral", "pencil")
        elif not ticked:
            self.state.say("Pilih lembaganya", "neutral", "pencil")
        elif lacking:
            self.state.say(f"Isian melebihi: {', '.join(lacking)}", "err", "circle-alert")
        elif left:
            self.state.say(f"Tidak terbagi habis: {', '.join(left)}", "warn", "circle-alert")
        else:
            self.state.say("Terbagi habis", "ok", "circle-check")

    def _show_bars(self) -> None:
        """Show the product in whose column the cursor stands, else the first."""
        at = min(max(self.grid.currentIndex().column() - FIRST, 0), len(self.model.columns) - 1)
        if at < 0:
            self.bars.show_shares("", [])
            return
        column = self.model.columns[at]
        shares = [
            (one, cell / column.unit.per)
            for row, one in self._ticked()
            if isinstance(cell := self.model.lines[row].cells[at], int) and cell
        ]
        self.bars.show_shares(f"{column.title}, {column.unit.symbol}", shares)

    # --- ticking ------------------------------------------------------------------------------------

    def tick_all(self) -> None:
        """Tick every institution."""
        self.ticks.tick_all()

    def ticked_places(self) -> set[int]:
        """The places of the institutions that are ticked."""
        return {one.place for _, one in self._ticked()}

    def _tick(self, wanted: Mapping[int, bool]) -> None:
        edits = [
            Edit(row, TAKES, wanted[one.place])
            for row, one in enumerate(self.basis.institutions)
            if one.place in wanted
        ]
        self.model.change(edits, "pilih")

    def _go_to_grid(self) -> None:
        self.grid.go_to(max(self.grid.currentIndex().row(), 0), TAKES)

    def open_institution(self) -> None:
        """Open the form of the institution in the current row; the plan is kept as a draft."""
        row = self.grid.currentIndex().row()
        if 0 <= row < len(self.basis.institutions):
            self.context.show_page(InstitutionForm(self.context, self.basis.institutions[row]))

    def _open_new_body(self) -> None:
        self.new_body.open_with("")

    def _take_new_body(self, place: int) -> None:
        """Let an institution just added stand among the others, ticked; what is typed and ticked stays."""
        kept = plan_draft.gather(self)
        kept["ticked"] = [*kept["ticked"], place]
        self.basis = self._read(self.day.day() or self.basis.day, str(self.cycle.currentData()))
        self._fill()
        plan_draft.restore(self, kept)
        self._edited()
        rows = [one.place for one in self.basis.institutions]
        self.grid.go_to(rows.index(place), TAKES)

    # --- making the letters -------------------------------------------------------------------------

    def gifts(self) -> list[Gift]:
        """Return what each ticked institution gets, those with nothing left out."""
        found = []
        for row, one in self._ticked():
            lines = tuple(
                GoodsLine(column.key, cell)
                for column, cell in zip(self.model.columns, self.model.lines[row].cells, strict=True)
                if isinstance(cell, int) and cell
            )
            if lines:
                found.append(Gift(one, lines))
        return found

    def make(self) -> None:
        """Prepare all letters; what should be thought over is asked once before."""
        self.setFocus()  # an open editor gives its text first
        self.message.clear()
        if self._complains():
            return
        gifts = self.gifts()
        with self._office.reading() as connection:
            asked = to_think_over(connection, self.basis, gifts)
        if asked and not ConfirmDialog.ask(self, _TITLE, "\n".join(asked), f"Tetap buat {len(gifts)} BAST"):
            return
        enter = partial(
            prepare_many,
            self._office,
            store=self.basis.store,
            letter_date=self.day.day(),
            gifts=gifts,
            place=self.place.text(),
            cycle=str(self.cycle.currentData()),
        )
        self.plan_ways.late.attempt(enter, self._prepared)

    def _prepared(self, done: Done) -> None:
        self.keeper.finish()
        self.prepared.emit(done)

    def _complains(self) -> bool:
        """Tell all that cannot be read or is more than there is; go to the first."""
        found = problems(self)
        if found:
            self.message.complain([text for text, _ in found])
            found[0][1]()
        return bool(found)

    # --- the draft ----------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            stack = self.parentWidget()
            self.keeper.keep(is_open=isinstance(stack, QStackedWidget) and stack.currentWidget() is self)

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        return plan_draft.gather(self), []

    def _restore(self, draft: Draft | None) -> None:
        if draft is not None:
            plan_draft.restore(self, draft.values)
            self.keeper.resume()
            self.hints.setText(f"Konsep {draft.begun} dilanjutkan.")
