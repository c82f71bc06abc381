"""The desk of the CONTOH office: what every chapter of its story works with."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from ikm_desktop.office.book import Office
from ikm_desktop.sample.goods import SampleTraining
from ikm_desktop.sample.setting_up import SampleGoods

PEOPLE = 20
"""How many people are in a batch."""

CLERK = "RINI CONTOH, A.Md."
"""Who gives and receives goods for the office."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An office at work: its book, its goods, the dice that decide, and the last day of the story."""

    office: Office
    goods: SampleGoods
    dice: random.Random
    today: date

    @property
    def day(self) -> date:
        """The day on which the story stands."""
        return self.office.clock.now().date()


@dataclass(slots=True)
class SampleBatch:
    """A batch of the story: its training and its first day, a Monday.

    id, people, places: once it is registered; kits: places of those who were handed materials.
    """

    no: int
    training: SampleTraining
    monday: date
    id: int = 0
    people: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    kits: list[int] = field(default_factory=list)

    def product_of(self, position: int) -> str:
        """Return which product the person at a position (from 0) makes."""
        share = -(-PEOPLE // len(self.training.products))
        return self.training.products[position // share]
