"""Merging two people with their rosters: the double's places in batches become the kept person's.

In a batch that both are in, the person kept keeps her row, takes the better state, and what attendance and
marks only the double has; the double's row stays with her as left. Closed batches in which both stand stay
as they were closed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.frozen import frozen_rows
from ikm_desktop.errors import Notice
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.participants import tables as people
from ikm_desktop.participants.merging import merge_in, unmerge_in
from ikm_desktop.participants.people import person_of

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

_BETTER = ("keluar", "menunggu", "aktif")


def merge(
    office: Office,
    *,
    kept: int,
    double: int,
    take_fields: Collection[str] = (),
    on: date | None = None,
) -> Done:
    """Merge a double into the person kept: one act, to be undone by `unmerge`; no issued paper is touched.

    take_fields: fields whose value the kept person takes from the double (names of `participants.merging`'s
    FIELDS); on: the day on which what the double holds goes over. The merge's id is the last of `Done.ids`.
    Raises NotFound, FieldInvalid (the same, already merged, put away), StillPrepared, PeriodClosed,
    CountedSince; all at once.
    """
    with office.act("merge_people") as act:
        rosters = _take_over(act, kept, double) if kept != double else []
        merge_in(act, kept=kept, double=double, take_fields=take_fields, on=on, rosters=rosters)
        return act.done()


def unmerge(office: Office, *, merge: int, reason: str) -> Done:
    """Take a merge back: the goods go back to the double, rosters and fields are as before.

    What was changed since in a field, or noted of attendance, stays where it is; a batch that was closed
    since with the person kept stays as it was closed, which is told. Raises NotFound,
    ReasonMissing, FieldInvalid (taken back already), AlreadyThere, Blocked (goods that went on).
    """
    with office.act("unmerge_people") as act:
        for row in reversed(unmerge_in(act, merge, reason=reason)):
            _give_back(act, row)
        return act.done()


def kept_enrolments(connection: sa.Connection) -> dict[int, int]:
    """Return for each merged double's own row in a batch that of the person kept in the same batch."""
    hers, who, row = t.enrolment.alias("hers"), people.participant.c, t.enrolment.c
    query = (
        sa.select(row.id, hers.c.id.label("kept"))
        .join_from(t.enrolment, people.participant, who.id == row.participant)
        .join(hers, sa.and_(hers.c.batch == row.batch, hers.c.participant == who.merged_into))
    )
    return {one.id: one.kept for one in connection.execute(query)}


# --- inside -----------------------------------------------------------------------------------------

_KEPT = t.enrolment.alias("kept")
_OF_DOUBLE = (
    sa.select(
        t.enrolment,
        t.batch.c.closed_on,
        t.batch.c.name,
        _KEPT.c.id.label("kept_id"),
        _KEPT.c.no.label("kept_no"),
        _KEPT.c.state.label("kept_state"),
        _KEPT.c.reason.label("kept_reason"),
        _KEPT.c.left_on.label("kept_left_on"),
    )
    .join_from(t.enrolment, t.batch, t.batch.c.id == t.enrolment.c.batch)
    .outerjoin(
        _KEPT,
        sa.and_(_KEPT.c.batch == t.enrolment.c.batch, _KEPT.c.participant == sa.bindparam("kept")),
    )
    .where(t.enrolment.c.participant == sa.bindparam("double"))
    .order_by(t.enrolment.c.batch)
)


def _take_over(act: Act, kept: int, double: int) -> list[dict[str, Any]]:
    """Let the kept person stand in the double's batches; return what was done, to be undone."""
    name = person_of(act.connection, kept).name
    done = []
    for row in act.connection.execute(_OF_DOUBLE, {"kept": kept, "double": double}).all():
        what: dict[str, Any] = {"enrolment": row.id, "batch": row.batch, "kept": kept, "double": double}
        if row.kept_id is None:
            act.update(t.enrolment, row.id, {"participant": kept})
            _carry(act, row.batch, double, kept)
        elif row.closed_on is not None:
            text = f"{row.name} sudah ditutup dengan keduanya di dalamnya; daftarnya tetap seperti itu."
            act.notices.append(Notice("BothInClosedBatch", text, {"batch": row.batch}))
            continue
        else:
            what |= _unite(act, row, kept, name)
        done.append(what)
        act.changed.add(Kind.BATCH)
    return done


def _carry(act: Act, batch: int, source: int, target: int) -> None:
    for table in (t.attendance, t.mark):
        rows = table.update().where(table.c.batch == batch, table.c.participant == source)
        act.connection.execute(rows.values(participant=target))


def _unite(act: Act, row: sa.Row[Any], kept: int, name: str) -> dict[str, Any]:
    """Make one of two rows in a batch; return what was changed."""
    standing: dict[str, Any] = {"both": row.kept_id, "was": _place(row.state, row.reason, row.left_on)}
    reason = f"orang yang sama dengan nomor {row.kept_no}, {name}"
    act.update(t.enrolment, row.id, {"state": "keluar", "reason": reason, "left_on": act.today})
    if _BETTER.index(row.state) > _BETTER.index(row.kept_state):
        standing["kept_was"] = _place(row.kept_state, row.kept_reason, row.kept_left_on)
        became = {"state": row.state, "reason": row.reason, "left_on": row.left_on}
        act.update(t.enrolment, row.kept_id, became)
        standing["kept_became"] = row.state
    standing["days"] = _fill_attendance(act, row.batch, row.participant, kept)
    standing["marked"] = _fill_mark(act, row.batch, row.participant, kept)
    return standing


def _place(state: str, reason: str, left_on: date | None) -> list[str]:
    """Return somebody's place in a batch as the merge keeps it."""
    return [state, reason, left_on.isoformat() if left_on else ""]


def _back_in(place: Sequence[str]) -> dict[str, Any]:
    state, reason, left_on = place
    return {"state": state, "reason": reason, "left_on": date.fromisoformat(left_on) if left_on else None}


def _fill_attendance(act: Act, batch: int, double: int, kept: int) -> dict[str, str]:
    """Note for the kept person the days only the double has; return them with their letters."""
    a = t.attendance.c
    query = sa.select(a.participant, a.day, a.mark).where(a.batch == batch, a.participant.in_((double, kept)))
    rows = act.connection.execute(query).all()
    hers = {row.day for row in rows if row.participant == kept}
    new = [row for row in rows if row.participant == double and row.day not in hers]
    if new:
        values = [{"batch": batch, "participant": kept, "day": row.day, "mark": row.mark} for row in new]
        act.connection.execute(t.attendance.insert(), values)
    return {row.day.isoformat(): row.mark for row in new}


def _fill_mark(act: Act, batch: int, double: int, kept: int) -> bool:
    rows = act.connection.execute(
        sa.select(t.mark).where(t.mark.c.batch == batch, t.mark.c.participant.in_((double, kept)))
    ).mappings()
    marks = {row["participant"]: dict(row) for row in rows}
    if double not in marks or kept in marks:
        return False
    act.connection.execute(t.mark.insert(), {**marks[double], "participant": kept})
    return True


def _closed_with(act: Act, batch: int, person: int) -> bool:
    """Tell whether a batch was closed with somebody on its roster."""
    roster = act.connection.execute(sa.select(t.batch.c.roster).where(t.batch.c.id == batch)).scalar()
    return any(row.participant == person for row in frozen_rows(roster))


def _give_back(act: Act, what: Mapping[str, Any]) -> None:
    """Undo one batch of `_take_over`."""
    act.changed.add(Kind.BATCH)
    kept, double, batch = what["kept"], what["double"], what["batch"]
    of_batch = batch_of(act.connection, batch)
    if of_batch.closed_on is not None and ("both" in what or _closed_with(act, batch, kept)):
        text = (
            f"{of_batch.name} sudah ditutup dengan keduanya sebagai satu orang; daftarnya tetap seperti itu."
        )
        act.notices.append(Notice("ClosedAsOne", text, {"batch": batch}))
        return
    if "both" not in what:
        act.update(t.enrolment, what["enrolment"], {"participant": double})
        _carry(act, batch, kept, double)
        return
    act.update(t.enrolment, what["enrolment"], _back_in(what["was"]))
    query = sa.select(t.enrolment.c.state).where(t.enrolment.c.id == what["both"])
    if what.get("kept_became") == act.connection.execute(query).scalar():
        act.update(t.enrolment, what["both"], _back_in(what["kept_was"]))
    a = t.attendance.c
    for day, mark in what["days"].items():
        same = (a.batch == batch, a.participant == kept, a.day == date.fromisoformat(day), a.mark == mark)
        act.connection.execute(t.attendance.delete().where(*same))
    if what["marked"]:
        hers = (t.mark.c.batch == batch, t.mark.c.participant == kept)
        act.connection.execute(t.mark.delete().where(*hers))
