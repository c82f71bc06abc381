"""What a paper of goods pictures: one voucher, posted or prepared, with its two sides and its lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import NotFound
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.payments import PIECES_BOUGHT
from ikm_desktop.goods.prepared import prepared_papers
from ikm_desktop.papers import content as c
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.rows import PaperRow


@dataclass(frozen=True, slots=True)
class PicturedLine:
    """A line: smallest units, whole rupiah; None where the line has none.

    refers: the line it names; price: of products, what one shown unit is bought back for; accepted: of the
    quantity, of products that were delivered; bought: of these, what is paid for.
    """

    item: int | None
    quantity: int | None
    value: int | None
    note: str
    refers: int | None
    price: int | None = None
    accepted: int | None = None
    bought: int | None = None


@dataclass(frozen=True, slots=True)
class Pictured:
    """A voucher on its paper; source, target: places goods come from and go to, None where it has none.

    party: the place on the other side of the office; reverses: the voucher a reversal takes back.
    """

    kind: str
    day: date
    source: int | None
    target: int | None
    party: int | None
    batch: int | None
    reason: str
    details: Mapping[str, Any]
    lines: tuple[PicturedLine, ...]
    reverses: int | None = None


def pictured(connection: sa.Connection, paper: PaperRow) -> Pictured:
    """Return what a paper pictures: the prepared voucher it was made for, else the posted one.

    Raises NotFound where it pictures none.
    """
    subject = papers.paper_subject.c
    row = connection.execute(
        sa.select(subject.prepared, subject.voucher).where(subject.paper == paper.id).order_by(subject.no)
    ).first()
    if row is not None and row.prepared is not None:
        return _prepared(connection, row.prepared)
    if row is not None and row.voucher is not None:
        return pictured_voucher(connection, row.voucher)
    raise NotFound(field="Barang surat", value=str(paper.id))


def _prepared(connection: sa.Connection, prepared: int) -> Pictured:
    (found,) = prepared_papers(connection, [prepared])
    return Pictured(
        kind=found.kind,
        day=found.letter_date,
        source=found.source,
        target=found.target,
        party=found.source if found.kind == "delivery" else found.target,
        batch=found.batch,
        reason="",
        details=found.details,
        lines=tuple(
            PicturedLine(line.item, line.quantity, None, line.note, line.refers) for line in found.lines
        ),
    )


def pictured_voucher(connection: sa.Connection, voucher: int) -> Pictured:
    """Return a posted voucher as papers picture it. Raises NotFound."""
    row = connection.execute(sa.select(t.voucher).where(t.voucher.c.id == voucher)).first()
    if row is None:
        raise NotFound(field="Catatan", value=str(voucher))
    line, paid = t.line.c, t.payment_line.c
    lines = connection.execute(
        sa.select(
            line.item,
            line.quantity,
            sa.func.coalesce(line.value, paid.gross),
            line.reason,
            line.refers,
            line.price,
            line.accepted,
            PIECES_BOUGHT,
        )
        # A reversal of a payment names the payment's line, which holds the money.
        .outerjoin(t.payment_line, paid.line == line.refers)
        .where(line.voucher == voucher)
        .order_by(line.no)
    )
    gives = row.kind in {"supply", "distribution", "vendor_return", "give_back"}
    return Pictured(
        kind=row.kind,
        day=row.letter_date,
        source=row.store if gives else row.counterpart,
        target=row.counterpart if gives else row.store,
        party=row.counterpart,
        batch=row.batch,
        reason=row.reason or "",
        details=json.loads(row.details or "{}"),
        lines=tuple(PicturedLine(one[0], one[1], one[2], one[3] or "", *one[4:]) for one in lines),
        reverses=row.reverses,
    )


def record_rows(
    connection: sa.Connection, found: Pictured, *, valued: bool = False
) -> tuple[c.RecordRow, ...]:
    """Return the lines as a record prints them; what has no item (money) stands as "Pembayaran"."""
    known = items_by_id(connection, {line.item for line in found.lines if line.item is not None})
    rows = []
    for line in found.lines:
        value = line.value if valued else None
        if line.item is None:
            rows.append(c.RecordRow(name="Pembayaran", value=value, note=line.note))
            continue
        item = known[line.item]
        rows.append(
            c.RecordRow(
                name=item.name,
                specification=item.specification,
                quantity=line.quantity,
                unit=item.unit.symbol,
                per=item.unit.per,
                decimals=item.unit.decimals,
                value=value,
                note=f"{line.note[:1].upper()}{line.note[1:]}",
            )
        )
    return tuple(rows)
