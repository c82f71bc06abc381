"""A new batch made like an earlier one: everything but its people, its days moved to another first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import add_batch_in, batch_of, batches
from ikm_desktop.batches.partners import add_partner_in, partners
from ikm_desktop.batches.sessions import Lesson, plan_sessions_in, sessions
from ikm_desktop.errors import FieldInvalid, FieldMissing, Notice
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office

_SUNDAY, _LAST_YEAR = 6, 2199


def next_name(connection: sa.Connection) -> str:
    """Return the name a next batch is proposed to get: one number on ("Angkatan V")."""
    known = batches(connection)
    taken = {batch.name.casefold() for batch in known}
    number = len(known) + 1
    while f"Angkatan {words.roman(number)}".casefold() in taken:
        number += 1
    return f"Angkatan {words.roman(number)}"


def moved_plan(connection: sa.Connection, source: int, first_day: date) -> tuple[Lesson, ...]:
    """Return a batch's plan as it would be from another first day: every session as many days after it."""
    plan = sessions(connection, source)
    began = batch_of(connection, source).starts_on or min((one.day for one in plan), default=first_day)
    return tuple(replace(one, day=one.day + (first_day - began)) for one in plan)


def batch_like(office: Office, *, source: int, starts_on: date | None, name: str = "") -> Done:
    """Add a batch with the training, length, sessions, place, product, account and partners of another.

    name: the next number by default. Its id is in `Done.ids`; told in `Done.notices` are sessions on a Sunday
    and those left out since they lie outside of the days of the batch taken for an example.
    Raises NotFound, FieldMissing (the first day), FieldInvalid (a first day of no calendar's use),
    AlreadyThere (the name).
    """
    with office.act("batch_like") as act:
        like = batch_of(act.connection, source)
        if starts_on is None:
            raise FieldMissing(field="Tanggal mulai")
        if starts_on.year > _LAST_YEAR:
            value = words.short_date(starts_on)
            raise FieldInvalid(field="Tanggal mulai", value=value, why=f"sesudah tahun {_LAST_YEAR}")
        length = (like.ends_on - like.starts_on) if like.starts_on and like.ends_on else timedelta()
        batch = add_batch_in(
            act,
            name=name or next_name(act.connection),
            training=like.training,
            subtitle=like.subtitle,
            starts_on=starts_on,
            ends_on=starts_on + length if like.ends_on else None,
            venue=like.venue,
            city=like.city,
            capacity=like.capacity,
            product=like.product,
            account=like.account,
            assessed=like.assessed,
        )
        moved = moved_plan(act.connection, source, starts_on)
        last = starts_on + length if like.ends_on else None
        plan = [one for one in moved if one.day >= starts_on and (last is None or one.day <= last)]
        plan_sessions_in(act, batch=batch, lessons=plan)
        for one in partners(act.connection, source):
            add_partner_in(act, batch=batch, name=one.name, role=one.role, contact=one.contact)
        act.ids[:] = [batch]
        if len(plan) < len(moved):
            left = len(moved) - len(plan)
            text = f"{left} mata pelatihan {like.name} di luar tanggalnya sendiri tidak disalin."
            act.notices.append(Notice("PlanOutside", text, {"batch": batch}))
        sundays = sorted({one.day for one in plan if one.day.weekday() == _SUNDAY})
        if sundays:
            days = ", ".join(words.short_date(day) for day in sundays)
            act.notices.append(Notice("OnSunday", f"Jadwal jatuh pada hari Minggu: {days}.", {}))
        return act.done()
