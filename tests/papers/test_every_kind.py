"""Every kind of paper: what is typed stands as typed and in its place; lists of any length are whole."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from ikm_desktop import words
from ikm_desktop.papers.drawing import _DRAWN_BY, page_count, pdf_of
from ikm_desktop.papers.personal_data import personal_data_pdf
from ikm_desktop.papers.plain_list import plain_list_pdf
from tests.papers import desk_papers, pages, ruled, samples, typed
from tests.papers.every_kind import CARD, KINDS, LISTS, WIDE, Shown, marked

HARD = {
    "sixty letters": 'Ma’rifah A & B <b>Contoh</b> D\'Rozari\r\nƁora "ɗe’i" 😀 אב {n} %s Raya',
    "one word": "Kristianussimorangkirwiryosentanakusumaningratharjodipuro",
}
"""What may be typed or pasted: markup, quotes, a line break, letters of Rote and Sabu, signs no face has."""


def pdf_with(shown: Shown, count: int) -> bytes:
    """Draw a kind of paper of so many rows."""
    return pdf_of(shown.made(count), samples.PICTURES)


def faults(shown: Shown, pdf: bytes, *, code: bool) -> list[str]:
    """Return what is wrong with the pages of a kind of paper; of long ones the first two and the last."""
    found = []
    for page, drawn in zip(pages.read(pdf, 3), ruled.rules(pdf, 3), strict=True):
        assert (round(page.width), round(page.height)) == shown.size
        found += [*pages.overlaps(page), *pages.at_the_edge(page), *ruled.crossed(page, drawn)]
        if shown.size != CARD:
            found += pages.under_the_footer(page, 11.6 if shown.size == WIDE else 12.6, code=code)
    return found


def not_printed(pdf: bytes, fields: dict[str, str]) -> set[str]:
    """Return the fields whose text is not on the paper, wherever lines were broken and capitals set."""
    printed = pages.text_of(pdf).replace(" ", "").upper()
    return {path for text, path in fields.items() if text.upper() not in printed}


def test_every_drawing_is_tried() -> None:
    """A new kind of paper must be entered here."""
    assert {type(shown.made(1)) for shown in KINDS.values()} == set(_DRAWN_BY)


@pytest.mark.parametrize("hard", HARD)
@pytest.mark.parametrize("name", KINDS)
def test_what_is_typed_stays_in_its_place(name: str, hard: str) -> None:
    """In every field at once: nothing over other words, across a rule, outside the sheet's margins."""
    shown = KINDS[name]
    paper: Any = typed.everywhere(shown.made(3), HARD[hard])
    assert faults(shown, pdf_of(paper, samples.PICTURES), code=bool(paper.head.return_code)) == []


@pytest.mark.parametrize("name", ["", *HARD.values()], ids=["", *HARD])
@pytest.mark.parametrize("count", [0, 1, 60])
def test_a_list_for_the_desk_is_well_set(count: int, name: str) -> None:
    """Neither kind has a number or a place in the register; both hold whatever the screen held."""
    for pdf in (
        plain_list_pdf(desk_papers.plain_list(count, name)),
        personal_data_pdf(desk_papers.personal_data(count, name), samples.PICTURES),
    ):
        for page, drawn in zip(pages.read(pdf, 3), ruled.rules(pdf, 3), strict=True):
            found = [*pages.overlaps(page), *pages.at_the_edge(page), *ruled.crossed(page, drawn)]
            assert found == []
            assert pages.under_the_footer(page, 12.6, code=False) == []
        assert pages.unembedded_fonts(pdf) == []


@pytest.mark.parametrize("name", KINDS)
def test_what_is_typed_is_printed_as_typed(name: str) -> None:
    """Every typed field reaches the paper letter for letter, but those its form has no place for."""
    shown = KINDS[name]
    paper, fields = typed.told_apart(shown.made(3))
    assert not_printed(pdf_of(paper, samples.PICTURES), fields) == shown.silent


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_is_a_list(name: str) -> None:
    """With no row there is still a head, and nothing lies over anything else."""
    shown = LISTS[name]
    paper: Any = shown.made(0)
    pdf = pdf_of(paper, samples.PICTURES)
    assert faults(shown, pdf, code=bool(paper.head.return_code)) == []
    assert shown.head in pages.text_of(pdf)


@cache
def fullest(name: str) -> int:
    """Return how many rows of a list fit its first page, with all that stands at its end."""
    low, high = 1, 48
    least = page_count(pdf_with(LISTS[name], 1))
    while high - low > 1:
        middle = (low + high) // 2
        fits = page_count(pdf_with(LISTS[name], middle)) == least
        low, high = (middle, high) if fits else (low, middle)
    return low


@pytest.mark.parametrize("more", [0, 1, 60], ids=["full", "one more", "many"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_any_length_is_whole(name: str, more: int) -> None:
    """Also where a page is just full: rows in order, heads repeated, sums carried, signatures beside rows."""
    shown = LISTS[name]
    paper, rows = marked(shown.made(fullest(name) + more))
    read = pages.texts(pdf_of(paper, samples.PICTURES))
    on_page = [re.findall(r"\bB\d{3}\b", text) for text in read]
    assert [one for page in on_page for one in page] == [f"B{i:03d}" for i in range(len(rows))]
    assert all(shown.head in text for text, found in zip(read, on_page, strict=True) if found)
    if shown.end:
        assert [i for i, text in enumerate(read) if shown.end in text] == [len(read) - 1]
        assert len(on_page[-1]) >= min(2, len(rows))
    if shown.carries is None:
        return
    done = 0
    for (text, found), (after, _more) in pairwise(zip(read, on_page, strict=True)):
        done += len(found)
        if done < len(rows):
            sign = "+" if name == "BASO" else ""
            carried = sign + words.number(sum(map(shown.carries, rows[:done])))
            assert f"Jumlah dipindahkan {carried}" in text
            assert f"Jumlah pindahan {carried}" in after


# The checks themselves


def test_the_checks_complain() -> None:
    """A word that leaves its cell crosses a rule; a level rule under it is only an underline."""
    page = pages.Page(215, 330, (pages.Word("kata", 30, 50, 40, 53, 11),), "")
    assert ruled.crossed(page, [ruled.Rule(35, 40, 35, 60)]) == ["'kata' across a rule"]
    assert ruled.crossed(page, [ruled.Rule(25, 51.5, 60, 51.5)]) == ["'kata' across a rule"]
    assert ruled.crossed(page, [ruled.Rule(25, 52.8, 60, 52.8), ruled.Rule(41, 40, 41, 60)]) == []


def test_the_checks_complain_of_a_drawn_page() -> None:
    """Of a name longer than its cell, and of a typed field that did not come onto the paper."""
    paper, fields = typed.told_apart(LISTS["DH"].made(3))
    pdf = pdf_of(paper, samples.PICTURES)
    (page,), (drawn,) = pages.read(pdf), ruled.rules(pdf)
    assert ruled.crossed(page, drawn) == []
    longer = replace(page, words=tuple(replace(one, right=one.right + 60) for one in page.words))
    assert ruled.crossed(longer, drawn)
    assert not_printed(pdf_of(replace(paper, subtitle="lain"), samples.PICTURES), fields) == {
        "AttendanceList.subtitle",
        "AttendanceList.rows.business",
    }
