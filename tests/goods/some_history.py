"""Random histories of an office by its public acts, and every figure worked out again from bare rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import Refusal
from tests.factories import things
from tests.factories.stock import some_stock
from tests.scenarios.desk import DAY, Desk

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

    from ikm_desktop.office.acts import Done


class Step(NamedTuple):
    """One thing the clerk tries: what, with which of several choices, how much, and how many days later."""

    what: str
    which: int
    quantity: int
    days: int


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(
            (
                "buy",
                "supply",
                "supply",
                "prepare",
                "back",
                "receive",
                "receive",
                "give",
                "give_back",
                "reverse",
            )
        ),
        st.integers(0, 7),
        st.integers(1, 40),
        st.integers(0, 2),
    ),
    min_size=6,
    max_size=22,
)
"""What a clerk may do in a few weeks; what the book refuses is left undone."""


class QuietDesk(Desk):
    """A desk that leaves the self-check to others."""

    def checked(self, done: Done) -> Done:
        """Return what was done."""
        return done


class History:
    """An office with cloth, thread and masks, in which steps are tried one after the other."""

    def __init__(self, folder: Path) -> None:
        self.desk = desk = QuietDesk(folder)
        self.day = DAY
        self.cloth, self.thread = things.a_material(desk.office), things.a_material(desk.office)
        self.mask = things.a_product(desk.office, price=500)
        things.a_recipe(desk.office, self.mask, {self.cloth: 7, self.thread: 3}, yields=2, mode="bolehkan")
        self.items = (self.cloth, self.thread, self.mask)
        self.people = (desk.ani, desk.budi)
        some_stock(desk.office, desk.store, self.thread, 50, value=333, day=DAY)
        desk.buy((self.cloth, 170, 1000), (self.thread, 31, 100), day=DAY)
        kit = desk.prepare({person: {self.cloth: 41, self.thread: 19} for person in self.people}, day=DAY)
        self.vouchers = list(desk.sign(kit, day=DAY))
        self.vouchers.append(desk.receive(desk.ani, self._delivery(9, 2), day=DAY))

    def try_all(self, steps: Sequence[Step]) -> None:
        """Try the steps; what the book refuses changes nothing."""
        for step in steps:
            self.day += timedelta(days=step.days)
            self.desk.today(self.day)
            with suppress(Refusal):
                self._try(step)

    def _try(self, step: Step) -> None:
        desk, day, quantity = self.desk, self.day, step.quantity
        person, material = self.people[step.which % 2], self.items[step.which // 2 % 2]
        made: int | None = None
        if step.what == "buy":
            made = desk.buy((material, quantity, quantity * 17 + step.which), day=day)
        elif step.what == "supply":
            made = desk.supply(person, {self.cloth: quantity, self.thread: quantity // 2}, day=day)
        elif step.what == "prepare":
            desk.prepare({person: {material: quantity}}, day=day)
        elif step.what == "back":
            made = desk.back(person, (material, quantity), day=day)
        elif step.what == "receive":
            rejected = min(step.which, quantity)
            made = desk.receive(person, self._delivery(quantity, rejected), day=day)
        elif step.what == "give":
            made = desk.give((self.mask, 1 + step.which), day=day)
        elif step.what == "give_back" and self.vouchers:
            voucher = self.vouchers[quantity % len(self.vouchers)]
            made = desk.give_back(desk.lines(voucher)[0], 1 + step.which, day=day)
        elif step.what == "reverse" and self.vouchers:
            voucher = self.vouchers[-1 - quantity % min(len(self.vouchers), 5)]
            part = {1: step.which} if step.which % 3 else None
            made = desk.reverse(voucher, quantities=part, on=day)
        if made is not None:
            self.vouchers.append(made)

    def _delivery(self, delivered: int, rejected: int) -> DeliveryLine:
        return DeliveryLine(
            self.mask,
            delivered,
            delivered - rejected,
            rejected,
            reason="jahitan lepas" if rejected else "",
            own_reason="membawa kain sendiri",
        )

    def days(self) -> list[date]:
        """Return each day from the eve of the first act on."""
        return [DAY + timedelta(days=n) for n in range(-1, (self.day - DAY).days + 1)]


def worked_out(
    connection: sa.Connection, *, on: date | None = None, last_entry: int | None = None
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return quantity and value by place and item at our places, added up move by move; no zeros."""
    ours = set(
        connection.exec_driver_sql("SELECT id FROM place WHERE kind IN ('store', 'participant')").scalars()
    )
    sums: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in connection.exec_driver_sql("SELECT * FROM move ORDER BY id"):
        if (on and row.day > on.isoformat()) or (last_entry is not None and row.entry > last_entry):
            continue
        for place, sign in ((row.from_place, -1), (row.to_place, 1)):
            if place in ours:
                sums[place, row.item][0] += sign * row.quantity
                sums[place, row.item][1] += sign * row.cost
    return {key: (quantity, value) for key, (quantity, value) in sums.items() if quantity or value}
