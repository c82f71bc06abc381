"""A sheet as it was read: rows of plain values, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# What a cell can hold: text, number, truth, date, time; "" when empty.
Value = object
# First row, first column, last row, last column; from 0, all inside.
Merged = tuple[int, int, int, int]


class Grid(NamedTuple):
    """One sheet; rows and columns count from 0 at A1, the rows may differ in length.

    name: the sheet's, None for a text file or pasted text; hidden: rows the spreadsheet does not show.
    """

    name: str | None
    rows: Sequence[Sequence[Value]]
    merged: tuple[Merged, ...] = ()
    visible: bool = True
    hidden: frozenset[int] = frozenset()
