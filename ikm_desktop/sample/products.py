"""The chapter of the products: received with a few rejects, paid, given away."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.buyback import payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.goods import tables as t
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.balances import available
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.acts import Done
from ikm_desktop.office.tax import TaxKind
from ikm_desktop.reports.issuing import issue
from ikm_desktop.sample.desk import CLERK, Desk, SampleBatch
from ikm_desktop.sample.goods import PRODUCTS
from ikm_desktop.sample.setting_up import ACCOUNT

_NEVER_REJECTED = 4
_WORTH_A_LETTER = 10
"""Pieces: of so few none is rejected; so many must lie free in store for a letter."""

_WITNESSES = ((CLERK, "Petugas Persediaan"), ("YOHANES CONTOH", "Bendahara lembaga"))


def receive_first(desk: Desk, batch: SampleBatch) -> None:
    """Receive more than half of what everybody was to make."""
    for position, place in enumerate(batch.places):
        if place in batch.kits:
            _receive(desk, batch, position, share=60)


def receive_rest(desk: Desk, batch: SampleBatch) -> None:
    """Receive nearly all the rest; every fifth is not done yet."""
    for position, place in enumerate(batch.places):
        if place in batch.kits and (position + 1) % 5:
            _receive(desk, batch, position, share=35)


def _receive(desk: Desk, batch: SampleBatch, position: int, *, share: int) -> None:
    """Receive a share (per cent) of a maker's target, some of it rejected."""
    product = next(one for one in PRODUCTS if one.name == batch.product_of(position))
    delivered = max(product.target * share // 100, 1)
    rejected = desk.dice.choices((0, 1, 2), weights=(70, 20, 10))[0] if delivered > _NEVER_REJECTED else 0
    line = DeliveryLine(
        desk.goods.products[product.name],
        delivered,
        delivered - rejected,
        rejected,
        reason=product.fault if rejected else "",
        own_reason="sisa bahan sendiri",
    )
    receiving.receive_products(
        desk.office,
        maker=batch.places[position],
        store=desk.goods.store,
        batch=batch.id,
        letter_date=desk.day,
        receiver=CLERK,
        lines=[line],
    )


def pay_all(desk: Desk, batch: SampleBatch) -> None:
    """Pay everybody of the batch what was received, but for the last three."""
    for place in batch.kits[:-3]:
        lines = _lines(
            desk,
            t.voucher.c.kind == "delivery",
            t.voucher.c.counterpart == place,
            t.voucher.c.batch == batch.id,
        )
        _pay(desk, place, lines, method="UP", tax="pph22")


def pay_voucher(desk: Desk, payee: int, voucher: int, *, method: payment.Method, tax: TaxKind) -> None:
    """Pay a whole voucher with one kuitansi."""
    _pay(desk, payee, _lines(desk, t.voucher.c.id == voucher), method=method, tax=tax)


def _lines(desk: Desk, *which: sa.ColumnElement[bool]) -> list[int]:
    query = (
        sa.select(t.line.c.id)
        .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
        .where(*which)
        .order_by(t.voucher.c.id, t.line.c.no)
    )
    with desk.office.reading() as connection:
        return list(connection.execute(query).scalars())


def _pay(desk: Desk, payee: int, lines: list[int], *, method: payment.Method, tax: TaxKind) -> None:
    done = payment.pay(
        desk.office,
        payee=payee,
        letter_date=desk.day,
        lines=[PayLine(line) for line in lines],
        tax=tax,
        method=method,
        account=ACCOUNT,
    )
    issue(desk.office, papers=done.papers)


def distribute(desk: Desk, batch: SampleBatch) -> None:
    """Give a part of what lies in store to some institution; the letter of the last day stays unsigned."""
    institution = desk.dice.choice(desk.goods.institutions)
    lines = []
    with desk.office.reading() as connection:
        for name in batch.training.products:
            product = desk.goods.products[name]
            free = available(connection, place=desk.goods.store, item=product, on=desk.day)
            if free >= _WORTH_A_LETTER:
                lines.append(GoodsLine(product, free // 4))
    if not lines:
        return
    done = prepare_gift(desk, institution, lines, witnesses=_WITNESSES)
    issue(desk.office, papers=done.papers)
    if desk.day < desk.today:
        vouchers.sign(desk.office, prepared=done.prepared)


def prepare_gift(
    desk: Desk, institution: int, lines: list[GoodsLine], *, witnesses: tuple[tuple[str, str], ...] = ()
) -> Done:
    """Prepare a letter to an institution."""
    return distribution.prepare_handover(
        desk.office,
        institution=institution,
        store=desk.goods.store,
        letter_date=desk.day,
        lines=lines,
        signer="SAMUEL CONTOH",
        signer_title="Sekretaris",
        witnesses=witnesses,
    )
