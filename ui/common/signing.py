"""Asks on which day papers are signed, and says what signing means before it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from ikm_desktop import words
from ui.common.fields import DateField
from ui.common.labels import label


class SignDialog(QDialog):
    """Confirms that papers are signed; count: how many, says: what signing them on a day means."""

    def __init__(
        self, count: int, says: Callable[[date], str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tandatangani")
        self._says = says
        self.text = label("")
        self.text.setWordWrap(True)
        self.text.setAccessibleName("Akibat tanda tangan")
        self.day = DateField("Tanggal tanda tangan", today, self)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(f"&Tandatangani {count}", QDialogButtonBox.ButtonRole.AcceptRole)
        self.stay = buttons.addButton("&Belum", QDialogButtonBox.ButtonRole.RejectRole)
        for made in (self.go, self.stay):
            made.setAccessibleName(made.text().replace("&", ""))
        self.go.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        name = label("Tanggal tanda tan&gan")
        name.setBuddy(self.day.line)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addWidget(self.day)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addLayout(row)
        layout.addWidget(buttons)
        self.setMinimumWidth(440)
        self.day.changed.connect(self._say)
        self._say()
        self.go.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, count: int, says: Callable[[date], str], today: date) -> date | None:
        """Return the day of the signatures, None when the clerk stays."""
        dialog = cls(count, says, today, parent)
        return dialog.day.day() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _say(self) -> None:
        day = self.day.day()
        if day is None:
            problem = self.day.problem()
            self.text.setText("" if problem is None else problem.sentence)
            return
        self.text.setText(self._says(day))

    def _accept(self) -> None:
        if self.day.day() is None:
            self.day.line.setFocus()
            return
        self.accept()


def handovers_signed(count: int, value: int) -> Callable[[date], str]:
    """Return what signing so many handovers means; value: of their goods in whole rupiah."""
    return lambda day: (
        f"Tandatangani {count} serah terima per {words.short_date(day)}? Barang senilai "
        f"{words.rupiah(value)} keluar dari buku gudang. Sesudah ini tidak dapat diubah, hanya dibalik."
    )


def papers_signed(papers: int, vouchers: int) -> Callable[[date], str]:
    """Return what signing so many papers, with their vouchers, means."""
    return lambda day: (
        f"Tandatangani {papers} surat ({vouchers} serah terima) per {words.short_date(day)}? "
        "Barangnya berpindah di buku. Sesudah ini tidak dapat diubah, hanya dibalik."
    )
