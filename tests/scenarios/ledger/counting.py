"""Counts and periods: what was signed or closed stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.scenarios.ledger.money import Money
from tests.scenarios.ledger.rows import Commit, Doc, Ids, Line, Reason, Refused


@dataclass(frozen=True)
class Sheet:
    """A count's sheet as opened: of each item that ever lay there, the book's figure.

    newest: value and quantity of the newest lot up to the day, of whatever item may be found there.
    """

    place: int
    day: date
    book: dict[int, int]
    newest: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Tally:
    """A line as counted; counted: None for blank; value: as typed, None for the proposal."""

    item: int
    counted: int | None
    value: int | None
    reasoned: bool


class Counting(Money):
    """Counts and periods."""

    def open_sheet(self, place: int, day: date) -> Sheet:
        """Copy the book of a day's end."""
        items = {
            unit.lot.item
            for unit in self.units
            for step in unit.steps
            if step.target == place and step.day <= day
        }
        balances = self.balances(day)
        return Sheet(
            place,
            day,
            {item: balances[place, item] for item in items},
            {item: self.newest(item, day) for item in {unit.lot.item for unit in self.units}},
        )

    def newest(self, item: int, day: date) -> tuple[int, int]:
        """Return value and quantity of an item's newest lot up to a day."""
        lots = {unit.lot for unit in self.units if unit.lot.item == item and unit.lot.day <= day}
        last = max(lots, key=lambda lot: (lot.day, lot.number), default=None)
        return (0, 1) if last is None else (last.value, last.quantity)

    def post_sheet(self, sheet: Sheet, tallies: Sequence[Tally]) -> Commit:
        """Let what was counted be what lies there from that day on."""
        place, day = sheet.place, sheet.day
        sound, reasons = self._judged(sheet, tallies)
        reasons += self.guard(day, {(place, one.item) for one, book, found in sound if found != book})
        less = {
            one.item: self.try_take(reasons, (place, one.item, day), book - found, set())
            for one, book, found in sound
            if found < book
        }
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            doc = Doc(ids.voucher(), "count", day, None, place)
            for no, (one, book, found) in enumerate(sound, 1):
                line = Line(doc, no, one.item, abs(found - book), units=less.get(one.item, []), counted=found)
                outside = self.fixed["difference"]
                if found > book:
                    value, quantity = sheet.newest.get(one.item, (0, 1))
                    worth = value * (found - book) // quantity if one.value is None else one.value
                    line.units = self.create(one.item, day, found - book, worth, outside)
                for unit in line.units:
                    unit.go(line, place if found > book else outside, day)
                doc.lines.append(line)
            self.docs.append(doc)

        return commit

    def _judged(
        self, sheet: Sheet, tallies: Sequence[Tally]
    ) -> tuple[list[tuple[Tally, int, int]], list[Reason]]:
        """Return the lines that can be tried, with book and counted; and what is wrong with others."""
        counted = [(one, one.counted) for one in tallies if one.counted is not None]
        reasons: list[Reason] = [] if counted else [("NothingChosen",)]
        now = self.balances(sheet.day)
        sound: list[tuple[Tally, int, int]] = []
        stale = False
        for one, found in counted:
            book = sheet.book.get(one.item, 0)
            if found != book and not one.reasoned:
                reasons.append(("ReasonMissing",))
            elif now[sheet.place, one.item] != book:
                stale = True
            else:
                sound.append((one, book, found))
        return sound, reasons + ([("SheetStale",)] if stale else [])

    def close(self, through: date, today: date) -> Commit:
        """Close the books through a day."""
        hindered = [
            through >= today,
            bool(self.closed) and through <= self.closed[-1],
            any(one.state == "prepared" and one.day <= through for one in self.letters),
        ]
        if any(hindered):
            raise Refused([("CannotClose", sum(hindered))])
        return lambda _: self.closed.append(through)

    def reopen(self) -> Commit:
        """Open the newest closed period again."""
        if not self.closed:
            raise Refused([("NothingClosed",)])

        def commit(_: Ids) -> None:
            self.closed.pop()

        return commit
