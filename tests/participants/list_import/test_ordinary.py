"""The short way through an ordinary row ends where the careful way ends."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.participants.list_import.columns import tables_of
from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.lines import lines_of
from ikm_desktop.participants.list_import.records import Draft
from ikm_desktop.participants.list_import.table_rows import TableReader
from tests.participants.list_import.shapes import HEADINGS, ORDINARY, TODAY, people

WHOS = people(40, seed=30)
# For each column the cell as it is, or one that only just is not ordinary.
ODD: tuple[list[object], ...] = (
    ["", "A", "1."],
    [
        "",
        "MARIA BRIA, S.PD",
        "Ma`u  Bria",
        "D'ORNAY SERAN",
        "Jos\u00e9 Ola",
        "MARIA\u00a0BRIA",
        "1. Siti",
        "-",
    ],
    ["", "-", "5.37E+15", "5304995708850000", "9904995708850001", "5304 9957 0885 0001", 5304995708850001.0],
    ["", "So'e", "-, 17-08-1985", "Seba, 08/17/1985", "x/1 Mei 1990", "Ba`a, 31-02-1980", date(1985, 8, 4)],
    ["", "L", "P", "p", "Perempuan", "sda", "1"],
    ["", "sda", "BELU", "Kupang", "Manggari", "Dili", '"'],
    ["", "-", "0812", 81338130028.0, "+62 813-3813-0028", "08133813002 / 0811222333", "\u0660813381300"],
    ["", "-", "sda", "UD KLAU JAYA", "menyusul", "S", "d'Amour"],
)


def cells_of(number: int) -> list[object]:
    """Return a person's ordinary cells."""
    return [column(number + 1, WHOS[number]) for column in ORDINARY]


@st.composite
def rows(draw: st.DrawFn) -> list[list[object]]:
    """Return rows of people of which some cells are odd."""
    found = []
    for number in draw(st.lists(st.integers(0, len(WHOS) - 1), min_size=2, max_size=8)):
        cells = cells_of(number)
        if draw(st.booleans()):
            place = draw(st.integers(0, len(cells) - 1))
            cells[place] = draw(st.sampled_from(ODD[place]))
        if draw(st.booleans()):
            born = WHOS[draw(st.integers(0, len(WHOS) - 1))].born
            cells[3] = draw(
                st.sampled_from(["Seba, {:%d-%m-%Y}", "SEBA/{:%d.%m.%Y}", "So'e {:%m/%d/%Y}"])
            ).format(born)
        found.append(cells)
    return found


def read(grid: Grid, *, careful: bool) -> list[Draft]:
    """Read the only table of a grid."""
    (table,) = tables_of(grid, TODAY)
    return TableReader(grid, table, TODAY, careful=careful).read(list(lines_of(grid, table)))


@settings(max_examples=300, deadline=None)
@given(rows=rows())
def test_both_ways_read_the_same(rows: list[list[object]]) -> None:
    """Values and findings are alike, whichever way a row took."""
    grid = Grid("x", [list(HEADINGS), *rows])
    assert read(grid, careful=False) == read(grid, careful=True)


def test_ordinary_rows_do_take_the_short_way() -> None:
    """Once each regency was met, no row of a plain list needs care, or the comparison above is empty."""
    grid = Grid("x", [list(HEADINGS), *map(cells_of, range(len(WHOS)))])
    (table,) = tables_of(grid, TODAY)
    reader = TableReader(grid, table, TODAY)
    reader.read(list(lines_of(grid, table)))
    assert reader._ordinary is not None
    assert all(reader._ordinary.read(row) is not None for row in grid.rows[1:])
