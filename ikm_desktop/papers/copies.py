"""SALINAN: a stamp laid over a copy of the stored bytes of a paper; the stored bytes stay as they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from reportlab.lib.units import mm

from ikm_desktop.papers import marks
from ikm_desktop.papers.content import VOID
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.fonts import ITALIC
from ikm_desktop.papers.sheet import A4_WIDE, F4, F4_WIDE, Format, Sheet
from ikm_desktop.papers.text import broken, plain


def copy_of(
    pdf: bytes,
    number: int,
    *,
    printed: Sequence[str] = (),
    void: bool = False,
    note: str = "",
) -> bytes:
    """Return a copy of an issued paper under "SALINAN ke-n"; equal input gives equal bytes.

    number: which copy, from 1; printed: the marks that the stored pages bear, so that the new boxes stand
    beside theirs; void: also mark it DIBATALKAN; note: what the register learnt after the paper was issued
    (its number, why it was made void), above the page in two lines at most.
    """
    added = [*([VOID] if void and VOID not in printed else []), f"SALINAN ke-{number}"]
    with pikepdf.open(BytesIO(pdf)) as stored:
        forms = [_form(page) for page in stored.pages]
        strips = _strips(forms, printed, added, note)
        with pikepdf.open(BytesIO(strips)) as over:
            for page, strip in zip(stored.pages, over.pages, strict=True):
                _lay_over(stored, page, strip)
        out = BytesIO()
        stored.save(out, deterministic_id=True)
    return out.getvalue()


def _lay_over(stored: pikepdf.Pdf, page: pikepdf.Page, strip: pikepdf.Page) -> None:
    """Draw the strip over the page. By hand: pikepdf's own overlay takes random names, and bytes differ."""
    name = pikepdf.Name("/Salinan")
    page.add_resource(
        stored.copy_foreign(strip.as_form_xobject()), pikepdf.Name.XObject, name, replace_existing=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ q /Salinan Do Q")


def _form(page: pikepdf.Page) -> Format:
    """Return the sheet of a stored page, with the margins of our papers."""
    box = pikepdf.Rectangle(page.mediabox)
    wide, high = float(box.width) / mm, float(box.height) / mm
    for form in (F4, F4_WIDE, A4_WIDE):
        if math.hypot(wide - form.width, high - form.height) < 1:
            return form
    return Format(wide, high, 15, 15, 14, 14)


def _strips(forms: Sequence[Format], printed: Sequence[str], added: Sequence[str], note: str) -> bytes:
    document = Document("SALINAN")
    for i, form in enumerate(forms):
        sheet = document.start_page(form)
        if form == A4_WIDE:
            _draw_on_certificate(sheet, printed, added, front=i % 2 == 0)
        else:
            marks.draw_boxes(sheet, added, right=marks.left_end(form.right_edge, printed))
        if note and (form != A4_WIDE or i % 2 == 0):
            _draw_note(sheet, note, [*printed, *added])
        document.end_page()
    return document.pdf()


def _draw_note(sheet: Sheet, note: str, boxes: Sequence[str]) -> None:
    """Draw the note left of the boxes, on a certificate beneath them; beyond two lines it is cut."""
    form = sheet.form
    # Right of the emblem, which begins just below.
    x, y, end = form.left + 20, 10.2, marks.left_end(form.right_edge, boxes)
    if form == A4_WIDE:
        x, y, end = 26, 29.5, 138
    lines = broken(plain(note, ITALIC), 7, end - x)
    if len(lines) > 2:  # noqa: PLR2004 -- two lines have room above the kop
        lines = broken(plain(f"{lines[0].text} {lines[1].text.rstrip()[:-1]}…", ITALIC), 7, end - x)
    for i, line in enumerate(lines[:2]):
        sheet.text(x, y + i * 2.7, line.text, 7, ITALIC, grey=0.2)


def _draw_on_certificate(sheet: Sheet, printed: Sequence[str], added: Sequence[str], *, front: bool) -> None:
    """Draw inside the frame: from the left on the front, from the right on the back."""
    if front:
        marks.draw_boxes_from(sheet, added, marks.right_end(marks.FRONT[0], printed), marks.FRONT[1])
    else:
        right, top = marks.BACK
        marks.draw_boxes(sheet, added, right=marks.left_end(right, printed), top=top)
