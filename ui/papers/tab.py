"""The tab Surat & Laporan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ikm_desktop.papers.register import RegisterRow, register
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.palette import Target
from ui.common.tab import Tab, TabContext, list_tab
from ui.papers.acts import RegisterActs
from ui.papers.listing import register_listing
from ui.papers.paper_card import PaperCard
from ui.papers.sheet_commands import sheet_commands


def _page(context: TabContext) -> ListPage:
    """Return the register with its acts and, beside it, the card of the chosen paper."""
    made: list[RegisterActs] = []

    def on_page(act: Callable[[RegisterActs], object]) -> Callable[[], object]:
        return lambda: act(made[0])

    commands = [
        Command("pratinjau", "&Pratinjau", "Cetak", on_page(RegisterActs.preview), "Ctrl+P", "eye"),
        Command(
            "tandatangani-surat",
            "&Tandatangani",
            "Data",
            on_page(RegisterActs.sign),
            "Ctrl+T",
            "signature",
        ),
        Command("beri-nomor", "Beri &nomor", "Data", on_page(RegisterActs.number), icon="pencil"),
        Command("batalkan-nomor", "&Batalkan nomor", "Data", on_page(RegisterActs.void), icon="ban"),
        Command(
            "jelaskan-celah", "&Jelaskan celah", "Data", on_page(RegisterActs.explain), icon="circle-help"
        ),
        Command(
            "ganti-sertifikat", "&Ganti sertifikat", "Data", on_page(RegisterActs.replace), icon="refresh-cw"
        ),
        Command(
            "lampirkan-pindaian",
            "&Lampirkan pindaian",
            "Data",
            on_page(RegisterActs.choose_scan),
            icon="upload",
        ),
        Command("log-audit", "Log a&udit", "Alat", lambda: context.run("log-audit"), icon="history"),
    ]
    page = list_tab(context, register_listing(context.office.clock.now().date()), commands)
    acts = RegisterActs(context, page)
    made.append(acts)
    card = PaperCard(
        context.office, context.look, attach=acts.attach, choose=acts.choose_scan, detach=acts.detach
    )
    page.panel.content.insertWidget(page.panel.content.count() - 1, card)
    page.chosen.connect(card.show_row)
    take_keys(page, commands)
    return page


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


PAPERS = Tab("surat", "Surat && Laporan", "file-text", _page, sheet_commands, targets=_targets)
