"""RS: the register of letters of a year, in F4 landscape. The layout is ours."""

from __future__ import annotations

from ikm_desktop import words
from ikm_desktop.papers import flow, signature
from ikm_desktop.papers.content import Pictures, RegisterEntry, RegisterSheet
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.heading import FieldColumn, place_heading
from ikm_desktop.papers.sheet import F4_WIDE
from ikm_desktop.papers.stock_card import CENTRES, STYLE
from ikm_desktop.papers.table import CENTRE, Column, Style, Table
from ikm_desktop.papers.text import plain

FORM = F4_WIDE


def draw_register_sheet(document: Document, content: RegisterSheet) -> None:
    """Draw the register as one paper of the document."""
    title = content.title.title()
    paper = document.begin(
        content.head, FORM, title=f"{title}, {content.subtitle}", continued=f"{title} (lanjutan)"
    )
    columns = [FieldColumn(FORM.left, FORM.area, 26, content.fields)]
    y = place_heading(document, paper, content.letterhead, [content.title, content.subtitle], columns)
    flow.place_table(paper, y + 3.6, register_table(content), _tail(content))
    paper.close()


def register_sheet_pdf(
    content: RegisterSheet, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the register as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_register_sheet(document, content)
    return document.pdf()


def register_table(content: RegisterSheet) -> Table:
    """Return the papers as a table."""
    return Table(
        [
            Column("No.", 10, CENTRE),
            Column("Nomor", 52, wrap=True),
            Column("Tanggal", 22, CENTRE),
            Column("Jenis", 40, wrap=True),
            Column("Perihal", 62, wrap=True),
            Column("Pihak", 52, wrap=True),
            Column("Keadaan", 24, CENTRE),
            Column("Keterangan", 38, wrap=True),
        ],
        [_cells(i, row) for i, row in enumerate(content.rows, start=1)],
        FORM.left,
        Style(size=8.5, row=5.8),
    )


def _cells(number: int, row: RegisterEntry) -> tuple[str, ...]:
    day = words.short_date(row.day) if row.day else ""
    return (str(number), row.number, day, row.kind, row.subject, row.party, row.state, row.note)


def summary(content: RegisterSheet) -> str:
    """Return the sentence under the table: how many papers, how many void, how many numbers without one."""
    text = f"Jumlah surat: {words.counted(content.count)}"
    if content.void:
        text += f", di antaranya {words.counted(content.void)} dibatalkan"
    if content.passed_over:
        text += f". Nomor tanpa surat: {words.counted(content.passed_over)} baris"
    return f"{text}."


def _tail(content: RegisterSheet) -> list[Block]:
    return [
        flow.paragraph(plain(summary(content)), FORM.left, FORM.area, lead=5, size=9, leading=4.2),
        signature.signatures(((CENTRES[1], content.right),), lead=7, style=STYLE),
    ]
