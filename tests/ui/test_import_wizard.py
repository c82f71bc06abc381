"""The import of a list by keys on a real book: four steps, choices, all or the good ones, taken back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.batches import add_batch
from ikm_desktop.batches.roster import roster
from ikm_desktop.office.book import Office
from ikm_desktop.participants.column_layouts import remember_columns, remembered_layouts
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.person import Person
from ikm_desktop.participants.search import people
from tests.ui.dialogs import in_dialog
from ui.common.reason import ConfirmDialog
from ui.main_window import MainWindow
from ui.participants.import_page import CHECK, COLUMNS, RESULT, SOURCE, ImportPage
from ui.participants.import_session import Source
from ui.participants.layouts_dialog import LayoutsDialog
from ui.participants.tab import open_import

CTRL = Qt.KeyboardModifier.ControlModifier
_HEAD = "No\tNama\tNIK\tL/P\tTanggal Lahir\tKab/Kota\tUsaha\n"
_GOOD = "1\tKatarina Baru CONTOH\t5371015708850001\tP\t17-08-1985\tKota Kupang\tDapur Katarina\n"
_DAMAGED = "2\tYohana Baru CONTOH\t5,37101E+15\tP\t08/17/85\tKota Kupang\tSari Laut\n"
_HELD = "3\tPetrus Baru CONTOH\t5371010101800003\tL\t31-02-1980\tKabupaten Belu\tKelor\n"


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ImportPage:
    """The wizard on screen."""
    found = open_import(window._context)
    qtbot.waitUntil(window.isActiveWindow)
    return found


def paste(page: ImportPage, qtbot: QtBot, text: str) -> None:
    """Paste rows and go on to the check."""
    QGuiApplication.clipboard().setText(text)
    page.source_step.pasted.setFocus()
    qtbot.keyClick(page.source_step.pasted, Qt.Key.Key_V, CTRL)
    go_on(page, qtbot, COLUMNS)
    go_on(page, qtbot, CHECK)


def go_on(page: ImportPage, qtbot: QtBot, step: int) -> None:
    """Press Ctrl+Enter and wait for the step."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Return, CTRL)
    rest(page, qtbot)
    assert page.step == step, page.message.text()


def rest(page: ImportPage, qtbot: QtBot) -> None:
    """Wait until nothing runs aside."""
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)


def found(window: MainWindow, name: str) -> list[Person]:
    """Return who of the book has these words in the name."""
    with window.office.reading() as connection:
        return list(people(connection, show="all", words=name))


def test_a_good_list_takes_four_presses_and_can_be_taken_back(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """Paste, three times Ctrl+Enter: saved; "Tarik kembali impor ini" and it was never there."""
    paste(page, qtbot, _HEAD + _GOOD)
    go_on(page, qtbot, RESULT)
    assert [person.nik for person in found(window, "katarina baru")] == ["5371015708850001"]
    assert "1 disimpan" in page.result_step.told.text()

    def agree(dialog: ConfirmDialog) -> None:
        dialog.go.click()

    in_dialog(ConfirmDialog, agree)
    page.withdraw_button.click()
    assert found(window, "katarina baru") == []
    assert page.result_step.told.text().startswith("Ditarik kembali")


def test_held_rows_keep_everything_back_until_they_are_mended(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """Nothing is saved; the way out leads to the row, and typed anew it is saved with the others."""
    paste(page, qtbot, _HEAD + _GOOD + _DAMAGED + _HELD)
    assert page.check_step.held.text() == "1 ditahan"
    qtbot.keyClick(page.check_step.table, Qt.Key.Key_Return, CTRL)
    rest(page, qtbot)
    assert page.step == CHECK
    assert "Tidak ada yang disimpan" in page.message.text()
    assert found(window, "baru contoh") == []
    way = next(made for made in page.message.findChildren(QAbstractButton) if "Perbaiki" in made.text())
    way.click()
    step = page.check_step
    assert QApplication.focusWidget() is step.typed
    step.typed.selectAll()
    qtbot.keyClicks(step.typed, "1-1-80")
    qtbot.keyClick(step.typed, Qt.Key.Key_Return)
    rest(page, qtbot)
    assert step.held.text() == "0 ditahan"
    go_on(page, qtbot, RESULT)
    names = {person.name: person.born for person in found(window, "baru contoh")}
    assert len(names) == 3
    assert str(names["Petrus Baru CONTOH"]) == "1980-01-01"
    assert str(names["Yohana Baru CONTOH"]) == "1985-08-17"


def test_a_damaged_nik_is_typed_anew(page: ImportPage, window: MainWindow, qtbot: QtBot) -> None:
    """The cell as the file has it stands in the field; what is typed is what is saved."""
    paste(page, qtbot, _HEAD + _DAMAGED)
    step = page.check_step
    current = step.current()
    assert current is not None
    assert current.column == "nik"
    assert step.typed.text() == "5,37101E+15"
    step.typed.setFocus()
    step.typed.selectAll()
    qtbot.keyClicks(step.typed, "5371015708850009")
    qtbot.keyClick(step.typed, Qt.Key.Key_Return)
    rest(page, qtbot)
    go_on(page, qtbot, RESULT)
    assert [person.nik for person in found(window, "yohana baru")] == ["5371015708850009"]


def test_the_good_ones_are_taken_and_the_rest_left(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """The refusal offers it; the held row stands in the result with its reason."""
    paste(page, qtbot, _HEAD + _GOOD + _HELD)
    page.go_on()
    rest(page, qtbot)
    way = next(made for made in page.message.findChildren(QAbstractButton) if "Ambil" in made.text())
    way.click()
    rest(page, qtbot)
    assert page.step == RESULT
    assert [person.name for person in found(window, "baru contoh")] == ["Katarina Baru CONTOH"]
    assert "1 ditahan" in page.result_step.told.text()


def test_a_row_is_skipped_or_is_somebody_the_book_knows(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """Skipped: nobody is made. The same person by choice: nobody is made either."""
    known = found(window, "adelina goreti")[0]
    twin = f"4\t{known.name}\t\tP\t\tKota Kupang\t\n"
    paste(page, qtbot, _HEAD + _HELD + twin)
    step = page.check_step
    step.go_to(step.lines.line_of(1))
    step.people.setCurrentIndex(step.people.findData(known.id))
    step.take_person()
    rest(page, qtbot)
    step.go_to(step.lines.line_of(0))
    step.skip()
    rest(page, qtbot)
    states = [result.state for result in step.plan]
    assert states == ["skipped", "same"]
    before = len(found(window, ""))
    go_on(page, qtbot, RESULT)
    assert len(found(window, "")) == before


def test_a_column_read_wrongly_is_put_right(page: ImportPage, qtbot: QtBot) -> None:
    """Chosen anew, the list is read again; going back keeps the text."""
    paste(page, qtbot, _HEAD + _GOOD)
    page.back()
    choice = page.columns_step.choices[None, 6]
    choice.setCurrentIndex(choice.findData(Field.PRODUCT.value))
    page.go_on()
    rest(page, qtbot)
    assert page.read is not None
    assert page.read.rows[0].person.product == "Dapur Katarina"
    page.back()
    page.back()
    assert page.step == SOURCE
    assert "Katarina" in page.source_step.pasted.toPlainText()


def test_columns_put_right_are_remembered_for_lists_like_it(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """The next list with these headings is read so from the start; one with others is not."""
    paste(page, qtbot, _HEAD + _GOOD)
    page.back()
    choice = page.columns_step.choices[None, 6]
    choice.setCurrentIndex(choice.findData(Field.PRODUCT.value))
    go_on(page, qtbot, CHECK)
    go_on(page, qtbot, RESULT)
    office = window.office
    next_one = Source(pasted=_HEAD.upper() + _GOOD.replace("Katarina", "Yustina")).read(office)
    assert next_one.rows[0].person.product == "Dapur Yustina"
    assert next_one.sheets[0].remembered
    other = Source(pasted=_HEAD.replace("Usaha", "Nama Usaha") + _GOOD).read(office)
    assert (other.rows[0].person.business, other.sheets[0].remembered) == ("Dapur Katarina", False)


def _remember(office: Office, headings: str = _HEAD) -> None:
    """Let the last column of lists with these headings be the product."""
    source = Source(pasted=headings + _GOOD)
    read = source.read(office)
    columns = {column.column: column.field or Field.OTHER for column in read.sheets[0].columns}
    remember_columns(office, read, {None: {**columns, 6: Field.PRODUCT}})


def test_a_remembered_layout_is_forgotten_in_the_wizard(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """Asked first; then the list on screen is read as recognised, and so is every later one."""
    _remember(window.office)
    paste(page, qtbot, _HEAD + _GOOD)
    page.back()
    (forget,) = page.columns_step.forget_buttons
    in_dialog(ConfirmDialog, lambda dialog: dialog.reject())
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)
    assert page.columns_step.forget_buttons == [forget]
    in_dialog(ConfirmDialog, lambda dialog: qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton))
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)
    rest(page, qtbot)
    assert page.step == COLUMNS
    assert page.columns_step.forget_buttons == []
    assert page.columns_step.chosen()[None][6] is Field.BUSINESS
    assert not Source(pasted=_HEAD + _GOOD).read(window.office).sheets[0].remembered
    with window.office.reading() as connection:
        assert remembered_layouts(connection) == ()


def test_remembered_layouts_are_listed_and_forgotten_without_a_list(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    """From the first step: each with its headings and what was put right; one goes, the other stays."""
    _remember(window.office)
    _remember(window.office, _HEAD.replace("Usaha", "Nama Usaha"))

    def answer(dialog: LayoutsDialog) -> None:
        rows = dialog.table.rows_model.rows
        assert [row.headings[-1] for row in rows] == ["Nama Usaha", "Usaha"]
        assert rows[0].put_right == ("Nama Usaha → Produk",)
        in_dialog(ConfirmDialog, lambda asked: qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton))
        qtbot.mouseClick(dialog.forget_button, Qt.MouseButton.LeftButton)
        assert [row.headings[-1] for row in dialog.table.rows_model.rows] == ["Usaha"]
        dialog.reject()

    in_dialog(LayoutsDialog, answer)
    qtbot.mouseClick(page.source_step.layouts_button, Qt.MouseButton.LeftButton)
    with window.office.reading() as connection:
        assert [layout.headings[-1] for layout in remembered_layouts(connection)] == ["Usaha"]


def test_a_workbook_goes_straight_into_a_batch(
    page: ImportPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A file is read off the window's thread; everybody is enrolled in its order, each told by her sheet.

    Who stands in a row that Excel hides is told before the check.
    """
    batch = add_batch(window.office, name="Angkatan V", training="Pelatihan Tenun").ids[0]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Peserta B"
    for row in (_HEAD + _GOOD).splitlines():
        sheet.append(row.split("\t"))
    other = book.create_sheet("Peserta A")
    for row in (_HEAD + _HELD.replace("31-02", "01-01")).splitlines():
        other.append(row.split("\t"))
    other.row_dimensions[2].hidden = True
    book.save(tmp_path / "daftar.xlsx")
    page.source_step.set_file(tmp_path / "daftar.xlsx")
    rest(page, qtbot)
    assert page.step == COLUMNS
    (told,) = [one.text() for one in page.columns_step.findChildren(QLabel) if "tersembunyi" in one.text()]
    assert "1 orang" in told
    assert "(baris 2)" in told
    go_on(page, qtbot, CHECK)
    page.check_step.batch.setCurrentIndex(page.check_step.batch.findData(batch))
    go_on(page, qtbot, RESULT)
    with window.office.reading() as connection:
        names = [row.person.name for row in roster(connection, batch)]
    assert names == ["Katarina Baru CONTOH", "Petrus Baru CONTOH"]
    model = page.result_step.table.rows_model
    assert [model.index(row, 0).data() for row in range(2)] == ["Peserta B 2", "Peserta A 2"]


def test_a_held_row_is_found_on_its_own_sheet(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Two sheets have a held row of the same number: the cursor goes to the one that was told."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Peserta B"
    held = (_HEAD + _HELD).splitlines()
    for sheet, name in ((first, "Petrus"), (book.create_sheet("Peserta A"), "Paulus")):
        for row in held:
            sheet.append(row.replace("Petrus", name).split("\t"))
    book.save(tmp_path / "daftar.xlsx")
    page.source_step.set_file(tmp_path / "daftar.xlsx")
    rest(page, qtbot)
    go_on(page, qtbot, CHECK)
    for told in page.check_step.plan[::-1]:
        assert (told.row, told.state) == (2, "held")
        page.check_step.go_to_row(told)
        current = page.check_step.current()
        assert current is not None
        assert current.row.sheet == told.sheet


def test_what_is_no_list_is_named(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    """The refusal says what the file is, and the wizard stays at its first step."""
    (tmp_path / "daftar.xlsx").write_bytes(b"%PDF-1.7 not a list")
    page.source_step.set_file(tmp_path / "daftar.xlsx")
    rest(page, qtbot)
    assert page.step == SOURCE
    assert "PDF" in page.message.text()


@pytest.mark.parametrize("size", [QSize(960, 500), QSize(1366, 689)])
def test_nothing_is_cut_off(window: MainWindow, page: ImportPage, qtbot: QtBot, size: QSize) -> None:
    """At the check, the fullest step: buttons are as wide as their text and have a name."""
    window.resize(size)
    paste(page, qtbot, _HEAD + _GOOD + _DAMAGED + _HELD)
    for made in page.findChildren(QAbstractButton):
        if made.isVisible():
            assert made.accessibleName() or made.text(), made
            assert made.width() >= made.minimumSizeHint().width()
            assert made.mapTo(window, made.rect().bottomRight()).x() <= window.width()


def test_the_model_keeps_qts_rules(page: ImportPage, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    """Qt's own tester finds nothing."""
    paste(page, qtbot, _HEAD + _DAMAGED)
    qtmodeltester.check(page.check_step.lines)
