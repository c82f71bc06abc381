"""Receiving products from their maker: inspected at once, or received first and inspected later.

A receipt that is not yet inspected books and pins nothing; the inspection posts it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches.batches import check_batch
from ikm_desktop.buyback.delivery import DeliveryLine, Receipt, judge_form
from ikm_desktop.buyback.delivery_posting import DeliveryPoster
from ikm_desktop.errors import NotFound, NothingChosen, PlaceRef, WrongDay, WrongState
from ikm_desktop.goods import days
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.journal import Journal, details_text
from ikm_desktop.goods.kinds import STATE_NAMES
from ikm_desktop.goods.labels import prepared_refs
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.posting import check_day, check_places, finish, needed
from ikm_desktop.goods.prepared import end
from ikm_desktop.goods.waste import WasteLine, gather_waste
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper
from ikm_desktop.papers.subjects import follow
from ikm_desktop.participants.merging import note_merged


def receive_products(
    office: Office,
    *,
    maker: int | None,
    store: int | None,
    batch: int | None,
    letter_date: date | None,
    receiver: str,
    lines: Sequence[DeliveryLine],
    waste: Sequence[WasteLine] = (),
    number: WantedNumber = NEXT,
    day: date | None = None,
) -> Done:
    """Receive products that are inspected at once; the accepted ones are bought.

    maker: the participant's place; receiver: the officer who inspected; waste: what was spoiled at hers and
    stands on the same form, a voucher of its own in the same act; day: the book day, the letter's unless
    given.
    Raises, all at once, FieldMissing, WrongPlace, NothingChosen, Negative, DoesNotAdd, ReasonMissing,
    AgainstRecipe, OwnMaterial, NotEnough, Reserved, PeriodClosed, CountedSince, NumberTaken.
    """
    with office.act("receive_products") as act:
        receive_products_in(
            act,
            maker=maker,
            store=store,
            batch=batch,
            letter_date=letter_date,
            receiver=receiver,
            lines=lines,
            waste=waste,
            number=number,
            day=day,
        )
        return act.done()


def receive_products_in(
    act: Act,
    *,
    maker: int | None,
    store: int | None,
    batch: int | None,
    letter_date: date | None,
    receiver: str,
    lines: Sequence[DeliveryLine],
    waste: Sequence[WasteLine] = (),
    number: WantedNumber = NEXT,
    day: date | None = None,
) -> None:
    """Receive inspected products within an act."""
    found = Findings()
    who, places = _judge_head(act, found, maker, store, letter_date, receiver)
    check_batch(act.connection, found, batch)
    kept = _kept(lines)
    if not places or maker is None or store is None or letter_date is None:
        judge_lines(act, found, kept)
        found.refuse()
        return
    receipt = Receipt(places[maker], places[store], batch, day or letter_date)
    voucher = _post(act, found, receipt, letter_date, who, kept, waste)
    _open_receipt_paper(act, receipt, letter_date, number, voucher=voucher)


def prepare_delivery(
    office: Office,
    *,
    maker: int | None,
    store: int | None,
    batch: int | None,
    letter_date: date | None,
    receiver: str,
    lines: Sequence[DeliveryLine],
    number: WantedNumber = NEXT,
) -> Done:
    """Note products received but not yet inspected: nothing is booked or pinned, nothing can be paid.

    lines: `delivered` as counted at the door; the rest is filled in at the inspection.
    Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen, Negative, TooBig, PeriodClosed;
    then NumberTaken.
    """
    with office.act("prepare_delivery") as act:
        found = Findings()
        who, places = _judge_head(act, found, maker, store, letter_date, receiver)
        check_batch(act.connection, found, batch)
        kept = [line for line in lines if line.delivered]
        known = items_by_id(act.connection, {line.product for line in kept})
        for no, line in enumerate(kept, start=1):
            found.counted(f"Diserahkan baris {no}", line.delivered, least=1, line=no)
            if line.product not in known:
                found.add(NotFound(line=no, field="Produk", value=str(line.product)))
        if not kept:
            found.add(NothingChosen())
        if letter_date is not None:
            found.reasons += days.closed_period(act.connection, letter_date)
        found.refuse()
        if not places or maker is None or store is None or letter_date is None:
            return act.done()
        prepared = act.next_id(t.prepared)
        body: dict[str, Any] = {"details": {"receiver": who}, "delivery": [line.as_text() for line in kept]}
        if act.corrects is not None:
            body["corrects"] = act.corrects
        act.connection.execute(
            t.prepared.insert(),
            {
                "id": prepared,
                "entry": act.entry,
                "kind": "delivery",
                "letter_date": letter_date,
                "from_place": maker,
                "to_place": store,
                "batch": batch,
                "state": "prepared",
                "body": details_text(body),
            },
        )
        act.prepared.append(prepared)
        act.changed.add(Kind.VOUCHER)
        act.notices += days.ahead(act, letter_date)
        receipt = Receipt(places[maker], places[store], batch, letter_date)
        _open_receipt_paper(act, receipt, letter_date, number, prepared=prepared)
        return act.done()


def inspect(
    office: Office,
    *,
    prepared: int,
    lines: Sequence[DeliveryLine] | None = None,
    inspector: str = "",
    waste: Sequence[WasteLine] = (),
    day: date | None = None,
) -> Done:
    """Inspect a received delivery and post it; what is accepted is bought from now on.

    lines: what was found (as noted at the door by default); inspector: the receiver noted before by
    default; day: today by default.
    Raises as `receive_products`, and NotFound, WrongState, WrongDay.
    """
    with office.act("inspect") as act:
        row = act.connection.execute(sa.select(t.prepared).where(t.prepared.c.id == prepared)).first()
        if row is None or row.kind != "delivery":
            raise NotFound(field="Penerimaan", value=str(prepared))
        found = Findings()
        if row.state != "prepared":
            ref = prepared_refs(act.connection, [prepared])[prepared]
            raise WrongState(paper=ref, state=STATE_NAMES[row.state], needed="Belum diperiksa")
        book_day = day or act.today
        if book_day < row.letter_date:
            found.add(WrongDay(field="Tanggal pemeriksaan", day=book_day, limit=row.letter_date))
        body = json.loads(row.body)
        act.corrects = act.corrects or body.get("corrects")
        noted = [_line_from(text) for text in body["delivery"]]
        places = place_refs(act.connection, (row.from_place, row.to_place))
        receipt = Receipt(places[row.from_place], places[row.to_place], row.batch, book_day)
        who = inspector.strip() or str(body["details"]["receiver"])
        voucher = _post(act, found, receipt, row.letter_date, who, _kept(lines or noted), waste)
        end(act, "posted", {prepared: voucher})
        follow(act, prepared, voucher)
        return act.done()


def _line_from(text: dict[str, Any]) -> DeliveryLine:
    materials, offcuts = text.pop("materials"), text.pop("offcuts", ())
    return DeliveryLine(
        **text, materials=None if materials is None else dict(materials), offcuts=dict(offcuts)
    )


def _kept(lines: Sequence[DeliveryLine]) -> list[DeliveryLine]:
    return [line for line in lines if line.delivered or line.accepted or line.rejected]


def _judge_head(
    act: Act,
    found: Findings,
    maker: int | None,
    store: int | None,
    letter_date: date | None,
    receiver: str,
) -> tuple[str, dict[int, PlaceRef]]:
    """Note what is wrong with the head of a receipt; return the receiver, and both places if right."""
    needed(found, "Tanggal", letter_date)
    who = found.filled("Yang memeriksa dan menerima", receiver)
    if maker is not None:
        note_merged(act.connection, found, [("Pembuat", maker)])
    return who, check_places(act, found, [("Pembuat", maker, "participant"), ("Gudang", store, "store")])


def judge_lines(act: Act, found: Findings, lines: Sequence[DeliveryLine]) -> dict[int, Item]:
    """Note what is wrong with lines by themselves; return by number the products of those to be tried."""
    if not lines:
        found.add(NothingChosen(what="Isi jumlah yang diserahkan paling sedikit satu baris"))
    named = {item for line in lines for item in line.items}
    items = items_by_id(act.connection, named)
    sound: dict[int, Item] = {}
    for no, line in enumerate(lines, start=1):
        if line.product not in items:
            found.add(NotFound(line=no, field="Produk", value=str(line.product)))
        elif judge_form(found, no, line, items[line.product].ref, items):
            sound[no] = items[line.product]
    return sound


def _post(
    act: Act,
    found: Findings,
    receipt: Receipt,
    letter_date: date,
    inspector: str,
    lines: Sequence[DeliveryLine],
    waste: Sequence[WasteLine],
) -> int:
    """Post an inspected receipt and return the voucher, or refuse with all reasons."""
    journal = Journal(act)
    voucher = post_receipt(journal, found, receipt, letter_date, inspector, lines)
    if any(line.quantity for line in waste):
        act.corrects = None  # What was spoiled beside it stands for nothing that was taken back.
        gather_waste(
            journal,
            found,
            receipt.maker,
            waste,
            letter_date=letter_date,
            day=receipt.day,
            batch=receipt.batch,
        )
    found.refuse()
    finish(journal, receipt.day)
    return voucher


def post_receipt(
    journal: Journal,
    found: Findings,
    receipt: Receipt,
    letter_date: date,
    inspector: str,
    lines: Sequence[DeliveryLine],
) -> int:
    """Gather an inspected receipt in a journal and return its voucher; what cannot be is noted."""
    act = journal.act
    sound = judge_lines(act, found, lines)
    maker, store = receipt.maker.id, receipt.store.id
    poster = DeliveryPoster(journal, found, receipt)
    touched = {(place, line.product) for line in lines for place in (store, maker)}
    touched |= {(maker, item) for line in lines for item in poster.materials_of(line)}
    touched |= {(store if line.offcuts_to_store else maker, item) for line in lines for item in line.offcuts}
    check_day(act, found, receipt.day, touched)
    reasons = {str(no): told for no, line in enumerate(lines, start=1) if (told := line.told_reasons())}
    voucher = journal.voucher(
        "delivery",
        letter_date=letter_date,
        day=receipt.day,
        store=store,
        counterpart=maker,
        batch=receipt.batch,
        details={"receiver": inspector, "lines": reasons},
    )
    for no, line in enumerate(lines, start=1):
        if no in sound:
            poster.post(voucher, no, line, sound[no])
    poster.finish(voucher)
    return voucher.id


def _open_receipt_paper(
    act: Act,
    receipt: Receipt,
    letter_date: date,
    number: WantedNumber,
    *,
    voucher: int | None = None,
    prepared: int | None = None,
) -> None:
    open_inspection_letter(
        act,
        letter_date,
        number,
        party=receipt.maker.name,
        batch=receipt.batch,
        vouchers=() if voucher is None else (voucher,),
        prepared=() if prepared is None else (prepared,),
    )


def open_inspection_letter(
    act: Act,
    letter_date: date,
    number: WantedNumber,
    *,
    party: str,
    batch: int | None,
    vouchers: Sequence[int] = (),
    prepared: Sequence[int] = (),
) -> None:
    """Open the minutes of inspection and receipt (BAP) of one product's receipts."""
    open_paper(
        act,
        kind="BAP",
        series=LETTERS,
        letter_date=letter_date,
        subject="Pemeriksaan dan penerimaan hasil produk",
        party=party,
        batch=batch,
        wanted=number,
        vouchers=vouchers,
        prepared=prepared,
    )
