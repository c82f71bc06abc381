"""The list of the tab Penyerahan Bahan: handovers, returns, and what came from vendors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.batches.batches import batches
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.listed import Listed, Status, listed

SHOWN = ("supply", "return", "purchase", "vendor_return")
"""The kinds of vouchers in this list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """A handover to a person, her return, a purchase, or what went back to a vendor.

    kind: code of the voucher's kind, kind_word: on screen; number: as printed ("" for none), paper_word: the
    kind of paper it stands on; party: the person or vendor, place: hers; batch, batch_name: None and ""
    without one; summary: the first two materials; value: whole rupiah, pinned cost while prepared, moved
    cost once posted, None for a void paper; net_value: less what was reversed, for totals; out_since: when
    the printed paper went out that is not back; signed_on: the book day, None until signed; reversed_by:
    numbers of the counter-entries; reason: why it is void, or what was written down.
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
    value: int | None
    net_value: int
    status: Status
    out_since: date | None
    signed_on: date | None
    reversed_by: tuple[str, ...]
    reason: str
    voucher: int | None
    prepared: int | None
    paper: int | None

    @property
    def label(self) -> str:
        """The number after the word of its kind of paper."""
        return f"{self.paper_word} {self.number}".strip()

    def days_out(self, today: date) -> int | None:
        """Return for how many days the printed paper has been out unsigned, None when it is not."""
        return None if self.out_since is None else (today - self.out_since).days


def handover_rows(connection: sa.Connection) -> tuple[HandoverRow, ...]:
    """Return all of them, newest letter first; the statements do not grow with the rows."""
    names = {batch.id: batch.name for batch in batches(connection)}
    return tuple(_row(one, names) for one in listed(connection, SHOWN))


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
        value=one.value,
        net_value=one.net_value,
        status=one.status,
        out_since=one.out_since,
        signed_on=one.day,
        reversed_by=one.reversed_by,
        reason=one.reason,
        voucher=one.voucher,
        prepared=one.prepared,
        paper=one.paper,
    )
