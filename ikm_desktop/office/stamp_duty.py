"""Stamp duty (meterai) on money papers: rates by the paper's date, editable, never constants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NothingChosen
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True)
class StampDuty:
    """From a day on, papers above an amount carry a stamp; both whole rupiah."""

    valid_from: date
    above: int
    amount: int
    source: str


NEW_BOOK = (
    StampDuty(date(2000, 5, 1), 250_000, 3_000, "PP 24/2000"),
    StampDuty(date(2000, 5, 1), 1_000_000, 6_000, "PP 24/2000"),
    StampDuty(date(2021, 1, 1), 5_000_000, 10_000, "UU 10/2020"),
)


"""The rates of a new book."""


def seed_defaults_in(act: Act) -> None:
    """Give a new book the rates in force; a book that has any is left alone."""
    if act.connection.execute(sa.select(sa.func.count()).select_from(t.stamp_duty)).scalar_one() == 0:
        for row in NEW_BOOK:
            _insert(act, row)


def set_stamp_duty(
    office: Office, *, valid_from: date, steps: Sequence[tuple[int, int]], source: str = ""
) -> Done:
    """Set the rates from a day on; those of that very day are replaced.

    steps: (above this amount, this stamp), whole rupiah, in any order; the highest step that a paper's
    amount passes counts. Raises NothingChosen, Negative, FieldInvalid (a step twice).
    """
    with office.act("set_stamp_duty") as act:
        found = Findings()
        if not steps:
            found.add(NothingChosen(what="Isi paling sedikit satu tarif meterai"))
        for above, amount in steps:
            found.counted("Di atas", above)
            found.counted("Meterai", amount)
        limits = [above for above, _ in steps]
        for above in {limit for limit in limits if limits.count(limit) > 1}:
            found.add(FieldInvalid(field="Di atas", value=str(above), why="tertulis dua kali"))
        found.refuse()
        _replace(act, valid_from, steps, tidy(source))
        return act.done()


def _replace(act: Act, valid_from: date, steps: Sequence[tuple[int, int]], source: str) -> None:
    for row in act.connection.execute(sa.select(t.stamp_duty).where(t.stamp_duty.c.valid_from == valid_from)):
        act.log("stamp_duty", row.id, "amount", f"di atas {row.above}: {row.amount}", None)
    act.connection.execute(t.stamp_duty.delete().where(t.stamp_duty.c.valid_from == valid_from))
    for above, amount in sorted(steps):
        _insert(act, StampDuty(valid_from, above, amount, source))
    act.changed.add(Kind.SETTING)


def _insert(act: Act, row: StampDuty) -> None:
    values: dict[str, Any] = {
        "valid_from": row.valid_from,
        "above": row.above,
        "amount": row.amount,
        "source": row.source,
    }
    act.insert(t.stamp_duty, values)


def stamp_duty_on(connection: sa.Connection, amount: int, day: date) -> int:
    """Return the stamp a money paper of an amount and date carries, whole rupiah; 0 for none.

    Certificates and goods receipts carry none: their makers do not ask.
    Source: PP 24/2000 up to 2020-12-31; UU 10/2020 art. 3 and 5 from 2021-01-01.
    """
    newest = sa.select(sa.func.max(t.stamp_duty.c.valid_from)).where(t.stamp_duty.c.valid_from <= day)
    query = (
        sa.select(t.stamp_duty.c.amount)
        .where(t.stamp_duty.c.valid_from == newest.scalar_subquery(), t.stamp_duty.c.above < amount)
        .order_by(t.stamp_duty.c.above.desc())
        .limit(1)
    )
    return connection.execute(query).scalar() or 0


def stamp_duties(connection: sa.Connection) -> tuple[StampDuty, ...]:
    """Return all rates, newest first, lowest step first within a day."""
    query = sa.select(t.stamp_duty).order_by(t.stamp_duty.c.valid_from.desc(), t.stamp_duty.c.above)
    return tuple(
        StampDuty(row.valid_from, row.above, row.amount, row.source) for row in connection.execute(query)
    )
