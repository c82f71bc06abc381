"""The heading of lists and cards: letterhead, title, subtitles, labelled lines in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ikm_desktop.papers import fields, fonts, kop
from ikm_desktop.papers.content import Field, Letterhead
from ikm_desktop.papers.document import Document, Paper
from ikm_desktop.papers.fonts import BOLD

SUBTITLE_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """Labelled lines: from x, in a room, with the label's width; all mm."""

    x: float
    room: float
    label: float
    lines: tuple[Field, ...]


def place_heading(
    document: Document,
    paper: Paper,
    letterhead: Letterhead,
    titles: Sequence[str],
    columns: Sequence[FieldColumn] = (),
    *,
    number: str = "",
    lead: float = 8.2,
) -> float:
    """Draw the heading of a first page and return its last baseline in mm.

    titles: the title and the lines under it; number: as printed, "" for none; lead: from the kop's rule to
    the title.
    """
    sheet, form = paper.sheet, paper.form
    rule = kop.draw_kop(document, sheet, letterhead, kop.COMPACT)
    title, *subtitles = titles
    y = kop.draw_title(sheet, rule + lead, title, number)
    middle = form.left + form.area / 2
    for line in subtitles:
        y += 5.6
        sheet.centred(middle, y, line, fonts.fitted(line, BOLD, SUBTITLE_SIZE, form.area), BOLD)
    return place_fields(paper, y, columns)


def place_fields(paper: Paper, y: float, columns: Sequence[FieldColumn], *, lead: float = 7.2) -> float:
    """Draw labelled lines side by side under the baseline y; return the lowest baseline."""
    lowest = y
    for column in columns:
        if column.lines:
            block = fields.fields(
                column.lines, column.x, column.room, label=column.label, lead=lead, size=9.5, leading=4.7
            )
            block.draw(paper.sheet, y + block.lead)
            lowest = max(lowest, y + block.depth)
    return lowest
