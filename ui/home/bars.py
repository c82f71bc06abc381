"""Bars painted from the tokens: stacked ones for a whole and its parts, plain ones for a comparison.

Parts differ by hatch and by their word as well as by colour, so that they are told apart in grey.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ikm_desktop import words
from ui.home.figures import Bar, Part
from ui.theme.look import Look

_BASE = 3
_GAP = 1.0
_HATCHES = {
    "neutral": Qt.BrushStyle.NoBrush,
    "info": Qt.BrushStyle.BDiagPattern,
    "ok": Qt.BrushStyle.NoBrush,
    "err": Qt.BrushStyle.DiagCrossPattern,
    "warn": Qt.BrushStyle.VerPattern,
    "void": Qt.BrushStyle.HorPattern,
}


class _Painted(QWidget):
    """A widget of the theme's colours that can be reached by Tab and opened by Enter or a click."""

    opened = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open on a click."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def frame(self, painter: QPainter) -> None:
        """Draw the ring of the focus."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.tokens.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def block(self, painter: QPainter, room: QRectF, token: str, text: str) -> None:
        """Draw one part: ground, hatch, a strong base line, and its text where it fits."""
        tokens = self._look.tokens
        ink = QColor(str(getattr(tokens, token)))
        painter.fillRect(room, QColor(str(getattr(tokens, f"{token}_bg"))))
        hatch = QColor(ink)
        hatch.setAlpha(70)
        painter.fillRect(room, QBrush(hatch, _HATCHES[token]))
        painter.fillRect(QRectF(room.left(), room.bottom() - _BASE, room.width(), _BASE), ink)
        inside = room.adjusted(5, 0, -3, -_BASE)
        if QFontMetricsF(self.font()).horizontalAdvance(text) <= inside.width():
            painter.setPen(QColor(tokens.text))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class StackedBar(_Painted):
    """A whole and its parts; the mouse over a part tells what it is."""

    def __init__(self, look: Look, bar: Bar, parent: QWidget | None = None) -> None:
        super().__init__(look, bar.equation, parent)
        self.bar = bar

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room it wants."""
        return QSize(300, self.fontMetrics().height() + _BASE + 5)

    def rooms(self) -> list[tuple[QRectF, Part]]:
        """Return where each part stands; the widths add up to the whole width."""
        whole = sum(part.quantity for part in self.bar.parts) or 1
        found, left = [], 0.0
        for part in self.bar.parts:
            width = self.width() * part.quantity / whole
            found.append((QRectF(left, 0, max(width - _GAP, 1.0), self.height()), part))
            left += width
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the parts; a narrow one shows only its figure."""
        del event
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        for room, part in self.rooms():
            fits = metrics.horizontalAdvance(part.text) <= room.width() - 8
            self.block(painter, room, part.token, part.text if fits else part.figure)
        self.frame(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell what the part beneath the mouse is."""
        if isinstance(event, QHelpEvent):
            text = next((p.text for room, p in self.rooms() if room.contains(event.pos())), self.bar.equation)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


class CompareBars(_Painted):
    """A bar a name, from zero, the largest the widest; the value stands on it."""

    def __init__(self, look: Look, rows: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        told = ", ".join(f"{name} {words.number(value)}" for name, value in rows)
        super().__init__(look, f"Penyaluran per kabupaten/kota: {told}", parent)
        self.rows = tuple(rows)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room it wants."""
        return QSize(300, len(self.rows) * self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint names and bars."""
        del event
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        names = min(max(metrics.horizontalAdvance(name) for name, _ in self.rows) + 14, self.width() * 0.5)
        most = max(value for _, value in self.rows)
        height = self._line_height()
        for line, (name, value) in enumerate(self.rows):
            top = line * height
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - 8)
            painter.setPen(QColor(self._look.tokens.text))
            painter.drawText(QRectF(4, top, names - 4, height), Qt.AlignmentFlag.AlignVCenter, shown)
            width = (self.width() - names) * value / most
            room = QRectF(names, top + 1, max(width, 2.0), height - 5)
            figure = words.number(value)
            self.block(painter, room, "ok", figure)
            if metrics.horizontalAdvance(figure) > room.width() - 8:
                beside = QRectF(room.right() + 5, top, self.width(), height - 4)
                painter.setPen(QColor(self._look.tokens.text))
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, figure)
        self.frame(painter)
        painter.end()

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 9
