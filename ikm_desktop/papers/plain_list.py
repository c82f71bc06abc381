"""A list as it stands on screen, on F4 landscape: for the desk, no paper of the register.

It bears no kop and no signature; its head repeats on each page and its totals stand at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ikm_desktop.papers import flow, fonts
from ikm_desktop.papers.content import Head
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.fonts import BOLD, ITALIC
from ikm_desktop.papers.sheet import F4_WIDE
from ikm_desktop.papers.table import LEFT, RIGHT, Column, Style, Table
from ikm_desktop.papers.text import plain

FORM = F4_WIDE
_NUMBER_WIDTH = 11.0
_STYLE = Style(size=8.0, row=5.2)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a printed list. width: its share of the paper, as wide as it stands on screen."""

    title: str
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class PlainList:
    """A list to print.

    told: which rows it shows, in words, "" for all; totals: the line at its end; printed: when and by whom;
    marks: of `papers.content.MARKS`, on every page.
    """

    title: str
    told: str
    columns: Sequence[ListColumn]
    rows: Sequence[tuple[str, ...]]
    totals: str
    printed: str
    marks: tuple[str, ...] = ()


def plain_list_pdf(content: PlainList) -> bytes:
    """Return the list as a PDF of its own."""
    document = Document(content.title)
    head = Head(kind=content.title, number=content.printed, marks=content.marks)
    paper = document.begin(head, FORM, title=content.title, continued=f"{content.title} (lanjutan)")
    title = content.title.upper()
    paper.sheet.text(FORM.left, 17, title, fonts.fitted(title, BOLD, 12, FORM.area), BOLD)
    y = 17.0
    if content.told:
        told = flow.paragraph(
            plain(content.told, ITALIC), FORM.left, FORM.area, lead=5.4, size=8.5, leading=4
        )
        y = flow.place(paper, y, [told])
    total = flow.paragraph(plain(content.totals, BOLD), FORM.left, FORM.area, lead=5.6, size=9, leading=4.2)
    flow.place_table(paper, y + 3.6, _table(content), [total])
    paper.close()
    return document.pdf()


def _table(content: PlainList) -> Table:
    share = (FORM.area - _NUMBER_WIDTH) / sum(column.width for column in content.columns)
    columns = [Column("No", _NUMBER_WIDTH, RIGHT)] + [
        Column(one.title, one.width * share, RIGHT if one.is_number else LEFT, wrap=not one.is_number)
        for one in content.columns
    ]
    rows = [(str(no), *row) for no, row in enumerate(content.rows, start=1)]
    return Table(columns, rows, FORM.left, _STYLE)
