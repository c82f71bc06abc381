"""What payments pay: each line with the delivery or purchase line it refers to."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.runs import amount
from ikm_desktop.papers import tables as papers


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line of a payment; gross, tax, value (of the goods): whole rupiah.

    payment: the voucher; payee: her place; kind, voucher, letter_date, batch: of the delivery or purchase
    it pays; quantity: accepted (or bought), smallest units; price: of one shown unit of `per` smallest ones,
    None for a purchase.
    """

    payment: int
    payee: int
    gross: int
    tax: int
    tax_row: int
    kind: str
    voucher: int
    letter_date: date
    item: int
    quantity: int
    price: int | None
    value: int
    batch: int | None
    per: int

    @property
    def quantity_paid(self) -> int | None:
        """Return how many smallest units the gross pays at the price; None where it is no whole number."""
        if self.price is None:
            return self.quantity if self.gross == self.value else None
        if self.gross == amount(
            self.price, self.quantity, self.per
        ):  # in full, rounded down as it was booked
            return self.quantity
        if self.gross == 0 or self.price == 0 or self.gross * self.per % self.price:
            return None
        return self.gross * self.per // self.price

    def with_more(self, other: PaidLine) -> PaidLine:
        """Return the line with another of the same goods added."""
        return replace(
            self,
            gross=self.gross + other.gross,
            tax=self.tax + other.tax,
            quantity=self.quantity + other.quantity,
            value=self.value + other.value,
        )


def pictured_payments(connection: sa.Connection, paper: int) -> list[sa.Row[tuple[object, ...]]]:
    """Return the payment vouchers a paper pictures, in the paper's order."""
    subject = papers.paper_subject.c
    query = (
        sa.select(t.voucher)
        .join(papers.paper_subject, subject.voucher == t.voucher.c.id)
        .where(subject.paper == paper)
        .order_by(subject.no)
    )
    return list(connection.execute(query))


def paid_lines(connection: sa.Connection, payments: Collection[int]) -> list[PaidLine]:
    """Return the lines of payments, voucher by voucher in written order; one statement."""
    paid, origin, payment = t.line.alias("paid"), t.voucher.alias("origin"), t.voucher.alias("payment")
    rows = connection.execute(
        sa.select(
            payment.c.id.label("payment"),
            payment.c.counterpart.label("payee"),
            t.payment_line.c.gross,
            t.payment_line.c.tax,
            t.payment_line.c.tax_row,
            origin.c.kind,
            origin.c.id.label("voucher"),
            origin.c.letter_date,
            paid.c.item,
            sa.func.coalesce(paid.c.accepted, paid.c.quantity).label("quantity"),
            paid.c.price,
            sa.func.coalesce(paid.c.value, 0).label("value"),
            origin.c.batch,
            t.item.c.per,
        )
        .join(t.line, t.line.c.id == t.payment_line.c.line)
        .join(payment, payment.c.id == t.line.c.voucher)
        .join(paid, paid.c.id == t.payment_line.c.refers)
        .join(t.item, t.item.c.id == paid.c.item)
        .join(origin, origin.c.id == paid.c.voucher)
        .where(payment.c.id.in_(list(payments)))
        .order_by(payment.c.id, t.line.c.no)
    ).mappings()
    return [PaidLine(**row) for row in rows]


def by_goods(lines: Iterable[PaidLine], *, by_payee: bool = False) -> list[PaidLine]:
    """Return the lines with those of one item and price added up.

    by_payee: only those of one person and day, as a list on which each delivery can be found again. Lines
    whose sum is not price × quantity, since each was rounded, stand apart: every printed row can be reckoned.
    """
    found: dict[Hashable, PaidLine] = {}
    for line in lines:
        key: tuple[Hashable, ...] = (line.item, line.price)
        if by_payee:
            key = (line.payee, line.letter_date, *key)
        known = found.get(key)
        if known is None:
            found[key] = line
        elif _exact_together(known, line):
            found[key] = known.with_more(line)
        else:
            found[*key, len(found)] = line
    return list(found.values())


def _exact_together(known: PaidLine, line: PaidLine) -> bool:
    """Tell whether two lines that can be reckoned still can when they are one."""
    if known.quantity_paid is None or line.quantity_paid is None:
        return True
    return known.with_more(line).quantity_paid is not None
