"""Purchased goods go back to their vendor: prepared with its letter, off the books once it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotFound, NothingChosen, ReasonMissing
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.posting import check_day, check_places, needed
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper


@dataclass(frozen=True, slots=True)
class VendorReturnLine:
    """How much of a purchase line goes back (smallest units), and why; line: its id."""

    line: int
    quantity: int
    reason: str


def prepare_vendor_return(
    office: Office,
    *,
    vendor: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[VendorReturnLine],
    number: WantedNumber = NEXT,
) -> Done:
    """Prepare goods to go back to the vendor they were bought from: units of their purchase line alone.

    Raises, all at once, FieldMissing, WrongPlace, NotFound (no such purchase line), FieldInvalid (another
    vendor's), NothingChosen, Negative, TooBig, ReasonMissing, PeriodClosed, CountedSince, NotEnough,
    Reserved; then NumberTaken.
    """
    with office.act("prepare_vendor_return") as act:
        found = Findings()
        needed(found, "Tanggal", letter_date)
        places = check_places(act, found, [("Penyedia", vendor, "vendor"), ("Gudang", store, "store")])
        kept = _lines(act, found, lines, vendor)
        if not any(line.quantity for line in lines):
            found.add(NothingChosen())
        if not (places and vendor and store and letter_date):
            found.refuse()
            return act.done()
        check_day(act, found, letter_date, {(store, line.item) for line in kept.values()})
        pinner = Pinner(act)
        goods = tuple(kept.values())
        plan = Plan("vendor_return", letter_date, store, vendor, goods, numbers=tuple(kept))
        prepared, refusals = pinner.prepare(plan)
        found.reasons += refusals
        found.refuse()
        pinner.flush()
        open_paper(
            act,
            kind="KP-V",
            series=LETTERS,
            letter_date=letter_date,
            subject="Pengembalian barang kepada penyedia",
            party=places[vendor].name,
            wanted=number,
            prepared=(prepared,),
        )
        return act.done()


def _lines(
    act: Act, found: Findings, lines: Sequence[VendorReturnLine], vendor: int | None
) -> dict[int, GoodsLine]:
    """Return the lines that can be tried by their number; note what is wrong with the others."""
    bought = _purchase_lines(act.connection, [line.line for line in lines])
    sound = {}
    for no, line in enumerate((line for line in lines if line.quantity), start=1):
        row, before = bought.get(line.line), len(found.reasons)
        found.counted(f"Jumlah baris {no}", line.quantity, least=1, line=no)
        if row is None:
            found.add(NotFound(line=no, field="Baris pembelian", value=str(line.line)))
            continue
        if vendor is not None and row.counterpart != vendor:
            found.add(
                FieldInvalid(line=no, field="Penyedia", value=row.party, why="yang menjual barang baris ini")
            )
        if not line.reason.strip():
            found.add(ReasonMissing(line=no, field=f"Pengembalian baris {no}"))
        if len(found.reasons) == before:
            sound[no] = GoodsLine(row.item, line.quantity, line.reason.strip(), line.line)
    return sound


def _purchase_lines(connection: sa.Connection, lines: Sequence[int]) -> dict[int, Any]:
    rows = connection.execute(
        sa.select(t.line.c.id, t.line.c.item, t.voucher.c.counterpart, t.place.c.name.label("party"))
        .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
        .join(t.place, t.place.c.id == t.voucher.c.counterpart)
        .where(t.line.c.id.in_(lines), t.voucher.c.kind == "purchase")
    )
    return {row.id: row for row in rows}
