"""Where the refusals of a plan lead: the row or field they speak of, and their ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ikm_desktop.errors import Fault, FieldRefusal, NotEnough, Refusal, Reserved
from ui.common.grid_model import FIRST, TAKES
from ui.common.late_entry import LateEntry
from ui.common.tab import TabContext
from ui.common.ways import WaysOut
from ui.distribution.plan_problems import problems

if TYPE_CHECKING:
    from ui.distribution.plan_page import PlanPage


class PlanWays(QObject):
    """Tells a refusal above the plan and goes to what it speaks of; its buttons lead on."""

    def __init__(self, context: TabContext, page: PlanPage) -> None:
        super().__init__(page)
        self._plan = page
        self._refused: Refusal | Fault | None = None
        self._ways = WaysOut(context, page.message, self)
        self._ways.day = page.day
        self.late = self._ways.late = LateEntry(context, page, self.refuse)

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell why the letters cannot be made, and go to the first that is in the way."""
        self._refused = refused
        self._ways.refuse(refused)
        self.go_to_first()

    def go_to_first(self) -> None:
        """Go to what cannot be read, else to the row or column that was refused."""
        wrong = problems(self._plan)
        if wrong:
            wrong[0][1]()
            return
        page, keys = self._plan, [column.key for column in self._plan.model.columns]
        for reason in self._refused.reasons if isinstance(self._refused, Refusal) else ():
            if isinstance(reason, (NotEnough, Reserved)) and reason.item.id in keys:
                page.grid.go_to(max(page.grid.currentIndex().row(), 0), FIRST + keys.index(reason.item.id))
                return
            rows = [row for row, one in enumerate(page.basis.institutions) if _is_about(reason, one.name)]
            if rows:
                page.grid.go_to(rows[0], TAKES)
                return
        (page.products.first() or page.grid).setFocus()

    def lessen(self) -> None:
        """Go to the column of which there is too little: whose part is lessened, the clerk says."""
        self.go_to_first()

    def go_to_reason(self) -> None:
        """Go to what the refusal speaks of."""
        self.go_to_first()

    def take_party(self, place: int) -> None:
        """Go to the row of an institution."""
        rows = [row for row, one in enumerate(self._plan.basis.institutions) if one.place == place]
        self._plan.grid.go_to(rows[0] if rows else 0, TAKES)


def _is_about(reason: Refusal, name: str) -> bool:
    """Tell whether a reason speaks of an institution by its name."""
    return isinstance(reason, FieldRefusal) and reason.field.endswith(name)
