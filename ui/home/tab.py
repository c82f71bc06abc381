"""The tab Beranda, where the program starts."""

from __future__ import annotations

from ikm_desktop.reports.due import CHECK, DRAFTS, PERIODS, DueItem
from ui.common import drafts_page
from ui.common.commands import Command
from ui.common.drafts_page import open_drafts
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext
from ui.home.page import HomePage
from ui.settings.commands import open_backups

TABS_OF_ROOMS = {
    "supply": "penyerahan",
    "buyback": "pembelian",
    "distribution": "penyaluran",
    "batches": "angkatan",
    "participants": "peserta",
    "goods": "persediaan",
    "papers": "surat",
}
"""The key of the tab in which the matters of a room are dealt with."""

_COMMANDS = {PERIODS: "periode", CHECK: "periksa-buku"}


def _page(context: TabContext) -> HomePage:
    page = HomePage(context.office, context.look)
    page.due_chosen.connect(lambda item: go_to_matter(context, item))
    page.step_chosen.connect(lambda step: context.run(step.key))
    page.item_chosen.connect(lambda name: show_item(context, name))
    page.batch_chosen.connect(lambda name: context.go_to("angkatan", name))
    page.distribution_chosen.connect(lambda: context.go_to("penyaluran"))
    return page


def go_to_matter(context: TabContext, item: DueItem) -> None:
    """Show the list in which a matter is dealt with, filtered to it; for what has no list its page."""
    if item.target.tab == DRAFTS:
        open_drafts(context)
        return
    if item.target.tab in _COMMANDS:
        context.run(_COMMANDS[item.target.tab])
        return
    if item.target.tab not in TABS_OF_ROOMS:
        open_backups(context)
        return
    page = context.go_to(TABS_OF_ROOMS[item.target.tab])
    if isinstance(page, ListPage):
        page.filter_by(item.target.words)
        page.choose_chip(item.target.chip)
        page.table.setFocus()


def show_item(context: TabContext, name: str) -> None:
    """Show an item in the list of stock."""
    page = context.go_to("persediaan", name)
    if isinstance(page, ListPage):
        page.choose(lambda row: row.item.name == name)


def _commands(context: TabContext) -> list[Command]:
    return [
        Command(
            drafts_page.KEY,
            "&Konsep",
            "Berkas",
            lambda: open_drafts(context),
            icon="file-pen",
            words="draf isian belum disimpan lanjutkan",
        )
    ]


HOME = Tab("beranda", "Beranda", "house", _page, _commands)
