"""The frame of an entry page: way back, title and fields above, a body that scrolls, buttons that stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.common.commands import Command, bind
from ui.common.fields_row import FlowLayout
from ui.common.in_sight import InSight
from ui.common.labels import button, label
from ui.common.messages import MessageBar
from ui.common.tab import TabContext
from ui.common.ways import WaysOut


class EntryPage(QWidget):
    """An entry page in the list's place.

    fields: the row under the title, which breaks where the window is narrow; body: scrolls; foot: hints to
    the left, buttons to the right, always in sight. The field with the cursor stays in sight as well.
    """

    def __init__(self, context: TabContext, came_from: str, title: str) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.context = context
        self.last_done: Callable[[], object] | None = None
        """What was done last, for a fault that asks to do it once more."""
        self.message = MessageBar(self)
        self.ways = WaysOut(context, self.message, self)
        self.title = label(title, "title")
        self.fields = FlowLayout()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.foot = QHBoxLayout()
        self.hints = label("", "muted")
        self.hints.setWordWrap(True)
        self.foot.addWidget(self.hints, 1)
        back = button(f"‹ {came_from}", context.look, role="link")
        back.setAccessibleName(f"Kembali ke {came_from}")
        back.clicked.connect(context.close_page)
        self.head = head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self.title)
        head.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 6, 14, 8)
        page.setSpacing(6)
        page.addLayout(head)
        page.addWidget(self.message)
        page.addLayout(self.fields)
        page.addWidget(self._scrolling(), 1)
        page.addLayout(self.foot)

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("frame")
        inside.setLayout(self.body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Isi halaman")
        area.setWidget(inside)
        InSight(area)
        return area

    def add_button(
        self, text: str, run: Callable[[], object], *, key: str = "", icon_name: str = "", role: str = ""
    ) -> QPushButton:
        """Put a button at the foot; its key works anywhere on the page and stands on it."""
        made = button(f"{text}  {key}" if key else text, self.context.look, icon_name=icon_name, role=role)
        made.setAutoDefault(True)

        def do() -> None:
            self.last_done = run
            run()

        made.clicked.connect(lambda _checked=False: do())
        self.foot.addWidget(made)
        menu = "Cetak" if key == "Ctrl+P" else "Data"
        name = f"{type(self).__name__}-{text.replace('&', '')}"
        bind(self, Command(name, text, menu, made.click, key, icon_name))
        return made

    def add_key(self, key: str, run: Callable[[], object]) -> None:
        """Let a key do something while the page is on screen; for Enter also that of the number block."""
        for one in dict.fromkeys((key, key.replace("Return", "Enter"))):
            shortcut = QShortcut(QKeySequence(one), self, run)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
