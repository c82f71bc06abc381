"""The list of the tab Pembelian Kembali: what makers delivered, what of it was bought, and what is paid.

What an old book had bought and not paid stands among it, as inspected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from ikm_desktop.batches.batches import batches
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.listed import Listed, Status, listed
from ikm_desktop.goods.listed_sql import key_of
from ikm_desktop.goods.payments import IS_BOUGHT, Account, accounts, all_accounts

MOST_PRODUCTS = 1000
"""More products than any receipt names: what was only noted is told apart by prepared paper and place."""


class Counted(NamedTuple):
    """Pieces in the product's smallest unit: delivered = accepted + rejected."""

    delivered: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One product of a receipt.

    number: as printed; maker: her name, place: hers; product: with `grade` "" for the usual one; delivered,
    accepted, rejected: as on the paper, accepted and rejected None until inspected; net: of them, what was
    not reversed, for totals; value: price × accepted less reversed; paid: gross; tax: withheld of it, None
    until something is paid; payable: what can still be paid; own: part of it is her own material; again:
    repaired pieces; place_on_paper: of products that were only noted, from 0; reason: of the rejection, or
    why the paper is void. Money in whole rupiah.
    """

    letter_date: date
    number: str
    paper_word: str
    maker: str
    place: int | None
    batch: int | None
    batch_name: str
    product: Item
    grade: str
    delivered: int
    accepted: int | None
    rejected: int | None
    net: Counted
    reason: str
    price: int | None
    value: int
    paid: int
    tax: int | None
    payable: int
    status: Status
    reversed_by: tuple[str, ...]
    own: bool
    again: bool
    line: int | None
    voucher: int | None
    prepared: int | None
    paper: int | None
    place_on_paper: int = 0

    @property
    def key(self) -> int:
        """What tells it from all others of its list."""
        if self.line is not None:
            return 2 * self.line
        return 2 * ((self.prepared or 0) * MOST_PRODUCTS + self.place_on_paper) + 1

    def show(self, pieces: int | None) -> str:
        """Write pieces without their unit, "–" for what is not known yet."""
        return "–" if pieces is None else self.product.ref.show(pieces).removesuffix(f" {self.unit}")

    @property
    def unit(self) -> str:
        """The unit the pieces are shown in."""
        return self.product.unit.symbol


def delivery_rows(connection: sa.Connection, keys: Collection[int] | None = None) -> tuple[DeliveryRow, ...]:
    """Return every product of every receipt, newest letter first; statements do not grow with the rows.

    keys: only the products of these, and others of the same receipts; None for all.
    """
    known = {item.id: item for item in items(connection, archived=True)}
    names = {batch.id: batch.name for batch in batches(connection)}
    lines = _lines(connection, keys)
    ids = [row.id for rows in lines.values() for row in rows]
    money = all_accounts(connection) if keys is None else accounts(connection, ids)
    papers = None if keys is None else _papers_of(lines, keys)
    found: list[DeliveryRow] = []
    for one in listed(connection, ("delivery", "opening"), papers):
        name = "" if one.batch is None else names.get(one.batch, "")
        if one.voucher is None:
            found += _noted(one, name, known)
        else:
            found += [_posted(one, name, known, row, money[row.id]) for row in lines[one.voucher]]
    return tuple(found)


_line = t.line.c
_back, _undoing = t.line.alias("back"), t.voucher.alias("undoing")
_undone = (
    sa.select(_back.c.refers)
    .add_columns(*(sa.func.sum(_back.c[name]).label(name) for name in ("delivered", "accepted", "rejected")))
    .join_from(_back, _undoing, _undoing.c.id == _back.c.voucher)
    .where(_undoing.c.kind == "reversal", _back.c.delivered.is_not(None))
    .group_by(_back.c.refers)
    .subquery("undone")
)
_LINES = (
    sa.select(t.line)
    .add_columns(
        *(
            sa.func.coalesce(_undone.c[name], 0).label(f"undone_{name}")
            for name in ("delivered", "accepted", "rejected")
        )
    )
    .join_from(t.line, t.voucher, t.voucher.c.id == _line.voucher)
    .outerjoin(_undone, _undone.c.refers == _line.id)
    .where(IS_BOUGHT)
    .order_by(_line.voucher, _line.no)
)


def _lines(connection: sa.Connection, keys: Collection[int] | None) -> Mapping[int, list[sa.Row[Any]]]:
    found: defaultdict[int, list[sa.Row[Any]]] = defaultdict(list)
    query = _LINES
    if keys is not None:
        query = query.where(_line.id.in_([key // 2 for key in keys if key % 2 == 0]))
    for row in connection.execute(query).all():
        found[row.voucher].append(row)
    return found


def _papers_of(lines: Mapping[int, object], keys: Collection[int]) -> list[int]:
    """Return the keys of the vouchers of lines, and of the prepared papers that keys name."""
    prepared = {key // 2 // MOST_PRODUCTS for key in keys if key % 2}
    return [key_of(voucher, None) for voucher in lines] + [key_of(None, one) for one in prepared]


def _posted(
    one: Listed, batch_name: str, known: Mapping[int, Item], row: sa.Row[Any], account: Account
) -> DeliveryRow:
    net = Counted(
        row.delivered - row.undone_delivered,
        row.accepted - row.undone_accepted,
        row.rejected - row.undone_rejected,
    )
    return DeliveryRow(
        letter_date=one.letter_date,
        number=one.number,
        paper_word=one.paper_word,
        maker=one.party,
        place=one.place,
        batch=one.batch,
        batch_name=batch_name,
        product=known[row.item],
        grade=row.grade or "",
        delivered=row.delivered,
        accepted=row.accepted,
        rejected=row.rejected,
        net=net,
        reason=row.reason or "",
        price=row.price,
        value=account.owed,
        paid=account.paid,
        tax=account.tax if account.paid else None,
        payable=account.payable,
        status=_status(row.delivered, net.delivered, account),
        reversed_by=one.reversed_by if net.delivered < row.delivered else (),
        own=bool(row.own),
        again=bool(row.again),
        line=row.id,
        voucher=one.voucher,
        prepared=one.prepared,
        paper=one.paper,
    )


def _status(delivered: int, left: int, account: Account) -> Status:
    if left < delivered:
        return Status.REVERSED if left == 0 else Status.REVERSED_IN_PART
    return Status.PAID if account.paid and account.payable <= 0 else Status.SIGNED


def _noted(one: Listed, batch_name: str, known: Mapping[int, Item]) -> Iterator[DeliveryRow]:
    """Yield what was noted at the door: counted, not inspected, worth nothing yet."""
    for place, noted in enumerate(one.body.get("delivery", ())):
        yield DeliveryRow(
            letter_date=one.letter_date,
            number=one.number,
            paper_word=one.paper_word,
            maker=one.party,
            place=one.place,
            batch=one.batch,
            batch_name=batch_name,
            product=known[noted["product"]],
            grade=noted["grade"],
            delivered=noted["delivered"],
            accepted=None,
            rejected=None,
            net=Counted(0, 0, 0),
            reason=one.reason,
            price=noted["price"],
            value=0,
            paid=0,
            tax=None,
            payable=0,
            status=one.status,
            reversed_by=(),
            own=bool(noted["own_reason"]),
            again=False,
            line=None,
            voucher=None,
            prepared=one.prepared,
            paper=one.paper,
            place_on_paper=place,
        )
