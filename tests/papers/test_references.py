"""The papers look as they did when somebody last looked at them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from ikm_desktop.papers.bast import bast_pdf
from tests.papers import pages, references, samples

NAMES = list(references.PAPERS)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_looks_as_kept(name: str) -> None:
    """Words, places and pictures equal those beside the test; renew them on purpose, and look."""
    pdf = references.PAPERS[name]()
    kept = references.words_file(name).read_text(encoding="utf-8")
    assert references.words_of(pdf) == kept
    for i in range(len(pages.read(pdf))):
        with Image.open(references.picture_file(name, i)) as picture:
            assert references.compare(picture, pages.rendered(pdf, references.DPI, i)) == ""


def test_every_kept_page_belongs_to_a_paper() -> None:
    """No picture is left over from a page that no longer exists."""
    for file in references.FOLDER.glob("*.png"):
        name, _, page = file.stem.rpartition("-")
        heading = f"halaman {page}:"
        assert heading in references.words_file(name).read_text(encoding="utf-8")


def test_the_comparer_sees_a_changed_word() -> None:
    """It must complain of one other word, of a moved line and of another size."""
    with Image.open(references.picture_file("bast", 0)) as kept:
        other = samples.handover(place="Waingapu")
        assert references.compare(kept, pages.rendered(bast_pdf(other, samples.PICTURES), 60))
        moved = pages.rendered(references.PAPERS["bast"](), 60).transform(
            kept.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, 1)
        )
        assert references.compare(kept, moved)
        assert references.compare(kept, moved.resize((100, 100)))


def test_the_comparer_sees_a_missing_mark() -> None:
    """A paper that lost its CONTOH does not pass for the kept one."""
    paper = samples.handover()
    bare = replace(paper, head=replace(paper.head, marks=()))
    with Image.open(references.picture_file("bast", 0)) as kept:
        assert references.compare(kept, pages.rendered(bast_pdf(bare, samples.PICTURES), 60))
