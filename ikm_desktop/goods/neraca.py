"""What stands behind a figure of the proof of conservation: the lines of vouchers that add up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.goods import flows
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.conservation import in_rejects, left_by, terms_of
from ikm_desktop.goods.flows import Flow, Scope, VoucherFlow
from ikm_desktop.goods.items import Item
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.labels import voucher_refs


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the equation: the attribute of the balance, its word, on which side it stands."""

    name: str
    word: str
    came: bool


MATERIAL_TERMS = (
    Term("opening", "saldo awal", came=True),
    Term("bought", "dibeli", came=True),
    Term("supplied", "diserahkan", came=True),
    Term("found", "lebih saat opname", came=True),
    Term("own", "bahan sendiri", came=True),
    Term("offcuts", "sisa potong", came=True),
    Term("in_store", "di gudang", came=False),
    Term("held", "di peserta", came=False),
    Term("used_in_accepted", "jadi produk diterima", came=False),
    Term("used_in_rejects", "dalam produk ditolak", came=False),
    Term("wasted", "rusak dan dihapus", came=False),
    Term("returned_to_vendor", "kembali ke penyedia", came=False),
    Term("taken_back", "kembali ke gudang", came=False),
    Term("lost", "kurang saat opname", came=False),
    Term("given_out", "disalurkan", came=False),
)
PRODUCT_TERMS = (
    Term("made", "dibuat", came=True),
    Term("opening", "saldo awal", came=True),
    Term("bought", "dibeli", came=True),
    Term("found", "lebih saat opname", came=True),
    Term("with_makers", "pada pembuat", came=False),
    Term("in_store", "di gudang", came=False),
    Term("distributed", "disalurkan", came=False),
    Term("wasted", "rusak dan dihapus", came=False),
    Term("returned_to_vendor", "kembali ke penyedia", came=False),
    Term("lost", "kurang saat opname", came=False),
)
"""The terms of both equations with their words on screen."""

_STOCK = {"in_store": "store", "held": "participant", "with_makers": "participant"}
_INTERNAL = {"offcuts": "out_of_making", "distributed": "given_out", "used_in_accepted": "into_making"}


def terms_for(item: Item) -> tuple[Term, ...]:
    """Return the terms of an item's equation."""
    return MATERIAL_TERMS if item.kind == "material" else PRODUCT_TERMS


@dataclass(frozen=True, slots=True)
class TermLine:
    """A line of a voucher behind a figure, net of reversals: signed, in smallest units.

    label: of the voucher, by its number where it has one; kind: its word; party: who stands on the other
    side.
    """

    voucher: int
    day: date
    kind: str
    label: str
    party: str
    quantity: int


def term_lines(
    connection: sa.Connection,
    item: Item,
    term: str,
    *,
    batch: int | None = None,
    makers: Sequence[int] = (),
    on: date | None = None,
) -> tuple[TermLine, ...]:
    """Return what adds up to a term of an item's balance, in the order of the book.

    term: an attribute of `MaterialBalance` or `ProductBalance`; batch, makers, on: as for `conservation`.
    Lines that were reversed whole are left out.
    """
    behind = vouchers_behind(connection, item, batch=batch, makers=makers, on=on)
    return _named(connection, behind[term])


def vouchers_behind(
    connection: sa.Connection,
    item: Item,
    *,
    batch: int | None = None,
    makers: Sequence[int] = (),
    on: date | None = None,
) -> dict[str, dict[int, int]]:
    """Return for each term of an item's balance the vouchers that add up to it, with their part of it."""
    scope = Scope(batch, tuple(makers), on)
    found = flows.flows_by_line(connection, scope, item.id, material=item.kind == "material")
    rejected = _in_rejects(connection, found, on) if item.kind == "material" else {}
    terms: dict[str, dict[int, int]] = {}
    for term in terms_for(item):
        if term.name == "used_in_rejects":
            sums = _summed(rejected.items())
        else:
            sums = _summed((one.voucher, _part(one.flow, term.name)) for one in found)
            if term.name == "used_in_accepted":
                sums = _summed([*sums.items(), *((voucher, -part) for voucher, part in rejected.items())])
        terms[term.name] = {voucher: quantity for voucher, quantity in sums.items() if quantity}
    return terms


def _summed(parts: Iterable[tuple[int, int]]) -> dict[int, int]:
    sums: defaultdict[int, int] = defaultdict(int)
    for voucher, quantity in parts:
        sums[voucher] += quantity
    return sums


def _part(flow: Flow, term: str) -> int:
    """Return what a flow adds to a term."""
    if term in _STOCK:
        return sum(sign * flow.quantity for kind, sign in left_by(flow) if kind == _STOCK[term])
    signs = dict(terms_of(flow))
    if term == "made":
        own = signs.get("own", 0)
        return (signs.get("out_of_making", 0) - signs.get("into_making", 0) + own) * flow.quantity
    return signs.get(_INTERNAL.get(term, term), 0) * flow.quantity


def _in_rejects(connection: sa.Connection, found: Sequence[VoucherFlow], on: date | None) -> dict[int, int]:
    """Return by voucher what of its consumption is in rejects: told apart line by line, as it is rounded."""
    taken = _summed((one.line, _part(one.flow, "used_in_accepted")) for one in found)
    pieces = flows.pieces_of(connection, on, {line for line, quantity in taken.items() if quantity})
    of = {one.line: one.voucher for one in found}
    return _summed((of[line], in_rejects(taken[line], parts)) for line, parts in pieces.items())


_DAYS = sa.select(t.voucher.c.id, t.voucher.c.day, t.voucher.c.kind).where(
    t.voucher.c.id.in_(sa.bindparam("vouchers", expanding=True))
)
_AT_ONCE = 5000


def _named(connection: sa.Connection, sums: Mapping[int, int]) -> tuple[TermLine, ...]:
    vouchers = sorted(sums)
    found: list[TermLine] = []
    for start in range(0, len(vouchers), _AT_ONCE):
        part = vouchers[start : start + _AT_ONCE]
        refs = voucher_refs(connection, part)
        for row in connection.execute(_DAYS, {"vouchers": part}):
            ref = refs[row.id]
            label = f"{ref.kind} {ref.number}" if ref.number else ref.kind
            found.append(TermLine(row.id, row.day, KINDS[row.kind].screen, label, ref.party, sums[row.id]))
    return tuple(sorted(found, key=lambda one: (one.day, one.voucher)))
