"""What a paper is not: boxes in its upper margin and one word across the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reportlab.lib.units import mm

from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import DRAFT, MARKS, PRACTICE, SAMPLE, VOID
from ikm_desktop.papers.fonts import BOLD, SANS
from ikm_desktop.papers.sheet import POINT, Sheet

BOX_TOP = 6.2
BOX_HEIGHT = 5.2
FRONT = (25.7, 20.8)
"""Left end and top of the boxes inside the frame of a certificate's front, in mm."""
BACK = (273.0, 14.3)
"""Right end and top of the boxes inside the frame of its back, in mm."""

_INITIALS = (30.0, 11.4)
"""Width and height in mm of the cell for one official's initials."""
_INITIALS_FOOT = 13.8
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


def draw_initials(sheet: Sheet, titles: Sequence[str]) -> None:
    """Draw a cell with room for the hand under each title, at the right end above the footer."""
    wide, high = _INITIALS
    top = sheet.form.height - _INITIALS_FOOT - high
    left = sheet.form.right_edge - wide * len(titles)
    sheet.text(left - 9, top + 3.3, "Paraf", 6.5, grey=0.35)
    for i, title in enumerate(titles):
        sheet.box(left + i * wide, top, wide, high, weight=0.35, grey=0.45)
        size = fonts.fitted(title, SANS, 6.5, wide - 2)
        sheet.centred(left + (i + 0.5) * wide, top + 3.3, title, size, grey=0.35)


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
