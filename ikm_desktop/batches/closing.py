"""Closing a batch: what is still open, and the roster with the office's rule frozen as they were.

Rooms above this one know more that may be open (an unpaid receipt, a certificate): they hand in checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Protocol

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.amounts import Unit
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import batch_of, open_batch
from ikm_desktop.batches.eligibility import eligibility
from ikm_desktop.batches.frozen import FrozenRow, frozen_rows, frozen_text, rules_of
from ikm_desktop.batches.roster import EVERYONE, roster
from ikm_desktop.errors import FieldInvalid, Notice, Refusal, WayOut
from ikm_desktop.goods import tables as g
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import Rules, load
from ikm_desktop.participants import tables as p

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm_desktop.office.book import Office


class Check(Protocol):
    """What another room looks for before a batch is closed: sentences on what is still open."""

    def __call__(self, connection: sa.Connection, batch: int, /) -> Sequence[str]:
        """Return what is still open, in Indonesian."""
        ...


@dataclass(frozen=True, slots=True)
class StillHeld:
    """Material of a batch that lies with one of its people; quantity in smallest units."""

    participant: int
    place: int
    name: str
    item: int
    item_name: str
    quantity: int
    unit: Unit

    @property
    def shown(self) -> str:
        """The quantity with its unit."""
        return self.unit.ref(self.item, self.item_name).show(self.quantity)


@dataclass(kw_only=True, eq=False)
class CannotCloseBatch(Refusal):
    """A batch with open matters; why: sentences in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("lihat-kurang", "Lihat yang masih kurang"),)
    batch: str
    why: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """List all that is still open."""
        return f"{self.batch} belum dapat ditutup: {'; '.join(self.why)}."


def close_batch(office: Office, *, batch: int, on: date | None = None, checks: Sequence[Check] = ()) -> Done:
    """Close a batch on a day (today when None); freeze its roster and the rule it was judged by.

    checks: what other rooms look for. What is frozen unfinished is told in `Done.notices`.
    Raises BatchClosed, CannotCloseBatch with all that is open, WrongDay (before its last day, or a day to
    come).
    """
    with office.act("close_batch") as act:
        of_batch = open_batch(act, batch)
        day = on or act.today
        found = Findings()
        found.in_order("Tanggal penutupan", of_batch.ends_on or of_batch.starts_on, day)
        found.in_order("Hari ini", day, act.today)
        why = open_matters(act.connection, batch, checks)
        if why:
            found.add(CannotCloseBatch(batch=of_batch.name, why=why))
        found.refuse()
        text = frozen_text(load(act.connection, Rules), _freeze(act.connection, batch))
        _tell_unfinished(act, batch)
        act.update(t.batch, batch, {"closed_on": day, "roster": text})
        act.changed.add(Kind.BATCH)
        return act.done()


def _tell_unfinished(act: Act, batch: int) -> None:
    """Note what does not keep a batch open, and yet is frozen unfinished: blank attendance, who waits."""
    blank = sum(one.attendance.blank > 0 for one in eligibility(act.connection, batch))
    waiting = sum(one.state == "menunggu" for one in roster(act.connection, batch, EVERYONE))
    told = [f"kehadiran {blank} orang belum lengkap"] if blank else []
    told += [f"{waiting} orang masih menunggu tempat"] if waiting else []
    if told:
        text = f"Dibekukan apa adanya: {'; '.join(told)}."
        act.notices.append(Notice("Unfinished", text, {"batch": batch}))


def reopen_batch(office: Office, *, batch: int, reason: str) -> Done:
    """Open a closed batch again, with a reason; the frozen roster stays in the log.

    It is judged by today's rule again; what of that has changed since the close is told in `Done.notices`.
    Raises ReasonMissing, NotFound, FieldInvalid (not closed).
    """
    with office.act("reopen_batch") as act:
        of_batch = batch_of(act.connection, batch)
        if of_batch.closed_on is None:
            raise FieldInvalid(field="Angkatan", value=of_batch.name, why="tidak sedang ditutup")
        found = Findings()
        kept = found.reason("Buka kembali angkatan", reason)
        found.refuse()
        _tell_new_rule(act, batch)
        act.update(t.batch, batch, {"closed_on": None, "roster": None})
        act.log("batch", batch, "alasan", None, kept)
        act.changed.add(Kind.BATCH)
        return act.done()


def _tell_new_rule(act: Act, batch: int) -> None:
    """Note what of the rule for certificates is another than at the close."""
    then, now = rules_of(act.connection, batch), load(act.connection, Rules)
    changed = [
        f"{label} {getattr(then, name)}{unit} menjadi {getattr(now, name)}{unit}"
        for name, label, unit in _TOLD_OF_RULE
        if getattr(then, name) != getattr(now, name)
    ]
    changed += ["predikat"] if then.predicates != now.predicates else []
    if changed:
        text = (
            f"Syarat sertifikat berubah sejak penutupan ({'; '.join(changed)}); "
            "yang berlaku syarat hari ini. Nilai yang sudah dicatat tetap."
        )
        act.notices.append(Notice("NewRule", text, {"batch": batch}))


_TOLD_OF_RULE = (("attendance_percent", "kehadiran", " %"), ("pass_score", "nilai lulus", ""))


def open_matters(connection: sa.Connection, batch: int, checks: Sequence[Check] = ()) -> tuple[str, ...]:
    """Return what stands in the way of closing a batch: sentences in Indonesian, none when nothing does.

    Material still held (where the office's rule says it matters), prepared papers that are neither signed
    nor void, and what the checks find.
    """
    why: list[str] = []
    if load(connection, Rules).still_held_matters:
        why.extend(
            f"{held.name} masih memegang {held.item_name} {held.shown}"
            for held in still_held(connection, batch)
        )
    prepared = connection.execute(
        sa.select(sa.func.count()).where(g.prepared.c.batch == batch, g.prepared.c.state == "prepared")
    ).scalar_one()
    if prepared:
        why.append(f"{words.number(prepared)} surat disiapkan tetapi belum ditandatangani atau dibatalkan")
    for check in checks:
        why.extend(check(connection, batch))
    return tuple(why)


def still_held(connection: sa.Connection, batch: int) -> tuple[StillHeld, ...]:
    """Return the material of a batch that still lies with its people, by name and item, in one statement.

    What another batch's handover brought counts for that batch; what came without a batch counts for each
    batch the person is in. Products (her rejects) stay hers and don't count.
    """
    query = (
        sa.select(
            p.participant.c.id.label("participant"),
            p.participant.c.place,
            p.participant.c.name,
            g.item,
            sa.func.sum(g.holding.c.quantity).label("quantity"),
        )
        .select_from(g.holding)
        .join(p.participant, p.participant.c.place == g.holding.c.place)
        .join(t.enrolment, t.enrolment.c.participant == p.participant.c.id)
        .join(g.item, g.item.c.id == g.holding.c.item)
        .join(g.move, g.move.c.id == g.holding.c.brought)
        .join(g.voucher, g.voucher.c.id == g.move.c.voucher)
        .where(
            t.enrolment.c.batch == batch,
            g.item.c.kind == "material",
            sa.or_(g.voucher.c.batch == batch, g.voucher.c.batch.is_(None)),
        )
        .group_by(p.participant.c.id, g.item.c.id)
        .order_by(p.participant.c.name, p.participant.c.id, g.item.c.id)
    )
    held = []
    for row in connection.execute(query).mappings():
        unit = Unit(row[g.item.c.unit], row[g.item.c.per], row[g.item.c.smallest], row[g.item.c.decimals])
        item, item_name = row[g.item.c.id], row[g.item.c.name]
        who = (row["participant"], row[p.participant.c.place], row[p.participant.c.name])
        held.append(StillHeld(*who, item, item_name, row["quantity"], unit))
    return tuple(held)


def frozen_roster(connection: sa.Connection, batch: int) -> tuple[FrozenRow, ...]:
    """Return the roster as it stood when the batch was closed; empty while it is open."""
    text = connection.execute(sa.select(t.batch.c.roster).where(t.batch.c.id == batch)).scalar()
    return frozen_rows(text)


def _freeze(connection: sa.Connection, batch: int) -> list[FrozenRow]:
    standing = {row.enrolled.enrolment: row for row in eligibility(connection, batch)}
    frozen = []
    for enrolled in roster(connection, batch, EVERYONE):
        person = enrolled.person
        known = standing.get(enrolled.enrolment)
        attended = known.attendance if known else None
        mark = known.mark if known else None
        frozen.append(
            FrozenRow(
                no=enrolled.no,
                participant=person.id,
                name=person.name,
                nik=person.nik,
                sex=person.sex,
                business=person.business,
                regency=person.regency,
                state=enrolled.state,
                reason=enrolled.reason,
                present=attended.present if attended else 0,
                days=attended.days if attended else 0,
                hours=attended.hours if attended else 0,
                score=mark.score if mark else None,
                predicate=mark.predicate if mark else "",
                passed=bool(mark and mark.passed),
                may=bool(known and known.may),
            )
        )
    return frozen
