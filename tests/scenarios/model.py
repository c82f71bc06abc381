"""A second, simple account of the goods, against which the book is held.

Every unit is an object of its own with its path, its day and its pin; nothing of the program is used. Slow
and plain on purpose: each rule of the journal is one sentence here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Reason = tuple[object, ...]
"""A refusal: its name and its key figures."""

Wish = tuple[int, int] | tuple[int, int, Callable[["Unit"], bool]]
"""Item, quantity, and where only some will do, which units."""

Commit = Callable[[Sequence[int]], None]
"""What an act that may be does to the model; it is told the ids the book gave."""


class Refused(Exception):
    """The model says that an act cannot be, and why."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        super().__init__(*reasons)
        self.reasons = list(reasons)


@dataclass(eq=False, repr=False)
class Doc:
    """A posted voucher."""

    id: int
    kind: str
    day: date
    store: int | None = None
    party: int | None = None
    lines: list[Line] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class Line:
    """A line: the units it moved, in the order of taking; what a delivery made and consumed.

    back, back_rejected: reversed before. paid: of each payment's line that pays this one.
    """

    doc: Doc
    no: int
    item: int | None = None
    quantity: int = 0
    units: list[Unit] = field(default_factory=list)
    accepted: list[Unit] = field(default_factory=list)
    rejected: list[Unit] = field(default_factory=list)
    consumed: dict[int, list[Unit]] = field(default_factory=dict)
    price: int = 0
    value: int = 0
    back: int = 0
    back_rejected: int = 0
    pays: tuple[Line, int] | None = None
    paid: list[Line] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class Lot:
    """Goods that came in together; number: in order of arrival in the book, from 1."""

    number: int
    item: int
    day: date
    quantity: int
    value: int
    source: int
    maker: int | None = None


@dataclass(eq=False, repr=False)
class Step:
    """A unit's way from one place to another; before: since when it lay at the first."""

    line: Line | None
    origin: int
    target: int
    day: date
    before: date | None


@dataclass(eq=False, repr=False)
class Unit:
    """One smallest unit of a lot: where it lies, since when, all its steps, and those not taken back."""

    lot: Lot
    no: int
    place: int
    since: date | None = None
    steps: list[Step] = field(default_factory=list)
    live: list[Step] = field(default_factory=list)
    pin: Letter | None = None

    @property
    def cost(self) -> int:
        """What the unit costs, whole rupiah: the lot's value, shared by counting up to each unit."""
        value, quantity = self.lot.value, self.lot.quantity
        return value * (self.no + 1) // quantity - value * self.no // quantity

    @property
    def rank(self) -> tuple[date, int, int]:
        """Oldest lot first, wherever it went in between."""
        return (self.lot.day, self.lot.number, self.no)

    def go(self, line: Line, target: int, day: date) -> None:
        """Move on a day."""
        step = Step(line, self.place, target, day, self.since)
        self.steps.append(step)
        self.live.append(step)
        self.place, self.since = target, day

    def undo(self, day: date) -> None:
        """Go back the way of the last step; on its own day, as if never gone."""
        step = self.live.pop()
        self.steps.append(Step(None, step.target, step.origin, day, None))
        self.place = step.origin
        self.since = step.before if day == step.day else day


@dataclass(eq=False, repr=False)
class Letter:
    """A prepared paper with the units it pinned, by line."""

    id: int
    kind: str
    day: date
    store: int
    party: int
    lines: list[Wish]
    units: list[list[Unit]] = field(default_factory=list)
    state: str = "prepared"
    body: object = None
    list: int = 0


@dataclass(frozen=True)
class Made:
    """A delivery line as typed; materials: None for the recipe's proposal."""

    accepted: int
    rejected: int
    materials: Mapping[int, int] | None = None
    own: bool = False

    @property
    def delivered(self) -> int:
        """All pieces."""
        return self.accepted + self.rejected


def recipe_need(quantity: int, pieces: int, yields: int) -> int:
    """Return what a number of pieces takes of a material, rounded up."""
    whole, rest = divmod(quantity * pieces, yields)
    return whole + (1 if rest else 0)


class Model:
    """The office's goods and money as a list of units and a list of vouchers."""

    def __init__(self, *, ours: Iterable[int], fixed: Mapping[str, int], product: int, price: int) -> None:
        self.ours = set(ours)
        self.fixed = dict(fixed)
        self.product, self.price = product, price
        self.recipe: dict[int, int] = {}
        self.yields = 1
        self.units: list[Unit] = []
        self.docs: list[Doc] = []
        self.letters: list[Letter] = []
        self.lots = 0

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
            raise Refused([("Reserved", quantity, len(free))])
        days = sorted(unit.since for unit in mine if unit.since and unit.pin is None)
        enough = days[quantity - 1] if quantity <= len(days) else None
        raise Refused([("NotEnough", quantity, len(free), enough)])

    def create(
        self,
        item: int,
        day: date,
        quantity: int,
        value: int,
        source: int,
        maker: int | None = None,
    ) -> list[Unit]:
        """Make a lot whose units still lie at their source."""
        self.lots += 1
        lot = Lot(self.lots, item, day, quantity, value, source, maker)
        units = [Unit(lot, no, source) for no in range(quantity)]
        self.units += units
        return units

    # --- coming in ----------------------------------------------------------------------------------

    def come_in(
        self, kind: str, day: date, source: int, party: int | None, lines: Sequence[tuple[int, int, int, int]]
    ) -> Commit:
        """Take goods into the books: (place, item, quantity, value) a line."""
        kept = [line for line in lines if line[2]]
        if not kept:
            raise Refused([("NothingChosen",)])

        def commit(ids: Sequence[int]) -> None:
            doc = Doc(ids[0], kind, day, None, party)
            for no, (place, item, quantity, value) in enumerate(kept, 1):
                line = Line(doc, no, item, quantity, value=value)
                line.units = self.create(item, day, quantity, value, source)
                for unit in line.units:
                    unit.go(line, place, day)
                doc.lines.append(line)
            self.docs.append(doc)

        return commit

    # --- letters ------------------------------------------------------------------------------------

    def prepare(self, kind: str, day: date, store: int, rows: Sequence[tuple[int, Sequence[Wish]]]) -> Commit:
        """Pin units for each row (receiver, lines), each after the one before."""
        kept = [(party, [line for line in lines if line[1]]) for party, lines in rows]
        kept = [row for row in kept if row[1]]
        if not kept:
            raise Refused([("NothingChosen",)])
        chosen, reasons = self._choose(day, store, kept, set())
        if reasons:
            raise Refused(reasons)

        def commit(ids: Sequence[int]) -> None:
            for number, (party, lines), units in zip(ids, kept, chosen, strict=True):
                letter = Letter(number, kind, day, store, party, [*lines], units, list=ids[0])
                self.letters.append(letter)
                self._pin(letter)

        return commit

    def _choose(
        self,
        day: date,
        store: int,
        rows: Sequence[tuple[int, Sequence[Wish]]],
        taken: set[Unit],
    ) -> tuple[list[list[list[Unit]]], list[Reason]]:
        reasons: list[Reason] = []
        chosen: list[list[list[Unit]]] = []
        for _, lines in rows:
            chosen.append([])
            for item, quantity, *fits in lines:
                try:
                    chosen[-1].append(self.take(store, item, day, quantity, taken, *fits))
                except Refused as refused:
                    reasons += refused.reasons
        return chosen, reasons

    @staticmethod
    def _pin(letter: Letter) -> None:
        for units in letter.units:
            for unit in units:
                unit.pin = letter

    @staticmethod
    def _unpin(letter: Letter) -> None:
        for units in letter.units:
            for unit in units:
                unit.pin = None

    def change(self, letter: Letter, day: date | None, lines: Sequence[Wish] | None) -> Commit:
        """Take a letter's pins off and choose anew; the date of a list shared with others stays."""
        if letter.state != "prepared" or letter.kind == "delivery":
            raise Refused([("WrongState",)])
        beside = [one for one in self.letters if one.list == letter.list and one.state != "void"]
        shared: list[Reason] = []
        if len(beside) > 1 and day not in {None, letter.day}:
            shared = [("FieldInvalid",)]
        kept = letter.lines if lines is None else [line for line in lines if line[1]]
        if not kept:
            raise Refused([("NothingChosen",)])
        self._unpin(letter)
        chosen, reasons = self._choose(day or letter.day, letter.store, [(letter.party, kept)], set())
        self._pin(letter)
        if shared + reasons:
            raise Refused(shared + reasons)

        def commit(_: Sequence[int]) -> None:
            self._unpin(letter)
            letter.day, letter.lines, letter.units = day or letter.day, [*kept], chosen[0]
            self._pin(letter)

        return commit

    def sign(self, letters: Sequence[Letter], day: date) -> Commit:
        """Let the pinned units go, on a day not before any letter's."""
        if len(set(letters)) < len(letters):
            raise Refused([("LineTwice",)] * (len(letters) - len(set(letters))))
        reasons: list[Reason] = [("WrongState",) for one in letters if one.state != "prepared"]
        reasons += [("WrongState",) for one in letters if one.state == "prepared" and one.kind == "delivery"]
        late = [letter.day for letter in letters if letter.day > day]
        if late:
            reasons.append(("WrongDay", max(late)))
        if reasons:
            raise Refused(reasons)

        def commit(ids: Sequence[int]) -> None:
            for number, letter in zip(ids, letters, strict=True):
                self._unpin(letter)
                letter.state = "posted"
                doc = Doc(number, letter.kind, day, letter.store, letter.party)
                for no, (wish, units) in enumerate(zip(letter.lines, letter.units, strict=True), 1):
                    doc.lines.append(self._carry(doc, no, wish[0], wish[1], units, letter.party))
                self.docs.append(doc)

        return commit

    @staticmethod
    def _carry(doc: Doc, no: int, item: int, quantity: int, units: list[Unit], target: int) -> Line:
        line = Line(doc, no, item, quantity, units)
        for unit in units:
            unit.go(line, target, doc.day)
        return line

    def void(self, letters: Sequence[Letter]) -> Commit:
        """Free what letters pinned."""
        if len(set(letters)) < len(letters):
            raise Refused([("LineTwice",)] * (len(letters) - len(set(letters))))
        reasons: list[Reason] = [("WrongState",) for letter in letters if letter.state != "prepared"]
        if reasons:
            raise Refused(reasons)

        def commit(_: Sequence[int]) -> None:
            for letter in letters:
                self._unpin(letter)
                letter.state = "void"

        return commit

    # --- straight moves -----------------------------------------------------------------------------

    def carry(
        self,
        kind: str,
        day: date,
        origin: int,
        target: int,
        lines: Sequence[tuple[int, int, Callable[[Unit], bool]]],
    ) -> Commit:
        """Move (item, quantity, which units fit) from place to place at once."""
        kept = [line for line in lines if line[1]]
        if not kept:
            raise Refused([("NothingChosen",)])
        taken: set[Unit] = set()
        reasons: list[Reason] = []
        chosen: list[list[Unit]] = []
        for item, quantity, fits in kept:
            try:
                chosen.append(self.take(origin, item, day, quantity, taken, fits))
            except Refused as refused:
                reasons += refused.reasons
        if reasons:
            raise Refused(reasons)

        def commit(ids: Sequence[int]) -> None:
            doc = Doc(ids[0], kind, day, None, None)
            for no, ((item, quantity, _), units) in enumerate(zip(kept, chosen, strict=True), 1):
                doc.lines.append(self._carry(doc, no, item, quantity, units, target))
            self.docs.append(doc)

        return commit

    # --- products -----------------------------------------------------------------------------------

    def delivered_before(self, maker: int) -> int:
        """Return how many pieces a maker delivered that stand unreversed."""
        return sum(
            line.quantity - line.back - line.back_rejected
            for line in self.lines_of("delivery")
            if line.doc.party == maker
        )

    def deliver(self, maker: int, store: int, day: date, made: Sequence[Made]) -> Commit:
        """Use up what the maker holds, buy what is accepted, leave her the rejects."""
        kept = [one for one in made if one.delivered]
        if not kept:
            raise Refused([("NothingChosen",)])
        before, taken = self.delivered_before(maker), set[Unit]()
        reasons: list[Reason] = []
        drawn: list[dict[int, tuple[list[Unit], int]]] = []
        for one in kept:
            needs = self._needs(one, before)
            try:
                drawn.append(self._draw(maker, day, needs, taken, own=one.own))
                before += one.delivered
            except Refused as refused:
                reasons += refused.reasons
        if reasons:
            raise Refused(reasons)

        def commit(ids: Sequence[int]) -> None:
            doc = Doc(ids[0], "delivery", day, store, maker)
            for no, (one, parts) in enumerate(zip(kept, drawn, strict=True), 1):
                doc.lines.append(self._make(doc, no, one, parts))
            self.docs.append(doc)

        return commit

    def _needs(self, one: Made, before: int) -> dict[int, int]:
        if one.materials is not None:
            return {item: quantity for item, quantity in one.materials.items() if quantity}
        needs = {
            item: recipe_need(quantity, before + one.delivered, self.yields)
            - recipe_need(quantity, before, self.yields)
            for item, quantity in self.recipe.items()
        }
        return {item: quantity for item, quantity in needs.items() if quantity}

    def _draw(
        self, maker: int, day: date, needs: Mapping[int, int], taken: set[Unit], *, own: bool
    ) -> dict[int, tuple[list[Unit], int]]:
        reasons: list[Reason] = []
        found: dict[int, tuple[list[Unit], int]] = {}
        for item, quantity in needs.items():
            held = [
                unit
                for unit in sorted(self.units, key=lambda one: one.rank)
                if unit.place == maker and unit.lot.item == item and unit not in taken
                if unit.since and unit.since <= day
            ]
            if len(held) < quantity and not own:
                reasons.append(("OwnMaterial", quantity, len(held)))
            found[item] = (held[:quantity], max(quantity - len(held), 0))
        if reasons:
            raise Refused(reasons)
        taken.update(unit for units, _ in found.values() for unit in units)
        return found

    def _make(self, doc: Doc, no: int, one: Made, parts: Mapping[int, tuple[list[Unit], int]]) -> Line:
        line = Line(doc, no, self.product, one.delivered, price=self.price)
        used, maker = self.fixed["used"], doc.party
        assert maker is not None
        assert doc.store is not None
        for item, (held, missing) in parts.items():
            units = list(held)
            if missing:
                units += self.create(item, doc.day, missing, 0, self.fixed["own"])
            for unit in units:
                unit.go(line, used, doc.day)
            line.consumed[item] = units
        cost = sum(unit.cost for units in line.consumed.values() for unit in units)
        good = cost * one.accepted // one.delivered
        if one.accepted:
            value = good + one.accepted * self.price
            line.accepted = self.create(self.product, doc.day, one.accepted, value, used, maker)
            for unit in line.accepted:
                unit.go(line, maker, doc.day)
                unit.go(line, doc.store, doc.day)
        if one.rejected:
            line.rejected = self.create(self.product, doc.day, one.rejected, cost - good, used, maker)
            for unit in line.rejected:
                unit.go(line, maker, doc.day)
        return line

    # --- money --------------------------------------------------------------------------------------

    @staticmethod
    def owed(line: Line) -> int:
        """Return what the office owes for a delivery or purchase line, less what was reversed."""
        if line.doc.kind == "delivery":
            return line.price * (len(line.accepted) - line.back)
        return sum(unit.cost for unit in line.units if unit.live and unit.live[0].line is line)

    @staticmethod
    def paid(line: Line) -> int:
        """Return what was paid for a line and not taken back."""
        return sum(payment.pays[1] for payment in line.paid if payment.pays and not payment.back)

    def payable(self, line: Line, vendor: int) -> int:
        """Return what can still be paid."""
        away = 0
        if line.doc.kind == "delivery":
            away = line.price * sum(unit.place == line.doc.party for unit in line.accepted)
        else:
            away = sum(unit.cost for unit in line.units if unit.live and unit.place == vendor)
        return self.owed(line) - away - self.paid(line)

    def pay(self, day: date, chosen: Sequence[tuple[Line, int | None]], vendor: int) -> Commit:
        """Pay parts of lines, or all that is payable."""
        reasons: list[Reason] = []
        gross: dict[Line, int] = {}
        for line, part in chosen:
            payable = self.payable(line, vendor)
            asked = payable if part is None else part
            if line in gross:
                reasons.append(("LineTwice",))
                continue
            gross[line] = asked
            if asked > payable or asked < 1:
                reasons.append(("Overpaid", payable, asked))
        if reasons:
            raise Refused(reasons)

        def commit(ids: Sequence[int]) -> None:
            doc = Doc(ids[0], "payment", day)
            for no, (line, asked) in enumerate(gross.items(), 1):
                payment = Line(doc, no, pays=(line, asked))
                line.paid.append(payment)
                doc.lines.append(payment)
            self.docs.append(doc)

        return commit

    # --- reversal -----------------------------------------------------------------------------------

    def reverse(
        self, doc: Doc, day: date | None, today: date, asked: Mapping[int, tuple[int, int]] | None
    ) -> Commit:
        """Take units back, highest first; asked: (pieces, rejected) by line, None for all that is left."""
        if doc.kind == "reversal":
            raise Refused([("NotReversible",)])
        on = max(today, doc.day) if day is None else day
        reasons: list[Reason] = [("WrongDay", doc.day)] if on < doc.day else []
        chosen = self._chosen(doc, asked, reasons)
        undo: list[Unit] = []
        if on >= doc.day:
            for line, figures in chosen:
                try:
                    undo += self._units_back(line, figures, on)
                except Refused as refused:
                    reasons += refused.reasons
        reasons = reasons or self._why_paid(chosen, undo)
        if reasons:
            raise Refused(reasons)

        def commit(ids: Sequence[int]) -> None:
            for unit in undo:
                unit.undo(on)
            for line, (pieces, rejected) in chosen:
                line.back += pieces
                line.back_rejected += rejected
            self.docs.append(Doc(ids[0], "reversal", on))

        return commit

    def _chosen(
        self, doc: Doc, asked: Mapping[int, tuple[int, int]] | None, reasons: list[Reason]
    ) -> list[tuple[Line, tuple[int, int]]]:
        """Return the lines that can be tried with what is asked of each; note what is wrong with others."""
        if asked is None:
            open_lines = [line for line in doc.lines if self.left(line) != (0, 0)] or doc.lines
            asked = {line.no: self.left(line) for line in open_lines}
        chosen: list[tuple[Line, tuple[int, int]]] = []
        for no, figures in asked.items():
            line = next((line for line in doc.lines if line.no == no), None)
            if line is None:
                reasons.append(("NotOnThisPaper", no))
            elif self.left(line) == (0, 0):
                reasons.append(("AlreadyReversed", no))
            else:
                chosen.append((line, figures))
        return chosen

    @staticmethod
    def left(line: Line) -> tuple[int, int]:
        """Return what is left to reverse of a line: (quantity or accepted pieces, rejected ones)."""
        if line.doc.kind == "delivery":
            return len(line.accepted) - line.back, len(line.rejected) - line.back_rejected
        if line.pays:
            return 1 - line.back, 0
        return line.quantity - line.back, 0

    def _why_paid(self, chosen: Sequence[tuple[Line, tuple[int, int]]], undo: Sequence[Unit]) -> list[Reason]:
        reasons: list[Reason] = []
        for line, (pieces, _) in chosen:
            if line.doc.kind == "delivery":
                owed = self.owed(line) - line.price * pieces
            elif line.doc.kind == "purchase":
                owed = self.owed(line) - sum(unit.cost for unit in undo if unit in line.units)
            else:
                continue
            if self.paid(line) > owed:
                reasons.append(("Paid", self.paid(line), owed))
        return reasons

    def _units_back(self, line: Line, figures: tuple[int, int], on: date) -> list[Unit]:
        """Return the units to undo, one entry a step."""
        if line.pays:
            return []
        pieces, rejected = figures
        if line.doc.kind != "delivery":
            return self._pick(line.units, line, pieces, on)
        reasons: list[Reason] = []
        found: list[Unit] = []
        for units, asked in ((line.accepted, pieces), (line.rejected, rejected)):
            try:
                found += self._pick(units, line, asked, on)
            except Refused as refused:
                reasons += refused.reasons
        if reasons:
            raise Refused(reasons)
        # Accepted pieces go back through their maker: two steps.
        found += [unit for unit in found if unit in line.accepted]
        gone, whole = line.back + line.back_rejected, line.quantity
        for units in line.consumed.values():
            used = len(units)
            back = used * (gone + pieces + rejected) // whole - used * gone // whole
            found += self._pick(units, line, back, on)
        return found

    @staticmethod
    def _pick(units: Sequence[Unit], line: Line, asked: int, on: date) -> list[Unit]:
        there = [unit for unit in units if unit.live and unit.live[-1].line is line and unit.pin is None]
        if len(there) < asked:
            raise Refused([("Blocked", len(there), asked)])
        ripe = [unit for unit in there if unit.since and unit.since <= on]
        if len(ripe) < asked:
            raise Refused([("NotEnough", asked, len(ripe), None)])
        return ripe[len(ripe) - asked :]
