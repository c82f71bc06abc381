"""Marks of an assessed training: score, predicate, passed or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import open_batch
from ikm_desktop.batches.roster import EVERYONE, Enrolled, roster
from ikm_desktop.errors import FieldInvalid, NotFound
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy
from ikm_desktop.office.settings import Rules, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm_desktop.office.book import Office

_HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's result: score 0 … 100 or None, predicate as certificates print it, passed or not."""

    score: int | None
    predicate: str
    passed: bool

    def __str__(self) -> str:
        """Return the result as the log shows it."""
        score = "–" if self.score is None else str(self.score)
        return f"{score} {self.predicate} ({'lulus' if self.passed else 'tidak lulus'})"


def mark_for(score: int, rules: Rules) -> Mark:
    """Return what a score earns by the office's rules: the highest predicate it reaches, passed or not."""
    reached = [(least, name) for name, least in rules.predicates.items() if score >= least]
    predicate = max(reached)[1] if reached else ""
    passed = score >= rules.pass_score
    return Mark(score, predicate if passed else "", passed)


def set_marks(office: Office, *, batch: int, marks: Mapping[int, Mark | int | None]) -> Done:
    """Note results by person: a score alone takes predicate and passing from the rules; None clears.

    Raises BatchClosed, FieldInvalid (the training is not assessed, score, somebody who waits), NotFound; all
    at once.
    """
    with office.act("set_marks") as act:
        set_marks_in(act, batch=batch, marks=marks)
        return act.done()


def set_marks_in(act: Act, *, batch: int, marks: Mapping[int, Mark | int | None]) -> None:
    """Note results within an act."""
    of_batch = open_batch(act, batch)
    known = {row.person.id: row for row in roster(act.connection, batch, EVERYONE)}
    rules = load(act.connection, Rules)
    found = Findings()
    if not of_batch.assessed:
        found.add(FieldInvalid(field="Angkatan", value=of_batch.name, why="tidak memakai penilaian"))
    for person, mark in marks.items():
        if person not in known:
            found.add(NotFound(field="Peserta angkatan", value=str(person)))
        elif mark is not None and known[person].state == "menunggu":
            name = known[person].person.name
            found.add(FieldInvalid(field="Nilai", value=name, why="masih menunggu tempat"))
        score = mark.score if isinstance(mark, Mark) else mark
        if score is not None and not 0 <= score <= _HIGHEST:
            found.add(FieldInvalid(field="Nilai", value=str(score), why="bukan 0 sampai 100"))
    found.refuse()
    before = marks_of(act.connection, batch)
    for person, mark in marks.items():
        result = mark_for(mark, rules) if isinstance(mark, int) else mark
        _write(act, known[person], before.get(person), result)


def marks_of(connection: sa.Connection, batch: int) -> dict[int, Mark]:
    """Return the results of a batch by person."""
    rows = connection.execute(sa.select(t.mark).where(t.mark.c.batch == batch))
    return {row.participant: Mark(row.score, row.predicate, bool(row.passed)) for row in rows}


def _write(act: Act, enrolled: Enrolled, before: Mark | None, result: Mark | None) -> None:
    if before == result:
        return
    key: dict[str, Any] = {"batch": enrolled.batch, "participant": enrolled.person.id}
    act.connection.execute(t.mark.delete().filter_by(**key))
    if result is not None:
        values = {"score": result.score, "predicate": tidy(result.predicate), "passed": int(result.passed)}
        act.connection.execute(t.mark.insert(), {**key, **values})
    was, now = (None if mark is None else str(mark) for mark in (before, result))
    act.log("enrolment", enrolled.enrolment, "nilai", was, now)
    act.changed.add(Kind.BATCH)
