"""Unused materials come back from a participant into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import NothingChosen
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.posting import check_day, check_places, finish, needed, take
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

    participant: the person's place. Raises, all at once, FieldMissing, WrongPlace, NothingChosen, Negative,
    PeriodClosed, CountedSince, NotEnough, Reserved, NumberTaken.
    """
    with office.act("take_back") as act:
        found = Findings()
        needed(found, "Tanggal", letter_date)
        received_by = found.filled("Yang menerima", receiver)
        right = check_places(
            act, found, [("Peserta", participant, "participant"), ("Gudang", store, "store")]
        )
        kept = [line for line in lines if line.quantity]
        for no, line in enumerate(kept, start=1):
            found.counted(f"Jumlah baris {no}", line.quantity, least=1)
        if not kept:
            found.add(NothingChosen())
        if not (right and participant and store and letter_date):
            found.refuse()
            return act.done()
        book_day = day or letter_date
        touched = {(place, line.item) for line in kept for place in (participant, store)}
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
        for no, line in enumerate(kept, start=1):
            if line.quantity > 0:
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
            batch=batch,
            wanted=number,
            vouchers=(voucher.id,),
        )
        return act.done()


def _take_line(
    journal: Journal, found: Findings, voucher: Voucher, line: ReturnLine, wanted: Wanted, store: int
) -> None:
    """Move one line's goods back, or note why they are not there."""
    brought = None if line.handover is None else _brought_by(journal.connection, line.handover)
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


def _brought_by(connection: sa.Connection, line: int) -> frozenset[int]:
    rows = connection.execute(sa.select(t.move.c.id).where(t.move.c.line == line))
    return frozenset(rows.scalars())
