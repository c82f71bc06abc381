"""The side panel: the chosen row's title and facts, and below them what a page puts there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.common.in_sight import InSight
from ui.common.labels import card, label
from ui.common.listing import Listing


class DetailPanel(QWidget):
    """The panel. content: scrolls; footer: stays in sight beneath it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(260)
        self.setAccessibleName("Panel samping")
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self.footer = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.footer)
        self._body = QWidget()
        self._body.setObjectName("frame")
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(0, 0, 0, 0)
        self._facts: QFrame | None = None
        self.content.addStretch()
        self._scroll.setWidget(self._body)
        InSight(self._scroll)

    def show_row(self, listing: Listing[Any], row: Any | None) -> None:  # noqa: ANN401 - any row
        """Show a row's facts; nothing where no row is chosen or the page tells of it in its own way."""
        if self._facts is not None:
            self.content.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
            self._facts = None
        details = () if row is None else listing.details(row)
        if not details:
            return
        self._facts, layout = card(listing.heading(row))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(16)
        for name, value in details:
            if value:
                shown = QLabel(value)
                shown.setWordWrap(True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                form.addRow(label(name, "muted"), shown)
        layout.addLayout(form)
        self.content.insertWidget(0, self._facts)
