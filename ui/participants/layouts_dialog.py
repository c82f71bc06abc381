"""The layouts of lists whose columns were put right once: looked at, and forgotten one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.book import Office
from ikm_desktop.participants.column_layouts import RememberedLayout, forget_layout, remembered_layouts
from ui.common.labels import label
from ui.common.listing import Column
from ui.common.reason import ConfirmDialog
from ui.common.table import RowsTable
from ui.theme.look import Look

TITLE = "Susunan kolom yang diingat"
FORGET = "Lupakan susunan ini"
_COLUMNS: tuple[Column[RememberedLayout], ...] = (
    Column(
        "Judul kolom di berkas", lambda row: " · ".join(filter(None, row.headings)), width=330, grows=True
    ),
    Column("Yang dibetulkan", lambda row: " · ".join(row.put_right) or "–", width=300),
)


def asked_to_forget(parent: QWidget, headings: str) -> bool:
    """Ask before a layout is forgotten; what was imported with it stays."""
    question = (
        f"Lupakan susunan kolom “{headings}”? Daftar berikutnya dengan judul ini dibaca seperti yang "
        "dikenali program. Peserta yang sudah diimpor tidak berubah."
    )
    return ConfirmDialog.ask(parent, FORGET, question, "Lupakan")


class LayoutsDialog(QDialog):
    """The list and its one act; closes by Esc."""

    def __init__(self, office: Office, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._office = office
        told = label(
            "Kolom yang dibetulkan saat impor dipakai lagi untuk daftar dengan judul yang sama.", "muted"
        )
        told.setWordWrap(True)
        self.table = RowsTable(_COLUMNS, look, self)
        self.table.setAccessibleName(TITLE)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.told = label("", "problem")
        self.told.setWordWrap(True)
        self.told.hide()
        buttons = QDialogButtonBox()
        self.forget_button = buttons.addButton(f"&{FORGET}", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("Tutup", QDialogButtonBox.ButtonRole.RejectRole)
        self.forget_button.setAccessibleName(FORGET)
        close.setAccessibleName("Tutup")
        close.setDefault(True)
        self.forget_button.clicked.connect(self.forget)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        for part in (told, self.table, self.told, buttons):
            page.addWidget(part)
        self.resize(720, 320)
        self._read()
        self.table.setFocus()

    def _read(self) -> None:
        with self._office.reading() as connection:
            rows = remembered_layouts(connection)
        self.table.rows_model.set_rows(rows)
        if rows:
            self.table.selectRow(0)
        self.forget_button.setEnabled(bool(rows))

    def forget(self) -> None:
        """Forget the chosen layout, after asking."""
        chosen = self.table.chosen()
        if not chosen or not asked_to_forget(self, " · ".join(filter(None, chosen[0].headings))):
            return
        try:
            forget_layout(self._office, chosen[0].mark)
        except (Refusal, Fault) as refused:
            self.told.setText(refused.sentence)
            self.told.show()
            return
        self._read()
        self.table.setFocus()
