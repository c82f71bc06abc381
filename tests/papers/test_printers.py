"""Printers: their measured offset, the sheets they know, the pages that are wanted, the ruler page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.errors import FieldInvalid, PaperSizeUnknown
from ikm_desktop.papers.page_range import read_pages
from ikm_desktop.papers.printers import (
    Printer,
    measured,
    printer_of,
    refuse_unknown_sheet,
    save_printer,
    sheet_name,
)
from ikm_desktop.papers.ruler_page import A4_UPRIGHT, ruler_pdf
from tests.papers import pages
from tests.papers.some_book import a_book


def test_pages_are_read_as_typed() -> None:
    """Nothing and "semua" are all; ranges and single ones, each once and in order."""
    assert read_pages("", 3) == read_pages("Semua", 3) == (1, 2, 3)
    assert read_pages("4, 1-2,2", 5) == (1, 2, 4)


@pytest.mark.parametrize(
    ("text", "told"), [("x", "tidak dimengerti"), ("0", "2 halaman"), ("2-3", "2 halaman")]
)
def test_pages_a_paper_does_not_have_are_refused(text: str, told: str) -> None:
    """With what may be typed, or how many there are."""
    with pytest.raises(FieldInvalid, match=told):
        read_pages(text, 2)


def test_a_printer_without_f4_is_told_with_what_is_cut() -> None:
    """A4 would lose 33 mm; A4 itself offers to make it smaller."""
    with pytest.raises(PaperSizeUnknown) as told:
        refuse_unknown_sheet(215, 330, [(210, 297), (148, 210)])
    assert str(told.value) == (
        "Printer ini tidak mengenal kertas F4. Bagian bawah surat akan terpotong 33 mm. "
        "[Pilih printer lain] [Kecilkan ke A4] [Simpan PDF]"
    )
    with pytest.raises(PaperSizeUnknown) as told:
        refuse_unknown_sheet(297, 210, [(148, 210)])
    assert [way.label for way in told.value.ways_out] == ["Pilih printer lain", "Simpan PDF"]


@pytest.mark.parametrize("known", [[], [(330, 215)], [(215.9, 330.2)], [(210, 297), (215.4, 330.1)]])
def test_the_drivers_folio_is_our_f4(known: list[tuple[float, float]]) -> None:
    """Either way round, a driver's own 8.5 x 13 inch, and a printer that tells nothing."""
    refuse_unknown_sheet(215, 330, known)


def test_sheets_are_called_as_the_clerk_does() -> None:
    """F4 whichever way it lies; an unknown one by its size."""
    assert [sheet_name(330, 215), sheet_name(297, 210), sheet_name(100, 200)] == [
        "F4 215 × 330",
        "A4",
        "100 × 200 mm",
    ]


def test_a_printers_offset_is_kept_by_its_name(tmp_path: Path) -> None:
    """Another printer keeps its own; one that was never measured has none; too far is refused."""
    with a_book(tmp_path) as office:
        save_printer(office, "HP Laser. 107", Printer(right=-15, down=5, text_only=True))
        with office.reading() as connection:
            assert printer_of(connection, "HP Laser. 107") == Printer(right=-15, down=5, text_only=True)
            assert printer_of(connection, "Epson") == Printer()
        with pytest.raises(FieldInvalid, match="lebih dari 15 mm"):
            save_printer(office, "Epson", Printer(down=151))


def test_two_measures_give_the_shift() -> None:
    """The cross stands 21,5 mm from the left and 19,2 mm from above: 1,5 mm to the left, 0,8 mm down."""
    assert measured(215, 192) == (-15, 8)


@pytest.mark.parametrize("form", ["F4", "A4"])
def test_the_ruler_page_is_one_sheet_with_its_cross(form: str) -> None:
    """One page that says what to measure, on both sheets, and of which printer it is."""
    pdf = ruler_pdf(A4_UPRIGHT) if form == "A4" else ruler_pdf(printer="HP CONTOH")
    text = pages.text_of(pdf)
    assert "20 mm dari kiri dan dari atas" in text
    assert ("HP CONTOH" in text) == (form == "F4")
