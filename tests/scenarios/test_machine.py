"""Any random list of acts: the book and a simple independent account of it say the same (scenario V12).

After every act: who may do what (and with which figures it is refused), where each unit lies and since when,
what is pinned, every balance and value today and on a random day. `IKM_FAULTS=long` runs it for long.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import give_back, payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.errors import (
    AlreadyReversed,
    Blocked,
    NotEnough,
    NotOnThisPaper,
    Overpaid,
    OwnMaterial,
    Paid,
    Refusal,
    Reserved,
    WrongDay,
)
from ikm_desktop.goods import balances, changing, opening, reversal, transfer, vouchers, waste
from ikm_desktop.goods.places import fixed_place
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.supply import handover, purchase, take_back, vendor_return
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk
from tests.scenarios.model import Commit, Doc, Letter, Line, Made, Model, Reason, Refused, Unit

CAMPAIGN = os.environ.get("IKM_FAULTS", "")
FULL = CAMPAIGN == "long"
EXAMPLES, STEPS = {"long": (1500, 80), "mutant": (200, 30)}.get(CAMPAIGN, (26, 30))
PRICE = 1000

choice = st.integers(0, 999)
quantity = st.sampled_from([1, 2, 3, 4, 2, 1, 3, 0, 6, 9])
back_days = st.sampled_from([0, 0, 0, 0, 0, 0, 1, 2, 5, -1])
"""How many days before today; mostly today, once in a while tomorrow."""


class World:
    """A book that is set up, copied for each run, what stands in it, and the model of its first acts."""

    start: Model

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        desk = Desk(folder)
        self.store, self.vendor, self.church, self.batch = desk.store, desk.vendor, desk.church, desk.batch
        self.people = [desk.ani, desk.budi]
        self.cloth, self.thread = (things.a_material(desk.office, unit=PIECE) for _ in range(2))
        self.mask = things.a_product(desk.office, price=PRICE)
        things.a_recipe(desk.office, self.mask, {self.cloth: 3, self.thread: 1}, yields=2, mode="bolehkan")
        self.items = [self.cloth, self.thread, self.mask]
        with desk.office.reading() as connection:
            kinds = ("opening", "own", "used", "wasted")
            self.fixed = {kind: fixed_place(connection, kind) for kind in kinds}  # type: ignore[arg-type]
        self.depot = things.a_store(desk.office, "Gudang II")
        desk.office.close()

    def model(self) -> Model:
        """Return the other account of this world, still empty."""
        ours = [self.store, self.depot, *self.people]
        model = Model(ours=ours, fixed=self.fixed, product=self.mask, price=PRICE)
        model.recipe, model.yields = {self.cloth: 3, self.thread: 1}, 2
        return model


def brought_by(line: Line | None) -> Callable[[Unit], bool]:
    """Return which units a handover line brought; all where none is named."""
    return lambda unit: line is None or unit.live[-1].line is line


def of_line(line: Line) -> Callable[[Unit], bool]:
    """Return which units a purchase line brought in."""
    return lambda unit: unit in line.units


def any_unit(_: Unit) -> bool:
    """Every unit will do."""
    return True


@cache
def the_world() -> World:
    """Return the one world all runs start from."""
    world = World(Path(tempfile.mkdtemp(prefix="ikm-machine-")))
    clerk = Office2020()
    clerk.sit_down(world, world.folder, world.model())
    clerk.work_a_little()
    clerk.office.close()
    world.start = clerk.model
    return world


FIGURES: dict[type[Refusal], tuple[str, ...]] = {
    NotEnough: ("needed", "available", "first_free_day"),
    Reserved: ("needed", "available"),
    Blocked: ("possible", "asked"),
    OwnMaterial: ("needed", "held"),
    Overpaid: ("payable", "asked"),
    Paid: ("paid", "would_owe"),
    WrongDay: ("limit",),
    NotOnThisPaper: ("number",),
    AlreadyReversed: ("line",),
}
"""The figures of each refusal that the model works out too."""


def key_figures(reason: Refusal) -> Reason:
    """Return a refusal as the model says it."""
    figures = FIGURES.get(type(reason), ())
    return (type(reason).__name__, *(getattr(reason, name) for name in figures))


class Office2020(RuleBasedStateMachine):
    """A clerk who does anything at any time, beside a model that knows every unit."""

    @initialize()
    def open_the_book(self) -> None:
        """Copy the world and go on from where it stands."""
        world = the_world()
        folder = Path(tempfile.mkdtemp(prefix="ikm-run-"))
        shutil.copytree(world.folder, folder, dirs_exist_ok=True)
        self.sit_down(world, folder, copy.deepcopy(world.start))

    def sit_down(self, world: World, folder: Path, model: Model) -> None:
        """Open the book of a folder beside its model."""
        self.world, self.folder, self.model = world, folder, model
        self.today = DAY
        self.office = Office(folder, clock=SteppingClock(at(DAY)), actor=OFFICER, durable=False)
        self.acts = 0

    def work_a_little(self) -> None:
        """Buy, hand out, receive, give away and pay, so that there is something to go wrong."""
        self.buy([(0, 9, 1000), (1, 7, 100), (0, 8, 333)], extra=50, back=4)
        for who in (2, 3):
            self.open_balance(0, who, 7, 100, back=3)
        self.prepare_kit([(0, 3), (1, 2)], [(0, 4), (1, 3)], 0, back=3)
        self.sign([1, 2], back=2)
        self.receive(0, [Made(3, 1, None)], back=1)
        self.receive(1, [Made(4, 0, None), Made(1, 1, None, own=True)], back=1)
        self.prepare_gift([(2, 3)], back=1)
        self.sign([1], back=1)
        self.pay([(4, 500)], back=1)
        self.prepare_gift([(2, 2), (0, 1)], back=0)
        self.receive_uninspected(0, Made(1, 1, None, own=True), back=0)

    def teardown(self) -> None:
        """Check the whole book and throw it away."""
        if hasattr(self, "office"):
            try:
                assert [str(finding) for finding in check(self.office)] == []
            finally:
                self.office.close()
                shutil.rmtree(self.folder)

    # --- one act ------------------------------------------------------------------------------------

    def act(self, told: Callable[[], Commit], done: Callable[[], Done], day: date) -> None:
        """Do an act in the book and in the model, and compare."""
        before = self.model.balances()
        try:
            commit = told()
        except Refused as expected:
            self._must_refuse(done, expected.reasons)
            return
        result = done()
        commit(result.vouchers or result.prepared)
        self._compare(day)
        self._compare_notices(result, day, before)
        self.acts += 1
        if FULL or self.acts % 4 == 0:
            assert [str(finding) for finding in check(self.office)] == []

    def _must_refuse(self, done: Callable[[], Done], expected: Sequence[Reason]) -> None:
        book = self._entries()
        with pytest.raises(Refusal) as refused:
            done()
        told = Counter(map(key_figures, refused.value.reasons))
        assert told == Counter(expected), f"the book: {told}; the model: {Counter(expected)}"
        assert self._entries() == book

    def _entries(self) -> Any:  # noqa: ANN401 - a bare row
        with self.office.reading() as connection:
            return connection.exec_driver_sql(
                "SELECT (SELECT max(entry) FROM act), (SELECT max(id) FROM move), (SELECT sum(no) FROM pin)"
            ).one()

    def _compare(self, day: date) -> None:
        model, ours = self.model, self.model.ours
        with self.office.reading() as connection:
            held = connection.exec_driver_sql("SELECT lot, first, quantity, place, since FROM holding").all()
            pins = connection.exec_driver_sql("SELECT prepared, no, lot, first, quantity FROM pin").all()
            days = {
                on: balances.on_hand_of_everything(connection, on=on)
                for on in (None, day, day - timedelta(2))
            }
            given = balances.on_hand(connection, place=self.world.church, item=self.world.mask)
            bought = balances.on_hand(connection, place=self.world.vendor, item=self.world.cloth)
        assert {
            (lot, first + n, place, date.fromisoformat(since))
            for lot, first, many, place, since in held
            for n in range(many)
        } == model.lying()
        assert {
            (paper, no, lot, first + n) for paper, no, lot, first, many in pins for n in range(many)
        } == model.pins()
        for on, rows in days.items():
            quantities, values = model.balances(on), model.values(on)
            assert {(row.place, row.item): (row.quantity, row.value) for row in rows} == {
                key: (many, values[key]) for key, many in quantities.items() if many and key[0] in ours
            }
            assert not any(value for key, value in values.items() if not quantities[key])
            assert min((many for key, many in quantities.items() if key[0] in ours), default=0) >= 0
        assert given.quantity == model.balances()[self.world.church, self.world.mask]
        assert bought.value == model.values()[self.world.vendor, self.world.cloth]

    def _compare_notices(self, done: Done, day: date, before: Counter[tuple[int, int]]) -> None:
        codes = {notice.code for notice in done.notices} & {"FutureDay", "LateEntry"}
        after = self.model.balances()
        changes = {
            key: after[key] - before[key]
            for key in {*before, *after}
            if key[0] in self.model.ours and after[key] != before[key]
        }
        late = day < self.today and bool(changes)
        assert codes == ({"FutureDay"} if day > self.today else {"LateEntry"} if late else set())
        for notice in done.notices:
            if notice.code == "LateEntry":
                told_changes: Any = notice.values["changes"]
                told = {(one["place"], one["item"]): one["change"] for one in told_changes}
                assert told == changes
                assert {one["since"] for one in told_changes} == {day}

    def day(self, back: int) -> date:
        """Return a day so many before today."""
        return self.today - timedelta(back)

    def item(self, pick: int) -> int:
        """Return one of the items."""
        return self.world.items[pick % 3]

    def store(self, pick: int) -> int:
        """Return one of the stores, mostly the first."""
        return self.world.depot if pick % 4 == 3 else self.world.store

    def person(self, pick: int) -> int:
        """Return Ani's or Budi's place."""
        return self.world.people[pick % 2]

    # --- the acts -----------------------------------------------------------------------------------

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
            (place, [(self.item(pick), many) for pick, many in lines])
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

    @rule(lines=st.lists(st.tuples(choice, quantity), min_size=1, max_size=3), back=back_days)
    def prepare_gift(self, lines: list[tuple[int, int]], back: int) -> None:
        """A letter to the church, perhaps with one item in two lines."""
        day = self.day(back)
        typed = [(self.item(pick), many) for pick, many in lines]
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
            typed.append((self.item(pick) if line is None else line.item or 0, many, line))
        self.act(
            lambda: self.model.carry(
                "return",
                day,
                place,
                self.world.store,
                [(item, many, brought_by(of)) for item, many, of in typed],
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

    def line_id(self, line: Line) -> int:
        """Return the book's id of a line."""
        with self.office.reading() as connection:
            return int(
                connection.exec_driver_sql(
                    "SELECT id FROM line WHERE voucher = ? AND no = ?", (line.doc.id, line.no)
                ).scalar_one()
            )

    made = st.builds(
        Made,
        st.integers(0, 4),
        st.integers(0, 3),
        st.none() | st.tuples(st.integers(0, 4), st.integers(0, 4)),
        st.booleans(),
    )

    @rule(who=choice, made=st.lists(made, min_size=1, max_size=2), back=back_days)
    def receive(self, who: int, made: list[Made], back: int) -> None:
        """Products inspected at once."""
        day, maker, lines = self.day(back), self.person(who), self.delivered(made)
        self.act(
            lambda: self.model.deliver(maker, self.world.store, day, lines),
            lambda: receiving.receive_products(
                self.office,
                maker=maker,
                store=self.world.store,
                batch=self.world.batch,
                letter_date=day,
                receiver=OFFICER,
                lines=[self.typed(line) for line in lines],
            ),
            day,
        )

    def delivered(self, made: Sequence[Made]) -> list[Made]:
        """Return lines with their materials by item."""
        world, found = self.world, []
        for one in made:
            typed: Any = one.materials
            materials = None if typed is None else {world.cloth: typed[0], world.thread: typed[1]}
            found.append(Made(one.accepted, one.rejected, materials, one.own))
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
        )

    @rule(who=choice, made=made, back=back_days)
    def receive_uninspected(self, who: int, made: Made, back: int) -> None:
        """Products at the door: nothing is booked."""
        day, maker, (line,) = self.day(back), self.person(who), self.delivered([made])
        if line.delivered == 0:
            return

        def told() -> Commit:
            def commit(ids: Sequence[int]) -> None:
                self.model.letters.append(
                    Letter(ids[0], "delivery", day, self.world.store, maker, [], body=line, list=-ids[0])
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

            def post(ids: Sequence[int]) -> None:
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
        fits: Callable[[Unit], bool] = lambda unit: unit in line.accepted  # noqa: E731 - handed on twice
        self.act(
            lambda: self.model.carry(
                "give_back", day, self.world.store, maker, [(self.world.mask, many, fits)]
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

    @rule(lines=st.lists(st.tuples(choice, quantity), min_size=1, max_size=2), where=choice, back=back_days)
    def prepare_transfer(self, lines: list[tuple[int, int]], where: int, back: int) -> None:
        """From one store to the other."""
        day, source = self.day(back), self.store(where)
        target = self.world.store if source == self.world.depot else self.world.depot
        typed = [(self.item(pick), many) for pick, many in lines]
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
        typed = [(self.item(pick), many) for pick, many in lines]
        book = waste.write_off if final else waste.record_waste
        self.act(
            lambda: self.model.carry(
                "waste",
                day,
                place,
                self.world.fixed["wasted"],
                [(item, many, any_unit) for item, many in typed],
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
                "recipient_return", day, self.world.church, store, [(line.item or 0, many, brought_by(line))]
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

    @precondition(lambda self: self.model.docs)
    @rule(
        pick=choice,
        parts=st.none()
        | st.dictionaries(
            st.integers(1, 3),
            st.none() | st.tuples(st.integers(0, 5), st.integers(0, 2)),
            min_size=1,
            max_size=3,
        ),
        back=st.none() | back_days,
    )
    def reverse(self, pick: int, parts: dict[int, tuple[int, int] | None] | None, back: int | None) -> None:
        """Take a voucher back: whole, some lines, parts of lines, pieces; today or on a day of choice."""
        doc = self.model.docs[-1 - pick % len(self.model.docs)]
        on = None if back is None else doc.day if back == 0 else self.day(back)
        asked, lines, quantities = self._asked(doc, parts)
        day = max(self.today, doc.day) if on is None else on
        self.act(
            lambda: self.model.reverse(doc, on, self.today, asked),
            lambda: reversal.reverse(
                self.office,
                voucher=doc.id,
                reason="salah catat",
                lines=lines,
                quantities=quantities,
                on=on,
            ),
            day,
        )

    @precondition(lambda self: self.open_lines())
    @rule(pick=choice, part=choice, rejected=st.booleans(), own_day=st.booleans())
    def reverse_a_part(self, pick: int, part: int, rejected: bool, own_day: bool) -> None:  # noqa: FBT001 - drawn
        """Take some of one line back, of what is left of it; today or as if never gone."""
        lines = self.open_lines()
        line = lines[-1 - pick % len(lines)]
        good, bad = self.model.left(line)
        delivered = line.doc.kind == "delivery"
        asked = (1 + part % good, bad if rejected and delivered else 0) if good else (0, bad)
        on = line.doc.day if own_day else None
        self.act(
            lambda: self.model.reverse(line.doc, on, self.today, {line.no: asked}),
            lambda: reversal.reverse(
                self.office,
                voucher=line.doc.id,
                reason="salah catat",
                quantities={line.no: Pieces(*asked) if delivered else asked[0]},
                on=on,
            ),
            max(self.today, line.doc.day) if on is None else on,
        )

    def open_lines(self) -> list[Line]:
        """Return the lines with goods of which something is left to reverse."""
        return [
            line
            for doc in self.model.docs
            if doc.kind not in {"reversal", "payment"}
            for line in doc.lines
            if self.model.left(line) != (0, 0)
        ]

    def _asked(
        self, doc: Doc, parts: dict[int, tuple[int, int] | None] | None
    ) -> tuple[dict[int, tuple[int, int]] | None, list[int] | None, dict[int, int | Pieces] | None]:
        """Return what is asked of each line: for the model, and as lines and quantities for the book."""
        if parts is None or doc.kind == "reversal":
            return None, None, None
        by_number = {line.no: line for line in doc.lines}
        asked: dict[int, tuple[int, int]] = {}
        quantities: dict[int, int | Pieces] = {}
        for no, typed in parts.items():
            line = by_number.get(no)
            whole = (0, 0) if line is None else self.model.left(line)
            if typed is None or typed == (0, 0) or doc.kind == "payment":
                asked[no] = whole
                continue
            asked[no] = typed if doc.kind == "delivery" else (max(typed[0], 1), 0)
            quantities[no] = Pieces(*asked[no]) if doc.kind == "delivery" else asked[no][0]
        return asked, list(parts), quantities


TestMachine = Office2020.TestCase
TestMachine.settings = settings(
    max_examples=EXAMPLES,
    # Who knows that it must fail does not wait for the shortest example.
    phases=[Phase.generate] if CAMPAIGN == "mutant" else list(Phase),
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
