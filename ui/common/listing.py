"""What a list is: columns over frozen rows, chips, a search text, details of the chosen row."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, the text of a row, what it is sorted by (the text by default).

    number: right-aligned; pill: the text is a state; width: px at 100 %.
    """

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], object] | None = None
    number: bool = False
    pill: bool = False
    width: int = 110

    def sort_key(self, row: Row) -> tuple[bool, object]:
        """Return what a row is sorted by; rows without a value come last."""
        value = self.text(row) if self.sort is None else self.sort(row)
        if isinstance(value, str):
            value = folded(value)
        return (value is None, value)


@dataclass(frozen=True, slots=True)
class Chip(Generic[Row]):
    """A ready filter with its live count."""

    text: str
    matches: Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A whole list.

    rows: reads them from the book; words: what quick search looks through; key: tells a row apart from
    others when the list is read again; details: label and value lines for the side panel; heading: its
    title; paper: the paper a row can be printed as, None without one; totals: the line under the table;
    empty: what stands there before the first row.
    """

    rows: Callable[[Office], Sequence[Row]]
    columns: tuple[Column[Row], ...]
    words: Callable[[Row], str]
    key: Callable[[Row], object]
    heading: Callable[[Row], str]
    details: Callable[[Row], Sequence[tuple[str, str]]]
    empty: str
    chips: tuple[Chip[Row], ...] = ()
    paper: Callable[[Row], int | None] = field(default=lambda _row: None)
    totals: Callable[[Sequence[Row]], str] = field(default=lambda rows: f"{len(rows)} baris")
    sort_column: int = 0
    descending: bool = False


def folded(text: str) -> str:
    """Return a text without accents and case, as search compares it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def matches_all(text: str, words: str) -> bool:
    """Tell whether all words occur in a text, in any order, without regard to accents and case."""
    where = folded(text)
    return all(word in where for word in folded(words).split())
