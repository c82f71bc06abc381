"""Who can deliver products: the makers in a batch, those who hold material first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.buyback.balance import MakerBalance, maker_balance
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.goods.items import Item, items
from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True)
class Maker:
    """Somebody who delivers: her place, the batch she makes products for, and what that batch makes.

    no: her number in the batch; holds: whether she holds any material.
    """

    place: int
    name: str
    nik: str
    regency: str
    npwp: str
    batch: int | None
    batch_name: str
    no: int
    product: int | None
    holds: bool

    @property
    def caption(self) -> str:
        """What stands under her name."""
        return " · ".join(part for part in (self.nik, self.batch_name, self.regency) if part)

    @property
    def entry(self) -> str:
        """How she is found in a list of names."""
        return " · ".join(part for part in (self.name, self.batch_name, self.nik[-2:]) if part)


def makers(office: Office, also: Collection[int] = ()) -> tuple[Maker, ...]:
    """Return everybody in a batch or with material, holders first, each in the order of the rosters.

    also: places of others (makers that an old book tells of).
    """
    with office.reading() as connection:
        rows = person_rows(connection)
        products = {batch.id: batch.product for batch in batches(connection)}
    found = [_maker(row, products) for row in rows if row.batches or row.holds or row.person.place in also]
    return tuple(sorted(found, key=lambda one: (not one.holds, _on_rosters(one))))


def _maker(row: PersonRow, products: dict[int, int | None]) -> Maker:
    newest = row.batch_now
    return Maker(
        place=row.person.place,
        name=row.person.name,
        nik=row.person.masked_nik,
        regency=row.person.regency,
        npwp=row.person.npwp,
        batch=None if newest is None else newest.batch,
        batch_name="" if newest is None else newest.name,
        no=0 if newest is None else newest.no,
        product=None if newest is None else products.get(newest.batch),
        holds=bool(row.holds),
    )


def products(office: Office) -> tuple[Item, ...]:
    """Return the products that can be received."""
    with office.reading() as connection:
        return tuple(item for item in items(connection) if item.kind == "product")


def usual_product(maker: Maker, rows: Iterable[DeliveryRow]) -> int | None:
    """Return what she delivered last for her batch, else what her batch makes."""
    for row in rows:
        if row.place == maker.place and row.batch == maker.batch:
            return row.product.id
    return maker.product


def balance_of(office: Office, maker: Maker, product: int, day: date) -> MakerBalance:
    """Return what she holds for a product on a day."""
    with office.reading() as connection:
        return maker_balance(connection, maker=maker.place, batch=maker.batch, product=product, day=day)


def next_maker(
    office: Office, known: Sequence[Maker], rows: Sequence[DeliveryRow], after: Maker, day: date
) -> Maker | None:
    """Return the next one on the rosters who holds enough for a piece at least, None when nobody does."""
    holders = sorted((one for one in known if one.holds and one.place != after.place), key=_on_rosters)
    following = [one for one in holders if _on_rosters(one) > _on_rosters(after)]
    for one in (*following, *holders[: len(holders) - len(following)]):
        product = usual_product(one, rows)
        if product is not None:
            most = balance_of(office, one, product, day).most
            if most is None or most > 0:
                return one
    return None


def _on_rosters(maker: Maker) -> tuple[int, int, str]:
    return (maker.batch or 0, maker.no, maker.name)


def reasons_used(rows: Iterable[DeliveryRow]) -> list[str]:
    """Return the reasons of earlier rejections, the frequent ones first."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.rejected and row.reason:
            counts[row.reason] = counts.get(row.reason, 0) + 1
    return sorted(counts, key=lambda reason: (-counts[reason], reason))
