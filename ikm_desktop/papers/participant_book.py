"""BP: the participant's book in A5: a cover with who she is, inside what passed between her and the office.

Each line has room for her initials, each table a row for the hand. The layout is ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ikm_desktop import words
from ikm_desktop.papers import fields, flow, fonts, signature
from ikm_desktop.papers.content import BookProduct, MaterialColumn, ParticipantBook, Pictures
from ikm_desktop.papers.document import Document, Paper, PrintProfile
from ikm_desktop.papers.emblem import draw_emblem
from ikm_desktop.papers.fonts import BOLD, BONUM, ITALIC
from ikm_desktop.papers.sheet import A5, Sheet
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, Cells, Column, Style, SumRow, Table
from ikm_desktop.papers.text import plain, tied
from ikm_desktop.papers.two_up import two_up

FORM = replace(A5, bottom=17)
MOST_MATERIALS = 4
_PHOTO = (30.0, 40.0)
_PHOTO_FOOT = 118.5
_IDENTITY_TOP = 82.0
_COVER_SIZE, _RULE_SIZE = 9.5, 9.2
_SCALES = tuple(1 - i / 20 for i in range(12))
"""How much smaller the cover's text may become until a page holds it."""
_ROW = 7.0
_STYLE = Style(size=8.5, row=_ROW)
_SIGN = SignatureStyle(size=9.5, leading=4.3, drop=25, room=70)
_MIDDLE = FORM.left + FORM.area / 2
_INK = 3
_NOTHING = "–"


def draw_participant_book(document: Document, content: ParticipantBook) -> None:
    """Draw the book as one paper of the document."""
    title = f"Buku Peserta {content.number} {content.name}".strip()
    paper = document.begin(
        content.head, FORM, title=title, above=lambda sheet: _draw_running_head(sheet, content)
    )
    _draw_cover(document, paper, content)
    paper.next_page()
    y = paper.top - 1
    for table, heading in _tables(content):
        y = _place_section(paper, y, heading, table)
    standing = flow.paragraph(
        plain(tied(content.standing), ITALIC), FORM.left, FORM.area, lead=6.4, size=8.5, leading=4.2
    )
    signed = signature.signatures(((FORM.right_edge - 35, content.right),), lead=7.5, style=_SIGN)
    flow.place(paper, y, [standing, signed])
    paper.close()


def participant_book_pdf(
    content: ParticipantBook, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the book as a PDF of its own, two pages on A4 where the content says so."""
    document = Document(f"Buku Peserta {content.number} {content.name}".strip(), pictures, profile)
    draw_participant_book(document, content)
    return two_up(document.pdf()) if content.two_up else document.pdf()


# The cover


def _draw_cover(document: Document, paper: Paper, content: ParticipantBook) -> None:
    sheet, letterhead = paper.sheet, content.letterhead
    draw_emblem(document, sheet, letterhead.logo, (_MIDDLE - 8, 16, 16, 19.5))
    _centred(sheet, 41, letterhead.government, fonts.SANS, 9)
    _centred(sheet, 46.4, letterhead.office, BOLD, 12)
    sheet.rule(FORM.left, 49.8, FORM.right_edge, 1.8)
    sheet.rule(FORM.left, 50.75, FORM.right_edge, 0.5)
    sheet.centred(_MIDDLE, 62.6, content.title, 20, BONUM, spacing=1)
    _centred(sheet, 69.4, content.training, fonts.SANS, 10)
    _draw_photo(document, sheet, content)
    room = paper.bottom - flow.DESCENT - _IDENTITY_TOP
    tries = (_cover_lines(content, scale) for scale in _SCALES)
    fitting = next((one for one in tries if sum(block.depth for block in one) <= room), None)
    lines = fitting or _cover_lines(content, _SCALES[-1])
    y = _IDENTITY_TOP
    for block in lines:
        y += block.lead
        block.draw(sheet, y)
        y += block.body


def _cover_lines(content: ParticipantBook, scale: float) -> list[flow.Block]:
    """Return who she is and what she must know, from the first baseline of the identity on.

    scale: of sizes and leadings, 1 as designed; a long address or name makes all of it smaller.
    """
    size = _COVER_SIZE * scale
    x, room = 49.0, FORM.right_edge - 49
    identity = fields.fields(content.identity, x, room, label=28, lead=0, size=size, leading=4.9 * scale)
    gap = max(identity.body, _PHOTO_FOOT - _IDENTITY_TOP) + 13 * scale - identity.body

    def draw_heading(sheet: Sheet, y: float) -> None:
        sheet.text(FORM.left, y, "Yang perlu diketahui peserta", 10.5 * scale, BOLD)

    blocks = [identity, flow.Block(gap, 0, draw_heading)]
    for number, text in enumerate(content.rules, start=1):
        lead = (5.6 if number == 1 else 5.1) * scale
        blocks.append(_rule(f"{number}.", text, lead, _RULE_SIZE * scale, 4.2 * scale))
    return blocks


def _rule(label: str, text: str, lead: float, size: float, leading: float) -> flow.Block:
    body = flow.paragraph(plain(text), FORM.left + 5, FORM.area - 5, lead=lead, size=size, leading=leading)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(FORM.left, y, label, size)
        body.draw(sheet, y)

    return flow.Block(body.lead, body.body, draw)


def _centred(sheet: Sheet, y: float, text: str, font: str, size: float) -> None:
    sheet.centred(_MIDDLE, y, text, fonts.fitted(text, font, size, FORM.area), font)


def _draw_photo(document: Document, sheet: Sheet, content: ParticipantBook) -> None:
    """Draw her photo, or the room for it."""
    wide, high = _PHOTO
    x, y = FORM.left, 78.6
    if content.photo in document.pictures:
        draw_emblem(document, sheet, content.photo, (x, y, wide, high))
        return
    sheet.canvas.setDash([2, 2])
    sheet.box(x, y, wide, high, weight=0.5, grey=0.4)
    sheet.canvas.setDash([])
    sheet.centred(x + wide / 2, y + high / 2 - 1, "Pasfoto", 8.5, grey=0.4)
    sheet.centred(x + wide / 2, y + high / 2 + 3, "3 × 4 cm", 8.5, grey=0.4)


def _draw_running_head(sheet: Sheet, content: ParticipantBook) -> None:
    named = "  ·  ".join(part for part in (content.number, content.batch) if part)
    size = fonts.fitted(named, fonts.SANS, 9.5, FORM.area / 2)
    room = FORM.area - fonts.width(fonts.printable(named), fonts.SANS, size) - 4
    name = content.name
    sheet.text(FORM.left, 16, name, fonts.fitted(name, BOLD, 11, room), BOLD)
    sheet.ending(FORM.right_edge, 16, named, size)
    sheet.rule(FORM.left, 18.4, FORM.right_edge, 0.9)


# Inside


def _place_section(paper: Paper, y: float, heading: str, table: Table) -> float:
    """Draw a heading and its table, the heading with at least two rows; return the table's lower edge."""
    few = len(table.rows) <= flow.KEEP + 1
    needed = 7 + table.opening(0) + (table.rest(0) + table.closing if few else 2 * _ROW + table.break_height)
    if y + needed > paper.bottom:
        paper.next_page()
        y = paper.top - 1
    paper.sheet.text(FORM.left, y + 5, heading, fonts.fitted(heading, BOLD, 10, FORM.area), BOLD)
    return flow.place_table(paper, y + 7, table) + 1.4


def _tables(content: ParticipantBook) -> list[tuple[Table, str]]:
    found = []
    count = len(content.materials)
    parts = max(-(-count // MOST_MATERIALS), 1)
    bounds = [round(i * count / parts) for i in range(parts + 1)]
    for i, (a, b) in enumerate(pairwise(bounds)):
        part = f" (bagian {i + 1})" if parts > 1 else ""
        found.append((materials_table(content, range(a, b)), f"A. Bahan{part}"))
    found += [
        (_product_table(product), f"B. Produk: {product.name[:1].lower()}{product.name[1:]}")
        for product in content.products
    ]
    return [*found, (_payments_table(content), "C. Pembayaran")]


def materials_table(content: ParticipantBook, indexes: range) -> Table:
    """Return what she got and used of some materials, with what she still holds."""
    materials = [content.materials[i] for i in indexes]
    each = 60 / max(len(materials), 1)
    rows = [
        (
            words.short_date(entry.day),
            entry.what,
            *(_moved(content.materials[i], entry.quantities[i]) for i in indexes),
            "",
        )
        for entry in content.entries
        if any(entry.quantities[i] for i in indexes)
    ]
    columns = [
        Column("Tanggal", 19, CENTRE),
        Column("Uraian", 25, wrap=True),
        *(Column(f"{one.name} ({one.unit})", each, RIGHT) for one in materials),
        Column("Paraf", 18),
    ]
    held = {2 + j: _shown(one, one.total) for j, one in enumerate(materials)}
    return _table(columns, rows, SumRow("Masih dipegang", held) if held else None)


def _moved(material: MaterialColumn, quantity: int) -> str:
    return _shown(material, quantity) if quantity else _NOTHING


def _shown(material: MaterialColumn, quantity: int) -> str:
    return words.scaled_number(quantity, material.per, material.decimals)


def _product_table(product: BookProduct) -> Table:
    def show(quantity: int) -> str:
        return words.scaled_number(quantity, product.per, product.decimals)

    rows = [
        (
            words.short_date(row.day),
            show(row.delivered),
            show(row.accepted),
            show(row.rejected) if row.rejected else _NOTHING,
            row.reason,
            "",
        )
        for row in product.rows
    ]
    columns = [
        Column("Tanggal", 19, CENTRE),
        Column("Diserahkan", 19, RIGHT),
        Column("Diterima", 16, RIGHT),
        Column("Ditolak", 14, RIGHT),
        Column("Alasan", 36, wrap=True),
        Column("Paraf", 18),
    ]
    sums = {1: show(product.delivered), 2: show(product.accepted), 3: show(product.rejected)}
    return _table(columns, rows, SumRow("Jumlah", sums))


def _payments_table(content: ParticipantBook) -> Table:
    rows = [
        (words.short_date(row.day), row.number, *map(words.number, (row.gross, row.tax, row.net)), "")
        for row in content.payments
    ]
    columns = [
        Column("Tanggal", 19, CENTRE),
        Column("Nomor Bukti", 31, wrap=True),
        Column("Bruto (Rp)", 18, RIGHT),
        Column("Pajak (Rp)", 16, RIGHT),
        Column("Diterima (Rp)", 20, RIGHT),
        Column("Paraf", 18),
    ]
    sums = {2 + i: words.number(one) for i, one in enumerate((content.gross, content.tax, content.net))}
    return _table(columns, rows, SumRow("Jumlah", sums))


def _table(columns: Sequence[Column], rows: Sequence[Cells], total: SumRow | None) -> Table:
    """Return a table with an empty row for the hand at its end."""
    by_hand = ("",) * len(columns)
    return Table(columns, [*rows, by_hand], FORM.left, _STYLE, total=total)
