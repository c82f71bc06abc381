"""Money: what is owed for a line, what was paid, what can still be paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.scenarios.ledger.making import Making
from tests.scenarios.ledger.rows import Commit, Doc, Ids, Line, Reason, Refused


class Money(Making):
    """Payments."""

    # --- money --------------------------------------------------------------------------------------

    @staticmethod
    def owed(line: Line) -> int:
        """Return what the office owes for a delivery or purchase line, less what was reversed."""
        if line.doc.kind == "delivery":
            back = len(line.accepted) * line.undone if line.again else line.back
            return line.price * (len(line.accepted) - back)
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
        reasons: list[Reason] = self.guard(day, ())
        came = max(line.doc.day for line, _part in chosen)
        reasons += [("WrongDay", came)] if day < came else []
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

        def commit(ids: Ids) -> None:
            doc = Doc(ids.voucher(), "payment", day)
            for no, (line, asked) in enumerate(gross.items(), 1):
                payment = Line(doc, no, pays=(line, asked))
                line.paid.append(payment)
                doc.lines.append(payment)
            self.docs.append(doc)

        return commit

    def pay_many(self, day: date, chosen: Sequence[Sequence[tuple[Line, int | None]]], vendor: int) -> Commit:
        """Pay several people, or none."""
        reasons: list[Reason] = []
        commits: list[Commit] = []
        for lines in chosen:
            try:
                commits.append(self.pay(day, lines, vendor))
            except Refused as refused:
                reasons += refused.reasons
        return all_of(commits, reasons)


def all_of(commits: Sequence[Commit], reasons: Sequence[Reason]) -> Commit:
    """Return several acts as one, in their order; refused where there is a reason against any of them.

    What is of no line (the day, not the goods) is told once, however many it is in the way of.
    """
    if reasons:
        of_no_line = [one for one in reasons if one[0] in {"CountedSince", "PeriodClosed", "WrongDay"}]
        raise Refused([*dict.fromkeys(of_no_line), *(one for one in reasons if one not in of_no_line)])

    def commit(ids: Ids) -> None:
        for one in commits:
            one(ids)

    return commit
