"""DM: the list on which the public signs for goods handed out, in F4 portrait. The form is customary."""

from __future__ import annotations

from dataclasses import replace

from ikm_desktop.papers import flow, signature
from ikm_desktop.papers.content import Field, Pictures, RecipientList
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import ITALIC
from ikm_desktop.papers.heading import FieldColumn, place_heading
from ikm_desktop.papers.sheet import F4, Format
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, Column, Style, Table
from ikm_desktop.papers.text import plain

_STYLE = SignatureStyle(size=10, leading=4.5, drop=34)


def draw_recipient_list(document: Document, content: RecipientList) -> None:
    """Draw the list as one paper of the document."""
    form = replace(F4, left=content.head.left)
    title = content.title.title()
    paper = document.begin(content.head, form, title=title, continued=f"{title} (lanjutan)")
    lines = [Field(label="Dasar", value=content.basis)]
    lines += [Field(label="Barang", value=content.total)] if content.total else []
    columns = [FieldColumn(form.left, form.area, 18, tuple(lines))]
    y = place_heading(document, paper, content.letterhead, [content.title], columns)
    flow.place_table(paper, y + 3, recipient_table(form, content), _tail(form, content))
    paper.close()


def recipient_list_pdf(
    content: RecipientList, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the list as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_recipient_list(document, content)
    return document.pdf()


def recipient_table(form: Format, content: RecipientList) -> Table:
    """Return the people as a table; rows without a name are written by hand."""
    spare = form.area - 170
    return Table(
        [
            Column("No.", 8, CENTRE),
            Column("Nama", 48 + spare, wrap=True),
            Column("Kelurahan/Desa", 32, wrap=True),
            Column("Produk", 26, wrap=True),
            Column("Jumlah", 14, RIGHT),
            Column("Tanda Tangan", 42, signed=True),
        ],
        [
            (str(i), row.name, row.village, row.product, row.quantity, "")
            for i, row in enumerate(content.rows, start=1)
        ],
        form.left,
        Style(row=8.1, two_lines=8.6),
    )


def _tail(form: Format, content: RecipientList) -> list[Block]:
    signers = ((form.left + 41, content.left), (form.right_edge - 40, content.right))
    return [
        flow.paragraph(plain(content.note, ITALIC), form.left, form.area, lead=4.6, size=8.5, leading=4),
        signature.signatures(signers, lead=7.4, style=_STYLE),
    ]
