"""Reversal: the counter-entry of a posted voucher, whole, by line, or part of a line.

The very same units go back at the same cost. What has moved on or is pinned stays, and the papers that
have it are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import (
    AlreadyReversed,
    LineTwice,
    NotFound,
    NothingChosen,
    NotOnThisPaper,
    NotReversible,
    Paid,
    WrongDay,
    refuse,
)
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.labels import each_paper_once, voucher_refs
from ikm_desktop.goods.payments import PAYABLE, accounts
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.posting import finish
from ikm_desktop.goods.reported import ComesBack, why_not_back
from ikm_desktop.goods.reversal_units import (
    Back,
    Original,
    Pieces,
    ReversedLine,
    feed_each_other,
    find_units,
)
from ikm_desktop.goods.runs import Run, amount, run_cost
from ikm_desktop.goods.shelf import Piece
from ikm_desktop.goods.standing import Move
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers import numbers
from ikm_desktop.papers.kinds import REVERSALS


def reverse(
    office: Office,
    *,
    voucher: int,
    reason: str,
    lines: Sequence[int] | None = None,
    quantities: Mapping[int, int | Pieces] | None = None,
    on: date | None = None,
) -> Done:
    """Reverse a posted voucher by a counter-entry with its own number.

    lines: line numbers on the paper (all that is left by default); quantities: by line number, how much
    (smallest units; of a delivery accepted pieces, or `Pieces`); on: the day, today by default (the
    original's day if that lies ahead).
    Raises, all at once, NotFound, NotReversible, NotOnThisPaper, LineTwice, NothingChosen, ReasonMissing,
    AlreadyReversed, WrongDay, PeriodClosed, CountedSince, NotEnough, Blocked (ReportedOnward where it was
    reported that an institution handed them on); `Paid` when nothing else is in the way.
    """
    with office.act("reverse") as act:
        reverse_in(act, voucher=voucher, reason=reason, lines=lines, quantities=quantities, on=on)
        return act.done()


def reverse_in(
    act: Act,
    *,
    voucher: int,
    reason: str,
    lines: Sequence[int] | None = None,
    quantities: Mapping[int, int | Pieces] | None = None,
    on: date | None = None,
) -> int:
    """Reverse within an act and return the reversal voucher's id."""
    original = _original(act.connection, voucher)
    if original.kind == "reversal":
        raise NotReversible(voucher=original.ref)
    found = Findings()
    why = found.reason("Pembalikan", reason)
    day = max(act.today, original.day) if on is None else on
    if day < original.day:
        found.add(WrongDay(field="Tanggal pembalikan", day=day, limit=original.day))
    all_lines = lines_left(act.connection, original.id)
    chosen = _choose(act, found, original, all_lines, lines, quantities or {})
    if day >= original.day:
        find_units(act, found, original, chosen, day)
    if original.kind == "distribution":
        _note_reported(act, found, original, chosen)
    found.refuse()
    if original.kind in PAYABLE:
        refuse(_why_paid(act, chosen))
    return _write(act, original, chosen, day, why)


def _note_reported(act: Act, found: Findings, original: Original, chosen: Sequence[ReversedLine]) -> None:
    """Note lines that would leave less with an institution than it reported as handed on."""
    blocked = {reason.line for reason in found.reasons}
    wanted = [
        ComesBack(line.row.id, line.row.no, line.row.item, line.row.quantity, line.asked.accepted)
        for line in chosen
        if line.row.no not in blocked
    ]
    letters = {one.line: original.id for one in wanted}
    found.reasons += why_not_back(act.connection, letters, wanted, taken_back=False)


def _original(connection: sa.Connection, voucher: int) -> Original:
    row = connection.execute(_VOUCHER, {"voucher": voucher}).first()
    if row is None:
        raise NotFound(field="Surat", value=str(voucher))
    ref = voucher_refs(connection, [voucher])[voucher]
    return Original(row.id, row.kind, row.day, row.store, row.counterpart, row.batch, ref)


_VOUCHER = sa.select(t.voucher).where(t.voucher.c.id == sa.bindparam("voucher"))
_LINES = sa.select(t.line).where(t.line.c.voucher == sa.bindparam("voucher")).order_by(t.line.c.no)
_REVERSED_LINES = (
    sa.select(t.line)
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(t.line.c.refers.in_(sa.bindparam("lines", expanding=True)), t.voucher.c.kind == "reversal")
)
_LOTS = sa.select(t.lot).where(t.lot.c.id.in_(sa.bindparam("lots", expanding=True)))


def lines_left(connection: sa.Connection, voucher: int) -> dict[int, ReversedLine]:
    """Return the lines of a voucher by number, each with what was reversed of it and what is left."""
    rows = connection.execute(_LINES, {"voucher": voucher}).all()
    found = {row.no: ReversedLine(row) for row in rows}
    by_id = {line.row.id: line for line in found.values()}
    for row in connection.execute(_REVERSED_LINES, {"lines": list(by_id)}).all():
        line = by_id[row.refers]
        line.undone += row.quantity or 0
        line.undone_accepted += row.accepted or 0
        line.undone_rejected += row.rejected or 0
        line.undone_by = row.voucher
    return found


def _choose(
    act: Act,
    found: Findings,
    original: Original,
    all_lines: dict[int, ReversedLine],
    line_numbers: Sequence[int] | None,
    quantities: Mapping[int, int | Pieces],
) -> list[ReversedLine]:
    """Return the lines to reverse with what is asked of each; note what is wrong with the choice."""
    wanted = _wanted_numbers(all_lines, line_numbers, quantities)
    if not wanted:
        found.add(NothingChosen(what="Pilih paling sedikit satu baris untuk dibalik"))
    elif original.kind == "payment" and set() < set(wanted) & set(all_lines) < set(all_lines):
        found.add(NotReversible(voucher=original.ref, why="pembayaran hanya dapat dibalik seluruhnya"))
    chosen: list[ReversedLine] = []
    for place, number in enumerate(wanted):
        if number not in all_lines:
            found.add(NotOnThisPaper(voucher=original.ref, number=number))
        elif number in wanted[:place]:
            found.add(LineTwice(voucher=original.ref, number=number))
        else:
            line = all_lines[number]
            line.asked = _asked(line, quantities.get(number))
            if _judge_choice(act, found, original, line):
                chosen.append(line)
    return chosen


def _wanted_numbers(
    all_lines: dict[int, ReversedLine],
    line_numbers: Sequence[int] | None,
    quantities: Mapping[int, int | Pieces],
) -> list[int]:
    if line_numbers is not None or quantities:
        named = list(line_numbers or ())
        named += [number for number in quantities if number not in named]
        return [number for number in named if quantities.get(number) not in (0, Pieces(0))]
    left = [number for number, line in all_lines.items() if _something_left(line)]
    return left or list(all_lines)


def _something_left(line: ReversedLine) -> bool:
    return line.undone_by is None or line.left != Pieces(0)


def _asked(line: ReversedLine, typed: int | Pieces | None) -> Pieces:
    if typed is None:
        return line.left
    return typed if isinstance(typed, Pieces) else Pieces(typed)


def _judge_choice(act: Act, found: Findings, original: Original, line: ReversedLine) -> bool:
    """Note what makes a chosen line impossible by its own figures; return whether it is possible."""
    no, asked, left = line.row.no, line.asked, line.left
    if not _something_left(line):
        reversal = voucher_refs(act.connection, [line.undone_by or 0])[line.undone_by or 0]
        found.add(AlreadyReversed(line=no, voucher=original.ref, reversal=reversal))
        return False
    whole_only = original.kind in ("payment", "count", "onward_report") or line.row.again
    if whole_only:
        if asked != left:
            found.add(NotReversible(line=no, voucher=original.ref, why="hanya dapat dibalik seluruhnya"))
            return False
        return True
    before = len(found.reasons)
    found.counted(f"Jumlah baris {no}", asked.accepted, line=no)
    found.counted(f"Ditolak baris {no}", asked.rejected, line=no)
    if left.rejected == 0 and asked.rejected > 0 and line.row.delivered is None:
        found.add(NotReversible(line=no, voucher=original.ref, why="barisnya tidak memuat barang ditolak"))
    return len(found.reasons) == before


# --- money, writing ---------------------------------------------------------------------------------


def _why_paid(act: Act, chosen: Sequence[ReversedLine]) -> list[Paid]:
    """Return a refusal for each line on which more would be paid than owed after the reversal."""
    found = accounts(act.connection, [line.row.id for line in chosen])
    reasons = []
    for line in chosen:
        account = found.get(line.row.id)
        if account is None or not account.paid:
            continue
        if account.kind != "purchase":
            # Of pieces delivered again those bought before are taken back too, and were never owed here.
            left = max(account.accepted - line.asked.accepted, 0)
            owed = amount(account.price, left, account.per)
        else:
            owed = account.owed - sum(_cost(act, back) for back in line.back)
        if account.paid > owed:
            refs = voucher_refs(act.connection, account.payments)
            reasons.append(
                Paid(
                    line=line.row.no,
                    payments=each_paper_once(refs.values()),
                    paid=account.paid,
                    would_owe=owed,
                )
            )
    return reasons


def _cost(act: Act, back: Back) -> int:
    lot = act.connection.execute(sa.select(t.lot).where(t.lot.c.id == back.move.run.lot)).one()
    return run_cost(lot.value, lot.quantity, back.stretch.span[0], back.stretch.quantity)


def _write(act: Act, original: Original, chosen: Sequence[ReversedLine], day: date, why: str) -> int:
    journal = Journal(act)
    voucher = journal.voucher(
        "reversal",
        letter_date=day,
        day=day,
        store=original.store,
        counterpart=original.counterpart,
        batch=original.batch,
        reason=why,
        reverses=original.id,
    )
    moves = [back.move for line in chosen for back in line.back]
    wanted = {"lots": list({move.run.lot for move in moves})}
    lots = {row.id: row for row in act.connection.execute(_LOTS, wanted).all()}
    ends = {place for move in moves for place in (move.origin, move.target)}
    journal.know(place_refs(act.connection, ends).values())
    for no, line in enumerate(_in_turn(chosen), start=1):
        _write_line(journal, voucher, no, line, lots, original)
    finish(journal, day)
    if original.kind == "payment":
        act.changed.add(Kind.PAYMENT)
    numbers.open_paper(
        act,
        kind="BALIK",
        series=REVERSALS,
        letter_date=day,
        subject=f"Pembalikan {original.ref} tanggal {words.short_date(original.ref.day)}",
        party=original.ref.party,
        batch=original.batch,
        vouchers=(voucher.id,),
    )
    return voucher.id


def _in_turn(chosen: Sequence[ReversedLine]) -> list[ReversedLine]:
    """Return lines as they go back: last first where one took what another had brought."""
    moves = [back.move for line in chosen for back in line.back]
    return sorted(chosen, key=lambda line: -line.row.no) if feed_each_other(moves) else list(chosen)


def _write_line(
    journal: Journal,
    voucher: Voucher,
    no: int,
    line: ReversedLine,
    lots: Mapping[int, Any],
    original: Original,
) -> None:
    asked, row = line.asked, line.row
    delivered = row.delivered is not None
    # What a line before this one has given back must lie there before it is lifted.
    journal.shelf.settle((back.move.target, back.move.item) for back in line.back if back.lifted)
    number = journal.line(
        voucher,
        no,
        row.item,
        None if row.quantity is None else asked.accepted + asked.rejected,
        refers=row.id,
        price=row.price,
        grade=row.grade,
        delivered=asked.accepted + asked.rejected if delivered else None,
        accepted=asked.accepted if delivered else None,
        rejected=asked.rejected if delivered else None,
        recipe=row.recipe,
    )
    cost = 0
    for back in line.back:
        moved = _move_back(journal, voucher, number, back, lots[back.move.run.lot], original.day)
        if not delivered or _made(back.move, row.item):
            cost += moved
    journal.set_line(number, value=cost if line.back else None)


def _made(move: Move, product: int) -> bool:
    """Tell whether a delivery's move brought its product into being."""
    return move.item == product and move.source is None


def _move_back(
    journal: Journal, voucher: Voucher, line: int, back: Back, lot: sa.Row[Any], original_day: date
) -> int:
    """Carry units of a move back to where it took them and return their cost, whole rupiah."""
    move, (a, b) = back.move, back.stretch.span
    run = Run(move.run.lot, a, b - a)
    cost = run_cost(lot.value, lot.quantity, a, b - a)
    if back.lifted and journal.is_ours(move.target):
        journal.shelf.take_run(run)
    journal.move(
        voucher,
        line,
        Piece(run, move.item, lot.day, back.stretch.since, move.id, cost),
        origin=move.target,
        to=move.origin,
        reverses=move.id,
        since=move.since if voucher.day == original_day else None,
        brought=move.source,
        lands=back.lands,
    )
    return cost
