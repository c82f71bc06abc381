"""The list of the tab Penyaluran: what institutions were handed, and whether they reported on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.goods.listed import Goods, Listed, Status, listed
from ikm_desktop.goods.listed_sql import key_of
from ikm_desktop.goods.parties import Institution, institutions

KINDS = ("distribution",)
"""The kinds of vouchers in this list."""

NO_REPORT, PART_REPORTED, REPORTED = "Belum ada", "Sebagian", "Ada"
"""What the column Laporan says of a letter that was signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionRow:
    """A handover to an institution.

    number: as printed; class_name, regency: the institution's; products: their names; quantities: with units
    ("300 buah", "300 buah + 20 botol"); pieces: smallest units, net_pieces: less what was reversed or came
    back; value: whole rupiah, pinned cost while prepared, moved cost once signed, None for a void paper;
    net_value: less what was reversed or came back, for totals; reported: pieces the institution told of
    handing on; report: a word, "" before the letter is signed; out_since: when the printed paper went out
    that is not back; signed_on: the book day; signer: whom the letter names, received_by: who signed for
    her, "" for nobody else; reversed_by: numbers of the counter-entries; reason: why it is void.
    """

    letter_date: date
    number: str
    paper_word: str
    institution: str
    place: int | None
    class_code: str
    class_name: str
    regency: str
    products: str
    quantities: str
    goods: Goods
    pieces: int
    net_pieces: int
    value: int | None
    net_value: int
    status: Status
    reported: int
    report: str
    out_since: date | None
    signed_on: date | None
    signer: str
    received_by: str
    reversed_by: tuple[str, ...]
    reason: str
    voucher: int | None
    prepared: int | None
    paper: int | None

    @property
    def key(self) -> int:
        """What tells it from all others of its list."""
        return key_of(self.voucher, self.prepared)

    @property
    def unit(self) -> str:
        """The unit of what stands first on the letter, "" where nothing does."""
        return self.goods[0][0].unit.symbol if self.goods else ""

    @property
    def label(self) -> str:
        """The number after the word of its kind of paper."""
        return f"{self.paper_word} {self.number}".strip()

    def days_out(self, today: date) -> int | None:
        """Return for how many days the printed paper has been out unsigned, None when it is not."""
        return None if self.out_since is None else (today - self.out_since).days


def distribution_rows(
    connection: sa.Connection, keys: Collection[int] | None = None
) -> tuple[DistributionRow, ...]:
    """Return all of them, or those of some keys, newest letter first, in a fixed number of statements."""
    known = {one.place: one for one in institutions(connection, archived=True)}
    found = listed(connection, KINDS, keys)
    told = _told(connection, None if keys is None else [one.voucher for one in found if one.voucher])
    return tuple(_row(one, known.get(one.place or 0), told) for one in found)


_given, _later = t.line.alias("given"), t.line.alias("later")
_back = t.line.alias("back")


def _sum_of(value: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(value), 0)


_TOLD = (
    sa.select(_given.c.voucher, t.voucher.c.kind, sa.func.sum(_later.c.quantity), _sum_of(_later.c.value))
    .join_from(_given, _later, _later.c.refers == _given.c.id)
    .join(t.voucher, t.voucher.c.id == _later.c.voucher)
    .where(
        t.voucher.c.kind.in_(("onward_report", "recipient_return")),
        # Reports are reversed whole, line by line.
        sa.or_(
            t.voucher.c.kind == "recipient_return",
            ~sa.exists().where(_back.c.refers == _later.c.id),
        ),
    )
    .group_by(_given.c.voucher, t.voucher.c.kind)
)
_RETURNS_UNDONE = (
    sa.select(_given.c.voucher, sa.func.sum(_back.c.quantity), _sum_of(_back.c.value))
    .join_from(_given, _later, _later.c.refers == _given.c.id)
    .join(t.voucher, t.voucher.c.id == _later.c.voucher)
    .join(_back, _back.c.refers == _later.c.id)
    .where(t.voucher.c.kind == "recipient_return")
    .group_by(_given.c.voucher)
)


@dataclass(slots=True)
class _Since:
    """What became of a letter's goods: pieces reported as handed on, pieces that came back and their cost."""

    reported: int = 0
    back: int = 0
    value_back: int = 0


def _told(connection: sa.Connection, vouchers: Collection[int] | None) -> dict[int, _Since]:
    """Return by voucher (None: all) what was reported as handed on and what came back."""
    found: defaultdict[int, _Since] = defaultdict(_Since)
    queries: tuple[sa.Select[Any], ...] = (_TOLD, _RETURNS_UNDONE)
    if vouchers is not None:
        queries = tuple(query.where(_given.c.voucher.in_(vouchers)) for query in queries)
    for voucher, kind, quantity, value in connection.execute(queries[0]).all():
        if kind == "onward_report":
            found[voucher].reported += quantity
        else:
            found[voucher].back += quantity
            found[voucher].value_back += value
    for voucher, quantity, value in connection.execute(queries[1]).all():
        found[voucher].back -= quantity
        found[voucher].value_back -= value
    return found


def _row(one: Listed, institution: Institution | None, told: dict[int, _Since]) -> DistributionRow:
    since = told.get(one.voucher or 0, _Since())
    pieces = sum(quantity for _, quantity in one.goods)
    kept = pieces - one.undone_quantity - since.back if one.voucher else 0
    return DistributionRow(
        letter_date=one.letter_date,
        number=one.number,
        paper_word=one.paper_word,
        institution=one.party,
        place=one.place,
        class_code=institution.class_ if institution else "",
        class_name=institution.class_name if institution else "",
        regency=institution.regency if institution else "",
        products=", ".join(dict.fromkeys(item.heading for item, _ in one.goods)),
        quantities=_quantities(one.goods),
        goods=one.goods,
        pieces=pieces,
        net_pieces=kept,
        value=one.value,
        net_value=one.net_value - since.value_back if one.voucher else 0,
        status=one.status,
        reported=since.reported,
        report=_report(kept, since.reported) if one.voucher else "",
        out_since=one.out_since,
        signed_on=one.day,
        signer=str(one.details.get("signer", "")),
        received_by=one.received_by,
        reversed_by=one.reversed_by,
        reason=one.reason,
        voucher=one.voucher,
        prepared=one.prepared,
        paper=one.paper,
    )


def _report(kept: int, reported: int) -> str:
    if not kept and not reported:
        return ""
    if not reported:
        return NO_REPORT
    return REPORTED if reported >= kept else PART_REPORTED


def _quantities(goods: Goods) -> str:
    """Write quantities with their units, those of one unit added up."""
    sums: dict[str, int] = {}
    first = {item.unit.symbol: item for item, _ in reversed(goods)}
    for item, quantity in goods:
        sums[item.unit.symbol] = sums.get(item.unit.symbol, 0) + quantity
    return " + ".join(first[symbol].ref.show(quantity) for symbol, quantity in sums.items())
