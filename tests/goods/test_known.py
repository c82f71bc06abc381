"""A day as it was known, beside what it is now: every act between accounts for every difference."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from ikm_desktop.goods.balances import Balance
from ikm_desktop.goods.corrections import known_and_corrected
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_what_was_known_and_what_is(desk: Desk) -> None:
    """A late purchase and a late handover change the day; what was entered in time does not."""
    cloth = things.a_material(desk.office)
    desk.buy((cloth, 1_000, 10_000))
    later = DAY + timedelta(days=3)
    desk.today(later)
    purchase = desk.buy((cloth, 500, 6_000), day=DAY)
    desk.supply(desk.ani, {cloth: 300}, day=DAY)
    desk.supply(desk.ani, {cloth: 100}, day=later)
    with desk.office.reading() as connection:
        found = known_and_corrected(connection, known_on=DAY, on=DAY)
        same = known_and_corrected(connection, known_on=later, on=DAY)
    rows = {row.place: row for row in found.rows}
    assert (rows[desk.store].then, rows[desk.store].now) == (Balance(1_000, 10_000), Balance(1_200, 13_000))
    assert (rows[desk.ani].then, rows[desk.ani].now) == (Balance(0, 0), Balance(300, 3_000))
    assert purchase in found.acts[0].vouchers
    changed: Counter[tuple[int, int]] = Counter()
    for act in found.acts:
        for change in act.changes:
            changed[change.place, change.item] += change.quantity
    assert changed == {(row.place, row.item): row.now.quantity - row.then.quantity for row in found.rows}
    assert same.acts == ()
    assert not any(row.is_corrected for row in same.rows)
