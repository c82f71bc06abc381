"""What a clerk does with goods and letters: buying, handing out, moving, signing."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ikm_desktop.distribution import handover as distribution
from ikm_desktop.goods import changing, opening, transfer, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.acts import Done
from ikm_desktop.office.clock import SteppingClock
from ikm_desktop.supply import handover, purchase, vendor_return
from tests.scenarios.clerk.late import PuttingInOrder
from tests.scenarios.clerk.world import back_days, choice, may_give_way, of_line, quantity
from tests.scenarios.desk import OFFICER
from tests.scenarios.ledger.rows import Commit, Ids, Letter


class Handing(PuttingInOrder):
    """Goods come in, letters are prepared, changed, signed, voided."""

    @rule(days=st.integers(1, 3))
    def wait(self, days: int) -> None:
        """Let days go by."""
        self.today += timedelta(days)
        assert isinstance(self.office.clock, SteppingClock)
        self.office.clock.go_to(self.today)

    @rule(pick=choice, where=choice, many=quantity, value=st.integers(0, 500), back=back_days)
    def open_balance(self, pick: int, where: int, many: int, value: int, back: int) -> None:
        """Goods of the day the book began."""
        day = self.day(back)
        places = [self.world.store, self.world.store, *self.world.people]
        line = (places[where % 4], self.item(pick), many, value)
        self.act(
            lambda: self.model.come_in("opening", day, self.world.fixed["opening"], None, [line]),
            lambda: opening.open_balances(self.office, day=day, lines=[opening.OpeningLine(*line)]),
            day,
        )

    @rule(
        lines=st.lists(st.tuples(choice, quantity, st.integers(0, 100)), min_size=1, max_size=3),
        extra=st.integers(0, 60),
        back=back_days,
    )
    def buy(self, lines: list[tuple[int, int, int]], extra: int, back: int) -> None:
        """A purchase of up to three lines, with its freight shared out in written order."""
        day = self.day(back)
        typed = [(self.item(pick), many, value) for pick, many, value in lines]
        kept = [line for line in typed if line[1]]
        weights = [value for _, _, value in kept] if any(value for _, _, value in kept) else [1] * len(kept)
        upto = [extra * sum(weights[:n]) // sum(weights) for n in range(len(kept) + 1)] if kept else [0]
        priced = [
            (self.world.store, item, many, value + upto[n + 1] - upto[n])
            for n, (item, many, value) in enumerate(kept)
        ]
        self.act(
            lambda: self.model.come_in("purchase", day, self.world.vendor, self.world.vendor, priced),
            lambda: purchase.receive_purchase(
                self.office,
                vendor=self.world.vendor,
                store=self.world.store,
                letter_date=day,
                lines=[purchase.PurchaseLine(*line) for line in typed],
                paper="NOTA-1",
                receiver=OFFICER,
                extra_cost=extra,
            ),
            day,
        )

    @rule(pick=choice, many=st.integers(1, 4), back=st.sampled_from([4, 3, 2]), allowed=may_give_way)
    def buy_late(self, pick: int, many: int, back: int, allowed: tuple[bool, bool]) -> None:
        """A purchase whose paper turned up late: before counts, perhaps."""
        self.allowed = allowed
        self.buy([(pick, many, 100 * many)], extra=0, back=back)

    @rule(
        first=st.lists(st.tuples(choice, quantity), max_size=2, unique_by=lambda line: line[0] % 3),
        second=st.lists(st.tuples(choice, quantity), max_size=2, unique_by=lambda line: line[0] % 3),
        where=choice,
        back=back_days,
    )
    def prepare_kit(
        self, first: list[tuple[int, int]], second: list[tuple[int, int]], where: int, back: int
    ) -> None:
        """A kit for two."""
        day, store = self.day(back), self.store(where)
        rows = [
            (place, list(dict(self.lines_at(store, lines)).items()))
            for place, lines in zip(self.world.people, (first, second), strict=True)
        ]
        self.act(
            lambda: self.model.prepare("supply", day, store, rows),
            lambda: handover.prepare_kit(
                self.office,
                batch=self.world.batch,
                store=store,
                letter_date=day,
                rows=[handover.KitRow(place, dict(lines)) for place, lines in rows],
                giver=OFFICER,
            ),
            day,
        )

    @rule(
        who=choice,
        pick=choice,
        part=st.integers(0, 2),
        back=st.sampled_from([3, 2, 3, 1]),
        allowed=may_give_way,
    )
    def hand_over_late(self, who: int, pick: int, part: int, back: int, allowed: tuple[bool, bool]) -> None:
        """A handover to one person, written up days later: more than is left of what lay there then."""
        self.allowed = allowed
        day, store, place = self.day(back), self.world.store, self.person(who)
        there = self.model.balances(day)
        items = [item for item in self.world.items if there[store, item]] or self.world.items
        item = items[pick % len(items)]
        left = sum(
            unit.lot.item == item and unit.place == store and unit.since is not None and unit.since <= day
            for unit in self.model.units
        )
        line = (item, max(min(left + part, there[store, item]), 1))

        def told() -> Commit:
            prepare = self.model.prepare("supply", day, store, [(place, [line])])

            def commit(ids: Ids) -> None:
                prepare(ids)
                self.model.sign([self.model.letters[-1]], day)(ids)

            return commit

        def done() -> Done:
            with self.office.one_act("hand_over") as act:
                letter = handover.prepare_handover(
                    self.office,
                    participant=place,
                    store=store,
                    letter_date=day,
                    lines=[GoodsLine(*line)],
                    giver=OFFICER,
                    batch=self.world.batch,
                )
                vouchers.sign(self.office, prepared=letter.prepared[-1:], day=day)
                return act.done()

        self.act(told, done, day)

    @rule(lines=st.lists(st.tuples(choice, quantity), min_size=1, max_size=3), back=back_days)
    def prepare_gift(self, lines: list[tuple[int, int]], back: int) -> None:
        """A letter to the church, perhaps with one item in two lines."""
        day = self.day(back)
        typed = self.lines_at(self.world.store, lines)
        self.act(
            lambda: self.model.prepare("distribution", day, self.world.store, [(self.world.church, typed)]),
            lambda: distribution.prepare_handover(
                self.office,
                institution=self.world.church,
                store=self.world.store,
                letter_date=day,
                lines=[GoodsLine(*line) for line in typed],
                signer="Penerima CONTOH",
            ),
            day,
        )

    @rule(lines=st.lists(st.tuples(choice, quantity), min_size=1, max_size=2), where=choice, back=back_days)
    def prepare_transfer(self, lines: list[tuple[int, int]], where: int, back: int) -> None:
        """From one store to the other."""
        day, source = self.day(back), self.store(where)
        target = self.world.store if source == self.world.depot else self.world.depot
        typed = self.lines_at(source, lines)
        self.act(
            lambda: self.model.prepare("transfer", day, source, [(target, typed)]),
            lambda: transfer.prepare_transfer(
                self.office,
                source=source,
                target=target,
                letter_date=day,
                lines=[GoodsLine(*line) for line in typed],
            ),
            day,
        )

    @precondition(lambda self: self.model.lines_of("purchase"))
    @rule(picks=st.lists(st.tuples(choice, quantity), min_size=1, max_size=2), back=back_days)
    def prepare_vendor_return(self, picks: list[tuple[int, int]], back: int) -> None:
        """Bought goods back to the vendor, each of its own purchase line."""
        day, bought = self.day(back), self.model.lines_of("purchase")
        chosen = [(bought[pick % len(bought)], many) for pick, many in picks]
        wishes = [(line.item or 0, many, of_line(line)) for line, many in chosen]
        self.act(
            lambda: self.model.prepare("vendor_return", day, self.world.store, [(self.world.vendor, wishes)]),
            lambda: vendor_return.prepare_vendor_return(
                self.office,
                vendor=self.world.vendor,
                store=self.world.store,
                letter_date=day,
                lines=[
                    vendor_return.VendorReturnLine(self.line_id(line), many, "cacat") for line, many in chosen
                ],
            ),
            day,
        )

    def live_letters(self) -> list[Letter]:
        """Return the letters that can be signed."""
        return [one for one in self.model.letters if one.state == "prepared" and one.kind != "delivery"]

    def letters(self, picks: list[int]) -> list[Letter]:
        """Return letters: mostly live ones with goods, each once; now and then any, as often as picked."""
        letters, live = self.model.letters, self.live_letters()
        if picks[0] % 8 == 5:
            return [letters[pick % len(letters)] for pick in picks]
        return list(dict.fromkeys(live[pick % len(live)] for pick in picks))

    @precondition(lambda self: self.live_letters())
    @rule(picks=st.lists(choice, min_size=1, max_size=3), back=back_days)
    def sign(self, picks: list[int], back: int) -> None:
        """Sign up to three letters, in any order."""
        day, letters = self.day(back), self.letters(picks)
        self.act(
            lambda: self.model.sign(letters, day),
            lambda: vouchers.sign(self.office, prepared=[letter.id for letter in letters], day=day),
            day,
        )

    @precondition(lambda self: self.live_letters())
    @rule(picks=st.lists(choice, min_size=1, max_size=2))
    def void(self, picks: list[int]) -> None:
        """Void letters."""
        letters = self.letters(picks)
        self.act(
            lambda: self.model.void(letters),
            lambda: vouchers.void(
                self.office, prepared=[letter.id for letter in letters], reason="salah tulis"
            ),
            self.today,
        )

    @precondition(lambda self: self.live_letters())
    @rule(
        picks=st.lists(choice, min_size=1, max_size=1),
        lines=st.none() | st.lists(st.tuples(choice, quantity), min_size=1, max_size=2),
        back=st.none() | back_days,
    )
    def change(self, picks: list[int], lines: list[tuple[int, int]] | None, back: int | None) -> None:
        """Change a letter's lines or date: its units are chosen anew."""
        (letter,) = self.letters(picks)
        day = None if back is None else self.day(back)
        wishes = None if lines is None else [(self.item(pick), many) for pick, many in lines]
        if (day is None and wishes is None) or (letter.kind == "vendor_return" and wishes is not None):
            return
        self.act(
            lambda: self.model.change(letter, day, wishes),
            lambda: changing.change_prepared(
                self.office,
                prepared=letter.id,
                letter_date=day,
                lines=None if wishes is None else [GoodsLine(*wish) for wish in wishes],
            ),
            day or letter.day,
        )
