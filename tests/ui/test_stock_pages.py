"""The stock card and the findings of the self-check, by real keys on a real book."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.card import stock_card
from ikm_desktop.goods.stock import stock_list
from tests.papers import pages
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.work import wait_for_all
from ui.goods.card_page import COLUMNS, CardPage
from ui.main_window import MainWindow


def _card(window: MainWindow, qtbot: QtBot, name: str) -> CardPage:
    """Open an item's card from the list by Enter."""
    qtbot.waitUntil(window.isActiveWindow)
    page = window.go_to("persediaan")
    assert isinstance(page, ListPage)
    assert page.choose(lambda row: row.item.name == name)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    found = window.page
    assert isinstance(found, CardPage)
    return found


def test_enter_on_an_item_opens_its_card(window: MainWindow, qtbot: QtBot) -> None:
    """Ten columns, a row for each of the book's, and the last balance is what the list of stock says."""
    page = _card(window, qtbot, "Kain katun")
    assert len(COLUMNS) == 10
    with window.office.reading() as connection:
        row = next(row for row in stock_list(connection) if row.item.name == "Kain katun")
        card = stock_card(connection, item=row.item.id)
    lines = page.table.rows_model.rows
    assert len(lines) == len(card.rows) + 1
    assert lines[0].cells[1] == "Saldo awal periode"
    assert lines[-1].cells[8] == row.item.ref.show(card.closing.quantity)
    assert f"akhir {row.item.ref.show(card.closing.quantity)}" in page.sums.text()
    window.close_page()
    assert isinstance(window.page, ListPage)


def test_a_period_begins_with_what_was_there(window: MainWindow, qtbot: QtBot) -> None:
    """Later first days move rows into the opening balance; the closing stays."""
    page = _card(window, qtbot, "Kain katun")
    whole = page.table.rows_model.rows
    closing = page.sums.text().split(" = akhir ")[1].split("  ·")[0]
    page.first.line.setText("1-8-2020")
    later = page.table.rows_model.rows
    assert 1 < len(later) < len(whole)
    assert page.sums.text().split(" = akhir ")[1].split("  ·")[0] == closing
    page.print_button.click()
    shown = window.page
    assert isinstance(shown, PaperPreview)
    text = pages.text_of(shown.pdf)
    assert "Periode : 1 s.d. 28 Agustus 2020" in text
    assert "KARTU PERSEDIAAN BARANG" in text


def test_days_in_the_wrong_order_are_told(window: MainWindow, qtbot: QtBot) -> None:
    """The page says so, and takes it back when they are right again."""
    page = _card(window, qtbot, "Benang")
    page.last.line.setText("1-1-2019")
    assert "Sampai tanggal" in page.message.text()
    page.last.line.setText("31-12-2020")
    assert page.message.text() == ""


def test_a_sound_book_is_told_in_a_page_that_stays(window: MainWindow, qtbot: QtBot) -> None:
    """F9: the page says that nothing was found and when."""
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "Buku diperiksa" in window.toast.said[-1], timeout=20_000)
    page = window.page
    assert isinstance(page, ListPage)
    assert "Buku cocok: tidak ada selisih" in page.empty.text()
    wait_for_all()


def test_each_finding_has_its_row(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A holding changed behind the book's back stands in the list, with the whole sentence at the side."""
    connection = sqlite3.connect(tmp_path / "data" / "buku.ikm")
    with connection:
        connection.execute(
            "UPDATE holding SET since = '2020-01-01' WHERE lot = (SELECT MIN(lot) FROM holding)"
        )
    connection.close()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "tidak cocok" in window.toast.said[-1], timeout=20_000)
    page = window.page
    assert isinstance(page, ListPage)
    assert page.all_rows
    page.table.selectRow(0)
    row = page.current()
    assert row is not None
    assert page.listing.details(row)[0][1] == row.sentence
    wait_for_all()
