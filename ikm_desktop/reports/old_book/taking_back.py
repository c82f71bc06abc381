"""An entered old book is taken back while nothing depends on it: every voucher reversed on its own day."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import Refusal, refuse
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.reversal import reverse_in
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.reports.old_book.entering import old_books
from ikm_desktop.reports.old_book.refusals import NotEntered

_REASON = "saldo awal ditarik kembali"


def take_back_old_book(office: Office, *, entry: int) -> Done:
    """Reverse all that an entering posted, in one act.

    What was given away goes back first, then what came in. People, institutions and old numbers stay: they
    are there, and are found when the book is entered again.
    Raises NotEntered; Blocked, Paid, CountedSince, PeriodClosed naming what depends on it.
    """
    with office.act("take_back_old_book") as act:
        standing = {one: name for one, name, gone in old_books(act.connection) if not gone}
        if entry not in standing:
            raise NotEntered
        reasons: list[Refusal] = []
        for voucher, day in _vouchers(act.connection, entry):
            try:
                reverse_in(act, voucher=voucher, reason=_REASON, on=day)
            except Refusal as refused:
                reasons += refused.reasons
        refuse(reasons)
        act.log("old_book", entry, "ditarik kembali", standing[entry], _REASON)
        return act.done()


def _vouchers(connection: sa.Connection, entry: int) -> list[tuple[int, date]]:
    """Return what the act posted and nobody reversed since, the last first."""
    reversal = t.voucher.alias("reversal")
    query = (
        sa.select(t.voucher.c.id, t.voucher.c.day)
        .where(t.voucher.c.entry == entry, ~sa.exists().where(reversal.c.reverses == t.voucher.c.id))
        .order_by(t.voucher.c.id.desc())
    )
    return [(row.id, row.day) for row in connection.execute(query)]
