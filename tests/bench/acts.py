"""The acts beside their yardsticks (G1 to G4, G12), dated back (G5), and growing with the book (G9)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import programme
from tests.bench.core import CoreBook, Observer
from tests.bench.figures import Figure
from tests.bench.limit import HandWritten
from tests.bench.programme import DAY, KIT, Batch, Stopwatch, Things

WARM_UP = 1
"""Rounds done and not counted."""

OF_CORE = 2.5
"""The largest ratio to the same rows through Core, for every act."""


@dataclass(frozen=True)
class Filled:
    """A book with some batches behind it and some still to come, closed."""

    folder: Path
    known: Things
    coming: list[Batch]
    moves: int


def fill(folder: Path, size: int, rounds: int) -> Filled:
    """Make a book of `size` batches by the program's acts, with `rounds + WARM_UP` batches more to come."""
    office, known = programme.new_office(folder)
    with office:
        for no in range(1, size + 1):
            for _, work in programme.steps(office, known, programme.new_batch(office, known, no)):
                work()
        coming = [programme.new_batch(office, known, size + n) for n in range(1, rounds + WARM_UP + 1)]
        with office.reading() as connection:
            moves = int(connection.exec_driver_sql("SELECT count(*) FROM move").scalar_one())
    return Filled(folder, known, coming, moves)


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

    def act(self, name: str, work: Callable[[], Done]) -> Done:
        """Let the program do an act and Core write the same rows."""
        made = self.watch.time(name, work)
        changes = self._observer.changes()
        self.watch.time(f"{name}, core", lambda: self._core.write(changes))
        return made

    def run(self, batch: Batch) -> None:
        """Do a whole batch, program, Core and hand in turn; every second distribution is reversed again."""
        hand, known = self._hand, self.known
        kit = list(zip(known.materials, KIT, strict=True))
        makers = iter(batch.people)
        given = 0
        for name, work in programme.steps(self.office, known, batch):
            done = self.act(name, work)
            if name == "kit signed":
                self.watch.time("kit, limit", lambda: hand.kit(known.store, batch.id, batch.people, kit))
            elif name == "delivery":
                self.watch.time("delivery, limit", lambda: self._deliver_by_hand(batch, next(makers), kit))
            elif name == "distribution signed":
                self.watch.time("distribution, limit", self._distribute_by_hand)
                given += 1
                if given % 2:
                    self._reverse(done)

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

    def _distribute_by_hand(self) -> None:
        known = self.known
        self._hand.distribution(known.store, known.institution, known.product, programme.GIVEN)

    def _reverse(self, done: Done) -> None:
        self.act("reversal", lambda: programme.reverse(self.office, done))
        self.watch.time("reversal, limit", lambda: self._hand.reversal(done.vouchers[0]))

    def must_agree(self) -> None:
        """Raise ValueError unless all three books hold the same journal: else they did other work."""
        ours, core, hand = (_journal(copy / BOOK_NAME) for copy in self._books)
        if ours != core:
            raise ValueError("the book written by Core differs from the program's")
        if ours != hand:
            raise ValueError("the book written by hand differs from the program's")


_JOURNAL = (
    "SELECT line, item, lot, first, quantity, from_place, to_place, day, cost, source, reverses FROM move"
    " ORDER BY id;"
    "SELECT lot, first, quantity, place, item, lot_day, since, brought FROM holding ORDER BY lot, first;"
    "SELECT id, line, item, quantity, value, source, maker, price FROM lot ORDER BY id;"
    "SELECT id, voucher, no, item, quantity, value, price, accepted, rejected, refers FROM line ORDER BY id;"
    "SELECT id, kind, day, store, counterpart, batch, reverses FROM voucher ORDER BY id;"
    "SELECT id, year, sequence, number FROM paper ORDER BY id"
).split(";")


def _journal(path: Path) -> list[list[tuple[object, ...]]]:
    db = sqlite3.connect(path)
    try:
        return [db.execute(query).fetchall() for query in _JOURNAL]
    finally:
        db.close()


def measure(filled: Filled, size: int) -> list[Figure]:
    """Return the figures of kit, delivery, distribution and reversal on a filled book, and of the waits."""
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
    watch = race.watch
    return [
        *_figures(size, watch, "G1", "kit", ("kit prepared", "kit signed"), 4.0),
        *_figures(size, watch, "G2", "delivery", ("delivery",), 13.0),
        *_figures(size, watch, "G3", "distribution", ("distribution prepared", "distribution signed"), 17.0),
        *_figures(size, watch, "G4", "reversal", ("reversal",), 20.0),
        *_waits(size, watch),
    ]


def _figures(
    size: int, watch: Stopwatch, goal: str, whole: str, acts: tuple[str, ...], of_limit: float
) -> list[Figure]:
    """Return an act's ratios to both yardsticks; of one in two steps those of each step and of both."""
    limit = watch.ms(f"{whole}, limit")
    parts = [(name, watch.ms(name), watch.ms(f"{name}, core")) for name in acts]
    if len(parts) > 1:
        parts.append((f"{whole}, both acts", sum(part[1] for part in parts), sum(part[2] for part in parts)))
    figures = []
    for name, value, core in parts:
        figures.append(Figure(f"{goal} {name} / limit, b={size}", value, "ms CPU", limit, of_limit))
        figures.append(Figure(f"{goal} {name} / core, b={size}", value, "ms CPU", core, OF_CORE))
    return figures


def _waits(size: int, watch: Stopwatch) -> list[Figure]:
    """Return what each durable act waits for the disk, beside the hand-written act's own waits."""
    pairs = (
        ("kit signed", "kit"),
        ("delivery", "delivery"),
        ("distribution signed", "distribution"),
        ("reversal", "reversal"),
    )
    return [
        Figure(
            f"G12 wall less CPU: {name} / limit, b={size}",
            watch.waited_ms(name),
            "ms",
            watch.waited_ms(f"{whole}, limit"),
            1.5,
        )
        for name, whole in pairs
    ]


def growth(filled: Filled, size: int, rounds: int) -> list[Figure]:
    """Return how much dearer an act is at the end of the book than in a book just begun."""
    begun = fill(filled.folder.with_name("begun"), 0, rounds)
    watch = by_turns(begun, copied(filled, "old"))
    goal = 1.3 if size <= _SMALL else 1.6
    return _turns(watch, "G9 growth: {}, at the end / at the beginning, b=" + str(size), goal)


def lateness(filled: Filled, size: int) -> list[Figure]:
    """Return how much dearer an act is that is dated three days back than one dated today.

    The goal adds the bare check of all later days to the act dated today. There is none to add: units move
    in the order of their days, so no later day can fall below zero.
    """
    later = DAY + timedelta(days=3)
    watch = by_turns(copied(filled, "today"), copied(filled, "late"), today=later)
    return _turns(watch, "G5 {}, dated three days back / dated today, b=" + str(size), 1.5)


_SMALL = 40
"""Batches up to which the stricter goal of growth holds."""

_ACTS = ("kit prepared", "kit signed", "delivery", "distribution prepared", "distribution signed")


def copied(filled: Filled, name: str) -> Filled:
    """Return a copy of a filled book under another name beside it."""
    copy = filled.folder.with_name(name)
    shutil.copytree(filled.folder, copy)
    return replace(filled, folder=copy)


def by_turns(one: Filled, other: Filled, *, today: date = DAY) -> Stopwatch:
    """Do the same batches on two books by turns, without waits for the disk; today: the other's clock.

    A machine that slows down in between then tells nothing. With five rounds a hundred deliveries on each.
    """
    watch = Stopwatch()
    with at_rest(one.folder) as one_office, at_rest(other.folder, today) as other_office:
        for no, (early, late) in enumerate(zip(one.coming, other.coming, strict=True)):
            if no == WARM_UP:
                watch = Stopwatch()
            pairs = zip(
                programme.steps(one_office, one.known, early),
                programme.steps(other_office, other.known, late),
                strict=True,
            )
            for (name, first), (_, last) in pairs:
                watch.time(f"{name}, one", first)
                watch.time(name, last)
    return watch


def _turns(watch: Stopwatch, name: str, goal: float) -> list[Figure]:
    return [Figure(name.format(act), watch.ms(act), "ms CPU", watch.ms(f"{act}, one"), goal) for act in _ACTS]


def at_rest(folder: Path, today: date = DAY) -> Office:
    """Open a book of the measurement without waits for the disk."""
    clock = programme.a_clock(today)
    return Office(folder, clock=clock, actor=programme.OFFICER, durable=False)
