"""What a clerk does with makers: receiving, mending, giving back, paying, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ikm_desktop.buyback import give_back, payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import onward
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.goods import waste
from ikm_desktop.supply import take_back
from tests.scenarios.clerk.handing import Handing
from tests.scenarios.clerk.world import back_days, choice, quantity
from tests.scenarios.desk import OFFICER
from tests.scenarios.ledger.rows import Commit, Ids, Letter, Line, Made, Reason, Refused

made = st.builds(
    Made,
    st.integers(0, 4),
    st.integers(0, 3),
    st.none() | st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.sampled_from([True, True, False]),
    st.sampled_from([0, 0, 0, 0, 1, 3]),
    st.booleans(),
)


class Making(Handing):
    """Products come and go, and are paid."""

    @rule(
        who=choice,
        lines=st.lists(st.tuples(choice, quantity, choice), min_size=1, max_size=2),
        back=back_days,
    )
    def take_back(self, who: int, lines: list[tuple[int, int, int]], back: int) -> None:
        """Goods come back from a person, now and then of one handover only."""
        day, place = self.day(back), self.person(who)
        handed = [line for line in self.model.lines_of("supply") if line.doc.party == place]
        typed: list[tuple[int, int, Line | None]] = []
        for pick, many, which in lines:
            line = handed[which % len(handed)] if handed and which % 2 else None
            item = self.item_at(place, pick) if line is None else line.item or 0
            typed.append((item, self.some(place, item, many), line))
        self.act(
            lambda: self.model.carry(
                "return",
                day,
                place,
                self.world.store,
                typed,
            ),
            lambda: take_back.take_back(
                self.office,
                participant=place,
                store=self.world.store,
                letter_date=day,
                lines=[
                    take_back.ReturnLine(item, many, None if of is None else self.line_id(of))
                    for item, many, of in typed
                ],
                receiver=OFFICER,
            ),
            day,
        )

    @rule(
        who=choice,
        made=st.lists(made, min_size=1, max_size=2),
        spoiled=st.none() | st.tuples(st.integers(0, 1), quantity),
        back=back_days,
    )
    def receive(self, who: int, made: list[Made], back: int, spoiled: tuple[int, int] | None = None) -> None:
        """Products inspected at once; now and then with waste on the same form."""
        day, maker, lines = self.day(back), self.person(who), self.delivered(made)
        wasted = [] if spoiled is None or lines[0].cut else [(self.item(spoiled[0]), spoiled[1])]
        self.act(
            lambda: self.model.deliver(maker, self.world.store, day, lines, wasted),
            lambda: receiving.receive_products(
                self.office,
                maker=maker,
                store=self.world.store,
                batch=self.world.batch,
                letter_date=day,
                receiver=OFFICER,
                lines=[self.typed(line) for line in lines],
                waste=[waste.WasteLine(item, many, "sobek") for item, many in wasted],
            ),
            day,
        )

    @rule(who=choice, made=made, back=back_days)
    def mend(self, who: int, made: Made, back: int) -> None:
        """Pieces she holds are delivered again."""
        day, maker = self.day(back), self.person(who)
        line = replace(self.delivered([made])[0], cut={})
        self.act(
            lambda: self.model.mend(maker, self.world.store, day, line),
            lambda: receiving.receive_products(
                self.office,
                maker=maker,
                store=self.world.store,
                batch=self.world.batch,
                letter_date=day,
                receiver=OFFICER,
                lines=[replace(self.typed(line), again=True)],
            ),
            day,
        )

    def delivered(self, made: Sequence[Made]) -> list[Made]:
        """Return lines with their materials by item; off-cuts only where nothing after could use them."""
        world, found = self.world, []
        for one in made:
            typed: Any = one.materials
            materials = None if typed is None else {world.cloth: typed[0], world.thread: typed[1]}
            many: Any = one.cut
            cut = {world.thread: many} if many and len(made) == 1 else {}
            found.append(replace(one, materials=materials, cut=cut))
        return found

    def typed(self, one: Made) -> DeliveryLine:
        """Return a delivery line as the clerk types it."""
        return DeliveryLine(
            self.world.mask,
            one.delivered,
            one.accepted,
            one.rejected,
            reason="noda",
            materials=one.materials,
            own_reason="sisa di rumah" if one.own else "",
            offcuts=one.cut,
            offcuts_to_store=one.cut_to_store,
        )

    @rule(who=choice, made=made, back=back_days)
    def receive_uninspected(self, who: int, made: Made, back: int) -> None:
        """Products at the door: nothing is booked."""
        day, maker, (line,) = self.day(back), self.person(who), self.delivered([made])
        if line.delivered == 0:
            return

        def told() -> Commit:
            if self.model.is_closed(day):
                raise Refused(self.model.guard(day, ()))

            def commit(ids: Ids) -> None:
                no = ids.paper()
                self.model.letters.append(
                    Letter(no, "delivery", day, self.world.store, maker, [], body=line, list=-no)
                )

            return commit

        self.act(
            told,
            lambda: receiving.prepare_delivery(
                self.office,
                maker=maker,
                store=self.world.store,
                batch=self.world.batch,
                letter_date=day,
                receiver=OFFICER,
                lines=[self.typed(line)],
            ),
            day,
        )

    @precondition(lambda self: any(one.kind == "delivery" for one in self.model.letters))
    @rule(pick=choice, again=st.none() | made, back=back_days)
    def inspect(self, pick: int, again: Made | None, back: int) -> None:
        """The inspection posts what was found, as noted at the door or otherwise."""
        day = self.day(back)
        waiting = [one for one in self.model.letters if one.kind == "delivery"]
        letter = waiting[pick % len(waiting)]
        found = letter.body if again is None else self.delivered([again])[0]
        assert isinstance(found, Made)

        def told() -> Commit:
            if letter.state != "prepared":
                raise Refused([("WrongState",)])
            reasons: list[Reason] = [("WrongDay", letter.day)] if day < letter.day else []
            try:
                commit = self.model.deliver(letter.party, self.world.store, day, [found])
            except Refused as refused:
                reasons += refused.reasons
            if reasons:
                raise Refused(reasons)

            def post(ids: Ids) -> None:
                letter.state = "posted"
                commit(ids)

            return post

        self.act(
            told,
            lambda: receiving.inspect(
                self.office,
                prepared=letter.id,
                lines=None if again is None else [self.typed(found)],
                day=day,
            ),
            day,
        )

    @precondition(lambda self: self.model.lines_of("delivery"))
    @rule(pick=choice, many=st.integers(1, 5), back=back_days)
    def give_back(self, pick: int, many: int, back: int) -> None:
        """Bought pieces go back to their maker."""
        day = self.day(back)
        delivered = self.model.lines_of("delivery")
        line = delivered[pick % len(delivered)]
        maker = line.doc.party or 0
        self.act(
            lambda: self.model.carry(
                "give_back", day, self.world.store, maker, [(self.world.mask, many, line)]
            ),
            lambda: give_back.give_back(
                self.office,
                line=self.line_id(line),
                quantity=many,
                reason="jahitan lepas",
                letter_date=day,
            ),
            day,
        )

    @precondition(lambda self: self.model.lines_of("delivery", "purchase"))
    @rule(
        picks=st.lists(st.tuples(choice, st.none() | st.integers(1, 3000)), min_size=1, max_size=3),
        back=back_days,
    )
    def pay(self, picks: list[tuple[int, int | None]], back: int) -> None:
        """Pay lines of one person or of the vendor, in parts or whole."""
        day = self.day(back)
        payable = self.model.lines_of("delivery", "purchase")
        party = payable[picks[0][0] % len(payable)].doc.party
        payable = [line for line in payable if line.doc.party == party]
        chosen = [(payable[pick % len(payable)], part) for pick, part in picks]
        self.act(
            lambda: self.model.pay(day, chosen, self.world.vendor),
            lambda: payment.pay(
                self.office,
                payee=party,
                letter_date=day,
                lines=[payment.PayLine(self.line_id(line), part) for line, part in chosen],
            ),
            day,
        )

    @rule(
        where=choice,
        lines=st.lists(st.tuples(choice, quantity), min_size=1, max_size=2),
        final=st.booleans(),
        back=back_days,
    )
    def waste(self, where: int, lines: list[tuple[int, int]], final: bool, back: int) -> None:  # noqa: FBT001 - drawn
        """Something is spoiled, or written off."""
        day = self.day(back)
        place = (self.world.store, self.world.depot, *self.world.people)[where % 4]
        typed = self.lines_at(place, lines)
        book = waste.write_off if final else waste.record_waste
        self.act(
            lambda: self.model.carry(
                "write_off" if final else "waste",
                day,
                place,
                self.world.fixed["wasted"],
                [(item, many, None) for item, many in typed],
            ),
            lambda: book(
                self.office,
                place=place,
                letter_date=day,
                lines=[waste.WasteLine(item, many, "basah") for item, many in typed],
            ),
            day,
        )

    @precondition(lambda self: self.model.lines_of("distribution"))
    @rule(pick=choice, many=quantity, where=choice, back=back_days)
    def take_back_gift(self, pick: int, many: int, where: int, back: int) -> None:
        """The church gives some of a handover back."""
        day, store = self.day(back), self.store(where)
        handed = self.model.lines_of("distribution")
        line = handed[pick % len(handed)]
        self.act(
            lambda: self.model.carry(
                "recipient_return", day, self.world.church, store, [(line.item or 0, many, line)]
            ),
            lambda: gifts_back.take_back(
                self.office,
                institution=self.world.church,
                store=store,
                letter_date=day,
                lines=[gifts_back.TakenBackLine(self.line_id(line), many, "kelebihan")],
                receiver=OFFICER,
            ),
            day,
        )

    @precondition(lambda self: self.model.lines_of("distribution"))
    @rule(pick=choice, many=quantity, back=back_days)
    def report_onward(self, pick: int, many: int, back: int) -> None:
        """The church tells how much it handed on."""
        day, handed = self.day(back), self.model.lines_of("distribution")
        line = handed[pick % len(handed)]
        self.act(
            lambda: self.model.report(line, day, many),
            lambda: onward.report_onward(
                self.office,
                voucher=line.doc.id,
                letter_date=day,
                lines=[onward.OnwardLine(self.line_id(line), many, "Warga CONTOH")],
            ),
            day,
        )
