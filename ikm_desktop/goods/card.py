"""The stock card (kartu persediaan): an item's opening balance and a row for each thing that moved it.

Ten columns, after the form in use in government stores (customary). Values are the journal's, never
quantity times a rounded price.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import LAST_DAY, OURS, Balance, on_hand, on_hand_of_ours
from ikm_desktop.goods.reading import day_of, driver_rows
from ikm_desktop.papers import tables as papers


class CardRow(NamedTuple):
    """A voucher line at one lot price: smallest units, whole rupiah.

    number, letter_date: of the basis letter (number None while it has none); place: the other end of the
    move; party: who the goods came from or went to, as the card prints it; came, went, value_in,
    value_out: what moved; price: value // quantity, only shown; quantity, value: the balance after the row.
    struck: taken back on its own day, or what took it back: shown, but no figure moves by it;
    reverses: the voucher that a reversal takes back; continued: a further price of the row above.
    """

    day: date
    entry: int
    voucher: int
    line: int
    kind: str
    number: str | None
    letter_date: date
    batch: int | None
    place: int
    party: str
    came: int
    went: int
    price: int
    value_in: int
    value_out: int
    quantity: int
    value: int
    struck: bool
    reverses: int | None
    continued: bool


@dataclass(frozen=True, slots=True)
class StockCard:
    """The card of an item at a place (None: at all our places together) over some days.

    first_day: None from the book's beginning; last_day: None through all that is booked.
    """

    item: int
    place: int | None
    first_day: date | None
    last_day: date | None
    opening: Balance
    rows: tuple[CardRow, ...]

    @property
    def came(self) -> Balance:
        """All that came in, quantity and value, without what is struck."""
        counted = [row for row in self.rows if not row.struck]
        return Balance(sum(row.came for row in counted), sum(row.value_in for row in counted))

    @property
    def went(self) -> Balance:
        """All that went out, quantity and value, without what is struck."""
        counted = [row for row in self.rows if not row.struck]
        return Balance(sum(row.went for row in counted), sum(row.value_out for row in counted))

    @property
    def closing(self) -> Balance:
        """The balance after the last row."""
        return Balance(self.rows[-1].quantity, self.rows[-1].value) if self.rows else self.opening


_m, _v = t.move.c, t.voucher.c
_other, _here, _counterpart = (t.place.alias(name) for name in ("other", "here", "counterpart"))

# Of several papers that picture a voucher, the one that `papers` would name it by.
_number = (
    sa.select(papers.paper.c.number)
    .join_from(papers.paper_subject, papers.paper, papers.paper.c.id == papers.paper_subject.c.paper)
    .where(
        papers.paper_subject.c.voucher == _v.id,
        papers.paper.c.state == "valid",
        papers.paper.c.number.is_not(None),
    )
    .order_by(papers.paper_subject.c.paper)
    .limit(1)
    .scalar_subquery()
)

# What was taken back, by move and day, and the day of what a reversal takes back: on the same day neither
# moves a figure.
_original = t.move.alias("original")
_undone = (
    sa.select(
        _m.reverses, _m.day, sa.func.sum(_m.quantity).label("quantity"), sa.func.sum(_m.cost).label("cost")
    )
    .where(_m.reverses.is_not(None))
    .group_by(_m.reverses, _m.day)
    .subquery("undone")
)


def _leg(sign: int, *, one_place: bool) -> sa.Select[*tuple[Any, ...]]:
    here, there = (_m.to_place, _m.from_place) if sign > 0 else (_m.from_place, _m.to_place)
    query = (
        sa.select(_m.id, _m.day, _m.entry, _m.voucher, _m.line, _m.lot, _m.quantity, _m.cost, _m.reverses)
        .add_columns(sa.literal_column(str(sign)).label("sign"), there.label("place"))
        .add_columns(_other.c.kind.label("place_kind"), _other.c.name.label("place_name"))
        .join_from(t.move, _other, _other.c.id == there)
        .where(
            _m.item == sa.bindparam("item"),
            _m.day.between(
                sa.bindparam("first_day", type_=_m.day.type), sa.bindparam("last_day", type_=_m.day.type)
            ),
        )
    )
    if one_place:
        return query.where(here == sa.bindparam("place"))
    ours = query.join(_here, _here.c.id == here)
    return ours.where(_here.c.kind.in_(OURS), _other.c.kind.not_in(OURS))


def _rows_of(*, one_place: bool) -> sa.Select[*tuple[Any, ...]]:
    """Select the moves in order: first what a card's row begins with, then what `_parts` unpacks."""
    leg = sa.union_all(_leg(1, one_place=one_place), _leg(-1, one_place=one_place)).subquery("leg")
    # Where goods turn into others, the card names the person who does it.
    party = sa.case(
        (leg.c.place_kind == "used", sa.func.coalesce(_counterpart.c.name, leg.c.place_name)),
        else_=leg.c.place_name,
    )
    begins = (leg.c.day, leg.c.entry, leg.c.voucher, leg.c.line, _v.kind, _number, _v.letter_date, _v.batch)
    lot_price = t.lot.c.value // t.lot.c.quantity
    undone = sa.case((_original.c.day == leg.c.day, leg.c.quantity), else_=_undone.c.quantity)
    undone_cost = sa.case((_original.c.day == leg.c.day, leg.c.cost), else_=_undone.c.cost)
    moved = (leg.c.sign, lot_price, leg.c.quantity, leg.c.cost, undone, undone_cost)
    return (
        sa.select(*begins, leg.c.place, party, *moved, _v.reverses, _v.details)
        .select_from(
            leg.join(t.voucher, _v.id == leg.c.voucher)
            .join(t.lot, t.lot.c.id == leg.c.lot)
            .outerjoin(_counterpart, _counterpart.c.id == _v.counterpart)
            .outerjoin(_original, _original.c.id == leg.c.reverses)
            .outerjoin(_undone, (_undone.c.reverses == leg.c.id) & (_undone.c.day == leg.c.day))
        )
        .order_by(leg.c.day, leg.c.entry, leg.c.line, leg.c.id)
    )


_ROWS = {one_place: _rows_of(one_place=one_place) for one_place in (True, False)}


def stock_card(
    connection: sa.Connection,
    *,
    item: int,
    place: int | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> StockCard:
    """Return the card of an item at a place; place None: at all ours, without what passes between them.

    Two statements, whatever the number of rows.
    """
    opening = _opening(connection, item, place, first_day)
    values = {"item": item, "first_day": first_day or date.min, "last_day": last_day or LAST_DAY}
    if place is not None:
        values["place"] = place
    moves = driver_rows(connection.execute(_ROWS[place is not None], values))
    rows = tuple(_card_rows(_parts(moves), opening))
    return StockCard(item, place, first_day, last_day, opening, rows)


def _opening(connection: sa.Connection, item: int, place: int | None, first_day: date | None) -> Balance:
    if first_day is None:
        return Balance(0, 0)
    eve = first_day - timedelta(days=1)
    if place is None:
        return on_hand_of_ours(connection, item=item, on=eve)
    return on_hand(connection, place=place, item=item, on=eve)


@dataclass(slots=True)
class _Part:
    """What one row of the card adds up: smallest units and whole rupiah; sign: 1 came, -1 went."""

    begins: tuple[Any, ...]
    sign: int
    quantity: int
    cost: int
    struck: bool
    reverses: int | None


_LINE = CardRow._fields.index("line")


def _parts(moves: Iterable[tuple[Any, ...]]) -> Iterator[_Part]:
    """Add up each line's moves by direction and lot price; what was taken back the same day stands apart."""
    parts: dict[tuple[int, int, bool], _Part] = {}
    of = None
    for move in moves:
        *begins, sign, price, quantity, cost, undone, undone_cost, reverses, details = move
        if begins[_LINE] != of:
            yield from parts.values()
            parts, of = {}, begins[_LINE]
        begun = _begun(begins, details)
        if undone:
            quantity, cost = quantity - undone, cost - undone_cost
        if quantity:
            _add(parts, price, _Part(begun, sign, quantity, cost, False, reverses))
        if undone:
            _add(parts, price, _Part(begun, sign, undone, undone_cost, True, reverses))
    yield from parts.values()


def _add(parts: dict[tuple[int, int, bool], _Part], price: int, more: _Part) -> None:
    part = parts.setdefault((more.sign, price, more.struck), more)
    if part is not more:
        part.quantity += more.quantity
        part.cost += more.cost


def _begun(begins: list[Any], details: str | None) -> tuple[Any, ...]:
    """Return what a card's row begins with.

    The number of the other side's paper, on which a purchase stands, serves where we have none.
    """
    day, entry, voucher, line, kind, number, letter_date, batch, place, party = begins
    if details and not number:
        number = json.loads(details).get("number") or None
    return (day_of(day), entry, voucher, line, kind, number, day_of(letter_date), batch, place, party)


def _card_rows(parts: Iterable[_Part], opening: Balance) -> Iterator[CardRow]:
    quantity, value = opening.quantity, opening.value
    above = None
    for part in parts:
        units, cost, struck, sign = part.quantity, part.cost, part.struck, part.sign
        if not struck:
            quantity += sign * units
            value += sign * cost
        this = (part.begins[_LINE], sign, struck)
        price = cost // units
        moved = (units, 0, price, cost, 0) if sign > 0 else (0, units, price, 0, cost)
        after = (quantity, value, struck, part.reverses, this == above)
        # A card may have ten thousand rows, and the constructor of a named tuple is slow.
        yield tuple.__new__(CardRow, part.begins + moved + after)
        above = this
