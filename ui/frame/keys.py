"""Ctrl+/: the keys of this screen, the page's own first, then those that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.common.labels import button, label
from ui.common.mnemonics import plain
from ui.frame.menus import Menus
from ui.theme.look import Look

ALWAYS = (
    ("Enter", "buka baris, atau isian berikut"),
    ("Esc", "kembali"),
    ("Tab / Shift+Tab", "isian berikut / sebelumnya"),
    ("F6", "bagian layar berikut"),
    ("Alt", "menu"),
)


class KeysDialog(QDialog):
    """The list of keys; Esc closes it."""

    def __init__(self, look: Look, menus: Menus, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tombol di layar ini")
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(24)
        self.shown: list[tuple[str, str]] = []
        own = menus.page_actions()
        self._part("Halaman ini", keys_of(own))
        self._part("Di mana saja", [*keys_of(one for one in menus.actions_here() if one not in own), *ALWAYS])
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Daftar tombol")
        area.setWidget(inside)
        close = button("Tutup", look)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(close)
        self.resize(520, 430)

    def _part(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        if not keys:
            return
        self._grid.addWidget(label(title, "section"), self._grid.rowCount(), 0, 1, 2)
        for key, what in keys:
            row = self._grid.rowCount()
            self._grid.addWidget(label(key, "strong"), row, 0)
            self._grid.addWidget(label(what), row, 1)
            self.shown.append((key, what))


def keys_of(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    """Return keys and what they do, of the actions that have one."""
    found = []
    for one in actions:
        key = one.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if key:
            found.append((key, plain(one.text())))
    return found
