"""Late work at random: counts, closings, repairs, and whatever comes late is put in order where it can be.

After each act the whole self-check and both proofs; after each late entry every place has what it had, but
for the entry itself and for what was counted. `IKM_FAULTS=long` walks for long.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import give_back, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.errors import Refusal
from ikm_desktop.goods import periods, reversal, transfer, vouchers, waste
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.insertion import Late
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.values import value_balance
from ikm_desktop.office.acts import Done
from ikm_desktop.reports import late
from ikm_desktop.supply import handover, take_back
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk

LONG = os.environ.get("IKM_FAULTS") == "long"
SEEDS, STEPS = (range(400), 60) if LONG else (range(1), 22)

Enter = Callable[[], Done]


class Walk:
    """A clerk who writes up what happened days ago, in no order."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.desk = Desk(folder)
        self.office = self.desk.office
        self.chance = random.Random(seed)
        self.cloth, self.scrap = (things.a_material(self.office, unit=PIECE) for _ in range(2))
        self.mask = things.a_product(self.office, price=1000)
        things.a_recipe(self.office, self.mask, {self.cloth: 1}, mode="bolehkan")
        self.items = [self.cloth, self.cloth, self.mask, self.scrap]
        self.depot = things.a_store(self.office)
        self.people = [self.desk.ani, self.desk.budi]
        self.places = [self.desk.store, self.depot, *self.people]
        self.inserted = 0
        for place, many in ((self.desk.store, 20), *((one, 8) for one in self.people)):
            lines = [OpeningLine(place, item, many, 100 * many + 7) for item in (self.cloth, self.mask)]
            open_balances(self.office, day=DAY - timedelta(10), lines=lines)

    # --- one step -----------------------------------------------------------------------------------

    def step(self) -> None:
        """Do something, late where it must be, and check everything."""
        acts = (
            *(self.supply,) * 3,
            *(self.receive,) * 3,
            *(self.gift,) * 2,
            self.open_some,
            self.back,
            self.again,
            self.given_back,
            self.gift_back,
            self.spoil,
            self.move,
            self.count,
            self.count,
            self.undo,
            self.close_or_open,
        )
        enter = self.chance.choice(acts)()
        if enter is None:
            return
        try:
            enter()
        except Refusal as refused:
            if {way.key for way in refused.ways_out} & {"sisipkan", "buka-opname"}:
                with suppress(Refusal):
                    self.put_in_order(enter)
        self.check()

    def check(self) -> None:
        """Find nothing, and explain every piece and every rupiah."""
        assert [str(finding) for finding in check(self.office)] == []
        with self.office.reading() as connection:
            value = value_balance(connection)
            assert (value.unexplained, value.misplaced) == (0, 0)
            assert conservation(connection).unexplained == 0

    def put_in_order(self, enter: Enter) -> None:
        """Enter late with what gives way; all else stays where it was."""
        before = self.stock()
        done, _ = late.enter_late(self.office, Late(enter, "nota terselip"))
        self.inserted += 1
        own, counted = self.moved_by(done)
        after = self.stock()
        for key in {*before, *after, *own} - counted:
            assert after[key] - before[key] == own[key], key

    def stock(self) -> Counter[tuple[int, int]]:
        """Return quantities by (place, item) of ours."""
        with self.office.reading() as connection:
            rows = on_hand_of_everything(connection)
        return Counter({(row.place, row.item): row.quantity for row in rows})

    def moved_by(self, done: Done) -> tuple[Counter[tuple[int, int]], set[tuple[int, int]]]:
        """Return what the late entry itself moved, and what was counted anew."""
        mine = "v.entry = ? AND v.corrects IS NULL AND coalesce(v.reverses, 0) NOT IN "
        copied = "(SELECT corrects FROM voucher WHERE entry = v.entry AND corrects IS NOT NULL)"
        found: Counter[tuple[int, int]] = Counter()
        with self.office.reading() as connection:
            for end, sign in (("to_place", 1), ("from_place", -1)):
                rows = connection.exec_driver_sql(
                    f"SELECT m.{end}, m.item, sum(m.quantity) FROM move m JOIN voucher v ON v.id = m.voucher"
                    f" JOIN place p ON p.id = m.{end} WHERE p.kind IN ('store', 'participant')"
                    f" AND {mine}{copied} GROUP BY 1, 2",
                    (done.entry,),
                )
                for place, item, quantity in rows:
                    found[place, item] += sign * quantity
            counted = connection.exec_driver_sql(
                "SELECT v.counterpart, l.item FROM line l JOIN voucher v ON v.id = l.voucher"
                " WHERE v.kind = 'count' AND v.entry = ?",
                (done.entry,),
            )
            return found, {(place, item) for place, item in counted}

    # --- what can happen ----------------------------------------------------------------------------

    def day(self) -> date:
        """A day of the last week, often today."""
        return DAY - timedelta(self.chance.choice([0, 0, 0, 1, 2, 4, 8]))

    def many(self) -> int:
        """A small quantity."""
        return self.chance.choice([1, 2, 3, 5])

    def lines_of(self, kind: str) -> list[tuple[int, int, int]]:
        """Return line, item and counterpart of all vouchers of a kind."""
        with self.office.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT l.id, l.item, v.counterpart FROM line l JOIN voucher v ON v.id = l.voucher"
                " WHERE v.kind = ?",
                (kind,),
            )
            return [(line, item, party) for line, item, party in rows]

    def open_some(self) -> Enter:
        """Goods turn up from before the book."""
        place, item = self.chance.choice(self.places), self.chance.choice(self.items)
        line, day = OpeningLine(place, item, self.many() * 2, self.chance.randint(0, 500)), self.day()
        return lambda: open_balances(self.office, day=day, lines=[line])

    def supply(self) -> Enter:
        """A handover, signed on its day."""
        place, day = self.chance.choice(self.people), self.day()
        line = GoodsLine(self.chance.choice(self.items), self.many())

        def enter() -> Done:
            done = handover.prepare_handover(
                self.office,
                participant=place,
                store=self.desk.store,
                letter_date=day,
                lines=[line],
                giver=OFFICER,
                batch=self.desk.batch,
            )
            return vouchers.sign(self.office, prepared=done.prepared, day=day)

        return enter

    def back(self) -> Enter:
        """A person brings something back."""
        place, day = self.chance.choice(self.people), self.day()
        line = take_back.ReturnLine(self.chance.choice(self.items), self.many())
        return lambda: take_back.take_back(
            self.office,
            participant=place,
            store=self.desk.store,
            letter_date=day,
            lines=[line],
            receiver=OFFICER,
        )

    def receive(self) -> Enter:
        """Products, now and then with off-cuts or something spoiled."""
        offcuts = {self.scrap: 1} if self.chance.random() < 0.3 else {}
        spoiled = [waste.WasteLine(self.cloth, 1, "sobek")] if self.chance.random() < 0.2 else []
        good, bad = self.many(), self.chance.choice([0, 0, 1])
        line = DeliveryLine(
            self.mask,
            good + bad,
            good,
            bad,
            "noda",
            offcuts=offcuts,
            own_reason=self.chance.choice(["", "x"]),
        )
        return self._received(line, spoiled)

    def again(self) -> Enter:
        """Pieces are delivered again, now and then with material for the repair."""
        good, bad = self.many(), self.chance.choice([0, 0, 1])
        materials = {self.cloth: self.chance.randint(0, 1)}
        return self._received(
            DeliveryLine(self.mask, good + bad, good, bad, "noda", materials=materials, again=True), []
        )

    def _received(self, line: DeliveryLine, spoiled: list[waste.WasteLine]) -> Enter:
        maker, day = self.chance.choice(self.people), self.day()
        return lambda: receiving.receive_products(
            self.office,
            maker=maker,
            store=self.desk.store,
            batch=self.desk.batch,
            letter_date=day,
            receiver=OFFICER,
            lines=[line],
            waste=spoiled,
        )

    def given_back(self) -> Enter | None:
        """Bought pieces go back to their maker."""
        known = self.lines_of("delivery")
        if not known:
            return None
        line, many, day = self.chance.choice(known)[0], self.many(), self.day()
        return lambda: give_back.give_back(
            self.office, line=line, quantity=many, reason="lepas", letter_date=day
        )

    def gift(self) -> Enter:
        """Something for the church."""
        day, line = self.day(), GoodsLine(self.chance.choice(self.items), self.many())

        def enter() -> Done:
            done = distribution.prepare_handover(
                self.office,
                institution=self.desk.church,
                store=self.desk.store,
                letter_date=day,
                lines=[line],
                signer="Penerima CONTOH",
            )
            return vouchers.sign(self.office, prepared=done.prepared, day=day)

        return enter

    def gift_back(self) -> Enter | None:
        """The church gives something back."""
        known = self.lines_of("distribution")
        if not known:
            return None
        day, line = self.day(), gifts_back.TakenBackLine(self.chance.choice(known)[0], 1, "lebih")
        return lambda: gifts_back.take_back(
            self.office,
            institution=self.desk.church,
            store=self.desk.store,
            letter_date=day,
            lines=[line],
            receiver=OFFICER,
        )

    def spoil(self) -> Enter:
        """Something is spoiled."""
        place, day = self.chance.choice(self.places), self.day()
        lines = [waste.WasteLine(self.chance.choice(self.items), self.many(), "basah")]
        return lambda: waste.record_waste(self.office, place=place, letter_date=day, lines=lines)

    def move(self) -> Enter:
        """From one store to the other."""
        day, line = self.day(), GoodsLine(self.chance.choice(self.items), self.many())
        source, target = self.chance.sample([self.desk.store, self.depot], 2)

        def enter() -> Done:
            done = transfer.prepare_transfer(
                self.office, source=source, target=target, letter_date=day, lines=[line]
            )
            return vouchers.sign(self.office, prepared=done.prepared, day=day)

        return enter

    def count(self) -> Enter:
        """A place is counted; some items fit, some do not."""
        place, day, seed = self.chance.choice(self.places), self.day(), self.chance.random()

        def enter() -> Done:
            chance = random.Random(seed)
            sheet = open_count(self.office, place=place, day=day)
            counted = {line.item.id: max(line.book + chance.choice([0, 0, 2, -1]), 0) for line in sheet.lines}
            return post_count(
                self.office, sheet=sheet.counting(counted, reasons=dict.fromkeys(counted, "dihitung"))
            )

        return enter

    def undo(self) -> Enter | None:
        """Something is reversed, today or on its own day."""
        with self.office.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, day FROM voucher WHERE kind <> 'reversal'").all()
        voucher, day = self.chance.choice(rows)
        on = self.chance.choice([None, date.fromisoformat(day)])
        return lambda: reversal.reverse(self.office, voucher=voucher, reason="salah", on=on)

    def close_or_open(self) -> None:
        """A period is closed, or the last one opened again."""
        with suppress(Refusal):
            if self.chance.random() < 0.5:
                periods.close_period(self.office, through=DAY - timedelta(self.chance.choice([6, 9])))
            else:
                periods.reopen_period(self.office, reason="nota tertinggal")


@pytest.mark.parametrize("seed", SEEDS)
def test_v12_late_work_in_any_order_keeps_the_book(tmp_path: Path, seed: int) -> None:
    """A book written up late says on every day what it would have said in time, or refuses."""
    walk = Walk(tmp_path, seed)
    try:
        for _ in range(STEPS):
            walk.step()
        assert walk.inserted
    finally:
        walk.office.close()
