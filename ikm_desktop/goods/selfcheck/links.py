"""Checks 16 and 19: the hash chain over all acts, their numbers, and the anchor beside the book."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.goods.selfcheck.reading import Reader, Row, Unreadable
from ikm_desktop.goods.selfcheck.words import TABLE_NAMES
from ikm_desktop.office import tables as office
from ikm_desktop.office.findings import Finding
from ikm_desktop.storage.chain import GENESIS, field_text, row_text

_OF_VOUCHER = 'LEFT JOIN "voucher" v ON v.id = r.voucher'
_OF_LINE = 'LEFT JOIN "line" l ON l.id = r.line LEFT JOIN "voucher" v ON v.id = l.voucher'

# In the order in which an act's hash reads them: table, how its act is found, the act's number.
_CHAINED: tuple[tuple[sa.Table, str, str], ...] = (
    (t.voucher, "", "r.entry"),
    (t.line, _OF_VOUCHER, "v.entry"),
    (t.lot, _OF_LINE, "v.entry"),
    (t.move, "", "r.entry"),
    (t.payment_line, _OF_LINE, "v.entry"),
    (t.count_line, _OF_LINE, "v.entry"),
    (t.period_event, "", "r.entry"),
)


@dataclass(slots=True)
class Chain:
    """What following the chain gives.

    last: number and hash of the last act of the book (None without acts); broken: acts whose rows give
    another hash; unlinked: acts that do not name their predecessor's hash; missing: numbers of acts that
    are not there (first, last); astray: rows that belong to no act, by table and id.
    """

    last: tuple[int, bytes] | None = None
    broken: list[int] = field(default_factory=list)
    unlinked: list[int] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)
    astray: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Rows:
    """The chained rows of one table, handed out act by act.

    A row is the number of its act, its id, and the parts of its text in the chain; texts: which parts are
    free text, to be written as the chain does. The others SQLite has written already: a whole number or a
    day holds nothing to escape, and this is the loop over every row of the journal.
    """

    table: str
    rows: Iterator[Row]
    texts: tuple[int, ...]
    astray: list[tuple[str, int]]
    waiting: Row | None = None

    def __post_init__(self) -> None:
        self.waiting = next(self.rows, None)

    def _text(self, row: Row) -> str:
        if not self.texts:
            return f"{row[2]}\n"
        parts = list(row[2:])
        for at in self.texts:
            parts[at] = field_text(_plain(parts[at]))
        return "|".join(parts) + "\n"

    def of(self, entry: int) -> Iterator[str]:
        """Yield the texts of an act's rows in the order of their ids."""
        while self.waiting is not None:
            belongs = self.waiting[0]
            if not isinstance(belongs, int) or belongs < entry:
                self.astray.append((self.table, self.waiting[1]))
            elif belongs == entry:
                yield self._text(self.waiting)
            else:
                return
            self.waiting = next(self.rows, None)


def _plain(value: Any) -> int | str | None:  # noqa: ANN401 - what a damaged row holds
    return value if value is None or isinstance(value, int | str) else str(value)


def follow(reader: Reader, since: tuple[int, bytes] | None = None) -> Chain:
    """Recompute the hash of every act from its rows; streams, so that memory stays small.

    since: number and hash of an act verified before; begin after it. Raises Unreadable.
    """
    return reader.attempt(lambda: _follow(reader, since), subject="act")


def _follow(reader: Reader, since: tuple[int, bytes] | None) -> Chain:
    entry, previous = since or (0, GENESIS)
    result = Chain(last=since)
    tables = [_chained_rows(reader, table, how, act, entry, result.astray) for table, how, act in _CHAINED]
    columns = ", ".join(f'"{column.name}"' for column in office.act.columns)
    acts = f'SELECT {columns} FROM "act" WHERE entry > ? ORDER BY entry'  # noqa: S608 - names of our own tables
    for number, at, on, actor, kind, prev, stored in reader.stream(acts, (entry,)):
        if number != entry + 1:
            result.missing.append((entry + 1, number - 1))
        if prev != previous:
            result.unlinked.append(number)
        digest = hashlib.sha256(prev if isinstance(prev, bytes) else b"")
        digest.update(row_text(map(_plain, (number, at, on, actor, kind))).encode())
        for rows in tables:
            digest.update("".join(rows.of(number)).encode())
        if digest.digest() != stored:
            result.broken.append(number)
        entry, previous = number, stored
        result.last = (number, stored)
    for rows in tables:
        # What is left belongs to acts after the last one.
        while rows.waiting is not None:
            result.astray.append((rows.table, rows.waiting[1]))
            rows.waiting = next(rows.rows, None)
    return result


def _chained_rows(
    reader: Reader, table: sa.Table, how: str, act: str, since: int, astray: list[tuple[str, int]]
) -> _Rows:
    (key,) = table.primary_key.columns
    parts, texts = _parts(table)
    # Rows without an act sort first and are found astray; `since` leaves out what was verified before.
    condition = f"WHERE {act} > ? OR {act} IS NULL" if since else "WHERE ? = 0"
    sql = (
        f'SELECT {act}, r."{key.name}", {", ".join(parts)} FROM "{table.name}" r {how} '  # noqa: S608 - names of our own tables
        f'{condition} ORDER BY {act}, r."{key.name}"'
    )
    return _Rows(table.name, reader.stream(sql, (since,)), texts, astray)


def _parts(table: sa.Table) -> tuple[list[str], tuple[int, ...]]:
    """Return the parts of a row's text as SQL, and which are free text; neighbours that are none are one."""
    parts: list[str] = []
    texts: list[int] = []
    for free, columns in groupby(table.columns, lambda column: isinstance(column.type, sa.Text)):
        names = [f'r."{column.name}"' for column in columns]
        if free:
            texts += range(len(parts), len(parts) + len(names))
            parts += names
        else:
            parts.append(" || '|' || ".join(f"coalesce({name}, '')" for name in names))
    return parts, tuple(texts)


def chain_holds(chain: Chain, names: Names) -> list[Finding]:
    """16: each act's hash is that of its rows and its predecessor, and act numbers have no gaps."""
    of_acts = _vouchers_of_acts(names)
    found = []
    for number in chain.broken:
        text = f"Rantai tidak cocok: isi tindakan {number} berubah"
        found += _of_act(names, number, text, of_acts)
    for number in chain.unlinked:
        if all(last + 1 != number for _, last in chain.missing):
            found += _of_act(names, number, f"Rantai putus sebelum tindakan {number}", of_acts)
    for first, last in chain.missing:
        span = str(first) if first == last else f"{first} s.d. {last}"
        known = sorted(number for number in of_acts.keys() | names.papers_of_acts if first <= number <= last)
        for number in known or [first]:
            found += _of_act(names, number, f"Tindakan {span} hilang dari buku", of_acts)
    return found + _astray(chain, names)


def _astray(chain: Chain, names: Names) -> list[Finding]:
    by_voucher: defaultdict[int | None, list[str]] = defaultdict(list)
    for table, row in chain.astray:
        by_voucher[names.voucher_of_row(table, row)].append(TABLE_NAMES[table])
    return [
        names.finding(
            16, f"{', '.join(dict.fromkeys(tables)).capitalize()} di luar rantai tindakan", voucher=voucher
        )
        for voucher, tables in by_voucher.items()
    ]


def _vouchers_of_acts(names: Names) -> dict[int, list[int]]:
    """Return the vouchers of each act, in written order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    try:
        for row in names.book.vouchers.values():
            found[row.entry].append(row.id)
    except Unreadable:
        return {}
    return dict(found)


def _of_act(
    names: Names, number: int, text: str, of_acts: dict[int, list[int]], code: int = 16
) -> list[Finding]:
    """Compose findings about an act: one for each paper of its vouchers, else one with clerk and day."""
    by_paper = {names.voucher(voucher): voucher for voucher in reversed(of_acts.get(number, []))}
    if by_paper:
        return [names.finding(code, text, voucher=voucher) for voucher in by_paper.values()]
    letters = ", ".join(names.papers_of_acts.get(number, ()))
    said = f"{text}: {letters}" if letters else text
    row = names.act(number)
    if row is None:
        return [names.finding(code, said)]
    return [names.finding(code, f"{said} ({row.kind}, {row.actor})", day=row.entered_on)]


def anchored_act_is_there(
    reader: Reader, chain: Chain, anchored: tuple[int, bytes] | None, names: Names
) -> list[Finding]:
    """19: the book holds the act the anchor beside it names; an anchor may lag behind the book.

    A book that ends before it has lost its last acts, or an older file was put in its place.
    """
    if anchored is None:
        return []
    number, digest = anchored
    rows = reader.rows("SELECT hash FROM act WHERE entry = ?", (number,), subject="act")
    if rows and rows[0][0] == digest:
        return []
    of_acts = _vouchers_of_acts(names)
    if rows:
        text = f"Tindakan {number} di buku lain daripada yang tercatat di luar buku (log/jangkar)"
        return _of_act(names, number, text, of_acts, 19)
    last = chain.last[0] if chain.last else 0
    text = (
        f"Buku berakhir pada tindakan {last}, padahal tindakan {number} sudah pernah dicatat (log/jangkar): "
        "tindakan terakhir dihapus, atau berkas lama dipasang kembali"
    )
    lost = sorted(entry for entry in of_acts.keys() | names.papers_of_acts if last < entry <= number)
    found = []
    for entry in lost or [number]:
        found += _of_act(names, entry, text, of_acts, 19)
    return found
