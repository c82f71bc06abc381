"""Ctrl+K: find a command, a person or a paper by a few letters, spelling-tolerant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.common.listing import folded

_MOST = 12
_LEAST_SCORE = 60


@dataclass(frozen=True)
class Target:
    """Something that can be found: its title, what kind it is, and how to go there."""

    title: str
    kind: str
    go: Callable[[], object]
    words: str = ""

    @cached_property
    def folded(self) -> str:
        """What is looked through, title first, without accents and case; folded once."""
        return folded(f"{self.title} {self.words}")


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
            self.results.addItem(QListWidgetItem(f"{target.title}    {target.kind}"))
        self.results.setCurrentRow(0)

    def _go(self) -> None:
        row = self.results.currentRow()
        if 0 <= row < len(self._found):
            self.accept()
            self._found[row].go()


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
