"""What the next batch needs and what is to be bought for it; how many pieces of the makers were good.

Needs are rounded up for each person, as her kit is; buying is rounded up to whole packs. How many of the
pieces will be good is not known, only a range: see `likely_share`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches.batches import Batch, batches_by_id
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, item_of, items_by_id
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.recipes import Recipe, recipe_on
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.stock import available_at, last_prices
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants.people import kept_places

_MOST_EXTRA = 100


@dataclass(frozen=True, slots=True)
class Need:
    """A material of the plan: smallest units, whole rupiah.

    each: of one kit; needed: of all, with what is planned for waste; free: what a paper of the day could
    take from the store; price: of the last purchase, for one shown unit, None where none was made yet.
    """

    item: Item
    each: int
    needed: int
    free: int
    price: int | None

    @property
    def short(self) -> int:
        """What is missing."""
        return max(self.needed - self.free, 0)

    @property
    def packs(self) -> int:
        """How many packs are to be bought, 0 of what is bought loose."""
        return -(-self.short // self.item.pack) if self.item.pack else 0

    @property
    def to_buy(self) -> int:
        """What is to be bought: whole packs where it comes in packs."""
        return self.packs * self.item.pack if self.item.pack else self.short

    @property
    def cost(self) -> int | None:
        """What that costs at the last price, None without one."""
        return None if self.price is None else amount(self.price, self.to_buy, self.item.unit.per)


@dataclass(frozen=True, slots=True)
class NeedPlan:
    """What a number of people need to make so many pieces each; recipe: None when the product has none."""

    product: Item
    recipe: Recipe | None
    people: int
    pieces: int
    extra: int
    needs: tuple[Need, ...]

    @property
    def cost(self) -> int:
        """What the buying list costs, as far as prices are known."""
        return sum(need.cost or 0 for need in self.needs)

    @property
    def without_price(self) -> int:
        """How many lines of the buying list have no price."""
        return sum(need.cost is None and need.to_buy > 0 for need in self.needs)


def need_plan(
    connection: sa.Connection, *, product: int, people: int, pieces: int, extra: int = 0, day: date
) -> NeedPlan:
    """Return what is needed and to be bought for a batch by the recipe of a day.

    people: kits; pieces: of each kit, in the product's smallest unit; extra: per cent added for waste,
    rounded up. Raises NotFound (no such product, no store), Negative, FieldInvalid (extra not 0 … 100).
    """
    found = Findings()
    found.counted("Peserta", people, least=1)
    found.counted("Jumlah tiap peserta", pieces, least=1)
    if not 0 <= extra <= _MOST_EXTRA:
        found.add(FieldInvalid(field="Cadangan susut", value=f"{extra} %", why="bukan 0 sampai 100"))
    found.refuse()
    made = item_of(connection, product)
    recipe = recipe_on(connection, product, day)
    if recipe is None:
        return NeedPlan(made, None, people, pieces, extra, ())
    known = items_by_id(connection, [line.item for line in recipe.materials])
    free = available_at(connection, main_store(connection), day)
    prices = last_prices(connection, day)
    needs = []
    for line in recipe.materials:
        each = recipe.need(line, pieces)
        needed = -(-each * people * (100 + extra) // 100)
        item = known[line.item]
        needs.append(Need(item, each, needed, free.get(item.id, 0), prices.get(item.id)))
    return NeedPlan(made, recipe, people, pieces, extra, tuple(needs))


# --- yield ------------------------------------------------------------------------------------------

PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """A share and the range it likely lies in, in thousandths."""

    of_thousand: int
    low: int
    high: int


def likely_share(good: int, of: int) -> Share | None:
    """Return the share of good ones among so many, with the range of 95 %; None of none.

    The range is Wilson's (E. B. Wilson, 1927) with z = 1,96, rounded outward to a thousandth: it holds for
    few pieces and for shares near 0 and 1, where plain percentages promise too much. 4 good of 4 may well be
    51 %. Pieces of one maker resemble each other, so that of few makers the truth may lie outside.
    """
    if of <= 0:
        return None
    z = 1.96
    share = good / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low = max(math.floor((middle - reach) * PER_MILLE + 1e-9), 0)
    high = min(math.ceil((middle + reach) * PER_MILLE - 1e-9), PER_MILLE)
    return Share(round(share * PER_MILLE), low, high)


@dataclass(frozen=True, slots=True)
class Yield:
    """What came of a product in a batch (None: without one), net of reversals: smallest units.

    makers: how many people's pieces these are; delivered = accepted + rejected. Pieces delivered again after
    repair are not counted a second time.
    """

    product: Item
    batch: Batch | None
    makers: int
    delivered: int
    accepted: int
    rejected: int

    @property
    def share(self) -> Share | None:
        """The share of good pieces with its range."""
        per = self.product.unit.per
        return likely_share(self.accepted // per, self.delivered // per)

    def to_plan(self, wanted: int) -> tuple[int, int] | None:
        """Return how many pieces to plan for so many good ones: if all goes well, and if it does not.

        None where nothing was delivered, or where it may be that none is good.
        """
        share = self.share
        if share is None or not share.low:
            return None
        return -(-wanted * PER_MILLE // share.high), -(-wanted * PER_MILLE // share.low)


_line, _back = t.line.alias("delivered"), t.line.alias("back")


def _net(column: str) -> sa.ColumnElement[int]:
    undone = (
        sa.select(sa.func.coalesce(sa.func.sum(_back.c[column]), 0))
        .where(_back.c.refers == _line.c.id, _back.c.delivered.is_not(None))
        .correlate(_line)
        .scalar_subquery()
    )
    return sa.func.sum(_line.c[column] - undone)


_YIELDS = (
    sa.select(
        _line.c.item,
        t.voucher.c.batch,
        t.voucher.c.counterpart.label("maker"),
        _net("accepted").label("accepted"),
        _net("rejected").label("rejected"),
    )
    .join_from(_line, t.voucher, t.voucher.c.id == _line.c.voucher)
    .where(t.voucher.c.kind == "delivery", _line.c.again == 0)
    .group_by(_line.c.item, t.voucher.c.batch, t.voucher.c.counterpart)
    .order_by(_line.c.item, t.voucher.c.batch)
)


def yields(connection: sa.Connection) -> tuple[Yield, ...]:
    """Return what came of each product in each batch, in four statements."""
    rows = [row for row in connection.execute(_YIELDS).all() if row.accepted + row.rejected]
    of: dict[tuple[int, int | None], list[sa.Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        of.setdefault((row.item, row.batch), []).append(row)
    items = items_by_id(connection, {row.item for row in rows})
    known = batches_by_id(connection, {row.batch for row in rows if row.batch is not None})
    kept = kept_places(connection)
    return tuple(
        Yield(
            items[item],
            None if batch is None else known.get(batch),
            len({kept.get(row.maker, row.maker) for row in parts}),
            sum(row.accepted + row.rejected for row in parts),
            sum(row.accepted for row in parts),
            sum(row.rejected for row in parts),
        )
        for (item, batch), parts in of.items()
    )
