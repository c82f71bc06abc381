"""Lists that answer in SQL: keys in order once, then pages of rows by key.

A list is one or several parts (posted vouchers, papers that wait), each an SQL source with an expression
for every field. A question selects only the expressions it needs, so a list of 100,000 rows opens by its
dates alone, whatever else could be told of a row.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Generic

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from ikm_desktop.office.listing import Chip, Field, Holds, How, Query, Row, SortKey, Sum, Term, Value
from ikm_desktop.office.tables import act
from ikm_desktop.words import folded

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

KEY = "key"
_COLUMN_TYPES: dict[Holds, sa.types.TypeEngine[Any]] = {
    Holds.TEXT: sa.Text(),
    Holds.WORD: sa.Text(),
    Holds.DAY: sa.Text(),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A source of rows: what is selected from, which of it, and the expression of each field and of "key"."""

    source: sa.FromClause
    where: sa.ColumnElement[bool]
    columns: Mapping[str, sa.ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class SqlLines(Generic[Row]):
    """A list over parts.

    page: reads frozen rows by their keys, in any order; key_of: the key of a frozen row; search: the
    columns whose texts are searched; order: the list's own order, as columns (True: descending); values:
    given which columns are used, those of the bind parameters of the parts, if they have any.
    """

    parts: Callable[[], Sequence[Part]]
    all_fields: Sequence[Field[Row]]
    search: Sequence[str]
    page: Callable[[sa.Connection, Sequence[int]], Sequence[Row]]
    key_of: Callable[[Row], int]
    order: Sequence[tuple[str, bool]] = ((KEY, False),)
    chips: tuple[Chip, ...] = ()
    figures: tuple[Sum, ...] = ()
    group: str = ""
    values: Callable[[sa.Connection, AbstractSet[str]], Mapping[str, Any]] = field(
        default=lambda _connection, _used: {}
    )

    @property
    def fields(self) -> Mapping[str, Field[Row]]:
        """The fields by their keys."""
        return {one.key: one for one in self.all_fields}

    def read(self, connection: sa.Connection) -> None:
        """Nothing is kept, so nothing is forgotten."""

    def find(self, connection: sa.Connection, query: Query) -> Sequence[int]:
        """Return the keys of the rows asked for, in order."""
        order = [*self._sorted(query.sort), *(_ordered(sa.column(name), down) for name, down in self.order)]
        conditions = self._conditions(query)
        used = _names(*conditions, *order)
        lines = self._lines(used)
        asked: sa.Select[int] = (
            sa.select(sa.column(KEY, sa.Integer())).select_from(lines).where(*conditions).order_by(*order)
        )
        return tuple(connection.execute(asked, self.values(connection, used)).scalars())

    def rows(self, connection: sa.Connection, keys: Sequence[int]) -> Sequence[Row | None]:
        """Return the rows of keys, in their order."""
        found = {self.key_of(row): row for row in self.page(connection, keys)}
        return [found.get(key) for key in keys]

    def counts(self, connection: sa.Connection) -> tuple[int, ...]:
        """Return how many rows there are, and how many each chip shows, in one statement."""
        counted = [
            sa.func.coalesce(sa.func.sum(sa.case((self._all_of(chip.terms), 1), else_=0)), 0)
            for chip in self.chips
        ]
        used = _names(*counted)
        asked: sa.Select[Any] = sa.select(sa.func.count(), *counted).select_from(self._lines(used))
        return tuple(connection.execute(asked, self.values(connection, used)).one())

    def sums(
        self, connection: sa.Connection, query: Query, keys: Sequence[int] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return the figures of the totals row by group, in one statement."""
        group = sa.column(self.group, sa.Text()) if self.group else sa.null()
        summed = [self._summed(one).label(one.key) for one in self.figures]
        conditions = self._conditions(query)
        if keys is not None:
            chosen = sa.func.json_each(sa.bindparam("keys", json.dumps(list(keys)))).table_valued("value")
            conditions = [sa.column(KEY).in_(sa.select(chosen.c.value))]
        columns = [group.label("group"), sa.func.count().label("rows"), *summed]
        used = _names(group, *summed, *conditions)
        values, lines = self.values(connection, used), self._lines(used)
        asked = sa.select(*columns).select_from(lines).where(*conditions).group_by(group)
        return [dict(row) for row in connection.execute(asked, values).mappings() if row["rows"]]

    def _summed(self, one: Sum) -> sa.ColumnElement[int]:
        what = self._column(one.field) if one.field else sa.literal_column("1")
        if one.terms:
            what = sa.case((self._all_of(one.terms), what), else_=0)
        return sa.func.coalesce(sa.func.sum(what), 0)

    def _lines(self, used: AbstractSet[str]) -> sa.FromClause:
        """Return the parts with the columns that are used, as one source."""
        selects = [
            sa.select(*(part.columns[name].label(name) for name in sorted(used)))
            .select_from(part.source)
            .where(part.where)
            for part in self.parts()
        ]
        return (sa.union_all(*selects) if len(selects) > 1 else selects[0]).subquery("lines")

    def _conditions(self, query: Query) -> list[sa.ColumnElement[bool]]:
        found = [self._compared(term) for term in query.terms]
        wanted = " ".join(folded(query.words).split())
        if wanted:
            text: sa.ColumnElement[str] = sa.literal("")
            for name in self.search:
                text = text + sa.literal("\n") + sa.func.coalesce(sa.column(name, sa.Text()), "")
            found.append(sa.func.has_all(text, wanted, type_=sa.Boolean()))
        return found

    def _all_of(self, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
        return sa.and_(sa.true(), *(self._compared(term) for term in terms))

    def _column(self, name: str) -> sa.ColumnElement[Any]:
        return sa.column(name, _COLUMN_TYPES.get(self.fields[name].holds, sa.Integer()))

    def _compared(self, term: Term) -> sa.ColumnElement[bool]:
        column = self._column(term.field)
        is_empty = sa.or_(column.is_(None), column == sa.literal(""))
        if term.how is How.EMPTY:
            return is_empty
        if term.how is How.FILLED:
            return sa.not_(is_empty)
        if term.how is How.CONTAINS:
            wanted = " ".join(folded(str(term.values[0])).split())
            return sa.and_(sa.not_(is_empty), sa.func.has_all(column, wanted, type_=sa.Boolean()))
        by = sa.func.folded(column, type_=sa.Text()) if self._is_text(term.field) else column
        if term.how is How.IS:
            return sa.and_(sa.not_(is_empty), by.in_([_bound(one) for one in term.values]))
        first, last = (_bound(one) for one in term.values)
        ends = [] if first is None else [by >= first]
        return sa.and_(sa.not_(is_empty), *ends, *([] if last is None else [by <= last]))

    def _sorted(self, sort: Sequence[SortKey]) -> list[sa.ColumnElement[Any]]:
        found: list[sa.ColumnElement[Any]] = []
        for key in sort:
            column = self._column(key.field)
            if self._is_text(key.field):
                column = sa.func.nullif(sa.func.folded(column), "")
            found += [_ordered(column, key.descending).nulls_last()]
        return found

    def _is_text(self, name: str) -> bool:
        return self.fields[name].holds in {Holds.TEXT, Holds.WORD}


def _ordered(column: sa.ColumnElement[Any], descending: bool) -> sa.UnaryExpression[Any]:  # noqa: FBT001 - a value of the order
    return column.desc() if descending else column.asc()


def _bound(value: Value) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return folded(value) if isinstance(value, str) else value


def _names(*expressions: sa.ClauseElement) -> set[str]:
    """Return the free columns of expressions, those that belong to no table, and the key."""
    found = {
        one.name
        for expression in expressions
        for one in visitors.iterate(expression)
        if isinstance(one, sa.ColumnClause) and one.table is None and not one.is_literal
    }
    return found | {KEY}


def state_of_book(connection: sa.Connection) -> int:
    """Return a number that is another one after every act: what was read before it may be out of date."""
    return connection.execute(_LAST_ACT).scalar() or 0


_LAST_ACT = sa.select(sa.func.max(act.c.entry))


class Question:
    """Something asked of a book that may take long; it can be stopped from another thread.

    under_way: set once the book is being read.
    """

    def __init__(self) -> None:
        self.is_stopped = False
        self.under_way = threading.Event()
        self._lock = threading.Lock()
        self._driver: Any = None

    def stop(self) -> None:
        """Let the statement under way end at once; `ask` then returns None."""
        with self._lock:
            self.is_stopped = True
            if self._driver is not None:
                self._driver.interrupt()

    def ask(self, office: Office, what: Callable[[sa.Connection], Any]) -> Any | None:  # noqa: ANN401 - the answer's own type
        """Return what a reading function answers, None when it was stopped."""
        try:
            with office.reading() as connection:
                with self._lock:
                    if self.is_stopped:
                        return None
                    self._driver = connection.connection.dbapi_connection
                self.under_way.set()
                try:
                    return what(connection)
                finally:
                    with self._lock:
                        self._driver = None
        except Exception:
            if self.is_stopped:
                return None
            raise
