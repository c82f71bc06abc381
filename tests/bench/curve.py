"""How the acts grow with the book: a curve up to a million moves, as a picture in the docs (G9).

A book of twenty batches, made by the program's acts, is multiplied row by row in SQL, each copy with
numbers, lots and people of its own (only the hashes are the originals'). What is measured on it is the
program's: whole batches, by turns with the same batches in a book just begun.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import acts, programme
from tests.bench.acts import Filled

ROUNDS = 2
BASE = 20
"""Batches of the book that is multiplied; 330 moves each."""

SIZES = (1_000, 10_000, 100_000, 300_000, 1_000_000)
"""Moves of the books measured."""

ACTS = {
    "kit": ("kit prepared", "kit signed"),
    "delivery": ("delivery",),
    "distribution": ("distribution prepared", "distribution signed"),
}
"""What is drawn, and the steps it is made of."""

_TABLES = ("act", "voucher", "line", "lot", "move", "prepared", "paper")
_AT = "CASE WHEN {0} > :fixed THEN {0} + :place ELSE {0} END"
"""A place: everybody's own is copied with her; store, vendor, institution and the like are one."""

_COUNTERPART, _MAKER, _FROM, _TO, _LIES = (
    _AT.format(column) for column in ("counterpart", "maker", "from_place", "to_place", "place")
)

_MULTIPLY = (
    "INSERT INTO act SELECT entry + :act, entered_at, entered_on, actor, kind, prev, hash FROM old_act",
    "INSERT INTO place SELECT id + :place, kind, name, archived, digest FROM old_place WHERE id > :fixed",
    f"""
INSERT INTO voucher (id, entry, kind, letter_date, day, store, counterpart, batch, reason, details, reverses)
SELECT id + :voucher, entry + :act, kind, letter_date, day, store, {_COUNTERPART}, batch, reason, details,
       reverses + :voucher FROM old_voucher
""",
    """
INSERT INTO line (id, voucher, no, item, quantity, value, price, grade, delivered, accepted, rejected,
                  reason, recipe, refers, again, own)
SELECT id + :line, voucher + :voucher, no, item, quantity, value, price, grade, delivered, accepted, rejected,
       reason, recipe, refers + :line, again, own FROM old_line
""",
    f"""
INSERT INTO lot (id, line, item, day, quantity, value, source, maker, price, best_before)
SELECT id + :lot, line + :line, item, day, quantity, value, source, {_MAKER}, price, best_before FROM old_lot
""",
    f"""
INSERT INTO move (id, entry, voucher, line, item, lot, first, quantity, from_place, to_place, day, since,
                  cost, source, reverses)
SELECT id + :move, entry + :act, voucher + :voucher, line + :line, item, lot + :lot, first, quantity,
       {_FROM}, {_TO}, day, since, cost, source + :move, reverses + :move FROM old_move
""",
    f"""
INSERT INTO holding (lot, first, quantity, place, item, lot_day, since, brought)
SELECT lot + :lot, first, quantity, {_LIES}, item, lot_day, since, brought + :move FROM old_holding
""",
    f"""
INSERT INTO prepared (id, entry, kind, letter_date, from_place, to_place, batch, state, body, reason, ended,
                      voucher)
SELECT id + :prepared, entry + :act, kind, letter_date, {_FROM}, {_TO}, batch, state, body, reason,
       ended + :act, voucher + :voucher FROM old_prepared
""",
    """
INSERT INTO paper (id, entry, kind, series, year, sequence, number, letter_date, subject, party, batch, asked,
                   state, reason, ended, digest)
SELECT id + :paper, entry + :act, kind, series, year, sequence + :paper, number || '-' || :paper, letter_date,
       subject, party, batch, asked, state, reason, ended + :act, digest FROM old_paper
""",
    """
INSERT INTO paper_subject (paper, no, voucher, prepared, enrolment)
SELECT paper + :paper, no, voucher + :voucher, prepared + :prepared, enrolment FROM old_paper_subject
""",
)


@dataclass(frozen=True)
class Point:
    """A book's moves, and each act's cost as a multiple of its cost in a book just begun."""

    moves: int
    growth: dict[str, float]


def measure(folder: Path, largest: int) -> list[Point]:
    """Return the points of the curve up to a number of moves."""
    points: list[Point] = []
    base = acts.fill(folder / "base", BASE, 0)
    for size in (size for size in SIZES if size <= largest):
        grown = _grown(base, folder / f"{size}", size)
        begun = acts.fill(folder / f"{size}-begun", 0, ROUNDS)
        watch = acts.by_turns(begun, grown)
        growth = {
            name: sum(watch.ms(step) for step in steps) / sum(watch.ms(f"{step}, one") for step in steps)
            for name, steps in ACTS.items()
        }
        points.append(Point(grown.moves, growth))
        print(f"  {grown.moves} moves: " + ", ".join(f"{k} {v:.2f}" for k, v in growth.items()), flush=True)
    return points


def _grown(base: Filled, folder: Path, size: int) -> Filled:
    """Return a copy of the base grown to a number of moves, with batches to come."""
    book = acts.copied(base, folder.name) if size >= base.moves else acts.fill(folder, size // 330, 0)
    if size >= base.moves:
        multiply(book.folder / BOOK_NAME, round(size / base.moves))
    with acts.at_rest(book.folder) as office:
        first = 10_000
        coming = [programme.new_batch(office, book.known, first + n) for n in range(ROUNDS + acts.WARM_UP)]
        with office.reading() as connection:
            moves = int(connection.exec_driver_sql("SELECT count(*) FROM move").scalar_one())
    return replace(book, coming=coming, moves=moves)


def multiply(path: Path, times: int) -> None:
    """Let a book hold what it holds so many times."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -200000")
    (fixed,) = db.execute("SELECT max(id) FROM place WHERE kind <> 'participant'").fetchone()
    steps = {name: db.execute(f"SELECT max(rowid) FROM {name}").fetchone()[0] or 0 for name in _TABLES}
    (steps["place"],) = db.execute("SELECT max(id) FROM place").fetchone()
    for name in (*_TABLES, "place", "holding", "paper_subject"):
        db.execute(f"CREATE TEMP TABLE old_{name} AS SELECT * FROM {name}")
    for copy in range(1, times):
        values = {name: step * copy for name, step in steps.items()}
        db.execute("BEGIN")
        for statement in _MULTIPLY:
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            db.execute(statement, named | ({"fixed": fixed} if ":fixed" in statement else {}))
        db.execute("COMMIT")
    db.close()
