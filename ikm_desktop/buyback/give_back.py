"""Pieces that go back from the store to their maker: they stay bought, only away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from ikm_desktop import amounts
from ikm_desktop.errors import NotFound, NothingChosen, Refusal
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.payments import WAS_BOUGHT
from ikm_desktop.goods.posting import check_day, check_places, finish, needed, take
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants.people import kept_places


def give_back(
    office: Office,
    *,
    line: int,
    quantity: int,
    reason: str,
    letter_date: date | None,
    store: int | None = None,
    day: date | None = None,
) -> Done:
    """Give bought pieces of a line back to their maker, lowest first of those still in store.

    line: id of the delivery line, or of a line of what an old book had bought of her; store: where they lie,
    the one they were delivered to unless given.
    Raises, all at once, NotFound, WrongPlace, FieldMissing, Negative, ReasonMissing, PeriodClosed,
    CountedSince, NotEnough, Reserved.
    """
    with office.act("give_back") as act:
        give_back_in(
            act, line=line, quantity=quantity, reason=reason, letter_date=letter_date, store=store, day=day
        )
        return act.done()


def give_back_many(
    office: Office,
    *,
    lines: Sequence[tuple[int, int]],
    reason: str,
    letter_date: date | None,
    store: int | None = None,
    day: date | None = None,
) -> Done:
    """Give pieces of several delivery lines back, a voucher each, all or nothing.

    lines: id and quantity (smallest units) of each. Raises what `give_back` raises for each, all at once,
    and NothingChosen; `line` of a reason is the position in `lines`, `whose` the paper of that delivery.
    """
    with office.act("give_back") as act:
        found = Findings()
        if not lines:
            found.add(NothingChosen())
        for no, (line, quantity) in enumerate(lines, start=1):
            try:
                give_back_in(
                    act,
                    line=line,
                    quantity=quantity,
                    reason=reason,
                    letter_date=letter_date,
                    store=store,
                    day=day,
                )
            except Refusal as refused:
                found.gather(refused.reasons, no, _paper_of(act, line))
        found.refuse()
        return act.done()


def _paper_of(act: Act, line: int) -> str:
    """Return the paper a delivery line came with, by its number where it has one; empty for no line."""
    voucher = act.connection.execute(sa.select(t.line.c.voucher).where(t.line.c.id == line)).scalar()
    refs = voucher_refs(act.connection, [] if voucher is None else [voucher])
    return "".join(ref.number or str(ref) for ref in refs.values())


def give_back_in(
    act: Act,
    *,
    line: int,
    quantity: int,
    reason: str,
    letter_date: date | None,
    store: int | None = None,
    day: date | None = None,
) -> None:
    """Give pieces of one delivery line back within an act."""
    origin = act.connection.execute(
        sa.select(t.line.c.item, *t.voucher.c["kind", "store", "counterpart", "batch"])
        .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
        .where(t.line.c.id == line, t.voucher.c.kind.in_(("delivery", "opening")))
    ).first()
    lots = act.connection.execute(sa.select(t.lot.c.id).where(t.lot.c.line == line, WAS_BOUGHT)).scalars()
    bought = frozenset(lots)
    if origin is None or (origin.kind == "opening" and not bought):
        raise NotFound(field="Baris penerimaan", value=str(line))
    # A double's pieces go to the person kept: nobody comes for them in the double's name.
    maker = kept_places(act.connection).get(origin.counterpart, origin.counterpart)
    found = Findings()
    needed(found, "Tanggal", letter_date)
    why = found.reason("Pengembalian kepada pembuat", reason)
    found.counted("Jumlah", quantity, least=1, line=1)
    source = origin.store if store is None else store
    places = check_places(act, found, [("Gudang", source, "store")])
    if not places or letter_date is None or not 0 < quantity <= amounts.LARGEST:
        found.refuse()
        return
    book_day = day or letter_date
    check_day(act, found, book_day, {(source, origin.item), (maker, origin.item)})
    journal = Journal(act)
    wanted = Wanted(source, origin.item, quantity, book_day, 1)
    pieces = take(journal, found, wanted, only_lots=bought)
    found.refuse()
    voucher = journal.voucher(
        "give_back",
        letter_date=letter_date,
        day=book_day,
        store=source,
        counterpart=maker,
        batch=origin.batch,
        reason=why,
    )
    number = journal.line(
        voucher,
        1,
        origin.item,
        quantity,
        value=sum(piece.cost for piece in pieces),
        refers=line,
        reason=why,
    )
    journal.carry(voucher, number, pieces, origin=source, to=maker)
    finish(journal, book_day)
