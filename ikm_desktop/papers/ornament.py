"""The certificate's frames: a woven band of stepped diamonds, and the thin frame of the back.

Steps of half a millimetre, thirteen to the band, in the manner of the region's cloth. Drawn once a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.units import mm

from ikm_desktop.papers.document import Document
from ikm_desktop.papers.sheet import A4_WIDE, Sheet

INDIGO = (0x24 / 255, 0x36 / 255, 0x4F / 255)
OCHRE = (0x8C / 255, 0x6A / 255, 0x36 / 255)

_STEP = 0.5
_HALF = 6
_OUTER, _INNER = 8.0, 14.5
_PERIOD = 10.0

Inside = Callable[[int, int], bool]


def draw_frame(document: Document, sheet: Sheet) -> None:
    """Draw the frame of the front: band, square corners, two thin lines inside."""
    form = A4_WIDE
    canvas = sheet.canvas
    centre = (_OUTER + _INNER) / 2
    across = _places(_INNER, form.width - _INNER)
    down = _places(_INNER, form.height - _INNER)
    for x in across:
        for y in (centre, form.height - centre):
            _stamp(document, sheet, "motif", (x, y))
    for y in down:
        for x in (centre, form.width - centre):
            _stamp(document, sheet, "motif-up", (x, y))
    for x in (centre, form.width - centre):
        for y in (centre, form.height - centre):
            _stamp(document, sheet, "corner", (x, y))
    canvas.setStrokeColorRGB(*INDIGO)
    canvas.setLineWidth(1.1)
    for edge in (_OUTER, _INNER):
        _frame(sheet, edge)
    canvas.lines(
        [
            (a * mm, y * mm, b * mm, y * mm)
            for a, b in ((_OUTER, _INNER), (form.width - _INNER, form.width - _OUTER))
            for y in (_INNER, form.height - _INNER)
        ]
        + [
            (x * mm, a * mm, x * mm, b * mm)
            for a, b in ((_OUTER, _INNER), (form.height - _INNER, form.height - _OUTER))
            for x in (_INNER, form.width - _INNER)
        ]
    )
    canvas.setLineWidth(0.8)
    _frame(sheet, 15.8)
    canvas.setStrokeColorRGB(*OCHRE)
    canvas.setLineWidth(0.4)
    _frame(sheet, 16.7)


def draw_thin_frame(sheet: Sheet) -> None:
    """Draw the double frame of the back."""
    sheet.canvas.setStrokeColorRGB(*INDIGO)
    sheet.canvas.setLineWidth(1.2)
    _frame(sheet, 8.9)
    sheet.canvas.setStrokeColorRGB(*OCHRE)
    sheet.canvas.setLineWidth(0.5)
    _frame(sheet, 10.0)


def define_motifs(document: Document) -> None:
    """Define the motifs of the band as forms of the file, before the frame refers to them."""
    if document.canvas.hasForm("motif"):
        return
    _define(document, "motif", _flower(lambda x, y: (x, y)))
    _define(document, "motif-up", _flower(lambda x, y: (y, x)))
    _define(document, "corner", _corner())


def _flower(turn: Callable[[int, int], tuple[int, int]]) -> list[tuple[tuple[float, ...], Inside]]:
    """Return the band's motif as coloured shapes: rings of diamonds, half a knot at either end."""

    def ring(low: int, high: int) -> Inside:
        return lambda x, y: low <= abs(x) + abs(y) <= high

    def outer(x: int, y: int) -> bool:
        along, over = turn(x, y)
        return abs(over) <= _HALF and abs(along) + abs(over) == _HALF + 1

    def knot(x: int, y: int) -> bool:
        along, over = turn(x, y)
        return 10 - abs(along) + abs(over) <= 1 or (abs(along) == 10 and abs(over) <= 1)  # noqa: PLR2004

    return [(OCHRE, outer), (INDIGO, ring(3, 4)), (OCHRE, ring(0, 1)), (INDIGO, knot)]


def _corner() -> list[tuple[tuple[float, ...], Inside]]:
    return [
        (OCHRE, lambda x, y: 5 <= abs(x) + abs(y) <= 6),  # noqa: PLR2004 -- rings in steps
        (INDIGO, lambda x, y: abs(x) + abs(y) <= 1),
    ]


def _define(document: Document, name: str, shapes: list[tuple[tuple[float, ...], Inside]]) -> None:
    canvas: Any = document.canvas
    canvas.beginForm(name, -30, -30, 30, 30)
    canvas.scale(_STEP * mm, _STEP * mm)
    for colour, inside in shapes:
        canvas.setFillColorRGB(*colour)
        canvas._code.append(" ".join(_runs(inside)) + " f")  # noqa: SLF001 -- whole steps, one path
    canvas.endForm()


def _runs(inside: Inside) -> list[str]:
    """Return a shape as rectangles one step high, a step's centre on the origin."""
    found = []
    reach = range(-10, 11)
    for y in reach:
        start = None
        for x in [*reach, reach.stop]:
            here = x < reach.stop and inside(x, y)
            if here and start is None:
                start = x
            elif not here and start is not None:
                found.append(f"{start - 0.5:g} {y - 0.5:g} {x - start} 1 re")
                start = None
    return found


def _places(start: float, end: float) -> list[float]:
    """Return the centres of the motifs between two corners, evenly spread."""
    count = round((end - start) / _PERIOD)
    step = (end - start) / count
    return [start + step * (i + 0.5) for i in range(count)]


def _stamp(document: Document, sheet: Sheet, name: str, centre: tuple[float, float]) -> None:
    canvas = document.canvas
    canvas.saveState()
    canvas.translate(centre[0] * mm, (sheet.form.height - centre[1]) * mm)
    canvas.doForm(name)
    canvas.restoreState()


def _frame(sheet: Sheet, edge: float) -> None:
    form = sheet.form
    wide, high = form.width - 2 * edge, form.height - 2 * edge
    sheet.canvas.rect(edge * mm, edge * mm, wide * mm, high * mm, stroke=1, fill=0)
