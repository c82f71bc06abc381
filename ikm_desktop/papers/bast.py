"""BAST-L: the handover letter to an institution, in F4 portrait.

The last clause, the closing and all signatures stay together: a bare signature never begins a page.
Source of the form: customary; the handover of state property needs it (PP 27/2014 art. 70).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import fields, flow, kop, signature
from ikm_desktop.papers.content import BOOK_COST, NO_VALUE, Article, GoodsRow, Handover, Party, Pictures
from ikm_desktop.papers.document import Document, Paper, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, ITALIC, NO_BREAK, SANS
from ikm_desktop.papers.sheet import F4, LEADING, Format, Sheet
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, Column, Style, SumRow, Table
from ikm_desktop.papers.text import Piece, emphasised, plain, tied

INDENT = 10.0
NUMBER_ROOM = 7.0
"""Where a clause begins, right of its number, in mm."""

NOTHING = "–"
AGREED = "Kedua belah pihak sepakat melaksanakan serah terima barang dengan ketentuan sebagai berikut:"
CLAUSE = SignatureStyle(leading=5.0, drop=35.2)


def draw_bast(document: Document, content: Handover) -> None:
    """Draw the letter as one paper of the document."""
    form = replace(F4, left=content.head.left)
    name = content.title.title()
    number = f" Nomor: {content.head.number}" if content.head.number else ""
    paper = document.begin(
        content.head, form, title=f"{name}{number}", continued=f"{name}{number} (lanjutan)"
    )
    rule = kop.draw_kop(document, paper.sheet, content.letterhead, kop.FULL)
    y = kop.draw_title(paper.sheet, rule + 11.3, content.title, content.head.number or " ")
    y = _place_opening(paper, y, content)
    if content.articles:
        _place_articles(paper, y, content)
    else:
        y = flow.place_table(paper, y + 4.2, goods_table(form, content), _words(form, content))
        _place_clauses(paper, y, content)
    paper.close()


def bast_pdf(
    content: Handover, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the letter as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}", pictures, profile)
    draw_bast(document, content)
    return document.pdf()


def goods_table(form: Format, content: Handover) -> Table:
    """Return the goods as a table: with prices, or without where the letter states no value."""
    valued = content.values != NO_VALUE
    total = None
    at = 7 if content.contracted else 6
    if valued and content.total is not None:
        total = SumRow("JUMLAH", {at: words.number(content.total)})
    return Table(
        _columns(form, content.values, contracted=content.contracted),
        [_cells(i, row, valued=valued, contracted=content.contracted) for i, row in enumerate(content.rows)],
        form.left,
        Style(row=6.8),
        total=total,
        carried=_carried(content.rows, at) if valued else None,
    )


def _columns(form: Format, values: str, *, contracted: bool) -> list[Column]:
    spare = form.area - 170  # a wider binding margin takes its room from the words
    columns = [
        Column("No.", 8, CENTRE),
        Column("Uraian Barang", 46 + spare / 2, wrap=True),
        Column("Spesifikasi", 38 + spare / 2, wrap=True),
        Column("Jumlah", 14, RIGHT),
        Column("Satuan", 17, CENTRE),
    ]
    if contracted:
        columns[1] = Column("Uraian Barang", 40 + spare / 2, wrap=True)
        columns[2] = Column("Spesifikasi", 28 + spare / 2, wrap=True)
        columns[3:4] = [Column("Vol. Kontrak", 15, RIGHT), Column("Vol. Diterima", 15, RIGHT)]
    if values == NO_VALUE and contracted:
        columns[1] = Column("Uraian Barang", 58 + spare / 2, wrap=True)
        columns[2] = Column("Spesifikasi", 43 + spare / 2, wrap=True)
    elif values == NO_VALUE:
        columns[1] = Column("Uraian Barang", 62 + spare / 2, wrap=True)
        columns[2] = Column("Spesifikasi", 55 + spare / 2, wrap=True)
    else:
        kind = "Pokok" if values == BOOK_COST else "Beli"
        columns.append(Column("Harga Satuan (Rp)", 15, RIGHT))
        columns.append(Column(f"Jumlah Harga {kind} (Rp)", 18, RIGHT))
    return [*columns, Column("Kondisi", 14, CENTRE, wrap=True)]


def _cells(i: int, row: GoodsRow, *, valued: bool, contracted: bool) -> tuple[str, ...]:
    prices = (_money(row.unit_price), _money(row.amount)) if valued else ()
    contract = (row.contracted,) if contracted else ()
    return (
        str(i + 1),
        row.description,
        row.specification,
        *contract,
        row.quantity,
        row.unit,
        *prices,
        row.condition,
    )


def _money(amount: int | None) -> str:
    return NOTHING if amount is None else words.number(amount)


def _carried(rows: Sequence[GoodsRow], at: int) -> Callable[[int], Mapping[int, str]]:
    sums = list(accumulate((row.amount or 0 for row in rows), initial=0))
    return lambda count: {at: words.number(sums[count])}


def _place_opening(paper: Paper, y: float, content: Handover) -> float:
    form = paper.form
    opening = (
        f"Pada hari ini, {words.date_in_words(content.day)}, bertempat di {content.place}, {content.opening}"
    )
    blocks = [
        flow.paragraph(plain(tied(opening)), form.left, form.area, lead=8.4, justify=True, indent=INDENT)
    ]
    for i, (party, end) in enumerate(((content.first, ";"), (content.second, "."))):
        blocks += _party(form, i + 1, party, end)
    if content.basis:
        blocks.append(flow.paragraph(plain(tied(content.basis)), form.left, form.area, lead=9, justify=True))
    operative = content.operative.format(first=content.first.label, second=content.second.label)
    if content.articles:  # there it stands in the first Pasal
        operative = AGREED
    blocks.append(flow.paragraph(plain(tied(operative)), form.left, form.area, lead=9, justify=True))
    for block in blocks:
        y = flow.place(paper, y, [block])
    return y


def _party(form: Format, number: int, party: Party, end: str) -> list[Block]:
    x, room = form.left + NUMBER_ROOM, form.area - NUMBER_ROOM
    lines = fields.fields(party.fields, x, room, label=25, lead=7.8)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(form.left, y, f"{number}.")
        lines.draw(sheet, y)

    label = party.label.replace(" ", NO_BREAK)
    acting = (
        *plain(f"{tied(party.acting)} "),
        Piece(label, BOLD),
        Piece(end, SANS),
    )
    return [
        Block(lines.lead, lines.body, draw),
        flow.paragraph(acting, x, room, lead=6),
    ]


def _words(form: Format, content: Handover) -> list[Block]:
    if content.total is None or content.values == NO_VALUE:
        return []
    spelled = words.rupiah_in_words(content.total).capitalize()
    pieces = (Piece("Terbilang: ", BOLD), Piece(f"{spelled}.", ITALIC))
    return [flow.paragraph(pieces, form.left, form.area, lead=5.7, size=10, leading=4.7)]


def _place_clauses(paper: Paper, y: float, content: Handover) -> None:
    form = paper.form
    clauses = [_clause(form, i + 1, text) for i, text in enumerate(content.clauses)]
    if clauses:
        intro = flow.paragraph(plain("dengan ketentuan sebagai berikut:"), form.left, form.area, lead=7.5)
        y = flow.place(paper, y, [intro, clauses[0]] if len(clauses) > 1 else [intro])
        for clause in clauses[1:-1]:
            y = flow.place(paper, y, [clause])
    flow.place(paper, y, [*clauses[-1:], *_ending(form, content)])


def _place_articles(paper: Paper, y: float, content: Handover) -> None:
    """Draw the letter in Pasal form; the last one stays with the signatures."""
    form = paper.form
    *others, last = content.articles
    for number, article in enumerate(others, start=1):
        y = flow.place(paper, y, _article(form, number, article))
        if article.goods:
            y = flow.place_table(paper, y + 3.6, goods_table(form, content), _words(form, content))
    number = len(content.articles)
    flow.place(paper, y, [*_article(form, number, last), *_signed(form, content, lead=9.5)])


def _article(form: Format, number: int, article: Article) -> list[Block]:
    middle = form.left + form.area / 2

    def draw(sheet: Sheet, y: float) -> None:
        sheet.centred(middle, y, f"Pasal {number}", font=BOLD)
        sheet.centred(middle, y + LEADING, article.title, font=BOLD)

    sentences = [
        flow.paragraph(
            emphasised(tied(text)),
            form.left,
            form.area,
            lead=LEADING + (1.4 if i == 0 else 0.8),
            justify=True,
        )
        for i, text in enumerate(article.sentences)
    ]
    return [Block(7.0, LEADING, draw), *sentences]


def _clause(form: Format, number: int, text: str) -> Block:
    x = form.left + NUMBER_ROOM
    body = flow.paragraph(emphasised(tied(text)), x, form.area - NUMBER_ROOM, lead=LEADING + 1, justify=True)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(form.left, y, f"{number}.")
        body.draw(sheet, y)

    return Block(body.lead, body.body, draw)


def _ending(form: Format, content: Handover) -> list[Block]:
    """Return what stays on one page with the last clause: closing, signatures, witnesses, Mengetahui."""
    closing = flow.paragraph(
        emphasised(tied(content.closing)), form.left, form.area, lead=9.3, justify=True, indent=INDENT
    )
    return [closing, *_signed(form, content, lead=13)]


def _signed(form: Format, content: Handover, *, lead: float) -> list[Block]:
    """Return signatures, witnesses and Mengetahui."""
    left, right = form.left + 41, form.right_edge - 40
    signers = ((left, content.recipient), (right, content.giver))
    blocks = [signature.signatures(signers, lead=lead, style=CLAUSE)]
    if content.witnesses:
        blocks.append(signature.witnesses(content.witnesses, form.left, lead=13))
    if content.acknowledged is not None:
        middle = form.left + form.area / 2
        blocks.append(signature.signatures(((middle, content.acknowledged),), lead=17, style=CLAUSE))
    return blocks
