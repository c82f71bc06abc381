"""The yardstick *limit*: the same acts in hand-written SQL on the bare sqlite3 module.

They write the journal into a book of the program's own format, with its constraints, triggers and
indexes, under the same durability settings: first in first out by place, never below zero, exact costs,
holdings kept, a number from the register, a hash over the rows, one durable commit. They check nothing
else and name nothing. A handover is one act here (the program prepares it, prints it and signs it).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "recursive_triggers=ON",
)


class Lying(NamedTuple):
    """A holding with its lot's figures, as read."""

    lot: int
    first: int
    quantity: int
    lot_day: str
    since: str
    brought: int
    lot_quantity: int
    lot_value: int


class Unit(NamedTuple):
    """Units taken from a holding."""

    lying: Lying
    first: int
    quantity: int
    cost: int


_LAST = "SELECT entry, hash FROM act ORDER BY entry DESC LIMIT 1"
_IDS = (
    "SELECT (SELECT max(id) FROM voucher), (SELECT max(id) FROM line), (SELECT max(id) FROM lot),"
    " (SELECT max(id) FROM move), (SELECT max(id) FROM paper),"
    " (SELECT max(sequence) FROM paper WHERE series = ? AND year = ? AND sequence IS NOT NULL)"
)
_LYING = (
    "SELECT h.lot, h.first, h.quantity, h.lot_day, h.since, h.brought, l.quantity, l.value"
    " FROM holding h JOIN lot l ON l.id = h.lot WHERE h.place = ? AND h.item = ? AND h.since <= ?"
    " ORDER BY h.lot_day, h.lot, h.first"
)
_VOUCHER = (
    "INSERT INTO voucher (id, entry, kind, letter_date, day, store, counterpart, batch, reason, reverses)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINE = (
    "INSERT INTO line (id, voucher, no, item, quantity, value, price, delivered, accepted, rejected, reason,"
    " refers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LOT = (
    "INSERT INTO lot (id, line, item, day, quantity, value, source, maker, price)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_MOVE = (
    "INSERT INTO move (id, entry, voucher, line, item, lot, first, quantity, from_place, to_place, day,"
    " since, cost, source, reverses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_TAKEN = "DELETE FROM holding WHERE lot = ? AND first = ?"
_HOLDING = (
    "INSERT INTO holding (lot, first, quantity, place, item, lot_day, since, brought)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_PAPER = (
    "INSERT INTO paper (id, entry, kind, series, year, sequence, number, letter_date, subject, state, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 'valid', zeroblob(16))"
)
_ACT = "INSERT INTO act (entry, entered_at, entered_on, actor, kind, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"

_USED = (
    "SELECT 1 FROM move m WHERE m.voucher = ? AND (EXISTS (SELECT 1 FROM move n WHERE n.source = m.id)"
    " OR EXISTS (SELECT 1 FROM move n WHERE n.reverses = m.id)) LIMIT 1"
)
_MOVED = (
    "SELECT m.id, m.first, m.quantity, m.cost, m.source, m.since, l.id, l.day, l.quantity, l.value"
    " FROM move m JOIN lot l ON l.id = m.lot WHERE m.voucher = ?"
)

Row = tuple[int | str | None, ...]


class HandWritten:
    """A book written by hand; places and items by id, quantities in smallest units."""

    def __init__(self, path: Path, day: date) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._db.execute(f"PRAGMA {pragma}")
        self._day = day.isoformat()
        self._year = day.year
        with self._db:
            (self._used,) = self._db.execute("SELECT id FROM place WHERE kind = 'used'").fetchone()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def kit(
        self, store: int, batch: int, people: Sequence[int], quantities: Sequence[tuple[int, int]]
    ) -> None:
        """Hand the same quantities of several items to each person, one voucher each."""
        act = _Act(self._db, self._day, self._year)
        stacks = {item: _Stack(self._db, store, item, self._day) for item, _ in quantities}
        for person in people:
            act.voucher("supply", store, person, batch)
            for no, (item, quantity) in enumerate(quantities, start=1):
                units = stacks[item].take(quantity)
                act.line(no, item, quantity, sum(unit.cost for unit in units))
                for unit in units:
                    act.move(item, unit, store, person)
                    act.land(unit, person, item)
        act.write("sign", stacks.values(), store)

    def delivery(
        self,
        maker: int,
        store: int,
        batch: int,
        product: tuple[int, int],
        judged: tuple[int, int],
        materials: Sequence[tuple[int, int]],
    ) -> None:
        """Consume materials at the maker and bring the product into being.

        product: item and price; judged: accepted and rejected pieces.
        """
        act = _Act(self._db, self._day, self._year)
        stacks = {item: _Stack(self._db, maker, item, self._day) for item, _ in materials}
        item, price = product
        accepted, rejected = judged
        delivered = accepted + rejected
        act.voucher("delivery", store, maker, batch)
        drawn = [(material, stacks[material].take(quantity)) for material, quantity in materials]
        cost = sum(unit.cost for _, units in drawn for unit in units)
        share = cost * accepted // delivered
        value = cost + price * accepted
        act.line(1, item, delivered, value, price, delivered, accepted, rejected, "jahitan lepas")
        for material, units in drawn:
            for unit in units:
                act.move(material, unit, maker, self._used)
        bought = act.lot(item, accepted, share + price * accepted, "accepted", maker, price)
        made = act.move(item, bought, self._used, maker)
        passed = bought._replace(lying=bought.lying._replace(brought=made))
        act.move(item, passed, maker, store)
        act.land(passed, store, item)
        left = act.lot(item, rejected, cost - share, "rejected", maker, 0)
        act.move(item, left, self._used, maker)
        act.land(left, maker, item)
        act.write("receive_products", stacks.values(), maker)

    def distribution(self, store: int, institution: int, item: int, quantity: int) -> None:
        """Hand a quantity of an item to an institution."""
        act = _Act(self._db, self._day, self._year)
        stack = _Stack(self._db, store, item, self._day)
        act.voucher("distribution", store, institution, None)
        units = stack.take(quantity)
        act.line(1, item, quantity, sum(unit.cost for unit in units))
        for unit in units:
            act.move(item, unit, store, institution)
        act.write("sign", [stack], store)

    def reversal(self, voucher: int) -> None:
        """Take a distribution back as it went; nothing may have used what it brought."""
        act = _Act(self._db, self._day, self._year, "BALIK")
        store, institution = self._db.execute(
            "SELECT store, counterpart FROM voucher WHERE id = ?", (voucher,)
        ).fetchone()
        if self._db.execute(_USED, (voucher,)).fetchone() is not None:
            raise ValueError("used or reversed already")
        line, item, quantity = self._db.execute(
            "SELECT id, item, quantity FROM line WHERE voucher = ?", (voucher,)
        ).fetchone()
        rows = self._db.execute(_MOVED, (voucher,)).fetchall()
        act.voucher("reversal", store, institution, None, "salah catat", voucher)
        act.line(1, item, quantity, sum(row[3] for row in rows), refers=line)
        for move, first, part, cost, source, since, *lot in sorted(rows, reverse=True):
            lying = Lying(lot[0], first, part, lot[1], self._day, move, lot[2], lot[3])
            act.move(item, Unit(lying, first, part, cost), institution, store, move)
            act.land(Unit(lying, first, part, cost), store, item, since, source)
        act.write("reverse", [], store)


class _Stack:
    """The holdings of one item at one place, oldest first, read as far as needed."""

    def __init__(self, db: sqlite3.Connection, place: int, item: int, day: str) -> None:
        self.item = item
        self._rows = db.cursor().execute(_LYING, (place, item, day))
        self._lying: Lying | None = None
        self._left = 0
        self.touched: list[Lying] = []

    def take(self, quantity: int) -> list[Unit]:
        units = []
        while quantity:
            if not self._left:
                row = self._rows.fetchone()
                if row is None:
                    raise ValueError(f"not enough of item {self.item}")
                self._lying = Lying(*row)
                self._left = self._lying.quantity
                self.touched.append(self._lying)
            lying = self._lying
            assert lying is not None
            first, part = lying.first + lying.quantity - self._left, min(self._left, quantity)
            value, size = lying.lot_value, lying.lot_quantity
            units.append(Unit(lying, first, part, value * (first + part) // size - value * first // size))
            self._left -= part
            quantity -= part
        return units

    def rest(self) -> tuple[Lying, int] | None:
        """Return the last holding touched with what is left of it."""
        self._rows.close()
        return (self._lying, self._left) if self._lying is not None and self._left else None


class _Act:
    """The rows of one act under the write lock."""

    def __init__(self, db: sqlite3.Connection, day: str, year: int, series: str = "SURAT") -> None:
        self._db = db
        self._day, self._year, self._series = day, year, series
        db.execute("BEGIN IMMEDIATE")
        self._entry, self._prev = db.execute(_LAST).fetchone()
        self._entry += 1
        found = db.execute(_IDS, (series, year)).fetchone()
        self._voucher, self._line, self._lot, self._move, self._paper, self._sequence = (
            n or 0 for n in found
        )
        self._vouchers: list[Row] = []
        self._lines: list[Row] = []
        self._lots: list[Row] = []
        self._moves: list[Row] = []
        self._landed: list[Row] = []

    def voucher(
        self,
        kind: str,
        store: int,
        counterpart: int,
        batch: int | None,
        reason: str | None = None,
        reverses: int | None = None,
    ) -> None:
        self._voucher += 1
        head = (self._voucher, self._entry, kind, self._day, self._day, store, counterpart, batch)
        self._vouchers.append((*head, reason, reverses))

    def line(
        self,
        no: int,
        item: int,
        quantity: int,
        value: int,
        price: int | None = None,
        delivered: int | None = None,
        accepted: int | None = None,
        rejected: int | None = None,
        reason: str | None = None,
        refers: int | None = None,
    ) -> None:
        self._line += 1
        self._lines.append(
            (
                self._line,
                self._voucher,
                no,
                item,
                quantity,
                value,
                price,
                delivered,
                accepted,
                rejected,
                reason,
                refers,
            )
        )

    def lot(self, item: int, quantity: int, value: int, source: str, maker: int, price: int) -> Unit:
        self._lot += 1
        self._lots.append((self._lot, self._line, item, self._day, quantity, value, source, maker, price))
        lying = Lying(self._lot, 0, quantity, self._day, self._day, 0, quantity, value)
        return Unit(lying, 0, quantity, value)

    def move(self, item: int, unit: Unit, origin: int, to: int, reverses: int | None = None) -> int:
        self._move += 1
        lying = unit.lying
        source, since = (lying.brought, lying.since) if lying.brought else (None, None)
        self._moves.append(
            (
                self._move,
                self._entry,
                self._voucher,
                self._line,
                item,
                lying.lot,
                unit.first,
                unit.quantity,
                origin,
                to,
                self._day,
                since,
                unit.cost,
                source,
                reverses,
            )
        )
        return self._move

    def land(
        self, unit: Unit, place: int, item: int, since: str | None = None, brought: int | None = None
    ) -> None:
        """Let the units of the last move lie at a place of ours, since today unless they lay there before."""
        row = (unit.lying.lot, unit.first, unit.quantity, place, item, unit.lying.lot_day)
        self._landed.append((*row, since or self._day, brought or self._move))

    def write(self, kind: str, stacks: Iterable[_Stack], place: int) -> None:
        db = self._db
        taken: list[tuple[int, int]] = []
        for stack in stacks:
            left = stack.rest()
            taken += [(lying.lot, lying.first) for lying in stack.touched]
            if left is not None:
                lying, rest = left
                row = (lying.lot, lying.first + lying.quantity - rest, rest, place, stack.item)
                self._landed.append((*row, lying.lot_day, lying.since, lying.brought))
        db.executemany(_VOUCHER, self._vouchers)
        db.executemany(_LINE, self._lines)
        if self._lots:
            db.executemany(_LOT, self._lots)
        db.executemany(_MOVE, self._moves)
        if taken:
            db.executemany(_TAKEN, taken)
        if self._landed:
            db.executemany(_HOLDING, self._landed)
        sequence = self._sequence + 1
        number = f"{'530' if self._series == 'SURAT' else 'BALIK'}/{sequence:03}/DPP/VIII/{self._year}"
        db.execute(
            _PAPER,
            (self._paper + 1, self._entry, kind, self._series, self._year, sequence, number, self._day),
        )
        self._seal(kind)
        db.execute("COMMIT")

    def _seal(self, kind: str) -> None:
        digest = hashlib.sha256(self._prev)
        rows = (*self._vouchers, *self._lines, *self._lots, *self._moves)
        digest.update("\n".join(["|".join(map(str, row)) for row in rows]).encode())
        now = f"{self._day}T08:00:00+08:00"
        self._db.execute(
            _ACT, (self._entry, now, self._day, "Petugas CONTOH", kind, self._prev, digest.digest())
        )
