"""What the list of the tab Peserta can be asked: its fields, chips and totals, and their SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.goods import tables as g
from ikm_desktop.office.listing import Chip, Field, Holds, How, Sum, Term
from ikm_desktop.office.listing_sql import Part, SqlLines
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.doubles import suspected
from ikm_desktop.participants.person import LABELS, NEEDED

_TEXTS = (
    "name",
    "birth_place",
    "address",
    "village",
    "district",
    "regency",
    "phone",
    "education",
    "business",
    "product",
    "nib",
    "npwp",
    "bank",
    "note",
)


def _text(key: str) -> Field[PersonRow]:
    return Field(key, LABELS[key], Holds.TEXT, lambda row: str(getattr(row.person, key)))


FIELDS: tuple[Field[PersonRow], ...] = (
    *map(_text, _TEXTS),
    Field("nik", "NIK", Holds.TEXT, lambda row: row.person.nik),
    Field("sex", LABELS["sex"], Holds.WORD, lambda row: row.person.sex, ("L", "P")),
    Field("born", LABELS["born"], Holds.DAY, lambda row: row.person.born),
    Field("notice_on", LABELS["notice_on"], Holds.DAY, lambda row: row.person.notice_on),
    Field("founded", LABELS["founded"], Holds.NUMBER, lambda row: row.person.founded),
    Field("workers", LABELS["workers"], Holds.NUMBER, lambda row: row.person.workers),
    Field("batches", "Angkatan", Holds.TEXT, lambda row: row.batch_names),
    Field("holds", "Bahan dipegang", Holds.TEXT, lambda row: row.materials),
    Field("complete", "Lengkap %", Holds.NUMBER, lambda row: row.person.complete_percent),
    Field("archived", "Diarsipkan", Holds.FLAG, lambda row: int(row.person.archived)),
)
"""What the list can be sorted and filtered by; that somebody may be there twice is known to the chip only."""

_ACTIVE = Term("archived", How.IS, (0,))
_person = p.participant.c


def people_lines() -> SqlLines[PersonRow]:
    """Return the list: everybody who was not merged into another."""
    doubled: Field[PersonRow] = Field("doubled", "", Holds.FLAG, lambda _row: None)
    return SqlLines(
        parts=lambda: (_part(),),
        all_fields=(*FIELDS, doubled),
        search=("name", "nik", "phone", "business", "village", "regency", "batches"),
        page=_page,
        key_of=lambda row: row.person.id,
        order=(("name", False), ("key", False)),
        chips=(
            Chip("Aktif", (_ACTIVE,)),
            Chip("Belum angkatan", (Term("batches", How.EMPTY), _ACTIVE)),
            Chip("Data kurang", (Term("complete", How.BETWEEN, (None, 99)), _ACTIVE)),
            Chip("Mungkin ganda", (Term("doubled", How.IS, (1,)),)),
            Chip("Arsip", (Term("archived", How.IS, (1,)),)),
        ),
        figures=tuple(Sum(sex, terms=(Term("sex", How.IS, (sex,)),)) for sex in ("P", "L")),
        values=_values,
    )


def _page(connection: sa.Connection, keys: Sequence[int]) -> tuple[PersonRow, ...]:
    return person_rows(connection, show="all", ids=keys)


def _values(connection: sa.Connection, used: AbstractSet[str]) -> Mapping[str, Any]:
    """Return who may be there twice, found by sounds and not by SQL, where that is asked."""
    return {"doubles": json.dumps(sorted(suspected(connection)))} if "doubled" in used else {}


def _part() -> Part:
    doubles = sa.func.json_each(sa.bindparam("doubles")).table_valued("value", name="doubles")
    needed: sa.ColumnElement[int] = sa.literal_column("0")
    for name in NEEDED:
        needed = needed + sa.case(
            (sa.func.coalesce(sa.type_coerce(_person[name], sa.Text()), "") != "", 1), else_=0
        )
    columns: dict[str, sa.ColumnElement[Any]] = {
        **{name: _person[name] for name in (*_TEXTS, "nik", "sex", "founded", "workers", "archived")},
        "key": _person.id,
        **{name: sa.type_coerce(_person[name], sa.Text()) for name in ("born", "notice_on")},
        "complete": needed * 100 // len(NEEDED),
        "batches": _batches(),
        "holds": _holds(),
        "doubled": sa.case((_person.id.in_(sa.select(doubles.c.value)), 1), else_=0),
    }
    return Part(p.participant, _person.merged_into.is_(None), columns)


def _batches() -> sa.ColumnElement[str]:
    """Return the batches somebody is in, oldest first: "I, III"."""
    prefix = "Angkatan "
    name = sa.case(
        (t.batch.c.name.startswith(prefix), sa.func.substr(t.batch.c.name, len(prefix) + 1)),
        else_=t.batch.c.name,
    )
    named = (
        sa.select(name.label("name"))
        .join_from(t.enrolment, t.batch, t.batch.c.id == t.enrolment.c.batch)
        .where(t.enrolment.c.participant == _person.id)
        .order_by(t.enrolment.c.batch)
        .correlate(p.participant)
        .subquery("named")
    )
    return sa.func.coalesce(sa.select(sa.func.group_concat(named.c.name, ", ")).scalar_subquery(), "")


def _holds() -> sa.ColumnElement[str]:
    """Return the names of the materials somebody holds, in the items' order."""
    held = (
        sa.select(g.item.c.name)
        .join_from(g.holding, g.item, g.item.c.id == g.holding.c.item)
        .where(g.holding.c.place == _person.place, g.item.c.kind == "material")
        .group_by(g.item.c.id)
        .order_by(g.item.c.id)
        .correlate(p.participant)
        .subquery("held")
    )
    return sa.func.coalesce(sa.select(sa.func.group_concat(held.c.name, ", ")).scalar_subquery(), "")
