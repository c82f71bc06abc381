"""Prepared letters: their units are pinned until they are signed or void."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.scenarios.ledger.rows import Commit, Doc, Ids, Letter, Reason, Refused, Unit, Wish
from tests.scenarios.ledger.stock import Stock


class Letters(Stock):
    """Handovers that are prepared first."""

    # --- letters ------------------------------------------------------------------------------------

    def prepare(self, kind: str, day: date, store: int, rows: Sequence[tuple[int, Sequence[Wish]]]) -> Commit:
        """Pin units for each row (receiver, lines), each after the one before."""
        kept = [(party, [line for line in lines if line[1]]) for party, lines in rows]
        kept = [row for row in kept if row[1]]
        reasons: list[Reason] = [] if kept else [("NothingChosen",)]
        reasons += self.guard(
            day, {(place, line[0]) for party, lines in kept for line in lines for place in (store, party)}
        )
        chosen, short = self._choose(day, store, kept, set())
        reasons += self._told_once(day, store, kept, short) if kind == "supply" else short
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            first = 0
            for (party, lines), units in zip(kept, chosen, strict=True):
                number = ids.paper()
                first = first or number
                letter = Letter(number, kind, day, store, party, [*lines], units, list=first)
                self.letters.append(letter)
                self._pin(letter)

        return commit

    def _told_once(
        self,
        day: date,
        store: int,
        rows: Sequence[tuple[int, Sequence[Wish]]],
        short: Sequence[Reason],
    ) -> list[Reason]:
        """Tell what a kit lacks once a material, for all who are to get it."""
        wanted = [line for _, lines in rows for line in lines]
        told: dict[object, Reason] = {}
        for reason in short:
            name, item = reason[:2]
            asked = [line[1] for line in wanted if line[0] == item]
            if len(asked) > 1:
                free = sum(
                    (unit.place, unit.lot.item, unit.pin) == (store, item, None)
                    and unit.since is not None
                    and unit.since <= day
                    for unit in self.units
                )
                told.setdefault(item, (name, item, *reason[2:-3], sum(asked), free, reason[-1]))
            else:
                told.setdefault(reason, reason)
        return list(told.values())

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
        kept = letter.lines if lines is None else [line for line in lines if line[1]]
        told: list[Reason] = [] if kept else [("NothingChosen",)]
        if len(beside) > 1 and day not in {None, letter.day}:
            told.append(("FieldInvalid",))
        ends = (letter.store, letter.party)
        told += self.guard(day or letter.day, {(place, line[0]) for line in kept for place in ends})
        self._unpin(letter)
        chosen, reasons = self._choose(day or letter.day, letter.store, [(letter.party, kept)], set())
        self._pin(letter)
        if told + reasons:
            raise Refused(told + reasons)

        def commit(_: Ids) -> None:
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
        reasons += self.guard(
            day,
            {
                (place, line[0])
                for letter in letters
                for line in letter.lines
                for place in (letter.store, letter.party)
            },
        )
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            for letter in letters:
                self._go(letter, day, ids)

        return commit

    def _go(self, letter: Letter, day: date, ids: Ids) -> Doc:
        """Let what a letter pinned go on a day."""
        self._unpin(letter)
        letter.state = "posted"
        doc = Doc(ids.voucher(), letter.kind, day, letter.store, letter.party, letter=letter)
        for no, (wish, units) in enumerate(zip(letter.lines, letter.units, strict=True), 1):
            line = self.carried(doc, no, wish[0], wish[1], units, letter.party)
            line.fits = wish[2] if len(wish) > 2 else None
            doc.lines.append(line)
        self.docs.append(doc)
        return doc

    def void(self, letters: Sequence[Letter]) -> Commit:
        """Free what letters pinned."""
        if len(set(letters)) < len(letters):
            raise Refused([("LineTwice",)] * (len(letters) - len(set(letters))))
        reasons: list[Reason] = [("WrongState",) for letter in letters if letter.state != "prepared"]
        if reasons:
            raise Refused(reasons)

        def commit(_: Ids) -> None:
            for letter in letters:
                self._unpin(letter)
                letter.state = "void"

        return commit
