"""Pieces delivered again: rejects that were repaired, and bought pieces that come back from repair.

What was never bought goes into use and comes out as a new lot, bought now; what was bought before and
given back returns to the store as it is, without a price. Rejected again, a piece stays where it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.buyback.consumption import Consumption, Drawn
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.payments import WAS_BOUGHT
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.shelf import Piece


@dataclass(frozen=True, slots=True)
class Repaired:
    """The accepted pieces of a line: never bought before, and given back after they were bought."""

    new: tuple[Piece, ...]
    old: tuple[Piece, ...]
    best_before: date | None


_LOTS = sa.select(*t.lot.c["id", "best_before"], WAS_BOUGHT.label("was_bought")).where(
    t.lot.c.id.in_(sa.bindparam("lots", expanding=True))
)


def sort_repaired(connection: sa.Connection, pieces: Sequence[Piece]) -> Repaired:
    """Tell pieces that are bought now from those bought before; of their best-before dates the earliest."""
    rows = connection.execute(_LOTS, {"lots": list({piece.run.lot for piece in pieces})}).all()
    lots = {row.id: row for row in rows}
    new = tuple(piece for piece in pieces if not lots[piece.run.lot].was_bought)
    old = tuple(piece for piece in pieces if lots[piece.run.lot].was_bought)
    dates = [lots[piece.run.lot].best_before for piece in new]
    return Repaired(new, old, min((day for day in dates if day is not None), default=None))


def post_repaired(
    journal: Journal,
    consumption: Consumption,
    voucher: Voucher,
    line: int,
    item: Item,
    repaired: Repaired,
    drawn: Collection[Drawn],
    *,
    price: int,
    places: tuple[int, int],
) -> int:
    """Bring the accepted pieces into the store and return what was made, whole rupiah.

    places: the maker's and the store's; drawn: repair materials, which the new pieces take.
    """
    maker, store = places
    cost = 0
    if repaired.new:
        cost += sum(consumption.consume(voucher, line, one) for one in drawn)
        cost += journal.carry(voucher, line, repaired.new, origin=maker, to=consumption.used)
        pieces = sum(piece.run.quantity for piece in repaired.new)
        lot = journal.lot(
            line,
            item=item.id,
            day=voucher.day,
            quantity=pieces,
            value=cost + amount(price, pieces, item.unit.per),
            source="repaired",
            maker=maker,
            price=price,
            best_before=repaired.best_before,
        )
        pass_through(journal, voucher, line, lot.piece(), used=consumption.used, maker=maker, store=store)
        cost = lot.value
    journal.carry(voucher, line, repaired.old, origin=maker, to=store)
    return cost


def pass_through(
    journal: Journal, voucher: Voucher, line: int, made: Piece, *, used: int, maker: int, store: int
) -> None:
    """Bring a product into being at its maker and carry it on into the store."""
    brought = journal.move(voucher, line, made, origin=used, to=maker, lands=False)
    bought = Piece(made.run, made.item, made.lot_day, voucher.day, brought, made.cost)
    journal.move(voucher, line, bought, origin=maker, to=store)


def waste_repair_materials(
    journal: Journal,
    consumption: Consumption,
    delivery: Voucher,
    drawn: Sequence[Drawn],
    *,
    of: tuple[int, int | None],
) -> None:
    """Book repair materials that went into no new piece as waste: a voucher of its own in the same act.

    of: the maker's place and the batch. Her own material was never in the books and leaves no trace.
    """
    maker, batch = of
    used = [one for one in drawn if one.pieces]
    if not used:
        return
    voucher = journal.voucher(
        "waste", letter_date=delivery.day, day=delivery.day, counterpart=maker, batch=batch
    )
    for no, one in enumerate(used, start=1):
        quantity = sum(piece.run.quantity for piece in one.pieces)
        line = journal.line(voucher, no, one.material, quantity, reason="bahan perbaikan")
        cost = journal.carry(voucher, line, one.pieces, origin=maker, to=consumption.wasted)
        journal.set_line(line, value=cost)
