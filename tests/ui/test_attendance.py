"""Attendance by keys on a real book: letters, whole days, undo, scores, one act, the draft."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.attendance import attendance_sheet, mark_attendance
from ikm_desktop.batches.batches import change_batch
from ikm_desktop.batches.marks import marks_of
from ikm_desktop.batches.sessions import plan_sessions
from ikm_desktop.office.settings import Rules, save
from tests.ui import guards
from ui.batches.attendance_model import FIRST_DAY
from ui.batches.attendance_page import AttendancePage
from ui.batches.tab import open_attendance
from ui.common.preview import PaperPreview
from ui.main_window import MainWindow

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SALT, MORINGA, MASKS = 4, 3, 2


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> AttendancePage:
    """The grid of Angkatan IV, of which nothing is noted yet."""
    with window.office.reading() as connection:
        rows = attendance_sheet(connection, SALT).rows
    mark_attendance(
        window.office, batch=SALT, grid={one.enrolled.person.id: dict.fromkeys(one.marks, "") for one in rows}
    )
    found = open_attendance(window._context, SALT)
    qtbot.waitUntil(window.isActiveWindow)
    return found


def letters(page: AttendancePage, column: int = FIRST_DAY) -> str:
    """Return what stands in a day's column, a dot for an empty cell."""
    return "".join(page.grid.cells[row, column] or "." for row in range(len(page.grid.people)))


def test_a_letter_fills_the_cell_and_the_cursor_goes_down(page: AttendancePage, qtbot: QtBot) -> None:
    """H, I, S, A and Space, in either case; from the last person on to the next day."""
    assert page.table.currentIndex().row() == 0
    assert page.table.currentIndex().column() == FIRST_DAY
    qtbot.keyClicks(page.table, "his")
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert letters(page) == "HISAH" + "." * 15
    assert page.table.currentIndex().row() == 5
    qtbot.keyClicks(page.table, "h" * 16)
    assert letters(page, FIRST_DAY + 1) == "H" + "." * 19
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (1, FIRST_DAY + 1)


def test_shift_h_fills_the_day_and_leaves_what_stands_there(page: AttendancePage, qtbot: QtBot) -> None:
    """Only the empty cells of that one day; Ctrl+Z takes the whole day back, Ctrl+Y brings it again."""
    qtbot.keyClicks(page.table, "s")
    qtbot.keyClick(page.table, Qt.Key.Key_H, SHIFT)
    assert letters(page) == "S" + "H" * 19
    assert letters(page, FIRST_DAY + 1) == "." * 20
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert letters(page) == "S" + "." * 19
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert letters(page) == "." * 20
    qtbot.keyClick(page.table, Qt.Key.Key_Y, CTRL)
    qtbot.keyClick(page.table, Qt.Key.Key_Y, CTRL)
    assert letters(page) == "S" + "H" * 19


def test_rows_and_days_are_counted_while_typing(page: AttendancePage, qtbot: QtBot) -> None:
    """n/m, per cent, whether the rule is met and what lacks; how many are present a day."""
    page.fill_all()
    for column in (FIRST_DAY, FIRST_DAY + 1):
        page.table.go_to(1, column)
        qtbot.keyClick(page.table, Qt.Key.Key_A)
    shown = [page.grid.index(1, column).data() for column in range(page.grid.columnCount())]
    assert shown[FIRST_DAY] == "A alpa"
    assert shown[-3:-1] == ["3/5", "60"]
    assert shown[-1].startswith("✗")
    assert "kurang 1 hari" in shown[-1]
    assert page.grid.index(0, page.grid.columnCount() - 1).data() == "✓ ya"
    assert page.grid.index(20, FIRST_DAY).data() == "19"
    assert "19 dari 20 memenuhi" in page.count.text()


class Actions(QObject):
    """Counts real events: keys that reach the cursor, and clicks."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count a key once, where it asks whether it is a shortcut, and a click where it lands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            alone = event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt)
            if watched is QApplication.focusWidget() and not alone:
                self.told.append(QKeySequence(event.keyCombination()).toString())
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.told.append(watched.accessibleName() or type(watched).__name__)
        return False


def test_five_days_with_three_absences_take_nine_actions(
    page: AttendancePage, window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    """From Beranda: its key, all present, three times a cell and its letter, save and print: one act.

    The list then stands ready: Enter alone prints it.
    """
    window.go_to("beranda")
    entries = _entries(window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    counter = Actions()
    qapp.installEventFilter(counter)
    focus = QApplication.focusWidget()
    qtbot.keyClick(window if focus is None else focus, Qt.Key.Key_H, CTRL | SHIFT)
    page = window.page  # type: ignore[assignment]
    assert isinstance(page, AttendancePage)
    fill = next(one for one in page.findChildren(QPushButton) if "Isi semua hadir" in one.accessibleName())
    qtbot.mouseClick(fill, Qt.MouseButton.LeftButton)
    for row, letter in ((3, "s"), (7, "i"), (11, "a")):
        index = page.grid.index(row, FIRST_DAY + 2)
        page.table.scrollTo(index)
        place = page.table.visualRect(index).center()
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.keyClicks(page.table, letter)
    qtbot.keyClick(page.table, Qt.Key.Key_P, CTRL)
    qapp.removeEventFilter(counter)
    preview = window.page
    assert isinstance(preview, PaperPreview)
    qtbot.waitUntil(preview.print_button.hasFocus)
    with window.office.reading() as connection:
        sheet = attendance_sheet(connection, SALT)
    assert [sheet.present_on(day) for day in sheet.days] == [20, 20, 17, 20, 20]
    assert _entries(window) == entries + 2  # the letters, and the list opened as a paper
    assert page.grid.unsaved == {}
    assert len(counter.told) == 9, counter.told


def test_blocks_are_pasted_copied_and_filled_down(page: AttendancePage, qtbot: QtBot) -> None:
    """As offices write them, from the cursor on; what nobody can read is told; each is one step of undo."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("v\tHadir\r\ni\tSakit\r\nx\t-\r\n")
    page.table.go_to(0, FIRST_DAY)
    qtbot.keyClick(page.table, Qt.Key.Key_V, CTRL)
    assert (letters(page)[:4], letters(page, FIRST_DAY + 1)[:4]) == ("HI..", "HS..")
    assert "1 tidak dikenal (“x”)" in page.hints.text()
    page.table.go_to(1, FIRST_DAY)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CTRL)
    assert letters(page) == "H" + "I" * 19
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert letters(page)[:4] == "HI.."
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_C, CTRL)
    assert clipboard.text().strip("\r\n") == "I\tS\t"
    clipboard.setText("A")
    qtbot.keyClick(page.table, Qt.Key.Key_V, CTRL)
    assert "".join(page.grid.cells[1, FIRST_DAY + at] for at in range(3)) == "AAA"


def test_a_day_to_come_stays_empty(page: AttendancePage, window: MainWindow, qtbot: QtBot) -> None:
    """Its cells take no letter, and the page says why."""
    change_batch(window.office, batch=SALT, ends_on=date(2020, 8, 30))
    plan_sessions(window.office, batch=SALT, lessons=[])
    page._show_batch()
    late = FIRST_DAY + 6
    page.table.go_to(0, late)
    qtbot.keyClicks(page.table, "h")
    assert letters(page, late) == "." * 20
    assert "belum tiba" in page.hints.text()
    page.fill_all()
    assert letters(page, late) == "." * 20
    assert letters(page) == "H" * 20


def test_scores_are_typed_beside_and_saved_in_the_same_act(window: MainWindow, qtbot: QtBot) -> None:
    """Digits make the score, predicate and rule follow at once; letters and scores are one act."""
    page = open_attendance(window._context, MORINGA)
    entries = _entries(window)
    page.table.go_to(0, page.grid.score_column)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.keyClicks(page.table, "41")
    assert page.grid.index(0, page.grid.score_column + 1).data() == "tidak lulus"
    assert "tidak lulus (nilai 41)" in page.grid.index(0, page.grid.columnCount() - 1).data()
    page.table.go_to(0, FIRST_DAY)
    qtbot.keyClicks(page.table, "i")
    page.save()
    person = page.grid.people[0].enrolled.person.id
    with window.office.reading() as connection:
        assert marks_of(connection, MORINGA)[person].score == 41
        assert next(iter(attendance_sheet(connection, MORINGA).rows[0].marks.values())) == "I"
    assert _entries(window) == entries + 1


def test_what_is_saved_leaves_no_draft(page: AttendancePage) -> None:
    """What is read anew after saving is no change."""
    page.fill_all()
    page.keeper.keep()
    assert page.keeper.found() is not None
    page.save()
    page.keeper.keep()
    assert page.keeper.found() is None


def test_leaving_keeps_what_was_typed(page: AttendancePage, window: MainWindow, qtbot: QtBot) -> None:
    """Esc goes back; the page opened again goes on where it was left, and can begin anew."""
    qtbot.keyClicks(page.table, "hs")
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert window.page is window._pages["angkatan"]
    again = open_attendance(window._context)
    assert again.batch.currentData() == SALT
    assert letters(again) == "HS" + "." * 18
    assert again.table.currentIndex().row() == 2
    assert "dilanjutkan" in again.restart.text()
    again.restart.click()
    assert letters(again) == "." * 20


def test_nothing_is_cut_off(window: MainWindow, page: AttendancePage) -> None:
    """At each size all buttons stand whole inside the window and have a name; no column of letters is cut."""
    for size in (QSize(960, 500), QSize(1366, 689)):
        window.resize(size)
        guards.settle()
        for made in page.findChildren(QAbstractButton):
            if made.isVisible():
                assert made.accessibleName(), made
                corner = made.mapTo(window, made.rect().bottomRight())
                assert corner.x() <= window.width()
                assert corner.y() <= window.height()
        metrics = page.table.fontMetrics()
        for column in range(FIRST_DAY, FIRST_DAY + 5):
            assert page.table.columnWidth(column) >= metrics.horizontalAdvance("S sakit") + 8


def test_the_model_keeps_qts_rules(page: AttendancePage, qtmodeltester: ModelTester) -> None:
    """Qt's own tester finds nothing."""
    qtmodeltester.check(page.grid)


def _entries(window: MainWindow) -> int:
    """Return how many acts the book holds."""
    import sqlalchemy as sa

    from ikm_desktop.office import tables

    with window.office.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(tables.act)).scalar_one())


def test_a_result_stays_as_it_was_noted_and_a_certificate_in_doubt_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    """A stricter rule does not turn what was passed; whoever loses her claim is told with her number."""
    save(window.office, Rules(pass_score=100))
    scored = open_attendance(window._context, MORINGA)
    passed = [
        row for row in range(len(scored.grid.people)) if (mark := scored.grid.mark(row)) and mark.passed
    ]
    assert passed
    page = open_attendance(window._context, MASKS)
    qtbot.waitUntil(window.isActiveWindow)
    certified = next(row for row in range(20) if not page.grid.reasons(row))
    for column in (FIRST_DAY, FIRST_DAY + 1):
        page.table.go_to(certified, column)
        qtbot.keyClick(page.table, Qt.Key.Key_A)
    page.save()
    name = page.grid.people[certified].enrolled.person.name
    assert f"{name} sudah menerima sertifikat" in page.message.text()
