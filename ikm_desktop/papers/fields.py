"""Labelled lines: label, colon, value; values wrap under themselves."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop.papers.content import Field
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, SANS
from ikm_desktop.papers.sheet import Sheet
from ikm_desktop.papers.text import broken, plain, tied

COLON_GAP = 3.0


def fields(
    lines: Sequence[Field],
    x: float,
    room: float,
    *,
    label: float,
    lead: float,
    size: float = 11.0,
    leading: float = 5.1,
) -> Block:
    """Return labelled lines as one block. x, room (of all), label (to the colon), lead, leading: mm."""
    value_x = x + label + COLON_GAP
    values = [
        broken(plain(tied(line.value), BOLD if line.bold else SANS), size, x + room - value_x)
        for line in lines
    ]

    def draw(sheet: Sheet, y: float) -> None:
        for line, value in zip(lines, values, strict=True):
            sheet.text(x, y, line.label, size)
            sheet.text(x + label, y, ":", size)
            y = sheet.paragraph(value_x, y, value, size, leading=leading) + leading

    return Block(lead, (sum(len(value) for value in values) - 1) * leading, draw)
