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
FRONT = (25.7, 20.8)
"""Left end and top of the boxes inside the frame of a certificate's front, in mm."""
BACK = (273.0, 14.3)
"""Right end and top of the boxes inside the frame of its back, in mm."""

_SIZE = 8.0
_SPACING = 1.2
_PADDING = 3.0
_GAP = 2.5
_ACROSS = (VOID, DRAFT, PRACTICE, SAMPLE)
"""Which word goes across the page: the first of these that applies."""


def ordered(marks: Sequence[str]) -> list[str]:
    """Return the marks as their boxes stand from the right; what is no mark comes last (SALINAN)."""
    return [m for m in MARKS if m in marks] + [m for m in marks if m not in MARKS]


def left_end(right: float, printed: Sequence[str]) -> float:
    """Return where the next box ends, left of those that end at `right`. In mm."""
    return right - sum(_wide(mark) + _GAP for mark in printed)


def right_end(left: float, printed: Sequence[str]) -> float:
    """Return where the next box begins, right of those that begin at `left`. In mm."""
    return left + sum(_wide(mark) + _GAP for mark in printed)


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
    # A shade below the middle: no letter may come within 8 mm of the edge.
    base = top + BOX_HEIGHT / 2 + 1.35
    sheet.centred(end - wide / 2, base, mark, _SIZE, BOLD, spacing=_SPACING)
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
