"""The book all walks start from, and how a refusal is said in the model's words."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ikm_desktop.amounts import PIECE
from ikm_desktop.distribution.onward import MoreThanKept
from ikm_desktop.errors import (
    AlreadyReversed,
    Blocked,
    CannotClose,
    CountedSince,
    NotEnough,
    NotOnThisPaper,
    Overpaid,
    OwnMaterial,
    Paid,
    PeriodClosed,
    Refusal,
    Reserved,
    WrongDay,
)
from ikm_desktop.goods.places import fixed_place
from ikm_desktop.goods.reported import ReportedOnward
from tests.factories import things
from tests.scenarios.desk import Desk
from tests.scenarios.ledger.model import Model
from tests.scenarios.ledger.rows import Line, Reason, Recipe, Unit

PRICE = 1000

choice = st.integers(0, 999)
quantity = st.sampled_from([1, 2, 3, 4, 2, 1, 3, 0, 6, 9])
back_days = st.sampled_from([0, 0, 0, 0, 0, 0, 1, 2, 5, -1])
"""How many days before today; mostly today, once in a while tomorrow."""
NOTHING = (False, False)
may_give_way = st.sampled_from([(True, True), (True, True), (True, False), (False, True), NOTHING])
"""Whether later papers may give way to a late entry (Sisipkan), and counts after it (Buka opname)."""


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
            kinds = ("opening", "own", "used", "wasted", "difference")
            self.fixed = {kind: fixed_place(connection, kind) for kind in kinds}  # type: ignore[arg-type]
        self.depot = things.a_store(desk.office, "Gudang II")
        desk.office.close()

    def model(self) -> Model:
        """Return the other account of this world, still empty."""
        ours = [self.store, self.depot, *self.people]
        model = Model(ours=ours, fixed=self.fixed, product=self.mask)
        model.prices[things.ALWAYS] = PRICE
        model.recipes.append(Recipe(things.ALWAYS, {self.cloth: 3, self.thread: 1}, 2))
        return model


def of_line(line: Line) -> Callable[[Unit], bool]:
    """Return which units a purchase line brought in."""
    return lambda unit: unit in line.units


FIGURES: dict[type[Refusal], Callable[[Any], Any]] = {
    NotEnough: attrgetter("item.id", "place.id", "day", "needed", "available", "first_free_day"),
    Reserved: lambda short: (short.item.id, short.place.id, short.day, short.needed, short.available, None),
    Blocked: attrgetter("possible", "asked"),
    ReportedOnward: attrgetter("possible", "asked"),
    MoreThanKept: attrgetter("asked", "left"),
    OwnMaterial: attrgetter("maker.id", "item.id", "day", "needed", "held"),
    Overpaid: attrgetter("payable", "asked"),
    Paid: attrgetter("paid", "would_owe"),
    WrongDay: lambda day: (day.limit,),
    NotOnThisPaper: lambda line: (line.number,),
    AlreadyReversed: lambda line: (line.line,),
    PeriodClosed: lambda day: (day.through,),
    CountedSince: attrgetter("place.id", "item.id", "corrected", "count.voucher"),
    CannotClose: lambda period: (len(period.why),),
}
"""The figures of each refusal that the model works out too."""


def key_figures(reason: Refusal) -> Reason:
    """Return a refusal as the model says it."""
    figures: Callable[[Any], Any] = FIGURES.get(type(reason), lambda _: ())
    return (type(reason).__name__, *figures(reason))
