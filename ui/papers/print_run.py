"""Printing aside from the window: pages at 300 dpi, shifted as the printer wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from ikm_desktop.errors.stopping import Stopped, step
from ui.common.work import Worker, aside

PRINT_DPI = 300
_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
_A4 = QSizeF(210, 297)
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


@dataclass(frozen=True, slots=True)
class PrintPart:
    """One PDF and its pages to print, from 1; a function is asked for it on the thread of the printing."""

    pdf: bytes | Callable[[], bytes]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What goes to the printer: parts one after another, each as many times as copies says.

    right, down: the printer's shift in mm; to_a4: each sheet made smaller to lie on A4.
    """

    parts: tuple[PrintPart, ...]
    copies: int = 1
    right: float = 0.0
    down: float = 0.0
    to_a4: bool = False

    @property
    def sheets(self) -> int:
        """How many pages come out."""
        return self.copies * sum(len(part.pages) for part in self.parts)


class PrintRun(QObject):
    """One order on its way; Batal on the curtain stops it after the page under way.

    ended: whether all was printed (False: it was stopped, or refused); refused: why it could not go on, told
    before `ended`.
    """

    ended = Signal(bool)
    refused = Signal(object)

    def __init__(self, order: PrintOrder, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.order = order
        self._printer = printer
        self._worker: Worker | None = None

    def start(self) -> None:
        """Begin on a thread of its own, while the window is covered."""
        self._worker = aside(self._print, done=self._tell, refused=self._refuse, title="Mencetak")

    def _refuse(self, why: object) -> None:
        if not isinstance(why, Stopped):
            self.refused.emit(why)
        self.ended.emit(False)

    def _tell(self, whole: object) -> None:
        self.ended.emit(whole is True)

    def _print(self) -> bool:
        return print_order(self.order, self._printer, self._go_on)

    def _go_on(self, done: int) -> bool:
        """Tell of a page; return False where it was stopped: what was printed is told, not taken back."""
        try:
            step("Halaman", done, self.order.sheets)
        except Stopped:
            return False
        return True


def print_order(order: PrintOrder, printer: QPrinter, go_on: Callable[[int], bool]) -> bool:
    """Print an order; return whether all of it was printed.

    go_on: told after each page how many are done; says whether to continue.
    """
    done = 0
    painter: QPainter | None = None
    try:
        for part in order.parts:
            buffer, document = _opened(part.pdf if isinstance(part.pdf, bytes) else part.pdf())
            for page in _in_order(part.pages, order.copies):
                points = document.pagePointSize(page - 1)
                set_page(printer, _sheet(points, to_a4=order.to_a4))
                if painter is None:
                    painter = QPainter(printer)
                else:
                    printer.newPage()
                _draw(painter, printer, document, page - 1, order)
                done += 1
                if not go_on(done):
                    return done == order.sheets
            document.close()
            buffer.close()
    finally:
        if painter is not None:
            painter.end()
    return True


def _in_order(pages: Sequence[int], copies: int) -> list[int]:
    return [page for _ in range(copies) for page in pages]


def _opened(pdf: bytes) -> tuple[QBuffer, QPdfDocument]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return buffer, document


def _sheet(points: QSizeF, *, to_a4: bool) -> QSizeF:
    """Return the size of the sheet to print on, in points."""
    if not to_a4:
        return points
    a4 = _A4 * (_POINTS_PER_INCH / _MM_PER_INCH)
    return a4 if points.width() <= points.height() else a4.transposed()


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int, order: PrintOrder) -> None:
    """Draw one page edge to edge, or fitted and centred where it is made smaller; then the shift."""
    points = document.pagePointSize(page)
    scale = PRINT_DPI / _POINTS_PER_INCH
    image = document.render(page, QSize(round(points.width() * scale), round(points.height() * scale)))
    room = QRectF(painter.viewport())
    fitted = points.scaled(room.size(), _KEEP) if order.to_a4 else room.size()
    per_mm = printer.resolution() / _MM_PER_INCH
    left = room.left() + (room.width() - fitted.width()) / 2 + order.right * per_mm
    top = room.top() + (room.height() - fitted.height()) / 2 + order.down * per_mm
    painter.drawImage(QRectF(left, top, fitted.width(), fitted.height()), image)


def set_page(printer: QPrinter, points: QSizeF) -> None:
    """Give the printer exactly this page (F4 is not Folio), edge to edge."""
    millimetres = points * (_MM_PER_INCH / _POINTS_PER_INCH)
    portrait = millimetres.width() <= millimetres.height()
    sheet = millimetres if portrait else millimetres.transposed()
    size = QPageSize(sheet, QPageSize.Unit.Millimeter, "Surat", QPageSize.SizeMatchPolicy.ExactMatch)
    orientation = QPageLayout.Orientation.Portrait if portrait else QPageLayout.Orientation.Landscape
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
