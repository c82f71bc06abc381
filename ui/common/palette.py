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

COMMAND, SETTING, HELP = "perintah", "pengaturan", "bantuan"
"""Kinds of what can be found; all others are records of the book."""

_DOES = (COMMAND, SETTING)
_AS_WORD = 4  # the nearness of what is found by the beginnings of its words
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
    def head(self) -> str:
        """The title as it is compared, folded once."""
        return folded(self.title)

    @cached_property
    def names(self) -> frozenset[str]:
        """The single words it may be looked for as, folded once."""
        return frozenset(folded(self.words).split())

    @cached_property
    def folded(self) -> str:
        """What is looked through, title first, without accents and case; folded once."""
        return folded(f"{self.title} {self.words}")


def target_of(command: Command) -> Target:
    """Return how a command is found."""
    return Target(command.title, COMMAND, command.run, command.words, command.shortcut)


class Palette(QDialog):
    """A line to type in and the best matches beneath; Enter goes to the first.

    used: the titles of what was gone to lately, the last first. gone_to: the title of what was chosen, or "".
    """

    def __init__(
        self, targets: Sequence[Target], parent: QWidget | None = None, used: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cari atau perintah")
        self._targets = tuple(targets)
        self._used = tuple(used)
        self.gone_to = ""
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
        self._found = best(self._targets, text, self._used)
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
            self.gone_to = self._found[row].title
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


def best(targets: Sequence[Target], text: str, used: Sequence[str] = ()) -> list[Target]:
    """Return the targets that match best, best first; for an empty text what was used last, then commands.

    What can be done stands before the people and papers that happen to bear the word. used: titles, the last
    used first; among equals they come first.
    """
    last = {title: at for at, title in enumerate(used)}
    wanted = folded(text.strip())
    if not wanted:
        known = sorted((one for one in targets if one.title in last), key=lambda one: last[one.title])
        rest = [one for one in targets if one.kind == COMMAND and one.title not in last]
        return [*known, *rest][:_MOST]
    words = wanted.split()
    whole = [at for at, target in enumerate(targets) if all(word in target.folded for word in words)]

    def rank(at: int) -> tuple[int, ...]:
        target = targets[at]
        near = _nearness(target, wanted, words)
        does = target.kind in _DOES and near <= _AS_WORD
        shelf = 0 if does else 2 if target.kind == HELP else 1
        length = 0 if does else len(target.folded)
        return (shelf, near, last.get(target.title, len(last)), target.kind != COMMAND, length, at)

    found = nsmallest(_MOST, whole, key=rank)
    if len(found) < _MOST:
        found += _nearly(targets, wanted, set(whole), _MOST - len(found))
    return [targets[at] for at in found]


def _nearness(target: Target, wanted: str, words: Sequence[str]) -> int:
    """Return how well a target with all these words fits, 0 best."""
    if target.head == wanted:
        return 0
    if target.head.startswith(wanted):
        return 1
    head = f" {target.head}"
    if all(f" {word}" in head for word in words):
        return 2
    if all(f" {word}" in head or word in target.names for word in words):
        return 3
    return _AS_WORD if all(f" {word}" in f" {target.folded}" for word in words) else _AS_WORD + 1


def _nearly(targets: Sequence[Target], wanted: str, but: set[int], most: int) -> list[int]:
    """Return where the targets nearest in letters are, for words that are mistyped."""
    from rapidfuzz import fuzz, process

    texts = {at: target.folded for at, target in enumerate(targets) if at not in but}
    near = process.extract(wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_SCORE, limit=most)
    return [at for _, _, at in near]
