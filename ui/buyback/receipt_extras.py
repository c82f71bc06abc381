"""What a receipt may say besides: pieces delivered again, off-cuts, waste; folded away until wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ikm_desktop.buyback.balance import MakerBalance
from ikm_desktop.errors import ReasonMissing
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.stock import available_at
from ikm_desktop.goods.waste import WasteLine
from ikm_desktop.office.book import Office
from ui.buyback.amount_rows import AmountLine, AmountRows
from ui.common.form import Form
from ui.common.labels import label
from ui.common.picking import CalmCombo

AGAIN, REPAIR, OFFCUTS, TO_STORE = "Perbaikan", "Bahan perbaikan", "Sisa potongan", "Sisa ke gudang"
WASTE, WASTE_REASON = "Rusak", "Alasan rusak"
REASONS = ("salah potong", "salah jahit", "bahan cacat", "tumpah")


@dataclass(frozen=True, slots=True)
class Besides:
    """What is typed there, smallest units by item.

    again: the pieces were with her already; held: how many are; repair: materials that went into them;
    waste_reason: of all of it.
    """

    again: bool = False
    held: int = 0
    repair: dict[int, int] = field(default_factory=dict)
    offcuts: dict[int, int] = field(default_factory=dict)
    to_store: bool = False
    waste: dict[int, int] = field(default_factory=dict)
    waste_reason: str = ""

    @property
    def is_something(self) -> bool:
        """Whether anything is said."""
        return bool(self.again or self.offcuts or self.waste)

    @property
    def told(self) -> str:
        """What is said, in words for a cell."""
        parts = ((self.again, "perbaikan"), (self.offcuts, "sisa potongan"), (self.waste, "rusak"))
        return ", ".join(word for said, word in parts if said)

    @property
    def waste_lines(self) -> tuple[WasteLine, ...]:
        """The waste as the act takes it."""
        return tuple(WasteLine(item, amount, self.waste_reason) for item, amount in self.waste.items())


class ReceiptExtras(QWidget):
    """Three ticks, each with its rows once it is set. `changed`: something was typed or ticked.

    again: stands where the form puts it, before the figures, while she holds pieces of the product.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        with office.reading() as connection:
            self._items: tuple[Item, ...] = items(connection)
        self.held = 0
        self.again = self._tick("Per&baikan", AGAIN)
        self.repair = AmountRows(REPAIR, "Ia tidak memegang bahan.", self)
        self.offcut = self._tick("Sisa p&otongan", OFFCUTS)
        self.offcuts = AmountRows(OFFCUTS, "Belum ada barang untuk sisa potongan.", self)
        self.to_store = self._tick("Sisa masuk &gudang", TO_STORE)
        self.waste_tick = self._tick("R&usak pada pembuat", WASTE)
        self.waste = AmountRows(WASTE, "Ia tidak memegang bahan.", self)
        self.reason = CalmCombo(WASTE_REASON, self)
        self.reason_line = self.reason.typed_in(WASTE_REASON, REASONS)
        self.reason_line.setPlaceholderText("Alasan rusak")
        self.repair_words = label("Bahan yang dipakai untuk perbaikan, bila ada", "muted", self)
        self.repair_words.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._fold()

    def _tick(self, caption: str, name: str) -> QCheckBox:
        made = QCheckBox(caption, self)
        made.setAccessibleName(name)
        made.toggled.connect(self._fold)
        made.toggled.connect(self.changed)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for widget in (
            self.repair_words,
            self.repair,
            self.offcut,
            self.offcuts,
            self.to_store,
            self.waste_tick,
            self.waste,
            self.reason,
        ):
            column.addWidget(widget)

    def _connect(self) -> None:
        for rows in (self.repair, self.offcuts, self.waste):
            rows.changed.connect(self.changed)
        self.repair.finished.connect(self.finished)
        self.offcuts.finished.connect(self.finished)
        self.waste.finished.connect(self.reason.setFocus)
        self.reason.editTextChanged.connect(self.changed)
        self.reason_line.returnPressed.connect(self.finished)
        for tick, rows in ((self.offcut, self.offcuts), (self.waste_tick, self.waste)):
            tick.clicked.connect(lambda on, rows=rows: rows.go_to_spot([]) if on and rows.fields else None)

    def take_into(self, form: Form) -> None:
        """Let what is typed here be kept as a draft and undone."""
        for name, tick in self._ticks.items():
            form.add_value(name, tick, tick.isChecked, tick.setChecked, tick.toggled)
        for name, rows in self._amounts.items():
            form.add_part(name, rows, rows, rows.changed)
        form.add_text_choice(WASTE_REASON, self.reason)

    # --- what it offers -----------------------------------------------------------------------------

    def read(self, maker: int | None, balance: MakerBalance | None, day: date) -> None:
        """Read what she holds on a day: pieces of the product first, then her materials."""
        there: dict[int, int] = {}
        if maker is not None:
            with self._office.reading() as connection:
                there = available_at(connection, maker, day)
        held = [
            AmountLine(item, there[item.id], f"dipegang {item.ref.show(there[item.id])}")
            for item in self._items
            if there.get(item.id) and item.kind == "material"
        ]
        product = None if balance is None else balance.product
        self.held = 0 if product is None else there.get(product.id, 0)
        told = "" if product is None or not self.held else f" ({product.ref.show(self.held)} ada padanya)"
        self.again.setText(f"Per&baikan{told}")
        self.repair.show_lines(held)
        self.waste.show_lines(held)
        self.offcuts.show_lines(self._offcut_lines(balance))
        self._fold()

    def _offcut_lines(self, balance: MakerBalance | None) -> Sequence[AmountLine]:
        """Return what the recipe expects to come out besides; where it expects nothing, any material."""
        recipe = None if balance is None else balance.recipe
        expected = {line.item for line in recipe.offcuts} if recipe is not None else set()
        return [
            AmountLine(item)
            for item in self._items
            if (item.id in expected if expected else item.kind == "material")
        ]

    # --- what is typed ------------------------------------------------------------------------------

    def besides(self) -> Besides:
        """Return what is typed; what is folded away is not meant."""
        again, offcut, waste = self.again.isChecked(), self.offcut.isChecked(), self.waste_tick.isChecked()
        return Besides(
            again=again,
            held=self.held,
            repair=self.repair.amounts() if again else {},
            offcuts=self.offcuts.amounts() if offcut else {},
            to_store=self.to_store.isChecked(),
            waste=self.waste.amounts() if waste else {},
            waste_reason=self.reason.currentText().strip(),
        )

    def problems(self, *, above: bool) -> dict[str, str]:
        """Return what is wrong by field; above: also what is more than she holds."""
        found = {}
        for name, tick, rows in (
            (REPAIR, self.again, self.repair),
            (OFFCUTS, self.offcut, self.offcuts),
            (WASTE, self.waste_tick, self.waste),
        ):
            wrong = rows.problems(above=above) if tick.isChecked() else []
            if wrong:
                found[name] = "\n".join(wrong)
        besides = self.besides()
        if besides.waste and not besides.waste_reason:
            found[WASTE_REASON] = ReasonMissing(field=WASTE).sentence
        return found

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is ticked."""
        return not (self.again.isChecked() or self.offcut.isChecked() or self.waste_tick.isChecked())

    def clear(self) -> None:
        """Fold all away, with nothing typed."""
        for rows in (self.repair, self.offcuts, self.waste):
            rows.restore({})
        self.reason.setCurrentIndex(-1)
        self.reason.clearEditText()
        for tick in (self.again, self.offcut, self.to_store, self.waste_tick):
            tick.setChecked(False)

    def state(self) -> dict[str, Any]:
        """Return what is ticked and typed, nothing while nothing is ticked."""
        if self.is_untouched:
            return {}
        ticks = {name: tick.isChecked() for name, tick in self._ticks.items()}
        typed = {name: rows.state() for name, rows in self._amounts.items()}
        return ticks | typed | {WASTE_REASON: self.reason.currentText()}

    def restore(self, state: dict[str, Any]) -> None:
        """Tick and type what `state` gave."""
        for name, rows in self._amounts.items():
            rows.restore(state.get(name, {}))
        self.reason.setEditText(str(state.get(WASTE_REASON, "")))
        for name, tick in self._ticks.items():
            tick.setChecked(bool(state.get(name)))

    @property
    def _ticks(self) -> dict[str, QCheckBox]:
        return {
            AGAIN: self.again,
            f"{OFFCUTS}?": self.offcut,
            TO_STORE: self.to_store,
            f"{WASTE}?": self.waste_tick,
        }

    @property
    def _amounts(self) -> dict[str, AmountRows]:
        return {REPAIR: self.repair, OFFCUTS: self.offcuts, WASTE: self.waste}

    def only_noted(self, *, later: bool) -> None:
        """Leave off-cuts and waste to the inspection, where the goods are only counted at the door."""
        for tick in (self.offcut, self.waste_tick):
            tick.setEnabled(not later)
            if later:
                tick.setChecked(False)

    @property
    def fields(self) -> dict[str, QWidget]:
        """The field of each name."""
        return {
            AGAIN: self.again,
            REPAIR: next(iter(self.repair.fields.values()), self.again),
            OFFCUTS: next(iter(self.offcuts.fields.values()), self.offcut),
            WASTE: next(iter(self.waste.fields.values()), self.waste_tick),
            WASTE_REASON: self.reason,
        }

    def _fold(self) -> None:
        again = self.again.isChecked()
        self.again.setVisible(again or self.held > 0)
        offcut, waste = self.offcut.isChecked(), self.waste_tick.isChecked()
        seen: list[tuple[QWidget, bool]] = [
            (self.repair_words, again and bool(self.repair.fields)),
            (self.repair, again and bool(self.repair.fields)),
            (self.offcuts, offcut),
            (self.to_store, offcut),
            (self.waste, waste),
            (self.reason, waste),
        ]
        for widget, there in seen:
            widget.setVisible(there)
