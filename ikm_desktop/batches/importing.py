"""A list imported into a batch: people saved and enrolled in one act, and taken back in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.roster import EVERYONE, enrol_in, roster
from ikm_desktop.office import tables as office_tables
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.participants.imports import import_list_in, import_run, withdraw_import_in
from ikm_desktop.storage.references import references_to

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office
    from ikm_desktop.participants.import_records import Choices, Choose
    from ikm_desktop.participants.list_import.records import ReadList


def import_into_batch(
    office: Office,
    read: ReadList,
    *,
    batch: int,
    choose: Choose = "all",
    choices: Choices | None = None,
    sha256: str = "",
    reason: str = "",
) -> Done:
    """Save the people of a list and put everybody it names into a batch, in the list's order.

    Who is in the batch already stays there. reason: why there are more people than places.
    `Done.ids`: the run, everybody the list named, the enrolments. Raises as `import_list` and `enrol`.
    """
    with office.act("import_into_batch") as act:
        run = import_list_in(act, read, choose=choose, choices=choices, sha256=sha256)
        there = {row.person.id for row in roster(act.connection, batch, EVERYONE)}
        new = [person for person in dict.fromkeys(run.people) if person not in there]
        if new:
            enrol_in(act, batch=batch, people=new, reason=reason)
        return act.done()


def withdraw_import(office: Office, run: int) -> Done:
    """Take an import back with the enrolments it made, while nothing else depends on it.

    Raises NotFound, CannotWithdraw.
    """
    with office.act("withdraw_import") as act:
        _take_out_of_batches(act, import_run(act.connection, run).entry)
        withdraw_import_in(act, run)
        return act.done()


def _take_out_of_batches(act: Act, entry: int) -> None:
    """Remove the enrolments an act made, except those something stands on."""
    change = office_tables.change.c
    made = sa.select(change.subject_id).where(
        change.entry == entry, change.subject == "enrolment", change.after == "baru"
    )
    rows = act.connection.execute(sa.select(t.enrolment).where(t.enrolment.c.id.in_(made))).all()
    for row in rows:
        if not _is_used(act, row.batch, row.participant, row.id):
            act.connection.execute(t.enrolment.delete().where(t.enrolment.c.id == row.id))
            act.log("enrolment", row.id, "", "baru", None)
            act.changed.add(Kind.BATCH)


def _is_used(act: Act, batch: int, person: int, enrolment: int) -> bool:
    """Whether something stands on an enrolment; a closed batch's roster does."""
    if batch_of(act.connection, batch).closed_on is not None:
        return True
    marked = (
        sa.exists().where(table.c.batch == batch, table.c.participant == person)
        for table in (t.attendance, t.mark)
    )
    if act.connection.execute(sa.select(sa.or_(*marked))).scalar():
        return True
    this = sa.select(t.enrolment.c.id).where(t.enrolment.c.id == enrolment)
    return bool(references_to(act.connection, "enrolment", this))
