"""The chapter of the materials: bought, handed out in kits, and what is left of them taken back."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.recipes import recipe_on
from ikm_desktop.reports.issuing import issue
from ikm_desktop.sample.desk import CLERK, PEOPLE, Desk, SampleBatch
from ikm_desktop.sample.goods import MATERIALS, PRODUCTS, TRAININGS
from ikm_desktop.sample.products import pay_voucher
from ikm_desktop.supply import handover, purchase, take_back

_ASKED_FOR_LESS = 4
_ABSENT = PEOPLE - 8
"""Positions of the list, from 0."""


def buy(desk: Desk, batch: SampleBatch) -> None:
    """Buy what the batch needs and a twentieth more, from one vendor, and pay it."""
    total: Counter[int] = Counter()
    for need in _needs(desk, batch):
        total.update(need)
    known = {desk.goods.materials[one.name]: one for one in MATERIALS}
    lines = []
    for item, quantity in total.items():
        shown = -(-quantity * 105 // (100 * known[item].unit.per))
        lines.append(purchase.PurchaseLine(item, shown * known[item].unit.per, shown * known[item].price))
    vendor = desk.goods.vendors[(batch.no - 1) % len(desk.goods.vendors)]
    done = purchase.receive_purchase(
        desk.office,
        vendor=vendor,
        store=desk.goods.store,
        letter_date=desk.day,
        lines=lines,
        paper=f"NOTA-{batch.no:03d}/{desk.day.year}",
        receiver=CLERK,
        extra_cost=150_000,
    )
    pay_voucher(desk, vendor, done.vouchers[0], method="LS", tax="none")


def hand_over_kits(desk: Desk, batch: SampleBatch) -> None:
    """Hand the kits over: one person absent in every second batch, one with less of the first material."""
    rows = []
    for position, (place, need) in enumerate(zip(batch.places, _needs(desk, batch), strict=True)):
        if batch.no % 2 == 0 and position == _ABSENT:
            continue
        given = dict(need)
        if position == _ASKED_FOR_LESS:
            first = next(iter(given))
            given[first] = given[first] * 5 // 7 // 10 * 10
        rows.append(handover.KitRow(place, given))
    done = handover.prepare_kit(
        desk.office,
        batch=batch.id,
        store=desk.goods.store,
        letter_date=desk.day,
        rows=rows,
        giver=CLERK,
    )
    issue(desk.office, papers=done.papers)
    if batch.no < len(TRAININGS) or desk.day < desk.today:
        vouchers.sign(desk.office, prepared=done.prepared)
        batch.kits = [row.participant for row in rows]


def take_leftovers_back(desk: Desk, batch: SampleBatch) -> None:
    """Take back what two people have left over."""
    for place in batch.kits[4:6]:
        with desk.office.reading() as connection:
            held = connection.execute(
                sa.select(t.holding.c.item, sa.func.sum(t.holding.c.quantity))
                .join(t.item, t.item.c.id == t.holding.c.item)
                .where(t.holding.c.place == place, t.item.c.kind == "material")
                .group_by(t.holding.c.item)
            ).all()
        if held:
            take_back_from(desk, batch, place, [(item, quantity) for item, quantity in held])


def take_back_from(desk: Desk, batch: SampleBatch, place: int, lines: list[tuple[int, int]]) -> int:
    """Take (item, quantity) back from a person and return the voucher."""
    done = take_back.take_back(
        desk.office,
        participant=place,
        store=desk.goods.store,
        letter_date=desk.day,
        lines=[take_back.ReturnLine(item, quantity) for item, quantity in lines],
        receiver=CLERK,
        batch=batch.id,
    )
    return done.vouchers[0]


def _needs(desk: Desk, batch: SampleBatch) -> list[dict[int, int]]:
    """Return what each person of a batch is to get, by item."""
    targets = {one.name: one.target for one in PRODUCTS}
    needs = []
    with desk.office.reading() as connection:
        for position in range(PEOPLE):
            name = batch.product_of(position)
            recipe = recipe_on(connection, desk.goods.products[name], batch.monday)
            if recipe is None:
                raise LookupError(name)
            needs.append({line.item: recipe.need(line, targets[name]) for line in recipe.materials})
    return needs
