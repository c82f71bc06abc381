"""Where the refusals of a kit lead: the field or column they speak of, and their ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ikm_desktop.errors import (
    CountedSince,
    Fault,
    FieldInvalid,
    FieldRefusal,
    NotEnough,
    Notice,
    PeriodClosed,
    Refusal,
    Reserved,
    SecondKit,
    WayOut,
    WrongDay,
    refuse,
)
from ikm_desktop.supply.kit import KitProposal
from ui.common.grid_model import FIRST, GridModel
from ui.common.late_entry import LateEntry
from ui.common.tab import TabContext
from ui.common.ways import WaysOut
from ui.supply.kit_head import DAY, KitHead

_TO_PRODUCT = "produk-angkatan"

if TYPE_CHECKING:
    from ui.supply.kit_page import KitPage


def refuse_what_cannot_be_read(head: KitHead, grid: GridModel) -> None:
    """Raise, all at once, what is wrong with the fields and cells as they were typed."""
    reasons: list[Refusal] = list(head.problems())
    for row, _column, problem in grid.problems():
        reasons.append(
            FieldInvalid(
                line=row + 1,
                field=f"{grid.lines[row].name}, {problem.field}",
                value=str(getattr(problem, "value", "")),
                why=str(getattr(problem, "why", "tidak dapat dipakai")),
            )
        )
    refuse(reasons)


class KitWays(QObject):
    """Marks what a refusal speaks of and goes to the first; its buttons lead on."""

    def __init__(self, context: TabContext, page: KitPage) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        page.message.way_chosen.connect(self._go)
        self._first: QWidget | tuple[int, int] | None = None
        self._missing = ""
        self._ways = WaysOut(context, page.message, self)
        self._ways.day = page.head.day
        self.late = self._ways.late = LateEntry(context, page, self.mark)

    def tell_missing(self, proposal: KitProposal) -> None:
        """Tell why there is no kit, with the way to its batch if its product is not set."""
        message = self._page.message
        if message.text() == self._missing:
            message.clear()
        ways = [WayOut(_TO_PRODUCT, "Tetapkan produk")] if proposal.product is None else []
        message.tell([Notice("NoKit", proposal.missing)] if proposal.missing else [], ways)
        self._missing = proposal.missing

    def _go(self, key: str) -> None:
        """Go to the batch whose product is not set; the other ways are the refusal's own."""
        batch = self._page.head.chosen_batch()
        if key == _TO_PRODUCT and batch is not None:
            from ui.batches.tab import open_product_of

            open_product_of(self._context, batch)

    def mark(self, refused: Refusal | Fault) -> None:
        """Tell a refusal, mark every field it speaks of, and put the cursor into the first."""
        self._ways.refuse(refused)
        found = [self._spot(reason) for reason in (refused.reasons if isinstance(refused, Refusal) else ())]
        self._first = next((spot for spot in found if spot is not None), None)
        self.go_to_first()

    def _spot(self, reason: Refusal) -> QWidget | tuple[int, int] | None:
        """Return the field, or row and column of the grid, that a reason speaks of."""
        grid = self._page.grid.grid
        if isinstance(reason, (PeriodClosed, WrongDay, CountedSince)):
            return self._page.mark_field(DAY)
        if isinstance(reason, (NotEnough, Reserved)):
            keys = [column.key for column in grid.columns]
            return (0, FIRST + keys.index(reason.item.id)) if reason.item.id in keys else None
        if isinstance(reason, SecondKit):
            return self._spot_of_reason(reason)
        if isinstance(reason, FieldRefusal):
            if (field := self._page.mark_field(reason.field)) is not None:
                return field
            return next(((row, column) for row, column, _ in grid.problems()), None)
        return (0, FIRST)

    def _spot_of_reason(self, reason: SecondKit) -> tuple[int, int]:
        """Return the remark of the first person who would get a kit once more."""
        grid = self._page.grid.grid
        asked = {one.person.id for one in reason.people}
        row = next((row for row, line in enumerate(grid.lines) if line.key in asked and line.takes), 0)
        return row, grid.note_column

    def go_to_first(self) -> None:
        """Put the cursor into the first field or cell the refusal speaks of."""
        if isinstance(self._first, QWidget):
            self._first.setFocus()
        elif self._first is not None:
            self._page.grid.go_to(*self._first)

    def go_to_quantities(self) -> None:
        """Go to the first quantity of the row the refusal speaks of."""
        row = self._first[0] if isinstance(self._first, tuple) else 0
        self._page.grid.go_to(row, FIRST)

    def lessen(self) -> None:
        """Go to the column of which there is too little: whose kit is lessened, the clerk says."""
        self.go_to_first()

    def take_party(self, place: int) -> None:
        """Go to the first row the refusal speaks of: whoever was merged is no longer on the list."""
        del place
        self.go_to_first()

    def go_to_reason(self) -> None:
        """Go to the first field the refusal speaks of."""
        self.go_to_first()
