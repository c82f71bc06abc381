"""Tells that something is being looked for, with the way to give it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.common.labels import button, label
from ui.theme.look import Look


class BusyRow(QWidget):
    """Hidden until it is shown; stop: gives up."""

    def __init__(self, look: Look, stop: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(120)
        bar.setMaximumHeight(10)
        bar.setTextVisible(False)
        bar.setAccessibleName("Sedang mencari")
        give_up = button("Batal", look, role="link")
        give_up.setAccessibleName("Batal mencari")
        give_up.clicked.connect(stop)
        for widget in (label("Mencari…", "muted"), bar, give_up):
            row.addWidget(widget)
        self.hide()
