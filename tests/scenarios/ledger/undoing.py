"""Reversals: the same units go back, the highest first, as far as they are still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tests.scenarios.ledger.counting import Counting
from tests.scenarios.ledger.rows import Commit, Doc, Ids, Line, Reason, Refused, Unit


class Undoing(Counting):
    """Reversals."""

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
        free = chosen
        if on >= doc.day:
            free = []
            for line, figures in chosen:
                before = len(reasons)
                undo += self._units_back(line, figures, on, reasons)
                if len(reasons) == before:
                    free.append((line, figures))
            reasons += self._counted(doc, on, set(_ends(undo)))
        reasons += self.why_not_back([(line, figures[0]) for line, figures in free])
        reasons = reasons or self._why_paid(chosen, undo)
        if reasons:
            raise Refused(reasons)

        def commit(ids: Ids) -> None:
            for unit in undo:
                unit.undo(on)
            for line, (pieces, rejected) in chosen:
                line.back += pieces
                line.back_rejected += rejected
                line.undone = self.is_whole(line)
            self.docs.append(Doc(ids.voucher(), "reversal", on))

        return commit

    def _counted(self, doc: Doc, on: date, touched: set[tuple[int, int]]) -> list[Reason]:
        """Say which counts stand in the way: later than the reversal, or such as corrected this stock."""
        reasons = self.guard(on, touched)
        told = {reason[1:3] for reason in reasons if reason[0] == "CountedSince"}
        for line in self.lines_of("count"):
            key = (line.doc.party or 0, line.item or 0)
            later = (line.doc.day, line.doc.id) > (doc.day, doc.id)
            if later and line.quantity and not line.undone and key in touched - told:
                reasons.append(("CountedSince", *key, True, line.doc.id))
        return reasons

    def _chosen(
        self, doc: Doc, asked: Mapping[int, tuple[int, int]] | None, reasons: list[Reason]
    ) -> list[tuple[Line, tuple[int, int]]]:
        """Return the lines that can be tried with what is asked of each; note what is wrong with others."""
        if asked is None:
            open_lines = [line for line in doc.lines if self.is_open(line)] or doc.lines
            asked = {line.no: self.left(line) for line in open_lines}
        numbers = {line.no for line in doc.lines}
        if doc.kind == "payment" and set() < numbers & set(asked) < numbers:
            reasons.append(("NotReversible",))
        chosen: list[tuple[Line, tuple[int, int]]] = []
        for no, figures in asked.items():
            line = next((line for line in doc.lines if line.no == no), None)
            if line is None:
                reasons.append(("NotOnThisPaper", no))
            elif not self.is_open(line):
                reasons.append(("AlreadyReversed", no))
            elif self.is_whole(line) and figures != self.left(line):
                reasons.append(("NotReversible",))
            else:
                chosen.append((line, figures))
        return chosen

    @staticmethod
    def is_whole(line: Line) -> bool:
        """Tell whether a line is reversed whole or not at all."""
        return line.again or line.doc.kind in {"count", "payment", "onward_report"}

    def is_open(self, line: Line) -> bool:
        """Tell whether something of a line can still be reversed."""
        return not line.undone if self.is_whole(line) else self.left(line) != (0, 0)

    @staticmethod
    def left(line: Line) -> tuple[int, int]:
        """Return what is left to reverse of a line: (quantity or accepted pieces, rejected ones)."""
        if line.doc.kind == "delivery":
            return line.good - line.back, line.bad - line.back_rejected
        if line.pays:
            return 1 - line.back, 0
        return line.quantity - line.back, 0

    def _why_paid(self, chosen: Sequence[tuple[Line, tuple[int, int]]], undo: Sequence[Unit]) -> list[Reason]:
        reasons: list[Reason] = []
        for line, (pieces, _) in chosen:
            if line.doc.kind == "delivery":
                owed = 0 if line.again else self.owed(line) - line.price * pieces
            elif line.doc.kind == "purchase":
                owed = self.owed(line) - sum(unit.cost for unit in undo if unit in line.units)
            else:
                continue
            if self.paid(line) > owed:
                reasons.append(("Paid", self.paid(line), owed))
        return reasons

    def _units_back(
        self, line: Line, figures: tuple[int, int], on: date, reasons: list[Reason]
    ) -> list[Unit]:
        """Return the units to undo, one entry a step; note what is in the way."""
        if line.pays or line.doc.kind == "onward_report":
            return []
        if line.again:
            return self._mended_back(line, on, reasons)
        pieces, rejected = figures
        if line.doc.kind != "delivery":
            return self._pick(line.units, line, pieces, on, reasons)
        before = len(reasons)
        found: list[Unit] = []
        for units, asked in ((line.accepted, pieces), (line.rejected, rejected)):
            found += self._pick(units, line, asked, on, reasons)
        if len(reasons) > before:
            return []
        # Accepted pieces go back through their maker: two steps.
        found += [unit for unit in found if unit in line.accepted]
        gone, asked = line.back + line.back_rejected, pieces + rejected
        for units in (*line.consumed.values(), line.cut):
            shares = [
                len(units) * (gone + many) // line.quantity - len(units) * gone // line.quantity
                for many in range(asked + 1)
            ]
            there = len(self._there(units, line))
            if there < shares[-1]:  # told in pieces, whatever moved on
                reasons.append(("Blocked", sum(share <= there for share in shares) - 1, asked))
            else:
                found += self._pick(units, line, shares[-1], on, reasons)
        return found

    def _mended_back(self, line: Line, on: date, reasons: list[Reason]) -> list[Unit]:
        old = [unit for unit in line.mended if unit.lot.bought]
        new = [unit for unit in line.mended if not unit.lot.bought]
        before = len(reasons)
        stored = self._pick(line.accepted + old, line, len(line.accepted + old), on, reasons)
        if len(reasons) > before:
            return []
        return stored + line.accepted + new + [unit for units in line.consumed.values() for unit in units]

    @staticmethod
    def _there(units: Sequence[Unit], line: Line) -> list[Unit]:
        return [unit for unit in units if unit.live and unit.live[-1].line is line and unit.pin is None]

    def _pick(
        self, units: Sequence[Unit], line: Line, asked: int, on: date, reasons: list[Reason]
    ) -> list[Unit]:
        there = self._there(units, line)
        if len(there) < asked:
            reasons.append(("Blocked", len(there), asked))
            return []
        ripe = [unit for unit in there if unit.since and unit.since <= on]
        if len(ripe) < asked:
            where = (there[0].lot.item, there[0].place, on)
            days = sorted(unit.since for unit in there if unit.since)
            reasons.append(("NotEnough", *where, asked, len(ripe), days[asked - 1]))
            return []
        return ripe[len(ripe) - asked :]


def _ends(undo: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Give (place, item) of both ends of each step that goes back; a unit named twice goes two steps."""
    times = Counter[Unit]()
    for unit in undo:
        times[unit] += 1
        step = unit.live[-times[unit]]
        yield step.origin, unit.lot.item
        yield step.target, unit.lot.item
