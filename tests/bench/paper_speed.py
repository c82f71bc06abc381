"""G14: how fast papers are drawn, each against a plain way of making the same paper, in one run.

CPU time of this process, median of several rounds. LibreOffice is not run here: measured once on the same
work, a mail merge of twenty certificates took 88 times as long as canvas calls with shared forms.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ikm_desktop.papers.bast import bast_pdf, draw_bast
from ikm_desktop.papers.certificate import certificates_pdf
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.kuitansi import draw_kuitansi, kuitansi_pdf
from ikm_desktop.papers.receipt_list import receipt_list_pdf
from ikm_desktop.resources import resource
from tests.bench.figures import Figure
from tests.papers import pages, samples

PLAIN = "Plain-Sans"
ROUNDS = 5


def figures() -> list[Figure]:
    """Measure all, and return the lines of the table."""
    batch, one = samples.certificates(1000), samples.certificates()
    people = samples.receipt_list(500)
    lines = [page.text.splitlines() for page in pages.read(certificates_pdf(one, samples.PICTURES))]
    issued = [pdf for _ in range(30) for pdf in _two_papers()]
    return [
        _figure(
            "G14 1,000 certificates / bare canvas, same text",
            lambda: certificates_pdf(batch, samples.PICTURES),
            lambda: _bare(lines, 1000),
            25,
        ),
        _figure(
            "G14 20 single certificates / plain platypus",
            lambda: _times(20, lambda: certificates_pdf(one, samples.PICTURES)),
            lambda: _times(20, lambda: _platypus(lines)),
            0.25,
        ),
        _figure(
            "G14 list of 500 rows / a table of Paragraphs",
            lambda: receipt_list_pdf(people, samples.PICTURES),
            lambda: _paragraphs(500),
            0.5,
        ),
        _figure("G14 dossier of 60 papers / merging 60 files", _drawn, lambda: _merged(issued), 1 / 6),
    ]


def _figure(name: str, ours: Callable[[], object], theirs: Callable[[], object], goal: float) -> Figure:
    ours()
    theirs()
    pairs = [(_spent(ours), _spent(theirs)) for _ in range(ROUNDS)]
    value, baseline = (statistics.median(pair[n] for pair in pairs) for n in (0, 1))
    return Figure(name, value, "ms CPU", baseline, goal)


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _times(count: int, work: Callable[[], object]) -> None:
    for _ in range(count):
        work()


# The yardsticks


def _bare(lines: list[list[str]], count: int) -> bytes:
    """Write the same lines with nothing else: no layout, no frame, no typeface of our own."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=landscape(A4))
    for _ in range(count):
        for page in lines:
            for i, line in enumerate(page):
                canvas.drawString(60, 550 - 11 * i, line)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@contextmanager
def _plain_library() -> Iterator[None]:
    """Take back what the papers set up in ReportLab, for a yardstick that knows nothing of them."""
    library: Any = pdfdoc
    ours = library.PDFZCompress, rl_config.useA85
    library.PDFZCompress, rl_config.useA85 = pdfdoc.PDFStreamFilterZCompress(), 1
    pdfmetrics.registerFont(TTFont(PLAIN, str(resource("fonts/LiberationSans-Regular.ttf"))))
    try:
        yield
    finally:
        library.PDFZCompress, rl_config.useA85 = ours


def _platypus(lines: list[list[str]]) -> bytes:
    """Make the same certificate as ReportLab's manual does: paragraphs, a table, a frame, the emblem."""
    style = ParagraphStyle("body", fontName=PLAIN, fontSize=10, leading=12, alignment=1)
    emblem = BytesIO(samples.LOGO)

    def frame(canvas: Canvas, _document: object) -> None:
        for i in range(120):
            canvas.circle(30 + i * 6.5, 20, 3)
            canvas.circle(30 + i * 6.5, 575, 3)
        canvas.drawImage(ImageReader(emblem), 400, 520, 40, 48)

    buffer = BytesIO()
    with _plain_library():
        front = [Paragraph(_escaped(line), style) for line in lines[0]]
        body = [[Paragraph(_escaped(line), style)] for line in lines[1]]
        document = SimpleDocTemplate(buffer, pagesize=landscape(A4), topMargin=40, bottomMargin=20)
        table = Table(body, style=_grid())
        document.build([*front, PageBreak(), table], onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()


def _paragraphs(count: int) -> bytes:
    """Make the receipt list as one Table whose cells are all Paragraphs."""
    style = ParagraphStyle("cell", fontName=PLAIN, fontSize=9, leading=11)
    paper = samples.receipt_list(count)
    head = ["No.", "Nama", "NIK", *(m.name for m in paper.materials), "Tanggal", "Tanda Tangan"]
    buffer = BytesIO()
    with _plain_library():
        body = [
            [
                Paragraph(_escaped(text), style)
                for text in (str(i + 1), row.name, row.nik, *map(str, row.quantities), "07-08-2020", "")
            ]
            for i, row in enumerate(paper.rows)
        ]
        document = SimpleDocTemplate(buffer, pagesize=(935, 609))
        document.build([Table([head, *body], repeatRows=1, style=_grid()), Spacer(1, 20)])
    return buffer.getvalue()


def _grid() -> TableStyle:
    return TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), PLAIN)])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") or "\N{NO-BREAK SPACE}"


def _two_papers() -> tuple[bytes, bytes]:
    return bast_pdf(samples.handover(), samples.PICTURES), kuitansi_pdf(samples.receipt_up())


def _drawn() -> bytes:
    document = Document("Berkas", samples.PICTURES)
    for _ in range(30):
        draw_bast(document, samples.handover())
        draw_kuitansi(document, samples.receipt_up())
    return document.pdf()


def _merged(issued: list[bytes]) -> bytes:
    """Merge finished files and number their pages: what a dossier costs that is not drawn at once."""
    merged = pikepdf.new()
    for pdf in issued:
        with pikepdf.open(BytesIO(pdf)) as part:
            merged.pages.extend(part.pages)
    numbers = BytesIO()
    canvas = Canvas(numbers, pagesize=(609, 935))
    for i in range(len(merged.pages)):
        canvas.drawString(280, 12, f"halaman {i + 1} dari {len(merged.pages)}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(numbers.getvalue())) as over:
        for page, number in zip(merged.pages, over.pages, strict=True):
            page.add_overlay(number, pikepdf.Rectangle(page.mediabox))
    out = BytesIO()
    merged.save(out)
    return out.getvalue()


if __name__ == "__main__":
    from tests.bench.figures import heading, printed

    print(heading())
    for figure in figures():
        print(printed(figure))
