"""Everybody in the book, kept in memory: of 10,000 people one is found within milliseconds, while typing.

The directory of a book is made at the first question and follows the log of changes from then on, so that it
is never older than the connection that asks.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from ikm_desktop.office.tables import change
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.sounds import letters_of, sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_COLUMNS = t.participant.c[
    "id",
    "name",
    "nik",
    "born",
    "sex",
    "phone",
    "business",
    "product",
    "village",
    "district",
    "regency",
    "archived",
    "merged_into",
]
_LAST_CHANGE = sa.select(sa.func.max(change.c.id))
_ASKED_ONE_BY_ONE = 500


class Entry(NamedTuple):
    """One person as the directory knows her.

    letters: her name without capitals and accents; text: what words are looked for in; sounds: of her name.
    """

    id: int
    name: str
    nik: str
    born: date | None
    sex: str
    phone: str
    business: str
    village: str
    regency: str
    archived: bool
    merged_into: int | None
    letters: str
    text: str
    sounds: tuple[str, ...]


@dataclass(slots=True)
class Directory:
    """Everybody by id, and who shares a birth date, a telephone, the sound of a name, or a NIK."""

    entries: dict[int, Entry] = field(default_factory=dict)
    by_birth: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_phone: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_sound: dict[tuple[str, ...], set[int]] = field(default_factory=lambda: defaultdict(set))
    by_nik: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    seen: int = 0

    def put(self, entry: Entry) -> None:
        """Take somebody in, in place of what was known of her."""
        self.drop(entry.id)
        self.entries[entry.id] = entry
        for key, where in self._keys(entry):
            where[key].add(entry.id)

    def drop(self, person: int) -> None:
        """Forget somebody."""
        known = self.entries.pop(person, None)
        if known is None:
            return
        for key, where in self._keys(known):
            where[key].discard(person)

    def _keys(self, entry: Entry) -> Iterable[tuple[object, dict[object, set[int]]]]:
        pairs: tuple[tuple[object, object], ...] = (
            (entry.born, self.by_birth),
            (entry.phone, self.by_phone),
            (entry.sounds, self.by_sound),
            (entry.nik, self.by_nik),
        )
        return [(key, where) for key, where in pairs if key]  # type: ignore[misc]

    def root_of(self, person: int) -> int:
        """Return the person kept of a double, herself where she is none."""
        known = self.entries.get(person)
        return person if known is None or known.merged_into is None else known.merged_into


_kept: WeakKeyDictionary[sa.Engine, Directory] = WeakKeyDictionary()
_lock = threading.Lock()


def directory(connection: sa.Connection) -> Directory:
    """Return everybody as the book of this connection has them.

    A connection that is writing gets a directory of its own: what it sees may still be undone.
    """
    if not connection.get_execution_options().get("readonly"):
        return _fill(connection, Directory(), None)
    with _lock:
        known = _kept.get(connection.engine)
        last = connection.execute(_LAST_CHANGE).scalar() or 0
        if known is None:
            known = _fill(connection, Directory(), None)
        elif last > known.seen:
            _follow(connection, known)
        known.seen = max(known.seen, last)
        _kept[connection.engine] = known
        return known


def _follow(connection: sa.Connection, known: Directory) -> None:
    """Read again who was changed since."""
    query = (
        sa.select(change.c.subject_id)
        .distinct()
        .where(change.c.id > known.seen, change.c.subject == t.participant.name)
    )
    people = list(connection.execute(query).scalars())
    if len(people) > _ASKED_ONE_BY_ONE:
        for person in list(known.entries):
            known.drop(person)
        _fill(connection, known, None)
        return
    for person in people:
        known.drop(person)
    _fill(connection, known, people)


def _fill(connection: sa.Connection, known: Directory, people: list[int] | None) -> Directory:
    query = sa.select(*_COLUMNS)
    if people is not None:
        query = query.where(t.participant.c.id.in_(people))
    for row in connection.execute(query):
        known.put(_entry(row))
    return known


def _entry(row: sa.Row[tuple[object, ...]]) -> Entry:
    parts = (row.name, row.business, row.product, row.village, row.district, row.regency, row.nik, row.phone)
    return Entry(
        row.id,
        row.name,
        row.nik,
        row.born,
        row.sex,
        row.phone,
        row.business,
        row.village,
        row.regency,
        bool(row.archived),
        row.merged_into,
        letters_of(row.name),
        letters_of("\n".join(parts)),
        sounds_of(row.name),
    )
