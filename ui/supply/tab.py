"""The tab Penyerahan Bahan."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ikm_desktop.batches.batches import batches
from ikm_desktop.supply.lists import HandoverRow
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.listing import Listing
from ui.common.tab import Tab, TabContext, list_tab
from ui.supply.acts import PaperActs
from ui.supply.listing import handovers_listing


def _page(context: TabContext) -> ListPage:
    """Return the list with its acts; their keys work while it is on screen."""
    acts: list[PaperActs] = []

    def on_page(act: Callable[[PaperActs], None]) -> Callable[[], None]:
        return lambda: act(acts[0])

    commands = [
        Command("tandatangani", "Tandatangani", "Data", on_page(PaperActs.sign), "Ctrl+T", "signature"),
        Command("batalkan", "Batalkan nomor", "Data", on_page(PaperActs.void), "", "ban"),
        Command("balikkan", "Balikkan", "Data", on_page(PaperActs.reverse), "Ctrl+B", "undo-2"),
        Command("pratinjau", "Pratinjau", "Cetak", on_page(PaperActs.preview), "Ctrl+P", "eye"),
    ]
    page = list_tab(context, _listing(context), commands)
    acts.append(PaperActs(context, page))
    _take_keys(page, commands)
    return page


def _listing(context: TabContext) -> Listing[HandoverRow]:
    with context.office.reading() as connection:
        known = batches(connection)
    newest = known[-1].name if known else ""
    return handovers_listing(context.office.clock.now().date(), newest)


def _take_keys(page: ListPage, commands: list[Command]) -> None:
    for command in commands:
        if command.shortcut:
            key = QShortcut(QKeySequence(command.shortcut), page, command.run)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    enter = QShortcut(QKeySequence("Return"), page.table, lambda: page.opened.emit(page.current()))
    enter.setContext(Qt.ShortcutContext.WidgetShortcut)


SUPPLY = Tab("penyerahan", "Penyerahan Bahan", "package", _page)
