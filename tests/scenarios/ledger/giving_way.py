"""Sisipkan and Buka opname: what must give way to a late entry is taken back, and done again after it."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count, pairwise
from typing import Any, NamedTuple

from tests.scenarios.ledger.counting import Sheet, Tally
from tests.scenarios.ledger.rows import Booked, Commit, Doc, Ids, Letter, Line, Made, Reason, Refused, Wish
from tests.scenarios.ledger.undoing import Undoing

GIVES_WAY = {
    *("vendor_return", "transfer", "supply", "return", "waste", "write_off"),
    *("delivery", "give_back", "distribution", "recipient_return"),
}
"""Kinds of vouchers that give way as a whole; of counts single lines do."""


@dataclass(frozen=True)
class Late:
    """A late entry: how it is done; whether later papers, and counts after it, may give way."""

    told: Callable[[], Commit]
    insert: bool
    open_counts: bool


@dataclass(frozen=True)
class Room:
    """What gives way: whole vouchers, and lines of counts."""

    docs: frozenset[Doc] = frozenset()
    counted: frozenset[Line] = frozenset()

    def __or__(self, other: Room) -> Room:
        return Room(self.docs | other.docs, self.counted | other.counted)

    def __bool__(self) -> bool:
        return bool(self.docs or self.counted)


class Stood(NamedTuple):
    """A line as it stood before it gave way: what was left, consumed, of that the maker's own, cut off."""

    line: Line
    left: tuple[int, int]
    consumed: dict[int, int]
    hers: dict[int, int]
    cut: dict[int, int]
    cut_to: int | None


@dataclass
class Attempt:
    """How far an attempt came, and what it did; own: what the entry itself moved."""

    stage: str = "out"
    doc: Doc | None = None
    own: Counter[tuple[int, int]] = field(default_factory=Counter)
    docs: dict[int, int] = field(default_factory=dict)
    lines: dict[Line, Line] = field(default_factory=dict)


class GivingWay(Undoing):
    """Late entries."""

    # --- entering -----------------------------------------------------------------------------------

    def make_room(self, late: Late, today: date) -> Room:
        """Return what must give way for an entry to be; nothing is done."""
        room, first = Room(), list[Reason]()
        top = max((doc.id for doc in self.docs), default=0) + 1
        while True:
            attempt = Attempt()
            photo = self._photo()
            try:
                self._try(late, room, today, attempt, Ids(count(top), count(10**6)))
            except Refused as refused:
                reasons = refused.reasons
            else:
                return room
            finally:
                self._as_on(photo)
            first = first or reasons
            more = self._more(late, room, attempt, reasons)
            if not more and attempt.stage == "copy":
                more = self._all_takers(room, first)
            if not more:
                if attempt.stage == "copy" and late.insert and _short(first):
                    raise Refused(first)
                raise Refused(reasons)
            room |= more

    def enter_late(self, late: Late, room: Room, today: date, ids: Ids) -> Attempt:
        """Enter, with what gives way taken back before and done again after."""
        attempt = Attempt()
        self._try(late, room, today, attempt, ids)
        return attempt

    def _try(self, late: Late, room: Room, today: date, attempt: Attempt, ids: Ids) -> None:
        gone = self._as_they_stand(room)
        for doc, lines in reversed(gone):
            attempt.doc = doc
            if lines:
                self.reverse(doc, doc.day, today, {one.line.no: one.left for one in lines})(ids)
        attempt.stage, before = "enter", self.balances()
        late.told()(ids)
        attempt.own.update(self.balances())
        attempt.own.subtract(before)
        attempt.stage = "copy"
        for doc, lines in gone:
            if lines:
                self._do_again(doc, lines, attempt, ids)

    def _as_they_stand(self, room: Room) -> list[tuple[Doc, list[Stood]]]:
        docs = sorted(room.docs | {line.doc for line in room.counted}, key=lambda doc: (doc.day, doc.id))
        found = [
            (
                doc,
                [
                    self._stood(line)
                    for line in doc.lines
                    if (doc in room.docs or line in room.counted) and self.is_open(line)
                ],
            )
            for doc in docs
        ]
        told = {
            (doc, report.doc)
            for doc, lines in found
            for one in lines
            if doc.kind == "distribution"
            for report in self.reports_on(one.line)
        }
        if told:
            raise Refused([("NotReversible",)] * len(told))
        return found

    def _stood(self, line: Line) -> Stood:
        still = {
            item: [unit for unit in units if unit.live and unit.live[-1].line is line]
            for item, units in line.consumed.items()
        }
        own = self.fixed["own"]
        hers = {item: sum(unit.live[-1].origin == own for unit in units) for item, units in still.items()}
        cut = [unit for unit in line.cut if unit.live and unit.live[0].line is line]
        cuts = {unit.lot.item: len(cut) for unit in cut}
        to = cut[0].live[0].target if cut else None
        consumed = {item: len(units) for item, units in still.items() if units}
        return Stood(line, self.left(line), consumed, hers, cuts, to)

    # --- doing again --------------------------------------------------------------------------------

    def _do_again(self, doc: Doc, lines: Sequence[Stood], attempt: Attempt, ids: Ids) -> None:
        begun = len(self.docs)
        if doc.letter is not None and doc.kind != "delivery":
            self._sign_again(doc, doc.letter, lines, ids)
        elif doc.kind == "count":
            self._count_again(doc, lines)(ids)
        elif doc.kind == "delivery":
            self._deliver_again(doc, lines)(ids)
        else:
            self.carry(
                doc.kind,
                doc.day,
                doc.store or 0,
                doc.target,
                [
                    (
                        one.line.item or 0,
                        one.left[0],
                        one.line.of and attempt.lines.get(one.line.of, one.line.of),
                    )
                    for one in lines
                ],
            )(ids)
        again = self.docs[begun]
        attempt.docs[doc.id] = again.id
        attempt.lines |= zip((one.line for one in lines), again.lines, strict=True)

    def _sign_again(self, doc: Doc, letter: Letter, lines: Sequence[Stood], ids: Ids) -> None:
        """Choose units on the day it was signed, and let them go."""
        wishes: list[Wish] = []
        for one in lines:
            item, fits = one.line.item or 0, one.line.fits
            wishes.append((item, one.left[0]) if fits is None else (item, one.left[0], fits))
        (chosen,), reasons = self._choose(doc.day, letter.store, [(letter.party, wishes)], set())
        if reasons:
            raise Refused(reasons)
        ends = (letter.store, letter.party)
        reasons = self.guard(doc.day, {(place, wish[0]) for wish in wishes for place in ends})
        if reasons:
            raise Refused(reasons)
        again = Letter(
            ids.paper(), doc.kind, letter.day, letter.store, letter.party, wishes, chosen, list=letter.list
        )
        self.letters.append(again)
        self._go(again, doc.day, ids)

    def _count_again(self, doc: Doc, lines: Sequence[Stood]) -> Commit:
        """Let what was counted stand, against the book as it is now, at the value it was found with."""
        place, book = doc.party or 0, self.balances(doc.day)
        items = [one.line.item or 0 for one in lines]
        newest = {item: self.newest(item, doc.day) for item in items}
        for one in lines:
            found = [unit.lot for unit in one.line.units if unit.steps[0].line is one.line]
            if found:
                newest[one.line.item or 0] = (found[0].value, found[0].quantity)
        sheet = Sheet(place, doc.day, {item: book[place, item] for item in items}, newest)
        tallies = [Tally(one.line.item or 0, one.line.counted, None, reasoned=True) for one in lines]
        return self.post_sheet(sheet, tallies)

    def _deliver_again(self, doc: Doc, lines: Sequence[Stood]) -> Commit:
        """Deliver what was left, with the materials it had taken."""
        made = [
            Made(
                *one.left,
                one.consumed,
                one.line.own,
                one.cut,
                one.cut_to == doc.store,
                Booked(one.line.price, one.line.recipe, one.hers),
            )
            for one in lines
        ]
        maker, store = doc.party or 0, doc.store or 0
        if any(one.line.again for one in lines):
            return self.mend(maker, store, doc.day, made[0])
        return self.deliver(maker, store, doc.day, made)

    # --- what else must give way --------------------------------------------------------------------

    def _more(self, late: Late, room: Room, attempt: Attempt, reasons: Iterable[Reason]) -> Room:
        """Return what would clear all the reasons, nothing where one of them cannot be cleared."""
        more = Room()
        for reason in reasons:
            found = self._clearing(late, room, attempt, reason)
            if not found:
                return Room()
            more |= found
        return more

    def _clearing(self, late: Late, room: Room, attempt: Attempt, reason: Reason) -> Room:
        name, entering = reason[0], attempt.stage == "enter"
        figures: Any = reason[1:]
        if name == "CountedSince" and (late.open_counts or not entering):
            place, item, _, number = figures
            lines = {
                line
                for line in self.lines_of("count")
                if (line.doc.id, line.doc.party, line.item) == (number, place, item)
            }
            return Room(counted=frozenset(lines - room.counted))
        if name == "NotEnough" and (late.insert or not entering):
            item, place, day, needed, free, _ = figures
            return self._later_takers((place, item, day), needed - free, room)
        if name == "OwnMaterial" and attempt.stage == "copy":
            place, item, day, needed, held = figures
            return self._later_takers((place, item, day), needed - held, room)
        if name == "Blocked" and attempt.stage == "out" and attempt.doc is not None:
            return self._in_the_way(attempt.doc, room)
        return Room()

    def _all_takers(self, room: Room, reasons: Iterable[Reason]) -> Room:
        more = Room()
        for reason in reasons:
            if reason[0] == "NotEnough":
                item, place, day, *_ = tuple[Any, ...](reason[1:])
                more |= self._later_takers((place, item, day), None, room)
        return more

    def _later_takers(self, where: tuple[int, int, date], missing: int | None, room: Room) -> Room:
        """Return what took units of later days away, the latest first, until enough would lie there."""
        place, item, day = where
        taken = Counter(
            step.line
            for unit in self.units
            if unit.lot.item == item
            for step in unit.live
            if step.line is not None
            and step.origin == place
            and step.before
            and step.before <= day < step.day
        )
        docs = sorted({line.doc for line in taken}, key=lambda doc: (doc.day, doc.id), reverse=True)
        found = Room()
        for doc in docs:
            if missing is not None and missing <= 0:
                break
            lines = {line for line in taken if line.doc is doc}
            if doc in room.docs or lines & room.counted or doc.kind not in GIVES_WAY | {"count"}:
                continue
            if missing is not None:
                missing -= sum(taken[line] for line in lines)
            found |= Room(counted=frozenset(lines)) if doc.kind == "count" else Room(frozenset({doc}))
        return Room() if missing is not None and missing > 0 else found

    def _in_the_way(self, doc: Doc, room: Room) -> Room:
        """Return what moved on what a voucher brought."""
        mine = {line for line in room.counted if line.doc is doc} or set(doc.lines)
        after = [
            (here.line, then.line)
            for unit in self.units
            for here, then in pairwise(unit.live)
            if here.line is not None
            and then.line is not None
            and here.line.doc is doc
            and then.line.doc is not doc
        ]
        docs = {then.doc for here, then in after if here in mine} - room.docs
        lines = {then for _, then in after if then.doc in docs and then.doc.kind == "count"}
        return Room(frozenset(one for one in docs if one.kind in GIVES_WAY), frozenset(lines - room.counted))

    # --- as it was ----------------------------------------------------------------------------------

    def _photo(self) -> list[tuple[object, dict[str, Any]]]:
        """Return all that an attempt can change, as it is now."""
        lines = [line for doc in self.docs for line in doc.lines]
        things: list[object] = [self, *self.units, *self.docs, *self.letters, *lines]
        return [
            (
                one,
                {
                    name: copy.copy(value) if isinstance(value, list | dict) else value
                    for name, value in vars(one).items()
                },
            )
            for one in things
        ]

    @staticmethod
    def _as_on(photo: Iterable[tuple[object, dict[str, Any]]]) -> None:
        for one, values in photo:
            vars(one).update(values)


def _short(reasons: Iterable[Reason]) -> bool:
    return any(reason[0] == "NotEnough" for reason in reasons)
