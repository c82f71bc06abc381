"""Ctrl+K: find a command, a person or a paper by a few letters, spelling-tolerant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.common.commands import Command
from ui.common.listing import folded
from ui.common.table import Index

_MOST = 12
_LEAST_SCORE = 60
_ASIDE = Qt.ItemDataRole.UserRole
_EDGE = 8


@dataclass(frozen=True)
class Target:
    """Something that can be found: its title, what kind it is, how to go there, and the key that does."""

    title: str
    kind: str
    go: Callable[[], object]
    words: str = ""
    shortcut: str = ""

    @cached_property
    def folded(self) -> str:
        """What is looked through, title first, without accents and case; folded once."""
        return folded(f"{self.title} {self.words}")


def target_of(command: Command) -> Target:
    """Return how a command is found."""
    return Target(command.title, "perintah", command.run, command.words, command.shortcut)


class Palette(QDialog):
    """A line to type in and the best matches beneath; Enter goes to the first."""

    def __init__(self, targets: Sequence[Target], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cari atau perintah")
        self._targets = tuple(targets)
        self._found: list[Target] = []
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Ketik nama, nomor surat, atau perintah")
        self.line.setAccessibleName("Cari atau perintah")
        self.results = QListWidget(self)
        self.results.setAccessibleName("Hasil pencarian")
        self.results.setItemDelegate(_TitleAndKind(self.results))
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.results)
        self.resize(560, 380)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._go)
        self.results.itemActivated.connect(self._go)
        self.line.installEventFilter(self)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrow keys of the line move through the results."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                row = min(max(self.results.currentRow() + step, 0), self.results.count() - 1)
                self.results.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self._found = best(self._targets, text)
        self.results.clear()
        for target in self._found:
            item = QListWidgetItem(target.title)
            item.setData(_ASIDE, "   ".join(part for part in (target.kind, target.shortcut) if part))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{target.title}, {target.kind} {target.shortcut}".strip()
            )
            self.results.addItem(item)
        self.results.setCurrentRow(0)

    def _go(self) -> None:
        row = self.results.currentRow()
        if 0 <= row < len(self._found):
            self.accept()
            self._found[row].go()


class _TitleAndKind(QStyledItemDelegate):
    """Paints the title to the left, kind and key to the right in the muted colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Leave room to aim at one row."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one result."""
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        title, aside = row.text, str(index.data(_ASIDE))
        row.text = ""
        widget: QWidget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, widget)
        line: QRect = row.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        room = line.width() - row.fontMetrics.horizontalAdvance(aside) - 2 * _EDGE
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setPen(row.palette.color(QPalette.ColorRole.Text))
        shown = row.fontMetrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(row.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, aside)
        painter.restore()


def best(targets: Sequence[Target], text: str) -> list[Target]:
    """Return the targets that match best, best first; all commands for an empty text."""
    wanted = folded(text.strip())
    if not wanted:
        return [target for target in targets if target.kind == "perintah"][:_MOST]
    words = wanted.split()
    whole = [at for at, target in enumerate(targets) if all(word in target.folded for word in words)]
    found = nsmallest(
        _MOST, whole, key=lambda at: (-_begins(targets[at], wanted), len(targets[at].folded), at)
    )
    if len(found) < _MOST:
        found += _nearly(targets, wanted, set(whole), _MOST - len(found))
    return [targets[at] for at in found]


def _begins(target: Target, wanted: str) -> bool:
    return target.folded.startswith(wanted)


def _nearly(targets: Sequence[Target], wanted: str, but: set[int], most: int) -> list[int]:
    """Return where the targets nearest in letters are, for words that are mistyped."""
    from rapidfuzz import fuzz, process

    texts = {at: target.folded for at, target in enumerate(targets) if at not in but}
    near = process.extract(wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_SCORE, limit=most)
    return [at for _, _, at in near]
