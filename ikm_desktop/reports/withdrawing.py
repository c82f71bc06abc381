"""Papers that end: a number made void before it took effect, a certificate withdrawn or replaced.

The row stays with reason, day and who, and the number is never used again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from ikm_desktop.batches.certificates import issue_certificates_in
from ikm_desktop.batches.tables import enrolment
from ikm_desktop.distribution.lists import distribution_rows
from ikm_desktop.errors import FieldInvalid, WrongState
from ikm_desktop.goods import tables as goods
from ikm_desktop.goods.listed_sql import key_of
from ikm_desktop.goods.vouchers import void_in
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.numbers import void_number
from ikm_desktop.papers.rows import PaperRow, read_paper
from ikm_desktop.supply.lists import handover_rows

CERTIFICATE = "SERT"


def void_paper(office: Office, *, paper: int, reason: str) -> Done:
    """Make a paper void; what it prepared is free again, a certificate is withdrawn.

    Raises WrongState (void already, or signed: that is reversed, not voided), ReasonMissing.
    """
    with office.act("void_paper") as act:
        void_paper_in(act, paper, reason)
        return act.done()


def void_paper_in(act: Act, paper: int, reason: str) -> PaperRow:
    """As `void_paper`, inside an act under way."""
    row = read_paper(act.connection, paper)
    if row.is_void:
        raise WrongState(paper=row.ref(), state="Dibatalkan", needed="masih berlaku")
    if _took_effect(act.connection, paper):
        needed = "belum ditandatangani; surat yang sudah ditandatangani dibalikkan"
        raise WrongState(paper=row.ref(), state="Ditandatangani", needed=needed)
    waiting = waiting_of(act.connection, [paper])
    if waiting:
        void_in(act, waiting, reason)
    if not read_paper(act.connection, paper).is_void:
        void_number(act, paper, reason)
    if row.kind == CERTIFICATE:
        act.changed.add(Kind.BATCH)
    return read_paper(act.connection, paper)


def replace_certificate(office: Office, *, paper: int, reason: str, letter_date: date) -> Done:
    """Withdraw a certificate and issue a new one to the same person in the same act, with the next number.

    The new one says what the book says now. Raises as `void_paper`; FieldInvalid (no certificate),
    WrongState (she is no longer of the batch).
    """
    with office.act("replace_certificate") as act:
        row = void_paper_in(act, paper, reason)
        if row.kind != CERTIFICATE or row.batch is None:
            raise FieldInvalid(field="Surat", value=str(row.ref()), why="bukan sertifikat")
        person = _holder(act.connection, paper)
        # Whoever has had one has it again, also where an exception was made for her then.
        why = f"pengganti {row.number or 'sertifikat tanpa nomor'}"
        issue_certificates_in(act, row.batch, letter_date, [person], {person: why})
        return act.done()


def waiting_of(connection: sa.Connection, papers: Sequence[int]) -> list[int]:
    """Return the prepared vouchers of some papers that wait to be signed, each once, in their order."""
    subject = t.paper_subject.c
    query = (
        sa.select(subject.prepared)
        .join(goods.prepared, goods.prepared.c.id == subject.prepared)
        .where(subject.paper.in_(papers), goods.prepared.c.state == "prepared")
        .order_by(subject.paper, subject.no)
    )
    return list(dict.fromkeys(int(one) for one in connection.execute(query).scalars() if one is not None))


def signer_named(connection: sa.Connection, prepared: Sequence[int]) -> str:
    """Return whom the one prepared voucher names to sign for its receiver, "" of several."""
    if len(prepared) != 1:
        return ""
    keys = [key_of(None, prepared[0])]
    signers = [row.signer for row in handover_rows(connection, keys)]
    signers += [row.signer for row in distribution_rows(connection, keys)]
    return next(iter(signers), "")


def _took_effect(connection: sa.Connection, paper: int) -> bool:
    """Tell whether a voucher of the paper is posted."""
    subject = t.paper_subject.c
    posted = sa.exists().where(subject.paper == paper, subject.voucher.is_not(None))
    return bool(connection.execute(sa.select(posted)).scalar())


def _holder(connection: sa.Connection, paper: int) -> int:
    subject = t.paper_subject.c
    query = (
        sa.select(enrolment.c.participant)
        .join(t.paper_subject, subject.enrolment == enrolment.c.id)
        .where(subject.paper == paper)
    )
    return int(connection.execute(query).scalar_one())
