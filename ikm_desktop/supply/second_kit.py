"""Who of a batch has its whole kit already: a second one is given for a reason only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from ikm_desktop.batches.batches import Batch
from ikm_desktop.errors import HasKit, PaperRef, SecondKit
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.labels import each_paper_once, prepared_refs, voucher_refs
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.prepared import prepared_papers
from ikm_desktop.goods.recipes import recipe_on
from ikm_desktop.participants.people import kept_places


@dataclass(slots=True)
class _Got:
    """What somebody got for a batch: by item, less what was reversed or came back; and by which papers."""

    quantities: Counter[int] = field(default_factory=Counter)
    vouchers: set[int] = field(default_factory=set)
    prepared: set[int] = field(default_factory=set)


def second_kit(batch: Batch, people: Sequence[HasKit]) -> SecondKit:
    """Return the question why these people of a batch get a kit once more."""
    papers = each_paper_once(paper for one in people for paper in one.papers)
    return SecondKit(batch=batch.name, people=tuple(people), papers=papers)


def who_has_a_kit(
    connection: sa.Connection, batch: Batch, day: date, rows: Mapping[int, Mapping[int, int]]
) -> tuple[HasKit, ...]:
    """Return who of these people (what each would get, by place and item) would have more than one kit.

    That is: of every material of the batch's recipe on the day she has got some and would get some, and both
    together are more than one person's kit. A part of a kit that comes later, and more of one material, are
    no second kit. Without a recipe nobody is told.
    """
    recipe = None if batch.product is None else recipe_on(connection, batch.product, day)
    if recipe is None or not rows or not recipe.materials:
        return ()
    each = {one.item: recipe.need(one, recipe.yields) for one in recipe.materials}
    got = _got(connection, batch.id, rows)
    twice = [
        place
        for place, wanted in rows.items()
        if all(
            got[place].quantities[item] > 0
            and wanted.get(item, 0) > 0
            and got[place].quantities[item] + wanted.get(item, 0) > quantity
            for item, quantity in each.items()
        )
    ]
    return _told(connection, {place: got[place] for place in twice}, each) if twice else ()


def _told(connection: sa.Connection, twice: Mapping[int, _Got], each: Collection[int]) -> tuple[HasKit, ...]:
    names = place_refs(connection, list(twice))
    known = items_by_id(connection, each)
    letters = prepared_refs(connection, {one for got in twice.values() for one in got.prepared})
    signed = voucher_refs(connection, {one for got in twice.values() for one in got.vouchers})

    def papers(got: _Got) -> tuple[PaperRef, ...]:
        refs = [signed[one] for one in sorted(got.vouchers)] + [letters[one] for one in sorted(got.prepared)]
        return each_paper_once(refs)

    return tuple(
        HasKit(
            person=names[place],
            got=tuple((known[item].ref, got.quantities[item]) for item in each),
            papers=papers(got),
        )
        for place, got in twice.items()
    )


def _got(connection: sa.Connection, batch: int, places: Collection[int]) -> defaultdict[int, _Got]:
    """Return what these people got: signed and prepared, less what was reversed and what they returned.

    What their doubles got is theirs.
    """
    found: defaultdict[int, _Got] = defaultdict(_Got)
    doubles = {double: kept for double, kept in kept_places(connection).items() if kept in places}
    values = {"batch": batch, "places": [*places, *doubles]}
    for row in connection.execute(_SIGNED, values).all():
        kept, of_whom = row.quantity - row.undone, found[doubles.get(row.place, row.place)]
        of_whom.quantities[row.item] += kept if row.kind == "supply" else -kept
        if row.kind == "supply" and kept > 0:
            of_whom.vouchers.add(row.id)
    for paper in prepared_papers(connection, connection.execute(_WAITING, values).scalars().all()):
        found[paper.target].prepared.add(paper.id)
        for line in paper.lines:
            found[paper.target].quantities[line.item] += line.quantity
    return found


_v, _line, _q = t.voucher.c, t.line.c, t.prepared.c
_back, _undoing = t.line.alias("back"), t.voucher.alias("undoing")
_undone = (
    sa.select(sa.func.coalesce(sa.func.sum(_back.c.quantity), 0))
    .join_from(_back, _undoing, _undoing.c.id == _back.c.voucher)
    .where(_back.c.refers == _line.id, _undoing.c.kind == "reversal")
    .correlate(t.line)
    .scalar_subquery()
)
_PLACES: sa.BindParameter[int] = sa.bindparam("places", expanding=True)
_SIGNED = (
    sa.select(
        _v.id, _v.kind, _v.counterpart.label("place"), _line.item, _line.quantity, _undone.label("undone")
    )
    .join_from(t.line, t.voucher, _v.id == _line.voucher)
    .where(
        _v.kind.in_(("supply", "return")),
        sa.or_(_v.batch == sa.bindparam("batch"), sa.and_(_v.kind == "return", _v.batch.is_(None))),
        _v.counterpart.in_(_PLACES),
    )
)
_WAITING = (
    sa.select(_q.id)
    .where(_q.kind == "supply", _q.state == "prepared", _q.batch == sa.bindparam("batch"))
    .where(_q.to_place.in_(_PLACES))
    .order_by(_q.id)
)
