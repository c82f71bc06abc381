"""The picture of a trail: boxes in columns, as high as what passes through them, and ribbons between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm

from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import FlowBox, FlowRibbon
from ikm_desktop.papers.fonts import BOLD, SANS
from ikm_desktop.papers.sheet import Sheet

HEIGHT = 53.0
"""Height of the whole picture in mm, with columns of up to five boxes; of more it is higher."""

_EACH_MORE = 5.5

BOX = 44.0
COLUMNS = (15.0, 79.0, 143.0, 207.0, 271.0)
"""Width of a box and left ends of the five columns, in mm."""

MOST = 8
"""So many boxes stand in a column; of more, the largest and one for all others."""

_USUAL = 5
_LEAST = 5.2
_GAP = 2.8
_LIGHT, _DARK = 0.82, 0.66
_TITLE, _LINE = 7.5, 6.5
_STEP = 3.1
_SMALLEST = 5.5


def draw_heads(sheet: Sheet, y: float, heads: Sequence[str]) -> None:
    """Draw the names of the columns at the baseline y, each with a rule."""
    for x, head in zip(COLUMNS, heads, strict=True):
        sheet.text(x, y, head, 8.5, BOLD)
        sheet.rule(x, y + 1.6, x + BOX, 0.9)


def height_of(boxes: Sequence[FlowBox]) -> float:
    """Return the height of the picture in mm."""
    most = max((sum(box.column == column for box in boxes) for column in range(len(COLUMNS))), default=0)
    return HEIGHT + _EACH_MORE * max(most - _USUAL, 0)


def draw_flow(sheet: Sheet, top: float, boxes: Sequence[FlowBox], ribbons: Sequence[FlowRibbon]) -> None:
    """Draw the picture from `top` (mm); ribbons first, boxes over them."""
    if not boxes:
        return
    scale, places = placed(boxes, top)
    _draw_ribbons(sheet, boxes, ribbons, scale, places)
    for box, (y, high) in zip(boxes, places, strict=True):
        sheet.box(COLUMNS[box.column], y, BOX, high, weight=0.9, fill=1)
        _write(sheet, box, y, high)


def placed(boxes: Sequence[FlowBox], top: float) -> tuple[float, list[tuple[float, float]]]:
    """Return mm a unit, and upper edge and height of each box: columns centred in the picture."""
    columns = [[box for box in boxes if box.column == column] for column in range(len(COLUMNS))]
    room = height_of(boxes)
    scale = _scale([[box.quantity for box in column] for column in columns if column], room)
    heights = {id(box): max(box.quantity * scale, _LEAST) for box in boxes}
    places: dict[int, tuple[float, float]] = {}
    for column in columns:
        y = top + (room - _whole([heights[id(box)] for box in column])) / 2
        for box in column:
            places[id(box)] = (y, heights[id(box)])
            y += heights[id(box)] + _GAP
    return scale, [places[id(box)] for box in boxes]


def _scale(columns: Sequence[Sequence[int]], room: float) -> float:
    """Return mm a unit with which every column fits, low boxes as high as they are drawn."""
    low, high = 0.0, room / max(*(sum(column) for column in columns), 1)
    for _ in range(40):  # to a billionth of what it began with
        middle = (low + high) / 2
        fits = all(_whole([max(q * middle, _LEAST) for q in column]) <= room for column in columns)
        low, high = (middle, high) if fits else (low, middle)
    return low


def _whole(heights: Sequence[float]) -> float:
    """Return the height of a column with its gaps."""
    return sum(heights) + _GAP * (len(heights) - 1)


def _draw_ribbons(
    sheet: Sheet,
    boxes: Sequence[FlowBox],
    ribbons: Sequence[FlowRibbon],
    scale: float,
    places: Sequence[tuple[float, float]],
) -> None:
    out = [_first(y, high, box, scale) for box, (y, high) in zip(boxes, places, strict=True)]
    into = list(out)
    for ribbon in sorted(ribbons, key=lambda one: (places[one.start][0], places[one.end][0])):
        wide = ribbon.quantity * scale
        start = COLUMNS[boxes[ribbon.start].column] + BOX
        end = COLUMNS[boxes[ribbon.end].column]
        shade = _DARK if ribbon.dark else _LIGHT
        _ribbon(sheet, (start, out[ribbon.start]), (end, into[ribbon.end]), wide, shade)
        out[ribbon.start] += wide
        into[ribbon.end] += wide


def _first(y: float, high: float, box: FlowBox, scale: float) -> float:
    """Return where a box's first ribbon begins: they stand in its middle where it is drawn higher."""
    return y + (high - box.quantity * scale) / 2


def _ribbon(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], wide: float, shade: float
) -> None:
    canvas: Any = sheet.canvas

    def point(x: float, y: float) -> tuple[float, float]:
        return x * mm, (sheet.form.height - y) * mm

    (a, top), (b, other) = start, end
    half = (a + b) / 2
    path = canvas.beginPath()
    path.moveTo(*point(a, top))
    path.curveTo(*point(half, top), *point(half, other), *point(b, other))
    path.lineTo(*point(b, other + wide))
    path.curveTo(*point(half, other + wide), *point(half, top + wide), *point(a, top + wide))
    path.close()
    canvas.setFillGray(shade)
    canvas.setStrokeGray(0.55)
    canvas.setLineWidth(0.25)
    canvas.drawPath(path, stroke=1, fill=1)


def _write(sheet: Sheet, box: FlowBox, y: float, high: float) -> None:
    """Write as many lines as the box holds; a low one has its title and the short quantity beside it."""
    x, room = COLUMNS[box.column] + 1.8, BOX - 3.6
    lines = box.lines[: max(int((high - 5.0) / _STEP), 0)]
    middle = y + high / 2
    if not lines:
        taken = fonts.width(fonts.printable(box.short), SANS, _LINE) + 2 if box.short else 0.0
        _clipped(sheet, x, middle + 0.9, box.title, _TITLE, room - taken, font=BOLD)
        sheet.ending(x + room, middle + 0.9, box.short, _LINE)
        return
    first = middle - len(lines) * _STEP / 2 + 0.9
    _clipped(sheet, x, first, box.title, _TITLE, room, font=BOLD)
    for i, line in enumerate(lines, start=1):
        _clipped(sheet, x, first + i * _STEP, line, _LINE, room)


def _clipped(
    sheet: Sheet, x: float, y: float, text: str, size: float, room: float, *, font: str = SANS
) -> None:
    """Write a line smaller where it is long, and cut it where it would be too small to read."""
    fits = fonts.fitted(text, font, size, room)
    if fits < _SMALLEST:
        fits = _SMALLEST
        while text and fonts.width(fonts.printable(f"{text}…", font), font, fits) > room:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    sheet.text(x, y, text, fits, font)
