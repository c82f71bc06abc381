"""The kit of a batch: the page, its grid and its acts, by real keys on a real book."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ikm_desktop.batches import batches, roster
from ikm_desktop.errors import Blocked
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import items
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.participants.people import add_person_in
from ikm_desktop.sample.people import person
from ikm_desktop.supply.lists import HandoverRow, handover_rows
from ikm_desktop.supply.purchase import PurchaseLine, receive_purchase
from tests.ui.dialogs import in_dialog
from ui.common.clipboard import put_rows, rows_held
from ui.common.drafts import DraftStore
from ui.common.grid_model import FIRST, NAME, TAKES
from ui.common.list_page import ListPage
from ui.common.palette import Palette
from ui.common.preview import PaperPreview
from ui.common.reason import ReasonDialog
from ui.common.reverse_page import ReversePage, open_reversal
from ui.common.signing import SignDialog
from ui.frame.reopening import open_kept
from ui.main_window import MainWindow
from ui.supply.kit_page import PAGE, KitPage
from ui.supply.tab import open_kit
from ui.theme.look import Look

CONTROL = Qt.KeyboardModifier.ControlModifier
CLOTH, ELASTIC = FIRST, FIRST + 1
_BOUGHT = {
    "Kain katun": 150_000,
    "Tali karet": 720_000,
    "Benang": 45,
    "Jarum": 21,
    "Plastik kemasan": 2_100,
    "Label masker": 2_100,
}


@pytest.fixture(scope="session")
def kit_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, and in it a fifth batch that waits for its kit, with what it needs in store."""
    folder = tmp_path_factory.mktemp("paket") / "data"
    shutil.copytree(sample_folder, folder)
    with book.at_work(folder) as office:
        _add_batch(office)
        _buy(office)
    return folder


def _add_batch(office: Office) -> None:
    today = office.clock.now().date()
    with office.reading() as connection:
        first = batches.batches(connection)[0]
    dice = random.Random(7)
    with office.act("sample_batch") as act:
        batch = batches.add_batch_in(
            act,
            name="Angkatan V",
            training=first.training,
            starts_on=today,
            ends_on=today + timedelta(days=4),
            product=first.product,
        )
        people = []
        for serial in range(81, 101):
            name, fields = person(serial, "Masker kain nonmedis dewasa", dice)
            people.append(add_person_in(act, name=name, **fields))
        roster.enrol_in(act, batch=batch, people=people)


def _buy(office: Office) -> None:
    with office.reading() as connection:
        known = {item.name: item.id for item in items(connection)}
        store = main_store(connection)
        vendor = (
            connection.execute(sa.select(t.place.c.id).where(t.place.c.kind == "vendor")).scalars().first()
        )
    assert vendor is not None
    receive_purchase(
        office,
        vendor=vendor,
        store=store,
        letter_date=office.clock.now().date(),
        lines=[PurchaseLine(known[name], quantity, quantity * 10) for name, quantity in _BOUGHT.items()],
        paper="NOTA-9",
        receiver="RINI CONTOH, A.Md.",
    )


@pytest.fixture
def office(kit_folder: Path, tmp_path: Path) -> Office:
    """That book, a copy of one's own."""
    folder = tmp_path / "data"
    shutil.copytree(kit_folder, folder)
    return book.at_work(folder)


@pytest.fixture
def window(qtbot: QtBot, look: Look, office: Office) -> Iterator[MainWindow]:
    """The window on it, with the keyboard."""
    made = MainWindow(office, look)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture(scope="module")
def still_window(
    qapp: QApplication, kit_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for all tests that change nothing in the book."""
    folder = tmp_path_factory.mktemp("tetap") / "data"
    shutil.copytree(kit_folder, folder)
    look = Look(qapp)
    look.set_mode("terang")
    made = MainWindow(book.at_work(folder), look)
    made.show()
    yield made
    made.close()


@pytest.fixture
def page(still_window: MainWindow, qtbot: QtBot) -> KitPage:
    """The kit page as it begins, the cursor in the grid."""
    still_window.go_to("penyerahan")
    DraftStore(still_window.office.drafts).forget(PAGE)
    _come_back(qtbot, still_window)
    return _opened(still_window, qtbot)


def _opened(window: MainWindow, qtbot: QtBot) -> KitPage:
    made = open_kit(window._context)
    qtbot.waitUntil(made.grid.hasFocus)
    return made


def _come_back(qtbot: QtBot, window: MainWindow) -> None:
    """Give the keyboard to the window again after a dialog; the screenless platform gives it to nobody."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the cursor stands."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key, modifier)


def _type(qtbot: QtBot, text: str) -> None:
    """Type a text into a cell and press Enter."""
    for letter in text:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClicks(widget, letter)
    _press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isinstance(QApplication.focusWidget(), QLineEdit))


def _texts(page: KitPage, column: int) -> list[str]:
    return [page.grid.grid.text(row, column) for row in range(page.grid.grid.rowCount())]


# --- what it shows ----------------------------------------------------------------------------------


def test_the_page_begins_with_the_batch_that_waits(page: KitPage) -> None:
    """Its 20 people, its recipe, today, the officer: nothing has to be typed."""
    assert page.head.batch.currentText() == "Angkatan V (20)"
    assert page.head.day.line.text() == "28-08-2020"
    assert page.head.giver.text() == "RINI CONTOH, A.Md."
    assert _texts(page, CLOTH) == ["7,00"] * 20
    assert page.head.enough.text() == "Stok cukup"
    heads = [str(page.grid.grid.headerData(at, Qt.Orientation.Horizontal)) for at in range(FIRST, FIRST + 3)]
    assert heads == ["Kain katun\n(m)", "Tali karet\n(m)", "Benang\n(gulung)"]


def test_twenty_rows_are_seen_at_1366_by_689(still_window: MainWindow, page: KitPage, qtbot: QtBot) -> None:
    """22 px each, all at once, without scrolling either way."""
    still_window.resize(1366, 689)
    grid = page.grid
    qtbot.waitUntil(lambda: grid.rowAt(grid.viewport().height() - 8) in {19, -1})
    assert grid.rowHeight(0) == 22
    assert grid.visualRect(grid.grid.index(19, 0)).bottom() <= grid.viewport().height()
    assert not grid.verticalScrollBar().isVisible()
    assert not grid.horizontalScrollBar().isVisible()


def test_the_grid_keeps_qts_rules(page: KitPage, qtmodeltester: ModelTester) -> None:
    """The model passes Qt's own tester."""
    qtmodeltester.check(page.grid.grid)


@pytest.mark.parametrize("size", [(1366, 689), (1920, 1000), (960, 500)])
def test_nothing_is_cut_off_and_all_is_named(
    still_window: MainWindow, page: KitPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """Buttons and fields have the width they want, and a name for the screen reader."""
    still_window.resize(*size)
    qtbot.waitUntil(lambda: page.width() <= size[0])
    for made in (page.print_button, page.save_button, page.leave_button):
        assert made.width() >= made.minimumSizeHint().width()
        assert made.geometry().right() <= page.width()
        assert made.accessibleName()
    for field in (page.head.batch, page.head.pieces.line, page.head.day.line, page.head.giver):
        assert field.accessibleName()
        right = field.mapTo(page, QPoint(field.width(), 0)).x()
        assert right <= page.width()
    assert page.grid.accessibleName()


# --- editing by keys --------------------------------------------------------------------------------


def test_a_quantity_is_typed_and_marked(page: KitPage, qtbot: QtBot) -> None:
    """Typing into a cell, Enter: the exception bears its mark, the store's rest follows."""
    page.grid.go_to(4, CLOTH)
    _type(qtbot, "2,5+2,5")
    assert page.grid.grid.text(4, CLOTH) == "● 5,00"
    assert page.grid.currentIndex().row() == 5
    assert "1 orang dengan jumlah lain" in page.cards.summary.text()
    assert page.cards._cells[0][2].text() == "138,00"


def test_the_meaning_is_shown_while_typing(page: KitPage, qtbot: QtBot) -> None:
    """F2 opens the cell; beneath stands what the text means, in the unit."""
    page.grid.go_to(0, CLOTH)
    _press(qtbot, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "6500 mm")
    assert page.hint.text() == "Kain katun = 6,50 m"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert page.grid.grid.text(0, CLOTH) == "7,00"
    assert page.isVisible()


def test_space_lets_somebody_go_without(page: KitPage, qtbot: QtBot) -> None:
    """Her cells become dashes, the sums fall; Space again brings her back."""
    page.grid.go_to(12, ELASTIC)
    _press(qtbot, Qt.Key.Key_Space)
    assert page.grid.grid.text(12, CLOTH) == "–"
    assert page.cards.summary.text() == "19 penerima · 1 tidak"
    _press(qtbot, Qt.Key.Key_Space)
    assert page.grid.grid.text(12, CLOTH) == "7,00"


def test_ctrl_d_fills_down_and_ctrl_z_takes_it_back(page: KitPage, qtbot: QtBot) -> None:
    """From the current cell to the last row; one step of undo, one of redo."""
    page.grid.go_to(17, CLOTH)
    _type(qtbot, "6")
    page.grid.go_to(17, CLOTH)
    _press(qtbot, Qt.Key.Key_D, CONTROL)
    assert _texts(page, CLOTH)[16:] == ["7,00", "● 6,00", "● 6,00", "● 6,00"]
    _press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert _texts(page, CLOTH)[16:] == ["7,00", "● 6,00", "7,00", "7,00"]
    _press(qtbot, Qt.Key.Key_Y, CONTROL)
    assert _texts(page, CLOTH)[19] == "● 6,00"


def test_a_block_from_excel_is_pasted(page: KitPage, qtbot: QtBot) -> None:
    """Rows and columns from the cursor on; what is no quantity stays as it was typed and is marked."""
    QGuiApplication.clipboard().setText("5\t30\r\n6,5\tdua\r\n")
    page.grid.go_to(2, CLOTH)
    _press(qtbot, Qt.Key.Key_V, CONTROL)
    assert _texts(page, CLOTH)[2:4] == ["● 5,00", "● 6,50"]
    assert _texts(page, ELASTIC)[2:4] == ["● 30,00", "● dua"]
    _press(qtbot, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "5,00\r\n"


def test_a_cell_that_begins_a_formula_is_copied_as_text_and_pasted_as_typed(
    page: KitPage, qtbot: QtBot
) -> None:
    """For Excel it has an apostrophe; in the grid it is what was typed. Figures stay figures."""
    note = page.grid.grid.columnCount() - 1
    page.grid.go_to(2, note)
    _type(qtbot, "=2+3 gulung")
    page.grid.go_to(2, note)
    _press(qtbot, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "'=2+3 gulung\r\n"
    page.grid.go_to(4, note)
    _press(qtbot, Qt.Key.Key_V, CONTROL)
    assert _texts(page, note)[4] == _texts(page, note)[2] == "=2+3 gulung"
    put_rows([("-5", "+62 812", "@ani", "\tx", "-1.250,50", "-")])
    assert QGuiApplication.clipboard().text() == "-5\t'+62 812\t'@ani\t\"'\tx\"\t-1.250,50\t-\r\n"
    assert rows_held() == [["-5", "+62 812", "@ani", "\tx", "-1.250,50", "-"]]


def test_too_little_is_said_by_word_and_mark(page: KitPage, qtbot: QtBot) -> None:
    """The pill, the heading and the rest say it before anything is saved."""
    page.grid.go_to(0, CLOTH)
    _type(qtbot, "100")
    assert page.head.enough.text() == "Kurang"
    assert page.cards._cells[0][3].text().startswith("kurang ")
    assert str(page.grid.grid.headerData(CLOTH, Qt.Orientation.Horizontal)).startswith("! Kain")


def test_another_day_keeps_the_exceptions(page: KitPage, qtbot: QtBot) -> None:
    """The stock is read as of that day; what was typed stays."""
    page.grid.go_to(4, CLOTH)
    _type(qtbot, "5")
    page.head.day.line.setFocus()
    page.head.day.line.selectAll()
    qtbot.keyClicks(page.head.day.line, "k")
    qtbot.keyClick(page.head.day.line, Qt.Key.Key_Return)
    assert page.cards.stock_title.text() == "Stok gudang per 27-08-2020"
    assert page.grid.grid.text(4, CLOTH) == "● 5,00"
    page.grid.setFocus()
    _press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert page.grid.grid.text(4, CLOTH) == "7,00"


def test_a_smaller_kit_is_asked_for_in_the_head(page: KitPage, qtbot: QtBot) -> None:
    """Fifty pieces take half the cloth."""
    page.head.pieces.line.setFocus()
    page.head.pieces.line.selectAll()
    qtbot.keyClicks(page.head.pieces.line, "50")
    assert _texts(page, CLOTH) == ["3,50"] * 20
    page.head.pieces.line.clear()
    assert page.head.pieces.line.text() == ""
    _press(qtbot, Qt.Key.Key_S, CONTROL)
    assert "Paket wajib diisi" in page.message.text()


# --- saving -----------------------------------------------------------------------------------------


def test_a_kit_to_twenty_takes_four_actions(window: MainWindow, qtbot: QtBot, office: Office) -> None:
    """Ctrl+K, "paket" with Enter, Ctrl+P, Enter: 20 handovers, one list, issued and at the printer."""
    actions = 0

    def choose_command(dialog: QDialog) -> None:
        nonlocal actions
        assert isinstance(dialog, Palette)
        qtbot.keyClicks(dialog.line, "paket")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        actions += 1

    in_dialog(QDialog, choose_command)
    _press(qtbot, Qt.Key.Key_K, CONTROL)
    actions += 1
    _come_back(qtbot, window)
    kit = window.page
    assert isinstance(kit, KitPage)
    qtbot.waitUntil(kit.grid.hasFocus)
    _press(qtbot, Qt.Key.Key_P, CONTROL)
    actions += 1
    preview = window.page
    assert isinstance(preview, PaperPreview)
    qtbot.waitUntil(preview.print_button.hasFocus)
    printed: list[QDialog] = []

    def stay(dialog: QDialog) -> None:
        printed.append(dialog)
        dialog.reject()

    in_dialog(QDialog, stay)
    _press(qtbot, Qt.Key.Key_Return)
    actions += 1
    assert actions == 4
    assert isinstance(printed[0], QPrintDialog | QFileDialog)
    with office.reading() as connection:
        made = [row for row in handover_rows(connection) if row.batch_name == "Angkatan V"]
    assert len(made) == 20
    assert {row.status for row in made} == {Status.OUT}
    assert check(office) == ()


def test_saving_shows_the_new_papers_chosen(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+S: back in the list, the 19 just made are chosen, ready for Ctrl+T."""
    page = _opened(window, qtbot)
    page.grid.go_to(12, CLOTH)
    _press(qtbot, Qt.Key.Key_Space)
    _press(qtbot, Qt.Key.Key_S, CONTROL)
    listed = window.page
    assert isinstance(listed, ListPage)
    assert len(listed.table.chosen()) == 19
    assert {row.batch_name for row in listed.table.chosen()} == {"Angkatan V"}
    assert window.toast.said[-1] == "19 serah terima disiapkan."


def test_a_second_kit_asks_why(window: MainWindow, qtbot: QtBot, office: Office) -> None:
    """Who has hers is named with its letter; "sudah disiapkan" in her remark is no reason."""
    page = _opened(window, qtbot)
    batch = page.head.chosen_batch()
    page.save()
    first = handover_rows_of(office)
    page = _opened(window, qtbot)
    page.head.choose_batch(batch)
    grid = page.grid.grid
    line = grid.lines[4]
    assert (line.takes, line.note) == (False, "sudah disiapkan")
    page.grid.go_to(4, TAKES)
    _press(qtbot, Qt.Key.Key_Space)
    page.save()
    told = page.message.text()
    assert line.name in told
    assert "diberikan sekali lagi?" in told
    assert next(row.number for row in first.values() if row.batch == batch) in told
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (4, grid.note_column)
    _press(qtbot, Qt.Key.Key_F2)
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    widget.selectAll()
    _type(qtbot, "kain rusak")
    page.save()
    again = handover_rows_of(office)
    assert [row.reason for key, row in again.items() if key not in first] == ["kain rusak"]


def handover_rows_of(office: Office) -> dict[int, HandoverRow]:
    """Return what is listed, by key."""
    with office.reading() as connection:
        return {row.key: row for row in handover_rows(connection)}


def test_what_cannot_be_read_is_refused_and_gone_to(page: KitPage, qtbot: QtBot) -> None:
    """Nothing is saved; the sentence names the person and the text; the cursor stands in the cell."""
    page.grid.go_to(6, ELASTIC)
    _type(qtbot, "7x")
    page.head.giver.clear()
    _press(qtbot, Qt.Key.Key_S, CONTROL)
    assert "7x" in page.message.text()
    assert "Yang menyerahkan wajib diisi" in page.message.text()
    assert page.head.giver.property("state") == "bad"
    qtbot.waitUntil(page.head.giver.hasFocus)
    assert page.isVisible()


def test_a_shortage_is_refused_with_its_ways_out(
    still_window: MainWindow, page: KitPage, qtbot: QtBot
) -> None:
    """The item, the need and what is there; [Kurangi jumlah] leads to the column."""
    page.grid.go_to(0, ELASTIC)
    _type(qtbot, "900")
    _press(qtbot, Qt.Key.Key_S, CONTROL)
    assert "Tali karet tidak cukup di Gudang" in page.message.text()
    page._ways._ways.go("kurangi")
    assert page.message.text() == ""
    assert page.grid.currentIndex().column() == ELASTIC
    with still_window.office.reading() as connection:
        assert not [row for row in handover_rows(connection) if row.batch_name == "Angkatan V"]


def test_nobody_chosen_is_refused(page: KitPage, qtbot: QtBot) -> None:
    """All without a kit: there is nothing to prepare."""
    _press(qtbot, Qt.Key.Key_A, CONTROL)
    _press(qtbot, Qt.Key.Key_Space)
    _press(qtbot, Qt.Key.Key_S, CONTROL)
    assert page.message.text().startswith("Tidak ada yang dipilih")


# --- sign, void, reverse ----------------------------------------------------------------------------


def _prepared(window: MainWindow, qtbot: QtBot) -> ListPage:
    """Prepare the kit and return the list with its papers chosen."""
    _opened(window, qtbot)
    _press(qtbot, Qt.Key.Key_S, CONTROL)
    listed = window.page
    assert isinstance(listed, ListPage)
    listed.table.setFocus()
    return listed


def test_many_are_signed_at_once(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+T asks with count, day and value; the button says what happens; then all are signed."""
    listed = _prepared(window, qtbot)
    asked: list[str] = []

    def sign(dialog: QDialog) -> None:
        assert isinstance(dialog, SignDialog)
        asked.extend((dialog.text.text(), dialog.go.accessibleName()))
        qtbot.keyClick(dialog.go, Qt.Key.Key_Return)

    in_dialog(QDialog, sign)
    _press(qtbot, Qt.Key.Key_T, CONTROL)
    assert asked[0].startswith("Tandatangani 20 serah terima per 28-08-2020? Barang senilai Rp")
    assert asked[1] == "Tandatangani 20"
    assert "20 serah terima ditandatangani" in window.toast.said[-1]
    done = [row for row in listed.all_rows if row.batch_name == "Angkatan V"]
    assert {row.status for row in done} == {Status.SIGNED}


def test_a_day_before_the_letter_is_refused(window: MainWindow, qtbot: QtBot) -> None:
    """Signing yesterday what is dated today cannot be; nothing is signed."""
    listed = _prepared(window, qtbot)

    def sign(dialog: QDialog) -> None:
        assert isinstance(dialog, SignDialog)
        dialog.day.line.selectAll()
        qtbot.keyClicks(dialog.day.line, "k")
        qtbot.keyClick(dialog.go, Qt.Key.Key_Return)

    in_dialog(QDialog, sign)
    _press(qtbot, Qt.Key.Key_T, CONTROL)
    assert "tidak boleh sebelum 28-08-2020" in listed.message.text()
    done = [row for row in listed.all_rows if row.batch_name == "Angkatan V"]
    assert {row.status for row in done} == {Status.PREPARED}


def test_numbers_are_voided_for_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    """All of the list at once; the goods are free again."""
    listed = _prepared(window, qtbot)

    def give_reason(dialog: QDialog) -> None:
        assert isinstance(dialog, ReasonDialog)
        qtbot.keyClicks(dialog.reason, "salah angkatan")
        dialog.go.click()

    in_dialog(QDialog, give_reason)
    button = next(one for one in listed.findChildren(QWidget) if one.accessibleName() == "Batalkan nomor")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    done = [row for row in listed.all_rows if row.batch_name == "Angkatan V"]
    assert {row.status for row in done} == {Status.VOID}


def test_a_signed_handover_is_reversed(window: MainWindow, qtbot: QtBot, office: Office) -> None:
    """Ctrl+B on one row, a reason: the counter-entry stands beside it, the book stays sound."""
    listed = _prepared(window, qtbot)
    in_dialog(QDialog, lambda dialog: dialog.accept())
    _press(qtbot, Qt.Key.Key_T, CONTROL)

    _come_back(qtbot, window)
    assert listed.choose(lambda row: row.batch_name == "Angkatan V")
    listed.table.setFocus()
    one = listed.current()
    assert one is not None
    _press(qtbot, Qt.Key.Key_B, CONTROL)
    page = window.page
    assert isinstance(page, ReversePage)
    assert QApplication.focusWidget() is page.reason
    assert one.party in page.outcome.text()
    qtbot.keyClicks(page.reason, "salah jumlah")
    qtbot.keyClick(page.reason, Qt.Key.Key_Return, CONTROL)
    after = next(row for row in listed.all_rows if row.voucher == one.voucher)
    assert after.status == Status.REVERSED
    assert check(office) == ()


def test_a_reversal_is_a_draft_too(window: MainWindow, qtbot: QtBot, office: Office) -> None:
    """Ticks, quantities, reason, day and cursor come back, also from the list of drafts; done, it is gone."""
    row = next(row for row in handover_rows_of(office).values() if row.status == Status.SIGNED)
    assert row.voucher is not None
    page = open_reversal(window._context, "penyerahan", "Penyerahan Bahan", row.voucher)
    page.lines[0].tick.setChecked(False)
    page.lines[1].fields["accepted"].setText("1")
    page.reason.setEditText("salah jumlah")
    page.lines[1].fields["accepted"].setFocus()
    page.kept._keeper.keep()
    window.close_page()
    draft = DraftStore(office.drafts).all()[0]
    assert row.number in draft.name
    assert open_kept(window._context, draft)
    again = window.page
    assert isinstance(again, ReversePage)
    assert [line.tick.isChecked() for line in again.lines[:2]] == [False, True]
    assert again.lines[1].fields["accepted"].text() == "1"
    assert again.reason.currentText() == "salah jumlah"
    qtbot.waitUntil(again.lines[1].fields["accepted"].hasFocus)
    for line in again.lines[2:]:
        line.tick.setChecked(False)
    again.save()
    assert DraftStore(office.drafts).all() == []


def test_what_was_used_cannot_be_reversed_but_the_rest_can(window: MainWindow, qtbot: QtBot) -> None:
    """Who used it is named before anything is done; [Balikkan n] fills in what still lies there."""
    listed = window.go_to("penyerahan")
    assert isinstance(listed, ListPage)
    mine = [row for row in listed.all_rows if row.batch_name == "Angkatan I" and row.kind == "supply"]
    assert listed.choose(lambda row: row.voucher == mine[9].voucher)
    _press(qtbot, Qt.Key.Key_B, CONTROL)
    page = window.page
    assert isinstance(page, ReversePage)
    assert "dapat dibalik" in page.message.text()
    for _ in page.lines:
        blocked = [one for one in (page.refusal.reasons if page.refusal else ()) if isinstance(one, Blocked)]
        if not blocked:
            break
        if blocked[0].possible:
            page.message.way_chosen.emit(f"balikkan:{blocked[0].possible}")
        else:
            next(one for one in page.lines if one.line.no == blocked[0].line).tick.setChecked(False)
            page.rehearse()
    assert "kembali ke Gudang Utama" in page.outcome.text()
    qtbot.keyClicks(page.reason, "salah jumlah")
    page.save()
    after = next(row for row in listed.all_rows if row.voucher == mine[9].voucher)
    assert after.status == Status.REVERSED_IN_PART


def test_names_lead_the_rows(page: KitPage) -> None:
    """Number and name of everybody, in the order of the roster."""
    assert page.grid.grid.text(0, NAME).startswith("Adelina")
    assert [page.grid.grid.text(row, 0) for row in (0, 19)] == ["1", "20"]
