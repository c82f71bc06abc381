"""Checks 14 and 17: closed periods, counts, and what may still happen before them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ikm_desktop import words
from ikm_desktop.goods.selfcheck.book import Book, Line, Voucher
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.office.findings import Finding

_NEVER = 1 << 62


def nothing_in_closed_time(book: Book, names: Names) -> list[Finding]:
    """14: nothing was posted or prepared in a closed period, nor before a count that stands."""
    return [*_closed_periods(book, names), *_before_counts(book, names)]


# --- periods ----------------------------------------------------------------------------------------


def _closed_periods(book: Book, names: Names) -> list[Finding]:
    entries = [event.entry for event in book.period_events]
    through = [0, *(event.through for event in book.period_events)]
    found = []
    for row in book.vouchers.values():
        # Events of the same act stand for what comes after it.
        closed = through[bisect_left(entries, row.entry)]
        if row.day <= closed:
            text = f"Dicatat dalam periode yang sudah ditutup s.d. {_shown(closed)}"
            found.append(names.finding(14, text, voucher=row.id, place=row.counterpart))
    for paper in book.prepared.values():
        if paper.state == "prepared" and paper.letter_date <= through[-1]:
            text = f"Disiapkan dalam periode yang sudah ditutup s.d. {_shown(through[-1])}"
            found.append(names.of_prepared(14, text, paper.id, place=paper.to_place))
    return found


def _shown(day: int) -> str:
    return words.short_date(date.fromordinal(day)) if day else ""


# --- counts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """A posted count of one item at one place; it stands from its voucher until its line is reversed.

    day: day number; until: id of the voucher that reversed it; difference: smallest units.
    """

    voucher: Voucher
    line: Line
    place: int
    item: int
    day: int
    until: int
    difference: int


def counts(book: Book) -> dict[tuple[int, int], list[Count]]:
    """Return the counts of each (place, item) in written order."""
    undone: dict[int, int] = {}
    for line in book.lines.values():
        row = book.vouchers.get(line.voucher)
        if line.refers is not None and row is not None and row.kind == "reversal":
            undone[line.refers] = row.id
    found: defaultdict[tuple[int, int], list[Count]] = defaultdict(list)
    for figures in book.count_lines.values():
        of = book.lines.get(figures.line)
        row = book.vouchers.get(of.voucher) if of else None
        if of is None or row is None or row.kind != "count" or not row.counterpart or not of.item:
            continue
        until = undone.get(of.id, _NEVER)
        count = Count(row, of, row.counterpart, of.item, row.day, until, figures.difference)
        found[count.place, count.item].append(count)
    return dict(found)


def _before_counts(book: Book, names: Names) -> list[Finding]:
    """Name moves of a day before a count, entered after it, and reversals of what a count corrected."""
    counted = counts(book)
    if not counted:
        return []
    moves, found = book.moves, []
    for position, (item, origin, target) in enumerate(
        zip(moves.item, moves.from_place, moves.to_place, strict=True)
    ):
        for place in (origin, target):
            for count in counted.get((place, item), ()):
                if _breaks(book, position, count):
                    text = f"Dicatat sesudah barangnya dihitung ({names.voucher(count.voucher.id)})"
                    found.append(names.of_move(14, text, position, place=place))
    return found


def _breaks(book: Book, position: int, count: Count) -> bool:
    """Tell whether a move goes against a count that stood when the move was written."""
    moves = book.moves
    voucher = moves.voucher[position]
    if not count.voucher.id < voucher < count.until:
        return False
    if moves.day[position] < count.day:
        return True
    at = moves.position(moves.reverses[position]) if moves.reverses[position] else None
    if at is None or not count.difference:
        return False
    original = (moves.day[at], moves.voucher[at])
    return original < (count.day, count.voucher.id)


# --- 17 ---------------------------------------------------------------------------------------------


def book_and_difference_are_counted(book: Book, names: Names) -> list[Finding]:
    """17: book + difference = counted; the book figure is the balance of the count's day as then known.

    The difference is what the count's line moved.
    """
    found = []
    counted = counts(book)
    for count, balance in _balances_when_counted(book, counted):
        figures = book.count_lines[count.line.id]
        moved = sum(
            (1 if book.moves.to_place[at] == count.place else -1) * book.moves.quantity[at]
            for at in book.moves_of_line.get(count.line.id, ())
        )
        wrong = ""
        if figures.book + figures.difference != figures.counted:
            wrong = "buku ditambah selisih bukan hasil hitung"
        elif moved != figures.difference:
            wrong = "selisihnya lain daripada mutasinya"
        elif balance != figures.book:
            known = names.amount(count.item, balance)
            wrong = f"bukunya {names.amount(count.item, figures.book)}, mutasinya {known}"
        if wrong:
            text = f"Opname baris {count.line.no}: {wrong}"
            found.append(
                names.finding(17, text, voucher=count.voucher.id, place=count.place, item=count.item)
            )
    covered = {count.line.id for several in counted.values() for count in several}
    for line in book.lines.values():
        row = book.vouchers.get(line.voucher)
        if row is not None and row.kind == "count" and line.id not in covered:
            text = f"Opname baris {line.no} tanpa angka hitung"
            found.append(names.finding(17, text, voucher=row.id, place=row.counterpart, item=line.item))
    return found


def _balances_when_counted(
    book: Book, counted: dict[tuple[int, int], list[Count]]
) -> Iterator[tuple[Count, int]]:
    """Yield each count with the balance of its day's end from the moves written before it."""
    if not counted:
        return
    moves = book.moves
    entries: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for position, (item, origin, target) in enumerate(
        zip(moves.item, moves.from_place, moves.to_place, strict=True)
    ):
        for key in ((origin, item), (target, item)):
            if key in counted:
                entries[key].append(position)
    for key, several in counted.items():
        by_day: defaultdict[int, int] = defaultdict(int)
        waiting = deque(entries[key])
        for count in several:
            while waiting and moves.voucher[waiting[0]] < count.voucher.id:
                at = waiting.popleft()
                sign = 1 if moves.to_place[at] == key[0] else -1
                by_day[moves.day[at]] += sign * moves.quantity[at]
            yield count, sum(change for day, change in by_day.items() if day <= count.day)
