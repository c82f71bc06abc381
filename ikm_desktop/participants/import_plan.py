"""Deciding what becomes of each row of a list, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldRefusal
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.checks import checked
from ikm_desktop.participants.directory import Entry
from ikm_desktop.participants.doubles import Told, likely_same
from ikm_desktop.participants.import_records import Choices, RowResult, State
from ikm_desktop.participants.list_import.records import ReadRow
from ikm_desktop.participants.people import NikOwner, owners_of_niks, people_by_id
from ikm_desktop.participants.person import LABELS
from ikm_desktop.participants.sounds import letters_of

COLUMNS: dict[str, str] = {
    "name": "name",
    "nik": "nik",
    "sex": "sex",
    "born": "born",
    "place": "birth_place",
    "regency": "regency",
    "phone": "phone",
    "business": "business",
    "address": "address",
    "rt_rw": "rt_rw",
    "village": "village",
    "district": "district",
    "education": "education",
    "product": "product",
    "kbli": "kbli",
    "nib": "nib",
    "npwp": "npwp",
    "bank": "bank",
    "account": "bank_account",
    "account_holder": "bank_holder",
}
"""The list's fields and the columns of a person they become."""

_SOFT = {LABELS[column]: column for column in ("kbli", "nib", "npwp", "bank_account", "phone")}
"""Numbers a person can do without for now: one that cannot be is left empty and told, the row is saved."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What shall become of a row, and the columns of the person to be made."""

    result: RowResult
    values: Mapping[str, Any]


def planned(
    connection: sa.Connection, rows: Sequence[ReadRow], choices: Choices, today: date
) -> list[PlannedRow]:
    """Return the plan for every row: made, the same person, skipped or held, with what is told of it.

    today: nobody is born after it. A NIK that stands in two rows holds the second. Who most likely is in the
    book already is held until the clerk says who she is, unless nothing tells the two apart: then she is the
    same person.
    """
    columns = [_columns(row, choices.corrected.get(no, {})) for no, row in enumerate(rows)]
    owners = owners_of_niks(connection, [values["nik"] for values in columns])
    known = people_by_id(connection, choices.same.values())
    unchanged = _unchanged(connection, rows, columns)
    alike = likely_same(connection, [_told(values) for values in columns])
    first: dict[str, ReadRow] = {}
    plan = []
    for no, (row, values) in enumerate(zip(rows, columns, strict=True)):
        if no in choices.skipped:
            plan.append(_result(row, values, "skipped"))
            continue
        chosen = choices.same.get(no)
        if chosen is not None and chosen in known:
            standing = known[chosen].merged_into or chosen
            plan.append(_same(row, values, NikOwner(standing, known[chosen].name)))
            continue
        typed = choices.corrected.get(no, {})
        kept, reasons, told = _checked(row, values, typed, today)
        if chosen is not None:
            reasons.append(f"peserta {chosen} tidak ada dalam buku")
        twin = first.setdefault(kept["nik"], row) if kept["nik"] else row
        if twin is not row and not reasons:
            reasons.append(f"NIK sama dengan baris {twin.row} ({twin.person.name})")
        if reasons:
            plan.append(_result(row, kept, "held", reasons=reasons))
        elif kept["nik"] in owners:
            plan.append(_same(row, kept, owners[kept["nik"]]))
        elif no in unchanged and no not in choices.different:
            plan.append(_same(row, kept, unchanged[no]))
        else:
            told = [*_messages(row, typed), *told]
            plan.append(_new_or_known(row, kept, None if no in choices.different else alike[no], told))
    return plan


def _unchanged(
    connection: sa.Connection, rows: Sequence[ReadRow], columns: Sequence[Mapping[str, Any]]
) -> dict[int, NikOwner]:
    """Return who of the book a row of an exported list without a NIK is: all that it tells is as it was.

    Each of the book is one row's only.
    """
    asked = {no: columns[no] for no, row in enumerate(rows) if row.person.rest and not row.person.nik}
    if not asked:
        return {}
    told = sorted({*COLUMNS.values(), *dict(rows[next(iter(asked))].person.rest), "archived"})
    query = (
        sa.select(t.participant.c.id, *t.participant.c[tuple(told)])
        .where(t.participant.c.name.in_({values["name"] for values in asked.values()}))
        .where(t.participant.c.merged_into.is_(None))
        .order_by(t.participant.c.id)
    )
    there: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in connection.execute(query):
        there[tuple(row[1:])].append(row.id)
    found = {}
    for no, values in asked.items():
        same = there.get(tuple(values.get(name, 0) for name in told))
        if same:
            found[no] = NikOwner(same.pop(0), values["name"])
    return found


def _told(values: Mapping[str, Any]) -> Told:
    texts = (values.get(name) or "" for name in ("nik", "phone", "village", "business"))
    return Told(values["name"] or "", values["born"], *texts)


def _new_or_known(
    row: ReadRow, values: Mapping[str, Any], alike: tuple[Entry, str] | None, told: list[str]
) -> PlannedRow:
    """Return a row that is to become a person, unless somebody of the book most likely is her."""
    if alike is None:
        return _result(row, values, "created", reasons=told)
    entry, why = alike
    if _nothing_apart(values, entry):
        return _same(row, values, NikOwner(entry.id, entry.name))
    reason = f"mungkin orang yang sama dengan {entry.name} ({why})"
    if values["nik"] and entry.nik and why != "NIK beda satu angka":
        return _result(row, values, "created", reasons=[*told, f"{reason}, NIK-nya lain"])
    return _result(row, values, "held", reasons=[f"{reason}; pilih orang yang sama atau orang lain"])


def _nothing_apart(values: Mapping[str, Any], entry: Entry) -> bool:
    """Tell whether a row has the name and birth date of somebody and contradicts nothing known of her."""
    pairs = ((values[name], getattr(entry, name)) for name in ("nik", "phone", "sex", "village", "business"))
    same = values["born"] is not None and values["born"] == entry.born
    return (
        same
        and letters_of(values["name"]) == entry.letters
        and all(not mine or not hers or letters_of(mine) == letters_of(hers) for mine, hers in pairs)
    )


def _columns(row: ReadRow, corrected: Mapping[str, Any]) -> dict[str, Any]:
    told = {column: getattr(row.person, field) for field, column in COLUMNS.items()}
    return told | dict(row.person.rest) | dict(corrected)


def _checked(
    row: ReadRow, values: Mapping[str, Any], corrected: Mapping[str, Any], today: date
) -> tuple[dict[str, Any], list[str], list[str]]:
    """Return the values to keep, why the row is held, and what was left empty and is told."""
    found = Findings()
    kept = checked(found, values, today)
    held = [f for f in row.findings if f.held and COLUMNS.get(f.field, f.field) not in corrected]
    reasons = [finding.message for finding in held]
    told_already = {LABELS.get(COLUMNS.get(finding.field, finding.field)) for finding in held}
    told = []
    for reason in found.reasons:
        label = reason.field if isinstance(reason, FieldRefusal) else ""
        column = _SOFT.get(label)
        if column is not None and column not in corrected:
            kept[column] = ""
            told.append(f"{reason.sentence.rstrip('.')}; dikosongkan")
        elif label not in told_already:
            reasons.append(reason.sentence.rstrip("."))
    return kept, reasons, told


def _messages(row: ReadRow, corrected: Mapping[str, Any]) -> list[str]:
    """Return what the reading told, except of cells the clerk has typed anew."""
    return [f.message for f in row.findings if COLUMNS.get(f.field, f.field) not in corrected]


def _same(row: ReadRow, values: Mapping[str, Any], owner: NikOwner) -> PlannedRow:
    messages = [*_messages(row, {}), f"orang yang sama: {owner.name}"]
    return _result(row, values, "same", reasons=messages, participant=owner.participant)


def _result(
    row: ReadRow,
    values: Mapping[str, Any],
    state: State,
    *,
    reasons: Sequence[str] = (),
    participant: int | None = None,
) -> PlannedRow:
    result = RowResult(row.sheet, row.row, values["name"], state, participant, tuple(reasons))
    return PlannedRow(result, values)
