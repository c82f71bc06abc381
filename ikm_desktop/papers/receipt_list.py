"""TTB: the list on which a batch signs for its material, in F4 landscape.

More than eight materials need a second list, "bagian 2", signed as the first. Source of the form: customary.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from ikm_desktop import words
from ikm_desktop.papers import fields, flow, kop, signature
from ikm_desktop.papers.content import MaterialColumn, Pictures, ReceiptList
from ikm_desktop.papers.document import Document, Paper, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.sheet import F4_WIDE, Format
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, THUMB, TOTAL, Column, Style, SumRow, Table
from ikm_desktop.papers.text import plain, tied

MOST_MATERIALS = 8
FIRST_MATERIAL = 3
"""Index of the first material's column."""

FORM = replace(F4_WIDE, left=20.0)
_CENTRES = (85.0, 238.0)
_STYLE = SignatureStyle(leading=4.5, drop=34.2)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the materials: which, and how the part is called ("" when it is the whole)."""

    indexes: range
    name: str


def draw_receipt_list(document: Document, content: ReceiptList) -> None:
    """Draw the list as one paper of the document."""
    number = f" Nomor: {content.head.number}" if content.head.number else ""
    title = f"{content.title.title()}{number}"
    subject = f", {content.subject}" if content.subject else ""
    paper = document.begin(
        content.head, FORM, title=f"{title}{subject}", continued=f"{title}{subject} (lanjutan)"
    )
    rule = kop.draw_kop(document, paper.sheet, content.letterhead, kop.COMPACT)
    y = kop.draw_title(paper.sheet, rule + 8.7, content.title, content.head.number or " ")
    y = _place_fields(paper, y, content) + 3.2
    for part in _parts(len(content.materials)):
        if part.indexes.start:
            paper.next_page()
            y = paper.top
        table = receipt_table(FORM, content, part.indexes, part.name)
        flow.place_table(paper, y, table, _tail(content))
    paper.close()


def receipt_list_pdf(
    content: ReceiptList, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the list as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}", pictures, profile)
    draw_receipt_list(document, content)
    return document.pdf()


def _parts(count: int) -> list[_Part]:
    """Share the materials out to as few lists as possible, as evenly as possible."""
    parts = max(math.ceil(count / MOST_MATERIALS), 1)
    bounds = [round(i * count / parts) for i in range(parts + 1)]
    return [
        _Part(range(a, b), f" (bagian {i + 1})" if parts > 1 else "")
        for i, (a, b) in enumerate(pairwise(bounds))
    ]


def receipt_table(form: Format, content: ReceiptList, indexes: range, part: str = "") -> Table:
    """Return one list as a table. indexes: the materials on it; part: added to their group head."""
    materials = [content.materials[i] for i in indexes]
    rows = [
        (
            str(i + 1),
            row.name,
            row.nik,
            *(_given(content.materials[k], row.quantities[k]) for k in indexes),
            words.short_date(row.day) if row.day else "",
            THUMB if row.thumb else "",
        )
        for i, row in enumerate(content.rows)
    ]
    return Table(
        _columns(form, materials, content.group + part),
        rows,
        form.left,
        Style(row=7.6, two_lines=8.6, numbered=True),
        total=SumRow(TOTAL, _sums(materials, [m.total for m in materials])),
        carried=_carried(content, materials, indexes),
    )


def _given(material: MaterialColumn, quantity: int) -> str:
    return _shown(material, quantity) if quantity else "–"


def _shown(material: MaterialColumn, quantity: int) -> str:
    return words.scaled_number(quantity, material.per, material.decimals)


def _sums(materials: Sequence[MaterialColumn], sums: Sequence[int]) -> dict[int, str]:
    pairs = zip(materials, sums, strict=True)
    return {FIRST_MATERIAL + j: _shown(m, value) for j, (m, value) in enumerate(pairs)}


def _carried(
    content: ReceiptList, materials: Sequence[MaterialColumn], indexes: range
) -> Callable[[int], Mapping[int, str]]:
    running = [list(accumulate((row.quantities[k] for row in content.rows), initial=0)) for k in indexes]
    return lambda count: _sums(materials, [sums[count] for sums in running])


def _columns(form: Format, materials: Sequence[MaterialColumn], group: str) -> list[Column]:
    fixed = 9 + 36 + 20  # No., NIK, Tanggal
    each = 21.0 if len(materials) <= 6 else 126 / len(materials)  # noqa: PLR2004 -- six fill the design
    rest = form.area - fixed - each * len(materials)
    name = max(min(rest * 0.54, 90), 50.0)
    return [
        Column("No.", 9, CENTRE),
        Column("Nama Peserta", name, wrap=True),
        Column("NIK", 36, CENTRE),
        *(Column(f"{m.name} ({m.unit})", each, RIGHT, group=group) for m in materials),
        Column("Tanggal", 20, CENTRE),
        Column("Tanda Tangan", rest - name, signed=True),
    ]


def _place_fields(paper: Paper, y: float, content: ReceiptList) -> float:
    """Draw the labelled lines in two columns; return the last baseline."""
    left = fields.fields(content.fields_left, FORM.left, 170, label=22, lead=7.2, size=9.5, leading=4.7)
    right = fields.fields(
        content.fields_right, 205, FORM.right_edge - 205, label=22, lead=7.2, size=9.5, leading=4.7
    )
    for block in (left, right):
        block.draw(paper.sheet, y + block.lead)
    return y + max(left.depth, right.depth)


def _tail(content: ReceiptList) -> list[Block]:
    return [
        flow.paragraph(
            plain(tied(content.statement)),
            FORM.left,
            200,
            lead=5.6,
            size=9.5,
            leading=4.6,
            justify=True,
        ),
        signature.signatures(
            ((_CENTRES[0], content.left), (_CENTRES[1], content.right)), lead=7, style=_STYLE
        ),
    ]
