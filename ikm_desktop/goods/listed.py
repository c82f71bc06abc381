"""Vouchers and prepared papers as the lists of the tabs show them: number, party, goods, value, state.

Every area's list begins with these rows and adds what is its own. The number of statements does not depend
on the number of rows.
"""

from __future__ import annotations

import enum
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.listed_sql import ids_of, key_of, out_since, paper_of
from ikm_desktop.goods.received_by import received_by
from ikm_desktop.goods.runs import run_cost
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.patterns import Pattern
from ikm_desktop.storage.tables import Day


class Status(enum.StrEnum):
    """What became of a paper, by its word on screen."""

    NOT_INSPECTED = "Belum diperiksa"
    PREPARED = "Disiapkan"
    OUT = "Belum kembali"
    SIGNED = "Ditandatangani"
    PAID = "Dibayar"
    REVERSED = "Dibalik"
    REVERSED_IN_PART = "Dibalik sebagian"
    VOID = "Dibatalkan"


UNSIGNED = (Status.PREPARED, Status.OUT)
"""Prepared or printed, and not signed yet."""


class Goods(tuple[tuple[Item, int], ...]):
    """The items on a paper with their quantities (smallest units), in written order."""

    __slots__ = ()

    @property
    def names(self) -> str:
        """The items by name, each once."""
        return ", ".join(dict.fromkeys(item.heading for item, _ in self))

    def summary(self, most: int = 2) -> str:
        """Write the first items and how many more there are: "Kain katun 7,00 m · Benang 2 gulung · +4"."""
        parts = [f"{item.heading} {item.ref.show(quantity)}" for item, quantity in self[:most]]
        more = [f"+{len(self) - most}"] if len(self) > most else []
        return " · ".join(parts + more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A voucher, or a paper that is (or was) prepared and never became one.

    kind: of voucher; day: the book day, None unless posted; place, party: who stands on the other side;
    number: as printed, with room for the hand where it is blank, the number of the other side's paper where
    we have none, "" without any; paper_word: what kind of paper that is; goods: as written on the paper;
    value: whole rupiah, of the pinned units while prepared, of the moved ones once posted, None where
    nothing is booked or pinned; undone_quantity, undone_value: of it, what was reversed; reversed_by:
    numbers of the counter-entries; out_since: when the paper that is still unsigned was last issued;
    body: the voucher's details, or all that a prepared paper says.
    """

    kind: str
    status: Status
    letter_date: date
    day: date | None
    place: int | None
    party: str
    batch: int | None
    number: str
    paper_word: str
    goods: Goods
    value: int | None
    undone_quantity: int
    undone_value: int
    reversed_by: tuple[str, ...]
    out_since: date | None
    reason: str
    body: Mapping[str, Any]
    voucher: int | None
    prepared: int | None
    paper: int | None

    @property
    def label(self) -> str:
        """The number after the word of its kind of paper: "Tanda terima bahan 530/118/DPP/VIII/2020"."""
        return f"{self.paper_word} {self.number}".strip()

    @property
    def details(self) -> Mapping[str, Any]:
        """What the voucher says besides its lines, or what a prepared paper will."""
        return self.body if self.voucher is not None else self.body.get("details", {})

    @property
    def received_by(self) -> str:
        """Who signed for the receiver, "" where it was the one the paper names."""
        return str(received_by(self.details) or "")

    @property
    def key(self) -> int:
        """What tells it from all others of its list."""
        return key_of(self.voucher, self.prepared)

    @property
    def net_value(self) -> int:
        """The value less what was reversed, for totals."""
        return (self.value or 0) - self.undone_value

    def days_out(self, today: date) -> int | None:
        """Return for how many days the printed paper has been out unsigned, None when it is not."""
        return None if self.out_since is None else (today - self.out_since).days


def listed(
    connection: sa.Connection, kinds: Collection[str], keys: Collection[int] | None = None
) -> list[Listed]:
    """Return the papers of these kinds of vouchers, newest letter first, in five statements.

    keys: only these (as `Listed.key`), None for all.
    """
    known = {item.id: item for item in items(connection, archived=True)}
    values: dict[str, Sequence[Any]] = {"kinds": list(kinds)}
    if keys is not None:
        values["vouchers"], values["prepared"] = ids_of(keys)
    reads = _ALL if keys is None else _SOME
    booked = _booked(connection, reads.lines, values)
    pinned = _pinned(connection, reads.pins, values)
    undone = _reversals(connection, reads.reversals, values)
    found = []
    for row in connection.execute(reads.heads, values).all():
        body: Mapping[str, Any] = json.loads(row.body) if row.body else {}
        back = undone.get(row.voucher, _Undone())
        if row.voucher is None:
            lines = [(line[0], line[1]) for line in body.get("lines", ())]
            value = pinned.get(row.prepared)
        else:
            lines, value = booked.get(row.voucher, ([], None))
        goods = Goods((known[item], quantity) for item, quantity in lines if item is not None)
        found.append(_listed(row, body, goods, value, back))
    return found


def _listed(
    row: sa.Row[Any], body: Mapping[str, Any], goods: Goods, value: int | None, back: _Undone
) -> Listed:
    whole = sum(quantity for _, quantity in goods)
    return Listed(
        kind=row.kind,
        status=_status(row, whole, back),
        letter_date=row.letter_date,
        day=row.day,
        place=row.place,
        party=row.party or "",
        batch=row.batch,
        number=_number(row, body),
        paper_word=word_of(row.paper_kind) if row.paper_kind else "",
        goods=goods,
        value=value,
        undone_quantity=back.quantity,
        undone_value=back.value,
        reversed_by=tuple(back.numbers),
        out_since=row.out_since,
        reason=row.reason or "",
        body=body,
        voucher=row.voucher,
        prepared=row.prepared,
        paper=row.paper,
    )


def _status(row: sa.Row[Any], whole: int, back: _Undone) -> Status:
    if row.state == "void":
        return Status.VOID
    if row.state == "prepared":
        if row.kind == "delivery":
            return Status.NOT_INSPECTED
        return Status.PREPARED if row.out_since is None else Status.OUT
    if not back.numbers:
        return Status.SIGNED
    return Status.REVERSED if back.quantity >= whole else Status.REVERSED_IN_PART


def _number(row: sa.Row[Any], body: Mapping[str, Any]) -> str:
    if row.number:
        return str(row.number)
    if row.pattern is not None:
        return Pattern(row.pattern, row.key, row.unit).blank(row.letter_date)
    return str(body.get("number") or "")


# --- heads ------------------------------------------------------------------------------------------

_KINDS, _VOUCHERS, _PREPARED = (
    sa.bindparam(name, expanding=True, type_=type_)
    for name, type_ in (("kinds", sa.Text()), ("vouchers", sa.Integer()), ("prepared", sa.Integer()))
)
_v, _q, _p, _s, _line = t.voucher.c, t.prepared.c, papers.paper.c, papers.paper_subject.c, t.line.c


_no_day = sa.type_coerce(sa.null(), Day())
_posted = sa.select(
    _v.kind,
    _v.entry,
    _v.letter_date,
    _v.day,
    _v.counterpart.label("place"),
    _v.batch,
    _v.id.label("voucher"),
    _q.id.label("prepared"),
    sa.literal_column("'posted'").label("state"),
    _v.details.label("body"),
    _v.reason,
    paper_of(_s.voucher, _v.id).label("paper"),
    _no_day.label("out_since"),
).outerjoin_from(t.voucher, t.prepared, _q.voucher == _v.id)
_waiting = sa.select(
    _q.kind,
    _q.entry,
    _q.letter_date,
    _no_day.label("day"),
    sa.case((_q.kind == "delivery", _q.from_place), else_=_q.to_place).label("place"),
    _q.batch,
    sa.type_coerce(sa.null(), sa.Integer()).label("voucher"),
    _q.id.label("prepared"),
    _q.state,
    _q.body,
    _q.reason,
    paper_of(_s.prepared, _q.id).label("paper"),
    out_since.label("out_since"),
).where(_q.voucher.is_(None))


def _heads(
    posted: sa.Select[*tuple[Any, ...]], waiting: sa.Select[*tuple[Any, ...]]
) -> sa.Select[*tuple[Any, ...]]:
    heads = sa.union_all(posted, waiting).subquery("heads")
    return (
        sa.select(heads, t.place.c.name.label("party"), _p.kind.label("paper_kind"), _p.number)
        .add_columns(papers.series.c.pattern, papers.series.c.key, papers.series.c.unit)
        .select_from(
            heads.outerjoin(t.place, t.place.c.id == heads.c.place)
            .outerjoin(papers.paper, _p.id == heads.c.paper)
            .outerjoin(papers.series, papers.series.c.code == _p.series)
        )
        .order_by(heads.c.letter_date.desc(), heads.c.entry.desc(), heads.c.voucher, heads.c.prepared)
    )


# --- goods and value --------------------------------------------------------------------------------

_LINES = (
    sa.select(_line.voucher, _line.item, _line.quantity, _line.value)
    .join_from(t.line, t.voucher, _v.id == _line.voucher)
    .order_by(_line.voucher, _line.no)
)
_PINS = (
    sa.select(
        t.pin.c.prepared,
        t.pin.c.first,
        t.pin.c.quantity,
        t.lot.c.value,
        t.lot.c.quantity.label("lot_quantity"),
    )
    .join_from(t.pin, t.prepared, _q.id == t.pin.c.prepared)
    .join(t.lot, t.lot.c.id == t.pin.c.lot)
)


def _booked(
    connection: sa.Connection, query: sa.Select[*tuple[Any, ...]], values: Mapping[str, Sequence[Any]]
) -> dict[int, tuple[list[tuple[int | None, int]], int]]:
    """Return lines (item, smallest units) and value of each voucher."""
    lines: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
    sums: defaultdict[int, int] = defaultdict(int)
    for row in connection.execute(query, values).all():
        lines[row.voucher].append((row.item, row.quantity or 0))
        sums[row.voucher] += row.value or 0
    return {voucher: (of_voucher, sums[voucher]) for voucher, of_voucher in lines.items()}


def _pinned(
    connection: sa.Connection, query: sa.Select[*tuple[Any, ...]], values: Mapping[str, Sequence[Any]]
) -> dict[int, int]:
    """Return the cost of what each prepared paper has pinned."""
    sums: defaultdict[int, int] = defaultdict(int)
    for row in connection.execute(query, values).all():
        sums[row.prepared] += run_cost(row.value, row.lot_quantity, row.first, row.quantity)
    return dict(sums)


# --- reversals --------------------------------------------------------------------------------------


class _Undone:
    """What was reversed of a voucher: smallest units, whole rupiah, numbers of the counter-entries."""

    __slots__ = ("numbers", "quantity", "value")

    def __init__(self) -> None:
        self.quantity = 0
        self.value = 0
        self.numbers: list[str] = []


_counter_paper = papers.paper.alias("counter_paper")
_REVERSALS = (
    sa.select(
        _v.reverses,
        _v.id,
        sa.func.max(_counter_paper.c.number).label("number"),
        sa.func.coalesce(sa.func.sum(_line.quantity), 0).label("quantity"),
        sa.func.coalesce(sa.func.sum(_line.value), 0).label("value"),
    )
    .join_from(t.voucher, t.line, _line.voucher == _v.id)
    .outerjoin(_counter_paper, _counter_paper.c.id == paper_of(_s.voucher, _v.id))
    .where(_v.kind == "reversal")
    .group_by(_v.id)
    .order_by(_v.id)
)


def _reversals(
    connection: sa.Connection, query: sa.Select[*tuple[Any, ...]], values: Mapping[str, Sequence[Any]]
) -> dict[int, _Undone]:
    """Return by voucher what was reversed of it."""
    found: defaultdict[int, _Undone] = defaultdict(_Undone)
    for row in connection.execute(query, values).all():
        undone = found[row.reverses]
        undone.quantity += row.quantity
        undone.value += row.value
        undone.numbers.append(row.number or "")
    return dict(found)


# --- all, or some -----------------------------------------------------------------------------------


class _Reads(NamedTuple):
    """The statements that read the rows of a list."""

    heads: sa.Select[*tuple[Any, ...]]
    lines: sa.Select[*tuple[Any, ...]]
    pins: sa.Select[*tuple[Any, ...]]
    reversals: sa.Select[*tuple[Any, ...]]


_ALL = _Reads(
    _heads(_posted.where(_v.kind.in_(_KINDS)), _waiting.where(_q.kind.in_(_KINDS))),
    _LINES.where(_v.kind.in_(_KINDS)),
    _PINS.where(_q.kind.in_(_KINDS)),
    _REVERSALS,
)
# The kinds are left out: their index would be walked instead of looking the keys up.
_SOME = _Reads(
    _heads(_posted.where(_v.id.in_(_VOUCHERS)), _waiting.where(_q.id.in_(_PREPARED))),
    _LINES.where(_line.voucher.in_(_VOUCHERS)),
    _PINS.where(t.pin.c.prepared.in_(_PREPARED)),
    _REVERSALS.where(_v.reverses.in_(_VOUCHERS)),
)
