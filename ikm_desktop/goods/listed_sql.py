"""Vouchers and prepared papers as SQL parts of a list: what they are sorted, filtered and added up by.

The same facts as `goods.listed` tells of a row. A key is twice a voucher's id, or twice the id of what is
only prepared, plus one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.office.listing_sql import Part
from ikm_desktop.office.tables import act
from ikm_desktop.papers import tables as papers
from ikm_desktop.storage.tables import Day

_v, _q, _p, _s = t.voucher.c, t.prepared.c, papers.paper.c, papers.paper_subject.c

Columns = Mapping[str, sa.ColumnElement[Any]]


def key_of(voucher: int | None, prepared: int | None) -> int:
    """Return the key of a voucher, or of what is only prepared."""
    return 2 * voucher if voucher is not None else 2 * (prepared or 0) + 1


def ids_of(keys: Iterable[int]) -> tuple[list[int], list[int]]:
    """Return the vouchers and the prepared papers that keys stand for."""
    found: tuple[list[int], list[int]] = ([], [])
    for key in keys:
        found[key % 2].append(key // 2)
    return found


def paper_of(
    subject: sa.ColumnElement[int | None], of: sa.ColumnElement[int], what: sa.ColumnElement[Any] = _p.id
) -> sa.ScalarSelect[Any]:
    """Select the paper that pictures a voucher: a valid one first, one with a number, then the oldest."""
    return (
        sa.select(what)
        .join_from(papers.paper_subject, papers.paper, _p.id == _s.paper)
        .where(subject == of)
        .order_by((_p.state == "valid").desc(), _p.number.is_not(None).desc(), _p.id)
        .limit(1)
        .scalar_subquery()
    )


out_since = (
    sa.select(sa.func.max(act.c.entered_on, type_=Day()))
    .join_from(papers.issued, act, act.c.entry == papers.issued.c.entry)
    .join(papers.paper_subject, _s.paper == papers.issued.c.paper)
    .where(_s.prepared == _q.id, _q.state == "prepared")
    .correlate(t.prepared)
    .scalar_subquery()
)
"""The day on which the paper of what is still prepared was last issued."""

_number = sa.func.coalesce(_p.number, sa.case((_p.series.is_not(None), "")))
_line = t.line.alias("listed_line")
_back, _undoing = t.line.alias("listed_back"), t.voucher.alias("undoing")


def _of_lines(what: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.sum(what)).where(_line.c.voucher == _v.id).correlate(t.voucher).scalar_subquery()


def _undone(what: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    return (
        sa.select(what)
        .join_from(_undoing, _back, _back.c.voucher == _undoing.c.id)
        .where(_undoing.c.reverses == _v.id)
        .correlate(t.voucher)
        .scalar_subquery()
    )


def _named(place: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    named = t.place.alias("party")
    return sa.func.coalesce(sa.select(named.c.name).where(named.c.id == place).scalar_subquery(), "")


def _kind_word(kind: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return sa.case({code: known.screen for code, known in KINDS.items()}, value=kind, else_="")


_item = t.item.alias("listed_item")
_heading = sa.func.coalesce(sa.func.nullif(_item.c.short_name, ""), _item.c.name)


def _joined(names: sa.Select[Any], order: sa.ColumnElement[Any]) -> sa.ScalarSelect[str]:
    """Join the different headings of items by their first line."""
    found = names.group_by(_heading).order_by(sa.func.min(order)).subquery("headings")
    return sa.select(sa.func.coalesce(sa.func.group_concat(found.c.name, ", "), "")).scalar_subquery()


_goods_booked = _joined(
    sa.select(_heading.label("name"))
    .join_from(_line, _item, _item.c.id == _line.c.item)
    .where(_line.c.voucher == _v.id)
    .correlate(t.voucher),
    _line.c.no,
)
_written = sa.func.json_each(_q.body, "$.lines").table_valued("key", "value", name="written")
_goods_written = _joined(
    sa.select(_heading.label("name"))
    .join_from(_written, _item, _item.c.id == sa.func.json_extract(_written.c.value, "$[0]"))
    .correlate(t.prepared),
    _written.c.key,
)
_end = t.pin.c.first + t.pin.c.quantity
_MILLION = 1_000_000


def _cost_of_first(units: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return `V·units // Q`, exact in SQL: no product on the way is larger than it can hold (10¹⁸)."""
    value, quantity = t.lot.c.value, t.lot.c.quantity
    rest, high, low = value % quantity, units // _MILLION, units % _MILLION
    left = rest * high % quantity * _MILLION + rest * low
    return value // quantity * units + rest * high // quantity * _MILLION + left // quantity


_pinned = (
    sa.select(sa.func.sum(_cost_of_first(_end) - _cost_of_first(t.pin.c.first)))
    .join_from(t.pin, t.lot, t.lot.c.id == t.pin.c.lot)
    .where(t.pin.c.prepared == _q.id)
    .correlate(t.prepared)
    .scalar_subquery()
)
_counterpart = sa.case((_q.kind == "delivery", _q.from_place), else_=_q.to_place)
_undone_quantity = _undone(sa.func.sum(_back.c.quantity))
_reversals = _undone(sa.func.count())
_whole = _of_lines(sa.case((_line.c.item.is_not(None), sa.func.coalesce(_line.c.quantity, 0)), else_=0))
_text = sa.Text()
_first_unit = (
    sa.select(_item.c.unit)
    .join_from(_line, _item, _item.c.id == _line.c.item)
    .where(_line.c.voucher == _v.id)
    .order_by(_line.c.no)
    .limit(1)
    .correlate(t.voucher)
    .scalar_subquery()
)
_written_first = sa.func.json_extract(_q.body, "$.lines[0][0]")
_written_quantity = (
    sa.select(sa.func.coalesce(sa.func.sum(sa.func.json_extract(_written.c.value, "$[1]")), 0))
    .select_from(_written)
    .correlate(t.prepared)
    .scalar_subquery()
)


def posted_columns() -> Columns:
    """Return the expressions of posted vouchers."""
    value = _of_lines(sa.func.coalesce(_line.c.value, 0))
    return {
        "key": 2 * _v.id,
        "entry": _v.entry,
        "kind": _v.kind,
        "kind_word": _kind_word(_v.kind),
        "letter_date": sa.type_coerce(_v.letter_date, _text),
        "number": sa.func.coalesce(
            paper_of(_s.voucher, _v.id, _number), sa.func.json_extract(_v.details, "$.number"), ""
        ),
        "place": _v.counterpart,
        "party": _named(_v.counterpart),
        "batch": _v.batch,
        "goods": _goods_booked,
        "unit": _first_unit,
        "quantity": sa.func.coalesce(_whole, 0),
        "undone_quantity": sa.func.coalesce(_undone_quantity, 0),
        "value": value,
        "net_value": sa.func.coalesce(value, 0) - sa.func.coalesce(_undone(sa.func.sum(_back.c.value)), 0),
        "status": sa.case(
            (_reversals == 0, "Ditandatangani"),
            (_undone_quantity >= _whole, "Dibalik"),
            else_="Dibalik sebagian",
        ),
        "out_since": sa.null(),
        "signed_on": sa.type_coerce(_v.day, _text),
        "reason": sa.func.coalesce(_v.reason, ""),
    }


def waiting_columns() -> Columns:
    """Return the expressions of what is, or was, only prepared."""
    return {
        "key": 2 * _q.id + 1,
        "entry": _q.entry,
        "kind": _q.kind,
        "kind_word": _kind_word(_q.kind),
        "letter_date": sa.type_coerce(_q.letter_date, _text),
        "number": sa.func.coalesce(
            paper_of(_s.prepared, _q.id, _number), sa.func.json_extract(_q.body, "$.number"), ""
        ),
        "place": _counterpart,
        "party": _named(_counterpart),
        "batch": _q.batch,
        "goods": _goods_written,
        "unit": sa.select(_item.c.unit).where(_item.c.id == _written_first).scalar_subquery(),
        "quantity": _written_quantity,
        "undone_quantity": sa.literal_column("0"),
        "value": _pinned,
        "net_value": sa.func.coalesce(_pinned, 0),
        "status": sa.case(
            (_q.state == "void", "Dibatalkan"),
            (_q.kind == "delivery", "Belum diperiksa"),
            (out_since.is_(None), "Disiapkan"),
            else_="Belum kembali",
        ),
        "out_since": sa.type_coerce(out_since, _text),
        "signed_on": sa.null(),
        "reason": sa.func.coalesce(_q.reason, ""),
    }


def voucher_parts(
    kinds: Collection[str], *, posted: Columns | None = None, waiting: Columns | None = None
) -> tuple[Part, Part]:
    """Return the parts of a list of vouchers; posted, waiting: a room's own expressions beside these."""
    return (
        Part(t.voucher, _v.kind.in_(kinds), {**posted_columns(), **(posted or {})}),
        Part(
            t.prepared,
            sa.and_(_q.voucher.is_(None), _q.kind.in_(kinds)),
            {**waiting_columns(), **(waiting or {})},
        ),
    )
