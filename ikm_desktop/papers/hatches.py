"""Hatches of charts: told apart on a black-and-white photocopy, always in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm

from ikm_desktop.papers import fonts
from ikm_desktop.papers.fonts import BOLD
from ikm_desktop.papers.sheet import Sheet

COUNT = 8
"""How many hatches there are; the seventh and eighth are for what hardly ever occurs."""

_STEP = 1.1
_DOT = 0.22
_LEAST = 0.5
"""The least width in mm of a piece that is not nothing."""

_LEGEND_BOX = (7.0, 3.4)
_LEGEND_GAP = 7.0


def fill(sheet: Sheet, x: float, y: float, wide: float, high: float, kind: int) -> None:
    """Draw a box (upper left corner, mm) in a hatch 1 … 8, outlined."""
    grey = {1: 0.25, 3: 0.78}.get(kind, 1.0)
    sheet.box(x, y, wide, high, fill=grey)
    canvas: Any = sheet.canvas
    path = canvas.beginPath()
    path.rect(x * mm, (sheet.form.height - y - high) * mm, wide * mm, high * mm)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0)
    if kind == 6:  # noqa: PLR2004 -- the sixth hatch
        _draw_dots(sheet, x, y, wide, high)
    else:
        lines = _lines(x, y, wide, high, kind)
        if lines:
            sheet.lines(lines, 0.4)
    canvas.restoreState()
    sheet.box(x, y, wide, high, weight=0.4)


def _lines(
    x: float, y: float, wide: float, high: float, kind: int
) -> list[tuple[float, float, float, float]]:
    """Return the strokes of a hatch; they are clipped to the box."""
    found = []
    # The hatch lies on the page, not in the box, so that neighbours of one kind go on.
    start = (x - high) // _STEP * _STEP
    steps = int((wide + 2 * high) / _STEP) + 2
    across = [start + i * _STEP for i in range(steps)]
    if kind in {2, 4}:
        found += [(a, y + high, a + high, y) for a in across]
    if kind == 4:  # noqa: PLR2004 -- the fourth hatch
        found += [(a, y, a + high, y + high) for a in across]
    if kind == 7:  # noqa: PLR2004 -- the seventh hatch
        found += [(x, y + i * 0.8, x + wide, y + i * 0.8) for i in range(1, int(high / 0.8) + 1)]
    if kind == 8:  # noqa: PLR2004 -- the eighth hatch
        found += [(a, y, a, y + high) for a in across]
    return found


def _draw_dots(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    canvas = sheet.canvas
    canvas.setFillGray(0)
    for row in range(int(high / _STEP) + 2):
        shift = _STEP / 2 if row % 2 else 0.0
        start = x // _STEP * _STEP + shift
        for column in range(int(wide / _STEP) + 2):
            centre = ((start + column * _STEP) * mm, (sheet.form.height - y - row * _STEP) * mm)
            canvas.circle(*centre, _DOT * mm, stroke=0, fill=1)


def stacked_bar(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    parts: Sequence[int],
    whole: int,
    kinds: Sequence[int] | None = None,
) -> None:
    """Draw parts of a whole as one bar inside a box (left, top, right, bottom in mm).

    whole: what fills the box; kinds: the hatch of each part, in order by default.
    """
    left, top, right, bottom = box
    x = left
    for part, wide, kind in zip(
        parts, widths(parts, whole, right - left), kinds or range(1, len(parts) + 1), strict=True
    ):
        if part > 0:
            fill(sheet, x, top, wide, bottom - top, kind)
            x += wide


def widths(parts: Sequence[int], whole: int, room: float) -> list[float]:
    """Return the width in mm of each part; what is not nothing gets at least 0,5, taken from the largest."""
    base = max(whole, sum(part for part in parts if part > 0), 1)
    found = [max(part / base * room, _LEAST) if part > 0 else 0.0 for part in parts]
    excess = sum(found) - sum(part for part in parts if part > 0) / base * room
    if excess > 0:
        largest = max(range(len(parts)), key=lambda i: found[i])
        found[largest] -= excess
    return found


def draw_legend(
    sheet: Sheet, x: float, y: float, title: str, labels: Sequence[tuple[str, int]], room: float
) -> None:
    """Draw a title and a box with its label for each hatch, on one line from x at the baseline y (mm)."""
    wide, high = _LEGEND_BOX
    size = 8.5
    needed = fonts.width(title, BOLD, size) + sum(
        wide + 1.5 + fonts.width(fonts.printable(label), fonts.SANS, size) + _LEGEND_GAP
        for label, _kind in labels
    )
    if needed > room:  # eight terms: set smaller rather than on two lines
        size *= room / needed
    sheet.text(x, y, title, size, BOLD)
    x += fonts.width(title, BOLD, size) + 3
    for label, kind in labels:
        fill(sheet, x, y - 2.8, wide, high, kind)
        sheet.text(x + wide + 1.5, y, label, size)
        x += wide + 1.5 + fonts.width(fonts.printable(label), fonts.SANS, size) + _LEGEND_GAP * size / 8.5
