"""The kit of a batch before it is prepared: who is to get how much, and what the store has for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as b
from ikm_desktop.batches.attendance import MARKS, PRESENT, attendance_sheet
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.batches.progress import Took, taken
from ikm_desktop.batches.roster import Enrolled
from ikm_desktop.goods import tables as g
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.recipes import Recipe, recipe_on
from ikm_desktop.goods.stock import available_at
from ikm_desktop.participants import tables as p


@dataclass(frozen=True, slots=True)
class KitItem:
    """A material of the kit: what one person gets, and what a paper of the day could take from the store.

    Both in smallest units; what other papers have pinned is not in `available`.
    """

    item: Item
    each: int
    available: int


@dataclass(frozen=True, slots=True)
class KitPerson:
    """A person on the list, by number; place: hers.

    receives: whether she is proposed to get a kit; note: why not ("sudah disiapkan", "sudah diserahkan",
    "tidak hadir").
    """

    no: int
    person: int
    place: int
    name: str
    masked_nik: str
    receives: bool
    note: str


@dataclass(frozen=True, slots=True)
class KitProposal:
    """What the page starts with: everybody gets the same, the exceptions are typed.

    pieces: products that one kit is for (the recipe's own number unless asked otherwise); recipe: None when
    the batch has no product or its product no recipe on the day: then `missing` says so.
    """

    batch: Batch
    day: date
    store: int
    product: Item | None
    recipe: Recipe | None
    pieces: int
    items: tuple[KitItem, ...]
    people: tuple[KitPerson, ...]
    missing: str

    @property
    def quantities(self) -> dict[int, int]:
        """What one person gets, by item."""
        return {one.item.id: one.each for one in self.items}

    @property
    def title(self) -> str:
        """The kit as the page names it: "Masker kain 100 buah"."""
        return f"{self.product.heading} {self.product.ref.show(self.pieces)}" if self.product else ""

    @property
    def is_enough(self) -> bool:
        """Whether the store has enough for all who are proposed to get a kit."""
        receivers = sum(one.receives for one in self.people)
        return all(one.each * receivers <= one.available for one in self.items)


def kit_proposal(
    connection: sa.Connection,
    *,
    batch: int,
    day: date,
    store: int | None = None,
    product: int | None = None,
    pieces: int | None = None,
) -> KitProposal:
    """Return the kit of a batch on a day.

    store: the first one by default; product: the batch's; pieces: products that a kit is for, by default as
    many as the recipe is written for (an office writes its recipe for one maker's plan).
    Raises NotFound (no such batch or product; no store).
    """
    of_batch = batch_of(connection, batch)
    place = main_store(connection) if store is None else store
    product = of_batch.product if product is None else product
    recipe = None if product is None else recipe_on(connection, product, day)
    materials = () if recipe is None else recipe.materials
    known = items_by_id(connection, [one.item for one in materials] + ([product] if product else []))
    made = None if product is None else known.get(product)
    wanted = pieces or (recipe.yields if recipe else 0)
    there = available_at(connection, place, day)
    return KitProposal(
        batch=of_batch,
        day=day,
        store=place,
        product=made,
        recipe=recipe,
        pieces=wanted,
        items=tuple(
            KitItem(known[one.item], recipe.need(one, wanted), there.get(one.item, 0))
            for one in materials
            if recipe is not None
        ),
        people=_people(connection, batch, day),
        missing=_missing(of_batch, made, recipe),
    )


def _missing(batch: Batch, product: Item | None, recipe: Recipe | None) -> str:
    if product is None:
        return f"Produk {batch.name} belum ditetapkan."
    return "" if recipe else f"{product.name} belum mempunyai resep."


def _people(connection: sa.Connection, batch: int, day: date) -> tuple[KitPerson, ...]:
    signed, waiting = taken(connection, "supply"), _prepared(connection)
    people = []
    for row in attendance_sheet(connection, batch).rows:
        who = Took(batch, row.enrolled.person.place)
        note = "sudah diserahkan" if who in signed else "sudah disiapkan" if who in waiting else ""
        people.append(_person(row.enrolled, note or _absent(row.marks.get(day, ""))))
    return tuple(people)


def _absent(mark: str) -> str:
    if mark in {"", PRESENT}:
        return ""
    return "tidak hadir" if mark == "A" else MARKS[mark]


def _person(enrolled: Enrolled, note: str) -> KitPerson:
    person = enrolled.person
    masked = words.masked_nik(person.nik) if person.nik else ""
    return KitPerson(enrolled.no, person.id, person.place, person.name, masked, not note, note)


_PREPARED = (
    sa.select(g.prepared.c.batch, g.prepared.c.to_place)
    .where(g.prepared.c.state == "prepared", g.prepared.c.kind == "supply", g.prepared.c.batch.is_not(None))
    .distinct()
)


def _prepared(connection: sa.Connection) -> set[Took]:
    """Return for whom of which batch a handover is prepared and not yet signed."""
    return {Took(row.batch, row.to_place) for row in connection.execute(_PREPARED).all()}


_OPEN = (
    sa.select(b.batch.c.id, p.participant.c.place)
    .join_from(b.batch, b.enrolment, b.enrolment.c.batch == b.batch.c.id)
    .join(p.participant, p.participant.c.id == b.enrolment.c.participant)
    .where(b.enrolment.c.state == "aktif", b.batch.c.closed_on.is_(None))
    .order_by(b.batch.c.starts_on.is_(None), b.batch.c.starts_on, b.batch.c.id)
)


def waiting_batch(connection: sa.Connection) -> int | None:
    """Return the batch that waits for its kit, None when none does.

    Of the open batches with people, the earliest that nobody of has a handover, prepared or signed; when
    there is none, the earliest in which somebody is still without.
    """
    have = taken(connection, "supply") | _prepared(connection)
    served: dict[int, list[bool]] = {}
    for batch, place in connection.execute(_OPEN).all():
        served.setdefault(batch, []).append(Took(batch, place) in have)
    nobody = (batch for batch, people in served.items() if not any(people))
    somebody = (batch for batch, people in served.items() if not all(people))
    return next(nobody, None) or next(somebody, None)
