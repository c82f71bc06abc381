"""Penyaluran: preparing, signing, voiding and reversing letters to institutions, by keys on a real book."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.distribution.lists import DistributionRow, distribution_rows
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.listing import fits
from ikm_desktop.reports.issuing import is_issued
from ui.common.preview import PaperPreview
from ui.common.reason import ReasonDialog
from ui.common.reverse_page import ReversePage
from ui.common.signing import SignDialog
from ui.distribution.handover_page import SIGNER, HandoverPage
from ui.distribution.tab import DistributionActs
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> DistributionActs:
    """The tab on screen, ready for keys."""
    found = window.go_to("penyaluran").findChild(DistributionActs)
    assert found is not None
    qtbot.waitUntil(window.isActiveWindow)
    return found


def rows(window: MainWindow) -> tuple[DistributionRow, ...]:
    """Read the letters from the book."""
    with window.office.reading() as connection:
        return distribution_rows(connection)


def entry_page(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> HandoverPage:
    """Open the entry page by its key."""
    qtbot.keyClick(desk.page.table, Qt.Key.Key_M, CONTROL)
    page = window.page
    assert isinstance(page, HandoverPage)
    return page


def test_one_institution_is_handed_products(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """Ctrl+N, the institution, a quantity, Ctrl+Enter: the letter is prepared, issued and shown."""
    page = entry_page(window, qtbot, desk)
    assert QApplication.focusWidget() is page.party
    qtbot.keyClicks(page.party, "rumah sakit")
    qtbot.keyClick(page.party, Qt.Key.Key_Return)
    hospital = page._known[page.party.value]
    assert hospital.name == "Rumah Sakit CONTOH"
    assert page.text_of(SIGNER) == hospital.signer
    masks = page.rows.first_field()
    assert masks is not None
    assert QApplication.focusWidget() is masks
    qtbot.keyClicks(masks, "100")
    before = len(rows(window))
    if not page.text_of(SIGNER):
        page.fill_text(SIGNER, "SAMUEL CONTOH")
    qtbot.keyClick(masks, Qt.Key.Key_Return, CONTROL)
    assert page.message.text() == ""
    preview = window.page
    assert isinstance(preview, PaperPreview)
    assert is_issued(window.office, paper=preview.paper)
    made = rows(window)
    assert len(made) == before + 1
    newest = next(row for row in made if row.paper == preview.paper)
    assert (newest.institution, newest.pieces, newest.status) == ("Rumah Sakit CONTOH", 100, Status.OUT)
    assert not check(window.office)


def test_what_is_free_stands_before_and_after(
    window: MainWindow, qtbot: QtBot, desk: DistributionActs
) -> None:
    """Free less typed is left; more than free is refused on the page, with the figures."""
    page = entry_page(window, qtbot, desk)
    page.party.choose([next(iter(page._known)), ""])
    key, field = next(iter(page.rows.fields.items()))
    row = page.rows._rows[key]
    show, free = row.line.item.ref.show, row.line.there
    assert row.there.text() == show(free)
    field.setFocus()
    qtbot.keyClicks(field, "100")
    assert row.left.text() == show(free - 100)
    field.selectAll()
    qtbot.keyClicks(field, "999999")
    qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    assert window.page is page
    assert "perlu 999.999" in page.message.text()
    assert QApplication.focusWidget() is field


def test_tab_goes_as_the_page_is_read(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """From the institution through date, quantities and who signs to the buttons."""
    page = entry_page(window, qtbot, desk)
    page.party.choose([next(iter(page._known)), ""])
    page.party.setFocus()
    for field in [page.day.line, *page.rows.fields.values(), *page.extra.values(), page.leave_button]:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field
    last = list(page.extra.values())[-1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.main_button


def test_an_empty_letter_is_refused_whole(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """All that is missing at once; the cursor goes to the first."""
    page = entry_page(window, qtbot, desk)
    qtbot.keyClick(page.party, Qt.Key.Key_Return, CONTROL)
    told = page.message.text()
    assert "Penanda tangan lembaga wajib diisi." in told
    assert "Tidak ada yang dipilih" in told
    assert QApplication.focusWidget() is page.party
    window.close_page()
    assert window.page is desk.page


def test_an_institution_is_added_in_place(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """The last suggestion makes a new one with the name typed; the page goes on with it."""
    page = entry_page(window, qtbot, desk)
    qtbot.keyClicks(page.party, "Panti Asuhan CONTOH")
    page.party._suggested(page.party._new)
    qtbot.waitUntil(page.new_party.isVisible)
    assert page.party.currentText() == "Panti Asuhan CONTOH"
    page.new_party.fields["signer"].setText("MARTHA CONTOH")  # type: ignore[union-attr]
    qtbot.mouseClick(page.new_party.save_button, Qt.MouseButton.LeftButton)
    assert page.party.value is not None
    assert page.text_of(SIGNER) == "MARTHA CONTOH"
    assert QApplication.focusWidget() is page.rows.first_field()


def test_the_amounts_of_the_last_time_are_offered(
    window: MainWindow, qtbot: QtBot, desk: DistributionActs
) -> None:
    """Never filled in by themselves: only when the offer is taken; Ctrl+Z takes them away again."""
    given = next(row for row in rows(window) if row.status == Status.SIGNED)
    page = entry_page(window, qtbot, desk)
    page.party.choose([given.place, ""])
    assert page.rows.chosen() == []
    assert page.again_button.text().startswith("Pakai isian ")
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    assert {line.item.id: quantity for line, quantity in page.rows.chosen()} == {
        item.id: quantity for item, quantity in given.goods
    }
    page.form.undo()
    assert page.rows.chosen() == []


def test_products_come_back_from_an_institution(
    window: MainWindow, qtbot: QtBot, desk: DistributionActs
) -> None:
    """What lies there by letter is offered; a part comes back for a reason, the book agrees."""
    given = next(row for row in rows(window) if row.status == Status.SIGNED)
    assert desk.page.choose(lambda row: row.voucher == given.voucher)
    page = desk.take_back()
    field = page.rows.first_field()
    assert field is not None
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "5")
    page.fill_text("Alasan", "cacat")
    qtbot.keyClick(field, Qt.Key.Key_S, CONTROL)
    assert page.message.text() == ""
    after = next(row for row in rows(window) if row.voucher == given.voucher)
    assert after.net_pieces == given.net_pieces - 5
    assert not check(window.office)


def agree(qtbot: QtBot, said: list[str], reason: str = "") -> Callable[[], None]:
    """Return what goes on in the dialog that stands open, and notes the verb on its button."""

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        if isinstance(dialog, ReasonDialog):
            qtbot.keyClicks(dialog.reason, reason)
        assert isinstance(dialog, ReasonDialog | SignDialog)
        said.append(dialog.go.text().replace("&", ""))
        dialog.go.click()

    return go_on


def test_a_letter_is_signed_then_reversed(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """Ctrl+T asks with the count on its button; Ctrl+B takes the signed letter back for a reason."""
    page, said = desk.page, list[str]()
    assert page.choose(lambda row: row.status == Status.OUT)
    number = page.current().number  # type: ignore[union-attr]
    page.table.setFocus()
    QTimer.singleShot(0, agree(qtbot, said))
    qtbot.keyClick(page.table, Qt.Key.Key_T, CONTROL)
    assert page.message.text() == ""
    assert next(row for row in rows(window) if row.number == number).status == Status.SIGNED
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert page.choose(lambda row: row.number == number)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_B, CONTROL)
    reversing = window.page
    assert isinstance(reversing, ReversePage)
    qtbot.keyClicks(reversing.reason, "salah lembaga")
    qtbot.keyClick(reversing.reason, Qt.Key.Key_S, CONTROL)
    undone = next(row for row in rows(window) if row.number == number)
    assert undone.status == Status.REVERSED
    assert undone.reversed_by
    assert said == ["Tandatangani 1"]


def test_an_unsigned_number_is_voided(window: MainWindow, qtbot: QtBot, desk: DistributionActs) -> None:
    """For a reason, which stands in the list; a signed one cannot be voided."""
    page, said = desk.page, list[str]()
    assert page.choose(lambda row: row.status == Status.SIGNED)
    desk.void()
    assert "belum ditandatangani" in window.toast.said[-1]
    assert page.choose(lambda row: row.status == Status.OUT)
    number = page.current().number  # type: ignore[union-attr]
    QTimer.singleShot(0, agree(qtbot, said, "salah tujuan"))
    desk.void()
    row = next(row for row in rows(window) if row.number == number)
    assert (row.status, row.reason) == (Status.VOID, "salah tujuan")
    assert said == ["Batalkan 1"]


def test_what_does_not_fit_waits_in_a_menu(window: MainWindow, desk: DistributionActs) -> None:
    """At the smallest size the last actions and chips fold; with room they all stand there again."""
    page = desk.page
    actions, chips = page._actions, page.chips._row
    for row, width, folds in ((actions, 960, True), (chips, 960, True), (chips, 1366, False)):
        window.resize(width, 500)
        assert row.more.isVisible() == folds
        row._fill()
        hidden = [button for button in row._buttons if button.isHidden()]
        assert [action.text() for action in row._menu.actions()] == [button.text() for button in hidden]
        assert not row._buttons[0].isHidden()
    window.resize(960, 500)
    page.chips._row._fill()
    page.chips._row._menu.actions()[-1].trigger()
    made, chip = page.chips.buttons[-1]
    assert made.isChecked()
    assert chip is not None
    assert all(fits(page.listing.lines.fields, row, chip.terms) for row in page.table.rows_model.rows)


def test_chips_by_class_show_what_they_count(desk: DistributionActs) -> None:
    """Each class of recipients has its chip; together they show every row."""
    shown = 0
    for made, chip in desk.page.chips.buttons[1:5]:
        made.click()
        assert chip is not None
        shown += len(desk.page.table.rows_model.rows)
    assert shown == len(desk.page.all_rows)
