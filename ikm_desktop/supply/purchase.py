"""Materials from a vendor into the store: a lot a line, at the value on the vendor's paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop.errors import NothingChosen
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.posting import check_day, check_places, finish, needed, sound_lines
from ikm_desktop.goods.runs import share_out
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """What came in of an item: quantity in smallest units, value in whole rupiah without extra cost."""

    item: int
    quantity: int
    value: int


def receive_purchase(
    office: Office,
    *,
    vendor: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[PurchaseLine],
    paper: str,
    receiver: str,
    extra_cost: int = 0,
    day: date | None = None,
) -> Done:
    """Receive goods from a vendor; each line becomes a lot of the book day.

    paper: number of the vendor's delivery note or invoice; extra_cost: freight and the like, spread over
    the lines by value; day: the book day, the letter's unless given.
    Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen, Negative, TooBig, PeriodClosed,
    CountedSince.
    """
    with office.act("receive_purchase") as act:
        receive_purchase_in(
            act,
            vendor=vendor,
            store=store,
            letter_date=letter_date,
            lines=lines,
            paper=paper,
            receiver=receiver,
            extra_cost=extra_cost,
            day=day,
        )
        return act.done()


def receive_purchase_in(
    act: Act,
    *,
    vendor: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[PurchaseLine],
    paper: str,
    receiver: str,
    extra_cost: int = 0,
    day: date | None = None,
) -> None:
    """Receive a purchase within an act."""
    found = Findings()
    needed(found, "Tanggal", letter_date)
    number = found.filled("Nomor surat penyedia", paper)
    received_by = found.filled("Yang menerima", receiver)
    expected = [("Penyedia", vendor, "vendor"), ("Gudang", store, "store")]
    right = check_places(act, found, expected, open_kinds=("vendor", "store"))
    kept = [line for line in lines if line.quantity]
    sound_lines(act, found, kept)
    for no, line in enumerate(kept, start=1):
        found.counted(f"Nilai baris {no}", line.value, line=no)
    found.counted("Biaya tambahan", extra_cost)
    if not kept:
        found.add(NothingChosen())
    if letter_date and store:
        check_day(act, found, day or letter_date, {(store, line.item) for line in kept})
    found.refuse()
    if not (right and vendor and store and letter_date):
        return
    journal = Journal(act)
    details = {"number": number, "receiver": received_by, "extra_cost": extra_cost}
    voucher = journal.voucher(
        "purchase",
        letter_date=letter_date,
        day=day or letter_date,
        store=store,
        counterpart=vendor,
        details=details,
    )
    extras = share_out(extra_cost, [line.value for line in kept])
    for no, (line, extra) in enumerate(zip(kept, extras, strict=True), start=1):
        value = line.value + extra
        line_id = journal.line(voucher, no, line.item, line.quantity, value=value)
        lot = journal.lot(
            line_id,
            item=line.item,
            day=voucher.day,
            quantity=line.quantity,
            value=value,
            source="purchase",
        )
        journal.carry(voucher, line_id, [lot.piece()], origin=vendor, to=store)
    finish(journal, voucher.day)
