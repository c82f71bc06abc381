"""NOM: the payment list of a batch, in F4 landscape.

Head and number row as the forms in use; the columns are ours. NIK and account stand in full: a payment paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import fields, flow, fonts, signature
from ikm_desktop.papers.content import PaymentList, PaymentRow, PayoutList, Pictures
from ikm_desktop.papers.document import Document, Paper, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, ITALIC, NO_BREAK
from ikm_desktop.papers.heading import SUBTITLE_SIZE
from ikm_desktop.papers.sheet import F4_WIDE, Format, Sheet
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, THUMB, TOTAL, Column, Style, SumRow, Table
from ikm_desktop.papers.text import Piece, plain, tied

FORM = F4_WIDE
NOTHING = "–"
_BOX = (62.0, 12.5)
_TITLE_ROOM = 172.0
STYLE = SignatureStyle(size=10, leading=4.5, drop=34.2)


def draw_payment_list(document: Document, content: PaymentList) -> None:
    """Draw the list as one paper of the document."""
    number = f", Nomor Bukti {content.head.number}" if content.head.number else ""
    title = f"{content.title.title()}{number}"
    paper = document.begin(content.head, FORM, title=title, continued=f"{title} (lanjutan)")
    y = place_heading(paper, content)
    flow.place_table(paper, y + 5.4, payment_table(FORM, content), _tail(content))
    paper.close()


def payment_list_pdf(
    content: PaymentList, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the list as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_payment_list(document, content)
    return document.pdf()


def payment_table(form: Format, content: PaymentList) -> Table:
    """Return the payments as a table."""
    return Table(
        _columns(content.unit),
        [_cells(content, row) for row in content.rows],
        form.left,
        Style(size=8, row=7.6, two_lines=8.6, numbered=True),
        total=SumRow(TOTAL, _sums(content, content.quantity, content.gross, content.tax, content.net)),
        carried=_carried(content),
    )


def _columns(unit: str) -> list[Column]:
    return [
        Column("No.", 9, CENTRE),
        Column("Nama", 43, wrap=True),
        Column("NIK", 31, CENTRE),
        Column("Alamat", 38, wrap=True),
        Column("Produk", 22, wrap=True),
        Column(f"Jumlah ({unit})" if unit else "Jumlah", 13, RIGHT),
        Column("Harga Satuan (Rp)", 15, RIGHT),
        Column("Jumlah Bruto (Rp)", 22, RIGHT, formula="8 = 6 × 7"),
        Column("Pajak (Rp)", 16, RIGHT),
        Column("Jumlah Diterima (Rp)", 22, RIGHT, formula="10 = 8 − 9"),
        Column("Bank dan Nomor Rekening", 27, wrap=True),
        Column("Tanda Tangan", 42, signed=True),
    ]


def _cells(content: PaymentList, row: PaymentRow) -> tuple[str, ...]:
    money = (words.number(amount) for amount in (row.gross, row.tax, row.net))
    return (
        str(row.number) if row.number else "",
        row.name,
        row.nik,
        row.address,
        row.product,
        _quantity(content, row),
        NOTHING if row.unit_price is None else words.number(row.unit_price),
        *money,
        row.bank,
        THUMB if row.thumb and row.number else "",
    )


def _quantity(content: PaymentList, row: PaymentRow) -> str:
    """Return a quantity; with its unit where the list has several, for the head names none."""
    if row.quantity is None:
        return NOTHING
    if not row.per:
        return words.scaled_number(row.quantity, content.per, content.decimals)
    return f"{words.scaled_number(row.quantity, row.per, row.decimals)}{NO_BREAK}{row.unit}".rstrip()


def _sums(content: PaymentList, quantity: int | None, gross: int, tax: int, net: int) -> dict[int, str]:
    sums = {7: words.number(gross), 8: words.number(tax), 9: words.number(net)}
    if quantity is None:
        return sums
    return {5: words.scaled_number(quantity, content.per, content.decimals), **sums}


def _carried(content: PaymentList) -> Callable[[int], Mapping[int, str]]:
    summed = content.quantity is not None
    quantities = list(accumulate((row.quantity or 0 for row in content.rows), initial=0))
    gross = list(accumulate((row.gross for row in content.rows), initial=0))
    tax = list(accumulate((row.tax for row in content.rows), initial=0))
    net = list(accumulate((row.net for row in content.rows), initial=0))
    return lambda n: _sums(content, quantities[n] if summed else None, gross[n], tax[n], net[n])


def place_heading(paper: Paper, content: PaymentList | PayoutList) -> float:
    """Draw box, titles and labelled lines; return the last baseline."""
    sheet = paper.sheet
    middle = FORM.width / 2
    wide, high = _BOX
    sheet.box(FORM.left, FORM.top, wide, high, weight=0.9)
    _boxed(sheet, f"{content.fund} TAHUN ANGGARAN {content.fiscal_year}", FORM.top + 4.7, BOLD)
    _boxed(sheet, f"Kode Satuan Kerja : {content.satker_code}", FORM.top + 9.4, fonts.SANS)
    y = 17.9
    sheet.centred(middle, y, content.title, fonts.fitted(content.title, BOLD, 13, _TITLE_ROOM), BOLD)
    for i, line in enumerate(content.subtitle):
        y += 6 if i == 0 else 4.9
        sheet.centred(middle, y, line, fonts.fitted(line, BOLD, SUBTITLE_SIZE, _TITLE_ROOM), BOLD)
    left = fields.fields(content.fields_left, FORM.left, 205, label=24, lead=6.8, size=9, leading=4.5)
    right = fields.fields(
        content.fields_right, 236, FORM.right_edge - 236, label=24, lead=6.8, size=9, leading=4.5
    )
    y = max(y, FORM.top + high)
    for block in (left, right):
        block.draw(sheet, y + block.lead)
    return y + max(left.depth, right.depth)


def _boxed(sheet: Sheet, text: str, y: float, font: str) -> None:
    size = fonts.fitted(text, font, 8.5, _BOX[0] - 4)
    sheet.text(FORM.left + 2, y, text, size, font)


def _tail(content: PaymentList) -> list[Block]:
    pieces = [
        Piece("Terbilang jumlah diterima: ", BOLD),
        Piece(f"{words.rupiah_in_words(content.net)}. ", ITALIC),
        *plain(tied(" ".join(content.notes))),
    ]
    return [
        flow.paragraph(tuple(pieces), FORM.left, FORM.area, lead=5, size=8.5, leading=4.1),
        signature.signatures(((85, content.left), (245, content.right)), lead=6.6, style=STYLE),
    ]
