"""Where the refusals of a kit lead: the field or column they speak of, and their ways out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ikm_desktop.errors import (
    CountedSince,
    Fault,
    FieldInvalid,
    FieldRefusal,
    NotEnough,
    PeriodClosed,
    Refusal,
    Reserved,
    WrongDay,
    refuse,
)
from ui.common.grid_model import FIRST, GridModel
from ui.common.late_entry import LateEntry
from ui.common.tab import TabContext
from ui.supply.acts import papers_of
from ui.supply.kit_head import DAY, KitHead

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
        self._context = context
        self._page = page
        self._refusal: Refusal | None = None
        self._first: QWidget | tuple[int, int] | None = None
        self.late = LateEntry(context, page, self._refuse)
        page.message.way_chosen.connect(self._go)

    def _refuse(self, refused: Refusal | Fault) -> None:
        self._page.message.refuse(refused)
        self.mark(refused)

    def mark(self, refused: Refusal | Fault) -> None:
        """Mark every field a refusal speaks of, and put the cursor into the first."""
        self._refusal = refused if isinstance(refused, Refusal) else None
        found = [self._spot(reason) for reason in (self._refusal.reasons if self._refusal else ())]
        self._first = next((spot for spot in found if spot is not None), None)
        self._to_first()

    def _spot(self, reason: Refusal) -> QWidget | tuple[int, int] | None:
        """Return the field, or row and column of the grid, that a reason speaks of."""
        grid = self._page.grid.grid
        if isinstance(reason, (PeriodClosed, WrongDay, CountedSince)):
            return self._page.mark_field(DAY)
        if isinstance(reason, (NotEnough, Reserved)):
            keys = [column.key for column in grid.columns]
            return (0, FIRST + keys.index(reason.item.id)) if reason.item.id in keys else None
        if isinstance(reason, FieldRefusal):
            if (field := self._page.mark_field(reason.field)) is not None:
                return field
            return next(((row, column) for row, column, _ in grid.problems()), None)
        return (0, FIRST)

    def _to_first(self) -> None:
        if isinstance(self._first, QWidget):
            self._first.setFocus()
        elif self._first is not None:
            self._page.grid.go_to(*self._first)

    def _go(self, key: str) -> None:
        """Go where a way out leads."""
        name, _, value = key.partition(":")
        if name in {"ganti-tanggal", "pakai-tanggal"}:
            self._page.message.clear()
            if value:
                self._page.head.day.set_day(date.fromisoformat(value))
            self._page.head.day.line.setFocus()
            self._page.head.day.line.selectAll()
        elif name in {"kurangi", "ubah", "ke-isian"}:
            self._page.message.clear()
            self._to_first()
        elif name in {"kartu", "lihat", "buka", "batalkan"}:
            self._leave(name)
        elif not self.late.push_aside(name) and name == "buka-periode":
            self._context.run("periode")

    def _leave(self, name: str) -> None:
        """Go to the stock or the paper in the way; the draft stays as it is."""
        reasons = self._refusal.reasons if self._refusal else ()
        item = next((one.item for one in reasons if isinstance(one, (NotEnough, Reserved))), None)
        papers = papers_of(self._refusal)
        if name == "kartu" and item is not None:
            self._context.go_to("persediaan", item.name)
        elif papers:
            self._context.go_to("surat", papers[0].number or papers[0].party)
