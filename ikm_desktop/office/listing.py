"""What a list is asked: words, filter terms and sorting over its fields, and what it answers.

A room says of its list which fields a row has and what they are; screen, workbook and paper ask it in
these words. Long lists answer in SQL (`office.listing_sql`), short ones in memory (`ShortLines`), to the
same rules: texts are compared without accents and case, and rows without a value stand last either way.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from ikm_desktop.words import folded, has_all

if TYPE_CHECKING:
    import sqlalchemy as sa

Row = TypeVar("Row")
RowOut_co = TypeVar("RowOut_co", covariant=True)
Value = str | int | date | None


class Holds(enum.Enum):
    """What a field holds: a text, one of a few words, a whole number, whole rupiah, a day, yes or no."""

    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    FLAG = "flag"


class How(enum.Enum):
    """How a field is compared, with the word on screen."""

    IS = "adalah"
    CONTAINS = "memuat"
    BETWEEN = "antara"
    EMPTY = "kosong"
    FILLED = "tidak kosong"


_HOWS = {
    Holds.TEXT: (How.CONTAINS, How.IS, How.EMPTY, How.FILLED),
    Holds.WORD: (How.IS, How.EMPTY, How.FILLED),
    Holds.NUMBER: (How.BETWEEN, How.IS, How.EMPTY, How.FILLED),
    Holds.MONEY: (How.BETWEEN, How.IS, How.EMPTY, How.FILLED),
    Holds.DAY: (How.BETWEEN, How.IS, How.EMPTY, How.FILLED),
    Holds.FLAG: (How.IS,),
}


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """Something a row has: what it can be sorted, filtered and written to a workbook by.

    key: names it in terms and queries; title: on screen, "" where it is not offered as a filter; of: its
    value of a frozen row ("" and None are both "empty"; FLAG: 0 or 1); choices: the words of a WORD.
    """

    key: str
    title: str
    holds: Holds
    of: Callable[[Row], Value]
    choices: tuple[str, ...] = ()

    @property
    def hows(self) -> tuple[How, ...]:
        """How it can be compared, the usual way first."""
        return _HOWS[self.holds]


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison.

    values: IS: one of these; CONTAINS: words that all occur; BETWEEN: first and last, None for an open
    end; EMPTY, FILLED: none.
    """

    field: str
    how: How
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to sort by."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: rows with all these words that fit all terms, in this order.

    Rows alike in all sort keys stand in the list's own order.
    """

    words: str = ""
    terms: tuple[Term, ...] = ()
    sort: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready filter by its word on screen."""

    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of the totals row: the sum of a field over rows that fit; without a field their number."""

    key: str
    field: str = ""
    terms: tuple[Term, ...] = ()


class Lines(Protocol[RowOut_co]):
    """A list that can be asked. Keys are whole numbers, one a row, good until the book changes."""

    @property
    def fields(self) -> Mapping[str, Field[Any]]:
        """The fields by their keys."""

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The ready filters."""

    def read(self, connection: sa.Connection) -> None:
        """Take notice that the book may have changed."""

    def find(self, connection: sa.Connection, query: Query) -> Sequence[int]:
        """Return the keys of the rows asked for, in order."""

    def rows(self, connection: sa.Connection, keys: Sequence[int]) -> Sequence[RowOut_co | None]:
        """Return the rows of keys, in their order; None for one that is no longer there."""

    def counts(self, connection: sa.Connection) -> tuple[int, ...]:
        """Return how many rows there are, and how many each chip shows."""

    def sums(
        self, connection: sa.Connection, query: Query, keys: Sequence[int] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return the figures of the totals row over the rows asked for, or over these keys.

        One mapping for each value of the list's group (a unit, say), "group" and "rows" among them.
        """


def fits(fields: Mapping[str, Field[Row]], row: Row, terms: Iterable[Term]) -> bool:
    """Tell whether a row fits all terms."""
    return all(_fits(fields[term.field].of(row), term) for term in terms)


def _fits(value: Value, term: Term) -> bool:
    is_empty = value is None or value == ""
    if term.how in {How.EMPTY, How.FILLED}:
        return is_empty == (term.how is How.EMPTY)
    if is_empty:
        return False
    if term.how is How.CONTAINS:
        return has_all(str(value), str(term.values[0]))
    if term.how is How.IS:
        return comparable(value) in {comparable(one) for one in term.values}
    first, last = (comparable(one) for one in term.values)
    found: Any = comparable(value)
    return (first is None or first <= found) and (last is None or found <= last)


def comparable(value: Value) -> Value:
    """Return what a value is compared by: texts folded."""
    return folded(value) if isinstance(value, str) else value


def in_order(fields: Mapping[str, Field[Row]], rows: Iterable[Row], sort: Sequence[SortKey]) -> list[Row]:
    """Return rows sorted by keys, the first one foremost; rows without a value last."""
    found = list(rows)
    for key in reversed(sort):
        of = fields[key.field].of
        there = [row for row in found if of(row) not in {None, ""}]
        missing = [row for row in found if of(row) in {None, ""}]
        there.sort(key=lambda row: comparable(of(row)), reverse=key.descending)  # type: ignore[arg-type, return-value]
        found = there + missing
    return found


@dataclass(slots=True)
class ShortLines(Generic[Row]):
    """A list short by its nature (items, batches, findings), read whole and asked in memory.

    all_rows: reads it, in its own order; search: the fields whose texts are searched; identity: tells a
    row apart.
    """

    all_rows: Callable[[sa.Connection], Sequence[Row]]
    all_fields: Sequence[Field[Row]]
    search: Sequence[str]
    identity: Callable[[Row], Hashable]
    chips: tuple[Chip, ...] = ()
    figures: tuple[Sum, ...] = ()
    group: str = ""
    _rows: Mapping[int, Row] = field(default_factory=dict)
    _keys: dict[Hashable, int] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, Field[Row]]:
        """The fields by their keys."""
        return {one.key: one for one in self.all_fields}

    def read(self, connection: sa.Connection) -> None:
        """Read all rows; a row keeps its key."""
        rows = self.all_rows(connection)
        self._rows = {self._keys.setdefault(self.identity(row), len(self._keys)): row for row in rows}

    def find(self, connection: sa.Connection, query: Query) -> Sequence[int]:
        """Return the keys of the rows asked for, in order."""
        del connection
        found = in_order(self.fields, self._fitting(query), query.sort)
        return tuple(self._keys[self.identity(row)] for row in found)

    def rows(self, connection: sa.Connection, keys: Sequence[int]) -> Sequence[Row | None]:
        """Return the rows of keys as they were read."""
        del connection
        return [self._rows.get(key) for key in keys]

    def counts(self, connection: sa.Connection) -> tuple[int, ...]:
        """Return how many rows there are, and how many each chip shows."""
        del connection
        fields, rows = self.fields, self._rows.values()
        return (len(rows), *(sum(fits(fields, row, chip.terms) for row in rows) for chip in self.chips))

    def sums(
        self, connection: sa.Connection, query: Query, keys: Sequence[int] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return the figures of the totals row, by group."""
        del connection
        rows = self._fitting(query) if keys is None else [self._rows[key] for key in keys]
        groups: dict[Value, list[Row]] = {}
        for row in rows:
            groups.setdefault(self.fields[self.group].of(row) if self.group else None, []).append(row)
        return [self._figures(group, of_group) for group, of_group in groups.items()]

    def _fitting(self, query: Query) -> list[Row]:
        fields = self.fields
        return [
            row
            for row in self._rows.values()
            if fits(fields, row, query.terms)
            and has_all("\n".join(str(fields[one].of(row) or "") for one in self.search), query.words)
        ]

    def _figures(self, group: Value, rows: Sequence[Row]) -> Mapping[str, Any]:
        found: dict[str, Any] = {"group": group, "rows": len(rows)}
        for one in self.figures:
            fitting = [row for row in rows if fits(self.fields, row, one.terms)]
            values = [self.fields[one.field].of(row) for row in fitting] if one.field else [1] * len(fitting)
            found[one.key] = sum(value for value in values if isinstance(value, int))
        return found
