"""What a paper is not: boxes in its upper margin and one word across the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reportlab.lib.units import mm

from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import DRAFT, MARKS, PRACTICE, SAMPLE, VOID
from ikm_desktop.papers.fonts import BOLD
from ikm_desktop.papers.sheet import POINT, Sheet

BOX_TOP = 6.2
BOX_HEIGHT = 5.2
_SIZE = 8.0
_SPACING = 1.2
_PADDING = 3.0
_GAP = 2.5
_ACROSS = (VOID, DRAFT, PRACTICE, SAMPLE)
"""Which word goes across the page: the first of these that applies."""


def ordered(marks: Sequence[str]) -> list[str]:
    """Return the marks as their boxes stand from the right; what is no mark comes last (SALINAN)."""
    return [m for m in MARKS if m in marks] + [m for m in marks if m not in MARKS]


def draw_boxes(sheet: Sheet, marks: Sequence[str], right: float | None = None, top: float = BOX_TOP) -> None:
    """Draw a box for each mark, from the right end (mm; default: the type area's) to the left."""
    end = sheet.form.right_edge if right is None else right
    for mark in ordered(marks):
        end -= _box(sheet, mark, end, top) + _GAP


def draw_boxes_from(sheet: Sheet, marks: Sequence[str], left: float, top: float) -> None:
    """Draw the boxes from the left end, as on the front of a certificate."""
    for mark in reversed(ordered(marks)):
        left += _box(sheet, mark, left + _wide(mark), top) + _GAP


def _wide(mark: str) -> float:
    return fonts.width(mark, BOLD, _SIZE) + _SPACING * POINT * (len(mark) - 1) + 2 * _PADDING


def _box(sheet: Sheet, mark: str, end: float, top: float) -> float:
    wide = _wide(mark)
    sheet.box(end - wide, top, wide, BOX_HEIGHT, weight=0.9, fill=1)
    middle = top + BOX_HEIGHT / 2 + 0.36 * _SIZE * POINT
    sheet.centred(end - wide / 2, middle, mark, _SIZE, BOLD, spacing=_SPACING)
    return wide


def draw_across(sheet: Sheet, marks: Sequence[str]) -> None:
    """Draw the one word across the page, in 5.5 % grey. To be drawn first: everything lies over it."""
    word = next((mark for mark in _ACROSS if mark in marks), None)
    if word is None:
        return
    form = sheet.form
    size = fonts.fitted(word, BOLD, 118, math.hypot(form.width, form.height) * 0.62)
    canvas = sheet.canvas
    fonts.face(BOLD)
    canvas.saveState()
    canvas.translate(form.width / 2 * mm, form.height / 2 * mm)
    canvas.rotate(math.degrees(math.atan2(form.height, form.width)))
    canvas.setFillGray(1 - 0.055)
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -0.36 * size, word)
    canvas.restoreState()
