"""Prepared papers: their units are pinned until the letter is signed or its number is voided.

Preparing chooses the units as a take on the letter's day would and pins exactly these; their cost is what
the letter shows and what signing books.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import Refusal, WrongState
from ikm_desktop.goods import days
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import details_text
from ikm_desktop.goods.kinds import STATE_NAMES
from ikm_desktop.goods.labels import prepared_refs
from ikm_desktop.goods.shelf import Shelf, Tied
from ikm_desktop.goods.shortage import Wanted, shortage
from ikm_desktop.office.acts import Act, Kind, highest_ids
from ikm_desktop.papers import tables as paper_tables
from ikm_desktop.storage.rows import Row, insert_rows


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A quantity of an item (smallest units) on a paper; note: what stands beside it.

    refers: the line whose lots alone it may take from, where it names one.
    """

    item: int
    quantity: int
    note: str = ""
    refers: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One paper to be prepared: from where to where, for which batch, with which lines.

    corrects: the voucher it stands for once it is signed; what the act says by default. numbers: of the
    lines as they were typed, where some of them cannot be tried.
    """

    kind: str
    letter_date: date
    source: int
    target: int
    lines: tuple[GoodsLine, ...]
    batch: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    corrects: int | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared paper as it stands in the book."""

    id: int
    kind: str
    letter_date: date
    source: int
    target: int
    batch: int | None
    state: str
    lines: tuple[GoodsLine, ...]
    details: Mapping[str, Any]
    corrects: int | None = None


class Pinner:
    """Prepares papers in one act: chooses units in written order and writes rows and pins at the end."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._shelf = Shelf(act.connection)
        self._rows: list[dict[str, Any]] = []
        self._changed: dict[int, Plan] = {}
        self._pins: list[Row] = []
        act.read_ids(_IDS)

    def prepare(self, plan: Plan, on: date | None = None) -> tuple[int, list[Refusal]]:
        """Choose the units of a plan and return its id, with what stands in the way of single lines.

        on: the day by which they must lie there, the letter's unless given.
        """
        number = self._act.next_id(t.prepared)
        refusals = self._choose(number, plan, on or plan.letter_date)
        plan = replace(plan, corrects=plan.corrects or self._act.corrects)
        self._rows.append(_prepared_row(number, self._act.entry, plan))
        self._act.prepared.append(number)
        return number, refusals

    def prepare_anew(self, number: int, plan: Plan) -> list[Refusal]:
        """Choose the units of a paper that is changed; its old pins must be off.

        Returns what stands in the way of single lines.
        """
        refusals = self._choose(number, plan, plan.letter_date)
        self._changed[number] = plan
        self._act.prepared.append(number)
        return refusals

    def _choose(self, number: int, plan: Plan, day: date) -> list[Refusal]:
        refusals: list[Refusal] = []
        self._shelf.read_ahead(plan.source, (line.item for line in plan.lines))
        numbers = plan.numbers or range(1, len(plan.lines) + 1)
        for no, line in zip(numbers, plan.lines, strict=True):
            tied = self._tied(line)
            pieces = self._shelf.pin(plan.source, line.item, day, line.quantity, tied)
            if pieces is None:
                wanted = Wanted(plan.source, line.item, line.quantity, day, no)
                refusals.append(shortage(self._act.connection, self._shelf, wanted, tied))
            else:
                self._pins.extend((number, no, *piece.run) for piece in pieces)
        return refusals

    def _tied(self, line: GoodsLine) -> Tied:
        if line.refers is None:
            return Tied()
        lots = self._act.connection.execute(_LOTS_OF_LINE, {"line": line.refers}).scalars()
        return Tied(frozenset(lots))

    def flush(self) -> None:
        """Write the papers and their pins."""
        if self._rows:
            self._act.connection.execute(_PREPARE, self._rows)
        for number, plan in self._changed.items():
            self._act.update(t.prepared, number, _changeable(plan))
        dates = [row["letter_date"] for row in self._rows]
        dates += [plan.letter_date for plan in self._changed.values()]
        self._act.notices += days.ahead(self._act, max(dates, default=self._act.today))
        insert_rows(self._act.connection, t.pin, self._pins)
        self._act.changed |= {Kind.VOUCHER, Kind.STOCK}


_IDS = highest_ids(t.prepared, paper_tables.paper)
_PREPARE = t.prepared.insert()
_LOTS_OF_LINE = sa.select(t.lot.c.id).where(t.lot.c.line == sa.bindparam("line"))


def _prepared_row(number: int, entry: int, plan: Plan) -> dict[str, Any]:
    return {
        "id": number,
        "entry": entry,
        "kind": plan.kind,
        "from_place": plan.source,
        "batch": plan.batch,
        "state": "prepared",
        **_changeable(plan),
    }


def _changeable(plan: Plan) -> dict[str, Any]:
    body = body_text(plan.lines, plan.details, plan.corrects)
    return {"letter_date": plan.letter_date, "to_place": plan.target, "body": body}


def body_text(lines: Iterable[GoodsLine], details: Mapping[str, Any], corrects: int | None = None) -> str:
    """Write what a prepared paper says, so that the same paper gives the same text."""
    rows = [
        [line.item, line.quantity, line.note, *([] if line.refers is None else [line.refers])]
        for line in lines
    ]
    body: dict[str, Any] = {"details": dict(details), "lines": rows}
    return details_text(body if corrects is None else body | {"corrects": corrects}) or ""


def prepared_papers(connection: sa.Connection, ids: Sequence[int]) -> list[Prepared]:
    """Return prepared papers in the order asked; ids that are not in the book are left out."""
    rows = connection.execute(_BY_ID, {"papers": list(ids)}).all()
    found = {row.id: _prepared(row) for row in rows}
    return [found[number] for number in ids if number in found]


_BY_ID = sa.select(t.prepared).where(t.prepared.c.id.in_(sa.bindparam("papers", expanding=True)))


def _prepared(row: sa.Row[Any]) -> Prepared:
    body = json.loads(row.body)
    lines = tuple(GoodsLine(*line) for line in body.get("lines", ()))
    return Prepared(
        row.id,
        row.kind,
        row.letter_date,
        row.from_place,
        row.to_place,
        row.batch,
        row.state,
        lines,
        body.get("details", {}),
        body.get("corrects"),
    )


def must_be_prepared(connection: sa.Connection, papers: Iterable[Prepared]) -> list[Refusal]:
    """Return a refusal for each paper that is posted or void already."""
    ended = [paper for paper in papers if paper.state != "prepared"]
    refs = prepared_refs(connection, [paper.id for paper in ended])
    return [
        WrongState(paper=refs[paper.id], state=STATE_NAMES[paper.state], needed=STATE_NAMES["prepared"])
        for paper in ended
    ]


_UNPIN = t.pin.delete().where(t.pin.c.prepared.in_(sa.bindparam("papers", expanding=True)))
_END = (
    t.prepared.update()
    .where(t.prepared.c.id == sa.bindparam("paper"))
    .values(
        state=sa.bindparam("new_state"),
        reason=sa.bindparam("why"),
        ended=sa.bindparam("by"),
        voucher=sa.bindparam("became"),
    )
)


def unpin(connection: sa.Connection, ids: Sequence[int]) -> None:
    """Take the pins of prepared papers off."""
    connection.execute(_UNPIN, {"papers": list(ids)})


def end(act: Act, state: str, became: Mapping[int, int | None], reason: str | None = None) -> None:
    """Let prepared papers end as posted (each with its voucher) or void."""
    act.connection.execute(
        _END,
        [
            {"paper": paper, "new_state": state, "why": reason, "by": act.entry, "became": voucher}
            for paper, voucher in became.items()
        ],
    )
