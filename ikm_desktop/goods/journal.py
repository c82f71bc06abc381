"""Writing the journal: the vouchers, lines, lots and moves of one act.

Rows are gathered in memory with their final ids (the write lock is held) and written table by table,
in the order in which the act's hash reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import PlaceRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.runs import Run, run_cost
from ikm_desktop.goods.shelf import Piece, Shelf
from ikm_desktop.office import acts
from ikm_desktop.office.acts import Act, Kind, highest_ids
from ikm_desktop.papers import tables as papers
from ikm_desktop.storage.chain import ChainValue
from ikm_desktop.storage.rows import insert_rows

_ORDER = (
    (acts.VOUCHERS, t.voucher),
    (acts.LINES, t.line),
    (acts.LOTS, t.lot),
    (acts.MOVES, t.move),
    (acts.PAYMENT_LINES, t.payment_line),
    (acts.COUNT_LINES, t.count_line),
)
"""The tables a journal writes, in the order in which they are written and hashed."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Goods of one item that came in together: quantity, value (fixed for ever) and day."""

    id: int
    item: int
    day: date
    quantity: int
    value: int

    def piece(self, first: int = 0, quantity: int | None = None) -> Piece:
        """Return units of the lot as they come out of a source (all of them by default)."""
        count = self.quantity - first if quantity is None else quantity
        cost = run_cost(self.value, self.quantity, first, count)
        return Piece(Run(self.id, first, count), self.item, self.day, self.day, 0, cost)


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher of the act under way, as its moves need it."""

    id: int
    day: date


class Journal:
    """The writer of one act. `flush` must be called once all is gathered."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.connection: sa.Connection = act.connection
        self.shelf = Shelf(act.connection, before=self._write)
        self._ours: dict[int, bool] = {}
        self._rows: dict[sa.Table, list[dict[str, Any]]] = {table: [] for _, table in _ORDER}
        self._written: dict[sa.Table, list[dict[str, Any]]] = {table: [] for _, table in _ORDER}
        act.read_ids(_IDS)

    def voucher(self, kind: str, *, letter_date: date, day: date, **values: object) -> Voucher:
        """Begin a voucher.

        values: store, counterpart, batch, reason, details (a mapping), reverses, corrects (what the act
        says by default).
        """
        row: dict[str, Any] = {
            **_BLANK_VOUCHER,
            "corrects": self.act.corrects,
            **values,
            "id": self.act.next_id(t.voucher),
            "entry": self.act.entry,
            "kind": kind,
            "letter_date": letter_date,
            "day": day,
        }
        row["details"] = details_text(row["details"])
        self._rows[t.voucher].append(row)
        self.act.vouchers.append(row["id"])
        self.act.changed |= {Kind.VOUCHER, Kind.STOCK}
        return Voucher(row["id"], day)

    def line(
        self, voucher: Voucher, no: int, item: int | None, quantity: int | None, **values: object
    ) -> int:
        """Add a line to a voucher and return its id; values: the other columns of a line."""
        number = self.act.next_id(t.line)
        self._rows[t.line].append(
            {
                **_BLANK_LINE,
                **values,
                "id": number,
                "voucher": voucher.id,
                "no": no,
                "item": item,
                "quantity": quantity,
            }
        )
        return number

    def set_line(self, line: int, **values: object) -> None:
        """Fill in columns of a line of this act that are known only after its moves (its value)."""
        for row in reversed(self._rows[t.line]):
            if row["id"] == line:
                row.update(values)
                return
        raise ValueError(f"line {line} is not of this act")

    def payment_line(self, line: int, *, gross: int, tax: int, tax_row: int, refers: int) -> None:
        """Add what a payment's line pays of a delivery or purchase line, whole rupiah."""
        row = {"id": self.act.next_id(t.payment_line), "line": line, "gross": gross, "tax": tax}
        row |= {"net": gross - tax, "tax_row": tax_row, "refers": refers}
        self._rows[t.payment_line].append(row)

    def count_line(self, line: int, *, book: int, counted: int, difference: int) -> None:
        """Add what a count's line says: the book's figure and the counted one, smallest units."""
        row = {"line": line, "book": book, "counted": counted, "difference": difference}
        self._rows[t.count_line].append(row)

    def lot(
        self, line: int, *, item: int, day: date, quantity: int, value: int, source: str, **values: object
    ) -> Lot:
        """Add a lot; values: maker, price, best_before."""
        row: dict[str, Any] = dict.fromkeys(_COLUMNS[t.lot]) | values
        row |= {"id": self.act.next_id(t.lot), "line": line, "item": item, "day": day}
        row |= {"quantity": quantity, "value": value, "source": source}
        self._rows[t.lot].append(row)
        return Lot(row["id"], item, day, quantity, value)

    def move(
        self,
        voucher: Voucher,
        line: int,
        piece: Piece,
        *,
        to: int,
        origin: int,
        reverses: int | None = None,
        since: date | None = None,
        brought: int | None = None,
        lands: bool = True,
    ) -> int:
        """Carry taken units from `origin` to a place and return the move's id.

        At a place of ours they lie from then on: since the voucher's day and brought by this move, or
        as `since` and `brought` say (a reversal puts them back as they lay).
        lands: False where the same act carries them on at once (products pass through their maker).
        """
        number = self.act.next_id(t.move)
        source = piece.brought or None
        self._rows[t.move].append(
            {
                "id": number,
                "entry": self.act.entry,
                "voucher": voucher.id,
                "line": line,
                "item": piece.item,
                "lot": piece.run.lot,
                "first": piece.run.first,
                "quantity": piece.run.quantity,
                "from_place": origin,
                "to_place": to,
                "day": voucher.day,
                "since": piece.since if source else None,
                "cost": piece.cost,
                "source": source,
                "reverses": reverses,
            }
        )
        if lands and self.is_ours(to):
            self.shelf.put(to, piece, since or voucher.day, number if brought is None else brought)
        return number

    def carry(self, voucher: Voucher, line: int, pieces: Sequence[Piece], *, origin: int, to: int) -> int:
        """Move taken pieces from one place to another and return their cost, whole rupiah."""
        for piece in pieces:
            self.move(voucher, line, piece, origin=origin, to=to)
        return sum(piece.cost for piece in pieces)

    def know(self, places: Iterable[PlaceRef]) -> None:
        """Take note of places that were read already and that moves will name."""
        for place in places:
            self._ours[place.id] = place.kind in ("store", "participant")

    def is_ours(self, place: int) -> bool:
        """Tell whether what lies at a place is in our books (a store or a participant)."""
        if place not in self._ours:
            self.know(place_refs(self.connection, [place]).values())
        return self._ours[place]

    def line_values(self) -> list[tuple[int, int]]:
        """Return number and value of each line of the act, whole rupiah."""
        return [(row["no"], row["value"] or 0) for row in self._written[t.line] + self._rows[t.line]]

    def moves(self) -> list[dict[str, Any]]:
        """Return the moves of the act."""
        return self._written[t.move] + self._rows[t.move]

    def flush(self) -> None:
        """Write what was gathered and bring the holdings up to date."""
        self._write()
        self.shelf.flush()

    def _write(self) -> None:
        """Write what was gathered; holdings of goods that came in with the act need their lots and moves."""
        for rank, table in _ORDER:
            columns = _COLUMNS[table]
            rows = [tuple([_plain(row[name]) for name in columns]) for row in self._rows[table]]
            insert_rows(self.connection, table, rows)
            for row in rows:
                self.act.chained(rank, row)
            self._written[table] += self._rows[table]
            self._rows[table] = []


_IDS = highest_ids(*(table for _, table in _ORDER if table is not t.count_line), papers.paper)
_COLUMNS = {table: tuple(column.name for column in table.columns) for _, table in _ORDER}


_BLANK_VOUCHER = dict.fromkeys(_COLUMNS[t.voucher])
_BLANK_LINE = dict.fromkeys(_COLUMNS[t.line]) | {"again": 0, "own": 0}


def _plain(value: Any) -> ChainValue:  # noqa: ANN401 - any column
    return value.isoformat() if isinstance(value, date) else value


def details_text(details: Mapping[str, Any] | None) -> str | None:
    """Write a voucher's details so that the same details give the same text."""
    if not details:
        return None
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
