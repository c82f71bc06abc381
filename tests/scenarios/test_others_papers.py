"""Papers of any length with any name on them (scenarios P17, P18)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ikm_desktop import words
from ikm_desktop.papers.bast import bast_pdf
from ikm_desktop.papers.certificate import certificates_pdf
from ikm_desktop.papers.payment_list import payment_list_pdf
from tests.papers import pages, samples, stretched

NAMES = (
    "Maria Goreti Yosefina Bernadeta Contoh Ndolu Manafe Dethan Lay"[:60],
    "Ma'rifah D'Rozari Contoh",
    "Toko A & B Contoh",
    "Yuliana <b>Contoh</b> Ndun",
    "Ɓora Ɗanga Contoh",
)
"""Sixty letters, apostrophes, an ampersand, a tag, and letters of Rote and Sabu."""


@pytest.mark.parametrize("name", NAMES)
def test_p17_a_name_is_printed_as_typed_inside_its_frame(name: str) -> None:
    """On a letter and on a certificate: letter for letter, over nothing else, inside the sheet."""
    letter = bast_pdf(stretched.handover(1, name=name), samples.PICTURES)
    assert name in pages.text_of(letter)
    holder = samples.holder(name=name)
    paper = replace(samples.certificates(), holders=(holder,), capitals=False)
    front = pages.read(certificates_pdf(paper, samples.PICTURES))[0]
    assert name in " ".join(word.text for word in front.words)
    for page in (*pages.read(letter), front):
        assert pages.overlaps(page) == []
        assert pages.at_the_edge(page) == []


@pytest.mark.parametrize("rows", [1, 20, 500])
def test_p18_a_table_of_any_length(rows: int) -> None:
    """Its head is on every page, the signatures stand together beside rows, the totals are right."""
    paper = samples.payment_list(rows)
    read = pages.texts(payment_list_pdf(paper))
    assert all("No. rekening" in text or "Rekening" in text for text in read)
    for signed in ("Terbilang jumlah diterima:", "Menyetujui:", "NIP 19850099"):
        assert [page for page, text in enumerate(read) if signed in text] == [len(read) - 1]
    beside = len(re.findall("Bank Contoh", read[-1]))
    assert beside >= min(2, rows)
    assert sum(len(re.findall("Bank Contoh", text)) for text in read) == rows
    assert words.number(sum(row.gross for row in paper.rows)) in read[-1]
