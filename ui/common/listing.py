"""What a list is on screen: the columns over an area's frozen rows, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from ikm_desktop.office.listing import Field, Holds, Lines, SortKey
from ikm_desktop.words import folded, has_all

__all__ = ["Cell", "Column", "Listing", "folded", "matches_all"]

Row = TypeVar("Row")
Cell = str | int | Decimal | date | None
"""What a workbook gets of a cell: identifiers as text, days and figures as what they are."""

_FIGURES = {Holds.NUMBER, Holds.MONEY, Holds.DAY}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, the text of a row, what it is sorted by in memory (the text by default).

    number: right-aligned; pill: the text is a state; width: px at 100 %; field: of the list's fields, the
    one it is sorted by and written to workbooks as; cell: what a workbook gets where that is neither the
    field nor the text; grows: takes of the room that is left; extra: only in the column chooser at first.
    """

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], object] | None = None
    number: bool = False
    pill: bool = False
    width: int = 110
    field: str = ""
    cell: Callable[[Row], Cell] | None = None
    grows: bool = False
    extra: bool = False

    def sort_key(self, row: Row) -> tuple[bool, object]:
        """Return what a row is sorted by; rows without a value come last."""
        value = self.text(row) if self.sort is None else self.sort(row)
        if isinstance(value, str):
            value = folded(value)
        return (value is None, value)

    def written(self, row: Row, fields: Mapping[str, Field[Any]]) -> Cell:
        """Return what a workbook gets of a row."""
        if self.cell is not None:
            return self.cell(row)
        known = fields.get(self.field)
        if known is not None and known.holds in _FIGURES:
            return known.of(row)
        text = self.text(row)
        return None if text == "–" else text


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A whole list.

    name: under which its layout is kept, "" for one that keeps none; title: over its printed rows; lines:
    answers what is asked of it; key: tells a row apart from others when the list is read again; heading,
    details: title, and label and value lines for the side panel; paper: the paper a row can be printed as,
    None without one; totals: the line under the table, of the figures by group; empty: what stands there
    before the first row; sort: the order it opens in.
    """

    name: str
    title: str
    lines: Lines[Row]
    columns: tuple[Column[Row], ...]
    key: Callable[[Row], object]
    heading: Callable[[Row], str]
    details: Callable[[Row], Sequence[tuple[str, str]]]
    empty: str
    paper: Callable[[Row], int | None] = field(default=lambda _row: None)
    totals: Callable[[Sequence[Mapping[str, Any]]], str] = field(
        default=lambda sums: f"{counted(sums)} baris"
    )
    sort: tuple[SortKey, ...] = ()


def counted(sums: Sequence[Mapping[str, Any]]) -> int:
    """Return how many rows the figures of a totals row are of."""
    return sum(one["rows"] for one in sums)


def summed(sums: Sequence[Mapping[str, Any]], key: str) -> int:
    """Return a figure of the totals row over all groups."""
    return sum(int(one[key]) for one in sums)


def matches_all(text: str, words: str) -> bool:
    """Tell whether all words occur in a text, in any order, without regard to accents and case."""
    return has_all(text, words)
