"""A list imported into batches: people saved and enrolled in one act, and taken back in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import Batch, BatchClosed, add_batch_in, batch_of, batches
from ikm_desktop.batches.roster import EVERYONE, enrol_in, roster
from ikm_desktop.errors import AlreadyThere
from ikm_desktop.office import tables as office_tables
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.participants.imports import import_list_in, import_run, withdraw_import_in
from ikm_desktop.participants.list_import.batch_names import batch_in_column
from ikm_desktop.storage.references import references_to

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office
    from ikm_desktop.participants.import_records import Choices, Choose, ImportRun
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


def import_into_named_batches(
    office: Office,
    read: ReadList,
    *,
    training: str = "",
    choose: Choose = "all",
    choices: Choices | None = None,
    sha256: str = "",
    reason: str = "",
) -> Done:
    """Save the people of a list and put each into the batch the list names for her (`ReadRow.batch`).

    A batch of that name which is open takes them; one the book does not have is made. training: of the new
    ones. Who stands under no batch's name is saved and put into none. reason: why there are more people than
    places. `Done.ids`: the run, everybody the list named, then batches made and enrolments.
    Raises as `import_list`, `add_batch` and `enrol`; BatchClosed where the only one of that name is closed.
    """
    with office.act("import_into_named_batches") as act:
        run = import_list_in(act, read, choose=choose, choices=choices, sha256=sha256)
        for name, people in _people_by_batch(read, run).items():
            batch = _batch_for(act, name, training)
            there = {row.person.id for row in roster(act.connection, batch, EVERYONE)}
            new = [person for person in people if person not in there]
            if new:
                enrol_in(act, batch=batch, people=new, reason=reason)
        return act.done()


def batches_named(connection: sa.Connection, read: ReadList) -> dict[str, int | None]:
    """Return the batches a list names in its order: the open one so named, None: to be made."""
    names = dict.fromkeys(row.batch for row in read.rows if row.batch)
    return {name: _open_batch_named(connection, name) for name in names}


def withdraw_import(office: Office, run: int) -> Done:
    """Take an import back with the enrolments and batches it made, while nothing else depends on it.

    Raises NotFound, CannotWithdraw.
    """
    with office.act("withdraw_import") as act:
        entry = import_run(act.connection, run).entry
        _take_out_of_batches(act, entry)
        _take_batches_back(act, entry)
        withdraw_import_in(act, run)
        return act.done()


def _people_by_batch(read: ReadList, run: ImportRun) -> dict[str, list[int]]:
    """Return who the list puts into which batch, in its order, each once."""
    found: dict[str, dict[int, None]] = {}
    for row, result in zip(read.rows, run.rows, strict=True):
        if row.batch and result.participant is not None:
            found.setdefault(row.batch, {})[result.participant] = None
    return {name: list(people) for name, people in found.items()}


def _open_batch_named(connection: sa.Connection, name: str) -> int | None:
    """Return the newest batch of a name that is not closed."""
    return max((one.id for one in _so_named(connection, name) if one.closed_on is None), default=None)


def _so_named(connection: sa.Connection, name: str) -> list[Batch]:
    """Return the batches of a name; where none is written so, the one that has its number ("Angkatan 2")."""
    known = batches(connection)
    same = [one for one in known if one.name.casefold() == name.casefold()]
    if same:
        return same
    numbered = [
        one for one in known if batch_in_column(one.name).casefold() == batch_in_column(name).casefold()
    ]
    standing = [one for one in numbered if one.closed_on is None]
    return numbered if len(standing) <= 1 else []


def _batch_for(act: Act, name: str, training: str) -> int:
    """Return the batch of a name, made where the book has none. Raises BatchClosed, and as `add_batch`."""
    standing = _open_batch_named(act.connection, name)
    if standing is not None:
        return standing
    try:
        return add_batch_in(act, name=name, training=training)
    except AlreadyThere:
        closed = max(_so_named(act.connection, name), key=lambda one: one.id)
        if closed.closed_on is None:
            raise
        raise BatchClosed(batch=closed.name, closed_on=closed.closed_on, id=closed.id) from None


def _made_by(entry: int, subject: str) -> sa.Select[int]:
    """Select the ids of the rows of a table that an act made."""
    change = office_tables.change.c
    return sa.select(change.subject_id).where(
        change.entry == entry, change.subject == subject, change.after == "baru"
    )


def _take_batches_back(act: Act, entry: int) -> None:
    """Remove the batches an act made, except those that were filled or used since."""
    made = act.connection.execute(_made_by(entry, "batch")).scalars().all()
    for batch in made:
        this = sa.select(t.batch.c.id).where(t.batch.c.id == batch)
        if not references_to(act.connection, "batch", this):
            act.connection.execute(t.batch.delete().where(t.batch.c.id == batch))
            act.log("batch", batch, "", "baru", None)
            act.changed.add(Kind.BATCH)


def _take_out_of_batches(act: Act, entry: int) -> None:
    """Remove the enrolments an act made, except those something stands on."""
    made = _made_by(entry, "enrolment")
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
