"""What every list can do, by keys on a real book: sort, filter, choose columns, take rows elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.listing import How, SortKey, Term, fits
from ui.common import asking
from ui.common.hits import hits
from ui.common.list_output import told
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.work import wait_for_all
from ui.main_window import MainWindow
from ui.participants.listing import people_listing
from ui.participants.person_page import PersonPage
from ui.supply.listing import handovers_listing
from ui.theme.look import Look

TODAY = date(2020, 8, 28)
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def office(sample_folder: Path) -> Iterator[Office]:
    """The sample book, only to look at."""
    with Office(sample_folder, read_only=True) as found:
        yield found
        wait_for_all()


@pytest.fixture
def page(qtbot: QtBot, look: Look, office: Office) -> ListPage:
    """The list of handovers, alone."""
    made = ListPage(office, look, handovers_listing(TODAY, "Angkatan II"))
    qtbot.addWidget(made)
    made.resize(1366, 600)
    made.show()
    return made


def rows(page: ListPage) -> list[Any]:
    """Return what stands in the table."""
    return list(page.table.rows_model.rows)


def heading(page: ListPage, title: str) -> int:
    """Return the place of a column."""
    return [column.title for column in page.listing.columns].index(title)


def click_heading(qtbot: QtBot, page: ListPage, title: str, keys: Qt.KeyboardModifier) -> None:
    """Click a heading with the mouse."""
    header, at = page.table.horizontalHeader(), heading(page, title)
    where = header.rect().center()
    where.setX(header.sectionViewportPosition(at) + 20)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, keys, where)


def test_a_second_heading_sorts_within_the_first(qtbot: QtBot, page: ListPage) -> None:
    """A click sorts, another turns it round; with Shift the next heading is the second key, marked ²."""
    nothing = Qt.KeyboardModifier.NoModifier
    click_heading(qtbot, page, "Status", nothing)
    click_heading(qtbot, page, "Nilai", SHIFT)
    click_heading(qtbot, page, "Nilai", SHIFT)
    found = [(row.status.value.casefold(), -(row.value or 0)) for row in rows(page)]
    assert found == sorted(found)
    at = heading(page, "Nilai")
    assert page.table.rows_model.headerData(at, Qt.Orientation.Horizontal) == "Nilai ↓²"
    click_heading(qtbot, page, "Nilai", nothing)
    assert page.table.list_model.sort_keys == (SortKey("value"),)


def test_a_term_is_typed_shown_and_taken_off(qtbot: QtBot, page: ListPage) -> None:
    """A field, two values, Enter: a chip that tells the term; its ✕ takes it off again."""
    whole = len(rows(page))
    page.chips.more.click()
    row = page.term_row
    row.field.setCurrentText("Nilai")
    qtbot.keyClicks(row.first, "50.000")
    qtbot.keyClicks(row.last, "1jt")
    qtbot.keyClick(row.last, Qt.Key.Key_Return)
    shown = rows(page)
    assert 0 < len(shown) < whole
    assert all(50_000 <= one.value <= 1_000_000 for one in shown)
    (made,) = page.chips.term_buttons
    assert made.text() == "Nilai Rp50.000 – Rp1.000.000  ✕"
    made.click()
    assert len(rows(page)) == whole


def test_a_value_that_is_none_is_told_in_the_row(qtbot: QtBot, page: ListPage) -> None:
    """A day that no calendar has, or nothing at all, filters nothing."""
    row = page.term_row
    row.begin()
    row.finish()
    assert row.trouble.text() == "Isi nilainya dahulu."
    qtbot.keyClicks(row.first, "31/2/20")
    row.finish()
    assert "tidak ada di kalender" in row.trouble.text()
    assert page.chips.terms == ()
    qtbot.keyClick(row, Qt.Key.Key_Escape)
    assert row.isHidden()


def test_nothing_found_offers_the_way_back(page: ListPage) -> None:
    """So many rows, none of them shown: beside it stands what takes all filters away."""
    whole = len(rows(page))
    page.search.setText("tidak ada yang begini")
    assert page.totals.text() == f"0 dari {whole} –"
    assert page.unfilter.isVisible()
    page.unfilter.click()
    assert len(rows(page)) == whole
    assert page.search.text() == ""


def test_hits_are_marked_whatever_the_accents() -> None:
    """Letters, not bytes: "é" is found as "e", "ß" as both of its letters; nothing else is marked."""
    assert hits("Adéle Ade", ("ade",)) == [(0, 3), (6, 9)]
    assert hits("Straße", ("ss",)) == [(4, 5)]
    assert hits("Adelina", ("xyz", "")) == []


def test_totals_follow_what_is_chosen(qtbot: QtBot, page: ListPage) -> None:
    """Of several rows their own sum, of one the whole list's."""
    some = rows(page)[:3]
    page.choose_all(lambda row: row in some)
    qtbot.waitUntil(lambda: page.totals.text().startswith("Dipilih: 3 baris"))
    assert page.table.chosen() == some
    page.choose(lambda row: row == some[1])
    qtbot.waitUntil(lambda: not page.totals.text().startswith("Dipilih"))
    assert page.current() == some[1]


def test_columns_are_chosen_copied_and_kept_in_sight(page: ListPage) -> None:
    """A column from the chooser is copied too; moved sideways, the first column stays."""
    page.menus.column_action("Keterangan").trigger()
    page.menus.column_action("Nomor").trigger()
    titles = [column.title for column in page.table.shown_columns()]
    assert "Keterangan" in titles
    assert "Nomor" not in titles
    page.table.selectRow(0)
    page.table.copy_rows()
    lines = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), "excel-tab"))
    assert lines[0] == titles
    assert len(lines) == 2
    page.resize(700, 500)
    bar = page.table.horizontalScrollBar()
    assert page.table.frozen.isHidden()
    bar.setValue(bar.maximum())
    assert not page.table.frozen.isHidden()
    assert page.table.frozen.columnWidth(0) == page.table.columnWidth(0)


def test_headings_and_states_are_never_cut(page: ListPage) -> None:
    """However narrow the clerk draws a column, or the table is."""
    at = heading(page, "Status")
    page.table.setColumnWidth(at, 20)
    for width in (1366, 960):
        page.resize(width, 500)
        for shown in page.table.shown():
            assert page.table.columnWidth(shown) >= page.table.least_width(shown)
    metrics = page.table.fontMetrics()
    assert page.table.least_width(at) > metrics.horizontalAdvance("Dibalik sebagian")


def test_the_workbook_has_what_is_shown(
    qtbot: QtBot, look: Look, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filter, order and columns of the screen; identifiers are texts, days and sums are what they are."""
    target = tmp_path / "daftar.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page = ListPage(office, look, handovers_listing(TODAY))
    qtbot.addWidget(page)
    page.search.setText("kain")
    page.table.sort_by((SortKey("value"),))
    with qtbot.waitSignal(page.saved) as saved:
        page.menus.export.trigger()
    assert str(target) in saved.args[0]
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    shown = rows(page)
    head, *body = list(sheet.iter_rows(min_row=3, values_only=True))[: len(shown) + 1]
    assert list(head) == [column.title for column in page.table.shown_columns()]
    assert [str(line[0])[:10] for line in body] == [row.letter_date.isoformat() for row in shown]
    assert body[0][0] is not None
    assert not isinstance(body[0][0], str)
    assert [line[1] for line in body] == [row.number for row in shown]
    assert [line[4] for line in body] == [row.value for row in shown]
    assert sheet["A2"].value == "Saringan: memuat “kain”"
    assert sheet.freeze_panes == "B4"
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_a_nik_leaves_the_list_masked(qtbot: QtBot, look: Look, office: Office) -> None:
    """Sorted by the number itself, written and copied without its middle."""
    page = ListPage(office, look, people_listing())
    qtbot.addWidget(page)
    page.table.sort_by((SortKey("nik"),))
    niks = [row.person.nik for row in rows(page)]
    assert niks == sorted(niks)
    column = page.listing.columns[heading(page, "NIK")]
    written = column.written(rows(page)[0], page.listing.lines.fields)
    assert isinstance(written, str)
    assert "**" in written


def test_the_list_is_drawn_as_shown(qtbot: QtBot, page: ListPage) -> None:
    """Pages with the rows on screen, under the filter in words."""
    page.add_term(Term("kind_word", How.IS, ("Pengembalian",)))
    with qtbot.waitSignal(page.pages_ready) as ready:
        page.menus.printing.trigger()
    assert ready.args[0].startswith(b"%PDF")
    assert told(page) == "Saringan: Jenis Pengembalian"


def test_a_slow_answer_does_not_hold_the_window(
    qtbot: QtBot, page: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it looks, takes another question meanwhile, and shows only the answer to that."""
    monkeypatch.setattr(asking, "PATIENCE_MS", 0)
    page.search.setText("kain")
    page.search.setText("kain ii")
    page.choose(lambda row: row.batch_name == "Angkatan II")
    qtbot.waitUntil(lambda: not page._rows.is_waiting and not page._sums.is_waiting)
    assert [row.batch_name for row in page.table.chosen()] == ["Angkatan II"]
    assert all("ii" in f"{row.batch_name} {row.number} {row.party}".casefold() for row in rows(page))
    page.reload()
    page._rows.stop()
    assert page.busy.isHidden()


def test_a_book_that_did_not_change_is_not_read_again(qtbot: QtBot, page: ListPage) -> None:
    """Coming back to a list costs nothing; what is searched for is looked for all the same."""
    shown = rows(page)
    with qtbot.assertNotEmitted(page.shown):
        page.reload()
    assert rows(page) == shown
    with qtbot.waitSignal(page.shown):
        page.search.setText("kain")


def test_every_list_filters_and_walks_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    """In all tabs each chip shows what it counts, Ctrl+F searches, Ctrl+L clears, Alt+↓ walks, F6 goes on."""
    qtbot.waitUntil(window.isActiveWindow)
    for key in ("peserta", "angkatan", "penyerahan", "pembelian", "penyaluran", "persediaan", "surat"):
        page = window.go_to(key)
        assert isinstance(page, ListPage)
        whole = len(rows(page))
        for made, chip in page.chips.buttons[1:]:
            count = int(made.text().rsplit(" ", 1)[1])
            if not count:
                continue
            made.click()
            shown = rows(page)
            assert len(shown) == count
            assert all(fits(page.listing.lines.fields, row, chip.terms) for row in shown if chip)
        qtbot.keyClick(page.table, Qt.Key.Key_F, CONTROL)
        qtbot.waitUntil(page.search.hasFocus)
        qtbot.keyClicks(page.search, "¤")
        assert rows(page) == []
        qtbot.keyClick(page.search, Qt.Key.Key_L, CONTROL)
        assert len(rows(page)) == whole, key
        page.table.setFocus()
        page.table.selectRow(0)
        qtbot.keyClick(page.table, Qt.Key.Key_Down, ALT)
        assert page.table.chosen_lines() == [min(1, whole - 1)]
        qtbot.keyClick(page.table, Qt.Key.Key_F6)
        assert not page.table.hasFocus()


def test_the_page_of_a_record_walks_through_its_list(window: MainWindow, qtbot: QtBot) -> None:
    """Alt+↓ and Alt+↑ there and in the panel; at an end it is said; a page no list opened has no such key."""
    page = window.go_to("peserta")
    assert isinstance(page, ListPage)
    names = [row.person.name for row in page.table.list_model.rows]
    page.table.selectRow(1)
    page.panel.setFocus()
    qtbot.keyClick(page.panel, Qt.Key.Key_Up, ALT)
    assert page.table.chosen_lines() == [0]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    for key, at in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 0)):
        qtbot.keyClick(QApplication.focusWidget(), key, ALT)
        assert isinstance(window.page, PersonPage)
        assert window.page.person is not None
        assert window.page.person.name == names[at]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, ALT)
    assert window.toast.said[-1] == "Ini baris pertama daftar."
    papers = window.go_to("surat")
    assert isinstance(papers, ListPage)
    papers.table.setFocus()
    qtbot.keyClick(papers.table, Qt.Key.Key_Return)
    assert isinstance(window.page, PaperPreview)
    first = window.page.paper
    qtbot.keyClick(window.page.print_button, Qt.Key.Key_Down, ALT)
    assert isinstance(window.page, PaperPreview)
    assert window.page.paper != first
    window.run("peserta-baru")
    assert "berikutnya" not in {action.objectName() for action in window.page.actions()}


def test_a_layout_is_there_again_the_next_time(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    """Columns, order, widths, sorting, filters, words, height of rows; "Kembalikan tampilan" forgets them."""
    page = window.go_to("penyerahan")
    assert isinstance(page, ListPage)
    usual = [column.title for column in page.table.shown_columns()]
    page.menus.column_action("Jenis").trigger()
    header = page.table.horizontalHeader()
    header.moveSection(header.visualIndex(heading(page, "Jenis")), 1)
    page.table.setColumnWidth(heading(page, "Nomor"), 222)
    page.table.sort_by((SortKey("value", descending=True), SortKey("party")))
    page.chips.buttons[5][0].click()
    terms = (
        Term("letter_date", How.BETWEEN, (date(2020, 1, 2), None)),
        Term("value", How.BETWEEN, (1, 900_000_000)),
        Term("party", How.FILLED),
    )
    for term in terms:
        page.add_term(term)
    qtbot.keyClicks(page.search, "Contoh")
    page.set_density("Rapat")
    columns = [column.title for column in page.table.shown_columns()]
    asked, found = page.query, list(page.keys)
    window.close()
    again = MainWindow(book.at_work(window.office.folder), look)
    qtbot.addWidget(again)
    later = again.go_to("penyerahan")
    assert isinstance(later, ListPage)
    assert [column.title for column in later.table.shown_columns()] == columns
    assert columns[1] == "Jenis"
    assert later.table.columnWidth(heading(later, "Nomor")) == 222
    assert later.query.sort == (SortKey("value", descending=True), SortKey("party"))
    assert (later.query, list(later.keys)) == (asked, found)
    assert (asked.words, asked.terms[-3:]) == ("Contoh", terms)
    assert 0 < len(found) < len(later.all_rows)
    assert later.table.verticalHeader().defaultSectionSize() < 28
    again.go_to("beranda")
    assert again.go_to("penyerahan") is later
    assert later.query == asked
    again.reset_looks()
    assert [column.title for column in later.table.shown_columns()] == usual
    assert (later.query.words, later.query.terms) == ("", ())
    again.close()


def test_a_row_that_filters_hide_is_chosen_and_seen(page: ListPage) -> None:
    """They are taken away for it; what is nowhere in the list leaves them as they are."""
    wanted = rows(page)[0]
    page.search.setText("tidak ada yang bernama demikian")
    assert not page.choose(lambda row: row is None)
    assert (rows(page), page.query.words) == ([], "tidak ada yang bernama demikian")
    assert page.choose(lambda row: row == wanted)
    assert (page.current(), page.query.words) == (wanted, "")
