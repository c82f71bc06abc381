"""TTB of one person, PB, PG, BAPH, BALIK: records of goods in F4 portrait. Source of the forms: customary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import flow
from ikm_desktop.papers.content import GoodsRecord, Pictures, RecordRow
from ikm_desktop.papers.document import Document, Paper, PrintProfile
from ikm_desktop.papers.ending import ending
from ikm_desktop.papers.heading import FieldColumn, place_heading
from ikm_desktop.papers.sheet import F4, Format
from ikm_desktop.papers.table import CENTRE, RIGHT, TOTAL, Column, Style, SumRow, Table
from ikm_desktop.papers.text import emphasised, tied

SIZE, LEADING = 10.5, 5.0
_NOTHING = "–"


def draw_goods_record(document: Document, content: GoodsRecord) -> None:
    """Draw the record as one paper of the document."""
    form = replace(F4, left=content.head.left)
    number = f" Nomor: {content.head.number}" if content.head.number else ""
    title = f"{content.title.title()}{number}"
    paper = document.begin(content.head, form, title=title, continued=f"{title} (lanjutan)")
    columns = [FieldColumn(form.left, form.area, 28, content.fields)]
    y = place_heading(
        document,
        paper,
        content.letterhead,
        [content.title],
        columns,
        number=content.head.number or " ",
        lead=8.7,
    )
    y = _place_opening(paper, y, content)
    flow.place_table(paper, y + 3.6, record_table(form, content), ending(form, content))
    paper.close()


def goods_record_pdf(
    content: GoodsRecord, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the record as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_goods_record(document, content)
    return document.pdf()


def _place_opening(paper: Paper, y: float, content: GoodsRecord) -> float:
    if not content.opening:
        return y
    form = paper.form
    opening = flow.paragraph(
        emphasised(tied(content.opening)),
        form.left,
        form.area,
        lead=8.2,
        size=SIZE,
        leading=LEADING,
        justify=True,
        indent=10,
    )
    return flow.place(paper, y, [opening])


def record_table(form: Format, content: GoodsRecord) -> Table:
    """Return the goods as a table, with values and notes where the record has them."""
    valued = content.total is not None
    specified = any(row.specification for row in content.rows)
    at = 4 + specified
    total = SumRow(TOTAL, {at: words.number(content.total)}) if content.total is not None else None
    return Table(
        _columns(form, content, valued=valued, specified=specified),
        [
            _cells(i, row, content, valued=valued, specified=specified)
            for i, row in enumerate(content.rows, start=1)
        ],
        form.left,
        Style(row=6.8),
        total=total,
        carried=_carried(content, at) if valued else None,
    )


def _columns(form: Format, content: GoodsRecord, *, valued: bool, specified: bool) -> list[Column]:
    columns = [Column("No.", 8, CENTRE), Column("Uraian Barang", 56, wrap=True)]
    columns += [Column("Spesifikasi", 44, wrap=True)] if specified else []
    columns += [Column("Jumlah", 18, RIGHT), Column("Satuan", 18, CENTRE)]
    columns += [Column("Nilai (Rp)", 26, RIGHT)] if valued else []
    columns += [Column(content.note_head, 40, wrap=True)] if content.note_head else []
    spare = form.area - sum(column.width for column in columns)
    # What is left over, or lacks, is the words'.
    wide = [column for column in columns if column.wrap]
    return [replace(c, width=c.width + spare / len(wide)) if c.wrap else c for c in columns]


def _cells(
    number: int, row: RecordRow, content: GoodsRecord, *, valued: bool, specified: bool
) -> tuple[str, ...]:
    quantity = _NOTHING
    if row.quantity is not None:
        quantity = words.scaled_number(row.quantity, row.per, row.decimals)
    cells = [str(number), row.name, *([row.specification] if specified else []), quantity, row.unit]
    cells += [_NOTHING if row.value is None else words.number(row.value)] if valued else []
    cells += [row.note] if content.note_head else []
    return tuple(cells)


def _carried(content: GoodsRecord, at: int) -> Callable[[int], Mapping[int, str]]:
    values = list(accumulate((row.value or 0 for row in content.rows), initial=0))
    return lambda count: {at: words.number(values[count])}
