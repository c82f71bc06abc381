"""Reading a book that may be damaged: what cannot be read becomes a finding, never an exception.

Values of a wrong type (a byte changed on the disk, a row forged past the CHECKs) are named and replaced
by an empty one, so that the checks can go on with plain numbers, texts and days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from ikm_desktop.goods.selfcheck.words import TABLE_NAMES
from ikm_desktop.office.findings import Finding
from ikm_desktop.storage import integrity
from ikm_desktop.storage.tables import Day

DAMAGE = 20
"""The number of the check that speaks of the file itself."""

_AT_ONCE = 5000
"""Rows fetched at a time."""

_MOST = 10**15
"""No id or amount of a sound book comes near it (amounts: 10^12)."""

UNREADABLE = (sa.exc.DBAPIError, UnicodeDecodeError)
"""What reading a damaged file raises; the second where SQLite's complaint quotes damaged bytes."""

Row = Sequence[Any]
Result = TypeVar("Result")


class Unreadable(Exception):
    """A table cannot be read; the finding is noted already, checks that need the table are skipped."""


def why(said: BaseException) -> str:
    """Return what was said of a file that cannot be read, without SQL and parameters."""
    return str(said.orig if isinstance(said, sa.exc.DBAPIError) else said)


class DayNumbers(dict[str | None, int]):
    """Days as whole numbers (`date.toordinal`), read once each; no day is 0."""

    def __init__(self) -> None:
        super().__init__({None: 0})

    def __missing__(self, text: str | None) -> int:
        day = date.fromisoformat(text or "")
        if day.isoformat() != text:
            raise ValueError(f"{text} is no day")
        self[text] = day.toordinal()
        return self[text]


class Reader:
    """Reads tables of one book; `findings` gathers what could not be read."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.findings: list[Finding] = []
        self.days = DayNumbers()
        self._complained: set[str] = set()

    def attempt(self, work: Callable[[], Result], *, subject: str) -> Result:
        """Do some reading; where it fails, once more with damaged text readable.

        subject: the table it is about. Raises Unreadable after noting why.
        """
        try:
            return work()
        except UNREADABLE:
            pass
        try:
            with integrity.damaged_text_readable(self.connection):
                return work()
        except UNREADABLE as said:
            self._complain(subject, why(said))
            raise Unreadable(subject) from said

    def rows(self, sql: str, parameters: tuple[Any, ...] = (), *, subject: str) -> list[Row]:
        """Run a query and return its rows; subject: the table it is about. Raises Unreadable."""
        return self.attempt(lambda: list(self.stream(sql, parameters)), subject=subject)

    def stream(self, sql: str, parameters: tuple[Any, ...] = ()) -> Iterator[Row]:
        """Run a query and yield its rows a few thousand at a time; inside `attempt`."""
        with self.connection.exec_driver_sql(sql, parameters) as result:
            for rows in result.partitions(_AT_ONCE):
                yield from rows

    def _complain(self, subject: str, said: str) -> None:
        if subject not in self._complained:
            self._complained.add(subject)
            name = TABLE_NAMES.get(subject, subject)
            self.findings.append(Finding(DAMAGE, f"Daftar {name} tidak dapat dibaca ({said})."))

    def chunks(
        self, table: sa.Table, names: Sequence[str], where: str = "", parameters: tuple[Any, ...] = ()
    ) -> Iterator[list[list[Any]]]:
        """Yield columns of a table, some thousand rows at a time in the order of its key; inside `attempt`.

        Each value is judged by its column's declared type; days come as day numbers. where: an SQL
        condition.
        """
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
        picked = ", ".join(f'"{name}"' for name in names)
        condition = f" WHERE {where}" if where else ""
        sql = f'SELECT {picked} FROM "{table.name}"{condition} ORDER BY {keys}'  # noqa: S608 - names of our own tables
        with self.connection.exec_driver_sql(sql, parameters) as result:
            for rows in result.partitions(_AT_ONCE):
                yield [
                    self._judged(table, name, list(values), rows)
                    for name, values in zip(names, zip(*rows, strict=True), strict=True)
                ]

    def _judged(self, table: sa.Table, name: str, values: list[Any], rows: Sequence[Row]) -> list[Any]:
        column = table.columns[name]
        allowed = _TYPES[type(column.type)] | ({type(None)} if column.nullable else set())
        fits = set(map(type, values)) <= allowed and _are_small(column, values)
        if fits and not isinstance(column.type, Day):
            return values
        try:
            if fits:
                return [self.days[value] for value in values]
        except ValueError:
            pass
        return self._repaired(table, column, values, rows)

    def _repaired(
        self, table: sa.Table, column: sa.Column[Any], values: list[Any], rows: Sequence[Row]
    ) -> list[Any]:
        convert, empty = self._conversion(column)
        found = []
        for value, row in zip(values, rows, strict=True):
            try:
                found.append(convert(value))
            except (TypeError, ValueError):
                where = f"kolom {column.name} daftar {TABLE_NAMES.get(table.name, table.name)} nomor {row[0]}"
                self.findings.append(Finding(DAMAGE, f"Isi {where} tidak sah: {str(value)[:40]!r}."))
                found.append(empty)
        return found

    def _conversion(self, column: sa.Column[Any]) -> tuple[Callable[[Any], Any], Any]:
        """Return what accepts only proper values of a column, and what stands in for others."""
        kind = type(column.type)

        def checked(value: Any) -> Any:  # noqa: ANN401 - what a damaged row holds
            if value is None and column.nullable:
                return 0 if kind is Day else None
            if type(value) not in _TYPES[kind] or not _are_small(column, [value]):
                raise TypeError
            return self.days[value] if kind is Day else value

        return checked, _EMPTY[kind]


def _are_small(column: sa.Column[Any], values: list[Any]) -> bool:
    """Tell whether all whole numbers of a column are so small that sums and products stay whole numbers."""
    if not isinstance(column.type, sa.Integer) or not values:
        return True
    if column.nullable:
        values = [value for value in values if value is not None] or [0]
    return bool(min(values) >= -_MOST and max(values) <= _MOST)


_TYPES: dict[type[Any], set[type]] = {
    sa.Integer: {int},
    sa.Text: {str},
    sa.LargeBinary: {bytes},
    Day: {str},
}
_EMPTY: dict[type[Any], Any] = {sa.Integer: 0, sa.Text: "", sa.LargeBinary: b"", Day: 0}
