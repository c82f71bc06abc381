"""Data saya: everything kept of one person, for her alone, in A4 portrait; without a number, not archived.

Source: UU 27/2022 art. 7 (the right to a copy of one's personal data). Stored, it would outlast its own end.
"""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.papers import fields, flow, kop
from ikm_desktop.papers.content import Field, Head, Letterhead, Pictures
from ikm_desktop.papers.document import Document, Paper
from ikm_desktop.papers.emblem import draw_emblem
from ikm_desktop.papers.fonts import BOLD
from ikm_desktop.papers.sheet import Format, Sheet
from ikm_desktop.papers.table import LEFT, RIGHT, Column, Style, Table
from ikm_desktop.papers.text import plain, tied

TITLE = "DATA PRIBADI YANG DISIMPAN"
_LABEL, _LEAD, _SIZE, _LEADING = 52.0, 5.4, 9.5, 4.6
_STYLE = Style(size=8.5, row=5.4, two_lines=8.6)
_PHOTO = (27.0, 36.0)
_FORM = Format(210, 297, 20, 20, 14, 18)
_EMPTY = "Tidak ada."


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table of what is kept: its title, heads with their share of the width, rows.

    numbers: indexes of columns that stand to the right.
    """

    title: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """What the paper says: who keeps it, of whom, groups of fields, tables, and the person's rights.

    photo: SHA-256 of her picture, None without one.
    """

    head: Head
    letterhead: Letterhead
    name: str
    groups: tuple[tuple[str, tuple[Field, ...]], ...]
    sections: tuple[Section, ...]
    statement: str
    photo: str | None = None


def personal_data_pdf(content: PersonalData, pictures: Pictures | None = None) -> bytes:
    """Return the paper as a PDF of its own."""
    document = Document(f"Data pribadi {content.name}", pictures)
    title = f"Data pribadi {content.name}"
    paper = document.begin(content.head, _FORM, title=title, continued=f"{title} (lanjutan)")
    rule = kop.draw_kop(document, paper.sheet, content.letterhead, kop.COMPACT)
    y = kop.draw_title(paper.sheet, rule + 9, TITLE)
    if content.photo and content.photo in document.pictures:
        box = (_FORM.right_edge - _PHOTO[0], y + 6, *_PHOTO)
        draw_emblem(document, paper.sheet, content.photo, box)
    for at, (heading, group) in enumerate(content.groups):
        room = _FORM.area - (_PHOTO[0] + 4 if at == 0 else 0)
        block = fields.fields(group, _FORM.left, room, label=_LABEL, lead=_LEAD, size=_SIZE, leading=_LEADING)
        y = flow.place(paper, y, [_heading(heading), block])
    for section in content.sections:
        y = _place_section(paper, y, section)
    flow.place(paper, y, [_text(content.statement, lead=9)])
    paper.close()
    return document.pdf()


def _heading(text: str) -> flow.Block:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(_FORM.left, y, text, 10.5, BOLD)

    return flow.Block(lead=9.5, body=0.0, draw=draw)


def _text(text: str, *, lead: float) -> flow.Block:
    room = _FORM.area
    return flow.paragraph(plain(tied(text)), _FORM.left, room, lead=lead, size=9, leading=4.4, justify=True)


def _place_section(paper: Paper, y: float, section: Section) -> float:
    if not section.rows:
        return flow.place(paper, y, [_heading(section.title), _text(_EMPTY, lead=5.4)])
    # The heading goes with the first rows.
    y = flow.place(paper, y, [_heading(section.title), flow.Block(18, 0, lambda _sheet, _y: None)]) - 18
    whole = sum(share for _, share in section.heads)
    columns = [
        Column(head, _FORM.area * share / whole, RIGHT if at in section.numbers else LEFT, wrap=True)
        for at, (head, share) in enumerate(section.heads)
    ]
    return flow.place_table(paper, y + 2.6, Table(columns, section.rows, _FORM.left, _STYLE))
