"""The tab Peserta."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ikm_desktop.participants.directory import Entry
from ikm_desktop.participants.search import everybody
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.palette import Target
from ui.common.tab import Tab, TabContext, list_tab
from ui.participants.listing import people_listing
from ui.participants.person_panel import PersonPanel

if TYPE_CHECKING:
    from ui.participants.doubles_page import DoublesPage
    from ui.participants.import_page import ImportPage
    from ui.participants.person_page import PersonPage
    from ui.participants.retention_page import RetentionPage

KEY = "peserta"
PERSON_DRAFT = "peserta"
"""The key of a person's draft."""


def _page(context: TabContext) -> ListPage:
    """Return the list with its acts; their keys work while it is on screen."""
    commands = [
        Command("peserta-baru", "Peserta", "Data", lambda: open_person(context), "Ctrl+N", "plus"),
        Command("impor", "Impor Excel", "Data", lambda: open_import(context), icon="upload"),
        Command("gabungkan", "Gabungkan", "Data", lambda: _merge_chosen(context, page), icon="users"),
    ]
    page = list_tab(context, people_listing(), commands)
    page.opened.connect(lambda row: open_person(context, row.person.id))
    page.search.setMinimumWidth(150)
    panel = PersonPanel(context)
    page.panel.content.insertWidget(0, panel)
    page.chosen.connect(lambda row: panel.show_person(row.person if row is not None else None))
    take_keys(page, commands)
    return page


def open_person(context: TabContext, person: int | None = None) -> PersonPage:
    """Open the page of a new person, or of one to be changed."""
    from ui.participants.person_page import PersonPage

    context.go_to(KEY)
    page = PersonPage(context, person)
    context.show_page(page)
    page.begin()
    return page


def open_import(context: TabContext) -> ImportPage:
    """Open the import of a list."""
    from ui.participants.import_page import ImportPage

    context.go_to(KEY)
    page = ImportPage(context)
    context.show_page(page)
    page.source_step.file_button.setFocus()
    return page


def open_doubles(context: TabContext, pair: tuple[int, int] | None = None) -> DoublesPage:
    """Open the pairs that may be one person, or the comparison of two."""
    from ui.participants.doubles_page import DoublesPage

    context.go_to(KEY)
    page = DoublesPage(context, pair)
    context.show_page(page)
    page.list.setFocus()
    return page


def open_retention(context: TabContext) -> RetentionPage:
    """Open the list of whose data are to go."""
    from ui.participants.retention_page import RetentionPage

    context.go_to(KEY)
    page = RetentionPage(context)
    context.show_page(page)
    page.table.setFocus()
    return page


def _merge_chosen(context: TabContext, page: ListPage) -> None:
    """Compare the two people chosen in the list; with other than two, show the suspected pairs."""
    chosen = [int(str(page.listing.key(row))) for row in page.table.chosen()]
    two = len(chosen) == 2  # noqa: PLR2004 - a pair
    open_doubles(context, (chosen[0], chosen[1]) if two else None)


def show_personal_data(context: TabContext) -> None:
    """Show *Data saya* of the person chosen in the list, to be printed; that it was shown is logged."""
    page = context.go_to(KEY)
    row = page.current() if isinstance(page, ListPage) else None
    if row is None:
        context.say("Pilih seorang peserta dahulu, lalu Data saya.")
        return
    open_person(context, row.person.id).show_data()


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
        Command(
            "mungkin-ganda",
            "Mungkin &ganda",
            "Data",
            lambda: open_doubles(context),
            icon="users",
            words="gabungkan orang sama kembar duplikat pisahkan",
        ),
        Command(
            "masa-simpan",
            "Masa si&mpan data pribadi",
            "Data",
            lambda: open_retention(context),
            icon="ban",
            words="anonimkan hapus retensi uu 27",
        ),
        Command(
            "data-saya",
            "Data sa&ya",
            "Cetak",
            lambda: show_personal_data(context),
            icon="file-text",
            words="cetak data pribadi nik rekening salinan",
        ),
    ]


def _targets(context: TabContext) -> Sequence[Target]:
    """Return all people, found by name, the end of the NIK, phone, business and village."""
    with context.office.reading() as connection:
        people = everybody(connection)
    return [_target(context, one) for one in people]


def _target(context: TabContext, one: Entry) -> Target:
    words = f"{one.nik[-4:]} {one.phone} {one.business} {one.village}"
    return Target(one.name, "peserta", lambda: context.go_to(KEY, one.name), words)


PEOPLE = Tab(
    KEY,
    "Peserta",
    "users",
    _page,
    _commands,
    targets=_targets,
    reopens={PERSON_DRAFT: open_person, f"{PERSON_DRAFT}-": open_person},
)
