"""The work that is measured: batches of a training programme, done by the program's public functions.

A batch: 6 materials bought, a kit to 20 people (120 lines), 20 deliveries of 100 (95 accepted, 5
rejected), 10 distributions of 150.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from ikm_desktop.batches import batches
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.supply import handover, purchase
from tests.factories import persons, things

DAY = date(2020, 8, 24)
OFFICER = "Petugas CONTOH"
PEOPLE, DISTRIBUTIONS, KITS_BOUGHT = 20, 10, 23
"""Per batch; more kits are bought than handed out, so that kits cut across lots."""

ACCEPTED, REJECTED, GIVEN = 95, 5, 150
PRICE = 5_000
KIT = (7_000, 35_000, 2, 1, 100, 100)
"""What each participant gets of the six materials, smallest units; the recipe takes it for 100 pieces."""

Made = TypeVar("Made")


@dataclass
class Stopwatch:
    """Takes the CPU time of the process for each thing done, by name (user and system, seconds)."""

    taken: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    waited: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def time(self, name: str, work: Callable[[], Made]) -> Made:
        """Do a work and note how long it took, and how much longer it was on the clock than on the CPU."""
        began, begin = time.perf_counter(), time.process_time()
        made = work()
        taken = time.process_time() - begin
        self.taken[name].append(taken)
        self.waited[name].append(time.perf_counter() - began - taken)
        return made

    def ms(self, name: str) -> float:
        """Return the median CPU time of a work, in milliseconds."""
        return median(self.taken[name]) * 1000

    def waited_ms(self, name: str) -> float:
        """Return the median wait of a work (wall less CPU), in milliseconds."""
        return median(self.waited[name]) * 1000


@dataclass(frozen=True)
class Things:
    """What the office of the measurement works with: places and items by id."""

    store: int
    vendor: int
    institution: int
    materials: tuple[int, ...]
    product: int
    recipe: int


@dataclass(frozen=True)
class Batch:
    """A batch and the places of its people."""

    id: int
    people: tuple[int, ...]


def a_clock(today: date = DAY) -> SteppingClock:
    """Return the clock a book of the measurement lives by."""
    return SteppingClock(at(today))


def new_office(folder: Path) -> tuple[Office, Things]:
    """Make an office whose book does not wait for the disk, with all it works with but people."""
    office = book.create(folder, clock=a_clock(), actor=OFFICER, durable=False)
    set_up(office)
    materials = tuple(things.a_material(office) for _ in KIT)
    product = things.a_product(office, price=PRICE)
    recipe = things.a_recipe(office, product, dict(zip(materials, KIT, strict=True)), yields=100)
    store, vendor = things.the_store(office), things.a_vendor(office)
    return office, Things(store, vendor, things.an_institution(office), materials, product, recipe)


def new_batch(office: Office, known: Things, no: int) -> Batch:
    """Add a batch with its people and buy the materials for it."""
    number = batches.add_batch(office, name=f"Angkatan {no}", training="Pembuatan Masker Kain").ids[0]
    people = tuple(persons.place_of(office, _person(office, no, n)) for n in range(1, PEOPLE + 1))
    lines = [
        purchase.PurchaseLine(item, quantity * KITS_BOUGHT, quantity * KITS_BOUGHT * 3)
        for item, quantity in zip(known.materials, KIT, strict=True)
    ]
    purchase.receive_purchase(
        office,
        vendor=known.vendor,
        store=known.store,
        letter_date=DAY,
        lines=lines,
        paper="NOTA CONTOH",
        receiver=OFFICER,
    )
    return Batch(number, people)


def _person(office: Office, batch: int, no: int) -> int:
    """Add a person with a NIK that cannot exist; each batch was born on a day of its own."""
    born = date(1960, 1, 1) + timedelta(batch)
    nik = f"539999{born.day + 40:02}{born:%m%y}{no:04}"
    return persons.a_person(office, f"Peserta {batch}-{no} CONTOH", nik=nik)


def prepare_kit(office: Office, known: Things, batch: Batch) -> Done:
    """Prepare the kit of a batch: 20 vouchers of 6 lines."""
    kit = dict(zip(known.materials, KIT, strict=True))
    return handover.prepare_kit(
        office,
        batch=batch.id,
        store=known.store,
        letter_date=DAY,
        rows=[handover.KitRow(person, kit) for person in batch.people],
        giver=OFFICER,
    )


def deliver(office: Office, known: Things, batch: Batch, maker: int) -> Done:
    """Receive and inspect what a maker delivers; the materials are the recipe's."""
    return receiving.receive_products(
        office,
        maker=maker,
        store=known.store,
        batch=batch.id,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(known.product, ACCEPTED + REJECTED, ACCEPTED, REJECTED, "jahitan lepas")],
    )


def prepare_distribution(office: Office, known: Things) -> Done:
    """Prepare the handover of 150 pieces to the institution."""
    return distribution.prepare_handover(
        office,
        institution=known.institution,
        store=known.store,
        letter_date=DAY,
        lines=[GoodsLine(known.product, GIVEN)],
        signer="Penerima CONTOH",
    )


def sign(office: Office, done: Done) -> Done:
    """Sign what was prepared, on the letter's day."""
    return vouchers.sign(office, prepared=done.prepared, day=DAY)


def reverse(office: Office, done: Done) -> Done:
    """Reverse the voucher an act posted, wholly, today."""
    return reversal.reverse(office, voucher=done.vouchers[0], reason="salah catat")


def steps(office: Office, known: Things, batch: Batch) -> Iterator[tuple[str, Callable[[], Done]]]:
    """Give the acts of a whole batch one by one, with their names; each is to be done before the next."""
    made: list[Done] = []

    def keep(done: Done) -> Done:
        made.append(done)
        return done

    yield "kit prepared", lambda: keep(prepare_kit(office, known, batch))
    yield "kit signed", lambda: sign(office, made[-1])
    for maker in batch.people:
        yield "delivery", partial(deliver, office, known, batch, maker)
    for _ in range(DISTRIBUTIONS):
        yield "distribution prepared", lambda: keep(prepare_distribution(office, known))
        yield "distribution signed", lambda: sign(office, made[-1])
