"""A clerk at a book with the second account beside it: every act is done in both and compared."""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis.stateful import RuleBasedStateMachine, initialize

from ikm_desktop.errors import Refusal
from ikm_desktop.goods import balances
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.count_sheet import CountSheet
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.values import value_balance
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from tests.scenarios.clerk.world import NOTHING, World, key_figures, may_give_way
from tests.scenarios.desk import DAY, OFFICER
from tests.scenarios.ledger.counting import Sheet
from tests.scenarios.ledger.model import Model
from tests.scenarios.ledger.rows import Commit, Ids, Line, Reason, Refused

CAMPAIGN = os.environ.get("IKM_FAULTS", "")
FULL = CAMPAIGN == "long"


class Sitting(RuleBasedStateMachine):
    """A book and its model, and how an act is done in both."""

    started: ClassVar[World | None] = None
    walked: ClassVar[Counter[str]] = Counter()

    @classmethod
    def the_world(cls) -> World:
        """Return the one world all walks start from."""
        if cls.started is None:
            world = World(Path(tempfile.mkdtemp(prefix="ikm-machine-")))
            clerk = cls()
            clerk.sit_down(world, world.folder, world.model())
            clerk.work_a_little()
            clerk.office.close()
            world.start = clerk.model
            cls.started = world
            cls.walked.clear()
        return cls.started

    def work_a_little(self) -> None:
        """Do some acts, so that there is something to go wrong."""
        raise NotImplementedError

    @initialize(allowed=may_give_way)
    def open_the_book(self, allowed: tuple[bool, bool]) -> None:
        """Copy the world and go on from where it stands."""
        world = self.the_world()
        self.walked["walks"] += 1
        folder = Path(tempfile.mkdtemp(prefix="ikm-run-"))
        shutil.copytree(world.folder, folder, dirs_exist_ok=True)
        self.sit_down(world, folder, copy.deepcopy(world.start))
        self.allowed = allowed

    def sit_down(self, world: World, folder: Path, model: Model) -> None:
        """Open the book of a folder beside its model."""
        self.world, self.folder, self.model = world, folder, model
        self.today = DAY
        self.office = Office(folder, clock=SteppingClock(at(DAY)), actor=OFFICER, durable=False)
        self.acts = 0
        self.sheets: list[tuple[CountSheet, Sheet]] = []
        self.allowed = NOTHING

    def teardown(self) -> None:
        """Check the whole book and throw it away."""
        if hasattr(self, "office"):
            try:
                self.compare_balances(self.today)
                assert [str(finding) for finding in check(self.office)] == []
                self._explain_everything()
            finally:
                self.office.close()
                shutil.rmtree(self.folder)

    def _explain_everything(self) -> None:
        with self.office.reading() as connection:
            value = value_balance(connection)
            assert (value.unexplained, value.misplaced) == (0, 0)
            assert conservation(connection).unexplained == 0

    # --- one act ------------------------------------------------------------------------------------

    def act(
        self, told: Callable[[], Commit], done: Callable[[], Done], day: date, *, again: bool = True
    ) -> None:
        """Do an act in the book and in the model, and compare.

        again: where it is refused, it may be done with what gives way to it.
        """
        before = self.model.balances()
        self.walked["acts"] += 1
        try:
            commit = told()
        except Refused as expected:
            self.must_refuse(done, expected.reasons)
            named = {reason[0] for reason in expected.reasons}
            insert, open_counts = self.allowed
            helps = (insert and "NotEnough" in named) or (open_counts and "CountedSince" in named)
            if again and helps and day < self.today:
                self.put_in_order(told, done)
            return
        result = done()
        ids = Ids(result.vouchers, result.prepared)
        commit(ids)
        assert ids.vouchers_left() == []
        self.acts += 1
        self.compare_units()
        self._compare_notices(result, day, before)
        if FULL or self.acts % 3 == 0:
            self.compare_balances(day)
        if FULL or self.acts % 10 == 0:
            assert [str(finding) for finding in check(self.office)] == []

    def put_in_order(self, told: Callable[[], Commit], done: Callable[[], Done]) -> None:
        """Do a refused act with what may give way to it."""
        raise NotImplementedError

    def must_refuse(self, done: Callable[[], object], expected: Sequence[Reason]) -> None:
        """Find an act refused for exactly these reasons, and nothing written."""
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

    def compare_units(self) -> None:
        """Find each unit and each pin where the model has it."""
        with self.office.reading() as connection:
            held = connection.exec_driver_sql("SELECT lot, first, quantity, place, since FROM holding").all()
            pins = connection.exec_driver_sql("SELECT prepared, no, lot, first, quantity FROM pin").all()
        assert {
            (lot, first + n, place, date.fromisoformat(since))
            for lot, first, many, place, since in held
            for n in range(many)
        } == self.model.lying()
        assert {
            (paper, no, lot, first + n) for paper, no, lot, first, many in pins for n in range(many)
        } == self.model.pins()

    def compare_balances(self, day: date) -> None:
        """Find what the model says lies at each place and is worth, now, on a day and two days before."""
        model, ours = self.model, self.model.ours
        with self.office.reading() as connection:
            days = {
                on: balances.on_hand_of_everything(connection, on=on)
                for on in (None, day, day - timedelta(2))
            }
            given = balances.on_hand(connection, place=self.world.church, item=self.world.mask)
            bought = balances.on_hand(connection, place=self.world.vendor, item=self.world.cloth)
        for on, rows in days.items():
            quantities, values = model.balances(on), model.values(on)
            assert {(row.place, row.item): (row.quantity, row.value) for row in rows} == {
                key: (many, values[key]) for key, many in quantities.items() if many and key[0] in ours
            }
            assert not any(value for key, value in values.items() if key[0] in ours and not quantities[key])
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

    def item_at(self, place: int, pick: int) -> int:
        """Return an item that lies at a place, where any does; now and then any item."""
        held = self.model.held(place)
        return held[pick % len(held)] if held and pick % 7 else self.item(pick)

    def some(self, place: int, item: int, many: int) -> int:
        """Return a quantity of what lies at a place; a large one is left as it is."""
        held = self.model.balances()[place, item]
        return min(many, held) if held and many <= 4 else many

    def lines_at(self, place: int, drawn: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return lines of goods that mostly lie at a place."""
        items = [(self.item_at(place, pick), many) for pick, many in drawn]
        return [(item, self.some(place, item, many)) for item, many in items]

    def store(self, pick: int) -> int:
        """Return one of the stores, mostly the first."""
        return self.world.depot if pick % 4 == 3 else self.world.store

    def person(self, pick: int) -> int:
        """Return Ani's or Budi's place."""
        return self.world.people[pick % 2]

    def line_id(self, line: Line) -> int:
        """Return the book's id of a line."""
        with self.office.reading() as connection:
            return int(
                connection.exec_driver_sql(
                    "SELECT id FROM line WHERE voucher = ? AND no = ?", (line.doc.id, line.no)
                ).scalar_one()
            )
