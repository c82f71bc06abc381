"""Previewing and issuing papers of any kind: from the book's figures to frozen bytes.

Until a paper is issued its preview is marked DRAF and follows the voucher. Issuing stores the content,
the PDF and its hash in the act's own transaction; from then on the paper is these bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import sqlalchemy as sa

from ikm_desktop.batches.attendance_paper import attendance_list
from ikm_desktop.batches.certificate_paper import certificate
from ikm_desktop.batches.payout_paper import payout_list
from ikm_desktop.buyback.inspection_letter import inspection_letter
from ikm_desktop.buyback.participant_book import participant_book
from ikm_desktop.buyback.payment_list_paper import payment_list
from ikm_desktop.buyback.payment_receipt import payment_receipt
from ikm_desktop.distribution.recipient_list_paper import recipient_list
from ikm_desktop.distribution.trail_paper import trail_sheet
from ikm_desktop.errors import FieldInvalid, WrongState
from ikm_desktop.goods.balance_paper import balance_sheet
from ikm_desktop.goods.count_paper import count_minutes, count_sheet
from ikm_desktop.goods.stock_card_paper import stock_card_sheet
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.papers import archive, drawing, furniture
from ikm_desktop.papers import content as c
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.checks import unprintable_notices
from ikm_desktop.papers.kinds import OLD
from ikm_desktop.papers.rows import PaperRow, read_paper
from ikm_desktop.reports.agreement import PapersDisagree, disagreements
from ikm_desktop.reports.choices import NO_CHOICE, Choices, Offer, as_chosen, in_force, offer_of
from ikm_desktop.reports.goods_records import (
    materials_receipt,
    returned_materials,
    reversal_record,
    transfer_record,
    write_off_record,
)
from ikm_desktop.reports.handovers import (
    letter_from_vendor,
    letter_of_participant,
    letter_to_institution,
    letter_to_vendor,
)
from ikm_desktop.reports.initials import with_initials
from ikm_desktop.reports.register_paper import register_sheet


class Gatherer(Protocol):
    """Reads what a paper says from the book; draft: the preview, before it has bytes of its own."""

    def __call__(self, connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.Content:
        """Return the content."""
        ...


GATHERERS: dict[str, Gatherer] = {
    "TTB": materials_receipt,
    "PB": returned_materials,
    "PG": transfer_record,
    "BAPH": write_off_record,
    "BALIK": reversal_record,
    "BAST-L": letter_to_institution,
    "BAST-V": letter_from_vendor,
    "BAST-P": letter_of_participant,
    "KP-V": letter_to_vendor,
    "BAP": inspection_letter,
    "KUI-UP": payment_receipt,
    "KUI-LS": payment_receipt,
    "NOM": payment_list,
    "KP": stock_card_sheet,
    "NB": balance_sheet,
    "BP": participant_book,
    "DH": attendance_list,
    "RS": register_sheet,
    "DT": payout_list,
    "DM": recipient_list,
    "LJ": trail_sheet,
    "BASO": count_minutes,
    "LH": count_sheet,
    "SERT": certificate,
}
"""The kinds of papers that can be drawn so far, by their code."""


def preview(office: Office, *, paper: int, choices: Choices = NO_CHOICE) -> bytes:
    """Return a paper as PDF: its issued bytes, or until it is issued a picture marked DRAF.

    choices: who signs a draft and how it values goods. Raises NotFound, FieldInvalid (a kind that cannot
    be drawn yet).
    """
    with office.reading() as connection:
        if archive.last_issued(connection, paper) is not None:
            return archive.issued_bytes(connection, paper)
        row = read_paper(connection, paper)
        with in_force(connection, row, choices) as roles:
            content = _gather(connection, row, version=1, draft=True)
        content = with_initials(connection, row, as_chosen(content, choices), roles)
        pictures = furniture.pictures(connection, drawing.logo_and_photos(content))
    return drawing.pdf_of(content, pictures)


def next_version(office: Office, *, paper: int, choices: Choices = NO_CHOICE) -> bytes:
    """Return what the next version of an issued paper would say, marked DRAF; nothing is written.

    Raises NotFound, WrongState (void), FieldInvalid (a kind that cannot be drawn yet).
    """
    with office.reading() as connection:
        row = read_paper(connection, paper)
        if row.is_void:
            raise WrongState(paper=row.ref(), state="Dibatalkan", needed="masih berlaku")
        with in_force(connection, row, choices) as roles:
            content = _gather(connection, row, version=_versions(connection, paper) + 1, draft=True)
        content = with_initials(connection, row, as_chosen(content, choices), roles)
        pictures = furniture.pictures(connection, drawing.logo_and_photos(content))
    return drawing.pdf_of(content, pictures)


def offered(office: Office, *, paper: int) -> Offer:
    """Return what can be chosen for a draft: who signs in each of its roles, its values, its stamp duty.

    Raises NotFound, FieldInvalid (a kind that cannot be drawn yet).
    """
    with office.reading() as connection:
        row = read_paper(connection, paper)
        with in_force(connection, row, NO_CHOICE) as roles:
            content = _gather(connection, row, version=1, draft=True)
        return offer_of(connection, row, roles, content)


def issue(
    office: Office,
    *,
    papers: Sequence[int],
    changed: str = "",
    choices: Mapping[int, Choices] | None = None,
) -> Done:
    """Issue papers: freeze what they say now as their next version, with its bytes and hash.

    changed: what a version after the first changes; choices: by paper, who signs and how goods are valued.
    All or none.
    Raises NotFound, WrongState (void), FieldMissing (a later version without a word of what changed),
    PapersDisagree (figures of papers over the same goods differ; the paper stays a draft).
    """
    with office.act("issue") as act:
        for paper in papers:
            issue_in(act, paper, changed, (choices or {}).get(paper, NO_CHOICE))
        return act.done()


def issue_in(act: Act, paper: int, changed: str = "", choices: Choices = NO_CHOICE) -> int:
    """Issue one paper within an act and return the id of its issued version."""
    row = read_paper(act.connection, paper)
    version = _versions(act.connection, paper) + 1
    with in_force(act.connection, row, choices):
        content = as_chosen(_gather(act.connection, row, version=version, draft=False), choices)
    if not row.is_void and (differs := disagreements(act.connection, row, content)):
        raise PapersDisagree(paper=row.ref(), disagreements=differs)
    pictures = furniture.pictures(act.connection, drawing.logo_and_photos(content))
    pdf = drawing.pdf_of(content, pictures)
    act.papers.append(paper)
    act.changed.add(Kind.PAPER)
    act.notices += unprintable_notices(content)
    return archive.issue(
        act,
        paper,
        content_json=c.content_to_json(content),
        pdf=pdf,
        pages=drawing.page_count(pdf),
        changed=changed,
    )


def can_be_drawn(kind: str) -> bool:
    """Tell whether papers of a kind can be drawn so far."""
    return kind in GATHERERS


def _gather(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.Content:
    if paper.kind == OLD:
        raise FieldInvalid(
            field="Surat", value=paper.number_text, why="dari buku lama: aslinya di map kantor"
        )
    if not can_be_drawn(paper.kind):
        raise FieldInvalid(field="Jenis surat", value=paper.kind, why="belum dapat dicetak dari program ini")
    return GATHERERS[paper.kind](connection, paper, version=version, draft=draft)


def _versions(connection: sa.Connection, paper: int) -> int:
    count = sa.select(sa.func.count()).where(t.issued.c.paper == paper)
    return connection.execute(count).scalar_one()


def is_issued(office: Office, *, paper: int) -> bool:
    """Tell whether a paper has frozen bytes."""
    with office.reading() as connection:
        return archive.last_issued(connection, paper) is not None
