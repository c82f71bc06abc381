"""A side panel: beside the list where there is room, a drawer over it where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from ui.common.messages import MessageBar

NARROW = 1100
"""Below this width of the page, in logical px, the panel is a drawer."""

WIDTH, WIDE = 370, 420
_WIDE_PAGE = 1800
_LEAST_LIST = 320


class Drawer(QObject):
    """Moves the panel between the splitter and the page's right edge.

    handle: a button to open it, in sight only while it is a drawer; message: what is told on the page, which
    the drawer must not hide.
    """

    def __init__(
        self, page: QWidget, split: QSplitter, panel: QWidget, handle: QPushButton, message: MessageBar
    ) -> None:
        super().__init__(page)
        self._message = message
        self._page, self._split, self._panel = page, split, panel
        self.handle = handle
        self.is_drawer = False
        self._is_wanted = True
        handle.hide()
        handle.clicked.connect(self.toggle)
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.installEventFilter(self)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the width of the page; stand at its edge whenever the drawer is shown."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.fit()
        elif watched is self._panel and event.type() == QEvent.Type.Show and self.is_drawer:
            self._stand()
        elif watched is self._panel and event.type() == QEvent.Type.Hide:
            self._message.leave_room(0)
        return super().eventFilter(watched, event)

    @property
    def is_open(self) -> bool:
        """Whether the panel is to be seen."""
        return not self._panel.isHidden()

    def want(self, *, wanted: bool) -> None:
        """Let the panel stand beside the list, or not; a drawer stays as it is."""
        self._is_wanted = wanted
        if not self.is_drawer:
            self._panel.setVisible(wanted)

    def toggle(self) -> None:
        """Open what is closed, close what is open."""
        self._panel.setVisible(not self.is_open)
        if self.is_drawer and self.is_open:
            self._panel.setFocus()
        elif not self.is_drawer:
            self._is_wanted = self.is_open

    def close(self) -> bool:
        """Close the drawer; return whether there was one to close."""
        if not (self.is_drawer and self.is_open):
            return False
        self._panel.hide()
        return True

    def fit(self) -> None:
        """Be what the width asks for."""
        narrow = self._page.width() < NARROW
        if narrow != self.is_drawer:
            self.is_drawer = narrow
            self._change()
        if narrow:
            self._stand()
        else:
            panel = WIDE if self._page.width() >= _WIDE_PAGE else WIDTH
            panel = max(panel, self._panel.minimumSizeHint().width(), self._panel.minimumWidth())
            self._split.setSizes([max(self._page.width() - panel, _LEAST_LIST), panel])

    def _change(self) -> None:
        self._panel.setProperty("role", "drawer" if self.is_drawer else "")
        if self.is_drawer:
            self._panel.hide()
            self._panel.setParent(self._page)
        else:
            self._message.leave_room(0)
            self._split.addWidget(self._panel)
            self._panel.setVisible(self._is_wanted)
        self._panel.style().unpolish(self._panel)
        self._panel.style().polish(self._panel)
        self.handle.setVisible(self.is_drawer)

    def _stand(self) -> None:
        """Stand at the right edge, over the list and its actions."""
        wanted = max(WIDTH, self._panel.minimumSizeHint().width(), self._panel.minimumWidth())
        width = min(wanted, self._page.width())
        self._panel.setGeometry(self._page.width() - width, 0, width, self._page.height())
        self._panel.raise_()
        self._message.leave_room(width if self.is_open else 0)
