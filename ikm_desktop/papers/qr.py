"""QR symbols as vectors: the return code of papers that come back signed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import zxingcpp
from reportlab.lib.units import mm

from ikm_desktop.papers.sheet import Sheet

RETURN_SIZE = 14.0
RETURN_EDGE = 10.0
"""Side of the return QR and its distance from both edges, in mm: read by 39 of 40 office scans."""


@lru_cache(maxsize=64)
def path(payload: str) -> tuple[int, str]:
    """Return the modules on a side and the dark runs of a symbol as PDF rectangles of one module.

    payload: text; error correction M.
    """
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    size = len(rows)
    runs = (
        f"{start} {size - 1 - i} {wide} 1 re" for i, row in enumerate(rows) for start, wide in _dark_runs(row)
    )
    return size, " ".join(runs) + " f"


def _dark_runs(row: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for i, pixel in enumerate([*row, 255]):
        if pixel == 0 and start is None:
            start = i
        elif pixel != 0 and start is not None:
            yield start, i - start
            start = None


def draw(sheet: Sheet, x: float, y: float, side: float, payload: str) -> None:
    """Draw a symbol, its upper left corner at (x, y) mm; the caller keeps 4 modules white around it."""
    modules, runs = path(payload)
    canvas: Any = sheet.canvas
    canvas.saveState()
    canvas.translate(x * mm, (sheet.form.height - y - side) * mm)
    canvas.scale(side * mm / modules, side * mm / modules)
    canvas.setFillGray(0)
    canvas._code.append(runs)  # noqa: SLF001 -- one path of many hundred boxes; by rect() it is 20 times slower
    canvas.restoreState()


def draw_return(sheet: Sheet, payload: str) -> None:
    """Draw the return QR in the lower right corner of the page."""
    form = sheet.form
    corner = RETURN_EDGE + RETURN_SIZE
    draw(sheet, form.width - corner, form.height - corner, RETURN_SIZE, payload)
