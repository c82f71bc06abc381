"""Papers that picture no voucher: cards, balances, lists of people, each by what it asks of the book.

Asking again what a draft asks opens that draft, with the new date; so looking at a card every day leaves one
line in the register until it is issued.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.roster import roster
from ikm_desktop.batches.sessions import training_days
from ikm_desktop.errors import FieldInvalid, NothingChosen
from ikm_desktop.goods.items import item_of
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.places import place_ref
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.tax import TaxKind
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.asking import question
from ikm_desktop.papers.kinds import LETTERS, word_of
from ikm_desktop.papers.numbers import BLANK, change_paper, open_paper
from ikm_desktop.papers.rows import papers_of
from ikm_desktop.participants.people import person_of, places_of
from ikm_desktop.reports.pictured import pictured_voucher


def open_sheet(
    office: Office,
    *,
    kind: str,
    asked: str,
    subject: str,
    letter_date: date | None = None,
    party: str = "",
    number: str = "",
    batch: int | None = None,
) -> int:
    """Return the paper of a kind that asks this (`asking.question`) and is not issued yet, or open one.

    letter_date: None for today; number: what stands in its footer, "" for nothing. The subject is that of
    the register.
    """
    day = letter_date or office.clock.now().date()
    with office.reading() as connection:
        draft = _draft(connection, kind, asked)
    if draft is not None and draft.letter_date == day and draft.subject == subject:
        return int(draft.id)
    with office.act("open_sheet") as act:
        if draft is not None:
            return change_paper(act, draft.id, letter_date=day, subject=subject, party=party).id
        return open_paper(
            act,
            kind=kind,
            series=None,
            letter_date=day,
            subject=subject,
            party=party,
            batch=batch,
            wanted=number,
            asked=asked,
        ).id


def _draft(connection: sa.Connection, kind: str, asked: str) -> sa.Row[*tuple[Any, ...]] | None:
    paper = t.paper.c
    is_issued = sa.exists().where(t.issued.c.paper == paper.id)
    return connection.execute(
        sa.select(paper.id, paper.letter_date, paper.subject)
        .where(paper.kind == kind, paper.asked == asked, paper.state == "valid", ~is_issued)
        .order_by(paper.id.desc())
        .limit(1)
    ).first()


def _span(first: date | None, last: date) -> str:
    return words.date_range(first, last) if first else f"s.d. {words.long_date(last)}"


def stock_card(
    office: Office,
    *,
    item: int,
    place: int | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    letter_date: date | None = None,
) -> int:
    """Open the stock card (KP) of an item as a paper and return its id; place None: at all ours.

    Raises NotFound.
    """
    last = last_day or letter_date or office.clock.now().date()
    with office.reading() as connection:
        named = item_of(connection, item)
    return open_sheet(
        office,
        kind="KP",
        asked=question(item=item, place=place, first_day=first_day, last_day=last),
        subject=f"{word_of('KP')} {named.name}, {_span(first_day, last)}",
        letter_date=letter_date or last,
        number=named.code,
    )


def goods_balance(
    office: Office, *, batch: int | None = None, maker: int | None = None, on: date | None = None
) -> int:
    """Open the balance of materials and products (NB) as a paper and return its id.

    batch, maker (a participant's id): only theirs; on: as it was at the end of a day, today's by default.
    Of today what is held is read apart from what flowed, so that the two sides check each other.
    Raises NotFound.
    """
    today = office.clock.now().date()
    past = on if on is not None and on < today else None
    with office.reading() as connection:
        titles, name, places = "", "", tuple[int, ...]()
        if batch is not None:
            of = batch_of(connection, batch)
            titles = f"{of.training}, {of.name}"
        if maker is not None:
            person = person_of(connection, maker)
            name, places = person.name, places_of(connection, person.id)
    whose = ", ".join(part for part in (name, titles) if part)
    return open_sheet(
        office,
        kind="NB",
        asked=question(batch=batch, makers=places, on=past, whose=titles),
        subject=f"{word_of('NB')}{f' {whose}' if whose else ''}",
        letter_date=on or today,
        batch=batch,
    )


def count_sheet(office: Office, *, place: int, day: date | None = None) -> int:
    """Open the sheet on which the goods of a place are counted by hand, and return its id.

    day: at whose end is counted, today's by default. Raises NotFound.
    """
    with office.reading() as connection:
        named = place_ref(connection, place)
    return open_sheet(
        office,
        kind="LH",
        asked=question(place=place),
        subject=f"{word_of('LH')} {named.name}",
        letter_date=day,
        party=named.name,
    )


def trail_of_handover(office: Office, *, voucher: int, item: int | None = None) -> int:
    """Open the trail (LJ) of a signed handover back to its materials, and return its id.

    item: of this product; by default that of which there is most on the letter.
    """
    with office.reading() as connection:
        named = voucher_refs(connection, [voucher])[voucher]
    return open_sheet(
        office,
        kind="LJ",
        asked=question(voucher=voucher, item=item),
        subject=f"{word_of('LJ')} {named.number or named.party}",
        party=named.party,
    )


def trail_of_maker(office: Office, *, maker: int, item: int | None = None) -> int:
    """Open the trail (LJ) of what a participant (by id) delivered, on to who has it, and return its id."""
    with office.reading() as connection:
        person = person_of(connection, maker)
    return open_sheet(
        office,
        kind="LJ",
        asked=question(maker=person.place, item=item),
        subject=f"{word_of('LJ')} {person.name}",
        party=person.name,
    )


def attendance(office: Office, *, batch: int, day: date | None = None, filled: bool = False) -> int:
    """Open the attendance list (DH) of a batch as a paper and return its id.

    day: of this day only, with wide room to sign; filled: as attendance was noted, nobody signs.
    Raises NotFound.
    """
    with office.reading() as connection:
        of = batch_of(connection, batch)
        days = (day,) if day else training_days(connection, batch)
    shown = f", {words.date_range(days[0], days[-1])}" if days else ""
    return open_sheet(
        office,
        kind="DH",
        asked=question(batch=batch, day=day, filled=filled),
        subject=f"{word_of('DH')} {of.training}{shown}",
        letter_date=days[-1] if days else None,
        party=of.name,
        batch=batch,
    )


def participant_book(office: Office, *, person: int, batch: int | None = None, two_up: bool = False) -> int:
    """Open the book (BP) of a participant as a paper and return its id.

    batch: under whose number and title, the last she is in by default; two_up: two pages on a sheet of A4.
    Raises NotFound.
    """
    with office.reading() as connection:
        named = person_of(connection, person)
    return open_sheet(
        office,
        kind="BP",
        asked=question(person=person, batch=batch, two_up=two_up),
        subject=f"{word_of('BP')} {named.name}",
        party=named.name,
        batch=batch,
    )


def participant_books(office: Office, *, batch: int, two_up: bool = False) -> tuple[int, ...]:
    """Open the books (BP) of all who take part in a batch, in the order of its roster, and return their ids.

    One act opens those that are not drafts of today yet. Raises NotFound, NothingChosen (an empty roster).
    """
    today = office.clock.now().date()
    with office.reading() as connection:
        named = batch_of(connection, batch)
        people = [one.person for one in roster(connection, batch)]
        drafts = [
            _draft(connection, "BP", question(person=one.id, batch=batch, two_up=two_up)) for one in people
        ]
    if not people:
        raise NothingChosen(what=f"Isi daftar peserta {named.name} dahulu")
    standing = [draft.id for draft in drafts if draft is not None and draft.letter_date == today]
    if len(standing) == len(people):
        return tuple(standing)
    with office.one_act("open_sheet"):
        return tuple(participant_book(office, person=one.id, batch=batch, two_up=two_up) for one in people)


LETTERS_OF = {"purchase": "BAST-V", "supply": "BAST-P", "delivery": "BAST-P"}
"""Which handover letter can be had besides its own paper, by the kind of voucher."""
_HANDED = {"purchase": "barang dari penyedia", "supply": "bahan", "delivery": "hasil produk"}


def handover_letter_of(office: Office, *, voucher: int) -> int:
    """Open the handover letter (BAST) of a purchase, of one person's materials or products; return its id.

    Its number is left blank until it is given in the register; asked again, the same letter is opened.
    Raises NotFound, FieldInvalid (a kind of voucher that has none).
    """
    with office.reading() as connection:
        found = pictured_voucher(connection, voucher)
        if found.kind not in LETTERS_OF:
            raise FieldInvalid(field="Catatan", value=found.kind, why="tidak mempunyai BAST tersendiri")
        named = voucher_refs(connection, [voucher])[voucher]
        kind = LETTERS_OF[found.kind]
        standing = [one for one in papers_of(connection, voucher=voucher) if one.kind == kind]
    if standing:
        return standing[-1].id
    with office.act("open_sheet") as act:
        return open_paper(
            act,
            kind=kind,
            series=LETTERS,
            letter_date=found.day,
            subject=f"Serah terima {_HANDED[found.kind]}",
            party=named.party,
            batch=found.batch,
            wanted=BLANK,
            vouchers=(voucher,),
        ).id


def payout_list(
    office: Office,
    *,
    batch: int,
    purpose: str,
    rate: int,
    tax: TaxKind = "none",
    letter_date: date | None = None,
) -> int:
    """Open the list (DT) on which a batch signs for transport money or fees, and return its id.

    purpose: as in its title ("Uang transport"); rate: whole rupiah a day that somebody was there.
    Raises, all at once, FieldMissing, FieldInvalid, Negative; NotFound.
    """
    found = Findings()
    what = found.filled("Keperluan", purpose)
    found.counted("Tarif per hari", rate, least=1)
    found.refuse()
    with office.reading() as connection:
        of = batch_of(connection, batch)
    return open_sheet(
        office,
        kind="DT",
        asked=question(batch=batch, purpose=what, rate=rate, tax=tax),
        subject=f"{word_of('DT')} {what}",
        letter_date=letter_date,
        party=of.name,
        batch=batch,
    )


def recipient_list(office: Office, *, voucher: int, rows: int = 20) -> int:
    """Open the list (DM) on which the public signs for what a handover gave out, and return its id.

    rows: how many are left for the hand. Raises Negative, FieldInvalid.
    """
    found = Findings()
    found.counted("Jumlah baris", rows, least=1)
    found.refuse()
    with office.reading() as connection:
        named = voucher_refs(connection, [voucher])[voucher]
    return open_sheet(
        office,
        kind="DM",
        asked=question(voucher=voucher, rows=rows),
        subject=f"{word_of('DM')} {named.number or ''}".strip(),
        letter_date=named.day,
        party=named.party,
    )


def register_sheet(office: Office, *, year: int | None = None, series: str = "") -> int:
    """Open the register (RS) of a year as a paper and return its id; series: its code, "" for all."""
    today = office.clock.now().date()
    return open_sheet(
        office,
        kind="RS",
        asked=question(year=year or today.year, series=series),
        subject=f"{word_of('RS')} {year or today.year}",
    )
