"""Copies of papers that gave way to a late entry: the same lines on the same day, with units chosen anew.

A copy stands on its original's paper under the same number, and says what it stands for (`corrects`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import refuse
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.count_sheet import CountSheet, SheetLine, book_figures, newest_lots
from ikm_desktop.goods.counts import counted_lines, post_count_in
from ikm_desktop.goods.giving_way import Gone
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.places import fixed_place, place_ref
from ikm_desktop.goods.posting import check_day, finish, take
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan, prepared_papers
from ikm_desktop.goods.reversal_units import ReversedLine
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.goods.vouchers import sign_in
from ikm_desktop.office.acts import Act
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.rows import PaperRow, papers_of
from ikm_desktop.papers.subjects import add_subjects

Copier = Callable[[Act, Gone, Mapping[int, int]], int]
"""Posts the copy of a voucher and returns it; given the ids of lines that were copied before, old to new."""


@dataclass(slots=True)
class Copied:
    """What was copied in an act: vouchers and lines, old to new, and the papers that picture the copies."""

    vouchers: dict[int, int] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    papers: dict[int, PaperRow] = field(default_factory=dict)


def post_copies(act: Act, gone: list[Gone], copiers: Mapping[str, Copier], reason: str) -> Copied:
    """Post the copies of all that gave way, in the book's order.

    copiers: for the kinds of vouchers other rooms post; reason: of a difference that a count has only now.
    Raises NotEnough, Reserved, OwnMaterial where a copy finds less than its original.
    """
    done = Copied()
    for one in gone:
        if not one.lines:
            continue
        act.corrects = one.row.id
        if one.row.kind == "count":
            copy = _copy_count(act, one, reason)
        elif one.row.kind in copiers:
            copy = copiers[one.row.kind](act, one, done.lines)
        else:
            copy = _copy_signed(act, one) or _copy_posted(act, one, done.lines)
        act.corrects = None
        _note(act, one, copy, done)
    return done


def _note(act: Act, gone: Gone, copy: int, done: Copied) -> None:
    """Let the original's papers picture the copy too, and remember which line became which."""
    done.vouchers[gone.row.id] = copy
    new = act.connection.execute(
        sa.select(t.line.c.id).where(t.line.c.voucher == copy).order_by(t.line.c.no)
    ).scalars()
    done.lines |= dict(zip((line.row.id for line in gone.lines), new, strict=False))
    for paper in papers_of(act.connection, voucher=gone.row.id):
        if paper.is_void:
            continue
        if all(one.id != paper.id for one in papers_of(act.connection, voucher=copy)):
            add_subjects(act, paper.id, vouchers=(copy,))
        done.papers[paper.id] = paper


# --- kinds of copies --------------------------------------------------------------------------------


def _left(line: ReversedLine) -> int:
    return line.left.accepted


def _copy_signed(act: Act, gone: Gone) -> int | None:
    """Prepare and sign anew what was prepared and signed; None for what was posted in one step."""
    row = gone.row
    number = act.connection.execute(sa.select(t.prepared.c.id).where(t.prepared.c.voucher == row.id)).scalar()
    if number is None:
        return None
    (original,) = prepared_papers(act.connection, [number])
    lines = tuple(
        GoodsLine(line.row.item, _left(line), line.row.reason or "", line.row.refers) for line in gone.lines
    )
    plan = Plan(
        row.kind, row.letter_date, original.source, original.target, lines, row.batch, original.details
    )
    pinner = Pinner(act)
    prepared, refusals = pinner.prepare(plan, on=row.day)
    refuse(refusals)
    pinner.flush()
    for paper in papers_of(act.connection, prepared=number):
        if not paper.is_void:
            add_subjects(act, paper.id, prepared=(prepared,))
    sign_in(act, [prepared], row.day)
    return act.vouchers[-1]


def _copy_posted(act: Act, gone: Gone, lines: Mapping[int, int]) -> int:
    """Post anew what was posted in one step: first in first out, of the units its lines are tied to."""
    row, found = gone.row, Findings()
    source, target = _ends(act.connection, gone)
    check_day(
        act, found, row.day, {(place, line.row.item) for line in gone.lines for place in (source, target)}
    )
    journal = Journal(act)
    voucher = journal.voucher(
        row.kind,
        letter_date=row.letter_date,
        day=row.day,
        store=row.store,
        counterpart=row.counterpart,
        batch=row.batch,
        reason=row.reason,
        details=_details(row),
    )
    for no, line in enumerate(gone.lines, start=1):
        refers = lines.get(line.row.refers, line.row.refers)
        pieces = take(
            journal,
            found,
            Wanted(source, line.row.item, _left(line), row.day, no),
            only_lots=_lots_of(act.connection, refers) if row.kind == "give_back" else None,
            only_brought_by=_brought_by(act.connection, refers) if row.kind == "return" else None,
        )
        number = journal.line(
            voucher,
            no,
            line.row.item,
            _left(line),
            value=sum(piece.cost for piece in pieces),
            refers=refers,
            reason=line.row.reason,
        )
        journal.carry(voucher, number, pieces, origin=source, to=target)
    found.refuse()
    finish(journal, row.day)
    return voucher.id


def _ends(connection: sa.Connection, gone: Gone) -> tuple[int, int]:
    """Return from where and to where a voucher moves goods."""
    row = gone.row
    if row.kind in {"waste", "write_off"}:
        return row.store or row.counterpart, fixed_place(connection, "wasted")
    if row.kind == "return":
        return row.counterpart, row.store
    move = connection.execute(
        sa.select(t.move.c.from_place, t.move.c.to_place).where(t.move.c.voucher == row.id).limit(1)
    ).one()
    return move.from_place, move.to_place


def _details(row: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a bare row
    return json.loads(row.details) if row.details else None


def _lots_of(connection: sa.Connection, line: int | None) -> frozenset[int] | None:
    if line is None:
        return None
    return frozenset(connection.execute(sa.select(t.lot.c.id).where(t.lot.c.line == line)).scalars())


def _brought_by(connection: sa.Connection, line: int | None) -> frozenset[int] | None:
    if line is None:
        return None
    return frozenset(connection.execute(sa.select(t.move.c.id).where(t.move.c.line == line)).scalars())


def _copy_count(act: Act, gone: Gone, reason: str) -> int:
    """Post the lines of a count anew: what was counted stays, book and difference are those of now."""
    row, place = gone.row, gone.row.counterpart
    wanted = [line.row.item for line in gone.lines]
    known = items_by_id(act.connection, wanted)
    book = book_figures(act.connection, place, row.day)
    newest = newest_lots(act.connection, row.day, wanted)
    counted = {line.line: line.counted for line in counted_lines(act.connection, [row.id])}
    lines = [
        SheetLine(
            known[line.row.item],
            book.get(line.row.item, 0),
            counted[line.row.id],
            line.row.reason or reason,
            None,
            _found_at(act.connection, line) or newest.get(line.row.item, (0, 1)),
        )
        for line in gone.lines
    ]
    sheet = CountSheet(place_ref(act.connection, place), row.day, tuple(lines))
    return post_count_in(act, sheet, letter_date=row.letter_date, details=_details(row))


def _found_at(connection: sa.Connection, line: ReversedLine) -> tuple[int, int] | None:
    """Return value and quantity at which a count's line had entered what it found more, None if nothing."""
    row = connection.execute(
        sa.select(t.lot.c.value, t.lot.c.quantity).where(t.lot.c.line == line.row.id)
    ).first()
    return None if row is None else (row.value, row.quantity)
