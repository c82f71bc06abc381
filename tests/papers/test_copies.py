"""SALINAN: a stamp over a copy, never into the stored bytes."""

from __future__ import annotations

import pytest

from ikm_desktop.papers import content as c
from ikm_desktop.papers.bast import bast_pdf
from ikm_desktop.papers.certificate import certificates_pdf
from ikm_desktop.papers.copies import copy_of
from tests.papers import pages, samples

BAST = bast_pdf(samples.handover(), samples.PICTURES)


def test_a_copy_is_stamped_on_each_page() -> None:
    """Left of CONTOH stands "SALINAN ke-2"; the paper beneath reads as before."""
    copied = pages.read(copy_of(BAST, 2, printed=(c.SAMPLE,)))
    for before, after in zip(pages.read(BAST), copied, strict=True):
        boxes = {w.text: w.left for w in after.words if w.bottom < 12}
        assert boxes["SALINAN"] < boxes["ke-2"] < boxes["CONTOH"]
        assert {w.text for w in before.words} <= {w.text for w in after.words}
        assert pages.faults(after) == []


def test_a_copy_is_the_same_each_time() -> None:
    """Equal stored bytes give an equal copy, and another number another one."""
    assert copy_of(BAST, 1) == copy_of(BAST, 1)
    assert copy_of(BAST, 1) != copy_of(BAST, 2)


def test_a_copy_of_a_void_paper_says_so() -> None:
    """DIBATALKAN stands beside SALINAN, once, with the number that the register learnt later."""
    text = pages.text_of(copy_of(BAST, 1, printed=(c.SAMPLE,), void=True, note="Nomor: 530/131"))
    assert text.count("DIBATALKAN") == 2
    assert text.count("Nomor: 530/131 ") == 2
    already = copy_of(BAST, 1, printed=(c.SAMPLE, c.VOID), void=True)
    assert "DIBATALKAN" not in pages.text_of(already)


@pytest.mark.parametrize("paper", ["bast", "sertifikat"])
def test_a_long_reason_stands_above_the_page_in_two_lines(paper: str) -> None:
    """Why a paper is void is cut at the end of two lines; it touches neither boxes nor kop."""
    pdf = BAST if paper == "bast" else certificates_pdf(samples.certificates(), samples.PICTURES)
    note = "Dibatalkan 28-08-2020: " + "nama lembaga tidak sesuai dengan surat tugasnya; " * 6
    page = pages.read(copy_of(pdf, 1, printed=(c.SAMPLE,), void=True, note=note))[0]
    assert "Dibatalkan 28-08-2020: nama lembaga" in page.text
    assert "…" in page.text
    assert pages.overlaps(page) == []
    assert pages.at_the_edge(page) == []


def test_a_copied_certificate_is_marked_inside_its_frame() -> None:
    """Front from the left, back from the right, without touching anything."""
    copied = pages.read(
        copy_of(certificates_pdf(samples.certificates(), samples.PICTURES), 3, printed=(c.SAMPLE,))
    )
    for page in copied:
        assert any(w.text == "SALINAN" for w in page.words)
        assert pages.overlaps(page) == []
        assert pages.outside(page, 20, 277) == []
    assert pages.unembedded_fonts(copy_of(BAST, 1)) == []
