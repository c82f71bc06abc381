"""Workbooks and CSV files: what goes in comes out, and nothing in them can start a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.errors import stopping
from ikm_desktop.reports.workbook import (
    STARTS_A_FORMULA,
    Head,
    Holds,
    Table,
    harmless,
    workbook_bytes,
    write_csv,
    write_workbook,
)

SIGNS = st.characters(exclude_categories=("Cs", "Cc"))
HOSTILE = st.builds(
    "{}{}".format, st.sampled_from([*STARTS_A_FORMULA, " =", ""]), st.text(SIGNS, max_size=12)
).filter(lambda text: text.strip() != "" and "_x" not in text)
HEADS = (Head("Nama", 20), Head("Kode", 20, Holds.CODE))


def table(*rows: tuple[object, ...]) -> Table:
    """Make a small table."""
    return Table("Uji", "Judul", HEADS, rows, "semua baris")  # type: ignore[arg-type] # rows of any cells


@settings(max_examples=15)
@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=3))
def test_no_cell_of_a_workbook_is_a_formula(rows: list[tuple[str, str]]) -> None:
    """Whatever texts begin with, the sheet has no formula and gives the texts back."""
    made = workbook_bytes([table(*rows)])
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0)
    assert [tuple(row) for row in sheet.to_python()[3:]] == rows


def test_editing_a_text_makes_it_no_formula_either() -> None:
    """Texts that begin as one are marked as texts, also after blanks."""
    made = workbook_bytes([table(("=1+1", " =1+1"), ("\u00a0@A1", "x"))])
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert b'quotePrefix="1"' in parts.read("xl/styles.xml")
        cells = re.findall(rb'<c r="[AB][45]" s="(\d+)"', parts.read("xl/worksheets/sheet1.xml"))
    assert len(cells) == 4
    assert cells[0] == cells[1] == cells[2] != cells[3]


@settings(max_examples=50)
@given(HOSTILE)
def test_no_cell_of_a_csv_file_is_a_formula(text: str) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe; other texts stay as they are."""
    shown = harmless(text)
    assert not shown.lstrip(" ").startswith(STARTS_A_FORMULA)
    assert shown in {text, f"'{text}"}


def test_a_harmless_text_stays_and_a_formula_does_not() -> None:
    """The measure itself: a name stays a name; what it is meant for is changed."""
    assert harmless("Maria CONTOH") == "Maria CONTOH"
    assert harmless("=1+1") == "'=1+1"
    assert harmless("@SUM(A1)") == "'@SUM(A1)"
    assert harmless(" \u00a0=1+1") == "' \u00a0=1+1"
    assert harmless("\x0b+1") == "'\x0b+1"


def test_days_and_figures_are_what_they_are(tmp_path: Path) -> None:
    """A workbook has real days and numbers, texts for identifiers; a CSV file the words of the lists."""
    row = ("0812", "5371014503850001", date(2020, 8, 24), 1500, Decimal("0.1"), None)
    heads = tuple(Head(title) for title in ("Telepon", "NIK", "Hari", "Nilai", "Jumlah", "Kosong"))
    made = Table("Uji", "Judul & kawan", heads, [row])
    assert write_workbook(tmp_path / "uji.xlsx", [made]) == [1]
    sheet = python_calamine.CalamineWorkbook.from_path(tmp_path / "uji.xlsx").get_sheet_by_index(0)
    assert sheet.to_python()[3][:5] == ["0812", "5371014503850001", date(2020, 8, 24), 1500.0, 0.1]
    write_csv(tmp_path / "uji.csv", made)
    content = (tmp_path / "uji.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (_, line) = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert line == ["0812", "5371014503850001", "24-08-2020", "1500", "0,1", ""]


def test_a_sheet_is_printed_with_its_head_on_every_page(tmp_path: Path) -> None:
    """Landscape, one page wide, the head repeated and frozen, with a filter."""
    write_workbook(tmp_path / "uji.xlsx", [table(("Maria CONTOH", "1"))])
    with zipfile.ZipFile(tmp_path / "uji.xlsx") as parts:
        sheet, names = parts.read("xl/worksheets/sheet1.xml"), parts.read("xl/workbook.xml")
    assert b'orientation="landscape"' in sheet
    assert b'fitToHeight="0"' in sheet
    assert b'state="frozen"' in sheet
    assert b"Print_Titles" in names
    assert b"_FilterDatabase" in names


def test_a_long_table_can_be_stopped(tmp_path: Path) -> None:
    """Writing asks at every step whether to go on."""
    going = stopping.Going()
    going.stop()
    with stopping.under(going), pytest.raises(stopping.Stopped):
        write_csv(tmp_path / "uji.csv", table(("a", "b")))
