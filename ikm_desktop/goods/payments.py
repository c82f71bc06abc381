"""What the office owes for delivered and bought goods, what it has paid, and what can still be paid.

Owed = price × accepted less reversed (a purchase: its value less reversed). Payable = owed less pieces
given back at their price (a purchase: less what went back to the vendor) less paid. Products that an old book
had bought and not paid yet are owed too: lines of opening vouchers with accepted pieces and their price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.runs import amount

PAYABLE = ("delivery", "purchase", "opening")
"""The kinds of vouchers whose lines are paid; of an opening one only those that `IS_PAYABLE` finds."""
BOUGHT_BACK = ("delivery", "opening")
"""Those of them by which products were bought back from their maker."""
IS_PAYABLE = sa.and_(
    t.voucher.c.kind.in_(PAYABLE), sa.or_(t.voucher.c.kind != "opening", t.line.c.accepted.is_not(None))
)
"""Whether a line is of those that are paid."""
IS_BOUGHT = sa.and_(IS_PAYABLE, t.voucher.c.kind != "purchase")
"""Whether a line is of products bought back from their maker."""


@dataclass(slots=True)
class Account:
    """The money side of one delivery, purchase or opening line, whole rupiah.

    paid: gross; tax: what was withheld of it; payments: vouchers that paid it.
    """

    line: int
    voucher: int
    kind: str
    payee: int
    batch: int | None
    item: int
    price: int
    per: int
    accepted: int
    owed: int
    away: int = 0
    returned: int = 0
    paid: int = 0
    tax: int = 0
    payments: list[int] = field(default_factory=list)

    @property
    def payable(self) -> int:
        """What can still be paid, gross."""
        return self.owed - amount(self.price, self.away, self.per) - self.returned - self.paid


_repaired = t.lot.alias("repaired")
PIECES_BOUGHT = sa.case(
    (
        t.line.c.again == 1,
        sa.select(sa.func.coalesce(sa.func.sum(_repaired.c.quantity), 0))
        .where(_repaired.c.line == t.line.c.id, _repaired.c.source == "repaired")
        .scalar_subquery(),
    ),
    else_=t.line.c.accepted,
)
"""How many pieces of a line are paid for: of those delivered again only what came out as a new lot."""
_reversal, _reversal_voucher = t.line.alias("reversal"), t.voucher.alias("reversal_voucher")
_REVERSED = (
    sa.select(
        _reversal.c.refers,
        sa.func.sum(_reversal.c.accepted).label("accepted"),
        sa.func.sum(_reversal.c.value).label("value"),
    )
    .join(_reversal_voucher, _reversal_voucher.c.id == _reversal.c.voucher)
    .where(_reversal_voucher.c.kind == "reversal")
    .group_by(_reversal.c.refers)
)
_LINES = (
    sa.select(
        t.line,
        t.voucher.c.kind,
        t.voucher.c.counterpart,
        t.voucher.c.batch,
        t.item.c.per,
        PIECES_BOUGHT.label("bought"),
    )
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .join(t.item, t.item.c.id == t.line.c.item)
    .where(IS_PAYABLE)
    .order_by(t.line.c.id)
)
_back = t.line.alias("back")
_PAID = (
    sa.select(*t.payment_line.c["refers", "gross", "tax"], t.line.c.voucher)
    .join(t.line, t.line.c.id == t.payment_line.c.line)
    .where(~sa.exists().where(_back.c.refers == t.payment_line.c.line))
    .order_by(t.payment_line.c.id)
)
# The room of people stands above this one: of theirs no more is read than who is whose double.
_people = sa.table("participant", sa.column("id"), sa.column("place"), sa.column("merged_into"))
_holder, _maker = _people.alias("holder"), _people.alias("maker")
_hers = sa.exists().where(
    _holder.c.place == t.holding.c.place,
    _maker.c.place == t.lot.c.maker,
    sa.func.coalesce(_holder.c.merged_into, _holder.c.id)
    == sa.func.coalesce(_maker.c.merged_into, _maker.c.id),
)
WAS_BOUGHT = sa.or_(
    t.lot.c.source.in_(("accepted", "repaired")),
    sa.and_(t.lot.c.source == "opening", t.lot.c.maker.is_not(None)),
)
"""Whether a lot is of pieces bought back from their maker, here or in an old book."""
IS_AWAY = sa.and_(WAS_BOUGHT, sa.or_(t.holding.c.place == t.lot.c.maker, _hers))
"""Whether a holding, joined with its lot, is of bought pieces that lie with their maker (or who she merged
into) again."""
_AWAY = (
    sa.select(t.lot.c.line, sa.func.sum(t.holding.c.quantity))
    .join(t.holding, t.holding.c.lot == t.lot.c.id)
    .where(IS_AWAY)
    .group_by(t.lot.c.line)
)
_m, _undo = t.move.alias("m"), t.move.alias("undo")
_undone_cost = (
    sa.select(sa.func.coalesce(sa.func.sum(_undo.c.cost), 0))
    .where(_undo.c.reverses == _m.c.id)
    .scalar_subquery()
)
_RETURNED = (
    sa.select(t.lot.c.line, sa.func.sum(_m.c.cost - _undone_cost))
    .join(_m, _m.c.lot == t.lot.c.id)
    .join(t.voucher, t.voucher.c.id == _m.c.voucher)
    .where(t.voucher.c.kind == "vendor_return")
    .group_by(t.lot.c.line)
)


_OF_ALL = (_REVERSED, _LINES, _AWAY, _RETURNED, _PAID)
_OF_SOME = tuple(
    query.where(line.in_(sa.bindparam("lines", expanding=True)))
    for query, line in zip(
        _OF_ALL,
        (_reversal.c.refers, t.line.c.id, t.lot.c.line, t.lot.c.line, t.payment_line.c.refers),
        strict=True,
    )
)


def accounts(connection: sa.Connection, lines: Collection[int]) -> dict[int, Account]:
    """Return by line id what is owed and paid; lines of other vouchers are left out."""
    return _read(connection, _OF_SOME, {"lines": list(lines)})


def all_accounts(connection: sa.Connection) -> dict[int, Account]:
    """Return by line id what is owed and paid of every line that is paid, in five statements."""
    return _read(connection, _OF_ALL, {})


def _read(
    connection: sa.Connection,
    queries: Sequence[sa.Select[*tuple[Any, ...]]],
    values: Mapping[str, Sequence[int]],
) -> dict[int, Account]:
    reversed_, lines, away, returned, paid = (connection.execute(query, values).all() for query in queries)
    undone: dict[int, Any] = {row.refers: row for row in reversed_}
    found = {row.id: _account(row, undone.get(row.id)) for row in lines}
    for line, quantity in away:
        if line in found:
            found[line].away = quantity
    for line, cost in returned:
        if line in found:
            found[line].returned = cost
    for line, gross, tax, voucher in paid:
        found[line].paid += gross
        found[line].tax += tax
        found[line].payments.append(voucher)
    return found


def _account(row: sa.Row[Any], undone: sa.Row[Any] | None) -> Account:
    if row.kind != "purchase":
        # Pieces delivered again are reversed whole.
        accepted = max(row.bought - (undone.accepted or 0 if undone else 0), 0)
        price = row.price or 0
        owed = amount(price, accepted, row.per)
    else:
        accepted, price = 0, 0
        owed = row.value - (undone.value or 0 if undone else 0)
    return Account(
        line=row.id,
        voucher=row.voucher,
        kind=row.kind,
        payee=row.counterpart,
        batch=row.batch,
        item=row.item,
        price=price,
        per=row.per,
        accepted=accepted,
        owed=owed,
    )


def lines_by_voucher(connection: sa.Connection, vouchers: Collection[int]) -> dict[int, list[int]]:
    """Return the line ids of vouchers in written order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        sa.select(t.line.c.voucher, t.line.c.id)
        .where(t.line.c.voucher.in_(list(vouchers)))
        .order_by(t.line.c.voucher, t.line.c.no)
    )
    for voucher, line in rows.all():
        found[voucher].append(line)
    return dict(found)
