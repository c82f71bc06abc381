"""The price list: what the office pays a maker for one piece of a product, by grade and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_of
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from datetime import date

    from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True)
class Price:
    """A row of the price list: `price` whole rupiah a shown unit, from a day until the next row's."""

    id: int
    item: int
    grade: str
    valid_from: date
    price: int


def set_price(office: Office, *, item: int, price: int, valid_from: date, grade: str = "") -> Done:
    """Set the price of a product and grade from a day on; a row of that day is replaced.

    price: whole rupiah for one piece. Lines booked before keep the price copied to them.
    Raises Negative, TooBig, FieldInvalid (a material), NotFound. The row's id is in `Done.ids`.
    """
    with office.act("set_price") as act:
        set_price_in(act, item=item, price=price, valid_from=valid_from, grade=grade)
        return act.done()


def set_price_in(act: Act, *, item: int, price: int, valid_from: date, grade: str = "") -> int:
    """Set a price within an act and return the row's id."""
    product = item_of(act.connection, item)
    found = Findings()
    if product.kind != "product":
        found.add(FieldInvalid(field="Produk", value=product.name, why="bukan produk"))
    found.counted("Harga", price)
    found.refuse()
    key = {"item": item, "grade": tidy(grade), "valid_from": valid_from}
    standing = act.connection.execute(sa.select(t.price.c.id).filter_by(**key)).scalar()
    if standing is None:
        standing = act.insert(t.price, {**key, "price": price})
    else:
        act.update(t.price, standing, {"price": price})
    act.changed.add(Kind.ITEM)
    act.ids.append(standing)
    return int(standing)


def price_on(connection: sa.Connection, item: int, grade: str, day: date) -> Price | None:
    """Return the row valid on a day for a product and grade, None when there is none yet."""
    row = connection.execute(_ON, {"item": item, "grade": tidy(grade), "day": day}).first()
    return None if row is None else Price(row.id, row.item, row.grade, row.valid_from, row.price)


def prices(connection: sa.Connection, *, item: int | None = None) -> tuple[Price, ...]:
    """Return the whole list, or one product's, newest first within product and grade."""
    query = _rows().order_by(t.price.c.item, t.price.c.grade, t.price.c.valid_from.desc())
    if item is not None:
        query = query.where(t.price.c.item == item)
    return tuple(
        Price(row.id, row.item, row.grade, row.valid_from, row.price) for row in connection.execute(query)
    )


def _rows() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(*(column for column in t.price.columns if column.name != "digest"))


_ON = (
    _rows()
    .where(
        t.price.c.item == sa.bindparam("item"),
        t.price.c.grade == sa.bindparam("grade"),
        t.price.c.valid_from <= sa.bindparam("day", type_=t.price.c.valid_from.type),
    )
    .order_by(t.price.c.valid_from.desc())
    .limit(1)
)
