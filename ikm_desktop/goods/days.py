"""Which days can be booked: closed periods, counts that stand later, days ahead of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import CountedSince, ItemRef, Notice, PeriodClosed, PlaceRef, Refusal
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.later_papers import issued_for_later
from ikm_desktop.goods.places import place_ref
from ikm_desktop.office import tables as office
from ikm_desktop.office.acts import Act


@dataclass(frozen=True, slots=True)
class Closed:
    """The books are closed through a day, and since when."""

    through: date
    closed_on: date


# A reopening goes back to the closing before it: the books are closed since that one.
_closing = t.period_event.alias("closing")
_closed_on = (
    sa.select(sa.func.max(office.act.c.entered_on, type_=office.act.c.entered_on.type))
    .join(_closing, _closing.c.entry == office.act.c.entry)
    .where(_closing.c.through == t.period_event.c.through, _closing.c.reason.is_(None))
    .correlate(t.period_event)
    .scalar_subquery()
)
_LAST_EVENT = (
    sa.select(t.period_event.c.through, _closed_on.label("entered_on"))
    .order_by(t.period_event.c.entry.desc())
    .limit(1)
)


_last_closing = _LAST_EVENT.subquery("last_closing")
_GUARD = sa.select(
    sa.select(_last_closing.c.through).scalar_subquery().label("through"),
    sa.select(_last_closing.c.entered_on).scalar_subquery().label("closed_on"),
    sa.exists()
    .where(t.voucher.c.kind == "count", t.voucher.c.day > sa.bindparam("day", type_=t.voucher.c.day.type))
    .label("counted"),
)


def closed_through(connection: sa.Connection) -> Closed | None:
    """Return through which day the books are closed, None when all are open."""
    row = connection.execute(_LAST_EVENT).first()
    return None if row is None or row.through is None else Closed(row.through, row.entered_on)


def closed_period(connection: sa.Connection, day: date) -> list[Refusal]:
    """Return the refusal of a day in a closed period, or nothing."""
    closed = closed_through(connection)
    return [] if closed is None else _closed(closed, day)


def _closed(closed: Closed, day: date) -> list[Refusal]:
    if day > closed.through:
        return []
    first = closed.through + timedelta(days=1)
    return [PeriodClosed(day=day, through=closed.through, closed_on=closed.closed_on, first_open_day=first)]


def why_not_booked(connection: sa.Connection, day: date, touched: Iterable[tuple[int, int]]) -> list[Refusal]:
    """Return what keeps a day from being booked: a closed period, counts of later days over what is touched.

    touched: (place, item) pairs.
    """
    guard = connection.execute(_GUARD, {"day": day}).one()
    reasons = _closed(Closed(guard.through, guard.closed_on), day) if guard.through is not None else []
    return reasons + (counted_after(connection, day, touched) if guard.counted else [])


_reversal = t.line.alias("reversal")
_COUNTS_AFTER = (
    sa.select(
        t.voucher.c.id, t.voucher.c.counterpart.label("place"), t.line.c.item, t.count_line.c.difference
    )
    .join(t.line, t.line.c.voucher == t.voucher.c.id)
    .join(t.count_line, t.count_line.c.line == t.line.c.id)
    .where(
        t.voucher.c.kind == "count",
        t.voucher.c.day > sa.bindparam("day", type_=t.voucher.c.day.type),
        ~sa.exists().where(_reversal.c.refers == t.line.c.id),
    )
    .order_by(t.voucher.c.day.desc(), t.voucher.c.id.desc())
)


def counted_after(connection: sa.Connection, day: date, touched: Iterable[tuple[int, int]]) -> list[Refusal]:
    """Return a refusal for each touched (place, item) that a posted count of a later day covers.

    Signed minutes say what the book was on their day; nothing may be booked before them.
    """
    found = {(row.place, row.item): row.id for row in connection.execute(_COUNTS_AFTER, {"day": day})}
    hit = [key for key in dict.fromkeys(touched) if key in found]
    refs = voucher_refs(connection, {found[key] for key in hit})
    return [
        CountedSince(
            item=item_ref(connection, item),
            place=place_ref(connection, place),
            day=day,
            count=refs[found[place, item]],
        )
        for place, item in hit
    ]


def ahead(act: Act, day: date) -> list[Notice]:
    """Return the warning of a day that lies in the future, or nothing."""
    if day <= act.today:
        return []
    text = f"Tanggal {words.short_date(day)} ada di masa depan."
    return [Notice("FutureDay", text, {"day": day})]


def day_notices(act: Act, day: date, touched: Iterable[tuple[PlaceRef, ItemRef, int]]) -> list[Notice]:
    """Return what the clerk should know of a day that is not today.

    A late entry tells the balances it changes, and the issued papers of later days that speak of the same
    goods: they stay as printed.
    touched: place, item and by how much the balances change from that day on.
    """
    touched = list(touched)
    if day >= act.today or not touched:
        return ahead(act, day)
    changes = [
        {"place": place.id, "item": item.id, "change": change, "since": day}
        for place, item, change in touched
    ]
    listed = "; ".join(
        f"{item.name} di {place.name} {'+' if change > 0 else ''}{item.show(change)}"
        for place, item, change in touched
    )
    text = f"Dicatat terlambat: sejak {words.short_date(day)} sisa berubah ({listed})."
    later = issued_for_later(act.connection, day, [(place.id, item.id) for place, item, _ in touched])
    if later:
        named = ", ".join(str(paper.ref()) for paper in later[:_NAMED])
        more = f" dan {len(later) - _NAMED} surat lain" if len(later) > _NAMED else ""
        text += f" Sudah terbit untuk hari sesudahnya dan tetap seperti tercetak: {named}{more}."
    values = {"day": day, "changes": changes, "papers": [paper.id for paper in later]}
    return [Notice("LateEntry", text, values)]


_NAMED = 5
"""How many papers a notice names."""
