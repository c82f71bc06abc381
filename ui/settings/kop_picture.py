"""The letterhead as it will be printed: the same drawing, shown from its PDF."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ikm_desktop.office.profile import Profile
from ikm_desktop.papers.content import Letterhead, Pictures
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.kop import FULL, draw_kop
from ikm_desktop.papers.sheet import F4

_FROM_MM, _TO_MM = 9, 44
"""This much of the sheet is shown, from its upper edge."""

_WIDEST = 760


def kop_pdf(profile: Profile, pictures: Pictures) -> bytes:
    """Return a page with nothing but the office's letterhead."""
    document = Document("Kop", pictures)
    sheet = document.start_page(F4)
    kept = Letterhead(
        government=profile.government,
        office=profile.office,
        address=profile.address_line,
        contact=profile.contact_line.replace(" · ", "   "),
        logo=profile.logo,
    )
    draw_kop(document, sheet, kept, FULL)
    document.end_page()
    return document.pdf()


class KopPicture(QLabel):
    """Shows the top of a letter; white like the paper in both themes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Kop surat seperti tercetak")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)

    def show_kop(self, profile: Profile, pictures: Pictures) -> None:
        """Draw the letterhead of a profile."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(kop_pdf(profile, pictures)))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it again as wide as it now is."""
        super().resizeEvent(event)
        self._paint()

    def _paint(self) -> None:
        if not self._document.pageCount() or self.width() < _TO_MM:
            return
        ratio = self.devicePixelRatioF()
        wide = round(self.width() * ratio)
        page = self._document.render(0, QSize(wide, round(wide * F4.height / F4.width)))
        shown = QPixmap(wide, round(wide * (_TO_MM - _FROM_MM) / F4.width))
        shown.fill("white")
        painter = QPainter(shown)
        painter.drawImage(0, -round(wide * _FROM_MM / F4.width), page)
        painter.end()
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
        self.setFixedHeight(round(shown.height() / ratio))
