"""The tab Peserta."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop.batches.lists import person_rows
from ui.common.list_page import ListPage
from ui.common.palette import Target
from ui.common.tab import Tab, TabContext, list_tab
from ui.participants.listing import people_listing


def _page(context: TabContext) -> ListPage:
    return list_tab(context, people_listing())


def _targets(context: TabContext) -> Sequence[Target]:
    """Return all people, found by name, the end of the NIK and phone."""
    with context.office.reading() as connection:
        rows = person_rows(connection)
    return [_target(context, row.person.name, row.person.nik[-4:], row.person.phone) for row in rows]


def _target(context: TabContext, name: str, nik: str, phone: str) -> Target:
    return Target(name, "peserta", lambda: context.go_to("peserta", name), f"{nik} {phone}")


PEOPLE = Tab("peserta", "Peserta", "users", _page, targets=_targets)
