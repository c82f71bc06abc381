"""BAP: the record of inspection and receipt of products, in F4 portrait.

It must precede payment (UU 1/2004 art. 21). Participants put their initials; source of the form: customary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate

from ikm_desktop import words
from ikm_desktop.papers import flow, kop, signature
from ikm_desktop.papers.content import Inspection, InspectionRow, Pictures
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, SANS
from ikm_desktop.papers.sheet import F4, Format
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, RIGHT, TOTAL, Column, Style, SumRow, Table
from ikm_desktop.papers.text import Piece, plain, tied

SIZE, LEADING = 10.5, 5.0
NOTHING = "–"
_STYLE = SignatureStyle(size=10, leading=4.5, drop=34)


def draw_inspection(document: Document, content: Inspection) -> None:
    """Draw the record as one paper of the document."""
    form = replace(F4, left=content.head.left)
    number = f" Nomor: {content.head.number}" if content.head.number else ""
    title = f"{_title_case(content.title)}{number}"
    paper = document.begin(content.head, form, title=title, continued=f"{title} (lanjutan)")
    rule = kop.draw_kop(document, paper.sheet, content.letterhead, kop.COMPACT)
    y = kop.draw_title(paper.sheet, rule + 7.7, content.title, content.head.number or " ")
    y = flow.place(paper, y, [_opening(form, content)])
    table = inspection_table(form, content)
    flow.place_table(paper, y + 3.9, table, _tail(form, content))
    paper.close()


def inspection_pdf(
    content: Inspection, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the record as a PDF of its own."""
    title = f"{_title_case(content.title)} {content.head.number}".strip()
    document = Document(title, pictures, profile)
    draw_inspection(document, content)
    return document.pdf()


def _title_case(title: str) -> str:
    return title.title().replace(" Dan ", " dan ")


def inspection_table(form: Format, content: Inspection) -> Table:
    """Return the deliveries as a table."""
    return Table(
        _columns(form, content.unit),
        [_cells(content, i, row) for i, row in enumerate(content.rows)],
        form.left,
        Style(row=6.1, numbered=True),
        total=SumRow(TOTAL, _sums(content, content.delivered, content.accepted, content.rejected)),
        carried=_carried(content),
    )


def _columns(form: Format, unit: str) -> list[Column]:
    spare = form.area - 170
    return [
        Column("No.", 8, CENTRE),
        Column("Nama Peserta", 55 + spare, wrap=True),
        Column(f"Diserahkan ({unit})", 19, RIGHT, formula="3 = 4 + 5"),
        Column(f"Diterima ({unit})", 17, RIGHT),
        Column(f"Ditolak ({unit})", 17, RIGHT),
        Column("Alasan Penolakan", 38, wrap=True),
        Column("Paraf Peserta", 16),
    ]


def _cells(content: Inspection, i: int, row: InspectionRow) -> tuple[str, ...]:
    rejected = _shown(content, row.rejected) if row.rejected else NOTHING
    return (
        str(i + 1),
        row.name,
        _shown(content, row.delivered),
        _shown(content, row.accepted),
        rejected,
        row.reasons,
        "",
    )


def _shown(content: Inspection, quantity: int) -> str:
    return words.scaled_number(quantity, content.per, content.decimals)


def _sums(content: Inspection, *sums: int) -> dict[int, str]:
    return {2 + i: _shown(content, value) for i, value in enumerate(sums)}


def _carried(content: Inspection) -> Callable[[int], Mapping[int, str]]:
    counts = [(row.delivered, row.accepted, row.rejected) for row in content.rows]
    running = [list(accumulate(column, initial=0)) for column in zip(*counts, strict=True)] or [[0]] * 3
    return lambda count: _sums(content, *(sums[count] for sums in running))


def _opening(form: Format, content: Inspection) -> Block:
    pieces = (
        *plain(
            tied(
                f"Pada hari ini, {words.date_in_words(content.day)}, bertempat di {content.place}, "
                "kami yang bertanda tangan di bawah ini telah memeriksa hasil produksi peserta "
                f"{content.training} berupa "
            )
        ),
        Piece(tied(content.product), BOLD),
        Piece(", dengan hasil sebagai berikut:", SANS),
    )
    return flow.paragraph(
        pieces,
        form.left,
        form.area,
        lead=7.2,
        size=SIZE,
        leading=LEADING,
        justify=True,
        indent=10,
    )


def _tail(form: Format, content: Inspection) -> list[Block]:
    """Return what stays with the end of the table: result, basis, closing, signatures."""
    sentences = [_result(content)]
    if content.repaired:
        sentences.append(plain(tied(content.repaired)))
    if content.basis:
        sentences.append(plain(tied(f"Dasar pemeriksaan: {content.basis.rstrip('.')}.")))
    sentences.append(plain(tied(content.closing)))
    blocks = [
        flow.paragraph(
            pieces,
            form.left,
            form.area,
            lead=5.6 if i else 4.9,
            size=10,
            leading=4.65,
            justify=True,
        )
        for i, pieces in enumerate(sentences)
    ]
    signers = ((form.left + 41, content.left), (form.right_edge - 40, content.right))
    return [*blocks, signature.signatures(signers, lead=7.4, style=_STYLE)]


def _result(content: Inspection) -> tuple[Piece, ...]:
    value = ""
    if content.value is not None:
        spelled = words.rupiah_in_words(content.value)
        value = f" dengan nilai {words.rupiah_full(content.value)} ({spelled})"
    returned = f", {content.returned}" if content.rejected else ""
    return (
        Piece("Diterima: ", BOLD),
        Piece(tied(f"{_counted(content, content.accepted)}{value}. "), SANS),
        Piece("Ditolak: ", BOLD),
        Piece(tied(f"{_counted(content, content.rejected)}{returned}."), SANS),
    )


def _counted(content: Inspection, quantity: int) -> str:
    """Write a quantity with its words where it is whole: "97 (sembilan puluh tujuh) buah"."""
    shown, rest = divmod(quantity, content.per)
    text = words.counted(shown) if rest == 0 else _shown(content, quantity)
    return f"{text} {content.unit}"
