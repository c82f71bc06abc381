"""Beside the list: her photo, and her NIK and account, masked until they are asked for."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ikm_desktop.errors import BookDamaged, Fault
from ikm_desktop.office.files import photo_of
from ikm_desktop.participants.people import Masked, reveal
from ikm_desktop.participants.person import Person
from ui.common.fields import SHOWN_MS
from ui.common.labels import button, card, label
from ui.common.tab import TabContext

_PHOTO_HEIGHT = 72
_NUMBERS: tuple[tuple[Masked, str], ...] = (("nik", "NIK"), ("bank_account", "Rekening"))


class PersonPanel(QFrame):
    """The card; `show_person` for whom."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._context = context
        self._person: Person | None = None
        self.picture = QLabel()
        self.numbers: dict[Masked, QLabel] = {}
        self.eyes: dict[Masked, QPushButton] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide_numbers)
        frame, inside = card("Data pribadi")
        row, grid = QHBoxLayout(), QGridLayout()
        grid.setHorizontalSpacing(10)
        for line, (name, title) in enumerate(_NUMBERS):
            self.numbers[name] = label("")
            self.numbers[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            eye = button("Lihat", context.look, icon_name="eye", role="link")
            eye.setAccessibleName(f"Tampilkan {title}")
            eye.setToolTip("Terlihat 30 detik; siapa yang melihat dicatat")
            eye.clicked.connect(lambda _checked=False, name=name: self.reveal(name))
            self.eyes[name] = eye
            grid.addWidget(label(title, "muted"), line, 0)
            grid.addWidget(self.numbers[name], line, 1)
            grid.addWidget(eye, line, 2)
        grid.setColumnStretch(1, 1)
        row.addWidget(self.picture)
        row.addLayout(grid, 1)
        inside.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.addWidget(frame)
        self.hide()

    def show_person(self, person: Person | None) -> None:
        """Show somebody, all masked; nobody hides the card."""
        self._person = person
        self.setVisible(person is not None)
        if person is None:
            return
        found = QPixmap()
        if person.photo:
            with suppress(BookDamaged):
                found.loadFromData(photo_of(self._context.office.folder, person.photo))
        self.picture.setVisible(not found.isNull())
        if not found.isNull():
            ratio = self.devicePixelRatioF()
            scaled = found.scaledToHeight(
                int(_PHOTO_HEIGHT * ratio), Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            self.picture.setPixmap(scaled)
            self.picture.setAccessibleName(f"Foto {person.name}")
        self.hide_numbers()

    def hide_numbers(self) -> None:
        """Mask both numbers."""
        self._timer.stop()
        if self._person is None:
            return
        masked = {"nik": self._person.masked_nik, "bank_account": self._person.masked_account}
        for name, shown in self.numbers.items():
            shown.setText(masked[name] or "belum ada")
            self.eyes[name].setVisible(bool(masked[name]) and not self._context.office.read_only)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Mask both numbers when the list is left."""
        super().hideEvent(event)
        self.hide_numbers()

    def reveal(self, name: Masked) -> None:
        """Show a number in full for 30 seconds; that it was looked at is logged."""
        if self._person is None:
            return
        try:
            full = reveal(self._context.office, person=self._person.id, field=name)
        except Fault as fault:
            self.numbers[name].setText(fault.sentence)
            return
        self.numbers[name].setText(full)
        self.eyes[name].hide()
        self._timer.start()
