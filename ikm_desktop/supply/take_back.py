"""Unused materials come back from a participant into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.batches.batches import check_batch
from ikm_desktop.errors import NotFound, NothingChosen
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.posting import check_day, check_places, finish, needed, sound_lines, take
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What comes back of an item (smallest units); handover: the line that gave it out, if known."""

    item: int
    quantity: int
    handover: int | None = None


def take_back(
    office: Office,
    *,
    participant: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[ReturnLine],
    receiver: str,
    batch: int | None = None,
    number: WantedNumber = NEXT,
    day: date | None = None,
) -> Done:
    """Take materials back from a participant, oldest first of what she holds; posted at once.

    participant: the person's place. Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen,
    Negative, TooBig, PeriodClosed, CountedSince, NotEnough, Reserved; then NumberTaken.
    """
    with office.act("take_back") as act:
        found = Findings()
        needed(found, "Tanggal", letter_date)
        received_by = found.filled("Yang menerima", receiver)
        right = check_places(
            act, found, [("Peserta", participant, "participant"), ("Gudang", store, "store")]
        )
        kept = sound_lines(act, found, lines)
        if not any(line.quantity for line in lines):
            found.add(NothingChosen())
        check_batch(act.connection, found, batch, may_be_closed=True)
        if not (right and participant and store and letter_date):
            found.refuse()
            return act.done()
        book_day = day or letter_date
        touched = {(place, line.item) for _, line in kept for place in (participant, store)}
        check_day(act, found, book_day, touched)
        journal = Journal(act)
        voucher = journal.voucher(
            "return",
            letter_date=letter_date,
            day=book_day,
            store=store,
            counterpart=participant,
            batch=batch,
            details={"receiver": received_by},
        )
        for no, line in kept:
            wanted = Wanted(participant, line.item, line.quantity, book_day, no)
            _take_line(journal, found, voucher, line, wanted, store)
        found.refuse()
        finish(journal, book_day)
        open_paper(
            act,
            kind="PB",
            series=LETTERS,
            letter_date=letter_date,
            subject="Pengembalian bahan",
            party=right[participant].name,
            batch=batch,
            wanted=number,
            vouchers=(voucher.id,),
        )
        return act.done()


def _take_line(
    journal: Journal, found: Findings, voucher: Voucher, line: ReturnLine, wanted: Wanted, store: int
) -> None:
    """Move one line's goods back, or note why they are not there."""
    brought = None
    if line.handover is not None:
        brought = _brought_by(journal.connection, line.handover, wanted)
        if not brought:
            found.add(NotFound(line=wanted.line, field="Baris penyerahan", value=str(line.handover)))
            return
    pieces = take(journal, found, wanted, only_brought_by=brought)
    number = journal.line(
        voucher,
        wanted.line or 1,
        line.item,
        line.quantity,
        value=sum(piece.cost for piece in pieces),
        refers=line.handover,
    )
    journal.carry(voucher, number, pieces, origin=wanted.place, to=store)


def _brought_by(connection: sa.Connection, line: int, wanted: Wanted) -> frozenset[int]:
    """Return the moves with which a handover line gave the item to the person; none if it did not."""
    m = t.move.c
    rows = connection.execute(
        sa.select(m.id)
        .join(t.voucher, t.voucher.c.id == m.voucher)
        .where(m.line == line, m.to_place == wanted.place, m.item == wanted.item)
        .where(t.voucher.c.kind == "supply")
    )
    return frozenset(rows.scalars())
