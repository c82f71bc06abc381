"""The tab Peserta."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop.batches.lists import person_rows
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.palette import Target
from ui.common.tab import Tab, TabContext, list_tab
from ui.participants.import_page import ImportPage
from ui.participants.listing import people_listing
from ui.participants.person_page import PAGE, PersonPage

KEY = "peserta"


def _page(context: TabContext) -> ListPage:
    """Return the list with its acts; their keys work while it is on screen."""
    commands = [
        Command("peserta-baru", "Peserta", "Data", lambda: open_person(context), "Ctrl+N", "plus"),
        Command("impor", "Impor Excel", "Data", lambda: open_import(context), icon="upload"),
    ]
    page = list_tab(context, people_listing(), commands)
    page.opened.connect(lambda row: open_person(context, row.person.id))
    page.search.setMinimumWidth(150)
    take_keys(page, commands)
    return page


def open_person(context: TabContext, person: int | None = None) -> PersonPage:
    """Open the page of a new person, or of one to be changed."""
    context.go_to(KEY)
    page = PersonPage(context, person)
    context.show_page(page)
    page.form["name"].line.setFocus()
    return page


def open_import(context: TabContext) -> ImportPage:
    """Open the import of a list."""
    context.go_to(KEY)
    page = ImportPage(context)
    context.show_page(page)
    page.source_step.file_button.setFocus()
    return page


def _commands(context: TabContext) -> list[Command]:
    return [
        Command(
            "peserta-baru",
            "Ta&mbah peserta",
            "Data",
            lambda: open_person(context),
            icon="plus",
            words="baru orang",
        ),
        Command(
            "impor",
            "&Impor daftar peserta",
            "Data",
            lambda: open_import(context),
            icon="upload",
            words="excel csv tempel",
        ),
    ]


def _targets(context: TabContext) -> Sequence[Target]:
    """Return all people, found by name, the end of the NIK and phone."""
    with context.office.reading() as connection:
        rows = person_rows(connection)
    return [_target(context, row.person.name, row.person.nik[-4:], row.person.phone) for row in rows]


def _target(context: TabContext, name: str, nik: str, phone: str) -> Target:
    return Target(name, "peserta", lambda: context.go_to(KEY, name), f"{nik} {phone}")


PEOPLE = Tab(KEY, "Peserta", "users", _page, _commands, targets=_targets, reopens={PAGE: open_person})
