"""Saving a list that was read: one act, all of it or what is good, and taking it back.

The reading (`list_import`) brings people with findings; here the clerk's choices are applied and the rows
become people of the book. Somebody whose NIK the book knows is the same person, never a second one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.errors import NotFound, NothingChosen, Notice
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.bulk import add_people
from ikm_desktop.participants.import_plan import PlannedRow, planned
from ikm_desktop.participants.import_records import (
    CannotWithdraw,
    Choices,
    Choose,
    ImportRun,
    RowResult,
    RowsHeld,
)
from ikm_desktop.participants.withdrawal import dependents, remove_people

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office
    from ikm_desktop.participants.list_import.records import ReadList


# --- acts -------------------------------------------------------------------------------------------


def import_list(
    office: Office,
    read: ReadList,
    *,
    choose: Choose = "all",
    choices: Choices | None = None,
    sha256: str = "",
) -> Done:
    """Save the people of a list in one act.

    choose: "all" saves every row or none, "good" leaves out the held ones. A row whose NIK somebody has
    already, or for whom the clerk chose somebody, is that person: nobody is made for it and nothing of her
    changes. Rows without a NIK are people of their own. sha256: of the file, to tell when it comes again.
    The run's id is the first in `Done.ids`, then everybody the list named. Raises RowsHeld, NothingChosen.
    """
    with office.act("import_list") as act:
        import_list_in(act, read, choose=choose, choices=choices, sha256=sha256)
        return act.done()


def import_list_in(
    act: Act,
    read: ReadList,
    *,
    choose: Choose = "all",
    choices: Choices | None = None,
    sha256: str = "",
) -> ImportRun:
    """Save the people of a list within an act."""
    plan = planned(act.connection, read.rows, choices or Choices(), act.today)
    held = [row for row in plan if row.result.state == "held"]
    usable = [row for row in plan if row.result.state in {"created", "same"}]
    if held and choose == "all":
        raise RowsHeld(rows=tuple(row.result for row in held), good=len(usable))
    if not usable:
        raise NothingChosen(what="Tidak ada baris yang dapat disimpan")
    _tell_if_seen(act, sha256)
    made = iter(add_people(act, [row.values for row in usable if row.result.state == "created"]))
    results = tuple(_settled(row, made) for row in plan)
    run = _write(act, read.file, sha256, results)
    act.ids.extend([run, *(result.participant for result in results if result.participant is not None)])
    act.changed.add(Kind.PERSON)
    return ImportRun(run, act.entry, read.file, results, withdrawn=False)


def withdraw_import(office: Office, run: int) -> Done:
    """Take a whole import back while nothing depends on it: the people it made were never there.

    Raises NotFound, CannotWithdraw naming everybody who was changed since, or is in a batch, has goods, ….
    """
    with office.act("withdraw_import") as act:
        withdraw_import_in(act, run)
        return act.done()


def withdraw_import_in(act: Act, run: int) -> None:
    """Take an import back within an act."""
    standing = import_run(act.connection, run)
    if standing.withdrawn:
        raise CannotWithdraw(why=("sudah ditarik kembali",))
    why = dependents(act.connection, standing)
    if why:
        raise CannotWithdraw(why=why)
    remove_people(act, standing)
    act.update(t.import_run, run, {"withdrawn_by": act.entry})
    act.changed.add(Kind.PERSON)


# --- reading ----------------------------------------------------------------------------------------


def import_run(connection: sa.Connection, run: int) -> ImportRun:
    """Return what an import did, row by row. Raises NotFound."""
    row = connection.execute(sa.select(t.import_run).where(t.import_run.c.id == run)).first()
    if row is None:
        raise NotFound(field="Impor", value=str(run))
    return _run(row)


def import_runs(connection: sa.Connection) -> tuple[ImportRun, ...]:
    """Return all imports, newest first."""
    query = sa.select(t.import_run).order_by(t.import_run.c.id.desc())
    return tuple(_run(row) for row in connection.execute(query))


# --- inside -----------------------------------------------------------------------------------------


def _settled(row: PlannedRow, made: Iterator[int]) -> RowResult:
    """Return the result of a row with its person, who was just made for it where one was needed."""
    return replace(row.result, participant=next(made)) if row.result.state == "created" else row.result


def _tell_if_seen(act: Act, sha256: str) -> None:
    if not sha256:
        return
    query = sa.select(t.import_run.c.file_name).where(
        t.import_run.c.sha256 == sha256, t.import_run.c.withdrawn_by.is_(None)
    )
    before = act.connection.execute(query).scalar()
    if before is not None:
        act.notices.append(Notice("FileSeen", f"Berkas ini sudah pernah diimpor ({before})."))


def _write(act: Act, file: str, sha256: str, results: Sequence[RowResult]) -> int:
    report = json.dumps([asdict(result) for result in results], ensure_ascii=False, separators=(",", ":"))
    run = act.insert(
        t.import_run, {"entry": act.entry, "file_name": file, "sha256": sha256, "report": report}
    )
    people = [
        {"run": run, "no": no, "participant": result.participant, "created": int(result.state == "created")}
        for no, result in enumerate(results, 1)
        if result.participant is not None
    ]
    act.connection.execute(t.import_person.insert(), people)
    return run


def _run(row: sa.Row[*tuple[Any, ...]]) -> ImportRun:
    results = tuple(
        RowResult(**{**result, "messages": tuple(result["messages"])}) for result in json.loads(row.report)
    )
    return ImportRun(row.id, row.entry, row.file_name, results, withdrawn=row.withdrawn_by is not None)
