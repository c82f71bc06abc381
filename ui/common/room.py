"""Column widths: what they need where the window is narrow, more for some where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView


class SharedRoom(QObject):
    """Gives the columns of a table their widths (px) and shares what is left among the growing ones."""

    def __init__(self, table: QTableView, widths: Sequence[int], growing: Sequence[int]) -> None:
        super().__init__(table)
        self._table = table
        self._widths = tuple(widths)
        self._growing = tuple(growing)
        table.viewport().installEventFilter(self)
        self.share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Share anew when the table gets wider or narrower."""
        if event.type() == QEvent.Type.Resize:
            self.share()
        return super().eventFilter(watched, event)

    def share(self) -> None:
        """Set all widths."""
        left = max(self._table.viewport().width() - sum(self._widths), 0)
        for at, width in enumerate(self._widths):
            more = left // len(self._growing) if at in self._growing else 0
            self._table.setColumnWidth(at, width + more)
