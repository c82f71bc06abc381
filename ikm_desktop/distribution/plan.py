"""The plan of a distribution: what is free, who can receive and got what; many letters at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.distribution.handover import Letter, prepare_letters_in
from ikm_desktop.distribution.quotas import Cycle, Sharing, cycle_of, given_in
from ikm_desktop.distribution.shares import Share, Shared, Way, share
from ikm_desktop.errors import NothingChosen
from ikm_desktop.goods.best_before import free_near_best_before
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.parties import Institution, institutions
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.stock import available_at
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import load, save_in


@dataclass(frozen=True, slots=True)
class Free:
    """A product and how much of it a letter of the day could take from the store, smallest units."""

    item: Item
    quantity: int

    @property
    def shown(self) -> str:
        """The quantity with its unit."""
        return self.item.ref.show(self.quantity)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan begins with.

    given: by place and item, what was given in the cycle (smallest units, letters that wait included).
    """

    day: date
    store: int
    cycle_kind: str
    cycle: Cycle
    products: tuple[Free, ...]
    institutions: tuple[Institution, ...]
    given: Mapping[tuple[int, int], int]

    def received(self, place: int) -> bool:
        """Whether an institution got anything in the cycle."""
        return any(where == place for where, _ in self.given)

    def told_of(self, institution: Institution) -> str:
        """Say what an institution got in the cycle and its quota; "" where neither is known."""
        got = [
            free.item.ref.show(quantity)
            for free in self.products
            if (quantity := self.given.get((institution.place, free.item.id)))
        ]
        parts = [f"sudah menerima {', '.join(got)} siklus ini"] if got else []
        parts += [f"jatah {words.number(institution.quota)}"] if institution.quota else []
        return " · ".join(parts)

    def room(self, institution: Institution, item: Item) -> int | None:
        """Return how much an institution may still get of an item (smallest units), None without a quota."""
        if not institution.quota:
            return None
        had = self.given.get((institution.place, item.id), 0)
        return max(institution.quota * item.unit.per - had, 0)


def plan_basis(
    connection: sa.Connection, day: date, *, cycle: str | None = None, store: int | None = None
) -> Basis:
    """Return what a plan of a day begins with; cycle: the office's own unless given, a key of CYCLES.

    Raises NotFound where the office has no store.
    """
    kind = cycle or load(connection, Sharing).cycle
    place = main_store(connection) if store is None else store
    there = available_at(connection, place, day)
    around = cycle_of(day, kind)
    return Basis(
        day,
        place,
        kind,
        around,
        tuple(Free(item, there.get(item.id, 0)) for item in items(connection, kind="product")),
        institutions(connection),
        given_in(connection, around),
    )


def share_product(
    basis: Basis, item: Item, whole: int, chosen: Sequence[Institution], way: Way, locked: Mapping[int, int]
) -> Shared:
    """Share a quantity of a product over the chosen institutions; whole units of what is shown only.

    whole: smallest units; locked: typed quantities by place, smallest units, which stay.
    """
    per = item.unit.per
    bodies = []
    for one in chosen:
        room, typed = basis.room(one, item), locked.get(one.place)
        bodies.append(Share(one.place, one.members, None if room is None else room // per, typed))
    fixed = sum(body.locked or 0 for body in bodies)
    # Nobody is to get half a bottle: the rest is shared in whole shown units.
    found = share(max(whole - fixed, 0) // per, [body for body in bodies if body.locked is None], way)
    parts = {body.key: found.parts[body.key] * per if body.locked is None else body.locked for body in bodies}
    return Shared(parts, whole - sum(parts.values()))


@dataclass(frozen=True, slots=True)
class Gift:
    """What one institution is to get: its place, its lines, who signs for it."""

    institution: Institution
    lines: tuple[GoodsLine, ...]
    signer: str = ""
    signer_title: str = ""

    @property
    def signs(self) -> str:
        """Who signs: as given, else as the institution has it."""
        return (self.signer or self.institution.signer).strip()

    @property
    def signs_as(self) -> str:
        """Their office."""
        return (self.signer_title if self.signer else self.institution.signer_title).strip()


def to_think_over(
    connection: sa.Connection, basis: Basis, gifts: Sequence[Gift], *, twice: bool = True
) -> tuple[str, ...]:
    """Return what the clerk is asked before letters are made, a sentence each; nothing when all is usual.

    Who got something in the cycle already (twice: whether that is asked), who would get more than its quota,
    units near or past their best-before date.
    """
    products = {free.item.id: free.item for free in basis.products}
    again = [gift.institution.name for gift in gifts if twice and basis.received(gift.institution.place)]
    above = [gift.institution.name for gift in gifts if _is_above(basis, gift, products)]
    sums: dict[int, int] = {}
    for line in (line for gift in gifts for line in gift.lines):
        sums[line.item] = sums.get(line.item, 0) + line.quantity
    told = [f"Sudah menerima siklus ini ({basis.cycle.words}): {_named(again)}."] if again else []
    told += [f"Melebihi jatah siklus ini: {_named(above)}."] if above else []
    warnings = free_near_best_before(connection, store=basis.store, day=basis.day, quantities=sums)
    return (*told, *(warning.text for warning in warnings))


def _is_above(basis: Basis, gift: Gift, products: Mapping[int, Item]) -> bool:
    rooms = ((line, basis.room(gift.institution, products[line.item])) for line in gift.lines)
    return any(room is not None and line.quantity > room for line, room in rooms)


_MOST_NAMED = 5


def _named(names: Sequence[str]) -> str:
    more = f" dan {len(names) - _MOST_NAMED} lembaga lagi" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def prepare_many(
    office: Office,
    *,
    store: int | None,
    letter_date: date | None,
    gifts: Sequence[Gift],
    place: str = "",
    witnesses: Sequence[tuple[str, str]] = (),
    cycle: str | None = None,
) -> Done:
    """Prepare a letter for each gift in one act: all of them, numbered in the order given, or none.

    Gifts without a quantity are left out. cycle: kept as the office's own where it is another.
    Raises NothingChosen, and what `prepare_handover` raises, for all letters at once. `Done.papers` holds
    the letters in order.
    """
    with office.act("prepare_distributions") as act:
        wanted = [gift for gift in gifts if any(line.quantity for line in gift.lines)]
        if not wanted:
            raise NothingChosen(what="Isi jumlah untuk paling sedikit satu lembaga")
        common = {"place": place.strip(), "witnesses": [list(witness) for witness in witnesses]}
        letters = [
            Letter(
                gift.institution.place,
                gift.lines,
                {"signer": gift.signs, "signer_title": gift.signs_as, **common},
            )
            for gift in wanted
        ]
        prepare_letters_in(act, store=store, letter_date=letter_date, letters=letters)
        if cycle and cycle != load(act.connection, Sharing).cycle:
            save_in(act, Sharing(cycle=cycle))
        return act.done()
