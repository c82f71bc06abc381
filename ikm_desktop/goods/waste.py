"""What is spoiled in use, and what is written off: it leaves the books, its cost never goes into products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ikm_desktop.errors import FieldMissing, NothingChosen, PlaceRef, ReasonMissing, WrongPlace
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.places import fixed_place, place_refs
from ikm_desktop.goods.posting import check_day, finish, needed, sound_lines, take
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper


@dataclass(frozen=True, slots=True)
class WasteLine:
    """How much of an item is lost (smallest units), and why."""

    item: int
    quantity: int
    reason: str


def record_waste(
    office: Office,
    *,
    place: int | None,
    letter_date: date | None,
    lines: Sequence[WasteLine],
    batch: int | None = None,
    day: date | None = None,
) -> Done:
    """Book what was spoiled at a participant's or in a store, oldest first of what lies there.

    place: hers or the store's; day: the book day, the letter's unless given.
    Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen, Negative, TooBig, ReasonMissing,
    PeriodClosed, CountedSince, NotEnough, Reserved.
    """
    with office.act("record_waste") as act:
        record_waste_in(act, place=place, letter_date=letter_date, lines=lines, batch=batch, day=day)
        return act.done()


def record_waste_in(
    act: Act,
    *,
    place: int | None,
    letter_date: date | None,
    lines: Sequence[WasteLine],
    batch: int | None = None,
    day: date | None = None,
) -> None:
    """Book waste within an act (one with a delivery, where both stand on one form)."""
    _post(act, "waste", place, letter_date, lines, batch=batch, day=day)


def write_off(
    office: Office,
    *,
    place: int | None,
    letter_date: date | None,
    lines: Sequence[WasteLine],
    number: WantedNumber = NEXT,
    day: date | None = None,
) -> Done:
    """Write goods off by minutes with a number of their own. Raises as `record_waste`; then NumberTaken."""
    with office.act("write_off") as act:
        voucher, party = _post(act, "write_off", place, letter_date, lines, batch=None, day=day)
        open_paper(
            act,
            kind="BAPH",
            series=LETTERS,
            letter_date=letter_date or act.today,
            subject="Penghapusan barang",
            party=party,
            wanted=number,
            vouchers=(voucher,),
        )
        return act.done()


def _post(
    act: Act,
    kind: Literal["waste", "write_off"],
    place: int | None,
    letter_date: date | None,
    lines: Sequence[WasteLine],
    *,
    batch: int | None,
    day: date | None,
) -> tuple[int, str]:
    """Post the voucher and return it, with the name of the place."""
    found = Findings()
    needed(found, "Tanggal", letter_date)
    ref = place_refs(act.connection, [] if place is None else [place]).get(place or 0)
    if place is None:
        found.add(FieldMissing(field="Tempat"))
    elif ref is None or ref.kind not in ("store", "participant"):
        name = str(place) if ref is None else ref.name
        found.add(WrongPlace(field="Tempat", place=name, needed="gudang atau peserta"))
    if letter_date is None or ref is None or ref.kind not in ("store", "participant"):
        _judge(act, found, lines, kind)
        found.refuse()
        raise AssertionError("a missing place or date is always noted")
    journal = Journal(act)
    book_day = day or letter_date
    voucher = gather_waste(
        journal, found, ref, lines, letter_date=letter_date, day=book_day, batch=batch, kind=kind
    )
    found.refuse()
    finish(journal, book_day)
    return voucher, ref.name


def gather_waste(
    journal: Journal,
    found: Findings,
    place: PlaceRef,
    lines: Sequence[WasteLine],
    *,
    letter_date: date,
    day: date,
    batch: int | None,
    kind: Literal["waste", "write_off"] = "waste",
) -> int:
    """Gather waste at a place of ours in a journal and return its voucher; what cannot be is noted."""
    act = journal.act
    sound = _judge(act, found, lines, kind)
    check_day(act, found, day, {(place.id, line.item) for _, line in sound})
    voucher = journal.voucher(
        kind,
        letter_date=letter_date,
        day=day,
        store=place.id if place.kind == "store" else None,
        counterpart=place.id if place.kind == "participant" else None,
        batch=batch,
    )
    wasted = fixed_place(act.connection, "wasted")
    for no, line in sound:
        pieces = take(journal, found, Wanted(place.id, line.item, line.quantity, day, no))
        cost = sum(piece.cost for piece in pieces)
        number = journal.line(
            voucher, no, line.item, line.quantity, value=cost, reason=line.reason.strip() or None
        )
        journal.carry(voucher, number, pieces, origin=place.id, to=wasted)
    return voucher.id


def _judge(
    act: Act, found: Findings, lines: Sequence[WasteLine], kind: Literal["waste", "write_off"]
) -> list[tuple[int, WasteLine]]:
    """Return the lines that can be tried; note what is wrong with the others."""
    sound = sound_lines(act, found, lines)
    if not any(line.quantity for line in lines):
        found.add(NothingChosen())
    for no, line in sound:
        if not line.reason.strip():
            item = item_ref(act.connection, line.item)
            label = f"{KINDS[kind].screen} {item.show(line.quantity)} {item.name}"
            found.add(ReasonMissing(line=no, field=label))
    return [(no, line) for no, line in sound if line.reason.strip()]
