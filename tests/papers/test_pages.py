"""No page has words over words, at an edge or in the footer, whatever it has to hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from ikm_desktop.papers import content as c
from ikm_desktop.papers.articles import in_articles
from ikm_desktop.papers.bast import bast_pdf
from ikm_desktop.papers.certificate import certificates_pdf
from ikm_desktop.papers.drawing import pdf_of
from ikm_desktop.papers.inspection import inspection_pdf
from ikm_desktop.papers.kuitansi import kuitansi_pdf
from ikm_desktop.papers.payment_list import payment_list_pdf
from ikm_desktop.papers.receipt_list import receipt_list_pdf
from tests.papers import pages, records, samples, stretched, thumbs

P = samples.PICTURES
LETTERS: dict[str, Callable[[], bytes]] = {
    "bast": lambda: bast_pdf(samples.handover(), P),
    "bast of one row": lambda: bast_pdf(samples.handover(1), P),
    "bast of 500 rows": lambda: bast_pdf(samples.handover(500), P),
    "bast bound at 30 mm": lambda: bast_pdf(
        samples.handover(head=c.Head(kind="BAST-L", number="1", left=30, return_code="IKM1:X")), P
    ),
    "bast without values": lambda: bast_pdf(samples.handover(values=c.NO_VALUE, total=None), P),
    "bast in Pasal form": lambda: bast_pdf(in_articles(samples.handover()), P),
    "bast in Pasal form of 60 rows": lambda: bast_pdf(in_articles(samples.handover(60)), P),
    "bast in Pasal form at its limits": lambda: bast_pdf(in_articles(stretched.handover(20)), P),
    "bast of a vendor": lambda: bast_pdf(
        samples.handover(contracted=True, basis="Berdasarkan SPK Nomor: 1/SPK/2020."), P
    ),
    "bast of a vendor of 500 rows": lambda: bast_pdf(samples.handover(500, contracted=True), P),
    "bast without values of 500 rows": lambda: bast_pdf(
        samples.handover(500, values=c.NO_VALUE, total=None), P
    ),
    "bast in Pasal form of 500 rows": lambda: bast_pdf(in_articles(samples.handover(500)), P),
    "receipt of one person of 500 rows": lambda: pdf_of(records.receipt(500), P),
    "bast of a vendor without values": lambda: bast_pdf(
        samples.handover(contracted=True, values=c.NO_VALUE, total=None), P
    ),
    "bast at its limits": lambda: bast_pdf(stretched.handover(20), P),
    "bast of one word": lambda: bast_pdf(stretched.handover(1, name=stretched.NO_SPACES), P),
    **{
        f"bast to {name}": partial(bast_pdf, stretched.handover(2, name=name), P)
        for name in stretched.ODD_NAMES
    },
    "inspection": lambda: inspection_pdf(samples.inspection(), P),
    "inspection of one": lambda: inspection_pdf(samples.inspection(1), P),
    "inspection of 500": lambda: inspection_pdf(samples.inspection(500), P),
    "inspection at its limits": lambda: inspection_pdf(stretched.inspection(), P),
    "kuitansi up": lambda: kuitansi_pdf(samples.receipt_up()),
    "kuitansi ls": lambda: kuitansi_pdf(samples.receipt_ls()),
    "kuitansi with a thumbprint": lambda: kuitansi_pdf(thumbs.receipt()),
    "attendance of a day with thumbprints": lambda: pdf_of(thumbs.attendance(1), P),
    "attendance of a week with thumbprints": lambda: pdf_of(thumbs.attendance(5), P),
    "kuitansi up at its limits": lambda: kuitansi_pdf(stretched.receipt(samples.receipt_up())),
    "kuitansi ls at its limits": lambda: kuitansi_pdf(stretched.receipt(samples.receipt_ls())),
}
LISTS: dict[str, Callable[[], bytes]] = {
    "of one person": lambda: receipt_list_pdf(samples.receipt_list(1), P),
    "of twenty": lambda: receipt_list_pdf(samples.receipt_list(20), P),
    "of 500": lambda: receipt_list_pdf(samples.receipt_list(500), P),
    "of one material": lambda: receipt_list_pdf(samples.receipt_list(20, 1), P),
    "of ten materials": lambda: receipt_list_pdf(samples.receipt_list(20, 10), P),
    "with a thumbprint": lambda: receipt_list_pdf(thumbs.receipt_list(), P),
    "at its limits": lambda: receipt_list_pdf(stretched.receipt_list(20, 8), P),
}
PAYMENTS: dict[str, Callable[[], bytes]] = {
    "of one": lambda: payment_list_pdf(samples.payment_list(1)),
    "of 23": lambda: payment_list_pdf(samples.payment_list()),
    "of 500": lambda: payment_list_pdf(samples.payment_list(500)),
    "with a thumbprint": lambda: payment_list_pdf(thumbs.payment_list()),
    "of two units": lambda: payment_list_pdf(samples.payment_list(unit="", quantity=None)),
    "at its limits": lambda: payment_list_pdf(stretched.payment_list()),
}
CERTIFICATES: dict[str, Callable[[], bytes]] = {
    "one": lambda: certificates_pdf(samples.certificates(), P),
    "of a batch": lambda: certificates_pdf(samples.certificates(20), P),
    "at its limits": lambda: certificates_pdf(stretched.certificates(), P),
    "of one word": lambda: certificates_pdf(stretched.certificates(name=stretched.NO_SPACES), P),
    "with a thumbprint": lambda: certificates_pdf(
        samples.certificates(holders=(samples.holder(thumb=True),)), P
    ),
    "without NIK and birth": lambda: certificates_pdf(
        stretched.certificates(nik="", birth_day=None, business="", grade=""), P
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_well_set(name: str) -> None:
    """F4 portrait: words apart, inside the type area, clear of footer and QR; all type embedded."""
    pdf = LETTERS[name]()
    left = 30 if "30 mm" in name else 25
    for page in pages.read(pdf):
        assert (round(page.width), round(page.height)) == (215, 330)
        assert pages.faults(page) == []
        assert pages.outside(page, left, 195) == []
    assert pages.unembedded_fonts(pdf) == []


@pytest.mark.parametrize(("days", "told"), [(1, 2), (5, 10)])
def test_who_gives_her_thumbprint_is_told_on_the_attendance_list(days: int, told: int) -> None:
    """A box in a day's list; in a week's a word in each of her cells, for they are too low for a box."""
    assert pages.text_of(pdf_of(thumbs.attendance(days), P)).count("cap jempol") == told


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_well_set(name: str) -> None:
    """F4 landscape, the same promises."""
    pdf = LISTS[name]()
    for page in pages.read(pdf):
        assert (round(page.width), round(page.height)) == (330, 215)
        assert pages.faults(page, footer=11.6) == []
        assert pages.outside(page, 20, 315) == []
    assert pages.unembedded_fonts(pdf) == []


@pytest.mark.parametrize("name", PAYMENTS)
def test_a_payment_list_is_well_set(name: str) -> None:
    """F4 landscape with both margins 15, the same promises."""
    pdf = PAYMENTS[name]()
    for page in pages.read(pdf):
        assert pages.faults(page, footer=11.6) == []
        assert pages.outside(page, 15, 315) == []
    assert pages.unembedded_fonts(pdf) == []


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_is_well_set(name: str) -> None:
    """A4 landscape: words apart and inside the inner frame; the lower left stays empty."""
    pdf = CERTIFICATES[name]()
    for i, page in enumerate(pages.read(pdf)):
        assert (round(page.width), round(page.height)) == (297, 210)
        assert pages.overlaps(page) == []
        assert pages.outside(page, 20, 277) == []
        assert max(word.bottom for word in page.words) < (190.5 if i % 2 == 0 else 196)
        if i % 2 == 0:
            place = [w.text for w in page.words if w.left < 60 and 145 < w.bottom < 190]
            assert place == []
    assert pages.unembedded_fonts(pdf) == []


# The checks themselves


def _page(*words: pages.Word) -> pages.Page:
    return pages.Page(215, 330, words, "")


def _word(left: float, top: float, text: str = "kata", size: float = 11) -> pages.Word:
    return pages.Word(text, left, top, left + 10, top + 3, size)


def test_the_checks_complain() -> None:
    """Each check finds the fault that it is there to find, and not the others."""
    good = _page(_word(30, 50), _word(41, 50))
    assert pages.faults(good) == []
    assert pages.overlaps(_page(_word(30, 50, "satu"), _word(35, 51, "dua"))) == ["'satu' over 'dua'"]
    assert pages.at_the_edge(_page(_word(7, 50))) == ["kata"]
    assert pages.at_the_edge(_page(_word(30, 7))) == ["kata"]
    assert pages.at_the_edge(_page(_word(200, 50))) == ["kata"]
    assert pages.at_the_edge(_page(_word(30, 321))) == ["kata"]
    assert pages.under_the_footer(_page(_word(30, 316)), 12.6, code=True) == ["kata"]
    assert pages.under_the_footer(_page(_word(185, 303)), 12.6, code=True) == ["kata"]
    assert pages.under_the_footer(_page(_word(185, 303)), 12.6, code=False) == []
    assert pages.outside(_page(_word(20, 50)), 25, 195) == ["kata"]


def test_the_checks_complain_of_a_drawn_page() -> None:
    """On a real page too: two words drawn at one place, and a typeface that is not embedded."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(609.45, 935.43))
    canvas.drawString(100, 500, "Pertama")
    canvas.drawString(110, 502, "Kedua")
    canvas.save()
    (page,) = pages.read(buffer.getvalue())
    assert pages.overlaps(page)
    assert pages.unembedded_fonts(buffer.getvalue()) == ["/Helvetica"]
