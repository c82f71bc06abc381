"""The finished file: same bytes, language, bookmarks, page numbers, marks, return code."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import zxingcpp

from ikm_desktop.papers import content as c
from ikm_desktop.papers import marks
from ikm_desktop.papers.bast import bast_pdf, draw_bast
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.kuitansi import draw_kuitansi, kuitansi_pdf
from ikm_desktop.papers.receipt_list import receipt_list_pdf
from tests.papers import pages, references, samples


@pytest.mark.parametrize("name", ["bast", "tanda-terima", "kuitansi-up", "sertifikat"])
def test_the_same_content_gives_the_same_bytes(name: str) -> None:
    """Drawn twice, also after other papers, a file is byte for byte the same."""
    first = references.PAPERS[name]()
    references.PAPERS["kuitansi-ls"]()
    assert references.PAPERS[name]() == first


def test_a_reader_is_told_language_and_title() -> None:
    """Language, title in the window's bar, and a bookmark for the paper."""
    with pikepdf.open(BytesIO(bast_pdf(samples.handover(), samples.PICTURES))) as pdf:
        assert str(pdf.Root.Lang) == "id-ID"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Berita Acara Serah Terima Barang 530/131/DPP/VIII/2020"
        with pdf.open_outline() as outline:
            (entry,) = outline.root
            assert "530/131/DPP/VIII/2020" in entry.title


def test_many_papers_share_one_file() -> None:
    """Each keeps its own page numbers, and its bookmark points to its own first page."""
    document = Document("Berkas", samples.PICTURES)
    draw_bast(document, samples.handover(40))
    draw_kuitansi(document, samples.receipt_up())
    draw_bast(document, samples.handover())
    pdf = document.pdf()
    texts = [" ".join(page.text.split()) for page in pages.read(pdf)]
    numbers = [text.split("Halaman ")[1][:8] for text in texts]
    assert numbers == ["1 dari 3", "2 dari 3", "3 dari 3", "1 dari 1", "1 dari 2", "2 dari 2"]
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        firsts = []
        for entry in outline.root:
            assert isinstance(entry.destination, pikepdf.Array)
            firsts.append(opened.pages.index(pikepdf.Page(entry.destination[0])))
    assert firsts == [0, 3, 4]


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: bast_pdf(samples.handover(), samples.PICTURES),
        lambda: receipt_list_pdf(samples.receipt_list(), samples.PICTURES),
        lambda: kuitansi_pdf(samples.receipt_up()),
    ],
)
def test_the_return_code_is_read_at_200_dpi(pdf: object) -> None:
    """Rendered grey as an office scans, every page gives back its code."""
    assert callable(pdf)
    data = pdf()
    for i in range(len(pages.read(data))):
        (found,) = zxingcpp.read_barcodes(pages.rendered(data, 200, i))
        assert found.text.startswith("IKM1:")
        assert found.text.endswith(":000123:9f1c07ab")


def test_a_draft_has_no_return_code() -> None:
    """Nothing can come back signed that was never issued."""
    paper = samples.handover()
    draft = replace(paper, head=replace(paper.head, marks=(c.DRAFT,)))
    data = bast_pdf(draft, samples.PICTURES)
    assert not zxingcpp.read_barcodes(pages.rendered(data, 200))
    assert "D R A F" in data.decode("latin-1") or "DRAF" in pages.text_of(data).replace(" ", "")


def test_marks_stand_side_by_side_in_their_order() -> None:
    """From the right: CONTOH or LATIHAN, DRAF or DIBATALKAN; one word lies across the page."""
    paper = samples.handover(1)
    marked = replace(paper, head=replace(paper.head, marks=(c.VOID, c.SAMPLE)))
    (first, *_rest) = pages.read(bast_pdf(marked, samples.PICTURES))
    boxes = {word.text: word.left for word in first.words if word.bottom < 12}
    assert boxes["DIBATALKAN"] < boxes["CONTOH"]
    assert marks.ordered(["SALINAN ke-1", c.DRAFT, c.SAMPLE]) == [c.SAMPLE, c.DRAFT, "SALINAN ke-1"]
    assert first.text.replace("\r\n", "").count("DIBATALKAN") == 2


def test_a_paper_without_marks_has_none() -> None:
    """No box, no word across the page."""
    paper = samples.handover(1)
    bare = replace(paper, head=replace(paper.head, marks=()))
    (first, *_rest) = pages.read(bast_pdf(bare, samples.PICTURES))
    assert [word.text for word in first.words if word.bottom < 12] == []


def test_a_printer_may_shift_the_sheet() -> None:
    """Everything moves by the profile's millimetres, right and down."""
    straight = pages.read(kuitansi_pdf(samples.receipt_up()))[0]
    shifted = pages.read(kuitansi_pdf(samples.receipt_up(), None, PrintProfile(2, 3)))[0]
    for before, after in zip(straight.words[:40], shifted.words[:40], strict=True):
        assert after.left - before.left == pytest.approx(2, abs=0.05)
        assert after.top - before.top == pytest.approx(3, abs=0.05)


def test_a_blank_number_leaves_room_for_the_hand() -> None:
    """Fixed parts stay, with room for six digits between them."""
    paper = samples.handover()
    blank = replace(paper, head=replace(paper.head, number="530/            /DPP/VIII/2020"))
    page = pages.read(bast_pdf(blank, samples.PICTURES))[0]
    left = next(w for w in page.words if w.text == "530/" and w.size > 10)
    right = next(w for w in page.words if w.text == "/DPP/VIII/2020" and w.size > 10)
    assert right.left - left.right > 11


def test_an_office_without_an_emblem_keeps_its_place() -> None:
    """The lines of the kop stand where they stood."""
    bare = replace(samples.LETTERHEAD, logo=None)
    with_it = pages.read(bast_pdf(samples.handover(), samples.PICTURES))[0].words[:12]
    without = pages.read(bast_pdf(samples.handover(letterhead=bare)))[0].words[:12]
    assert [(w.text, round(w.left, 2)) for w in with_it] == [(w.text, round(w.left, 2)) for w in without]
