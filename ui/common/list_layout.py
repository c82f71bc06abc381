"""A list page stands as the clerk left it, and what she changes is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ikm_desktop.office.listing import Field, Term
from ui.common.layouts import Layout

if TYPE_CHECKING:
    from ui.common.list_page import ListPage


def restore(page: ListPage) -> None:
    """Arrange a list as it was kept, or as it comes."""
    listing, table = page.listing, page.table
    titles = {column.title: at for at, column in enumerate(listing.columns)}
    fields = listing.lines.fields
    kept = page.layouts.of(listing.name) if listing.name else None
    table.set_density(page.layouts.density)
    for column in listing.columns:
        if column.pill and column.field in fields:
            table.allow_states(fields[column.field].choices)
    if kept is None:
        table.arrange([at for at, one in enumerate(listing.columns) if not one.extra], {})
        table.show_sorting(listing.sort)
        return
    shown = [titles[title] for title in kept.columns if title in titles]
    widths = {titles[title]: width for title, width in kept.widths.items() if title in titles}
    table.arrange(shown or [0], widths)
    table.show_sorting(tuple(key for key in kept.sort if key.field in fields) or listing.sort)
    page.chips.show_chip(page.chips.named(kept.chip))
    page.chips.set_terms([term for term in kept.terms if _can_be_asked(term, fields)])
    page.search.setText(kept.words)
    table.hits.search(kept.words)


def _can_be_asked(term: Term, fields: Mapping[str, Field[Any]]) -> bool:
    """Whether a kept term still fits its list, which an update may have changed."""
    found = fields.get(term.field)
    return found is not None and bool(found.title) and term.how in found.hows


def keep(page: ListPage) -> None:
    """Keep how a list stands now."""
    columns = page.listing.columns
    page.layouts.keep(
        page.listing.name,
        Layout(
            columns=tuple(column.title for column in page.table.shown_columns()),
            widths={columns[at].title: width for at, width in page.table.own_widths.items()},
            sort=page.table.list_model.sort_keys,
            chip=page.chips.chip.title if page.chips.chip else "",
            terms=page.chips.terms,
            words=page.search.text(),
        ),
    )
