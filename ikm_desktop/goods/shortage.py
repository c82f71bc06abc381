"""Why a place does not have what an act asks: who took it, when it would run short, when it will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import NotEnough, PaperRef, Refusal, Reserved
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.labels import each_paper_once, prepared_refs, voucher_refs
from ikm_desktop.goods.places import place_ref
from ikm_desktop.goods.shelf import Shelf, Tied


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an act asks of a place: an item, a quantity (smallest units) on a day, on one of its lines."""

    place: int
    item: int
    quantity: int
    day: date
    line: int | None = None


def shortage(
    connection: sa.Connection,
    shelf: Shelf,
    wanted: Wanted,
    tied: Tied | None = None,
) -> Refusal:
    """Return why a take failed: `Reserved` where only pins stand in the way, else `NotEnough`.

    tied: which units the line may have (all by default); papers that have others are not named.
    """
    tied = tied or Tied()
    there = shelf.there(wanted.place, wanted.item, wanted.day, tied)
    available = shelf.available(wanted.place, wanted.item, wanted.day, tied)
    item, place = item_ref(connection, wanted.item), place_ref(connection, wanted.place)
    if wanted.quantity <= there:
        return Reserved(
            line=wanted.line,
            item=item,
            place=place,
            day=wanted.day,
            needed=wanted.quantity,
            available=available,
            reserved=there - available,
            papers=_pinning_papers(connection, wanted, tied),
        )
    failing_day, failing_paper = _failing_point(connection, wanted)
    takers, taken_later = _takers(connection, wanted, wanted.quantity - there, tied)
    return NotEnough(
        line=wanted.line,
        item=item,
        place=place,
        day=wanted.day,
        needed=wanted.quantity,
        available=available,
        failing_day=failing_day,
        failing_paper=failing_paper,
        takers=takers,
        taken_later=taken_later,
        first_free_day=shelf.enough_from(wanted.place, wanted.item, wanted.quantity, tied),
    )


def _pinning_papers(connection: sa.Connection, wanted: Wanted, tied: Tied) -> tuple[PaperRef, ...]:
    h = t.holding
    rows = connection.execute(
        sa.select(t.pin.c.prepared, h.c.lot, h.c.brought)
        .distinct()
        .join(h, (h.c.lot == t.pin.c.lot) & (h.c.first <= t.pin.c.first))
        .where(
            h.c.place == wanted.place,
            h.c.item == wanted.item,
            h.c.since <= wanted.day,
            t.pin.c.first < h.c.first + h.c.quantity,
        )
    ).all()
    refs = prepared_refs(connection, {row.prepared for row in rows if tied.has(row.lot, row.brought)})
    return each_paper_once(refs[key] for key in sorted(refs))


def _failing_point(connection: sa.Connection, wanted: Wanted) -> tuple[date, PaperRef | None]:
    """Return the first point at which the running balance would fall below zero with the new line in it.

    What was reversed on its own day moves no figure, nor does its reversal.
    """
    m = t.move
    signed = sa.case((m.c.to_place == wanted.place, m.c.quantity), else_=-m.c.quantity)
    here = (m.c.item == wanted.item) & sa.or_(m.c.to_place == wanted.place, m.c.from_place == wanted.place)
    balance = connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(signed), 0)).where(here, m.c.day <= wanted.day)
    ).scalar_one()
    running = int(balance) - wanted.quantity
    if running < 0:
        return wanted.day, None
    later = connection.execute(
        sa.select(m.c.id, m.c.day, m.c.voucher, m.c.reverses, signed.label("change"))
        .where(here, m.c.day > wanted.day)
        .order_by(m.c.day, m.c.id)
    ).all()
    changes = {row.id: row.change for row in later}
    days = {row.id: row.day for row in later}
    for row in later:
        if days.get(row.reverses) == row.day:
            changes[row.reverses] += changes.pop(row.id)
    for row in later:
        running += changes.get(row.id, 0)
        if running < 0:
            return row.day, voucher_refs(connection, [row.voucher])[row.voucher]
    return wanted.day, None


def _taken_query() -> sa.Select[int, date, int, int | None, int]:
    m, back = t.move, t.move.alias("back")
    given_back = (
        sa.select(sa.func.coalesce(sa.func.sum(back.c.quantity), 0))
        .where(back.c.reverses == m.c.id)
        .scalar_subquery()
    )
    return (
        sa.select(m.c.voucher, m.c.day, m.c.lot, m.c.source, (m.c.quantity - given_back).label("net"))
        .where(
            m.c.item == sa.bindparam("item"),
            m.c.from_place == sa.bindparam("place"),
            m.c.since <= sa.bindparam("day"),
            m.c.reverses.is_(None),
        )
        .order_by(m.c.entry.desc(), m.c.id.desc())
    )


_TAKEN = _taken_query()


def _takers(
    connection: sa.Connection, wanted: Wanted, missing: int, tied: Tied
) -> tuple[tuple[PaperRef, ...], bool]:
    """Return the unreversed vouchers that took such units, latest first, till the shortage is covered.

    With it, whether any of them did so on a later day.
    """
    asked = {"item": wanted.item, "place": wanted.place, "day": wanted.day}
    rows = connection.execute(_TAKEN, asked).all()
    vouchers: list[int] = []
    later = False
    for row in rows:
        if missing <= 0:
            break
        if row.net and tied.has(row.lot, row.source):
            missing -= row.net
            vouchers.append(row.voucher)
            later = later or row.day > wanted.day
    refs = voucher_refs(connection, set(vouchers))
    return each_paper_once(refs[voucher] for voucher in vouchers), later
