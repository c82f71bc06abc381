"""KP: the stock card of an item, in F4 landscape.

Ten columns of the form in use in government stores (customary).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ikm_desktop import words
from ikm_desktop.papers import flow, signature
from ikm_desktop.papers.content import CardEntry, Pictures, StockCardSheet
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import ITALIC
from ikm_desktop.papers.heading import FieldColumn, place_heading
from ikm_desktop.papers.sheet import F4_WIDE, Format
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, Column, Style, SumRow, Table
from ikm_desktop.papers.text import plain

FORM = F4_WIDE
NOTHING = "–"
STYLE = SignatureStyle(size=10, leading=4.5, drop=34.2)
CENTRES = (85.0, 245.0)
_COLUMNS = ((15.0, 128.0, 26.0), (150.0, 78.0, 20.0), (235.0, 80.0, 27.0))
"""Left end, room and label width of the three columns of labelled lines, in mm."""

_QUANTITY, _VALUE = 5, 9


def draw_stock_card(document: Document, content: StockCardSheet) -> None:
    """Draw the card as one paper of the document."""
    title = f"{content.title.title()} {content.head.number}".strip()
    paper = document.begin(content.head, FORM, title=title, continued=f"{title} (lanjutan)")
    columns = [FieldColumn(*place, lines) for place, lines in zip(_COLUMNS, content.fields, strict=True)]
    y = place_heading(document, paper, content.letterhead, [content.title], columns)
    flow.place_table(paper, y + 3.6, card_table(FORM, content), _tail(content))
    paper.close()


def stock_card_pdf(
    content: StockCardSheet, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the card as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_stock_card(document, content)
    return document.pdf()


def card_table(form: Format, content: StockCardSheet) -> Table:
    """Return the movements as a table."""
    last = content.rows[-1]
    return Table(
        _columns(),
        [_cells(content, row) for row in content.rows],
        form.left,
        Style(row=6.6, numbered=True),
        total=SumRow(
            "JUMLAH MUTASI / SALDO AKHIR",
            {
                3: _shown(content, content.came),
                4: _shown(content, content.went),
                _QUANTITY: _shown(content, last.quantity),
                7: words.number(content.value_in),
                8: words.number(content.value_out),
                _VALUE: words.number(last.value),
            },
        ),
        carried=_carried(content),
        carry=("Saldo dipindahkan", "Saldo pindahan"),
    )


def _columns() -> list[Column]:
    return [
        Column("Tanggal", 20, CENTRE),
        Column("Nomor dan Tanggal Surat Dasar", 56, wrap=True),
        Column("Asal / Penerima", 60, wrap=True),
        Column("Masuk", 19, RIGHT),
        Column("Keluar", 19, RIGHT),
        Column("Sisa", 19, RIGHT),
        Column("Harga Satuan (Rp)", 22, RIGHT),
        Column("Nilai Masuk (Rp)", 28, RIGHT, formula="8 = 4 × 7"),
        Column("Nilai Keluar (Rp)", 28, RIGHT, formula="9 = 5 × 7"),
        Column("Nilai Sisa (Rp)", 29, RIGHT),
    ]


def _cells(content: StockCardSheet, row: CardEntry) -> tuple[str, ...]:
    return (
        words.short_date(row.day) if row.day else "",
        row.basis,
        row.party,
        _maybe_shown(content, row.came),
        _maybe_shown(content, row.went),
        _shown(content, row.quantity),
        _money(row.price),
        _money(row.value_in),
        _money(row.value_out),
        words.number(row.value),
    )


def _shown(content: StockCardSheet, quantity: int) -> str:
    return words.scaled_number(quantity, content.per, content.decimals)


def _maybe_shown(content: StockCardSheet, quantity: int | None) -> str:
    return NOTHING if quantity is None else _shown(content, quantity)


def _money(amount: int | None) -> str:
    return NOTHING if amount is None else words.number(amount)


def _carried(content: StockCardSheet) -> Callable[[int], Mapping[int, str]]:
    """Return the balance after n rows: a page carries no sums of what moved, only what is left."""
    return lambda count: {
        _QUANTITY: _shown(content, content.rows[count - 1].quantity),
        _VALUE: words.number(content.rows[count - 1].value),
    }


def _tail(content: StockCardSheet) -> list[Block]:
    return [
        flow.paragraph(plain(content.note, ITALIC), FORM.left, FORM.area, lead=4.6, size=8, leading=3.8),
        signature.signatures(
            ((CENTRES[0], content.left), (CENTRES[1], content.right)), lead=7.6, style=STYLE
        ),
    ]
