"""What lies where, what may be taken of it, and what comes in and moves straight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from tests.scenarios.ledger.rows import Commit, Doc, Ids, Letter, Line, Lot, Reason, Recipe, Refused, Unit


class Stock:
    """The office's goods and money as a list of units and a list of vouchers."""

    def __init__(self, *, ours: Iterable[int], fixed: Mapping[str, int], product: int) -> None:
        self.ours = set(ours)
        self.fixed = dict(fixed)
        self.product = product
        self.prices: dict[date, int] = {}
        self.recipes: list[Recipe] = []
        self.units: list[Unit] = []
        self.docs: list[Doc] = []
        self.letters: list[Letter] = []
        self.lots = 0
        self.closed: list[date] = []

    # --- which days can be booked -------------------------------------------------------------------

    def guard(self, day: date, touched: Iterable[tuple[int, int]]) -> list[Reason]:
        """Say what keeps a day from being booked: a closed period, later counts of (place, item)."""
        reasons: list[Reason] = [("PeriodClosed", self.closed[-1])] if self.is_closed(day) else []
        later = [line for line in self.lines_of("count") if not line.undone and line.doc.day > day]
        later.sort(key=lambda line: (line.doc.day, line.doc.id), reverse=True)
        counted = {(line.doc.party, line.item): line.doc.id for line in later}
        return reasons + [
            ("CountedSince", *key, False, counted[key]) for key in set(touched) if key in counted
        ]

    def is_closed(self, day: date) -> bool:
        """Tell whether a day lies in a closed period."""
        return bool(self.closed) and day <= self.closed[-1]

    # --- what lies where ----------------------------------------------------------------------------

    def balances(self, on: date | None = None) -> Counter[tuple[int, int]]:
        """Return quantities by (place, item) at the end of a day, of every place."""
        found: Counter[tuple[int, int]] = Counter()
        for unit in self.units:
            for step in unit.steps:
                if on is None or step.day <= on:
                    found[step.target, unit.lot.item] += 1
                    found[step.origin, unit.lot.item] -= 1
        return found

    def values(self, on: date | None = None) -> Counter[tuple[int, int]]:
        """Return values by (place, item) at the end of a day, whole rupiah."""
        found: Counter[tuple[int, int]] = Counter()
        for unit in self.units:
            for step in unit.steps:
                if on is None or step.day <= on:
                    found[step.target, unit.lot.item] += unit.cost
                    found[step.origin, unit.lot.item] -= unit.cost
        return found

    def held(self, place: int) -> list[int]:
        """Return the items that lie at a place."""
        return sorted({unit.lot.item for unit in self.units if unit.place == place})

    def lying(self) -> set[tuple[int, int, int, date | None]]:
        """Return (lot, unit, place, since) of each unit at our places."""
        return {(u.lot.number, u.no, u.place, u.since) for u in self.units if u.place in self.ours}

    def pins(self) -> set[tuple[int, int, int, int]]:
        """Return (paper, line, lot, unit) of each pinned unit."""
        return {
            (letter.id, no, unit.lot.number, unit.no)
            for letter in self.letters
            if letter.state == "prepared"
            for no, units in enumerate(letter.units, 1)
            for unit in units
        }

    def lines_of(self, *kinds: str) -> list[Line]:
        """Return the lines of all vouchers of some kinds."""
        return [line for doc in self.docs if doc.kind in kinds for line in doc.lines]

    # --- taking -------------------------------------------------------------------------------------

    def take(
        self,
        place: int,
        item: int,
        day: date,
        quantity: int,
        taken: set[Unit],
        fits: Callable[[Unit], bool] = lambda _: True,
    ) -> list[Unit]:
        """Choose units, oldest lot first, past pinned ones; they are `taken` for the rest of the act."""
        mine = [
            unit
            for unit in sorted(self.units, key=lambda one: one.rank)
            if unit.place == place and unit.lot.item == item and unit not in taken and fits(unit)
        ]
        there = [unit for unit in mine if unit.since and unit.since <= day]
        free = [unit for unit in there if unit.pin is None]
        if quantity <= len(free):
            taken.update(free[:quantity])
            return free[:quantity]
        if quantity <= len(there):
            raise Refused([("Reserved", item, place, day, quantity, len(free), None)])
        days = sorted(unit.since for unit in mine if unit.since and unit.pin is None)
        enough = days[quantity - 1] if quantity <= len(days) else None
        raise Refused([("NotEnough", item, place, day, quantity, len(free), enough)])

    def try_take(
        self,
        reasons: list[Reason],
        where: tuple[int, int, date],
        quantity: int,
        taken: set[Unit],
        fits: Callable[[Unit], bool] = lambda _: True,
    ) -> list[Unit]:
        """Choose as `take` does; where it cannot be, note why and choose nothing. where: place, item, day."""
        try:
            return self.take(*where, quantity, taken, fits)
        except Refused as refused:
            reasons += refused.reasons
            return []

    def create(
        self,
        item: int,
        day: date,
        quantity: int,
        value: int,
        source: int,
        maker: int | None = None,
        *,
        bought: bool = False,
    ) -> list[Unit]:
        """Make a lot whose units still lie at their source."""
        self.lots += 1
        lot = Lot(self.lots, item, day, quantity, value, source, maker, bought)
        units = [Unit(lot, no, source) for no in range(quantity)]
        self.units += units
        return units

    # --- coming in ----------------------------------------------------------------------------------

    def come_in(
        self, kind: str, day: date, source: int, party: int | None, lines: Sequence[tuple[int, int, int, int]]
    ) -> Commit:
        """Take goods into the books: (place, item, quantity, value) a line."""
        kept = [line for line in lines if line[2]]
        reasons: list[Reason] = [] if kept else [("NothingChosen",)]
        reasons += self.guard(day, {(place, item) for place, item, _, _ in kept})
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            doc = Doc(ids.voucher(), kind, day, None, party)
            for no, (place, item, quantity, value) in enumerate(kept, 1):
                line = Line(doc, no, item, quantity, value=value)
                line.units = self.create(item, day, quantity, value, source)
                for unit in line.units:
                    unit.go(line, place, day)
                doc.lines.append(line)
            self.docs.append(doc)

        return commit

    # --- straight moves -----------------------------------------------------------------------------

    def carry(
        self,
        kind: str,
        day: date,
        origin: int,
        target: int,
        lines: Sequence[tuple[int, int, Line | None]],
    ) -> Commit:
        """Move (item, quantity, the line it is tied to) from place to place at once."""
        kept = [line for line in lines if line[1]]
        taken: set[Unit] = set()
        reasons: list[Reason] = [] if kept else [("NothingChosen",)]
        reasons += self.guard(day, {(place, line[0]) for line in kept for place in (origin, target)})
        reasons += self.why_not_back([(line[2], line[1]) for line in kept]) if "recipient" in kind else []
        chosen = [
            self.try_take(reasons, (origin, item, day), quantity, taken, _tied(kind, of))
            for item, quantity, of in kept
        ]
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            doc = Doc(ids.voucher(), kind, day, origin, target=target)
            for no, ((item, quantity, of), units) in enumerate(zip(kept, chosen, strict=True), 1):
                line = self.carried(doc, no, item, quantity, units, target)
                line.of = of
                doc.lines.append(line)
            self.docs.append(doc)

        return commit

    @staticmethod
    def carried(doc: Doc, no: int, item: int, quantity: int, units: list[Unit], target: int) -> Line:
        """Return the line that took units to a place."""
        line = Line(doc, no, item, quantity, units)
        for unit in units:
            unit.go(line, target, doc.day)
        return line

    # --- what institutions tell ---------------------------------------------------------------------

    def reports_on(self, given: Line) -> list[Line]:
        """Return the reports on a line of a letter that stand."""
        return [line for line in self.lines_of("onward_report") if line.of is given and not line.undone]

    def kept(self, given: Line) -> int:
        """Return what an institution still has of a line and did not report."""
        back = [line for line in self.lines_of("recipient_return") if line.of is given]
        gone = given.back + sum(line.quantity - line.back for line in back)
        return max(given.quantity - gone - sum(line.quantity for line in self.reports_on(given)), 0)

    def why_not_back(self, asked: Sequence[tuple[Line | None, int]]) -> list[Reason]:
        """Say of which lines more shall come back than was not reported."""
        return [
            ("ReportedOnward", self.kept(given), many)
            for given, many in asked
            if given is not None and self.reports_on(given) and many > self.kept(given)
        ]

    def report(self, given: Line, day: date, many: int) -> Commit:
        """Note what an institution tells of a line."""
        reasons: list[Reason] = [] if many else [("NothingChosen",)]
        if many > self.kept(given):
            reasons.append(("MoreThanKept", many, self.kept(given)))
        if day < given.doc.day:
            reasons.append(("WrongDay", given.doc.day))
        reasons += self.guard(day, ())
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            doc = Doc(ids.voucher(), "onward_report", day)
            doc.lines.append(Line(doc, 1, given.item, many, of=given))
            self.docs.append(doc)

        return commit


def _tied(kind: str, of: Line | None) -> Callable[[Unit], bool]:
    """Return which units a line may take: of a lot it bought, or brought by a line."""
    if of is None:
        return lambda _: True
    if kind == "give_back":
        return lambda unit: unit in of.accepted
    return lambda unit: unit.live[-1].line is of
