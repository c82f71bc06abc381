"""A closed batch as it stood at its close, its people and the office's rule: kept with it, asked first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.office.settings import Rules, from_plain, load, plain_values
from ikm_desktop.participants.person import Person

_PEOPLE, _RULES = "people", "rules"
_Rows = Sequence[Mapping[str, Any]]


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
    rows = json.loads(text)[_PEOPLE] if text else []
    return tuple(FrozenRow(**{name: row[name] for name in known}) for row in rows)


def frozen_text(rules: Rules, rows: Sequence[FrozenRow]) -> str:
    """Return rows and the rule as the batch keeps them."""
    return _text({_RULES: plain_values(rules), _PEOPLE: [asdict(row) for row in rows]})


def with_people(text: str, change: Callable[[_Rows], _Rows]) -> str:
    """Return what a batch keeps with its people's rows as `change` makes them."""
    kept = json.loads(text)
    return _text({**kept, _PEOPLE: change(kept[_PEOPLE])})


def rules_of(connection: sa.Connection, batch: int) -> Rules:
    """Return the rule a batch is judged by: the office's of today, of a closed batch that of its close."""
    text = connection.execute(sa.select(t.batch.c.roster).where(t.batch.c.id == batch)).scalar()
    return from_plain(Rules, json.loads(text)[_RULES]) if text else load(connection, Rules)


def _text(kept: object) -> str:
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_it_was(person: Person, was: FrozenRow) -> Person:
    """Return somebody named as at the close; only a person's own row tells what was not kept then."""
    return replace(
        person, name=was.name, nik=was.nik, sex=was.sex, business=was.business, regency=was.regency
    )
