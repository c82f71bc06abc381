"""Rencana kebutuhan: the buying list on a real book, its packs changed in place, copied to Excel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.planning import need_plan
from ui.goods.planning_page import PlanningPage
from ui.main_window import MainWindow


def opened(window: MainWindow, qtbot: QtBot) -> PlanningPage:
    """Open the page by its command."""
    qtbot.waitUntil(window.isActiveWindow)
    next(command for command in window.commands if command.key == "rencana-kebutuhan").run()
    page = window.page
    assert isinstance(page, PlanningPage)
    return page


def test_the_list_follows_people_and_packs(window: MainWindow, qtbot: QtBot) -> None:
    """Figures are the book's; another pack rounds the buying anew; the whole list goes to the clipboard."""
    page = opened(window, qtbot)
    page.people.setValue(40)
    page.extra.setValue(5)
    with window.office.reading() as connection:
        plan = need_plan(
            connection,
            product=page.product.currentData(),
            people=40,
            pieces=page.pieces.quantity() or 0,
            extra=5,
            day=page.today,
        )
    assert page.plan == plan
    cloth = plan.needs[0]
    assert (cloth.item.name, cloth.item.pack_name) == ("Kain katun", "gulungan")
    assert page.needs.chosen() == [cloth]  # selectRow would take it back where Ctrl was the last key
    assert page.pack.quantity() == cloth.item.pack == 50_000
    page.pack.line.setText("30")
    page.pack_name.setText("rol")
    qtbot.keyClick(page.pack_name, Qt.Key.Key_Return)
    again = page.plan
    assert again is not None
    assert again.needs[0].to_buy % 30_000 == 0
    assert again.needs[0].to_buy >= again.needs[0].short
    page.copy_list()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(plan.needs) + 1
    assert lines[1].startswith("Kain katun\tm\t")
    assert "rol × 30,00 m" in lines[1]


def test_yields_stand_with_their_range(window: MainWindow, qtbot: QtBot) -> None:
    """A row a product and batch; the range stands beside the share."""
    page = opened(window, qtbot)
    rows = page.yields.rows_model.rows
    assert rows
    for at, row in enumerate(rows):
        share = row.share
        assert share is not None
        shown = page.yields.rows_model.data(page.yields.rows_model.index(at, 7))
        assert shown.count("%") == 2
        assert share.low <= share.of_thousand <= share.high
    assert "agar" in page.sums.text()
