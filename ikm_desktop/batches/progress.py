"""How far each batch is: how many of its people have material, delivered, were paid, have a certificate."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, NamedTuple

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import Batch
from ikm_desktop.batches.eligibility import Eligibility, eligibility
from ikm_desktop.batches.lists import BatchRow, batch_rows
from ikm_desktop.batches.merging import kept_enrolments
from ikm_desktop.goods import tables as g
from ikm_desktop.goods.payments import BOUGHT_BACK, all_accounts
from ikm_desktop.papers import tables as papers
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.people import kept_places


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """A line of "Kemajuan angkatan"; all counts are of people active in the batch.

    supplied: with a signed handover; attendance_percent: None before the first letter; delivered: whose
    products were inspected; paid: to whom nothing of that is owed any more; certified: with a valid
    certificate; ready: who may have one and has none yet, once every training day is filled in.
    """

    batch: Batch
    active: int
    supplied: int
    attendance_percent: int | None
    delivered: int
    paid: int
    certified: int
    ready: int

    @property
    def certificates(self) -> str:
        """The last column: "18 siap", "20/20", "–" while there is nothing to tell."""
        if self.ready:
            return f"{self.ready} siap"
        return f"{self.certified}/{self.active}" if self.certified else "–"


class Took(NamedTuple):
    """A person (her place) and a batch for which goods moved."""

    batch: int
    place: int


def batch_progress(connection: sa.Connection) -> tuple[BatchProgress, ...]:
    """Return how far each batch is, in the order they were made.

    One reading for all batches; who may have a certificate is judged batch by batch, only in those that are
    open and not yet all certified.
    """
    active = _active(connection)
    supplied, delivered = taken(connection, "supply"), taken(connection, "delivery")
    settled = _settled(connection)
    certified = certified_enrolments(connection)
    return tuple(
        _progress(connection, row, active[row.batch.id], (supplied, delivered, settled), certified)
        for row in batch_rows(connection)
    )


def _progress(
    connection: sa.Connection,
    row: BatchRow,
    active: dict[int, int],
    moved: tuple[set[Took], set[Took], set[Took]],
    certified: set[int],
) -> BatchProgress:
    of_batch = {Took(row.batch.id, place) for place in active}
    supplied, delivered, settled = (len(of_batch & some) for some in moved)
    have = sum(enrolment in certified for enrolment in active.values())
    judged = row.batch.closed_on is None and row.attendance_percent is not None and have < row.active
    ready = sum(is_ready(one, certified) for one in eligibility(connection, row.batch.id)) if judged else 0
    return BatchProgress(
        batch=row.batch,
        active=row.active,
        supplied=supplied,
        attendance_percent=row.attendance_percent,
        delivered=delivered,
        paid=settled,
        certified=have,
        ready=ready,
    )


def is_ready(one: Eligibility, certified: set[int]) -> bool:
    """Tell whether somebody may have a certificate and has none, with every training day filled in."""
    return one.may and not one.attendance.blank and one.enrolled.enrolment not in certified


def certified_enrolments(connection: sa.Connection) -> set[int]:
    """Return the enrolments that have a valid certificate, or whose double's enrolment has."""
    subject, paper = papers.paper_subject.c, papers.paper.c
    query = (
        sa.select(subject.enrolment)
        .join_from(papers.paper_subject, papers.paper, paper.id == subject.paper)
        .where(paper.kind == "SERT", paper.state == "valid", subject.enrolment.is_not(None))
    )
    found = {enrolment for enrolment in connection.execute(query).scalars() if enrolment is not None}
    return found | {kept for double, kept in kept_enrolments(connection).items() if double in found}


_back, _undoing = g.line.alias("back"), g.voucher.alias("undoing")
_undone = (
    sa.select(sa.func.coalesce(sa.func.sum(_back.c.quantity), 0))
    .join_from(_back, _undoing, _undoing.c.id == _back.c.voucher)
    .where(_back.c.refers == g.line.c.id, _undoing.c.kind == "reversal")
    .correlate(g.line)
    .scalar_subquery()
)
_OPENED = sa.and_(
    g.voucher.c.kind == "opening",
    sa.or_(
        sa.and_(sa.bindparam("kind") == "supply", g.voucher.c.store.is_(None)),
        sa.and_(sa.bindparam("kind") == "delivery", g.voucher.c.store.is_not(None)),
    ),
)
"""What an old book says of a batch: material with its people, products bought of them."""
_TAKEN = (
    sa.select(g.voucher.c.batch, g.voucher.c.counterpart)
    .distinct()
    .join_from(g.line, g.voucher, g.voucher.c.id == g.line.c.voucher)
    .where(
        g.voucher.c.kind.in_((sa.bindparam("kind"), "opening")),
        sa.or_(g.voucher.c.kind == sa.bindparam("kind"), _OPENED),
        g.voucher.c.batch.is_not(None),
        g.line.c.quantity > _undone,
    )
)


def taken(connection: sa.Connection, kind: Literal["supply", "delivery"]) -> set[Took]:
    """Return for which people of which batches something signed of this kind stands, not reversed.

    What an old book says of a batch counts as well; what stands in the name of a double counts for the
    person kept.
    """
    rows = connection.execute(_TAKEN, {"kind": kind}).all()
    kept = kept_places(connection)
    return {Took(row.batch, kept.get(row.counterpart, row.counterpart)) for row in rows}


def _settled(connection: sa.Connection) -> set[Took]:
    """Return to whom of which batch all that was bought is paid."""
    owed: defaultdict[Took, int] = defaultdict(int)
    payable: defaultdict[Took, int] = defaultdict(int)
    kept = kept_places(connection)
    for account in all_accounts(connection).values():
        if account.kind in BOUGHT_BACK and account.batch is not None:
            who = Took(account.batch, kept.get(account.payee, account.payee))
            owed[who] += account.owed
            # What is to be claimed back for pieces that are away pays nothing of another receipt.
            payable[who] += max(account.payable, 0)
    return {who for who, amount in owed.items() if amount and not payable[who]}


def _active(connection: sa.Connection) -> defaultdict[int, dict[int, int]]:
    """Return by batch the enrolments of the people active in it, by their place."""
    e = t.enrolment.c
    query = (
        sa.select(e.batch, e.id, p.participant.c.place)
        .join_from(t.enrolment, p.participant, p.participant.c.id == e.participant)
        .where(e.state == "aktif")
    )
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for row in connection.execute(query).all():
        found[row.batch][row.place] = row.id
    return found
