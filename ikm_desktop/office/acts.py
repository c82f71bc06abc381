"""An act: one thing the clerk does, in one transaction, with its row in the chain.

Every change of the book runs inside `Office.act`; whatever is raised inside undoes all of it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.office import tables as t
from ikm_desktop.storage import chain
from ikm_desktop.storage.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ikm_desktop.errors import Notice


class Kind(enum.Enum):
    """What kinds of things an act changed; open lists decide by it whether to read again."""

    STOCK = "stock"
    VOUCHER = "voucher"
    PAYMENT = "payment"
    PAPER = "paper"
    PERSON = "person"
    BATCH = "batch"
    INSTITUTION = "institution"
    ITEM = "item"
    PERIOD = "period"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Done:
    """What an act made.

    entry: its number; vouchers, prepared, papers: ids in written order; changed: kinds of things that
    changed; notices: what the clerk should read; ids: other rows made, by table.
    """

    entry: int
    changed: frozenset[Kind]
    vouchers: tuple[int, ...] = ()
    prepared: tuple[int, ...] = ()
    papers: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()
    ids: tuple[int, ...] = ()


# Ranks of the chain's tables inside one act (the order of JOURNAL's hash).
VOUCHERS, LINES, LOTS, MOVES, PAYMENT_LINES, COUNT_LINES, PERIOD_EVENTS = range(7)


@cache
def highest_ids(*tables: sa.Table) -> sa.Select[*tuple[Any, ...]]:
    """Return the query for the highest ids of several tables, for `Act.read_ids`."""
    return sa.select(
        *(
            sa.select(sa.func.max(*table.primary_key.columns)).scalar_subquery().label(table.name)
            for table in tables
        )
    )


@dataclass(slots=True)
class Act:
    """The act under way: its connection, number, day and who; it gathers what it made.

    today: the clock's day; rows go to the chain through `chained` in the order of their ids. corrects: the
    voucher that the ones written now stand for, None for new ones.
    """

    connection: sa.Connection
    entry: int
    kind: str
    now: datetime
    actor: str
    prev: bytes
    corrects: int | None = None
    changed: set[Kind] = field(default_factory=set)
    vouchers: list[int] = field(default_factory=list)
    prepared: list[int] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    _chained: tuple[list[Sequence[chain.ChainValue]], ...] = field(
        default_factory=lambda: tuple([] for _ in range(7))
    )
    _next_ids: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The clock's day in the office's zone."""
        return self.now.date()

    def next_id(self, table: sa.Table) -> int:
        """Return the next free id of a table; the write lock is held, so nobody else can take it."""
        if table.name not in self._next_ids:
            self.read_ids(highest_ids(table))
        known = self._next_ids[table.name]
        self._next_ids[table.name] = known + 1
        return known

    def read_ids(self, query: sa.Select[*tuple[Any, ...]]) -> None:
        """Read the next free ids of several tables at once (`highest_ids`), before any is asked for."""
        for name, highest in self.connection.execute(query).mappings().one().items():
            self._next_ids.setdefault(str(name), (highest or 0) + 1)

    def chained(self, rank: int, row: Sequence[chain.ChainValue]) -> None:
        """Put a journal row under this act's hash; rows of one rank come in the order of their ids."""
        self._chained[rank].append(row)

    def insert(self, table: sa.Table, values: Mapping[str, Any]) -> int:
        """Insert an editable row with its digest, log it as made, and return its id."""
        key, blank, statement = _insertion(table)
        row: dict[str, Any] = {**blank, **values}
        if row[key] is None:
            row[key] = self.next_id(table)
        if "digest" in table.columns:
            row["digest"] = digest_of(table, row)
        self.connection.execute(statement, row)
        self.log(table.name, row[key], "", None, "baru")
        return int(row[key])

    def update(self, table: sa.Table, row_id: int, values: Mapping[str, Any]) -> bool:
        """Change an editable row, renew its digest and log each field old → new.

        Returns whether anything changed.
        """
        (key,) = table.primary_key.columns
        before = self.connection.execute(sa.select(table).where(key == row_id)).mappings().one()
        changes = {name: value for name, value in values.items() if before[name] != value}
        if not changes:
            return False
        row = {**before, **changes}
        if "digest" in table.columns:
            changes["digest"] = digest_of(table, row)
        self.connection.execute(table.update().where(key == row_id).values(**changes))
        for name in values:  # in the order given: the log of the same act is the same on every computer
            if name in changes:
                self.log(table.name, row_id, name, _text(before[name]), _text(row[name]))
        return True

    def log(self, subject: str, row_id: int, name: str, before: str | None, after: str | None) -> None:
        """Write one line of the audit log."""
        self.connection.execute(
            _LOG,
            {
                "entry": self.entry,
                "subject": subject,
                "subject_id": row_id,
                "field": name,
                "before": before,
                "after": after,
            },
        )

    def seal(self) -> bytes:
        """Write the act's own row with its hash, which is returned."""
        own = (self.entry, self.now.isoformat(), self.today.isoformat(), self.actor, self.kind)
        rows: list[Sequence[chain.ChainValue]] = [own]
        for rank in self._chained:
            rows.extend(rank)
        digest = chain.link(self.prev, rows)
        self.connection.execute(
            _SEAL,
            {
                "entry": self.entry,
                "entered_at": own[1],
                "entered_on": self.today,
                "actor": self.actor,
                "kind": self.kind,
                "prev": self.prev,
                "hash": digest,
            },
        )
        return digest

    def done(self) -> Done:
        """Return what the act made so far."""
        return Done(
            entry=self.entry,
            changed=frozenset(self.changed),
            vouchers=tuple(self.vouchers),
            prepared=tuple(self.prepared),
            papers=tuple(self.papers),
            notices=tuple(self.notices),
            ids=tuple(self.ids),
        )


_LOG, _SEAL = t.change.insert(), t.act.insert()


@cache
def _insertion(table: sa.Table) -> tuple[str, Mapping[str, Any], sa.Insert]:
    """Return a table's key, a row with its defaults, and its statement."""
    (key,) = table.primary_key.columns
    blank: dict[str, Any] = {column.name: None for column in table.columns if column.name != "digest"}
    blank |= {c.name: c.default.arg for c in table.columns if isinstance(c.default, sa.ColumnDefault)}
    return key.name, blank, table.insert()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
