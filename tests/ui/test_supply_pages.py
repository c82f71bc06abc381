"""Pengembalian, susulan, rusak and kembali ke penyedia: typed by keys, booked, kept and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.stock import held_by
from ikm_desktop.office import book
from ikm_desktop.supply.lists import HandoverRow, handover_rows
from ui.common.drafts import DraftStore
from ui.common.lines_page import LinesPage
from ui.common.list_page import ListPage
from ui.common.people_offered import people_offered
from ui.common.reverse_page import ReversePage
from ui.main_window import MainWindow
from ui.supply.return_page import ReturnPage
from ui.supply.single_page import SinglePage
from ui.supply.tab import SupplyActs
from ui.theme.look import Look

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for all: every test goes on with the book as the ones before left it."""
    folder = tmp_path_factory.mktemp("bahan") / "data"
    shutil.copytree(sample_folder, folder)
    look = Look(qapp)
    look.set_mode("terang")
    made = MainWindow(book.at_work(folder), look)
    made.show()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_is_left(window: MainWindow) -> Iterator[None]:
    """No draft of one test stands on the page of the next."""
    yield
    window.go_to("penyerahan")
    for draft in DraftStore(window.office.drafts).all():
        DraftStore(window.office.drafts).forget(draft.page)


def rows(window: MainWindow) -> tuple[HandoverRow, ...]:
    """Read the list from the book."""
    with window.office.reading() as connection:
        return handover_rows(connection)


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Callable[[str], LinesPage]:
    """Open an entry page by its command, ready for keys."""

    def open_page(command: str) -> LinesPage:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        assert window.run(command)
        page = window.page
        assert isinstance(page, LinesPage)
        return page

    return open_page


def a_holder(window: MainWindow) -> tuple[int, str]:
    """Return place and entry of somebody who holds materials."""
    person = next(one for one in people_offered(window.office, holders_first=True))
    assert person.holds
    return person.place, person.entry


def test_all_she_holds_comes_back_by_two_actions(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """Her name with Enter, Ctrl+S: every material is filled in with its handover; the book agrees."""
    place, entry = a_holder(window)
    page = opened("pengembalian")
    assert isinstance(page, ReturnPage)
    assert QApplication.focusWidget() is page.party
    qtbot.keyClicks(page.party, entry)
    qtbot.keyClick(page.party, Qt.Key.Key_Return)
    field = page.rows.first_field()
    assert QApplication.focusWidget() is field
    assert field is not None
    assert page.rows.chosen()
    assert all(quantity == line.there for line, quantity in page.rows.chosen())
    assert "dari 530/" in page.rows._rows[page.rows.chosen()[0][0].key].name.text()
    qtbot.keyClick(field, Qt.Key.Key_S, CONTROL)
    made = rows(window)[0]
    assert (made.kind, made.place, made.status) == ("return", place, Status.SIGNED)
    with window.office.reading() as connection:
        assert all(one.item.kind == "product" for one in held_by(connection, place))
    listed = window.page
    assert isinstance(listed, ListPage)
    row = listed.current()
    assert row is not None
    assert row.voucher == made.voucher
    assert not check(window.office)


def test_a_part_comes_back_and_more_is_told(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """What is left stands beside; more than she holds is told at the field, and "Kurangi" lessens it."""
    place, _ = a_holder(window)
    page = opened("pengembalian")
    page.party.choose([place, ""])
    line, there = page.rows.chosen()[0]
    field = page.rows.fields[line.key]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0,1+0,1")
    shown = page.rows._rows[line.key]
    assert shown.hint.text() == f"= {line.item.ref.show(200)}"
    assert shown.left.text() == line.item.ref.show(there - 200)
    field.selectAll()
    qtbot.keyClicks(field, "9999")
    qtbot.keyClick(field, Qt.Key.Key_S, CONTROL)
    assert window.page is page
    assert "perlu 9.999,00" in page.message.text()
    assert QApplication.focusWidget() is field
    page.ways.go("kurangi")
    assert page.rows._rows[line.key].quantity() == there


def test_what_is_typed_is_undone_step_by_step(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """Ctrl+Z takes back a field typed as a whole, then the next; Ctrl+Y does it again."""
    place, _ = a_holder(window)
    page = opened("pengembalian")
    page.party.choose([place, ""])
    (first, before), (second, _) = page.rows.chosen()[:2]
    for line in (first, second):
        field = page.rows.fields[line.key]
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, "0")
    qtbot.keyClick(page.rows.fields[second.key], Qt.Key.Key_Z, CONTROL)
    assert page.rows._rows[second.key].quantity() > 0
    assert page.rows._rows[first.key].quantity() == 0
    qtbot.keyClick(page.rows.fields[second.key], Qt.Key.Key_Z, CONTROL)
    assert page.rows._rows[first.key].quantity() == before
    qtbot.keyClick(page.rows.fields[second.key], Qt.Key.Key_Y, CONTROL)
    assert page.rows._rows[first.key].quantity() == 0


def test_who_missed_the_kit_gets_it_later(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """Her batch's kit is proposed as far as she has not got it; a second one only for a reason.

    It is prepared, on a list of its own.
    """
    page = opened("serah-satu")
    assert isinstance(page, SinglePage)
    waiting = next(row for row in rows(window) if row.kind == "supply" and row.status == Status.OUT)
    page.party.choose([waiting.place, ""])
    assert page.rows.chosen() == []
    assert page.rows.first_field() is not None
    qtbot.mouseClick(page.kit_button, Qt.MouseButton.LeftButton)
    assert page.rows.chosen()
    field = page.rows.first_field()
    assert field is not None
    page.save()
    assert "diberikan sekali lagi?" in page.message.text()
    assert waiting.number in page.message.text()
    assert page.again.hasFocus()
    qtbot.keyClicks(page.again, "kain pertama rusak")
    before = len(rows(window))
    qtbot.keyClick(page.again, Qt.Key.Key_S, CONTROL)
    assert page.message.text() == ""
    made = rows(window)
    assert len(made) == before + 1
    newest = next(row for row in made if row.place == waiting.place and row.status == Status.PREPARED)
    assert newest.paper_word == "Tanda terima bahan"
    assert newest.reason == "kain pertama rusak"
    assert not check(window.office)


def test_somebody_on_no_list_is_entered_in_place(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """The last suggestion opens the small form; she comes back picked, in a batch, with her kit proposed."""
    page = opened("serah-satu")
    assert isinstance(page, SinglePage)
    page.party.setFocus()
    qtbot.keyClicks(page.party, "Susulan CONTOH")
    completer = page.party.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(popup, key)
    qtbot.waitUntil(page.newcomer.isVisible)
    assert page.newcomer.fields["name"].text() == "Susulan CONTOH"  # type: ignore[union-attr]
    page.newcomer.save()
    assert "penuh" in page.newcomer.problem.text() or "tempat" in page.newcomer.problem.text()
    page.newcomer.fields["reason"].setText("pengganti")  # type: ignore[union-attr]
    page.newcomer.save()
    assert not page.newcomer.isVisible()
    assert page.party.currentText().startswith("Susulan CONTOH · ")
    assert page.party.value is not None
    assert not check(window.office)


def test_spoiled_goods_need_a_reason(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """Without a reason it is refused and the cursor goes there; with one it is booked without a letter."""
    place, _ = a_holder(window)
    page = opened("rusak")
    page.party.choose([place, ""])
    field = page.rows.first_field()
    assert field is not None
    field.setText("0,1")
    page.save()
    assert "tanpa alasan" in page.message.text() or "alasan" in page.message.text().casefold()
    reason = page.extra["Alasan"]
    assert QApplication.focusWidget() is reason
    qtbot.keyClicks(reason, "salah potong")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    assert window.page is not page
    assert not check(window.office)


def test_bought_goods_go_back_to_their_vendor(
    window: MainWindow, qtbot: QtBot, opened: Callable[[str], LinesPage]
) -> None:
    """Only what he sold and is still in the store is offered; it is prepared with its letter."""
    page = opened("kembali-ke-penyedia")
    entry, place = next((text, vendor) for text, vendor in page.parties() if page.lines(vendor, page.today))
    assert entry
    page.party.choose([place, ""])
    field = page.rows.first_field()
    assert field is not None
    field.setText("1")
    page.extra["Alasan"].setFocus()
    qtbot.keyClicks(page.extra["Alasan"], "cacat")
    page.save()
    made = next(row for row in rows(window) if row.kind == "vendor_return")
    assert (made.place, made.status) == (place, Status.PREPARED)
    assert not check(window.office)


def test_a_draft_of_any_of_them_is_opened_again(
    window: MainWindow, qtbot: QtBot, look: Look, tmp_path: Path, opened: Callable[[str], LinesPage]
) -> None:
    """Cut off with the page on screen: the next window has it, values and cursor; begun anew, it is gone."""
    place, entry = a_holder(window)
    page = opened("pengembalian")
    page.party.choose([place, ""])
    line, _ = page.rows.chosen()[-1]
    page.rows.fields[line.key].setFocus()
    page.rows.fields[line.key].setText("2")
    page.keeper.keep()
    folder = tmp_path / "data"
    shutil.copytree(window.office.folder, folder, ignore=shutil.ignore_patterns("*.lock"))
    other = MainWindow(book.at_work(folder), look)
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    again = other.page
    assert isinstance(again, ReturnPage)
    assert again.party.currentText() == entry
    field = again.rows.fields[line.key]
    assert field.text() == "2"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    qtbot.mouseClick(again.restart, Qt.MouseButton.LeftButton)
    assert again.party.currentText() == ""
    assert DraftStore(other.office.drafts).all() == []
    other.close()


def test_every_button_of_a_page_has_its_own_letter(opened: Callable[[str], LinesPage]) -> None:
    """Alt and a letter reaches one thing only."""
    for command in ("pengembalian", "serah-satu", "rusak", "penghapusan", "kembali-ke-penyedia"):
        page = opened(command)
        texts = [made.text() for made in page.findChildren(QPushButton) if made.isVisible()]
        letters = [
            text[text.index("&") + 1].lower() for text in (t.replace("&&", "") for t in texts) if "&" in text
        ]
        assert len(letters) == len(set(letters)), command


def test_a_return_is_put_right(window: MainWindow, opened: Callable[[str], LinesPage]) -> None:
    """Perbaiki reverses it for a reason and opens what it said as a draft; saved, it stands corrected."""
    place, _ = a_holder(window)
    page = opened("pengembalian")
    page.party.choose([place, ""])
    first = page.rows.chosen()[0][0]
    page.rows.fill({first.key: 200})
    page.save()
    listed = window.page
    assert isinstance(listed, ListPage)

    acts = listed.findChild(SupplyActs)
    assert acts is not None
    acts.correct()
    reversing = window.page
    assert isinstance(reversing, ReversePage)
    reversing.reason.setEditText("salah jumlah")
    reversing.correct()
    again = window.page
    assert isinstance(again, ReturnPage)
    assert again.party.value == place
    assert [(line.key, quantity) for line, quantity in again.rows.chosen()] == [(first.key, 200)]
    again.rows.fill({first.key: 100})
    again.save()
    made = [row for row in rows(window) if row.kind == "return" and row.place == place]
    assert [row.status for row in made[:2]] == [Status.SIGNED, Status.REVERSED]
    assert DraftStore(window.office.drafts).all() == []
    assert not check(window.office)
