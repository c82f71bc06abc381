"""A posted count, row by row: what is less goes to the difference, what is more comes as a new lot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.places import fixed_place
from ikm_desktop.office import acts
from ikm_desktop.office.book import Office


def a_count(office: Office, place: int, day: date, counted: Mapping[int, int]) -> int:
    """Post a count of a place; counted: smallest units by item. Returns the voucher."""
    with office.act("post_count") as act:
        journal = Journal(act)
        voucher = journal.voucher("count", letter_date=day, day=day, counterpart=place)
        figures = []
        for no, (item, quantity) in enumerate(counted.items(), start=1):
            book = _balance(act.connection, place, item, day)
            difference = quantity - book
            line = journal.line(voucher, no, item, abs(difference), reason="dihitung ulang")
            value = _move_difference(journal, voucher, line, place, item, difference)
            journal.set_line(line, value=value)
            figures.append({"line": line, "book": book, "counted": quantity, "difference": difference})
        journal.flush()
        act.connection.execute(t.count_line.insert(), figures)
        for row in figures:
            act.chained(acts.COUNT_LINES, list(row.values()))
        return voucher.id


def _balance(connection: sa.Connection, place: int, item: int, day: date) -> int:
    sign = sa.case((t.move.c.to_place == place, 1), else_=-1)
    query = sa.select(sa.func.coalesce(sa.func.sum(sign * t.move.c.quantity), 0)).where(
        t.move.c.item == item,
        sa.or_(t.move.c.to_place == place, t.move.c.from_place == place),
        t.move.c.day <= day,
    )
    return int(connection.execute(query).scalar_one())


def _move_difference(
    journal: Journal, voucher: Voucher, line: int, place: int, item: int, difference: int
) -> int:
    outside = fixed_place(journal.connection, "difference")
    if difference < 0:
        pieces = journal.shelf.take(place, item, voucher.day, -difference)
        assert pieces is not None
        return journal.carry(voucher, line, pieces, origin=place, to=outside)
    if difference > 0:
        lot = journal.lot(
            line, item=item, day=voucher.day, quantity=difference, value=7 * difference, source="found"
        )
        return journal.carry(voucher, line, [lot.piece()], origin=outside, to=place)
    return 0
