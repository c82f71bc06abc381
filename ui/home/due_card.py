"""What is to be done today: one line a matter, each with the button that goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.reports.due import DueItem
from ui.common.labels import button, label
from ui.theme.icons import icon
from ui.theme.look import Look

MOST = 8
_ICONS = {"err": "circle-alert", "warn": "clock", "info": "badge-check", "ok": "circle-check"}
_ICON = 20


class DueCard(QFrame):
    """At most eight lines, worst first; "Lihat semua" shows the rest. `go` carries the matter."""

    go = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._look = look
        self._items: tuple[DueItem, ...] = ()
        self._all = False
        self.lines: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.more = button("Lihat semua", look, role="link")
        self.more.clicked.connect(self._show_all)
        self.more.hide()
        self.nothing = label("Membaca buku…", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch()
        look.changed.connect(self._fill)

    def show_items(self, items: Sequence[DueItem]) -> None:
        """Show what waits."""
        self.nothing.setText("Tidak ada yang tertunda.")
        self._items = tuple(items)
        self._fill()

    def say(self, text: str) -> None:
        """Say why nothing can be shown."""
        self.nothing.setText(text)
        self._items = ()
        self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.buttons.clear()
        shown = self._items if self._all else self._items[:MOST]
        self.lines = [self._line(item) for item in shown]
        for at, line in enumerate(self.lines):
            self._column.insertWidget(at, line)
        self.nothing.setVisible(not self._items)
        self.more.setVisible(len(shown) < len(self._items))
        self.more.setText(f"Lihat semua ({len(self._items)})")

    def _line(self, item: DueItem) -> QWidget:
        made = QFrame(self)
        made.setProperty("role", "due")
        picture = QLabel(made)
        ink = str(getattr(self._look.tokens, item.severity))
        picture.setPixmap(icon(_ICONS[item.severity], ink).pixmap(_ICON, _ICON))
        picture.setFixedWidth(_ICON + 6)
        title, detail = label(item.title, "strong"), label(item.detail, "muted")
        for shown in (title, detail):
            shown.setWordWrap(True)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(title)
        text.addWidget(detail)
        go = button(item.action, self._look)
        go.setAccessibleName(f"{item.action}: {item.title}")
        self.buttons.append(go)
        go.clicked.connect(lambda: self.go.emit(item))
        row = QHBoxLayout(made)
        row.setContentsMargins(2, 8, 0, 8)
        row.addWidget(picture)
        row.addLayout(text, 1)
        row.addWidget(go)
        return made
