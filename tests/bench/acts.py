"""Kit, delivery and distribution (G1, G2, G3) beside their yardsticks, and growth over the book (G9)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ikm_desktop.office.book import Office
from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import programme
from tests.bench.core import CoreBook, Observer
from tests.bench.figures import Figure
from tests.bench.limit import HandWritten
from tests.bench.programme import DAY, KIT, Batch, Made, Stopwatch, Things

WARM_UP = 1
"""Rounds done and not counted."""


@dataclass
class Filled:
    """A book with some batches behind it and some still to come, closed; and the times of its acts."""

    folder: Path
    known: Things
    coming: list[Batch]
    watch: Stopwatch
    moves: int


def fill(folder: Path, size: int, rounds: int) -> Filled:
    """Make a book of `size` batches by the program's acts, with `rounds + WARM_UP` batches more to come."""
    office, known = programme.new_office(folder)
    watch = Stopwatch()
    with office:
        for no in range(1, size + 1):
            programme.run_batch(office, known, programme.new_batch(office, known, no), watch)
        coming = [programme.new_batch(office, known, size + n) for n in range(1, rounds + WARM_UP + 1)]
        with office.reading() as connection:
            moves = int(connection.exec_driver_sql("SELECT count(*) FROM move").scalar_one())
    return Filled(folder, known, coming, watch, moves)


class Race:
    """One book in three copies: the program's, one written by Core, one written by hand."""

    def __init__(self, filled: Filled) -> None:
        self.known = filled.known
        self._books = [filled.folder.with_name(f"{filled.folder.name}-{n}") for n in range(3)]
        for copy in self._books:
            shutil.copytree(filled.folder, copy)
        ours, core, hand = (copy / BOOK_NAME for copy in self._books)
        self.office = Office(ours.parent, clock=programme.a_clock(), actor=programme.OFFICER)
        self._observer = Observer(ours)
        self._core = CoreBook(core)
        self._hand = HandWritten(hand, DAY)
        self.watch = Stopwatch()

    def close(self) -> None:
        """Close all three."""
        self.office.close()
        self._observer.close()
        self._core.close()
        self._hand.close()

    def act(self, name: str, work: Callable[[], Made]) -> Made:
        """Let the program do an act and Core write the same rows."""
        made = self.watch.time(name, work)
        changes = self._observer.changes()
        self.watch.time(f"{name}, core", lambda: self._core.write(changes))
        return made

    def run(self, batch: Batch) -> None:
        """Do a whole batch, one act of each in turn."""
        known, hand, watch = self.known, self._hand, self.watch
        kit = list(zip(known.materials, KIT, strict=True))
        done = self.act("kit prepared", lambda: programme.prepare_kit(self.office, known, batch))
        watch.time("kit, limit", lambda: hand.kit(known.store, batch.id, batch.people, kit))
        self.act("kit signed", lambda: programme.sign(self.office, done))
        for maker in batch.people:
            self.act("delivery", lambda m=maker: programme.deliver(self.office, known, batch, m))  # type: ignore[misc]
            watch.time("delivery, limit", lambda m=maker: self._deliver_by_hand(batch, m, kit))  # type: ignore[misc]
        for _ in range(programme.DISTRIBUTIONS):
            given = self.act(
                "distribution prepared", lambda: programme.prepare_distribution(self.office, known)
            )
            watch.time(
                "distribution, limit",
                lambda: hand.distribution(known.store, known.institution, known.product, programme.GIVEN),
            )
            self.act("distribution signed", lambda given=given: programme.sign(self.office, given))  # type: ignore[misc]

    def _deliver_by_hand(self, batch: Batch, maker: int, kit: Sequence[tuple[int, int]]) -> None:
        known = self.known
        self._hand.delivery(
            maker,
            known.store,
            batch.id,
            (known.product, programme.PRICE),
            (programme.ACCEPTED, programme.REJECTED),
            kit,
        )

    def must_agree(self) -> None:
        """Raise ValueError unless all three books hold the same journal: else they did other work."""
        ours, core, hand = (_journal(copy / BOOK_NAME) for copy in self._books)
        if ours != core:
            raise ValueError("the book written by Core differs from the program's")
        if ours != hand:
            raise ValueError("the book written by hand differs from the program's")


_JOURNAL = (
    "SELECT line, item, lot, first, quantity, from_place, to_place, day, cost, source FROM move ORDER BY id",
    "SELECT lot, first, quantity, place, item, lot_day, since, brought FROM holding ORDER BY lot, first",
    "SELECT id, line, item, quantity, value, source, maker, price FROM lot ORDER BY id",
    "SELECT id, voucher, no, item, quantity, value, price, accepted, rejected FROM line ORDER BY id",
    "SELECT id, kind, day, store, counterpart, batch FROM voucher ORDER BY id",
    "SELECT id, year, sequence, number FROM paper ORDER BY id",
)


def _journal(path: Path) -> list[list[tuple[object, ...]]]:
    db = sqlite3.connect(path)
    try:
        return [db.execute(query).fetchall() for query in _JOURNAL]
    finally:
        db.close()


def measure(filled: Filled, size: int) -> list[Figure]:
    """Return the figures of kit, delivery and distribution on a filled book."""
    race = Race(filled)
    try:
        for batch in filled.coming[:WARM_UP]:
            race.run(batch)
        race.watch = Stopwatch()
        for batch in filled.coming[WARM_UP:]:
            race.run(batch)
    finally:
        race.close()
    race.must_agree()
    taken = {name: median(times) * 1000 for name, times in race.watch.taken.items()}
    return [
        *_figures(size, taken, "G1", "kit", ("kit prepared", "kit signed"), 4.0),
        *_figures(size, taken, "G2", "delivery", ("delivery",), 13.0),
        *_figures(size, taken, "G3", "distribution", ("distribution prepared", "distribution signed"), 17.0),
    ]


OF_CORE = 2.5


def _figures(
    size: int, taken: dict[str, float], goal: str, whole: str, acts: tuple[str, ...], of_limit: float
) -> list[Figure]:
    """Return an act's ratios to both yardsticks; of one in two steps those of each step and of both."""
    limit = taken[f"{whole}, limit"]
    parts = [(name, taken[name], taken[f"{name}, core"]) for name in acts]
    if len(parts) > 1:
        parts.append((f"{whole}, both acts", sum(part[1] for part in parts), sum(part[2] for part in parts)))
    figures = []
    for name, value, core in parts:
        figures.append(Figure(f"{goal} {name} / limit, b={size}", value, "ms CPU", limit, of_limit))
        figures.append(Figure(f"{goal} {name} / core, b={size}", value, "ms CPU", core, OF_CORE))
    return figures


HUNDRED = 100


def growth(filled: Filled, size: int) -> list[Figure]:
    """Return how much dearer the last hundred acts of a kind are than the first, the warm-up left out."""
    figures = []
    for name in ("delivery", "distribution prepared", "distribution signed"):
        times = filled.watch.taken[name][10:]
        if len(times) < 2 * HUNDRED:
            continue
        first, last = median(times[:HUNDRED]) * 1000, median(times[-HUNDRED:]) * 1000
        goal = 1.3 if size <= 40 else 1.6
        figures.append(
            Figure(f"G9 growth: {name}, last 100 / first 100, b={size}", last, "ms CPU", first, goal)
        )
    return figures
