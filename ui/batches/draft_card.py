"""The certificate of one person as it would look, beside the list."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ikm_desktop.batches.certificate_files import certificate_draft
from ikm_desktop.errors import Fault, Refusal
from ui.common.labels import button, label
from ui.common.tab import TabContext
from ui.common.work import aside

_DELAY_MS = 150


class Wanted(NamedTuple):
    """Whose certificate is to be shown."""

    batch: int
    person: int
    name: str
    day: date


class DraftCard(QFrame):
    """Shows a draft, drawn off the window's thread; `stepped` asks for the next person or the one before."""

    stepped = Signal(int)

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(400)
        self._office = context.office
        self._wanted: Wanted | None = None
        self.shown: Wanted | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._draw)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.whose = label("Pratinjau", "section")
        self.whose.setWordWrap(True)
        self._lay_out(context)

    def _lay_out(self, context: TabContext) -> None:
        view = QPdfView(self)
        view.setDocument(self.document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName("Pratinjau sertifikat")
        row = QHBoxLayout()
        for text, name, step in (("‹ Sebelumnya", "sebelumnya", -1), ("Berikutnya ›", "berikutnya", 1)):
            made = button(text, context.look)
            made.setAccessibleName(f"Peserta {name}")
            made.clicked.connect(lambda _checked=False, step=step: self.stepped.emit(step))
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.addWidget(self.whose)
        column.addWidget(view, 1)
        column.addLayout(row)

    def want(self, wanted: Wanted) -> None:
        """Show somebody's certificate, once the cursor has come to rest."""
        self._wanted = wanted
        self._timer.start()

    def _draw(self) -> None:
        wanted = self._wanted
        if wanted is None or wanted == self.shown or not self.isVisible():
            return
        office = self._office
        aside(
            lambda: (
                wanted,
                certificate_draft(office, batch=wanted.batch, person=wanted.person, letter_date=wanted.day),
            ),
            done=self._show,
            refused=self._refuse,
        )

    def _show(self, drawn: tuple[Wanted, bytes]) -> None:
        wanted, pdf = drawn
        if wanted != self._wanted:
            return
        self.shown = wanted
        self.whose.setText(f"Pratinjau: {wanted.name}")
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    def _refuse(self, refusal: Refusal | Fault) -> None:
        self.whose.setText(refusal.sentence)
