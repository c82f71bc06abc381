"""LJ: the trail of a handover or of a maker, in F4 landscape. The layout is ours.

The table lists every maker, also those that the picture takes together.
"""

from __future__ import annotations

from ikm_desktop import words
from ikm_desktop.papers import flow, flow_picture, fonts, signature
from ikm_desktop.papers.content import Pictures, TrailRow, TrailSheet
from ikm_desktop.papers.document import Document, Paper, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, ITALIC
from ikm_desktop.papers.sheet import F4_WIDE, Sheet
from ikm_desktop.papers.stock_card import CENTRES, STYLE
from ikm_desktop.papers.table import CENTRE, RIGHT, TOTAL, Column, Style, SumRow, Table
from ikm_desktop.papers.text import plain, tied

FORM = F4_WIDE
NOTHING = "–"
_FLOW_TOP = 42.0
_STATEMENT_ROOM = 150.0


def draw_trail(document: Document, content: TrailSheet) -> None:
    """Draw the trail as one paper of the document."""
    title = "Lembar Jejak Barang"
    paper = document.begin(
        content.head, FORM, title=f"{title}, {content.subtitle}", continued=f"{title} (lanjutan)"
    )
    y = _place_picture(paper, content)
    flow.place_table(paper, y, trail_table(content), _tail(content))
    paper.close()


def trail_pdf(
    content: TrailSheet, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the trail as a PDF of its own."""
    document = Document(f"Lembar Jejak Barang {content.head.number}".strip(), pictures, profile)
    draw_trail(document, content)
    return document.pdf()


def _place_picture(paper: Paper, content: TrailSheet) -> float:
    """Draw heading and flow; return where the table begins, in mm."""
    sheet = paper.sheet
    sheet.text(FORM.left, 13.6, content.office, fonts.fitted(content.office, fonts.SANS, 9, 200))
    sheet.rule(FORM.left, 16.4, FORM.right_edge, 0.9)
    middle = FORM.left + FORM.area / 2
    sheet.centred(middle, 23, content.title, 13, BOLD)
    subtitle = content.subtitle
    sheet.centred(middle, 28.6, subtitle, fonts.fitted(subtitle, BOLD, 10.5, FORM.area), BOLD)
    flow_picture.draw_heads(sheet, 37, content.heads)
    flow_picture.draw_flow(sheet, _FLOW_TOP, content.boxes, content.ribbons)
    y = _FLOW_TOP + flow_picture.height_of(content.boxes) + 4
    sheet.text(FORM.left, y, content.caption, 8, ITALIC)
    return y + 2.6


def trail_table(content: TrailSheet) -> Table:
    """Return the makers as a table."""
    cells = _cells(content, content.total)
    return Table(
        _columns(content),
        [(str(i), *_cells(content, row)) for i, row in enumerate(content.rows, start=1)],
        FORM.left,
        Style(size=8.5, row=5.8),
        total=SumRow(TOTAL, {i: cells[i - 1] for i in range(4, 9)}),
    )


def _columns(content: TrailSheet) -> list[Column]:
    return [
        Column("No.", 9, CENTRE),
        Column("Pembuat", 46, wrap=True),
        Column("NIK", 34, CENTRE),
        Column(f"Lot {content.material} yang Dipakai", 46, wrap=True),
        Column(f"{content.material} di Dalamnya ({content.material_unit})", 24, RIGHT),
        Column("Diserahkan", 22, RIGHT),
        Column("Ditolak", 20, RIGHT),
        Column("Diterima", 20, RIGHT),
        Column(content.taken_head, 27, RIGHT),
        Column("Kuitansi", 52, wrap=True),
    ]


def _cells(content: TrailSheet, row: TrailRow) -> tuple[str, ...]:
    material = row.material
    return (
        row.maker,
        row.nik,
        row.lots,
        NOTHING
        if material is None
        else words.scaled_number(material, content.material_per, content.material_decimals),
        *(_shown(content, one) for one in (row.delivered, row.rejected, row.accepted)),
        words.scaled_number(row.taken, content.per, content.decimals),
        row.receipts,
    )


def _shown(content: TrailSheet, quantity: int | None) -> str:
    return words.scaled_number(quantity, content.per, content.decimals) if quantity else NOTHING


def _tail(content: TrailSheet) -> list[Block]:
    notes = [
        flow.paragraph(plain(tied(note)), FORM.left, FORM.area, lead=4.6, size=8.5, leading=4)
        for note in content.notes
    ]
    statement = flow.paragraph(
        plain(tied(content.statement)), FORM.left, _STATEMENT_ROOM, lead=0, size=8.5, leading=4
    )
    signed = signature.signatures(((CENTRES[1], content.right),), lead=6.4, style=STYLE)

    def draw(sheet: Sheet, y: float) -> None:
        statement.draw(sheet, y)
        signed.draw(sheet, y)

    return [*notes, Block(signed.lead, max(signed.body, statement.body), draw)]
