"""Fields one types in: dates and quantities in short forms, by real keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.amounts import METRE
from ikm_desktop.errors import FieldInvalid, FieldMissing, TooFine
from ui.common.fields import CalendarDialog, Choice, DateField, QuantityField, TypedField, read_day
from ui.common.picking import PickCombo
from ui.theme.look import Look

TODAY = date(2020, 8, 28)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24", date(2020, 8, 24)),
        ("24/8", date(2020, 8, 24)),
        ("24-8-20", date(2020, 8, 24)),
        ("24.08.2020", date(2020, 8, 24)),
        ("1 9", date(2020, 9, 1)),
        ("h", TODAY),
        ("K", date(2020, 8, 27)),
    ],
)
def test_short_forms_are_days(typed: str, day: date) -> None:
    """The month and the year are today's where they are left out."""
    assert read_day(typed, "Tanggal", TODAY) == day


@pytest.mark.parametrize("typed", ["31-2-20", "0", "24-13", "kemarin dulu", "24--8"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    """The text and the field are named."""
    with pytest.raises(FieldInvalid, match="Tanggal"):
        read_day(typed, "Tanggal", TODAY)


def test_an_empty_day_is_missing() -> None:
    """Nothing typed is another refusal than something wrong."""
    with pytest.raises(FieldMissing):
        read_day(" ", "Tanggal", TODAY)


def _shown(qtbot: QtBot, *fields: QWidget) -> None:
    """Put fields into one window, on screen."""
    outer = QWidget()
    layout = QVBoxLayout(outer)
    for field in fields:
        layout.addWidget(field)
    qtbot.addWidget(outer)
    outer.show()
    qtbot.waitUntil(outer.isActiveWindow)
    fields[0].setFocus()
    # Whoever holds a child only must not lose it with its window.
    fields[0].outer = outer  # type: ignore[attr-defined]


def _retype(qtbot: QtBot, field: TypedField, text: str) -> None:
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)


def test_a_date_is_typed_short_and_written_out(qtbot: QtBot, look: Look) -> None:
    """`24/8`, Enter: the field says 24-08-2020, Monday, and the next field has the cursor."""
    del look
    field, following = DateField("Tanggal", TODAY), DateField("Sampai", TODAY)
    _shown(qtbot, field, following)
    _retype(qtbot, field, "24/8")
    assert field.hint.text() == "Senin"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(following.line.hasFocus)
    assert field.line.text() == "24-08-2020"
    assert field.day() == date(2020, 8, 24)


def test_a_wrong_date_is_marked_while_typing(qtbot: QtBot, look: Look) -> None:
    """The field turns bad and says why; it turns right again with the text."""
    del look
    field = DateField("Tanggal", TODAY)
    _shown(qtbot, field)
    _retype(qtbot, field, "31-2")
    assert field.line.property("state") == "bad"
    assert "tidak ada di kalender" in field.line.toolTip()
    assert field.day() is None
    _retype(qtbot, field, "28-2")
    assert not field.line.property("state")


def test_arrows_and_signs_step_by_days(qtbot: QtBot, look: Look) -> None:
    """↑ and + go on, ↓ and − back; within a short form − only parts the figures."""
    del look
    field = DateField("Tanggal", TODAY)
    _shown(qtbot, field)
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.day() == date(2020, 8, 29)
    qtbot.keyClicks(field.line, "--")
    assert field.day() == date(2020, 8, 27)
    _retype(qtbot, field, "24-8-20")
    assert field.day() == date(2020, 8, 24)
    qtbot.keyClick(field.line, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert field.day() == TODAY


def test_f2_opens_the_calendar(qtbot: QtBot, look: Look) -> None:
    """The day chosen there by keys stands in the field."""
    del look
    field = DateField("Tanggal", TODAY)
    _shown(qtbot, field)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CalendarDialog)
        view = dialog.calendar.findChild(QWidget, "qt_calendar_calendarview")
        qtbot.keyClick(view, Qt.Key.Key_Left)
        qtbot.keyClick(view, Qt.Key.Key_Return)

    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, choose)
    qtbot.keyClick(field.line, Qt.Key.Key_F2)
    assert field.day() == date(2020, 8, 27)


def test_a_quantity_says_what_it_understood(qtbot: QtBot, look: Look) -> None:
    """Sums and smaller units are read; finer than the smallest is refused beside the field."""
    del look
    field = QuantityField("Kain", METRE)
    _shown(qtbot, field)
    for typed, quantity, said in (
        ("7,5", 7500, "= 7,50 m"),
        ("3,5+3,5", 7000, "= 7,00 m"),
        ("250 mm", 250, "= 0,25 m"),
    ):
        _retype(qtbot, field, typed)
        assert (field.quantity(), field.hint.text()) == (quantity, said)
    _retype(qtbot, field, "0,0001")
    assert isinstance(field.problem(), TooFine)
    assert field.hint.text() == "?"


def test_the_wheel_changes_nothing(qtbot: QtBot, look: Look) -> None:
    """Neither a choice nor a date."""
    del look
    choice, day = Choice(), DateField("Tanggal", TODAY)
    choice.addItems(["Angkatan I", "Angkatan II"])
    _shown(qtbot, choice, day)
    for widget in (choice, day.line):
        spot = QPointF(widget.rect().center())
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                spot,
                QPointF(widget.mapToGlobal(spot.toPoint())),
                QPoint(0, -120),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )
    assert choice.currentIndex() == 0
    assert day.day() == TODAY


def _suggestions(pick: PickCombo) -> QAbstractItemView:
    completer = pick.completer()
    assert completer is not None
    popup = completer.popup()
    assert isinstance(popup, QAbstractItemView)
    return popup


def _beside_another(qtbot: QtBot, field: QWidget) -> tuple[QWidget, QLineEdit]:
    """Show a field above another one, and return the page and that one."""
    page = QWidget()
    column = QVBoxLayout(page)
    other = QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page, other


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(
    ("typed", "value"), [("bud", 2), ("budi contoh", 2), ("adel", None), ("siapa", None), ("", None)]
)
def test_enter_and_tab_take_the_only_match(
    qtbot: QtBot,
    key: Qt.Key,
    closed: bool,  # noqa: FBT001 - a case
    typed: str,
    value: int | None,
) -> None:
    """Written in part or in full, the suggestions open or closed; of several nothing is taken."""
    pick = PickCombo("Peserta")
    pick.offer([("Adelina CONTOH", 1), ("Budi CONTOH", 2), ("Maria Adelheid CONTOH", 3)])
    page, _ = _beside_another(qtbot, pick)
    assert page.isVisible()
    pick.setFocus()
    qtbot.keyClicks(pick, typed)
    popup = _suggestions(pick)
    if closed:
        popup.hide()
    qtbot.keyClick(popup if popup.isVisible() else pick, key)
    assert pick.value == value


def test_tab_takes_what_the_arrow_chose_of_several(qtbot: QtBot) -> None:
    """The name that stands in the line is the person picked."""
    pick = PickCombo("Peserta")
    pick.offer([("Adelina CONTOH", 1), ("Budi CONTOH", 2), ("Maria Adelheid CONTOH", 3)])
    page, other = _beside_another(qtbot, pick)
    assert page.isVisible()
    pick.setFocus()
    qtbot.keyClicks(pick, "adel")
    popup = _suggestions(pick)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab):
        qtbot.keyClick(popup if popup.isVisible() else pick, key)
    assert (pick.value, other.hasFocus()) == (3, True)


def test_what_stands_in_a_field_of_figures_is_typed_over(qtbot: QtBot) -> None:
    """However the cursor comes into it: by Tab, by a click, by the page."""
    field = QuantityField("Kain", METRE)
    page, other = _beside_another(qtbot, field)
    assert page.isVisible()
    for come in (
        lambda: qtbot.keyClick(other, Qt.Key.Key_Backtab),
        lambda: qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(8, 8)),
        field.line.setFocus,
    ):
        field.set_quantity(70_000)
        other.setFocus()
        come()
        qtbot.keyClicks(field.line, "5")
        assert field.line.text() == "5"
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert not field.line.hasSelectedText(), "a click within the field sets the cursor"
