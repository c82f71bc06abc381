"""DT: the list on which people sign for transport money or fees, in F4 landscape.

Head as the list of payments; customary. NIK stand in full: a payment paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import flow, signature
from ikm_desktop.papers.content import PayoutList, PayoutRow, Pictures
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, ITALIC
from ikm_desktop.papers.payment_list import FORM, STYLE, place_heading
from ikm_desktop.papers.table import CENTRE, RIGHT, THUMB, TOTAL, Column, Style, SumRow, Table
from ikm_desktop.papers.text import Piece, plain, tied

_DAYS = 4


def draw_payout_list(document: Document, content: PayoutList) -> None:
    """Draw the list as one paper of the document."""
    number = f", Nomor Bukti {content.head.number}" if content.head.number else ""
    title = f"{content.title.title()}{number}"
    paper = document.begin(content.head, FORM, title=title, continued=f"{title} (lanjutan)")
    y = place_heading(paper, content)
    flow.place_table(paper, y + 5.4, payout_table(content), _tail(content))
    paper.close()


def payout_list_pdf(
    content: PayoutList, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the list as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_payout_list(document, content)
    return document.pdf()


def payout_table(content: PayoutList) -> Table:
    """Return the people as a table."""
    return Table(
        [
            Column("No.", 9, CENTRE),
            Column("Nama", 55, wrap=True),
            Column("NIK", 34, CENTRE),
            Column("Asal", 40, wrap=True),
            Column("Hari", 15, RIGHT),
            Column("Tarif per Hari (Rp)", 24, RIGHT),
            Column("Jumlah Bruto (Rp)", 28, RIGHT, formula="7 = 5 × 6"),
            Column("Pajak (Rp)", 22, RIGHT),
            Column("Jumlah Diterima (Rp)", 28, RIGHT, formula="9 = 7 − 8"),
            Column("Tanda Tangan", 45, signed=True),
        ],
        [_cells(i, row) for i, row in enumerate(content.rows, start=1)],
        FORM.left,
        Style(size=8.5, row=7.6, two_lines=8.6, numbered=True),
        total=SumRow(TOTAL, _sums(content.days, content.gross, content.tax, content.net)),
        carried=_carried(content),
    )


def _cells(number: int, row: PayoutRow) -> tuple[str, ...]:
    figures = (row.days, row.rate, row.gross, row.tax, row.net)
    return (
        str(number),
        row.name,
        row.nik,
        row.origin,
        *map(words.number, figures),
        THUMB if row.thumb else "",
    )


def _sums(days: int, gross: int, tax: int, net: int) -> dict[int, str]:
    return {
        _DAYS: words.number(days),
        6: words.number(gross),
        7: words.number(tax),
        8: words.number(net),
    }


def _carried(content: PayoutList) -> Callable[[int], Mapping[int, str]]:
    columns = [(row.days, row.gross, row.tax, row.net) for row in content.rows]
    running = [list(accumulate(column, initial=0)) for column in zip(*columns, strict=True)] or [[0]] * 4
    return lambda count: _sums(*(sums[count] for sums in running))


def _tail(content: PayoutList) -> list[Block]:
    pieces = (
        Piece("Terbilang jumlah diterima: ", BOLD),
        Piece(f"{words.rupiah_in_words(content.net)}. ", ITALIC),
        *plain(tied(" ".join(content.notes))),
    )
    return [
        flow.paragraph(pieces, FORM.left, FORM.area, lead=5, size=8.5, leading=4.1),
        signature.signatures(((85, content.left), (245, content.right)), lead=6.6, style=STYLE),
    ]
