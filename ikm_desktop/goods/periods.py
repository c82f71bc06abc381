"""Closing periods: what is closed does not change; reopening goes back one closing, with a reason.

"Closed through Z": no letter of a prepared paper and no book day of a posted one may lie on or before Z.
Source of the rhythm: reports go each quarter and at the year's end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import CannotClose, FieldMissing, PaperRef, WrongDay
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.days import closed_through
from ikm_desktop.goods.labels import each_paper_once, prepared_refs
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import acts
from ikm_desktop.office import tables as office_tables
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.findings import Finding
from ikm_desktop.papers.gaps import Gap, gaps

_NAMED = 5
"""How many papers and findings a refusal names."""


@dataclass(frozen=True, slots=True)
class Period:
    """A closed period: its first day (None: since the book began) and last day, when and by whom closed."""

    first: date | None
    through: date
    closed_on: date
    closed_by: str
    entry: int

    @property
    def name(self) -> str:
        """What it is called: "Triwulan III 2020", "Tahun 2020", else its last day."""
        return period_name(self.first, self.through)


@dataclass(frozen=True, slots=True)
class PeriodEvent:
    """A closing, or a reopening with its reason; through: what was closed or reopened."""

    entry: int
    entered_on: date
    actor: str
    through: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """What stands for and against closing through a day.

    too_early: the day is not over; not_after: the last closed day, where the day does not lie after it;
    waiting: prepared papers with a letter date up to the day; findings: of the full self-check; gaps:
    numbers nobody has explained, which hinder nothing.
    """

    through: date
    today: date
    not_after: date | None
    waiting: tuple[PaperRef, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]

    @property
    def too_early(self) -> bool:
        """Whether the day is today or lies ahead."""
        return self.through >= self.today

    @property
    def why_not(self) -> tuple[str, ...]:
        """All that keeps the period open, in Indonesian; nothing when it can be closed."""
        why = []
        if self.too_early:
            why.append(f"tanggalnya harus sebelum hari ini ({words.short_date(self.today)})")
        if self.not_after is not None:
            why.append(f"pembukuan sudah ditutup s.d. {words.short_date(self.not_after)}")
        if self.waiting:
            why.append(f"belum ditandatangani atau diperiksa: {_some(self.waiting)}")
        if self.findings:
            why.append(f"pemeriksaan buku menemukan {len(self.findings)} selisih: {_some(self.findings)}")
        return tuple(why)


def _some(things: Sequence[object]) -> str:
    named = ", ".join(str(thing) for thing in things[:_NAMED])
    return f"{named} dan {len(things) - _NAMED} lainnya" if len(things) > _NAMED else named


def closing_checklist(office: Office, *, through: date) -> Checklist:
    """Look at everything that must be in order before closing through a day; the full check takes a while."""
    found = check(office)
    with office.reading() as connection:
        return _checklist(connection, through, office.clock.now().date(), found)


def _checklist(
    connection: sa.Connection, through: date, today: date, findings: tuple[Finding, ...]
) -> Checklist:
    closed = closed_through(connection)
    waiting = connection.execute(_WAITING, {"through": through}).scalars().all()
    refs = prepared_refs(connection, waiting)
    return Checklist(
        through=through,
        today=today,
        not_after=closed.through if closed is not None and through <= closed.through else None,
        waiting=each_paper_once(refs[paper] for paper in waiting),
        findings=findings,
        gaps=tuple(gap for gap in gaps(connection) if gap.reason is None),
    )


_WAITING = (
    sa.select(t.prepared.c.id)
    .where(
        t.prepared.c.state == "prepared",
        t.prepared.c.letter_date <= sa.bindparam("through", type_=t.prepared.c.letter_date.type),
    )
    .order_by(t.prepared.c.letter_date, t.prepared.c.id)
)


def close_period(office: Office, *, through: date | None) -> Done:
    """Close the books through a day, after the full self-check.

    Raises FieldMissing, CannotClose with all reasons: the day is not over, lies before the last closed
    day, papers wait with a letter date up to it, the self-check finds something.
    """
    if through is None:
        raise FieldMissing(field="Tutup sampai tanggal")
    findings = check(office)
    with office.act("close_period") as act:
        checklist = _checklist(act.connection, through, act.today, findings)
        if why := checklist.why_not:
            raise CannotClose(
                through=through,
                why=why,
                another_day=checklist.too_early or checklist.not_after is not None,
                papers=checklist.waiting,
                unsound=bool(findings),
            )
        _write(act, through, None)
        return act.done()


def reopen_period(office: Office, *, reason: str) -> Done:
    """Open the newest closed period again; the one before it stays closed. Its reason is kept.

    Raises, all at once, ReasonMissing, WrongDay (nothing is closed).
    """
    with office.act("reopen_period") as act:
        found = Findings()
        why = found.reason("Pembukaan kembali periode", reason)
        standing = closed_periods(act.connection)
        if not standing:
            found.add(NothingClosed(field="Periode", day=act.today, limit=act.today))
        found.refuse()
        _write(act, standing[1].through if len(standing) > 1 else None, why)
        return act.done()


class NothingClosed(WrongDay):
    """No period is closed, so that none can be opened again."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "Belum ada periode yang ditutup."


def _write(act: Act, through: date | None, reason: str | None) -> None:
    act.connection.execute(
        t.period_event.insert(), {"entry": act.entry, "through": through, "reason": reason}
    )
    act.chained(acts.PERIOD_EVENTS, (act.entry, None if through is None else through.isoformat(), reason))
    act.changed.add(Kind.PERIOD)


_EVENTS = (
    sa.select(t.period_event, office_tables.act.c.entered_on, office_tables.act.c.actor)
    .join(office_tables.act, office_tables.act.c.entry == t.period_event.c.entry)
    .order_by(t.period_event.c.entry)
)


def closed_periods(connection: sa.Connection) -> tuple[Period, ...]:
    """Return the periods that are closed now, newest first, in one statement."""
    standing: list[Period] = []
    for row in connection.execute(_EVENTS).all():
        if row.reason is not None:
            standing.pop()
        else:
            first = standing[-1].through + timedelta(days=1) if standing else None
            standing.append(Period(first, row.through, row.entered_on, row.actor, row.entry))
    return tuple(reversed(standing))


def period_events(connection: sa.Connection) -> tuple[PeriodEvent, ...]:
    """Return all closings and reopenings, newest first, in one statement."""
    standing: list[date] = []
    found = []
    for row in connection.execute(_EVENTS).all():
        if row.reason is None:
            standing.append(row.through)
            through = row.through
        else:
            through = standing.pop()
        found.append(PeriodEvent(row.entry, row.entered_on, row.actor, through, row.reason))
    return tuple(reversed(found))


def period_name(first: date | None, through: date) -> str:
    """Return what a period is called: its quarter or year where it is exactly one, else its last day.

    first: None where the book began with it: then it is the quarter that ends on its last day.
    """
    begins, ends = quarter_of(through)
    if through == ends and first in {None, begins}:
        return words.quarter_name(through)
    if (through.month, through.day) == (12, 31) and first == date(through.year, 1, 1):
        return f"Tahun {through.year}"
    return f"Pembukuan s.d. {words.short_date(through)}"


def quarter_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's quarter."""
    month = (day.month - 1) // 3 * 3 + 1
    year, following = (day.year + 1, 1) if month == 10 else (day.year, month + 3)  # noqa: PLR2004 - October
    return date(day.year, month, 1), date(year, following, 1) - timedelta(days=1)


def next_to_close(connection: sa.Connection, today: date) -> date:
    """Return the last day of the oldest quarter that is over and still open, else of the current one."""
    closed = closed_through(connection)
    if closed is None:
        oldest = connection.execute(
            sa.select(sa.func.min(t.voucher.c.day, type_=t.voucher.c.day.type))
        ).scalar()
        first: date = oldest or today
    else:
        first = closed.through + timedelta(days=1)
    return quarter_of(first)[1]
