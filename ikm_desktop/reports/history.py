"""What was done in the office, newest first, and how each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ikm_desktop.errors import NotFound
from ikm_desktop.goods import tables as g
from ikm_desktop.goods import vouchers
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.imports import withdraw_import
from ikm_desktop.reports.audit_words import ACTS

MOST = 200


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act: when, by whom, what in words; prepared: its papers that still wait; run: its import."""

    entry: int
    at: datetime
    by: str
    did: str
    prepared: tuple[int, ...] = ()
    run: int | None = None

    @property
    def can_be_undone(self) -> bool:
        """Whether `undo` may take it back; what is signed is reversed in its own list instead."""
        return bool(self.prepared) or self.run is not None


def acts(connection: sa.Connection, *, most: int = MOST) -> tuple[ActLine, ...]:
    """Return the last acts, newest first."""
    last = sa.select(t.act.c.entry).order_by(t.act.c.entry.desc()).limit(most)
    waiting = (
        sa.select(
            g.prepared.c.entry,
            sa.func.group_concat(g.prepared.c.id).label("ids"),
            sa.literal(None).label("run"),
        )
        .where(g.prepared.c.state == "prepared", g.prepared.c.entry.in_(last))
        .group_by(g.prepared.c.entry)
    )
    imports = sa.select(p.import_run.c.entry, sa.literal(None), p.import_run.c.id).where(
        p.import_run.c.withdrawn_by.is_(None), p.import_run.c.entry.in_(last)
    )
    made = waiting.union_all(imports).subquery()
    query = (
        sa.select(
            t.act.c.entry,
            t.act.c.entered_at,
            t.act.c.actor,
            t.act.c.kind,
            sa.func.max(made.c.ids).label("ids"),
            sa.func.max(made.c.run).label("run"),
        )
        .outerjoin_from(t.act, made, made.c.entry == t.act.c.entry)
        .group_by(t.act.c.entry)
        .order_by(t.act.c.entry.desc())
        .limit(most)
    )
    return tuple(
        ActLine(
            row.entry,
            datetime.fromisoformat(row.entered_at),
            row.actor,
            ACTS.get(row.kind, row.kind),
            tuple(int(one) for one in str(row.ids).split(",")) if row.ids else (),
            row.run,
        )
        for row in connection.execute(query)
    )


def undo_entry(office: Office, entry: int) -> Done:
    """Take the act of this entry back, as `undo` does. Raises NotFound also where it is not known."""
    with office.reading() as connection:
        line = next((one for one in acts(connection) if one.entry == entry), None)
    if line is None:
        raise NotFound(field="Yang dapat diurungkan", value=str(entry))
    return undo(office, line)


def undo(office: Office, line: ActLine) -> Done:
    """Take an act back: the import is withdrawn, or the papers that wait are void with their numbers.

    Raises NotFound where nothing of it can be taken back, and what withdrawing and voiding raise.
    """
    if line.run is not None:
        return withdraw_import(office, line.run)
    if not line.prepared:
        raise NotFound(field="Yang dapat diurungkan", value=line.did)
    return vouchers.void(office, prepared=line.prepared, reason="diurungkan dari Riwayat")
