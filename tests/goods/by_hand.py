"""Vouchers written move by move, for what a test needs of the journal and not of the form that writes it."""

from __future__ import annotations

from datetime import date

from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.places import FixedKind, fixed_place
from ikm_desktop.goods.runs import Run
from ikm_desktop.goods.shelf import Piece
from ikm_desktop.office.book import Office
from tests.scenarios.desk import DAY


def fixed_place_of(office: Office, kind: FixedKind) -> int:
    """Return a fixed place of a book."""
    with office.reading() as connection:
        return fixed_place(connection, kind)


def carry(
    office: Office, kind: str, item: int, quantity: int, *, origin: int, to: int, day: date = DAY
) -> int:
    """Move goods of ours, oldest first, by a voucher of one line, and return it."""
    with office.act(kind) as act:
        journal = Journal(act)
        voucher = journal.voucher(kind, letter_date=day, day=day, store=origin, counterpart=to)
        line = journal.line(voucher, 1, item, quantity)
        pieces = journal.shelf.take(origin, item, day, quantity)
        assert pieces is not None
        journal.set_line(line, value=journal.carry(voucher, line, pieces, origin=origin, to=to))
        journal.flush()
        return voucher.id


def bring_back(office: Office, handover: int, quantity: int, *, store: int, day: date = DAY) -> int:
    """Let an institution give back the first units of a handover, and return the voucher."""
    with office.act("recipient_return") as act:
        brought = act.connection.exec_driver_sql(
            "SELECT m.*, lot.day AS lot_day FROM move m JOIN lot ON lot.id = m.lot"
            " WHERE voucher = ? ORDER BY m.id",
            (handover,),
        ).first()
        assert brought is not None
        journal = Journal(act)
        voucher = journal.voucher(
            "recipient_return", letter_date=day, day=day, store=store, counterpart=brought.to_place
        )
        line = journal.line(voucher, 1, brought.item, quantity, refers=brought.line)
        run = Run(brought.lot, brought.first, quantity)
        cost = brought.cost * quantity // brought.quantity
        lot_day, since = date.fromisoformat(brought.lot_day), date.fromisoformat(brought.day)
        piece = Piece(run, brought.item, lot_day, since, brought.id, cost)
        journal.set_line(line, value=journal.carry(voucher, line, [piece], origin=brought.to_place, to=store))
        journal.flush()
        return voucher.id


def repair(
    office: Office,
    product: int,
    quantity: int,
    material: int,
    taken: int,
    *,
    maker: int,
    store: int,
    batch: int,
    price: int,
    day: date = DAY,
) -> int:
    """Let rejects be delivered again and accepted, with some more material, and return the voucher."""
    with office.act("receive_products") as act:
        journal = Journal(act)
        used = fixed_place(act.connection, "used")
        voucher = journal.voucher(
            "delivery", letter_date=day, day=day, store=store, counterpart=maker, batch=batch
        )
        line = journal.line(
            voucher,
            1,
            product,
            quantity,
            price=price,
            delivered=quantity,
            accepted=quantity,
            rejected=0,
            again=1,
        )
        cost = 0
        for item, units in ((product, quantity), (material, taken)):
            pieces = journal.shelf.take(maker, item, day, units)
            assert pieces is not None
            cost += journal.carry(voucher, line, pieces, origin=maker, to=used)
        value = cost + price * quantity
        lot = journal.lot(
            line,
            item=product,
            day=day,
            quantity=quantity,
            value=value,
            source="repaired",
            maker=maker,
            price=price,
        )
        made = lot.piece()
        brought = journal.move(voucher, line, made, origin=used, to=maker, lands=False)
        journal.move(
            voucher, line, Piece(made.run, product, day, day, brought, value), origin=maker, to=store
        )
        journal.set_line(line, value=value)
        journal.flush()
        return voucher.id


def offcut(office: Office, item: int, quantity: int, *, maker: int, batch: int, day: date = DAY) -> int:
    """Let off-cuts of an item come out of making to a maker, at value 0, and return the voucher."""
    with office.act("receive_products") as act:
        journal = Journal(act)
        used = fixed_place(act.connection, "used")
        voucher = journal.voucher("delivery", letter_date=day, day=day, counterpart=maker, batch=batch)
        line = journal.line(voucher, 1, item, quantity, value=0)
        lot = journal.lot(line, item=item, day=day, quantity=quantity, value=0, source="offcut", maker=maker)
        journal.carry(voucher, line, [lot.piece()], origin=used, to=maker)
        journal.flush()
        return voucher.id
