"""BASO: the minutes of a stock count, and the sheet for the hand, in F4 portrait.

Source: PP 27/2014 art. 85 (yearly); the form in use in government stores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import flow, kop
from ikm_desktop.papers.content import CountMinutes, CountRow, Pictures
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.ending import ending
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.sheet import F4, Format
from ikm_desktop.papers.table import CENTRE, RIGHT, Column, Style, SumRow, Table
from ikm_desktop.papers.text import plain, tied

SIZE, LEADING = 10.5, 5.0
_BY_HAND_ROW = 8.0
_VALUE = 7


def draw_count_minutes(document: Document, content: CountMinutes) -> None:
    """Draw the minutes as one paper of the document."""
    form = replace(F4, left=content.head.left)
    number = f" Nomor: {content.head.number}" if content.head.number else ""
    title = f"{content.title.title()}{number}"
    paper = document.begin(content.head, form, title=title, continued=f"{title} (lanjutan)")
    rule = kop.draw_kop(document, paper.sheet, content.letterhead, kop.COMPACT)
    numbered = "" if content.by_hand else content.head.number or " "
    y = kop.draw_title(paper.sheet, rule + 8.7, content.title, numbered)
    opening = flow.paragraph(
        plain(tied(content.opening)),
        form.left,
        form.area,
        lead=8.2,
        size=SIZE,
        leading=LEADING,
        justify=True,
        indent=0 if content.by_hand else 10,
    )
    y = flow.place(paper, y, [opening])
    flow.place_table(paper, y + 3.6, count_table(form, content), _tail(form, content))
    paper.close()


def count_minutes_pdf(
    content: CountMinutes, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the minutes as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_count_minutes(document, content)
    return document.pdf()


def count_table(form: Format, content: CountMinutes) -> Table:
    """Return what was counted as a table."""
    total = None
    if content.value is not None:
        total = SumRow("JUMLAH NILAI SELISIH (Rp)", {_VALUE: signed(content.value)})
    return Table(
        _columns(form),
        [_cells(i, row) for i, row in enumerate(content.rows, start=1)],
        form.left,
        Style(row=_BY_HAND_ROW if content.by_hand else 6.2, numbered=True),
        total=total,
        carried=_carried(content) if total else None,
    )


def signed(value: int, per: int = 1, decimals: int = 0) -> str:
    """Write a difference with its sign: "+13.200", "−0,50", "0"."""
    shown = words.scaled_number(value, per, decimals)
    return f"+{shown}" if value > 0 else shown if value else "0"


def _columns(form: Format) -> list[Column]:
    spare = form.area - 170
    return [
        Column("No.", 8, CENTRE),
        Column("Kode", 17, CENTRE),
        Column("Nama Barang", 48 + spare, wrap=True),
        Column("Satuan", 17, CENTRE),
        Column("Buku", 15, RIGHT, group="Jumlah"),
        Column("Fisik", 15, RIGHT, group="Jumlah"),
        Column("Selisih", 14, RIGHT, group="Jumlah", formula="7 = 6 − 5"),
        Column("Nilai Selisih (Rp)", 16, RIGHT),
        Column("Keterangan", 20, wrap=True),
    ]


def _cells(number: int, row: CountRow) -> tuple[str, ...]:
    return (
        str(number),
        row.code,
        row.name,
        row.unit,
        _shown(row, row.book),
        _shown(row, row.counted),
        "" if row.difference is None else signed(row.difference, row.per, row.decimals),
        "" if row.value is None else signed(row.value),
        row.note,
    )


def _shown(row: CountRow, quantity: int | None) -> str:
    return "" if quantity is None else words.scaled_number(quantity, row.per, row.decimals)


def _carried(content: CountMinutes) -> Callable[[int], Mapping[int, str]]:
    values = list(accumulate((row.value or 0 for row in content.rows), initial=0))
    return lambda count: {_VALUE: signed(values[count])}


def _tail(form: Format, content: CountMinutes) -> list[Block]:
    return ending(form, content, leads=(5.4, 6.2), signatures_lead=8.4, witnesses_lead=10)
