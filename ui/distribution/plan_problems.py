"""What keeps a plan from becoming letters, before the book is asked: each with the way to where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.distribution.plan_page import PlanPage

Problem = tuple[str, Callable[[], object]]


def problems(page: PlanPage) -> list[Problem]:
    """Return what cannot be read and what is more than there is, in the order of the page."""
    day = page.day.problem()
    found: list[Problem] = [(day.sentence, page.day.line.setFocus)] if day else []
    found += [(text, field.line.setFocus) for text, field in page.products.problems()]
    in_products = len(found)
    found += [
        (f"Baris {row + 1}: {refusal.sentence}", partial(page.grid.go_to, row, column))
        for row, column, refusal in page.model.problems()
    ]
    if in_products:
        return found
    planned = [page.products.free[column.key] for column in page.model.columns]
    found += [
        (
            f"{free.item.name}: direncanakan lebih dari yang bebas di gudang ({free.shown}).",
            page.grid.setFocus,
        )
        for free in planned
        if page.is_over(free.item.id)
    ]
    return found
