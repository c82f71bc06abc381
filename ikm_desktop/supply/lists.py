"""The list of the tab Penyerahan Bahan: handovers, returns, and what came from vendors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches.batches import batch_named, batches
from ikm_desktop.batches.tables import batch
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.listed import UNSIGNED, Listed, Status, listed
from ikm_desktop.goods.listed_sql import key_of, voucher_parts
from ikm_desktop.office.listing import Chip, Field, Holds, How, Sum, Term
from ikm_desktop.office.listing_sql import Part, SqlLines
from ikm_desktop.papers.patterns import without_blank

SHOWN = ("supply", "return", "purchase", "vendor_return")
"""The kinds of vouchers in this list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """A handover to a person, her return, a purchase, or what went back to a vendor.

    kind: code of the voucher's kind, kind_word: on screen; number: as printed ("" for none), paper_word: the
    kind of paper it stands on; party: the person or vendor, place: hers; batch, batch_name: None and ""
    without one; summary: the first two materials; goods: the names of all; value: whole rupiah, pinned
    cost while prepared, moved cost once posted, None for a void paper; net_value: less what was reversed,
    for totals; out_since: when the printed paper went out that is not back; signer: whom the paper names,
    received_by: who signed for her, "" for nobody else; signed_on: the book day, None
    until signed; reversed_by: numbers of the counter-entries; reason: why it is void, what was written, or
    why somebody got a second kit.
    """

    kind: str
    kind_word: str
    letter_date: date
    number: str
    paper_word: str
    party: str
    place: int | None
    batch: int | None
    batch_name: str
    summary: str
    goods: str
    value: int | None
    net_value: int
    status: Status
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
    def label(self) -> str:
        """The number after the word of its kind of paper."""
        return f"{self.paper_word} {self.number}".strip()

    def days_out(self, today: date) -> int | None:
        """Return for how many days the printed paper has been out unsigned, None when it is not."""
        return None if self.out_since is None else (today - self.out_since).days


def handover_rows(connection: sa.Connection, keys: Sequence[int] | None = None) -> tuple[HandoverRow, ...]:
    """Return all of them, or those of some keys, newest letter first, in a fixed number of statements."""
    names = {batch.id: batch.name for batch in batches(connection)}
    return tuple(_row(one, names) for one in listed(connection, SHOWN, keys))


FIELDS: tuple[Field[HandoverRow], ...] = (
    Field("letter_date", "Tanggal", Holds.DAY, lambda row: row.letter_date),
    Field("number", "Nomor", Holds.TEXT, lambda row: without_blank(row.number)),
    Field(
        "kind_word",
        "Jenis",
        Holds.WORD,
        lambda row: row.kind_word,
        tuple(KINDS[kind].screen for kind in SHOWN),
    ),
    Field("party", "Penerima", Holds.TEXT, lambda row: row.party),
    Field("batch_name", "Angkatan", Holds.TEXT, lambda row: row.batch_name),
    Field("goods", "Bahan", Holds.TEXT, lambda row: row.goods),
    Field("value", "Nilai", Holds.MONEY, lambda row: row.value),
    Field("net_value", "", Holds.MONEY, lambda row: row.net_value),
    Field(
        "status",
        "Status",
        Holds.WORD,
        lambda row: row.status.value,
        tuple(one.value for one in Status if one not in {Status.NOT_INSPECTED, Status.PAID}),
    ),
    Field("out_since", "Dicetak sejak", Holds.DAY, lambda row: row.out_since),
    Field("signed_on", "Tanggal buku", Holds.DAY, lambda row: row.signed_on),
    Field("reason", "Keterangan", Holds.TEXT, lambda row: row.reason),
)
"""What the list can be sorted and filtered by."""

_IS_UNSIGNED = (Term("status", How.IS, tuple(one.value for one in UNSIGNED)),)


def handover_lines(today: date, newest_batch: str = "") -> SqlLines[HandoverRow]:
    """Return the list as it stands on a day; newest_batch: has a chip of its own, "" for none."""
    first = today.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    chips = (
        Chip("Disiapkan", (Term("status", How.IS, (Status.PREPARED.value,)),)),
        Chip("Belum ditandatangani", _IS_UNSIGNED),
        Chip("Bulan ini", (Term("letter_date", How.BETWEEN, (first, last)),)),
        *((Chip(newest_batch, (Term("batch_name", How.IS, (newest_batch,)),)),) if newest_batch else ()),
        Chip("Pengembalian", (Term("kind_word", How.IS, (KINDS["return"].screen,)),)),
        Chip("Dari penyedia", (Term("kind_word", How.IS, (KINDS["purchase"].screen,)),)),
    )
    return SqlLines(
        parts=_parts,
        all_fields=FIELDS,
        search=("number", "kind_word", "party", "batch_name", "goods", "status"),
        page=handover_rows,
        key_of=lambda row: row.key,
        order=(("letter_date", True), ("entry", True), ("key", False)),
        chips=chips,
        figures=(Sum("unsigned", terms=_IS_UNSIGNED), Sum("value", "net_value")),
    )


def newest_batch_name(connection: sa.Connection) -> str:
    """Return the name of the newest batch that anything was handed to, "" when there is none."""
    return connection.execute(_NEWEST).scalar() or ""


_NEWEST = (
    sa.select(batch.c.name)
    .where(
        sa.or_(
            sa.exists().where(t.voucher.c.batch == batch.c.id, t.voucher.c.kind.in_(SHOWN)),
            sa.exists().where(t.prepared.c.batch == batch.c.id, t.prepared.c.kind.in_(SHOWN)),
        )
    )
    .order_by(batch.c.id.desc())
    .limit(1)
)


def _parts() -> Sequence[Part]:
    return voucher_parts(
        SHOWN,
        posted={"batch_name": batch_named(t.voucher.c.batch), "reason": _why(t.voucher.c, "$.again")},
        waiting={
            "batch_name": batch_named(t.prepared.c.batch),
            "reason": _why(t.prepared.c, "$.details.again"),
        },
    )


def _why(columns: Any, again: str) -> sa.ColumnElement[str]:  # noqa: ANN401 - columns of either table
    """Return what was written as a reason, else why somebody got a second kit."""
    body = columns.body if "body" in columns else columns.details
    return sa.func.coalesce(sa.func.nullif(columns.reason, ""), sa.func.json_extract(body, again), "")


def _row(one: Listed, names: dict[int, str]) -> HandoverRow:
    return HandoverRow(
        kind=one.kind,
        kind_word=KINDS[one.kind].screen,
        letter_date=one.letter_date,
        number=one.number,
        paper_word=one.paper_word or ("Nota" if one.number else ""),
        party=one.party,
        place=one.place,
        batch=one.batch,
        batch_name="" if one.batch is None else names.get(one.batch, ""),
        summary=one.goods.summary(),
        goods=one.goods.names,
        value=one.value,
        net_value=one.net_value,
        status=one.status,
        out_since=one.out_since,
        signed_on=one.day,
        signer=one.party,
        received_by=one.received_by,
        reversed_by=one.reversed_by,
        reason=one.reason or str((one.body.get("details") or one.body).get("again") or ""),
        voucher=one.voucher,
        prepared=one.prepared,
        paper=one.paper,
    )
