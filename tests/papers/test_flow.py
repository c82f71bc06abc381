"""Tables break between rows, sums are carried, and a signature is never alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop import words
from ikm_desktop.papers import content as c
from ikm_desktop.papers.bast import bast_pdf, goods_table
from ikm_desktop.papers.inspection import inspection_pdf
from ikm_desktop.papers.payment_list import payment_list_pdf
from ikm_desktop.papers.receipt_list import FORM, receipt_list_pdf, receipt_table
from ikm_desktop.papers.sheet import F4
from tests.papers import pages, samples, stretched

COUNTS = [*range(1, 32), 60, 61, 500]


def _check_handover(paper: c.Handover) -> None:
    """Assert what must hold of every handover letter, whatever its rows."""
    read = pages.texts(bast_pdf(paper, samples.PICTURES))
    ends = [i for i, text in enumerate(read) if "Demikian Berita Acara" in text]
    assert ends == [len(read) - 1]
    for needed in ("Barang berasal", "PIHAK KEDUA,", "NIP 19780099", "Saksi-saksi:", "NIP 19650099"):
        assert needed in read[-1]
    printed, done = 0, 0
    for text in read:
        for label, amount in re.findall(r"(Jumlah pindahan|Jumlah dipindahkan) ([\d.]+)", text):
            if label == "Jumlah dipindahkan":
                printed += len(re.findall(r" Baik(?= |$)", text))
                done = sum(row.amount or 0 for row in paper.rows[:printed])
            assert amount == words.number(done)
    everything = " ".join(read)
    assert len(re.findall(r" Baik(?= |$)", everything)) == len(paper.rows)
    assert f"JUMLAH {words.number(paper.total or 0)}" in everything


@pytest.mark.parametrize("count", COUNTS)
def test_a_handover_of_any_length_ends_whole(count: int) -> None:
    """Last clause, closing and all signatures share a page; sums are right on every page."""
    _check_handover(samples.handover(count))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_a_handover_with_rows_of_any_height_ends_whole(heights: list[int]) -> None:
    """Rows of one to many lines, mixed."""
    rows = samples.goods(len(heights))
    tall = tuple(
        replace(row, specification="tali karet " * (4 * high + 1))
        for row, high in zip(rows, heights, strict=True)
    )
    _check_handover(samples.handover(len(rows), rows=tall))


@pytest.mark.parametrize("count", COUNTS)
def test_a_list_of_any_length_ends_with_rows_beside_its_signatures(count: int) -> None:
    """The signatures stand on one page with at least two people; nobody is lost; sums are right."""
    paper = samples.receipt_list(count)
    read = pages.texts(receipt_list_pdf(paper, samples.PICTURES))
    for needed in ("Peserta menyatakan", "MARTHA CONTOH", "NIP 19780099", "NIP 19900099"):
        assert [i for i, text in enumerate(read) if needed in text] == [len(read) - 1]
    people = [len(re.findall(r"5371\*{10}00", text)) for text in read]
    assert sum(people) == count
    assert people[-1] >= min(2, count)
    done = 0
    for here, text in zip(people, read, strict=True):
        for label, threads in re.findall(
            r"(Jumlah pindahan|Jumlah dipindahkan) [\d.,]+ [\d.,]+ ([\d.]+)", text
        ):
            done += here if label == "Jumlah dipindahkan" else 0
            assert threads == words.number(2 * done)
    assert f"JUMLAH {words.scaled_number(paper.materials[0].total, 1000, 2)} " in read[-1]


@pytest.mark.parametrize("count", COUNTS)
def test_an_inspection_of_any_length_ends_whole(count: int) -> None:
    """Result, closing and signatures stand beside at least two rows."""
    pdf = inspection_pdf(samples.inspection(count), samples.PICTURES)
    read = pages.texts(pdf)
    for needed in ("Diterima:", "Demikian Berita Acara", "Mengetahui:", "NIP 19900099"):
        assert [i for i, text in enumerate(read) if needed in text] == [len(read) - 1]
    assert len(re.findall(r"Contoh 100 ", read[-1])) >= min(2, count)
    assert sum(len(re.findall(r"Contoh 100 ", text)) for text in read) == count


@pytest.mark.parametrize("count", COUNTS)
def test_a_payment_list_of_any_length_carries_its_sums(count: int) -> None:
    """Gross is carried from page to page; words and signatures stand beside at least two rows."""
    paper = samples.payment_list(count)
    read = pages.texts(payment_list_pdf(paper))
    for needed in ("Terbilang jumlah diterima:", "Menyetujui:", "NIP 19850099"):
        assert [i for i, text in enumerate(read) if needed in text] == [len(read) - 1]
    people = [len(re.findall(r"Bank Contoh", text)) for text in read]
    assert sum(people) == count
    assert people[-1] >= min(2, count)
    done = 0
    for here, text in zip(people, read, strict=True):
        for label, gross in re.findall(r"(Jumlah pindahan|Jumlah dipindahkan) [\d.]+ ([\d.]+)", text):
            done += here if label == "Jumlah dipindahkan" else 0
            assert gross == words.number(sum(row.gross for row in paper.rows[:done]))


@pytest.mark.parametrize("count", [1, 6, 11, 13])
def test_a_letter_that_misses_one_page_by_little_is_set_smaller(count: int) -> None:
    """Up to eleven materials with three clauses are one page; more are two, the signatures whole on the last.

    Nothing is set below 10 points, and 3 cm stay clear over each name.
    """
    letter = samples.handover_of_participant()
    rows = tuple(letter.rows[i % 3] for i in range(count))
    read = pages.read(bast_pdf(replace(letter, rows=rows), samples.PICTURES))
    assert len(read) == (1 if count <= 11 else 2)
    for needed in ("Demikian Berita Acara", "3. Barang berasal", "RINI CONTOH, A.Md.\r\nPengatur (II/c)"):
        assert [i for i, page in enumerate(read) if needed in page.text] == [len(read) - 1]
    bodies = {word.size for page in read for word in page.words if word.text in {"bertempat", "Nama"}}
    assert bodies <= ({11.0} if count > 11 else {11.0, 10.5, 10.0})
    words_of_it = read[-1].words
    title = max(word.bottom for word in words_of_it if word.text == "Persediaan,")
    name = next(word.top for word in words_of_it if word.text == "RINI" and word.top > title)
    assert name - title >= 29


def test_a_column_nothing_is_known_for_is_left_out() -> None:
    """Goods without a condition have no column Kondisi; a long reason gets a wider one, and none is cut."""
    letter = samples.returned_to_vendor()
    bare = replace(letter, rows=tuple(replace(row, condition="") for row in letter.rows))
    assert "Kondisi" not in pages.text_of(bast_pdf(bare))
    reason = "Warna luntur, jahitan tepi lepas, dan ukurannya tidak sesuai pesanan"
    told = replace(letter, rows=tuple(replace(row, condition=reason) for row in letter.rows))
    assert pages.text_of(bast_pdf(told)).count("pesanan") == len(letter.rows)
    assert not any(pages.faults(page) for page in pages.read(bast_pdf(told)))


def test_two_products_of_one_person_are_signed_once() -> None:
    """A second row bears no number and no line to sign on."""
    paper = samples.payment_list(3)
    second = replace(paper.rows[1], number=0)
    page = pages.read(payment_list_pdf(replace(paper, rows=(paper.rows[0], second))))[0]
    signed = [word.text for word in page.words if word.size == 7.5 and word.left > 270]
    assert signed == ["1."]


def test_a_batch_takes_the_pages_of_the_forms() -> None:
    """An inspection of twenty fits one page; fourteen payments fit the first page of 23."""
    inspection = inspection_pdf(samples.inspection(), samples.PICTURES)
    assert len(pages.read(inspection)) == 1
    first, second = pages.read(payment_list_pdf(samples.payment_list()))
    assert first.text.count("Bank Contoh") == 14
    assert second.text.count("Bank Contoh") == 9


def test_the_head_repeats_on_every_page() -> None:
    """Head and number row stand on each page of a long list, the kop on the first only."""
    read = pages.read(receipt_list_pdf(samples.receipt_list(60), samples.PICTURES))
    for i, page in enumerate(read):
        assert "Nama Peserta" in page.text
        assert "Bahan yang diterima" in page.text
        assert ("PEMERINTAH PROVINSI" in page.text) == (i == 0)
        assert ("(lanjutan)" in page.text) == (i > 0)
        assert f"Halaman {i + 1} dari {len(read)}" in page.text


@pytest.mark.parametrize("count", [0, 1, 2, 20, 500])
@pytest.mark.parametrize("values", c.VALUES)
def test_columns_add_up_to_the_type_area(count: int, values: str) -> None:
    """Widened for nine digits or not, the table is as wide as the page's type area."""
    plain, wide = samples.handover(count), stretched.handover(count)
    for paper in (plain, wide):
        assert goods_table(F4, replace(paper, values=values)).width == pytest.approx(F4.area)


@pytest.mark.parametrize("materials", range(1, 9))
def test_material_columns_add_up_to_the_type_area(materials: int) -> None:
    """One to eight materials fill the same 295 mm."""
    for paper in (samples.receipt_list(3, materials), stretched.receipt_list(3, materials)):
        assert receipt_table(FORM, paper, range(materials)).width == pytest.approx(295)


def test_over_eight_materials_make_a_second_list() -> None:
    """Ten materials: two lists of five, both with everybody and both signed."""
    read = pages.read(receipt_list_pdf(samples.receipt_list(4, 10), samples.PICTURES))
    assert len(read) == 2
    for i, page in enumerate(read):
        assert f"(bagian {i + 1})" in page.text
        assert page.text.count("5371**********00") == 4
        assert "MARTHA CONTOH" in page.text
    assert "Kotak" not in read[0].text
    assert "Kotak" in read[1].text


def test_the_page_fits_the_number_of_people_it_should() -> None:
    """A batch of twenty takes two pages; signed rows are at least 7.6 mm high."""
    paper = samples.receipt_list(20)
    assert len(pages.read(receipt_list_pdf(paper, samples.PICTURES))) == 2
    table = receipt_table(FORM, paper, range(6))
    assert min(table.heights) == pytest.approx(7.6)
    long = receipt_table(FORM, stretched.receipt_list(20, 3), range(3))
    assert all(high == 7.6 or high >= 8.6 for high in long.heights)
