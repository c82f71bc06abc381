"""Stock opname, Tutup periode and Sisipkan in the real window, by keys and buttons."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.goods import balances, periods
from ikm_desktop.goods.count_sheet import SheetLine
from ikm_desktop.goods.counts import counted_lines
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.supply.take_back import ReturnLine, take_back
from ui.common.list_page import ListPage
from ui.common.messages import MessageBar
from ui.common.preview import PaperPreview
from ui.common.reason import ConfirmDialog, ReasonDialog
from ui.common.reverse_page import ReversePage
from ui.common.work import wait_for_all
from ui.goods.count_page import CountPage
from ui.goods.periods_page import PeriodsPage
from ui.main_window import MainWindow
from ui.supply.return_page import ReturnPage

_HELD_MATERIAL = (
    "SELECT h.place, h.item FROM holding h JOIN place p ON p.id = h.place JOIN item i ON i.id = h.item"
    " WHERE p.kind = 'participant' AND i.kind = 'material' ORDER BY h.since, h.place LIMIT 1"
)
"""Who holds which material the longest."""


def _open(window: MainWindow, key: str) -> object:
    next(command for command in window.commands if command.key == key).run()
    return window.page


def _way(bar: MessageBar, label: str) -> QPushButton:
    return next(one for one in bar.findChildren(QPushButton) if one.text() == label)


def _answer(kind: type[ReasonDialog | ConfirmDialog]) -> None:
    """Answer the next dialog once it stands, with a reason where it asks for one."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        if isinstance(dialog, ReasonDialog):
            dialog.reason.setText("nota terselip")
        dialog.go.click()

    QTimer.singleShot(0, answer)


def _store(window: MainWindow) -> int:
    with window.office.reading() as connection:
        return main_store(connection)


def test_a_count_is_typed_refreshed_and_printed(window: MainWindow, qtbot: QtBot) -> None:
    """Enter goes on, a difference leads to its reason, a stale sheet is refreshed with what was counted."""
    page = _open(window, "opname")
    assert isinstance(page, CountPage)
    sheet = page.rows.sheet()
    assert sheet is not None
    first, second = sheet.lines[:2]
    typed = (
        (first, first.book),
        (second, second.book - second.item.unit.per),
    )
    field = page.rows.first_field()
    assert field is not None
    field.setFocus()
    for line, counted in typed:
        qtbot.keyClicks(QApplication.focusWidget(), str(counted // line.item.unit.per))
        if counted % line.item.unit.per:
            qtbot.keyClicks(QApplication.focusWidget(), f",{counted % line.item.unit.per:03d}")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    reason = QApplication.focusWidget()
    assert reason is not None
    assert reason.accessibleName() == f"Alasan selisih {second.item.name}"
    page.save()
    assert "tanpa alasan" in page.message.text()
    qtbot.keyClicks(reason, "susut")
    late = [OpeningLine(sheet.place.id, first.item.id, 1000, 10)]
    open_balances(window.office, day=sheet.day, lines=late)
    page.save()
    assert "Buku berubah" in page.message.text()
    _way(page.message, "Segarkan").click()
    fresh = page.rows.sheet()
    assert fresh is not None
    assert (fresh.lines[0].book, fresh.lines[0].counted) == (first.book + 1000, first.book)
    page.rows.go_to_spot([first.item.id, 1])
    qtbot.keyClicks(QApplication.focusWidget(), "salah catat")
    page.save_and_print()
    assert isinstance(window.page, PaperPreview)
    with window.office.reading() as connection:
        newest = connection.exec_driver_sql("SELECT max(id) FROM voucher WHERE kind = 'count'").scalar_one()
        lines = counted_lines(connection, [newest])
    assert [line.difference for line in lines] == [-1000, -second.item.unit.per]
    assert check(window.office) == ()


def test_what_is_counted_blind_shows_no_book(window: MainWindow, qtbot: QtBot) -> None:
    """Neither the book's figure nor the difference can be seen; the draft keeps what was typed."""
    page = _open(window, "opname")
    assert isinstance(page, CountPage)
    page.blind.setChecked(True)
    field = page.rows.first_field()
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "3")
    item = int(page.rows.spot()[0])
    assert "cocok" not in page.sums.text()
    window.close_page()
    again = _open(window, "opname")
    assert isinstance(again, CountPage)
    sheet = again.rows.sheet()
    assert sheet is not None
    typed = next(line for line in sheet.lines if line.item.id == item)
    assert typed.counted == 3 * typed.item.unit.per
    _doubt(again, typed)


def _doubt(page: CountPage, line: SheetLine) -> None:
    """Type what is far from the book: it is asked once, with both figures, and left where it was a slip."""
    field = page.rows.first_field()
    assert field is not None
    field.setText(str(line.book // line.item.unit.per * 100))
    asked: list[str] = []

    def answer(*, yes: bool) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog)
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.go.click() if yes else dialog.reject()

    QTimer.singleShot(0, lambda: answer(yes=False))
    page.save()
    assert page.rows.first_field() is page.focusWidget()
    for figure in (line.book, line.book // line.item.unit.per * 100 * line.item.unit.per):
        assert line.item.ref.show(figure) in asked[0]
    QTimer.singleShot(0, lambda: answer(yes=True))
    page.save()
    assert "tanpa alasan" in page.message.text()
    page.save()
    assert len(asked) == 2, "what was meant is not asked again"


def test_a_period_is_closed_and_opened_again(window: MainWindow) -> None:
    """The checklist tells what is open; closing asks, opening again asks for a reason; both stay listed."""
    page = _open(window, "periode")
    assert isinstance(page, PeriodsPage)
    page.check()
    wait_for_all()
    QApplication.processEvents()
    assert "✗" in page.checks.text()
    page.through.set_day(date(2020, 6, 30))
    assert "Triwulan II 2020" in page.close_button.text()
    _answer(ConfirmDialog)
    page.close_it()
    wait_for_all()
    QApplication.processEvents()
    with window.office.reading() as connection:
        assert [one.name for one in periods.closed_periods(connection)] == ["Triwulan II 2020"]
    _answer(ReasonDialog)
    page.reopen()
    assert [row.reason for row in page.events.rows_model.rows] == ["nota terselip", None]


def test_sisipkan_from_the_message_of_a_return(window: MainWindow) -> None:
    """What she gave back later gives way: the dialog names it, one act puts all in order."""
    with window.office.reading() as connection:
        place, item = connection.exec_driver_sql(_HELD_MATERIAL).one()
        held = balances.on_hand(connection, place=place, item=item)
    today = window.office.clock.now().date()
    open_balances(window.office, day=today, lines=[OpeningLine(place, item, 1000, 10)])
    take_back(
        window.office,
        participant=place,
        store=_store(window),
        letter_date=today,
        lines=[ReturnLine(item, held.quantity - 1)],
        receiver="Petugas CONTOH",
    )
    page = _open(window, "pengembalian")
    assert isinstance(page, ReturnPage)
    page.party.choose([place, ""])
    page.day.set_day(today - timedelta(days=1))
    key = next(key for key in page.rows.fields if key.startswith(f"{item}:"))
    page.rows.fill({key: 2})
    page.save()
    assert "tidak cukup" in page.message.text()
    _answer(ReasonDialog)
    _way(page.message, "Sisipkan").click()
    assert check(window.office) == ()


def test_perbaiki_opens_the_page_with_what_was_reversed(window: MainWindow, qtbot: QtBot) -> None:
    """A return is taken back and stands in its page again, quantity and receiver as they were."""
    with window.office.reading() as connection:
        place, item = connection.exec_driver_sql(_HELD_MATERIAL).one()
    today = window.office.clock.now().date()
    done = take_back(
        window.office,
        participant=place,
        store=_store(window),
        letter_date=today,
        lines=[ReturnLine(item, 3)],
        receiver="Penerima CONTOH",
    )
    qtbot.waitUntil(window.isActiveWindow)
    page = window.go_to("penyerahan")
    assert isinstance(page, ListPage)
    page.reload()
    page.clear_filters()
    qtbot.waitUntil(lambda: page.choose(lambda row: row.voucher == done.vouchers[0]))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    reverse = window.page
    assert isinstance(reverse, ReversePage)
    reverse.reason.setCurrentText("salah jumlah")
    reverse.correct_button.click()
    entry = window.page
    assert isinstance(entry, ReturnPage)
    assert entry.party.value == place
    assert [quantity for _, quantity in entry.rows.chosen()] == [3]
    assert entry.text_of("Yang menerima") == "Penerima CONTOH"
    entry.save()
    with window.office.reading() as connection:
        newest = connection.exec_driver_sql("SELECT corrects FROM voucher ORDER BY id DESC LIMIT 1")
        assert newest.scalar_one() == done.vouchers[0]
    assert check(window.office) == ()
