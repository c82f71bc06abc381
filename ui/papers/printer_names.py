"""The printers of this computer, by their names, and the sheets each of them knows."""

from __future__ import annotations

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

AS_FILE = "Berkas PDF (tanpa printer)"


def printer_names() -> list[str]:
    """Return the names to choose from; the last is a file."""
    return [*QPrinterInfo.availablePrinterNames(), AS_FILE]


def usual_printer() -> str:
    """Return the computer's own choice."""
    return QPrinterInfo.defaultPrinterName() or AS_FILE


def known_sheets(name: str) -> list[tuple[float, float]]:
    """Return the sheets a printer tells, in mm; none for a file, which takes every size."""
    if name == AS_FILE:
        return []
    sizes = QPrinterInfo.printerInfo(name).supportedPageSizes()
    return [(one.width(), one.height()) for one in (size.size(QPageSize.Unit.Millimeter) for size in sizes)]


def printer_called(name: str) -> QPrinter:
    """Return a printer, ready for an order."""
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
