"""Checks 1, 2 and 4: each unit's path, replayed move by move in the order in which acts were entered."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from ikm_desktop.goods.selfcheck.book import Book, Lot
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.office.findings import Finding

_BEYOND = 1 << 62
NOWHERE = 0
"""Where units are before anything created them (ids of places begin at 1)."""


class Stretch(NamedTuple):
    """Units [first, end) of a lot that lie at one place since a day, brought there by one move."""

    first: int
    end: int
    place: int
    since: int
    brought: int


@dataclass(slots=True)
class Walk:
    """What the replay of all moves gives.

    lies: per lot, its units from the lowest up, wherever they are; misplaced: moves (by position) of
    units that were not there, with what is wrong; too_early: moves of units that had not arrived yet,
    with the day they arrived; other_arrival: moves that state another arrival than the replay.
    """

    lies: dict[int, list[Stretch]] = field(default_factory=dict)
    misplaced: list[tuple[int, str]] = field(default_factory=list)
    too_early: list[tuple[int, int]] = field(default_factory=list)
    other_arrival: list[tuple[int, int]] = field(default_factory=list)


def walk(book: Book) -> Walk:
    """Replay every move on its lot.

    A move is believed even where it contradicts the replay (and noted), so that one forged row does not
    accuse all that follow it.
    """
    moves, lots, result = book.moves, book.lots, Walk()
    for position, lot in enumerate(moves.lot):
        stretches = result.lies.get(lot)
        if stretches is None:
            if lot not in lots:
                result.misplaced.append((position, f"lot {lot} tidak ada"))
                continue
            stretches = result.lies[lot] = [_unmade(lots[lot])]
        _carry(book, result, position, stretches)
    for number, lot_row in lots.items():
        result.lies.setdefault(number, [_unmade(lot_row)])
    return result


def _unmade(lot: Lot) -> Stretch:
    return Stretch(0, lot.quantity, NOWHERE, 0, 0)


def _carry(book: Book, result: Walk, position: int, stretches: list[Stretch]) -> None:
    """Let one move carry its units from the stretches of its lot they lie in."""
    moves = book.moves
    first = moves.first[position]
    end = first + moves.quantity[position]
    start = stop = max(bisect_right(stretches, (first, _BEYOND)) - 1, 0)
    while stop < len(stretches) and stretches[stop].first < end:
        stop += 1
    hit = stretches[start:stop]
    if not hit or hit[0].first > first or hit[-1].end < end:
        result.misplaced.append((position, "unit di luar lotnya"))
        return
    for stretch in hit:
        _compare(book, result, position, stretch)
    since, brought = moves.day[position], moves.id[position]
    if moves.reverses[position]:
        since, brought = _put_back(book, position)
    landed = [Stretch(first, end, moves.to_place[position], since, brought)]
    if hit[0].first < first:
        landed.insert(0, hit[0]._replace(end=first))
    if hit[-1].end > end:
        landed.append(hit[-1]._replace(first=end))
    stretches[start:stop] = landed


def _compare(book: Book, result: Walk, position: int, stretch: Stretch) -> None:
    """Compare what a move says of the units it takes with where the replay has them."""
    moves = book.moves
    source = moves.source[position]
    if stretch.place == NOWHERE:
        if source:
            result.misplaced.append((position, "unit diambil sebelum ada"))
        return
    if stretch.place != moves.from_place[position]:
        result.misplaced.append((position, "unit diambil dari tempat yang tidak menyimpannya"))
    elif stretch.brought != source:
        result.misplaced.append((position, "unit diambil dengan asal yang salah"))
    if stretch.since > moves.day[position]:
        result.too_early.append((position, stretch.since))
    elif stretch.since != moves.since[position]:
        result.other_arrival.append((position, stretch.since))


def _put_back(book: Book, position: int) -> tuple[int, int]:
    """Return since when and brought by which move units lie after a reversal: as they lay before.

    Reversed on the original's own day, it is as if they had never gone; else they lie there anew.
    """
    moves = book.moves
    original = moves.position(moves.reverses[position])
    if original is None:
        return moves.day[position], moves.id[position]
    same_day = moves.day[original] == moves.day[position]
    since = moves.since[original] if same_day and moves.since[original] else moves.day[position]
    return since, moves.source[original]


def each_unit_at_one_place(walked: Walk, book: Book, names: Names) -> list[Finding]:
    """1: every lot's units are created once, and each move takes them from where they are."""
    found = [
        names.of_move(1, f"Mutasi tidak cocok dengan jejak barangnya: {why}", position)
        for position, why in walked.misplaced
    ]
    for number, stretches in walked.lies.items():
        missing = sum(one.end - one.first for one in stretches if one.place == NOWHERE)
        if missing:
            lot = book.lots[number]
            amount = names.amount(lot.item, missing)
            found.append(_of_lot(1, f"{amount} dari lot {number} tidak ada di mana pun", lot, book, names))
    return found


def _of_lot(code: int, text: str, lot: Lot, book: Book, names: Names) -> Finding:
    line = book.lines.get(lot.line)
    return names.finding(code, text, voucher=line and line.voucher, item=lot.item, day=lot.day)


def holdings_are_the_replay(walked: Walk, book: Book, names: Names) -> list[Finding]:
    """2: the stored holdings are what the moves give, unit by unit, with arrival day and bringing move."""
    found = []
    for number in walked.lies.keys() | book.holdings.keys():
        for one, text in _differences(walked, book, number).items():
            found.append(_of_stretch(book, names, number, one, text))
        lot = book.lots.get(number)
        text = f"Sisa tercatat dengan barang atau hari lot {number} yang salah"
        found += [
            names.finding(2, text, place=row.place, item=row.item)
            for row in book.holdings.get(number, ())
            if lot is None or row.item != lot.item or row.lot_day != lot.day
        ]
    return found


def _differences(walked: Walk, book: Book, number: int) -> dict[Stretch, str]:
    """Return each stretch of a lot that is only in the moves or only in the stored holdings."""
    rows, ours = book.holdings.get(number, ()), book.ours
    should = _joined([one for one in walked.lies.get(number, ()) if one.place in ours])
    lies = _joined([Stretch(r.first, r.first + r.quantity, r.place, r.since, r.brought) for r in rows])
    if should == lies:
        return {}
    only_moved = sorted(set(should) - set(lies))
    # Stored twice and overlapping, stretches may all be right by themselves.
    only_stored = sorted(set(lies) - set(should)) or ([] if only_moved else lies)
    return dict.fromkeys(only_moved, "Menurut mutasi ada {n}, tetapi tidak tercatat sebagai sisa") | (
        dict.fromkeys(only_stored, "Tercatat sisa {n} yang tidak berasal dari mutasi")
    )


def suspects(walked: Walk, book: Book) -> dict[int, int]:
    """Return by lot the move (by position) that most likely is to blame for its difference."""
    moves = book.moves
    found: dict[int, int] = {}
    for number in walked.lies.keys() | book.holdings.keys():
        for one in _differences(walked, book, number):
            at = moves.position(one.brought)
            if at is not None:
                found.setdefault(number, at)
    for position, _ in reversed(walked.misplaced):
        found[moves.lot[position]] = position
    return found


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Join neighbours that lie alike: how often a holding was split tells nothing."""
    joined: list[Stretch] = []
    for one in stretches:
        last = joined[-1] if joined else None
        if last and (last.end, *last[2:]) == (one.first, *one[2:]):
            joined[-1] = last._replace(end=one.end)
        else:
            joined.append(one)
    return joined


def _of_stretch(book: Book, names: Names, number: int, one: Stretch, text: str) -> Finding:
    lot = book.lots.get(number)
    item = lot.item if lot else 0
    at = book.moves.position(one.brought)
    voucher = None if at is None else book.moves.voucher[at]
    said = text.format(n=names.amount(item, one.end - one.first))
    return names.finding(2, said, voucher=voucher, place=one.place, item=item, day=one.since)


def days_rise_along_each_path(walked: Walk, names: Names) -> list[Finding]:
    """4: no unit leaves a place before it came there; what a move says of the arrival is true."""
    early = [
        names.of_move(4, "Barang keluar sebelum tiba di tempat itu", position)
        for position, _ in walked.too_early
    ]
    other = [
        names.of_move(4, "Mutasi mencatat hari tiba yang salah", position)
        for position, _ in walked.other_arrival
    ]
    return early + other
