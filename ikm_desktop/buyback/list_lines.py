"""What the list of the tab Pembelian Kembali can be asked: its fields, chips and totals, and their SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches.batches import batch_named
from ikm_desktop.buyback.lists import MOST_PRODUCTS, DeliveryRow, delivery_rows
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.listed_sql import posted_columns, waiting_columns
from ikm_desktop.goods.payments import IS_AWAY, IS_BOUGHT, PIECES_BOUGHT
from ikm_desktop.office.listing import Chip, Field, Holds, How, Query, Sum, Term
from ikm_desktop.office.listing_sql import Part, SqlLines
from ikm_desktop.papers.patterns import without_blank

FIELDS: tuple[Field[DeliveryRow], ...] = (
    Field("letter_date", "Tanggal", Holds.DAY, lambda row: row.letter_date),
    Field("number", "Nomor", Holds.TEXT, lambda row: without_blank(row.number)),
    Field("party", "Pembuat", Holds.TEXT, lambda row: row.maker),
    Field("batch_name", "Angkatan", Holds.TEXT, lambda row: row.batch_name),
    Field("product", "Produk", Holds.TEXT, lambda row: row.product.heading),
    Field("grade", "Mutu", Holds.TEXT, lambda row: row.grade),
    Field("delivered", "Diserahkan", Holds.NUMBER, lambda row: row.delivered),
    Field("accepted", "Diterima", Holds.NUMBER, lambda row: row.accepted),
    Field("rejected", "Ditolak", Holds.NUMBER, lambda row: row.rejected),
    Field("net_delivered", "", Holds.NUMBER, lambda row: row.net.delivered),
    Field("net_accepted", "", Holds.NUMBER, lambda row: row.net.accepted),
    Field("net_rejected", "", Holds.NUMBER, lambda row: row.net.rejected),
    Field("price", "Harga", Holds.MONEY, lambda row: row.price),
    Field("value", "Nilai", Holds.MONEY, lambda row: row.value),
    Field("paid", "Dibayar", Holds.MONEY, lambda row: row.paid),
    Field("payable", "Belum dibayar", Holds.MONEY, lambda row: row.payable),
    Field("tax", "Pajak", Holds.MONEY, lambda row: row.tax),
    Field(
        "status",
        "Status",
        Holds.WORD,
        lambda row: row.status.value,
        tuple(one.value for one in Status if one not in {Status.PREPARED, Status.OUT}),
    ),
    Field("own", "Bahan sendiri", Holds.FLAG, lambda row: int(row.own)),
    Field("again", "Hasil perbaikan", Holds.FLAG, lambda row: int(row.again)),
    Field("reason", "Alasan", Holds.TEXT, lambda row: row.reason),
    Field("unit", "", Holds.TEXT, lambda row: row.unit),
)
"""What the list can be sorted and filtered by."""

CHIPS = (
    Chip("Belum diperiksa", (Term("status", How.IS, (Status.NOT_INSPECTED.value,)),)),
    Chip("Belum dibayar", (Term("payable", How.BETWEEN, (1, None)),)),
    Chip("Ada penolakan", (Term("net_rejected", How.BETWEEN, (1, None)),)),
    Chip("Bahan sendiri", (Term("own", How.IS, (1,)),)),
)
FIGURES = (
    *(Sum(name, f"net_{name}") for name in ("delivered", "accepted", "rejected")),
    Sum("value", "value"),
    Sum("owed", "payable", (Term("payable", How.BETWEEN, (1, None)),)),
)
_line, _v, _item = t.line.c, t.voucher.c, t.item
_back, _undoing = t.line.alias("line_back"), t.voucher.alias("line_undoing")
_product = _item.alias("product")


def delivery_lines() -> SqlLines[DeliveryRow]:
    """Return the list."""
    return SqlLines(
        parts=lambda: (_inspected(), _noted()),
        all_fields=FIELDS,
        search=("number", "party", "batch_name", "product", "reason", "status"),
        page=delivery_rows,
        key_of=lambda row: row.key,
        order=(("letter_date", True), ("entry", True), ("key", False)),
        chips=CHIPS,
        figures=FIGURES,
        group="unit",
    )


def rows_at_hand(connection: sa.Connection) -> tuple[DeliveryRow, ...]:
    """Return what is only noted and the newest of what was inspected, newest letter first.

    That is enough to know what somebody delivers usually, and for what pieces are rejected, however long the
    list is.
    """
    newest = connection.execute(_NEWEST).scalars().all()
    noted = connection.execute(_NOTED_KEYS).scalars().all()
    return _in_order(connection, [*newest, *noted])


def rows_to_pay(connection: sa.Connection) -> tuple[DeliveryRow, ...]:
    """Return what can be paid, and what can be once it is inspected, newest letter first."""
    payable = delivery_lines().find(connection, Query(terms=(Term("payable", How.BETWEEN, (1, None)),)))
    return _in_order(connection, [*payable, *connection.execute(_NOTED_KEYS).scalars()])


def _in_order(connection: sa.Connection, keys: Sequence[int]) -> tuple[DeliveryRow, ...]:
    wanted = set(keys)
    return tuple(row for row in delivery_rows(connection, keys) if row.key in wanted)


def _of_item(what: sa.ColumnElement[Any], item: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.select(what).where(_product.c.id == item).scalar_subquery()


_heading = sa.func.coalesce(sa.func.nullif(_product.c.short_name, ""), _product.c.name)


def _of_line(query: sa.Select[Any]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(query.correlate(t.line).scalar_subquery(), 0)


def _undone(name: str) -> sa.ColumnElement[int]:
    return _of_line(
        sa.select(sa.func.sum(_back.c[name]))
        .join_from(_back, _undoing, _undoing.c.id == _back.c.voucher)
        .where(_back.c.refers == _line.id, _undoing.c.kind == "reversal")
    )


def _paid(what: str) -> sa.ColumnElement[int]:
    """Return what was paid of a line by payments that stand (`goods.payments`)."""
    payment = t.payment_line
    return _of_line(
        sa.select(sa.func.sum(payment.c[what])).where(
            payment.c.refers == _line.id, ~sa.exists().where(_back.c.refers == payment.c.line)
        )
    )


def _payable(value: sa.ColumnElement[int], paid: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return what can still be paid of a line, by the rule of `goods.payments`."""
    per = _of_item(_product.c.per, _line.item)
    away = _of_line(
        sa.select(sa.func.sum(t.holding.c.quantity))
        .join_from(t.lot, t.holding, t.holding.c.lot == t.lot.c.id)
        .where(t.lot.c.line == _line.id, IS_AWAY)
    )
    move, undo, back_to = t.move.alias("moved"), t.move.alias("undone_move"), t.voucher.alias("back_to")
    undone = sa.select(sa.func.coalesce(sa.func.sum(undo.c.cost), 0)).where(undo.c.reverses == move.c.id)
    returned = _of_line(
        sa.select(sa.func.sum(move.c.cost - undone.correlate(move).scalar_subquery()))
        .join_from(t.lot, move, move.c.lot == t.lot.c.id)
        .join(back_to, back_to.c.id == move.c.voucher)
        .where(t.lot.c.line == _line.id, back_to.c.kind == "vendor_return")
    )
    return value - sa.func.coalesce(_line.price, 0) * away // per - returned - paid


def _inspected() -> Part:
    paid, per = _paid("gross"), _of_item(_product.c.per, _line.item)
    net = {name: _line[name] - _undone(name) for name in ("delivered", "accepted", "rejected")}
    # Pieces delivered again are reversed whole.
    bought = sa.func.max(PIECES_BOUGHT - _undone("accepted"), 0)
    value = sa.func.coalesce(_line.price, 0) * bought // per
    payable = _payable(value, paid)
    columns = {
        **posted_columns(),
        "key": 2 * _line.id,
        "batch_name": batch_named(_v.batch),
        "product": _of_item(_heading, _line.item),
        "unit": _of_item(_product.c.unit, _line.item),
        "grade": sa.func.coalesce(_line.grade, ""),
        **{name: _line[name] for name in ("delivered", "accepted", "rejected", "price", "own", "again")},
        **{f"net_{name}": left for name, left in net.items()},
        "value": value,
        "paid": paid,
        "payable": payable,
        "tax": sa.case((paid != 0, _paid("tax"))),
        "status": sa.case(
            (net["delivered"] == 0, Status.REVERSED.value),
            (net["delivered"] < _line.delivered, Status.REVERSED_IN_PART.value),
            (sa.and_(paid != 0, payable <= 0), Status.PAID.value),
            else_=Status.SIGNED.value,
        ),
        "reason": sa.func.coalesce(_line.reason, ""),
    }
    source = t.line.join(t.voucher, _v.id == _line.voucher)
    return Part(source, IS_BOUGHT, columns)


def _noted() -> Part:
    """Return what was counted at the door, a product a row: it is worth nothing yet."""
    q = t.prepared.c
    noted = sa.func.json_each(q.body, "$.delivery").table_valued("key", "value", name="noted")

    def told(name: str) -> sa.ColumnElement[Any]:
        return sa.func.json_extract(noted.c.value, f"$.{name}")

    no: sa.ColumnElement[int] = sa.literal_column("0")
    columns = {
        **waiting_columns(),
        "key": 2 * (q.id * MOST_PRODUCTS + noted.c.key) + 1,
        "batch_name": batch_named(q.batch),
        "product": _of_item(_heading, told("product")),
        "unit": _of_item(_product.c.unit, told("product")),
        "grade": sa.func.coalesce(told("grade"), ""),
        "delivered": told("delivered"),
        "price": told("price"),
        "own": sa.case((sa.func.coalesce(told("own_reason"), "") != "", 1), else_=0),
        **dict.fromkeys(("accepted", "rejected", "tax"), sa.null()),
        **dict.fromkeys(
            ("net_delivered", "net_accepted", "net_rejected", "value", "paid", "payable", "again"), no
        ),
    }
    source = t.prepared.join(noted, sa.true())
    return Part(source, sa.and_(q.voucher.is_(None), q.kind == "delivery"), columns)


_MOST_AT_HAND = 300
_NEWEST = (
    sa.select(2 * _line.id)
    .join_from(t.line, t.voucher, _v.id == _line.voucher)
    .where(_v.kind == "delivery")
    .order_by(_v.day.desc(), _v.id.desc(), _line.no)
    .limit(_MOST_AT_HAND)
)
_noted_part = _noted()
_NOTED_KEYS = (
    sa.select(_noted_part.columns["key"])
    .select_from(_noted_part.source)
    .where(_noted_part.where, t.prepared.c.state == "prepared")
)
