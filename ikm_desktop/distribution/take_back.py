"""Products come back from an institution: only units its handover brought, lowest first, to a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotEnough, NotFound, NothingChosen, ReasonMissing
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.places import place_ref
from ikm_desktop.goods.posting import check_day, check_places, finish, needed
from ikm_desktop.goods.reported import ComesBack, why_not_back
from ikm_desktop.goods.runs import Run, run_cost
from ikm_desktop.goods.shelf import Piece
from ikm_desktop.goods.standing import moves_of_voucher, standing
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, slots=True)
class TakenBackLine:
    """How much of a handover line comes back (smallest units), and why; line: its id."""

    line: int
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Lying:
    """Units that lie at the institution since a day."""

    piece: Piece
    since: date


def take_back(
    office: Office,
    *,
    institution: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[TakenBackLine],
    receiver: str,
    day: date | None = None,
) -> Done:
    """Take products back that an institution was handed; posted at once, at the cost they left with.

    day: the book day, the letter's unless given.
    Raises, all at once, FieldMissing, WrongPlace, NotFound (no such handover line), FieldInvalid (another
    institution's), NothingChosen, Negative, TooBig, ReasonMissing, PeriodClosed, CountedSince, NotEnough,
    ReportedOnward (it was reported as handed on).
    """
    with office.act("take_back_distribution") as act:
        post_taken_back(
            act,
            institution=institution,
            store=store,
            letter_date=letter_date,
            lines=lines,
            receiver=receiver,
            day=day,
        )
        return act.done()


def post_taken_back(
    act: Act,
    *,
    institution: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[TakenBackLine],
    receiver: str,
    day: date | None = None,
) -> int:
    """Take products back within an act and return the voucher."""
    found = Findings()
    needed(found, "Tanggal", letter_date)
    received_by = found.filled("Yang menerima", receiver)
    expected = [("Lembaga", institution, "institution"), ("Gudang", store, "store")]
    places = check_places(act, found, expected)
    sound = _sound(act, found, lines, institution)
    if not any(line.quantity for line in lines):
        found.add(NothingChosen())
    if not (places and institution and store and letter_date):
        found.refuse()
        raise AssertionError("a missing place or date is always noted")
    book_day = day or letter_date
    wanted = [ComesBack(line.line, no, row.item, row.quantity, line.quantity) for no, line, row in sound]
    letters = {row.id: row.voucher for _, _, row in sound}
    found.reasons += why_not_back(act.connection, letters, wanted, taken_back=True)
    check_day(act, found, book_day, {(store, row.item) for _, _, row in sound})
    journal = Journal(act)
    journal.know(places.values())
    voucher = journal.voucher(
        "recipient_return",
        letter_date=letter_date,
        day=book_day,
        store=store,
        counterpart=institution,
        details={"receiver": received_by},
    )
    for no, line, row in sound:
        pieces = _take(act, found, row, no, line.quantity, book_day)
        cost = sum(piece.cost for piece in pieces)
        number = journal.line(
            voucher,
            no,
            row.item,
            line.quantity,
            value=cost,
            refers=line.line,
            reason=line.reason.strip() or None,
        )
        journal.carry(voucher, number, pieces, origin=institution, to=store)
    found.refuse()
    finish(journal, book_day)
    return voucher.id


def _sound(
    act: Act, found: Findings, lines: Sequence[TakenBackLine], institution: int | None
) -> list[tuple[int, TakenBackLine, Any]]:
    """Return the lines that can be tried with what they name; note what is wrong with the others."""
    handed = _handed(act.connection, [line.line for line in lines])
    sound, seen = [], set[int]()
    for no, line in enumerate((line for line in lines if line.quantity), start=1):
        row, before = handed.get(line.line), len(found.reasons)
        found.counted(f"Jumlah baris {no}", line.quantity, least=1, line=no)
        if not line.reason.strip():
            found.add(ReasonMissing(line=no, field=f"Pengembalian baris {no}"))
        if row is None:
            found.add(NotFound(line=no, field="Baris penyaluran", value=str(line.line)))
        elif institution is not None and row.counterpart != institution:
            why = "yang menerima barang baris ini"
            found.add(FieldInvalid(line=no, field="Lembaga", value=row.party, why=why))
        elif line.line in seen:
            why = "sudah ada pada baris sebelumnya"
            found.add(FieldInvalid(line=no, field="Baris penyaluran", value=str(line.line), why=why))
        seen.add(line.line)
        if row is not None and len(found.reasons) == before:
            sound.append((no, line, row))
    return sound


def _handed(connection: sa.Connection, lines: Sequence[int]) -> dict[int, Any]:
    rows = connection.execute(
        sa.select(
            t.line.c.id,
            t.line.c.item,
            t.line.c.quantity,
            t.line.c.voucher,
            t.voucher.c.counterpart,
            t.place.c.name.label("party"),
        )
        .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
        .join(t.place, t.place.c.id == t.voucher.c.counterpart)
        .where(t.line.c.id.in_(lines), t.voucher.c.kind == "distribution")
    )
    return {row.id: row for row in rows}


def _take(act: Act, found: Findings, row: Any, no: int, quantity: int, day: date) -> list[Piece]:  # noqa: ANN401 - a bare row
    """Take the lowest units that the line brought and that lie there by a day; note where they do not."""
    lying = _lying(act.connection, row.voucher, row.id)
    ripe = [one for one in lying if one.since <= day]
    there = sum(one.piece.run.quantity for one in ripe)
    if there < quantity:
        found.add(
            NotEnough(
                line=no,
                item=item_ref(act.connection, row.item),
                place=place_ref(act.connection, row.counterpart),
                day=day,
                needed=quantity,
                available=there,
                failing_day=day,
                first_free_day=_enough_from(lying, quantity),
            )
        )
        return []
    pieces: list[Piece] = []
    for one in ripe:
        taken = min(quantity, one.piece.run.quantity)
        if taken:
            pieces.append(_part(act.connection, one.piece, taken))
        quantity -= taken
    return pieces


def _enough_from(lying: Sequence[_Lying], quantity: int) -> date | None:
    reached = 0
    for one in sorted(lying, key=lambda each: each.since):
        reached += one.piece.run.quantity
        if reached >= quantity:
            return one.since
    return None


def _lying(connection: sa.Connection, voucher: int, line: int) -> list[_Lying]:
    """Return what a handover line brought and still lies there, lowest first."""
    moves = [move for move in moves_of_voucher(connection, voucher) if move.line == line]
    stands = standing(connection, moves)
    days = {row.id: row.day for row in connection.execute(_lots(move.run.lot for move in moves))}
    found = []
    for move in moves:
        for stretch in sorted(stands[move.id].stretches, key=lambda one: one.span):
            run = Run(move.run.lot, stretch.span[0], stretch.quantity)
            piece = Piece(run, move.item, days[run.lot], stretch.since, move.id, 0)
            found.append(_Lying(piece, stretch.since))
    return found


def _lots(numbers: Any) -> sa.Select[Any]:  # noqa: ANN401 - any collection of ids
    return sa.select(t.lot).where(t.lot.c.id.in_(set(numbers)))


def _part(connection: sa.Connection, piece: Piece, quantity: int) -> Piece:
    """Return the first units of a piece at their cost."""
    lot = connection.execute(_lots([piece.run.lot])).one()
    run = Run(piece.run.lot, piece.run.first, quantity)
    cost = run_cost(lot.value, lot.quantity, run.first, quantity)
    return Piece(run, piece.item, piece.lot_day, piece.since, piece.brought, cost)
