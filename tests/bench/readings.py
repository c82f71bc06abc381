"""Balances, cards and traces beside hand-written SQL over the same book (G6, G7, G8)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.card import stock_card
from ikm_desktop.goods.trace import trace
from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import acts
from tests.bench.acts import Filled
from tests.bench.figures import Figure
from tests.bench.programme import DAY

ROUNDS = 15

_KEPT = """
CREATE TEMP TABLE kept AS
SELECT h.place, h.item, sum(h.quantity) AS quantity,
       sum(l.value * (h.first + h.quantity) / l.quantity - l.value * h.first / l.quantity) AS value
FROM holding h JOIN lot l ON l.id = h.lot GROUP BY h.place, h.item
"""
_STORED = "SELECT place, item, quantity, value FROM kept"
_FROM_MOVES = """
SELECT e.place, e.item, sum(e.quantity), sum(e.cost)
FROM (SELECT to_place AS place, item, quantity, cost FROM move WHERE day <= :day
      UNION ALL SELECT from_place, item, -quantity, -cost FROM move WHERE day <= :day) e
JOIN place p ON p.id = e.place
WHERE p.kind IN ('store', 'participant')
GROUP BY e.place, e.item HAVING sum(e.quantity) <> 0 OR sum(e.cost) <> 0
"""
_CARD = """
SELECT m.day, m.entry, m.voucher, v.kind, m.line, m.from_place, m.to_place, m.quantity, m.cost,
       sum(CASE WHEN m.to_place = :place THEN m.quantity ELSE -m.quantity END) OVER running,
       sum(CASE WHEN m.to_place = :place THEN m.cost ELSE -m.cost END) OVER running
FROM move m JOIN voucher v ON v.id = m.voucher
WHERE m.item = :item AND :place IN (m.from_place, m.to_place)
WINDOW running AS (ORDER BY m.day, m.entry, m.id)
ORDER BY m.day, m.entry, m.id
"""
_BACK = """
WITH RECURSIVE back (move) AS (
  SELECT id FROM move WHERE voucher = :voucher
  UNION SELECT m.source FROM back b JOIN move m ON m.id = b.move WHERE m.source IS NOT NULL
  UNION SELECT c.id FROM back b JOIN move m ON m.id = b.move
        JOIN move c ON c.voucher = m.voucher AND c.line = m.line AND c.to_place = :used
        WHERE m.from_place = :used
)
SELECT m.* FROM back b JOIN move m ON m.id = b.move ORDER BY m.id
"""
_FORTH = """
WITH RECURSIVE forth (move) AS (
  SELECT id FROM move WHERE lot = :lot AND source IS NULL
  UNION SELECT n.id FROM forth f JOIN move n ON n.source = f.move
  UNION SELECT p.id FROM forth f JOIN move m ON m.id = f.move
        JOIN move p ON p.voucher = m.voucher AND p.line = m.line AND p.from_place = :used
        WHERE m.to_place = :used
)
SELECT m.* FROM forth f JOIN move m ON m.id = f.move ORDER BY m.id
"""


class _Reader:
    """The same book opened by the program and by the bare driver."""

    def __init__(self, filled: Filled) -> None:
        self.known = filled.known
        self._office = acts.at_rest(filled.folder)
        self._bare = sqlite3.connect(filled.folder / BOOK_NAME, isolation_level=None)
        (self.used,) = self._bare.execute("SELECT id FROM place WHERE kind = 'used'").fetchone()
        self._bare.execute(_KEPT)

    def close(self) -> None:
        self._office.close()
        self._bare.close()

    def ask(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        self._bare.execute("BEGIN")
        found = self._bare.execute(query, values).fetchall()
        self._bare.execute("COMMIT")
        return found

    def compare(
        self, name: str, ours: Callable[[sa.Connection], object], query: str, goal: float, **values: object
    ) -> Figure:
        """Time a reading of the program and its query by hand by turns, each in its own transaction."""

        def read() -> None:
            with self._office.reading() as connection:
                ours(connection)

        times: list[tuple[float, float]] = []
        for _ in range(ROUNDS + 1):
            begin = time.process_time()
            read()
            middle = time.process_time()
            self.ask(query, **values)
            times.append((middle - begin, time.process_time() - middle))
        value, baseline = (median(pair[n] for pair in times[1:]) * 1000 for n in (0, 1))
        return Figure(name, value, "ms CPU", baseline, goal)


def measure(filled: Filled, size: int) -> list[Figure]:
    """Return the figures of the readings on a filled book."""
    reader = _Reader(filled)
    try:
        return [*_balances(reader, size), *_cards(reader, size), *_traces(reader, size)]
    finally:
        reader.close()


def _balances(reader: _Reader, size: int) -> list[Figure]:
    day = DAY + timedelta(days=1)
    return [
        reader.compare(
            f"G6 on hand of everything, today / a table of balances read, b={size}",
            on_hand_of_everything,
            _STORED,
            3.0,
        ),
        reader.compare(
            f"G6 on hand of everything, a past day / hand SQL from moves, b={size}",
            lambda connection: on_hand_of_everything(connection, on=day),
            _FROM_MOVES,
            1.5,
            day=day.isoformat(),
        ),
    ]


def _cards(reader: _Reader, size: int) -> list[Figure]:
    known = reader.known
    return [
        reader.compare(
            f"G7 stock card of the product at the store / hand SQL, b={size}",
            lambda connection: stock_card(connection, item=known.product, place=known.store),
            _CARD,
            2.5,
            item=known.product,
            place=known.store,
        )
    ]


def _traces(reader: _Reader, size: int) -> list[Figure]:
    ((voucher,),) = reader.ask("SELECT max(id) FROM voucher WHERE kind = 'distribution'")
    ((lot,),) = reader.ask("SELECT min(id) FROM lot WHERE source = 'purchase'")
    return [
        reader.compare(
            f"G8 trace back from a distribution / hand SQL, b={size}",
            lambda connection: trace(connection, "back", voucher=voucher),
            _BACK,
            50.0,
            voucher=voucher,
            used=reader.used,
        ),
        reader.compare(
            f"G8 trace forward from a purchased lot / hand SQL, b={size}",
            lambda connection: trace(connection, "forward", lot=lot),
            _FORTH,
            50.0,
            lot=lot,
            used=reader.used,
        ),
    ]


def between_sizes(found: Sequence[Figure]) -> list[Figure]:
    """Return how much longer each trace takes in a larger book than in the smallest one measured."""
    traces = [figure for figure in found if figure.name.startswith("G8")]
    by_work: dict[str, list[Figure]] = {}
    for figure in traces:
        by_work.setdefault(figure.name.partition(" / ")[0], []).append(figure)
    return [
        Figure(f"{work}, {_size(later)} / {_size(first)}", later.value, "ms CPU", first.value, 2.0)
        for work, (first, *others) in by_work.items()
        for later in others
    ]


def _size(figure: Figure) -> str:
    return figure.name.rpartition(", ")[2]
