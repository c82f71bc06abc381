"""Fields one types in: dates and quantities in the office's short forms, and what was understood."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.amounts import Unit
from ikm_desktop.errors import FieldInvalid, FieldMissing, FieldRefusal
from ui.common.enter import leads_on
from ui.common.labels import label
from ui.theme.icons import icon

SHOWN_MS = 30_000
"""How long a NIK or account stays in sight once it was asked for."""

_DATE = re.compile(r"(\d{1,2})(?:[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?)?")
_CENTURY = 2000
_SHORT_YEAR = 100
_ARROW = 16
_RELATIVE = {"h": 0, "hari ini": 0, "k": -1, "kemarin": -1}


def read_day(text: str, field: str, today: date) -> date:
    """Read a typed day: `24` (this month), `24/8` (this year), `24-8-20`, `h` (today), `k` (yesterday).

    Raises FieldMissing, FieldInvalid.
    """
    typed = text.strip().casefold()
    if not typed:
        raise FieldMissing(field=field)
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    match = _DATE.fullmatch(typed)
    if match is None:
        raise FieldInvalid(field=field, value=text.strip(), why="bukan tanggal (contoh: 24, 24/8, 24-8-20)")
    day, month, year = match.groups()
    in_year = int(year) if year else today.year
    in_year += _CENTURY if in_year < _SHORT_YEAR else 0
    try:
        return date(in_year, int(month) if month else today.month, int(day))
    except ValueError as unknown:
        raise FieldInvalid(field=field, value=text.strip(), why="tidak ada di kalender") from unknown


class Choice(QComboBox):
    """A list to choose from that the mouse wheel never changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The style's own arrow takes no colour from the theme.
        self.setStyleSheet(
            "QComboBox::drop-down { border: 0; width: 24px; } QComboBox::down-arrow { image: none; }"
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the arrow in the colour of the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        room = QRect(self.width() - 23, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        icon("chevron-down", self.palette().text().color().name()).paint(painter, room)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Lead on through a form on Enter."""
        if not leads_on(self, event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()


class _WholeOnFocus(QObject):
    """Selects all of a line when the cursor comes into it: what is typed replaces what stood there."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._comes_by_click = False
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Select; a click puts the cursor somewhere when it is let go, so that is waited for."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._comes_by_click = event.reason() == Qt.FocusReason.MouseFocusReason
            if event.reason() not in _STAYS_AS_IT_IS:
                self._line.selectAll()
        elif event.type() == QEvent.Type.MouseButtonRelease and self._comes_by_click:
            self._comes_by_click = False
            if not self._line.hasSelectedText():
                self._line.selectAll()
        return super().eventFilter(watched, event)


_STAYS_AS_IT_IS = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def select_on_focus(line: QLineEdit) -> None:
    """Let whoever comes into a line of figures type over what stands there."""
    _WholeOnFocus(line)


class TypedField(QWidget):
    """A line to type in, and beside it what was understood or what is wrong.

    `changed` tells that the value is another now. Enter goes to the next field.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self.hint = label("", "muted", self)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line)
        row.addWidget(self.hint)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._go_on)
        self.line.installEventFilter(self)
        select_on_focus(self.line)

    def problem(self) -> FieldRefusal | None:
        """What is wrong with the text, None when it is understood."""
        raise NotImplementedError

    def understood(self) -> str:
        """What the text was understood as, for the eye."""
        raise NotImplementedError

    def mark(self, *, bad: bool) -> None:
        """Show the field as wrong, or as right again."""
        state = "bad" if bad else ""
        if self.line.property("state") != state:
            self.line.setProperty("state", state)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the field take keys of its own; leaving it writes the value out in full."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.take_key(event):
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.settle()
        return super().eventFilter(watched, event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Handle a key of the field's own; return whether it was one."""
        del event
        return False

    def settle(self) -> None:
        """Write the value in its full form, where there is one."""

    def _go_on(self) -> None:
        self.focusNextChild()

    def _typed(self) -> None:
        """Say what the text means now, or mark that it means nothing."""
        problem = self.problem()
        self.mark(bad=problem is not None)
        self.hint.setText(self.understood() if problem is None else "?")
        self.hint.setToolTip("" if problem is None else problem.sentence)
        self.line.setToolTip("" if problem is None else problem.sentence)
        self.changed.emit()


class DateField(TypedField):
    """A day: short forms are understood, the weekday stands beside, F2 opens the calendar.

    ↑ and ↓ (and + and − at the end of a whole date) go a day on or back.
    """

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._today = today
        metrics = self.line.fontMetrics()
        self.line.setFixedWidth(metrics.horizontalAdvance("00-00-0000") + 30)
        self.hint.setMinimumWidth(metrics.horizontalAdvance("Minggu") + 4)
        self.set_day(today)

    def day(self) -> date | None:
        """The day, None while the text is not one."""
        try:
            return read_day(self.line.text(), self.name, self._today)
        except FieldRefusal:
            return None

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.line.setText(words.short_date(day))

    def problem(self) -> FieldRefusal | None:
        """What is wrong with the text."""
        try:
            read_day(self.line.text(), self.name, self._today)
        except FieldRefusal as refusal:
            return refusal
        return None

    def understood(self) -> str:
        """The weekday."""
        day = self.day()
        return "" if day is None else words.day_name(day)

    def settle(self) -> None:
        """Write the day out."""
        day = self.day()
        if day is not None and self.line.text() != words.short_date(day):
            self.set_day(day)

    def take_key(self, event: QKeyEvent) -> bool:
        """Step by days; F2 is the calendar, Ctrl+; today."""
        if event.key() == Qt.Key.Key_F2:
            self.open_calendar()
            return True
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.set_day(self._today)
            return True
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step and self._is_whole():
            step = {"+": 1, "-": -1}.get(event.text(), 0)
        day = self.day()
        if not step or day is None:
            return False
        self.set_day(day + timedelta(days=step))
        return True

    def open_calendar(self) -> None:
        """Choose the day in a calendar."""
        chosen = CalendarDialog.ask(self, self.day() or self._today)
        if chosen is not None:
            self.set_day(chosen)

    def _is_whole(self) -> bool:
        day = self.day()
        return day is not None and self.line.text() == words.short_date(day)


class CalendarDialog(QDialog):
    """A calendar; Enter or a double click takes the day, Esc leaves it."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pilih tanggal")
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName("Kalender")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.activated.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(self.calendar)

    @classmethod
    def ask(cls, parent: QWidget, day: date) -> date | None:
        """Return the day chosen, None when it stays."""
        dialog = cls(day, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        chosen = dialog.calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())


class QuantityField(TypedField):
    """A quantity of one unit: `7`, `7,5`, `3,5+3,5`, `250 g`; beside it as understood ("= 7,50 m")."""

    def __init__(self, name: str, unit: Unit, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._unit = unit
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_unit(self, unit: Unit) -> None:
        """Read in another unit from now on."""
        self._unit = unit
        self._typed()

    def quantity(self) -> int | None:
        """The quantity in smallest units, None while the text is not one."""
        try:
            return self._unit.read(self.line.text(), self.name)
        except FieldRefusal:
            return None

    def set_quantity(self, quantity: int) -> None:
        """Show a quantity of smallest units."""
        self.line.setText(words.scaled_number(quantity, self._unit.per, self._unit.decimals))

    def problem(self) -> FieldRefusal | None:
        """What is wrong with the text."""
        if not self.line.text().strip():
            return FieldMissing(field=self.name)
        try:
            self._unit.read(self.line.text(), self.name)
        except FieldRefusal as refusal:
            return refusal
        return None

    def understood(self) -> str:
        """The quantity in full, with its unit."""
        quantity = self.quantity()
        return "" if quantity is None else f"= {self._unit.ref(0, self.name).show(quantity)}"
