"""What was refused is done all the same: with later papers, or counts after it, giving way (Sisipkan)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from ikm_desktop.goods.insertion import Late
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.acts import Done
from ikm_desktop.reports import late
from tests.scenarios.clerk.sitting import Sitting
from tests.scenarios.ledger.giving_way import Late as Entry
from tests.scenarios.ledger.rows import Commit, Ids, Refused


class PuttingInOrder(Sitting):
    """Sisipkan and Buka opname, of whatever is refused while the clerk lets others give way."""

    def put_in_order(self, told: Callable[[], Commit], done: Callable[[], Done]) -> None:
        """Do a refused act with what may give way to it, in the book and in the model, and compare."""
        insert, open_counts = self.allowed
        before, known = self.model.balances(), self.days()
        entry = Entry(told, insert, open_counts)
        enter = Late(done, "nota terselip", insert=insert, open_counts=open_counts)
        self.walked["late"] += 1
        try:
            room = self.model.make_room(entry, self.today)
        except Refused as expected:
            self.must_refuse(lambda: late.enter_late(self.office, enter), expected.reasons)
            return
        result, pushed = late.enter_late(self.office, enter)
        ids = Ids(result.vouchers, result.prepared)
        attempt = self.model.enter_late(entry, room, self.today, ids)
        self.walked["put in order"] += 1
        assert ids.vouchers_left() == []
        assert pushed.copied.vouchers == attempt.docs
        self.compare_units()
        self.compare_balances(self.today)
        assert [str(finding) for finding in check(self.office)] == []
        after = self.model.balances()
        counted = {(line.doc.party, line.item) for line in room.counted}
        for key in {*before, *after}:
            if key[0] in self.model.ours and key not in counted:
                assert after[key] - before[key] == attempt.own[key]
        changes = self.days()
        changes.subtract(known)
        told_changes: Any = [
            ((one["since"], one["place"], one["item"]), one["change"])
            for notice in result.notices
            if notice.code == "LateEntry"
            for one in notice.values["changes"]  # type: ignore[attr-defined]
        ]
        assert dict(told_changes) == {
            key: many for key, many in changes.items() if many and key[0] < self.today
        }

    def days(self) -> Counter[tuple[date, int, int]]:
        """Return by how much each balance of ours changes on each day, by (day, place, item)."""
        found: Counter[tuple[date, int, int]] = Counter()
        for unit in self.model.units:
            for step in unit.steps:
                for place, sign in ((step.target, 1), (step.origin, -1)):
                    if place in self.model.ours:
                        found[step.day, place, unit.lot.item] += sign
        return found
