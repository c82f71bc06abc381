"""The tab Angkatan."""

from __future__ import annotations

from ui.batches.listing import batches_listing
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab


def _page(context: TabContext) -> ListPage:
    return list_tab(context, batches_listing(context.office.clock.now().date()))


BATCHES = Tab("angkatan", "Angkatan", "graduation-cap", _page)
