"""Checks 3, 5, 6 and 13: costs, running balances, and that nothing appears or vanishes."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ikm_desktop import words
from ikm_desktop.goods.conservation import MaterialBalance, ProductBalance, conservation
from ikm_desktop.goods.runs import run_cost
from ikm_desktop.goods.selfcheck.book import Book
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.goods.selfcheck.reading import UNREADABLE, why
from ikm_desktop.office.findings import Finding


def each_cost_is_the_runs(book: Book, names: Names) -> list[Finding]:
    """3: each move costs what its run of the lot costs, wherever it goes."""
    worth = {lot.id: (lot.value, lot.quantity) for lot in book.lots.values() if lot.quantity > 0}
    moves, found = book.moves, []
    rows = zip(moves.lot, moves.first, moves.quantity, moves.cost, strict=True)
    for position, (lot, first, quantity, cost) in enumerate(rows):
        value, whole = worth.get(lot, (0, 1))
        # The formula of `run_cost`, written out: this is the loop over every move of the book.
        right = value * (first + quantity) // whole - value * first // whole
        if cost != right and lot in worth:
            text = f"Biaya mutasi tercatat {words.rupiah(cost)}, seharusnya {words.rupiah(right)}"
            found.append(names.of_move(3, text, position))
    return found


@dataclass(frozen=True, slots=True)
class Balances:
    """The entries of each (place, item) of ours, in the order (day, entry, line).

    An entry is `2 · position` of a move that comes in, `2 · position + 1` of one that goes out. quantity,
    cost: by position, less what was reversed on the move's own day (such reversals themselves 0).
    """

    entries: dict[tuple[int, int], list[int]]
    quantity: array[int]
    cost: array[int]

    def change(self, entry: int) -> tuple[int, int]:
        """Return by how much an entry changes quantity and value."""
        sign = -1 if entry & 1 else 1
        return sign * self.quantity[entry >> 1], sign * self.cost[entry >> 1]


def balances(book: Book) -> Balances:
    """Gather the entries of our places, pairs reversed on their own day left out."""
    moves = book.moves
    quantity, cost = array("q", moves.quantity), array("q", moves.cost)
    for original, backs in book.reversals_of.items():
        at = moves.position(original)
        for back in backs:
            if at is not None and moves.day[at] == moves.day[back]:
                quantity[at] -= moves.quantity[back]
                cost[at] -= moves.cost[back]
                quantity[back] = cost[back] = 0
    entries: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    ours = book.ours
    for position, (item, origin, target) in enumerate(
        zip(moves.item, moves.from_place, moves.to_place, strict=True)
    ):
        if origin in ours:
            entries[origin, item].append(2 * position + 1)
        if target in ours:
            entries[target, item].append(2 * position)
    for found in entries.values():
        # A stable sort: within a day the written order stays.
        found.sort(key=lambda entry: moves.day[entry >> 1])
    return Balances(entries, quantity, cost)


def no_balance_below_zero(sums: Balances, names: Names) -> list[Finding]:
    """5: no (place, item) of ours ever falls below 0; told where it first does."""
    found = []
    for (place, item), entries in sums.entries.items():
        running = 0
        for entry in entries:
            running += sums.change(entry)[0]
            if running < 0:
                text = f"Sisa menjadi {names.amount(item, running)}"
                found.append(names.of_move(5, text, entry >> 1, place=place))
                break
    return found


def nothing_left_is_worth_nothing(sums: Balances, names: Names) -> list[Finding]:
    """6: where nothing is left, no value is left; told where it first is not so."""
    found = []
    for (place, _item), entries in sums.entries.items():
        quantity = value = 0
        for entry in entries:
            more, worth = sums.change(entry)
            quantity += more
            value += worth
            if quantity == 0 and value != 0:
                text = f"Sisa 0 tetapi nilainya {words.rupiah(value)}"
                found.append(names.of_move(6, text, entry >> 1, place=place))
                break
    return found


def both_balances_are_zero(book: Book, suspects: Mapping[int, int], names: Names) -> list[Finding]:
    """13: what came in is what lies there and what went out, in quantity and in value, lot by lot.

    The terms of Neraca bahan and Neraca produk are net moves between kinds of places; summed over all lots
    of an item they leave nothing unexplained when each lot leaves nothing. suspects: by lot, the move that
    is to blame.
    """
    there, flow = _held(book), _flowed(book)
    found = []
    for lot in flow.keys() | there.keys():
        quantity, value = flow.get(lot, (0, 0))
        lies, worth = there.get(lot, (0, 0))
        if (quantity, value) != (lies, worth):
            found.append(_unexplained(book, names, lot, quantity - lies, value - worth, suspects.get(lot)))
    return found or _unexplained_items(book)


def _unexplained_items(book: Book) -> list[Finding]:
    """Name the items whose proof, as the clerk sees it, does not come out at 0."""
    try:
        proofs = conservation(book.reader.connection)
    except (*UNREADABLE, ValueError, TypeError, LookupError) as said:
        return [Finding(13, f"Neraca tidak dapat dihitung ({why(said)}).")]
    rows: list[MaterialBalance | ProductBalance] = [*proofs.materials, *proofs.products]
    return [
        Finding(
            13,
            f"Neraca {row.item.name} tidak nol: {row.item.ref.show(row.unexplained)} tidak dapat dijelaskan.",
            item=row.item.name,
        )
        for row in rows
        if row.unexplained
    ]


def _flowed(book: Book) -> dict[int, tuple[int, int]]:
    """Return quantity and value that came to our places less what left them, by lot."""
    quantity: defaultdict[int, int] = defaultdict(int)
    value: defaultdict[int, int] = defaultdict(int)
    moves, ours = book.moves, book.ours
    rows = zip(moves.lot, moves.from_place, moves.to_place, strict=True)
    for position, (lot, origin, target) in enumerate(rows):
        sign = (target in ours) - (origin in ours)
        if sign:
            quantity[lot] += sign * moves.quantity[position]
            value[lot] += sign * moves.cost[position]
    return {lot: (total, value[lot]) for lot, total in quantity.items()}


def _held(book: Book) -> dict[int, tuple[int, int]]:
    """Return quantity and value of the stored holdings by lot."""
    found = {}
    for number, rows in book.holdings.items():
        lot = book.lots.get(number)
        value = 0
        if lot is not None and lot.quantity > 0:
            value = sum(run_cost(lot.value, lot.quantity, row.first, row.quantity) for row in rows)
        found[number] = (sum(row.quantity for row in rows), value)
    return found


def _unexplained(
    book: Book, names: Names, lot: int, quantity: int, value: int, suspect: int | None
) -> Finding:
    """Name the lot's item and the voucher to blame; where none is known, the one that brought the lot."""
    row = book.lots.get(lot)
    item = row.item if row else 0
    text = (
        f"Neraca tidak nol: {names.amount(item, quantity)} dan {words.rupiah(value)} dari lot {lot} "
        "tidak dapat dijelaskan"
    )
    if suspect is not None:
        return names.of_move(13, text, suspect)
    line = book.lines.get(row.line) if row else None
    return names.finding(13, text, voucher=line.voucher if line else None, item=item or None)
