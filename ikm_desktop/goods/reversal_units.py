"""Which units a reversal takes back: the highest still there, of a delivery by pieces.

What has moved on or is pinned stays where it is, and the papers that have it are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import Blocked, CountedSince, NotEnough, PaperRef, Refusal
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.labels import each_paper_once, prepared_refs, voucher_refs
from ikm_desktop.goods.places import fixed_place, place_ref
from ikm_desktop.goods.posting import check_day
from ikm_desktop.goods.runs import Run, pieces_for, portion
from ikm_desktop.goods.standing import Move, Standing, Stretch, moves_of_voucher, standing
from ikm_desktop.office.acts import Act
from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, slots=True)
class Pieces:
    """How much of a delivery line to reverse: accepted and rejected pieces."""

    accepted: int
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Back:
    """Units of a move that go back.

    lifted: they are taken from where they lie; lands: they lie where they came from afterwards. Products
    of a delivery pass through their maker on the way out as on the way in.
    """

    move: Move
    stretch: Stretch
    lifted: bool = True
    lands: bool = True


@dataclass(frozen=True, slots=True)
class Original:
    """The voucher to be reversed, as its row says."""

    id: int
    kind: str
    day: date
    store: int | None
    counterpart: int | None
    batch: int | None
    ref: PaperRef


@dataclass(slots=True)
class ReversedLine:
    """One line of the original, what was reversed of it before, and what shall be now."""

    row: Any
    undone: int = 0
    undone_accepted: int = 0
    undone_rejected: int = 0
    undone_by: int | None = None
    asked: Pieces = field(default_factory=lambda: Pieces(0))
    back: list[Back] = field(default_factory=list)

    @property
    def left(self) -> Pieces:
        """What is left to reverse; of lines other than deliveries, all of it stands in `accepted`."""
        if self.row.delivered is None:
            return Pieces((self.row.quantity or 0) - self.undone)
        return Pieces(self.row.accepted - self.undone_accepted, self.row.rejected - self.undone_rejected)


def find_units(
    act: Act, found: Findings, original: Original, chosen: Sequence[ReversedLine], day: date
) -> None:
    """Choose, highest first, the units of each line that go back; note what stands in the way."""
    lines = {line.row.id for line in chosen}
    moves = [move for move in moves_of_voucher(act.connection, original.id) if move.line in lines]
    if original.kind == "delivery" and feed_each_other(moves):
        _find_last_first(act, found, chosen, moves, day)
    else:
        stands = standing(act.connection, moves)
        for line in chosen:
            own = [stands[move.id] for move in moves if move.line == line.row.id]
            _find_line(act, found, original.kind, line, own, day)
    touched = {
        (place, back.move.item)
        for line in chosen
        for back in line.back
        for place in (back.move.origin, back.move.target)
    }
    check_day(act, found, day, touched)
    told = {(one.place.id, one.item.id) for one in found.reasons if isinstance(one, CountedSince)}
    found.reasons += _corrected_by_count(act, original, touched - told)


def _find_line(
    act: Act, found: Findings, kind: str, line: ReversedLine, own: Sequence[Standing], day: date
) -> None:
    """Choose the units of one line."""
    if line.row.again:
        _find_repaired(act, found, line, own, day)
    elif kind == "delivery":
        _find_delivered(act, found, line, own, day)
    elif own:
        line.back += _pick(act, found, line, own, line.asked.accepted, day)


def feed_each_other(moves: Sequence[Move]) -> bool:
    """Tell whether a line took what another one brought: rejects repaired or off-cuts used on one form."""
    lines = {move.id: move.line for move in moves}
    return any(lines.get(move.source or 0, move.line) != move.line for move in moves)


def _find_last_first(
    act: Act, found: Findings, chosen: Sequence[ReversedLine], moves: Sequence[Move], day: date
) -> None:
    """Choose the units of lines that feed each other: each finds what those after it give back."""
    undone: list[Move] = []
    told: list[list[Refusal]] = []
    after = max(move.id for move in moves)
    for line in sorted(chosen, key=lambda one: one.row.no, reverse=True):
        mine = [move for move in moves if move.line == line.row.id]
        stands = standing(act.connection, mine, undone)
        form = Findings()
        _find_line(act, form, "delivery", line, [stands[move.id] for move in mine], day)
        told.append(form.reasons)
        undone += [_as_move(back, after + no, day) for no, back in enumerate(line.back, len(undone) + 1)]
    found.reasons += [reason for reasons in reversed(told) for reason in reasons]


def _as_move(back: Back, number: int, day: date) -> Move:
    """Return the move that will take units back."""
    move = back.move
    return replace(
        move,
        id=number,
        run=Run(move.run.lot, back.stretch.span[0], back.stretch.quantity),
        origin=move.target,
        target=move.origin,
        day=day,
        source=None,
        reverses=move.id,
    )


def _pick(
    act: Act, found: Findings, line: ReversedLine, own: Sequence[Standing], asked: int, day: date
) -> list[Back]:
    """Return `asked` units of some moves from the highest down, or note what has them."""
    if not asked:
        return []
    there = sum(stand.quantity for stand in own)
    if there < asked:
        found.add(_blocked(act, line, own, there, asked))
        return []
    in_time = [_until(stand, day) for stand in own]
    ripe = sum(stand.quantity for stand in in_time)
    if ripe < asked:
        found.add(
            NotEnough(
                line=line.row.no,
                item=item_ref(act.connection, own[0].move.item),
                place=place_ref(act.connection, own[0].move.target),
                day=day,
                needed=asked,
                available=ripe,
                failing_day=day,
                first_free_day=_enough_from(own, asked),
            )
        )
        return []
    picked: list[Back] = []
    for stand in sorted(in_time, key=lambda one: one.move.id, reverse=True):
        for stretch in stand.highest(asked):
            picked.append(Back(stand.move, stretch))
            asked -= stretch.quantity
    return picked


def _until(stand: Standing, day: date) -> Standing:
    stretches = [stretch for stretch in stand.stretches if stretch.since <= day]
    return Standing(stand.move, stretches, stand.blocking, stand.pins)


def _enough_from(own: Sequence[Standing], asked: int) -> date | None:
    """Return the first day on which so many units lie where some moves brought them."""
    reached = 0
    for stretch in sorted((one for stand in own for one in stand.stretches), key=lambda one: one.since):
        reached += stretch.quantity
        if reached >= asked:
            return stretch.since
    return None


def _blocked(
    act: Act,
    line: ReversedLine,
    own: Sequence[Standing],
    there: int,
    asked: int,
    by: Sequence[Standing] | None = None,
) -> Blocked:
    """Return why not all asked of some moves can go; by: the moves whose goods are gone, if others."""
    gone = own if by is None else by
    vouchers = {voucher for stand in gone for voucher in stand.blocking}
    prepared = {paper for stand in gone for paper in stand.pins}
    refs = voucher_refs(act.connection, vouchers) | {
        -key: ref for key, ref in prepared_refs(act.connection, prepared).items()
    }
    if not refs:  # more was asked than the line ever had, or has left
        voucher = line.undone_by or line.row.voucher
        refs = voucher_refs(act.connection, [voucher])
    return Blocked(
        line=line.row.no,
        item=item_ref(act.connection, own[0].move.item if own else line.row.item),
        possible=there,
        asked=asked,
        papers=each_paper_once(refs[key] for key in sorted(refs)),
    )


def _find_delivered(
    act: Act, found: Findings, line: ReversedLine, own: Sequence[Standing], day: date
) -> None:
    """Choose the pieces of a delivery and, in their proportion, the materials that go back.

    Each material returns `m·(x + pieces)//d − m·x//d`, where x pieces were reversed before; off-cuts alike.
    """
    product = [stand for stand in own if stand.move.item == line.row.item]
    bought_lots = {stand.move.run.lot for stand in product if stand.move.source is not None}
    created = [stand for stand in product if stand.move.source is None]
    stored = [stand for stand in product if stand.move.source is not None]
    rejects = [stand for stand in created if stand.move.run.lot not in bought_lots]
    before = len(found.reasons)
    good = _pick(act, found, line, stored, line.asked.accepted, day)
    bad = _pick(act, found, line, rejects, line.asked.rejected, day)
    if len(found.reasons) > before:
        return
    line.back += _out_of_store(good, created, day)
    line.back += bad
    reversed_before = line.undone_accepted + line.undone_rejected
    pieces = line.asked.accepted + line.asked.rejected
    others = [stand for stand in own if stand.move.item != line.row.item]
    used_place = fixed_place(act.connection, "used")
    # What came out besides is no material, though it may be of the same item.
    for kind in dict.fromkeys((stand.move.item, stand.move.origin == used_place) for stand in others):
        used = [stand for stand in others if (stand.move.item, stand.move.origin == used_place) == kind]
        whole = sum(stand.move.run.quantity for stand in used)
        back = portion(whole, reversed_before, pieces, line.row.delivered)
        there = sum(stand.quantity for stand in used)
        if there < back:  # off-cuts that moved on: told in pieces, as the line is asked
            left = pieces_for(there, whole, reversed_before, line.row.delivered)
            found.add(_blocked(act, line, product, left, pieces, used))
        else:
            line.back += _pick(act, found, line, used, back, day)


def _out_of_store(good: Sequence[Back], created: Sequence[Standing], day: date) -> list[Back]:
    """Return pieces on their way from the store through their maker out of being."""
    making = {stand.move.run.lot: stand.move for stand in created}
    return [replace(back, lands=False) for back in good] + [
        Back(
            making[back.move.run.lot],
            Stretch(back.stretch.span, day),
            lifted=False,
        )
        for back in good
    ]


def _find_repaired(act: Act, found: Findings, line: ReversedLine, own: Sequence[Standing], day: date) -> None:
    """Choose all that a line of repaired pieces moved: out of the store, out of being, back to the maker."""
    pieces = [stand for stand in own if stand.move.item == line.row.item]
    used = fixed_place(act.connection, "used")
    created = [stand for stand in pieces if stand.move.origin == used]
    new = {stand.move.run.lot for stand in created}
    stored = [stand for stand in pieces if used not in {stand.move.origin, stand.move.target}]
    before = len(found.reasons)
    good = _pick(act, found, line, stored, sum(stand.move.run.quantity for stand in stored), day)
    if len(found.reasons) > before:
        return
    line.back += [back for back in good if back.move.run.lot not in new]
    line.back += _out_of_store([back for back in good if back.move.run.lot in new], created, day)
    done = {back.move.id for back in line.back}
    rest = [stand for stand in own if stand.move.id not in done and stand not in stored]
    line.back += _pick(act, found, line, rest, sum(stand.move.run.quantity for stand in rest), day)


_count_line = t.line.alias("count_line_of")
_COUNTED_DIFFERENCES = (
    sa.select(t.voucher.c.id, t.voucher.c.counterpart.label("place"), t.line.c.item)
    .join(t.line, t.line.c.voucher == t.voucher.c.id)
    .join(t.count_line, t.count_line.c.line == t.line.c.id)
    .where(
        t.voucher.c.kind == "count",
        t.count_line.c.difference != 0,
        sa.or_(
            t.voucher.c.day > sa.bindparam("day", type_=t.voucher.c.day.type),
            (t.voucher.c.day == sa.bindparam("day", type_=t.voucher.c.day.type))
            & (t.voucher.c.id > sa.bindparam("original")),
        ),
        ~sa.exists().where(_count_line.c.refers == t.line.c.id),
    )
)


def _corrected_by_count(act: Act, original: Original, touched: set[tuple[int, int]]) -> list[CountedSince]:
    """Return a refusal where a later count with a difference has corrected this stock already."""
    rows = act.connection.execute(_COUNTED_DIFFERENCES, {"day": original.day, "original": original.id}).all()
    hit = [row for row in rows if (row.place, row.item) in touched]
    refs = voucher_refs(act.connection, {row.id for row in hit})
    return [
        CountedSince(
            item=item_ref(act.connection, row.item),
            place=place_ref(act.connection, row.place),
            day=original.day,
            count=refs[row.id],
            corrected=True,
        )
        for row in hit
    ]
