"""The tab Surat & Laporan."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop.papers.register import RegisterRow, register
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.palette import Target
from ui.common.tab import Tab, TabContext, list_tab
from ui.papers.listing import register_listing


def _page(context: TabContext) -> ListPage:
    listing = register_listing(context.office.clock.now().year)
    page = list_tab(
        context, listing, [Command("pratinjau", "Pratinjau", "Cetak", lambda: _open(page), "Ctrl+P", "eye")]
    )
    return page


def _open(page: ListPage) -> None:
    row = page.current()
    if row is not None:
        page.opened.emit(row)


def _targets(context: TabContext) -> Sequence[Target]:
    """Return this year's papers, found by number and party."""
    with context.office.reading() as connection:
        rows = register(connection, year=context.office.clock.now().year)
    return [_target(context, row) for row in rows if isinstance(row, RegisterRow) and row.paper.number]


def _target(context: TabContext, row: RegisterRow) -> Target:
    paper = row.paper
    return Target(f"{row.kind} {paper.number}", "surat", lambda: _show(context, paper.id), paper.party)


def _show(context: TabContext, paper: int) -> None:
    context.show_paper(paper)


PAPERS = Tab("surat", "Surat && Laporan", "file-text", _page, targets=_targets)
