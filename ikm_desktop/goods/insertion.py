"""Sisipkan and Buka opname: a late entry, with all that must give way to it, in one act.

The papers of later days that took its goods, and the lines of counts that stand after it, are reversed on
their own day, the latest first; the late entry is posted; then their copies are, in the old order and
with the same numbers. What is left at the end differs by the late entry alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import (
    Blocked,
    CountedSince,
    NotEnough,
    Notice,
    OwnMaterial,
    PaperRef,
    Refusal,
    Several,
)
from ikm_desktop.goods.copies import Copied, Copier, post_copies
from ikm_desktop.goods.days import day_notices
from ikm_desktop.goods.giving_way import (
    Room,
    as_they_stand,
    in_the_way_of,
    later_takers,
    lines_of_count,
)
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.labels import each_paper_once, voucher_refs
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.reversal import reverse_in
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.archive import last_issued

MOST = 200
"""How many papers may give way to one late entry: beyond, another day is the better way."""


@dataclass(frozen=True, slots=True)
class Late:
    """A late entry that may push others aside.

    enter: does it, by any acts of the book, the same each time it is called; reason: written on the
    reversals; insert: later papers that took its goods give way; open_counts: counts after it do.
    """

    enter: Callable[[], object]
    reason: str
    insert: bool = True
    open_counts: bool = True


@dataclass(slots=True)
class _Stage:
    """How far an attempt came: reversing a voucher, entering, copying."""

    name: str = "out"
    voucher: int | None = None


@dataclass(frozen=True, slots=True)
class Inserted:
    """What a late entry pushed aside: its papers as they were, and what the act made of them."""

    papers: tuple[PaperRef, ...]
    copied: Copied = field(default_factory=Copied)


class _RehearsedError(Exception):
    """Ends a rehearsal, so that nothing of it is written."""


def rehearse(office: Office, late: Late, copiers: Mapping[str, Copier]) -> tuple[PaperRef, ...]:
    """Return the papers that would give way, and write nothing.

    Raises what the late entry raises where no giving way helps.
    """
    room = _find_room(office, late, copiers)
    with office.reading() as connection:
        return _named(connection, room)


def enter_late(
    office: Office,
    late: Late,
    copiers: Mapping[str, Copier],
    reissue: Callable[[Act, int, str], object],
) -> tuple[Done, Inserted]:
    """Enter late, with all that gives way to it, in one act.

    reissue: issues the next version of a paper that was issued before, given what changed.
    Raises ReasonMissing; what the late entry raises where no giving way helps; Blocked, Paid, PeriodClosed,
    NotReversible where something cannot give way.
    """
    found = Findings()
    why = found.reason("Sisipan", late.reason)
    found.refuse()
    room = _find_room(office, late, copiers)
    with office.reading() as connection:
        papers = _named(connection, room)
    with office.one_act("enter_late") as act:
        copied = _attempt(act, late, room, copiers, _Stage())
        for number, paper in copied.papers.items():
            if last_issued(act.connection, number) is not None:
                reissue(act, number, f"{paper.ref()} dicatat ulang: {why}")
        act.notices[:] = _merged(act)
        return act.done(), Inserted(papers, copied)


def _find_room(office: Office, late: Late, copiers: Mapping[str, Copier]) -> Room:
    """Try the late entry with ever more giving way to it, until it can be; nothing is written."""
    room, first = Room(), None
    while True:
        stage = _Stage()
        try:
            _try_once(office, late, room, copiers, stage)
        except _RehearsedError:
            return room
        except Refusal as refused:
            first = first or refused
            with office.reading() as connection:
                more = _more_room(connection, late, room, stage, refused.reasons)
                if not more and stage.name == "copy":
                    more = _all_takers(connection, room, first.reasons)
            if not more or len((room | more).all_vouchers) > MOST:
                if stage.name == "out" or not late.insert:
                    raise
                raise _futile(first, refused, copying=stage.name == "copy") from None
            room |= more


def _try_once(office: Office, late: Late, room: Room, copiers: Mapping[str, Copier], stage: _Stage) -> None:
    with office.one_act("rehearse") as act:
        _attempt(act, late, room, copiers, stage)
        raise _RehearsedError


def _attempt(act: Act, late: Late, room: Room, copiers: Mapping[str, Copier], stage: _Stage) -> Copied:
    gone = as_they_stand(act.connection, room)
    for one in reversed(gone):
        stage.voucher = one.row.id
        numbers = [line.row.no for line in one.lines]
        if numbers:
            reverse_in(act, voucher=one.row.id, reason=late.reason, lines=numbers, on=one.row.day)
    stage.name, stage.voucher = "enter", None
    late.enter()
    stage.name = "copy"
    return post_copies(act, gone, copiers, late.reason)


# --- what else must give way ------------------------------------------------------------------------


def _more_room(
    connection: sa.Connection, late: Late, room: Room, stage: _Stage, reasons: tuple[Refusal, ...]
) -> Room:
    """Return what would clear all the reasons of a refusal, empty where one of them cannot be cleared."""
    more = Room()
    for reason in reasons:
        found = _clearing(connection, late, room, stage, reason)
        if not found:
            return Room()
        more |= found
    return more


def _clearing(connection: sa.Connection, late: Late, room: Room, stage: _Stage, reason: Refusal) -> Room:
    entering = stage.name == "enter"
    if isinstance(reason, CountedSince):
        if entering and not late.open_counts:
            return Room()
        count = reason.count.voucher or 0
        found = lines_of_count(connection, count, place=reason.place.id, item=reason.item.id)
        return Room(count_lines=found.count_lines - room.count_lines)
    if isinstance(reason, NotEnough) and (late.insert or not entering):
        return later_takers(
            connection,
            place=reason.place.id,
            item=reason.item.id,
            day=reason.day,
            missing=reason.needed - reason.available,
            but=room,
        )
    if isinstance(reason, OwnMaterial) and stage.name == "copy":
        return later_takers(
            connection,
            place=reason.maker.id,
            item=reason.item.id,
            day=reason.day,
            missing=reason.needed - reason.held,
            but=room,
        )
    if isinstance(reason, Blocked) and stage.voucher is not None:
        return in_the_way_of(connection, stage.voucher, room)
    return Room()


def _all_takers(connection: sa.Connection, room: Room, reasons: tuple[Refusal, ...]) -> Room:
    """Return whatever else took the late entry's goods: a copy may be tied to units it must leave alone."""
    more = Room()
    for reason in reasons:
        if isinstance(reason, NotEnough):
            more |= later_takers(
                connection,
                place=reason.place.id,
                item=reason.item.id,
                day=reason.day,
                missing=None,
                but=room,
            )
    return more


def _futile(first: Refusal, last: Refusal, *, copying: bool) -> Refusal:
    """Return why no giving way helps: the goods are short on some day, whoever goes first.

    The late entry's own refusal says it best, where a copy found less than its original. The way out that
    was just tried is not offered again.
    """
    told = first if copying and any(isinstance(reason, NotEnough) for reason in first.reasons) else last
    reasons = tuple(
        replace(reason, taken_later=False) if isinstance(reason, NotEnough) else reason
        for reason in told.reasons
    )
    return reasons[0] if len(reasons) == 1 else Several(parts=reasons)


# --- telling ----------------------------------------------------------------------------------------


def _named(connection: sa.Connection, room: Room) -> tuple[PaperRef, ...]:
    refs = voucher_refs(connection, room.all_vouchers)
    return each_paper_once(refs[voucher] for voucher in sorted(refs))


def _merged(act: Act) -> list[Notice]:
    """Return the act's notices with what changes in all told once: copies undo what reversals did."""
    net: defaultdict[tuple[date, int, int], int] = defaultdict(int)
    others = []
    for notice in act.notices:
        if notice.code != "LateEntry":
            others.append(notice)
            continue
        for change in notice.values["changes"]:  # type: ignore[attr-defined]  # as `day_notices` made it
            net[change["since"], change["place"], change["item"]] += change["change"]
    changes = {key: change for key, change in net.items() if change}
    places = place_refs(act.connection, {place for _, place, _ in changes})
    items = items_by_id(act.connection, {item for _, _, item in changes})
    merged = []
    for day in sorted({day for day, _, _ in changes}):
        touched = [
            (places[place], items[item].ref, change)
            for (since, place, item), change in changes.items()
            if since == day
        ]
        merged += day_notices(act, day, touched)
    told = {notice.text: notice for notice in others}
    return [*told.values(), *merged]
