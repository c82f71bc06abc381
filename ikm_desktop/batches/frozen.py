"""A closed batch's people as they stood at its close: kept with the batch, read in place of today's."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace

from ikm_desktop.participants.person import Person


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """One person as the roster stood when the batch was closed."""

    no: int
    participant: int
    name: str
    nik: str
    sex: str
    business: str
    regency: str
    state: str
    reason: str
    present: int
    days: int
    hours: int
    score: int | None
    predicate: str
    passed: bool
    may: bool


def frozen_rows(text: str | None) -> tuple[FrozenRow, ...]:
    """Return the rows of a roster as the batch keeps it; none while the batch is open."""
    known = {field.name for field in fields(FrozenRow)}
    rows = json.loads(text) if text else []
    return tuple(FrozenRow(**{name: row[name] for name in known}) for row in rows)


def as_it_was(person: Person, was: FrozenRow) -> Person:
    """Return somebody named as at the close; only a person's own row tells what was not kept then."""
    return replace(
        person, name=was.name, nik=was.nik, sex=was.sex, business=was.business, regency=was.regency
    )
