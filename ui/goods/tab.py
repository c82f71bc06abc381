"""The tab Persediaan."""

from __future__ import annotations

from ikm_desktop.goods.selfcheck import check
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab
from ui.common.work import Worker
from ui.goods.listing import stock_listing


def _page(context: TabContext) -> ListPage:
    return list_tab(context, stock_listing(), [_check_command(context)])


def _check_command(context: TabContext) -> Command:
    """Return the command that checks the whole book off the window's thread."""

    def run() -> None:
        page = context.go_to("persediaan")
        worker = Worker(lambda: check(context.office), page)

        def told(found: object) -> None:
            sentences = [str(finding) for finding in found]  # type: ignore[attr-defined]
            context.say("\n".join(sentences[:5]) if sentences else "Buku cocok: tidak ada selisih.")

        worker.done.connect(told)
        worker.finished.connect(worker.deleteLater)
        worker.start()

    return Command("periksa-buku", "Periksa &buku", "Alat", run, "F9", "database", "self check selisih")


def _commands(context: TabContext) -> list[Command]:
    return [_check_command(context)]


STOCK = Tab("persediaan", "Persediaan", "clipboard-list", _page, _commands)
