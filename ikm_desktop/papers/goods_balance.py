"""NB: the balance of materials and products, in F4 landscape: each row says where everything is.

The layout is ours. Terms that occur have a column; further ones take their room from the bars.
"""

from __future__ import annotations

from ikm_desktop import words
from ikm_desktop.papers import flow, fonts, hatches, signature
from ikm_desktop.papers.content import BalanceRow, BalanceTable, GoodsBalance, Pictures
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD
from ikm_desktop.papers.heading import place_heading
from ikm_desktop.papers.sheet import F4_WIDE, Sheet
from ikm_desktop.papers.stock_card import CENTRES, STYLE
from ikm_desktop.papers.table import CENTRE, RIGHT, Column, Style, Table

FORM = F4_WIDE
BARS = "Susunan (100% = {whole})"
_ROW = 6.2
_TERM = 20.0
_LEAST_BARS = 30.0
_BAR = 3.6
_BOX = 8.0


def draw_goods_balance(document: Document, content: GoodsBalance) -> None:
    """Draw the balance as one paper of the document."""
    title = "Neraca Bahan dan Produk"
    paper = document.begin(
        content.head, FORM, title=f"{title}, {content.subtitle}", continued=f"{title} (lanjutan)"
    )
    titles = [content.title, content.subtitle]
    y = place_heading(document, paper, content.letterhead, titles, lead=7.6) + 2.6
    tail = _ending(content)
    if content.materials.rows:
        legend = [_legend(content.materials)]
        below = [] if content.products.rows else tail
        y = flow.place_table(paper, y, materials_table(content.materials), [*legend, *below]) + 3.2
    if content.products.rows:
        flow.place_table(paper, y, products_table(content.products), tail)
    elif not content.materials.rows:
        flow.place(paper, y, tail)
    paper.close()


def goods_balance_pdf(
    content: GoodsBalance, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the balance as a PDF of its own."""
    document = Document(f"Neraca Bahan dan Produk {content.head.number}".strip(), pictures, profile)
    draw_goods_balance(document, content)
    return document.pdf()


def materials_table(table: BalanceTable) -> Table:
    """Return the materials, with a bar that shows where each is."""
    terms = len(table.came) + len(table.where) + 2
    bars = max(FORM.area - 9 - 32 - 15 - _TERM * terms, _LEAST_BARS)
    term = (FORM.area - 9 - 32 - 15 - bars) / terms

    def paint(sheet: Sheet, index: int, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        row = table.rows[index]
        middle = (top + bottom) / 2
        inside = (left + 2, middle - _BAR / 2, right - 2, middle + _BAR / 2)
        hatches.stacked_bar(sheet, inside, row.where, sum(row.came))

    whole = " + ".join(label.lower() for label in table.came)
    last = Column(BARS.format(whole=whole), bars, paint=paint)
    columns = [Column("No.", 9, CENTRE), Column(table.goods, 32, wrap=True), Column("Satuan", 15, CENTRE)]
    return _table(table, [*columns, *_terms(table, term), last], ("",))


def products_table(table: BalanceTable) -> Table:
    """Return the products."""
    terms = len(table.came) + len(table.where) + 2
    term = (FORM.area - 9 - 67 - 20) / terms
    columns = [Column("No.", 9, CENTRE), Column(table.goods, 67, wrap=True), Column("Satuan", 20, CENTRE)]
    return _table(table, [*columns, *_terms(table, term)], ())


def _table(table: BalanceTable, columns: list[Column], after: tuple[str, ...]) -> Table:
    rows = [(str(i), *_cells(row), *after) for i, row in enumerate(table.rows, start=1)]
    return Table(columns, rows, FORM.left, Style(row=_ROW, numbered=True))


def _cells(row: BalanceRow) -> tuple[str, ...]:
    figures = (*row.came, *row.where, row.total, row.unexplained)
    return (row.name, row.unit, *(words.scaled_number(one, row.per, row.decimals) for one in figures))


def _terms(table: BalanceTable, wide: float) -> list[Column]:
    """Return the columns of all terms, their sum, and what is left over."""
    first = 4
    where = first + len(table.came)
    total = where + len(table.where)
    return [
        *(Column(label, wide, RIGHT) for label in (*table.came, *table.where)),
        Column("Jumlah", wide, RIGHT, formula=f"{total} = {_sum(where, total - 1)}"),
        Column("Tidak Terjelaskan", wide, RIGHT, formula=f"{total + 1} = {_sum(first, where - 1)} − {total}"),
    ]


def _sum(first: int, last: int) -> str:
    if last - first > 1:
        return f"{first} + … + {last}"
    return str(first) if first == last else f"{first} + {last}"


def _legend(table: BalanceTable) -> Block:
    labels = [(label[:1] + label[1:].lower(), i) for i, label in enumerate(table.where, start=1)]

    def draw(sheet: Sheet, y: float) -> None:
        hatches.draw_legend(sheet, FORM.left, y, "Keterangan susunan:", labels, FORM.area)

    return Block(4.8, 0, draw)


def verdict(content: GoodsBalance) -> str:
    """Return the sentence in the box: what the check of the book came to."""
    if content.unexplained:
        return (
            f"Hasil pemeriksaan buku: {words.number(content.unexplained)} baris belum terjelaskan "
            "(lihat kolom Tidak Terjelaskan)."
        )
    return (
        "Hasil pemeriksaan buku: seluruh bahan dan produk terjelaskan. "
        "Jumlah yang tidak terjelaskan: 0 (nol)."
    )


def _ending(content: GoodsBalance) -> list[Block]:
    def draw(sheet: Sheet, y: float) -> None:
        grey = 0.88 if content.unexplained else 1.0
        sheet.box(FORM.left, y, FORM.area, _BOX, weight=1.1, fill=grey)
        text = verdict(content)
        size = fonts.fitted(text, BOLD, 9.5, FORM.area - 6)
        sheet.text(FORM.left + 3, y + _BOX / 2 + 1.2, text, size, BOLD)

    signers = ((CENTRES[0], content.left), (CENTRES[1], content.right))
    return [Block(2.6, _BOX, draw), signature.signatures(signers, lead=5.4, style=STYLE)]
