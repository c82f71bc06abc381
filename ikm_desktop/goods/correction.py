"""Perbaiki: a posted voucher is reversed, and what it said becomes a draft to be put right and saved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import NotFound
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.counts import counted_lines
from ikm_desktop.goods.giving_way import Gone, read_making
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.reversal import lines_left, reverse_in
from ikm_desktop.goods.reversal_units import Pieces, ReversedLine
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """What was left of a line, as an entry page takes it; quantities in smallest units, whole rupiah.

    value: of a bought line, with its part of the extra cost, of a payment its gross, of a count what was
    found more; refers: the line it names; materials, offcuts: of a delivery, by item; told: reasons of a
    delivery line (price, recipe, own); counted: of a count.
    """

    item: int | None
    quantity: int
    value: int | None = None
    price: int | None = None
    grade: str = ""
    accepted: int | None = None
    rejected: int | None = None
    reason: str = ""
    refers: int | None = None
    again: bool = False
    materials: Mapping[int, int] = field(default_factory=dict)
    offcuts: Mapping[int, int] = field(default_factory=dict)
    offcuts_to: int | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    counted: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherDraft:
    """A voucher that was taken back, as it can be entered once more.

    corrects: the voucher it was; number: of its paper; day: the book day to enter it on.
    """

    corrects: int
    kind: str
    number: str | None
    letter_date: date
    day: date
    store: int | None
    counterpart: int | None
    batch: int | None
    reason: str
    details: Mapping[str, Any]
    lines: tuple[DraftLine, ...]


def correct(
    office: Office,
    *,
    voucher: int,
    reason: str,
    lines: Sequence[int] | None = None,
    on: date | None = None,
) -> tuple[Done, VoucherDraft]:
    """Reverse a voucher and return what it said as a draft, in one act.

    lines: line numbers on the paper (all that is left by default); on: the reversal's day, today by default.
    The draft has the original's day where the reversal has it too, else today.
    Raises what `reversal.reverse` raises.
    """
    with office.act("correct") as act:
        row = act.connection.execute(sa.select(t.voucher).where(t.voucher.c.id == voucher)).first()
        if row is None:
            raise NotFound(field="Surat", value=str(voucher))
        left = lines_left(act.connection, voucher)
        numbers = list(left) if lines is None else list(lines)
        kept = [left[no] for no in numbers if no in left and left[no].left != Pieces(0)]
        if row.kind in _WITHOUT_PIECES:
            kept = [left[no] for no in numbers if no in left and left[no].undone_by is None]
        draft_lines = _draft_lines(act.connection, row, kept)
        number = voucher_refs(act.connection, [voucher])[voucher].number
        reverse_in(act, voucher=voucher, reason=reason, lines=lines, on=on)
        day = row.day if on == row.day or (on is None and row.day >= act.today) else act.today
        return act.done(), VoucherDraft(
            corrects=voucher,
            kind=row.kind,
            number=number,
            letter_date=row.letter_date if day == row.day else day,
            day=day,
            store=row.store,
            counterpart=row.counterpart,
            batch=row.batch,
            reason=row.reason or "",
            details=_details(row),
            lines=draft_lines,
        )


_WITHOUT_PIECES = ("count", "payment", "onward_report")
"""Kinds whose lines are reversed whole, also where they moved nothing."""


def _details(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a bare row
    details: dict[str, Any] = json.loads(row.details or "{}")
    if "extra_cost" in details:
        # It is in the lines' values already: shared out again, the rupiah might fall elsewhere.
        details["extra_cost"] = 0
    return details


def _draft_lines(
    connection: sa.Connection,
    row: Any,  # noqa: ANN401 - a bare row
    lines: Sequence[ReversedLine],
) -> tuple[DraftLine, ...]:
    if row.kind == "delivery":
        return _delivered(connection, row, lines)
    if row.kind == "count":
        return _counted(connection, row, lines)
    gross = _gross(connection, lines) if row.kind == "payment" else {}
    return tuple(
        DraftLine(
            item=line.row.item,
            quantity=line.left.accepted,
            value=gross.get(line.row.id, _value_left(connection, line)),
            reason=line.row.reason or "",
            refers=line.row.refers,
        )
        for line in lines
    )


def _value_left(connection: sa.Connection, line: ReversedLine) -> int | None:
    """Return what a line is worth less what was reversed of it before."""
    if line.row.value is None:
        return None
    back, undoing = t.line.alias("back"), t.voucher.alias("undoing")
    undone = connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(back.c.value), 0))
        .join(undoing, undoing.c.id == back.c.voucher)
        .where(back.c.refers == line.row.id, undoing.c.kind == "reversal")
    ).scalar_one()
    return int(line.row.value - undone)


def _gross(connection: sa.Connection, lines: Sequence[ReversedLine]) -> dict[int, int]:
    paid = t.payment_line.c
    rows = connection.execute(
        sa.select(paid.line, paid.gross).where(paid.line.in_([line.row.id for line in lines]))
    )
    return {row.line: row.gross for row in rows}


def _delivered(
    connection: sa.Connection,
    row: Any,  # noqa: ANN401 - a bare row
    lines: Sequence[ReversedLine],
) -> tuple[DraftLine, ...]:
    gone = Gone(row, list(lines))
    read_making(connection, gone)
    told = json.loads(row.details or "{}").get("lines", {})
    return tuple(
        DraftLine(
            item=line.row.item,
            quantity=line.left.accepted + line.left.rejected,
            price=line.row.price,
            grade=line.row.grade or "",
            accepted=line.left.accepted,
            rejected=line.left.rejected,
            reason=line.row.reason or "",
            again=bool(line.row.again),
            materials=gone.used.get(line.row.id, {}),
            offcuts=gone.cut_off.get(line.row.id, {}),
            offcuts_to=gone.cut_off_to.get(line.row.id),
            told=told.get(str(line.row.no), {}),
        )
        for line in lines
    )


def _counted(
    connection: sa.Connection,
    row: Any,  # noqa: ANN401 - a bare row
    lines: Sequence[ReversedLine],
) -> tuple[DraftLine, ...]:
    figures = {line.line: line for line in counted_lines(connection, [row.id])}
    return tuple(
        DraftLine(
            item=line.row.item,
            quantity=line.left.accepted,
            value=line.row.value if figures[line.row.id].difference > 0 else None,
            reason=line.row.reason or "",
            counted=figures[line.row.id].counted,
        )
        for line in lines
    )
