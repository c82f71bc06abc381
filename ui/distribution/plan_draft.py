"""What a plan under way holds, as its draft keeps it: places by id, so that another order does no harm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.distribution.plan_page import PlanPage


def gather(page: PlanPage) -> dict[str, Any]:
    """Return what is typed and ticked."""
    places = [one.place for one in page.basis.institutions]
    return {
        "day": page.day.line.text(),
        "way": page.way.currentText(),
        "cycle": page.cycle.currentData(),
        "place": page.place.text(),
        "products": {str(item): field.line.text() for item, field in page.products.fields.items()},
        "ticked": sorted(page.ticked_places()),
        "typed": [[places[row], item, cell] for (row, item), cell in page.model.typed.items()],
    }


def restore(page: PlanPage, values: Mapping[str, Any]) -> None:
    """Show what a draft holds; products and institutions that are no longer there are passed over."""
    rows = {one.place: row for row, one in enumerate(page.basis.institutions)}
    page.day.line.setText(str(values.get("day", "")))
    page.way.setCurrentText(str(values.get("way", "")))
    page.cycle.setCurrentIndex(max(page.cycle.findData(values.get("cycle")), 0))
    page.place.setText(str(values.get("place", "")))
    for item, text in dict(values.get("products", {})).items():
        if int(item) in page.products.fields:
            page.products.fields[int(item)].line.setText(str(text))
    for place in values.get("ticked", ()):
        if place in rows:
            page.model.lines[rows[place]].takes = True
    for place, item, cell in values.get("typed", ()):
        if place in rows:
            page.model.typed[rows[place], int(item)] = cell
    page.model.share()
