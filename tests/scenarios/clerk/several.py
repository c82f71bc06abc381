"""What a clerk does for several people at once, and what changes from a day on: prices and recipes."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ikm_desktop.buyback import payment
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.buyback.receiving_many import MakersLine, receive_from_many
from ikm_desktop.goods import prices, recipes, waste
from tests.scenarios.clerk.making import Making, made
from tests.scenarios.clerk.world import back_days, choice, quantity
from tests.scenarios.desk import OFFICER
from tests.scenarios.ledger.money import all_of
from tests.scenarios.ledger.rows import Commit, Ids, Line, Made, Reason, Recipe, Refused

since = st.sampled_from([0, 0, 0, 2, 5, -1])
"""From how many days before today on a price or a recipe is valid."""


class Several(Making):
    """A whole batch in one act; a price list and recipes with dates."""

    @rule(
        deliveries=st.lists(
            st.tuples(choice, made, st.none() | st.tuples(st.integers(0, 1), quantity)),
            min_size=1,
            max_size=2,
            unique_by=lambda one: one[0] % 2,
        ),
        back=back_days,
    )
    def receive_from_many(
        self, deliveries: list[tuple[int, Made, tuple[int, int] | None]], back: int
    ) -> None:
        """Products of several makers on one letter, with what was spoiled beside them."""
        day, typed = self.day(back), list[tuple[int, Made, list[tuple[int, int]]]]()
        for who, drawn, spoiled in deliveries:
            (line,) = self.delivered([drawn])
            wasted = [] if spoiled is None or line.cut else [(self.item(spoiled[0]), spoiled[1])]
            typed.append((self.person(who), line, wasted))

        def told() -> Commit:
            commits, reasons = list[Commit](), list[Reason]()
            kept = [one for one in typed if one[1].delivered]
            for maker, line, wasted in kept:
                try:
                    commits.append(self.model.deliver(maker, self.world.store, day, [line], wasted))
                except Refused as refused:
                    reasons += refused.reasons
            return all_of(commits, reasons if kept else [("NothingChosen",)])

        self.act(
            told,
            lambda: receive_from_many(
                self.office,
                batch=self.world.batch,
                store=self.world.store,
                letter_date=day,
                receiver=OFFICER,
                deliveries=[
                    MakersLine(
                        maker,
                        self.typed(line),
                        [waste.WasteLine(item, many, "sobek") for item, many in wasted],
                    )
                    for maker, line, wasted in typed
                ],
            ),
            day,
        )

    @precondition(lambda self: self.model.lines_of("delivery", "purchase"))
    @rule(
        picks=st.lists(st.tuples(choice, st.none() | st.integers(1, 3000)), min_size=1, max_size=4),
        back=back_days,
    )
    def pay_many(self, picks: list[tuple[int, int | None]], back: int) -> None:
        """Pay several people in one act."""
        day, payable = self.day(back), self.model.lines_of("delivery", "purchase")
        chosen: dict[int, list[tuple[Line, int | None]]] = {}
        for pick, part in picks:
            line = payable[pick % len(payable)]
            chosen.setdefault(line.doc.party or 0, []).append((line, part))
        self.act(
            lambda: self.model.pay_many(day, list(chosen.values()), self.world.vendor),
            lambda: pay_many(
                self.office,
                batch=self.world.batch,
                letter_date=day,
                payments=[
                    Payment(party, [payment.PayLine(self.line_id(line), part) for line, part in lines])
                    for party, lines in chosen.items()
                ],
            ),
            day,
        )

    @rule(price=st.sampled_from([0, 1, 700, 1000, 1333]), since=since)
    def set_price(self, price: int, since: int) -> None:
        """The price of the product is another from a day on."""
        day = self.today - timedelta(since)

        def commit(_: Ids) -> None:
            self.model.prices[day] = price

        self.act(
            lambda: commit,
            lambda: prices.set_price(self.office, item=self.world.mask, price=price, valid_from=day),
            self.today,
        )

    @rule(
        cloth=st.integers(1, 4), thread=st.integers(0, 2), yields=st.sampled_from([1, 2, 2, 3]), since=since
    )
    def add_recipe(self, cloth: int, thread: int, yields: int, since: int) -> None:
        """The product is made otherwise from a day on."""
        day, world = self.today - timedelta(since), self.world
        materials = {world.cloth: cloth} | ({world.thread: thread} if thread else {})

        def commit(_: Ids) -> None:
            self.model.recipes.append(Recipe(day, materials, yields))

        self.act(
            lambda: commit,
            lambda: recipes.add_recipe(
                self.office,
                product=world.mask,
                yields=yields,
                lines=[recipes.RecipeLine(item, many) for item, many in materials.items()],
                valid_from=day,
                mode="bolehkan",
            ),
            self.today,
        )
