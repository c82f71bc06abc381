"""The straight rules of a finished page, read back from its drawing, and the words that lie across one."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from tests.papers.pages import POINT, Page

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Segment = tuple[Point, Point]
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_STROKED = {"S", "s", "B", "b", "B*", "b*"}
_ENDED = {"f", "F", "f*", "n"}
STRAIGHT = 0.05
INSIDE = 0.25
"""So far (mm) a rule must reach into a word's box to lie across it."""
UNDERLINE = 0.7
"""Share of a word's height below which a level rule underlines it rather than striking it out."""


@dataclass(frozen=True)
class Rule:
    """A straight rule: from its upper left to its lower right end, in mm from the sheet's upper left."""

    left: float
    top: float
    right: float
    bottom: float


def rules(pdf: bytes, most: int = 1000) -> list[list[Rule]]:
    """Return the level and upright rules of each page, outlines of boxes among them; of `most` pages."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        count = len(opened.pages)
        wanted = range(count) if count <= most else (*range(most - 1), count - 1)
        return [_rules(opened.pages[i]) for i in wanted]


def _rules(page: pikepdf.Page) -> list[Rule]:
    high = float(page.mediabox[3])
    found = []
    for (a, b), (x, y) in _segments(page.obj, page.obj.get("/Resources"), PLAIN):
        left, right = sorted((a * POINT, x * POINT))
        top, bottom = sorted(((high - b) * POINT, (high - y) * POINT))
        if (right - left < STRAIGHT) != (bottom - top < STRAIGHT):
            found.append(Rule(left, top, right, bottom))
    return found


def _segments(stream: Any, resources: Any, start: Matrix) -> list[Segment]:  # noqa: ANN401
    """Return all stroked straight segments, in points of the page."""
    now, saved = start, list[Matrix]()
    path, found = list[Segment](), list[Segment]()
    for one in pikepdf.parse_content_stream(stream):
        name = str(one.operator)
        if name == "Do":
            form = resources["/XObject"][one.operands[0]]
            if form.get("/Subtype") == "/Form":
                inner = _times(tuple(map(float, form.get("/Matrix", PLAIN))), now)
                found += _segments(form, form.get("/Resources", resources), inner)
        elif name == "q":
            saved.append(now)
        elif name == "Q":
            now = saved.pop()
        elif name == "cm":
            now = _times(tuple(map(float, one.operands)), now)
        elif name in {"m", "l", "re"}:
            _extend(path, name, tuple(map(float, one.operands)), now)
        elif name in _STROKED | _ENDED:
            found += path if name in _STROKED else []
            path = []
    return found


def _extend(path: list[Segment], name: str, numbers: tuple[float, ...], now: Matrix) -> None:
    """Add what an operator draws; a point where a line begins is a segment of no length."""
    x, y, *size = numbers
    if not size:
        to = _moved(now, x, y)
        path.append((path[-1][1] if name == "l" else to, to))
        return
    wide, high = size
    corners = [_moved(now, *p) for p in ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))]
    path += [(corners[i], corners[(i + 1) % 4]) for i in range(4)]


def _times(one: Any, other: Matrix) -> Matrix:  # noqa: ANN401
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def crossed(page: Page, drawn: list[Rule]) -> list[str]:
    """Return the words that a rule lies across: text that left its cell, its box or its line."""
    found = []
    for word in page.words:
        low = word.top + UNDERLINE * (word.bottom - word.top)
        for rule in drawn:
            aside = rule.left > word.right - INSIDE or rule.right < word.left + INSIDE
            apart = rule.top > word.bottom - INSIDE or rule.bottom < word.top + INSIDE
            under = rule.bottom - rule.top < STRAIGHT and rule.top > low
            if not (aside or apart or under):
                found.append(f"{word.text!r} across a rule")
                break
    return found
