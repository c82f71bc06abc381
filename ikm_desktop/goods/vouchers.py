"""Signing, voiding and changing prepared papers.

Goods leave the books when the handover letter is signed, not when it is prepared or printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import LineTwice, NotFound, NothingChosen, Refusal, WrongDay, WrongState, refuse
from ikm_desktop.goods import days
from ikm_desktop.goods import prepared as papers
from ikm_desktop.goods import tables as goods
from ikm_desktop.goods.best_before import pinned_near_best_before
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.kinds import STATE_NAMES
from ikm_desktop.goods.labels import prepared_refs
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.posting import finish
from ikm_desktop.goods.prepared import Prepared
from ikm_desktop.goods.received_by import ReceivedBy, with_receiver
from ikm_desktop.goods.shelf import Piece
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers import numbers
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.subjects import follow_all


def sign(
    office: Office,
    *,
    prepared: Sequence[int],
    day: date | None = None,
    signed: ReceivedBy | None = None,
) -> Done:
    """Post prepared papers exactly as pinned: the goods leave the books on the day they are signed.

    day: today unless given; signed: who signed for the receiver, where it was not the one the paper names.
    All papers or none. Raises NothingChosen, NotFound, LineTwice, WrongState, WrongDay (before the letter's
    date), PeriodClosed, CountedSince.
    """
    with office.act("sign") as act:
        sign_in(act, prepared, day or act.today, signed)
        return act.done()


def sign_in(act: Act, prepared: Sequence[int], day: date, signed: ReceivedBy | None = None) -> None:
    """Sign papers within an act."""
    chosen = _chosen(act, prepared)
    refuse(_why_not_signed(act, chosen, day))
    journal = Journal(act)
    places = {place for paper in chosen for place in (paper.source, paper.target)}
    journal.know(place_refs(act.connection, places).values())
    gifts = [paper.id for paper in chosen if paper.kind == "distribution"]
    act.notices += pinned_near_best_before(act.connection, gifts, day)
    pinned = journal.shelf.take_pinned(prepared)
    papers.unpin(act.connection, prepared)
    became = {paper.id: _post(journal, paper, pinned[paper.id], day, signed) for paper in chosen}
    finish(journal, day)
    papers.end(act, "posted", became)
    follow_all(act, became)


def _post(
    journal: Journal,
    paper: Prepared,
    pinned: Sequence[tuple[int, Piece]],
    day: date,
    signed: ReceivedBy | None,
) -> int:
    voucher = journal.voucher(
        paper.kind,
        letter_date=paper.letter_date,
        day=day,
        store=paper.source,
        counterpart=paper.target,
        batch=paper.batch,
        details=with_receiver(paper.details, signed),
        corrects=journal.act.corrects or paper.corrects,
    )
    for no, wanted in enumerate(paper.lines, start=1):
        pieces = [piece for line_no, piece in pinned if line_no == no]
        cost = sum(piece.cost for piece in pieces)
        line = journal.line(
            voucher,
            no,
            wanted.item,
            wanted.quantity,
            value=cost,
            reason=wanted.note or None,
            refers=wanted.refers,
        )
        journal.carry(voucher, line, pieces, origin=paper.source, to=paper.target)
    return voucher.id


def _why_not_signed(act: Act, chosen: Sequence[Prepared], day: date) -> list[Refusal]:
    reasons = papers.must_be_prepared(act.connection, chosen)
    deliveries = [paper.id for paper in chosen if paper.kind == "delivery" and paper.state == "prepared"]
    refs = prepared_refs(act.connection, deliveries)
    reasons += [
        WrongState(paper=refs[paper], state="Belum diperiksa", needed=STATE_NAMES["prepared"])
        for paper in deliveries
    ]
    late = [paper.letter_date for paper in chosen if paper.letter_date > day]
    if late:
        reasons.append(WrongDay(field="Tanggal tanda tangan", day=day, limit=max(late)))
    touched = [
        (place, line.item)
        for paper in chosen
        for line in paper.lines
        for place in (paper.source, paper.target)
    ]
    return reasons + days.why_not_booked(act.connection, day, touched)


def void(office: Office, *, prepared: Sequence[int], reason: str) -> Done:
    """Let prepared papers never take effect: their units are free again, their number keeps its row.

    A number shared by several papers (a kit's list) is void when the last of them is.
    Raises NothingChosen, NotFound, LineTwice, WrongState, ReasonMissing.
    """
    with office.act("void") as act:
        void_in(act, prepared, reason)
        return act.done()


def void_in(act: Act, prepared: Sequence[int], reason: str) -> None:
    """Void papers within an act."""
    chosen = _chosen(act, prepared)
    found = Findings(papers.must_be_prepared(act.connection, chosen))
    why = found.reason("Pembatalan", reason)
    found.refuse()
    papers.unpin(act.connection, prepared)
    papers.end(act, "void", dict.fromkeys(prepared), why)
    for paper in _papers_without_effect(act, prepared):
        numbers.void_number(act, paper, why)
    act.changed |= {Kind.VOUCHER, Kind.STOCK, Kind.PAPER}


def _papers_without_effect(act: Act, prepared: Sequence[int]) -> list[int]:
    """Return the valid papers of these vouchers on which every voucher is void."""
    s, p = t.paper_subject, t.paper
    mine = sa.select(s.c.paper).where(s.c.prepared.in_(prepared))
    living = (
        sa.select(s.c.paper)
        .join(goods.prepared, goods.prepared.c.id == s.c.prepared)
        .where(goods.prepared.c.state != "void")
    )
    rows = act.connection.execute(
        sa.select(p.c.id).where(p.c.id.in_(mine), p.c.id.not_in(living), p.c.state == "valid")
    )
    return list(rows.scalars())


def _chosen(act: Act, prepared: Sequence[int]) -> list[Prepared]:
    if not prepared:
        raise NothingChosen(what="Pilih paling sedikit satu surat yang disiapkan")
    chosen = papers.prepared_papers(act.connection, prepared)
    known = {paper.id for paper in chosen}
    refuse([NotFound(field="Surat", value=str(number)) for number in prepared if number not in known])
    refs = prepared_refs(act.connection, known) if len(known) < len(prepared) else {}
    refuse(
        [
            LineTwice(line=no, voucher=refs[number], number=no)
            for no, number in enumerate(prepared, start=1)
            if number in prepared[: no - 1]
        ]
    )
    return chosen
