"""BAST-L: the handover letter to an institution, in F4 portrait; so are BAST-V, BAST-P and KP-V.

The last clause, the closing and all signatures stay together: a bare signature never begins a page. A letter
that misses one page by little is set smaller instead, so that no third of a page stays empty.
Source of the form: customary; the handover of state property needs it (PP 27/2014 art. 70).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import fields, flow, fonts, kop, signature
from ikm_desktop.papers.content import BOOK_COST, NO_VALUE, Article, GoodsRow, Handover, Party, Pictures
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, ITALIC, NO_BREAK, SANS
from ikm_desktop.papers.sheet import BODY, F4, LEADING, POINT, Format, Sheet
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, LEFT, PADDING, RIGHT, Column, Style, SumRow, Table
from ikm_desktop.papers.text import Piece, emphasised, plain, tied

INDENT = 10.0
NUMBER_ROOM = 7.0
"""Where a clause begins, right of its number, in mm."""

NOTHING = "–"
AGREED = "Kedua belah pihak sepakat melaksanakan {what} dengan ketentuan sebagai berikut:"
CONDITION, WORDS_OF_CONDITION = 14.0, 30.0
"""Width in mm of the column Kondisi: for a word such as "Baik", and for what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Face:
    """How the letter is set: size in points, leading in mm, and what share of its gaps stays.

    row: height in mm of a row of goods; kop: compact for long minutes.
    """

    size: float = BODY
    leading: float = LEADING
    gaps: float = 1.0
    row: float = 6.8
    kop: kop.KopStyle = kop.FULL

    @property
    def signed(self) -> SignatureStyle:
        """The signatures in this size; 34 mm stay between title and name at least."""
        size = max(self.size, 10.0)
        return SignatureStyle(size=size, leading=5.0 * size / BODY, drop=34 + 1.2 * (size - 10))


FACES = (
    Face(),
    Face(10.5, 14 * POINT, 0.9, 6.4),
    Face(10, 13.3 * POINT, 0.8, 5.9),
    Face(10, 13.3 * POINT, 0.72, 5.7, kop.COMPACT),
)
"""What is tried in turn for a letter to stand on one page; long minutes may be set in 10 to 10.5."""


@dataclass(frozen=True, slots=True)
class _Goods:
    """The table of goods among the parts of a letter, `lead` mm below what stands above it."""

    lead: float
    table: Table
    tail: Sequence[Block]

    @property
    def depth(self) -> float:
        table = self.table.opening(0) + self.table.rest(0) + self.table.closing
        return self.lead + table + sum(block.depth for block in self.tail)


_Part = _Goods | Sequence[Block]
"""What the letter is placed by: the goods, or blocks that stay on one page."""


def draw_bast(document: Document, content: Handover) -> None:
    """Draw the letter as one paper of the document."""
    form = replace(F4, left=content.head.left)
    name = content.title.title()
    number = f" Nomor: {content.head.number}" if content.head.number else ""
    paper = document.begin(
        content.head, form, title=f"{name}{number}", continued=f"{name}{number} (lanjutan)"
    )
    face, parts = _parts_that_fit(form, content, paper.bottom)
    kop.draw_kop(document, paper.sheet, content.letterhead, face.kop)
    y = kop.draw_title(paper.sheet, _title(face), content.title, content.head.number or " ")
    for part in parts:
        if isinstance(part, _Goods):
            y = flow.place_table(paper, y + part.lead, part.table, part.tail)
        else:
            y = flow.place(paper, y, part)
    paper.close()


def _title(face: Face) -> float:
    """Return the baseline of the title in mm."""
    return face.kop.top + face.kop.rule + 11.3 * min(face.gaps + 0.1, 1)


def _parts_that_fit(form: Format, content: Handover, bottom: float) -> tuple[Face, list[_Part]]:
    """Return the letter in the largest face in which it stands on one page, else in the usual one."""
    for face in FACES:
        parts = _parts(form, content, face)
        need = sum(p.depth if isinstance(p, _Goods) else sum(b.depth for b in p) for p in parts)
        if _title(face) + kop.NUMBER_DROP + need + flow.DESCENT <= bottom:
            return face, parts
    return FACES[0], _parts(form, content, FACES[0])


def _parts(form: Format, content: Handover, face: Face) -> list[_Part]:
    """Return the letter from its opening to its last signature."""
    rest = _articles(form, content, face) if content.articles else _clauses(form, content, face)
    return [*([block] for block in _opening(form, content, face)), *rest]


def bast_pdf(
    content: Handover, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the letter as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}", pictures, profile)
    draw_bast(document, content)
    return document.pdf()


def goods_table(form: Format, content: Handover, row: float = FACES[0].row) -> Table:
    """Return the goods as a table: with prices, or without where the letter states no value. row: mm."""
    valued = content.values != NO_VALUE
    total = None
    at = 7 if content.contracted else 6
    if valued and content.total is not None:
        total = SumRow("JUMLAH", {at: words.number(content.total)})
    columns = _columns(form, content)
    return Table(
        columns,
        [
            _cells(i, row, valued=valued, contracted=content.contracted)[: len(columns)]
            for i, row in enumerate(content.rows)
        ],
        form.left,
        Style(row=row),
        total=total,
        carried=_carried(content.rows, at) if valued else None,
    )


def _columns(form: Format, content: Handover) -> list[Column]:
    spare = form.area - 170  # a wider binding margin takes its room from the words
    unvalued, contracted = content.values == NO_VALUE, content.contracted
    if unvalued:
        goods, specification = (58.0, 43.0) if contracted else (62.0, 55.0)
    else:
        goods, specification = (40.0, 28.0) if contracted else (46.0, 38.0)
    condition = _condition_width(content.rows)
    spare += CONDITION - condition
    columns = [
        Column("No.", 8, CENTRE),
        Column("Uraian Barang", goods + spare / 2, wrap=True),
        Column("Spesifikasi", specification + spare / 2, wrap=True),
        Column("Jumlah", 14, RIGHT),
        Column("Satuan", 17, CENTRE),
    ]
    if contracted:
        columns[3:4] = [Column("Vol. Kontrak", 15, RIGHT), Column("Vol. Diterima", 15, RIGHT)]
    if not unvalued:
        kind = "Pokok" if content.values == BOOK_COST else "Beli"
        columns.append(Column("Harga Satuan (Rp)", 15, RIGHT))
        columns.append(Column(f"Jumlah Harga {kind} (Rp)", 18, RIGHT))
    if condition:
        align = CENTRE if condition == CONDITION else LEFT
        columns.append(Column(content.condition_head, condition, align, wrap=True))
    return columns


def _condition_width(rows: Sequence[GoodsRow]) -> float:
    """Return the width of the last column in mm: 0 where nothing is known of any goods, to leave it out."""
    longest = max((fonts.width(row.condition, SANS, 9) for row in rows), default=0.0)
    if rows and not any(row.condition for row in rows):
        return 0
    return CONDITION if longest <= CONDITION - 2 * PADDING else WORDS_OF_CONDITION


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


def _opening(form: Format, content: Handover, face: Face) -> list[Block]:
    """Return who hands over to whom, up to the table or the first Pasal."""
    opening = (
        f"Pada hari ini, {words.date_in_words(content.day)}, bertempat di {content.place}, {content.opening}"
    )
    blocks = [_text(form, opening, face, lead=8.4, indent=INDENT)]
    for i, (party, end) in enumerate(((content.first, ";"), (content.second, "."))):
        blocks += _party(form, i + 1, party, end, face)
    if content.basis:
        blocks.append(_text(form, content.basis, face, lead=9))
    operative = content.operative.format(first=content.first.label, second=content.second.label)
    if content.articles:  # there it stands in the first Pasal
        what = content.title.casefold().removeprefix("berita acara ")
        operative = AGREED.format(what=what)
    return [*blocks, _text(form, operative, face, lead=9)]


def _text(form: Format, text: str, face: Face, *, lead: float, indent: float = 0) -> Block:
    """Return running text of the full width; words between ** are bold only in clauses and the closing."""
    return _running(form, plain(tied(text)), face, lead=lead, indent=indent)


def _running(form: Format, pieces: tuple[Piece, ...], face: Face, *, lead: float, indent: float = 0) -> Block:
    return flow.paragraph(
        pieces,
        form.left,
        form.area,
        lead=lead * face.gaps,
        size=face.size,
        leading=face.leading,
        justify=True,
        indent=indent,
    )


def _party(form: Format, number: int, party: Party, end: str, face: Face) -> list[Block]:
    x, room = form.left + NUMBER_ROOM, form.area - NUMBER_ROOM
    leading = 5.1 * face.size / BODY
    lines = fields.fields(
        party.fields, x, room, label=25, lead=7.8 * face.gaps, size=face.size, leading=leading
    )

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(form.left, y, f"{number}.", face.size)
        lines.draw(sheet, y)

    label = party.label.replace(" ", NO_BREAK)
    acting = (
        *plain(f"{tied(party.acting)} "),
        Piece(label, BOLD),
        Piece(end, SANS),
    )
    return [
        Block(lines.lead, lines.body, draw),
        flow.paragraph(acting, x, room, lead=max(6 * face.gaps, 5), size=face.size, leading=face.leading),
    ]


def _goods(form: Format, content: Handover, face: Face, lead: float) -> _Goods:
    return _Goods(lead * face.gaps, goods_table(form, content, face.row), _words(form, content))


def _words(form: Format, content: Handover) -> list[Block]:
    if content.total is None or content.values == NO_VALUE:
        return []
    spelled = words.rupiah_in_words(content.total).capitalize()
    pieces = (Piece("Terbilang: ", BOLD), Piece(f"{spelled}.", ITALIC))
    return [flow.paragraph(pieces, form.left, form.area, lead=5.7, size=10, leading=4.7)]


def _clauses(form: Format, content: Handover, face: Face) -> list[_Part]:
    """Return goods, numbered clauses and the end; the last clause stays with the signatures."""
    clauses = [_clause(form, i + 1, text, face) for i, text in enumerate(content.clauses)]
    parts: list[_Part] = [_goods(form, content, face, 4.2)]
    if clauses:
        intro = flow.paragraph(
            plain("dengan ketentuan sebagai berikut:"),
            form.left,
            form.area,
            lead=7.5 * face.gaps,
            size=face.size,
            leading=face.leading,
        )
        parts.append([intro, clauses[0]] if len(clauses) > 1 else [intro])
        parts += [[clause] for clause in clauses[1:-1]]
    closing = _running(form, emphasised(tied(content.closing)), face, lead=9.3, indent=INDENT)
    return [*parts, [*clauses[-1:], closing, *_signed(form, content, face, lead=13)]]


def _articles(form: Format, content: Handover, face: Face) -> list[_Part]:
    """Return the letter in Pasal form; the last one stays with the signatures."""
    *others, last = content.articles
    parts: list[_Part] = []
    for number, article in enumerate(others, start=1):
        parts.append(_article(form, number, article, face))
        if article.goods:
            parts.append(_goods(form, content, face, 3.6))
    number = len(content.articles)
    return [*parts, [*_article(form, number, last, face), *_signed(form, content, face, lead=9.5)]]


def _article(form: Format, number: int, article: Article, face: Face) -> list[Block]:
    middle = form.left + form.area / 2

    def draw(sheet: Sheet, y: float) -> None:
        sheet.centred(middle, y, f"Pasal {number}", face.size, BOLD)
        sheet.centred(middle, y + face.leading, article.title, face.size, BOLD)

    sentences = [
        _running(
            form, emphasised(tied(text)), face, lead=(face.leading + (1.4 if i == 0 else 0.8)) / face.gaps
        )
        for i, text in enumerate(article.sentences)
    ]
    return [Block(7.0 * face.gaps, face.leading, draw), *sentences]


def _clause(form: Format, number: int, text: str, face: Face) -> Block:
    x = form.left + NUMBER_ROOM
    body = flow.paragraph(
        emphasised(tied(text)),
        x,
        form.area - NUMBER_ROOM,
        lead=face.leading + face.gaps,
        size=face.size,
        leading=face.leading,
        justify=True,
    )

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(form.left, y, f"{number}.", face.size)
        body.draw(sheet, y)

    return Block(body.lead, body.body, draw)


def _signed(form: Format, content: Handover, face: Face, *, lead: float) -> list[Block]:
    """Return signatures, witnesses and Mengetahui."""
    left, right = form.left + 41, form.right_edge - 40
    signers = ((left, content.recipient), (right, content.giver))
    blocks = [signature.signatures(signers, lead=lead * face.gaps, style=face.signed)]
    if content.witnesses:
        blocks.append(signature.witnesses(content.witnesses, form.left, lead=13 * face.gaps))
    if content.acknowledged is not None:
        middle = form.left + form.area / 2
        acknowledged = ((middle, content.acknowledged),)
        blocks.append(signature.signatures(acknowledged, lead=17 * face.gaps, style=face.signed))
    return blocks
