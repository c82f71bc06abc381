"""Beranda: what is due, how things stand, and that each line goes where the matter is dealt with."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.batches import add_batch
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.listed import Status
from ikm_desktop.office import book
from ikm_desktop.reports.due import CHECK, PERIODS, Target
from ui.common.book_checked import book_checked
from ui.common.list_page import ListPage
from ui.common.work import wait_for_all
from ui.frame.idle_check import IdleCheck
from ui.goods.periods_page import PeriodsPage
from ui.home.bars import CompareBars, StackedBar
from ui.home.figures import Bar, Part, figures
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.settings.backup_page import BackupPage
from ui.theme.look import Look


@pytest.fixture
def home(window: MainWindow, qtbot: QtBot) -> HomePage:
    """The start page with its figures."""
    page = window.page
    assert isinstance(page, HomePage), "the program starts on Beranda"
    qtbot.waitUntil(lambda: not page.is_reading)
    return page


def test_the_first_matter_has_the_keyboard(window: MainWindow, qtbot: QtBot, home: HomePage) -> None:
    """Enter does it as soon as it is read; a list gone to meanwhile keeps the keyboard."""
    qtbot.waitUntil(lambda: window.focusWidget() is home.due.buttons[0])
    home.reload()
    listed = window.go_to("peserta")
    qtbot.waitUntil(lambda: not home.is_reading)
    qtbot.wait(20)
    assert isinstance(listed, ListPage)
    assert listed.isAncestorOf(window.focusWidget())


def test_every_matter_goes_to_its_list(window: MainWindow, qtbot: QtBot, home: HomePage) -> None:
    """Each button shows the tab in which the matter is dealt with, filtered to a row at least."""
    items = figures(window.office).due
    assert 0 < len(home.due.lines) == len(home.due.buttons) == min(len(items), 8)
    for at, item in enumerate(items[:8]):
        window.go_to("beranda")
        home.due.buttons[at].setFocus()
        qtbot.keyClick(home.due.buttons[at], Qt.Key.Key_Space)
        page = window.page
        assert isinstance(page, ListPage), item
        assert page.table.rows_model.rows, item


def test_unsigned_letters_are_shown_as_counted(window: MainWindow, home: HomePage) -> None:
    """The list behind "belum ditandatangani" holds as many rows as the line says."""
    items = figures(window.office).due
    at = next(at for at, item in enumerate(items) if item.key == "distribution-unsigned")
    home.due.buttons[at].click()
    page = window.page
    assert isinstance(page, ListPage)
    shown = page.table.rows_model.rows
    assert items[at].title.startswith(f"{len(shown)} ")
    assert {row.status for row in shown} <= {Status.PREPARED, Status.OUT}


def test_an_old_backup_goes_to_its_page(window: MainWindow, home: HomePage) -> None:
    """The matter without a list of its own opens Cadangan; a quarter's report the page of periods."""
    (one, *_) = figures(window.office).due
    home.due.show_items([replace(one, key="backup", action="Cadangkan", target=Target(""))])
    home.due.buttons[0].click()
    assert isinstance(window.page, BackupPage)
    window.go_to("beranda")
    home.due.show_items([replace(one, key="quarter", action="Tutup periode", target=Target(PERIODS))])
    home.due.buttons[0].click()
    assert isinstance(window.page, PeriodsPage)


def test_a_balance_that_does_not_come_out_leads_to_the_check(
    window: MainWindow, qtbot: QtBot, home: HomePage
) -> None:
    """Its button checks the whole book and shows what was found."""
    (one, *_) = figures(window.office).due
    home.due.show_items([replace(one, key="check", action="Periksa buku", target=Target(CHECK))])
    home.due.buttons[0].click()
    qtbot.waitUntil(lambda: _is_list_of(window.page, "Pemeriksaan buku"), timeout=20_000)


def test_what_the_check_finds_while_nobody_types_stands_there(
    window: MainWindow, qtbot: QtBot, home: HomePage
) -> None:
    """The whole check runs once the window is left alone; a key puts it off; F9 clears it."""
    known = book_checked(window.office)
    qtbot.waitUntil(lambda: window.status.checked.text() == "Buku cocok")
    assert not any(item.key == "check" for item in figures(window.office, known.findings).due)
    was = _rename_behind_the_books_back(window.office.path, "Terganti CONTOH")
    check = IdleCheck(window, window.office, wait_ms=0)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: known.is_whole, timeout=30_000)
    check.stop()
    qtbot.waitUntil(lambda: not home.is_reading)
    assert any("1 hal dalam buku tidak cocok" in _texts(line) for line in home.due.lines)
    assert window.status.checked.text() == "1 hal tidak cocok: periksa buku"
    _rename_behind_the_books_back(window.office.path, was)
    window.run("periksa-buku")
    qtbot.waitUntil(lambda: _is_list_of(window.page, "Pemeriksaan buku"), timeout=30_000)
    assert window.status.checked.text() == "Buku cocok"
    window.go_to("beranda")
    qtbot.waitUntil(lambda: not home.is_reading)
    assert not any("tidak cocok" in _texts(line) for line in home.due.lines)


def _texts(line: QWidget) -> str:
    return " ".join(one.text() for one in line.findChildren(QLabel))


def _rename_behind_the_books_back(path: Path, name: str) -> str:
    """Give the first person another name in the file itself, past the row's digest; return the one before."""
    connection = sqlite3.connect(path)
    with connection:
        ((was,),) = connection.execute("SELECT name FROM participant WHERE id = 1")
        connection.execute("UPDATE participant SET name = ? WHERE id = 1", (name,))
    connection.close()
    return str(was)


def _is_list_of(page: object, title: str) -> bool:
    return isinstance(page, ListPage) and page.listing.title.startswith(title)


def test_at_most_eight_lines_until_all_are_asked_for(window: MainWindow, home: HomePage) -> None:
    """The rest waits behind "Lihat semua"; without any the page says so."""
    (one, *_) = figures(window.office).due
    many = [replace(one, title=f"hal {no}") for no in range(11)]
    home.due.show_items(many)
    assert len(home.due.lines) == 8
    assert home.due.more.text() == "Lihat semua (11)"
    home.due.more.click()
    assert len(home.due.lines) == 11
    assert home.due.more.isHidden()
    home.due.show_items([])
    assert home.due.nothing.isVisible()
    assert home.due.nothing.text() == "Tidak ada yang tertunda."


def test_the_balance_is_that_of_the_book(window: MainWindow, home: HomePage) -> None:
    """The title says "selisih 0"; a bar's parts add up to all that came in; all items can be shown."""
    with window.office.reading() as connection:
        balance = conservation(connection)
    assert home.balance_title.text() == "Neraca barang · selisih 0"
    assert home.all_bars.text() == f"Semua barang ({len(balance.materials) + len(balance.products)})"
    cloth = next(row for row in balance.materials if row.item.name == home.bars[0].bar.name)
    assert sum(part.quantity for part in home.bars[0].bar.parts) == cloth.came_in
    home.all_bars.click()
    whole = {row.item.name: row.came_in for row in balance.materials}
    whole |= {row.item.name: row.came_in for row in balance.products}
    assert {bar.bar.name: sum(part.quantity for part in bar.bar.parts) for bar in home.bars} == whole
    assert home.all_bars.isHidden()


def test_a_bar_opens_its_item_by_key(window: MainWindow, qtbot: QtBot, home: HomePage) -> None:
    """Enter on a bar shows the stock of that item."""
    bar = home.bars[0]
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, ListPage)
    assert page.current().item.name == bar.bar.name  # type: ignore[union-attr]


def test_parts_fill_the_bar_and_differ_in_grey(qtbot: QtBot, look: Look) -> None:
    """The parts stand side by side over the whole width; neighbours differ without colour."""
    parts = (
        Part(50, "50", "gudang", "neutral"),
        Part(30, "30", "di peserta", "info"),
        Part(20, "20", "x", "err"),
    )
    bar = StackedBar(look, Bar("Kain", "Kain 100 = 50 gudang + 30 di peserta + 20 x", parts))
    qtbot.addWidget(bar)
    bar.resize(400, bar.sizeHint().height())
    rooms = [room for room, _ in bar.rooms()]
    assert [round(room.left()) for room in rooms] == [0, 200, 320]
    assert round(rooms[-1].right()) in (399, 400)
    grey = bar.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert bar.accessibleName().startswith("Kain 100 =")
    shades = [{grey.pixelColor(x, 4).value() for x in range(left, left + 40)} for left in (120, 260, 360)]
    assert shades[0] != shades[1] != shades[2]


def test_progress_and_regencies_are_shown(window: MainWindow, qtbot: QtBot, home: HomePage) -> None:
    """A row a batch that opens by Enter; a bar a regency that adds up to what was handed over."""
    found = figures(window.office)
    assert home.progress.rowCount() == len(found.progress) == 4
    assert isinstance(home.given, CompareBars)
    values = [value for _, value in home.given.rows]
    assert values == sorted(values, reverse=True)
    with window.office.reading() as connection:
        assert sum(values) == sum(row.distributed for row in conservation(connection).products)
    home.progress.setFocus()
    home.progress.setCurrentCell(1, 0)
    qtbot.keyClick(home.progress, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, ListPage)
    assert "Angkatan II" in [row.batch.name for row in page.table.rows_model.rows]


def test_nothing_leaves_the_window_sideways(window: MainWindow, home: HomePage) -> None:
    """At each size the body fits the width; what is too high scrolls."""
    body = home.area.widget()
    assert body is not None
    for size in ((1366, 689), (1920, 1000), (960, 500)):
        window.resize(*size)
        assert body.minimumSizeHint().width() <= home.area.viewport().width()
        assert window.size().toTuple() == size


def test_colours_follow_the_theme(home: HomePage, look: Look) -> None:
    """The bars are painted anew when the theme changes."""
    light = home.bars[0].grab().toImage()
    look.set_mode("gelap")
    assert home.bars[0].grab().toImage() != light


def test_a_new_office_is_told_what_comes_first(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    """Each step opens its page; one that was taken says so; an office at work has no guide."""
    with book.create(tmp_path / "data", actor="Petugas CONTOH", durable=False):
        pass
    window = MainWindow(book.at_work(tmp_path / "data"), look)
    qtbot.addWidget(window)
    window.show()
    page = window.page
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: not page.is_reading)
    assert page.guide.isVisible()
    assert not page.progress_card.isVisible()
    before = {}
    for at, _ in enumerate(page.guide.buttons):
        assert window.go_to("beranda") is page
        qtbot.waitUntil(lambda: not page.is_reading)
        page.guide.buttons[at].click()
        before[type(window.page).__name__] = at
    assert list(before) == ["SettingsPage", "ImportPage", "BatchPage", "PurchasePage", "OldBookPage"]
    add_batch(window.office, name="Angkatan I", training="Pelatihan Jahit")
    window.go_to("beranda")
    qtbot.waitUntil(lambda: not page.is_reading)
    assert [step.severity for step in figures(window.office).first_steps][2] == "ok"
    wait_for_all()
    window.close()


def test_an_office_at_work_has_no_guide(home: HomePage) -> None:
    """The figures stand in its place."""
    assert not home.guide.isVisible()
    assert home.progress_card.isVisible()
