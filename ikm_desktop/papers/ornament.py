"""The certificate's frames: a woven band of stepped diamonds, and the thin frame of the back.

Steps of half a millimetre, thirteen to the band with the lines that bound it, in the manner of the region's
cloth: a lozenge with a flower in it, a small cross between two. Drawn once a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ikm_desktop.papers.document import Document
from ikm_desktop.papers.sheet import A4_WIDE, Sheet

INDIGO = (0x24 / 255, 0x36 / 255, 0x4F / 255)
OCHRE = (0x8C / 255, 0x6A / 255, 0x36 / 255)

_STEP = 0.5
_OUTER, _INNER = 8.0, 14.5
_LINES = (_OUTER + _STEP / 2, _INNER - _STEP / 2)
"""The middles of the band's outermost steps, which are its lines; the motifs touch them."""

_PERIOD = 10.0

_FLOWER = """
........oooo........
.......o....o.......
......o..ii..o......
.....o..i..i..o.....
i...o.ii.oo.ii.o...i
ii.o.ii.oooo.ii.o.ii
i...o.ii.oo.ii.o...i
.....o..i..i..o.....
......o..ii..o......
.......o....o.......
........oooo........
"""
_CORNER = """
.....o.....
....ooo....
...oo.oo...
..oo...oo..
.oo..i..oo.
oo..iii..oo
.oo..i..oo.
..oo...oo..
...oo.oo...
....ooo....
.....o.....
"""
_THREADS = (("o", OCHRE), ("i", INDIGO))


def draw_frame(document: Document, sheet: Sheet) -> None:
    """Draw the frame of the front: band, square corners, two thin lines inside."""
    _weave(document.canvas)
    canvas, form = sheet.canvas, sheet.form
    near = (_OUTER + _INNER) / 2
    far_x, far_y = form.width - near, form.height - near
    for name, x, y in (
        ("band-across", 0, near),
        ("band-across", 0, far_y),
        ("band-down", near, 0),
        ("band-down", far_x, 0),
        *(("corner", x, y) for x in (near, far_x) for y in (near, far_y)),
    ):
        _place(canvas, name, x, y)
    canvas.setStrokeColorRGB(*INDIGO)
    canvas.setLineWidth(_STEP * mm)
    canvas.lines([*_across(sheet), *_down(sheet)])
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


def _weave(canvas: Canvas) -> None:
    """Define the band's parts as forms of the file: each motif once, a side as a row of them."""
    if canvas.hasForm("corner"):
        return
    for name, woven in _motifs().items():
        open_canvas: Any = canvas
        canvas.beginForm(name, -16, -16, 16, 16)
        open_canvas._code.append(woven)  # noqa: SLF001 -- hundreds of steps, woven once into one text
        canvas.endForm()
    canvas.beginForm("band-across", 0, -16, round(A4_WIDE.width * mm), 16)
    for x in _spread(A4_WIDE.width):
        _place(canvas, "flower", x, 0)
    canvas.endForm()
    canvas.beginForm("band-down", -16, 0, 16, round(A4_WIDE.height * mm))
    for y in _spread(A4_WIDE.height):
        _place(canvas, "upright", 0, y)
    canvas.endForm()


def _place(canvas: Canvas, name: str, x: float, y: float) -> None:
    canvas.saveState()
    canvas.translate(x * mm, y * mm)
    canvas.doForm(name)
    canvas.restoreState()


@cache
def _motifs() -> dict[str, str]:
    """Return each motif as PDF operators, its middle on the origin."""
    flower = _FLOWER.split()
    upright = ["".join(row[i] for row in flower) for i in range(len(flower[0]))]
    patterns = {"flower": flower, "upright": upright, "corner": _CORNER.split()}
    return {name: " ".join(_woven(pattern)) for name, pattern in patterns.items()}


def _woven(pattern: Sequence[str]) -> Iterator[str]:
    """Yield a pattern thread by thread: the colour, then its runs as rectangles of whole steps."""
    step = _STEP * mm
    left, low = -len(pattern[0]) / 2, -len(pattern) / 2
    yield f"{step:.5f} 0 0 {step:.5f} 0 0 cm"
    for thread, colour in _THREADS:
        yield "{:.3f} {:.3f} {:.3f} rg".format(*colour)
        for i, row in enumerate(pattern):
            for run in re.finditer(f"{thread}+", row):
                yield f"{left + run.start():g} {low + i:g} {len(run.group())} 1 re"
        yield "f"


def _spread(length: float) -> list[float]:
    """Return the middles of the motifs of one side, evenly spread between the corners."""
    room = length - 2 * _INNER
    count = round(room / _PERIOD)
    return [_INNER + room / count * (i + 0.5) for i in range(count)]


def _across(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Return the band's lines from left to right, through the corners. In points."""
    form, (outer, inner) = sheet.form, _LINES
    heights = (outer, inner, form.height - inner, form.height - outer)
    return [(_OUTER * mm, y * mm, (form.width - _OUTER) * mm, y * mm) for y in heights]


def _down(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Return the band's lines from top to bottom, through the corners. In points."""
    form, (outer, inner) = sheet.form, _LINES
    across = (outer, inner, form.width - inner, form.width - outer)
    return [(x * mm, _OUTER * mm, x * mm, (form.height - _OUTER) * mm) for x in across]


def _frame(sheet: Sheet, edge: float) -> None:
    form = sheet.form
    wide, high = form.width - 2 * edge, form.height - 2 * edge
    sheet.canvas.rect(edge * mm, edge * mm, wide * mm, high * mm, stroke=1, fill=0)
