"""Marking in a list what the quick search found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ikm_desktop.words import folded
from ui.common.table import Index
from ui.theme.look import Look


def hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where folded words stand in a text, as [first, last) of its letters, from the left.

    A letter may fold into none or several ("ß" is "ss"), so every letter keeps its own.
    """
    letters = [folded(letter) for letter in text]
    plain = "".join(letters)
    starts = [at for at, letter in enumerate(letters) for _ in letter]
    found: set[int] = set()
    for word in words:
        at = plain.find(word)
        while word and at >= 0:
            found.update(starts[at : at + len(word)])
            at = plain.find(word, at + 1)
    runs: list[tuple[int, int]] = []
    for at in sorted(found):
        if runs and at == runs[-1][1]:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


class HitDelegate(QStyledItemDelegate):
    """Paints cells as ever, with a marker under the letters that were searched for."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._words: tuple[str, ...] = ()

    def search(self, words: str) -> None:
        """Mark these words from now on."""
        self._words = tuple(folded(words).split())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        text = str(index.data() or "") if self._words else ""
        found = hits(text, self._words)
        if not found:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        widget: QWidget = option.widget
        style = widget.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, cell, widget).adjusted(3, 0, -3, 0)
        shown = cell.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        cell.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, widget)
        self._draw(painter, cell, room, shown, hits(shown, self._words))

    def _draw(
        self,
        painter: QPainter,
        cell: QStyleOptionViewItem,
        room: QRect,
        shown: str,
        found: Sequence[tuple[int, int]],
    ) -> None:
        metrics = cell.fontMetrics
        is_right = bool(cell.displayAlignment & Qt.AlignmentFlag.AlignRight)
        left = room.right() - metrics.horizontalAdvance(shown) + 1 if is_right else room.left()
        high = metrics.height()
        painter.save()
        painter.setClipRect(room.adjusted(-3, 0, 3, 0))
        for first, last in found:
            start, stop = (metrics.horizontalAdvance(shown[:at]) for at in (first, last))
            marked = QRect(left + start, room.center().y() - high // 2 + 1, stop - start, high)
            painter.fillRect(marked, QColor(self._look.tokens.warn_bg))
            painter.fillRect(QRect(marked.left(), marked.bottom() - 1, marked.width(), 2), self._ink)
        painter.setPen(QColor(self._look.tokens.text))
        painter.drawText(
            QRect(left, room.top(), room.width() + 4, room.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        painter.restore()

    @property
    def _ink(self) -> QColor:
        return QColor(self._look.tokens.warn)
