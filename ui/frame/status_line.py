"""The status line: when was saved last, whether the book is right, which period, how old the backup is."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QStatusBar

from ikm_desktop import words


class StatusLine(QStatusBar):
    """Four parts, each of which goes where it is dealt with when pressed."""

    history_wanted = Signal()
    check_wanted = Signal()
    periods_wanted = Signal()
    backups_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved = self._part("Riwayat", "Lihat apa yang dikerjakan", self.history_wanted)
        self.checked = self._part("Pemeriksaan buku", "Periksa buku (F9)", self.check_wanted)
        self.period = self._part("Periode", "Buka Persediaan", self.periods_wanted)
        self.backed_up = self._part("Cadangan", "Buka Cadangan", self.backups_wanted)
        self.addWidget(self.saved)
        for part in (self.checked, self.period, self.backed_up):
            self.addPermanentWidget(part)

    def _part(self, name: str, hint: str, pressed: SignalInstance) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "status")
        made.setAccessibleName(name)
        made.setToolTip(hint)
        made.clicked.connect(pressed)
        made.hide()
        return made

    def tell(self, part: QPushButton, text: str) -> None:
        """Write a part; its text is what a screen reader says of it."""
        part.setText(text)
        part.setAccessibleName(text)
        part.setVisible(bool(text))

    def tell_day(self, day: date) -> None:
        """Say which day it is, as long as nothing was saved, and which period that day is in."""
        self.tell(self.saved, f"{words.day_name(day)}, {words.long_date(day)}")
        self.tell(self.period, f"Periode: Triwulan {words.roman((day.month + 2) // 3)} {day.year}")

    def tell_saved(self, at: datetime) -> None:
        """Say when something was saved last."""
        self.tell(self.saved, f"Tersimpan {at:%H.%M}")
