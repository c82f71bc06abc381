"""Materials to participants: a kit to a whole batch in one act, or a handover to one person.

Preparing pins the goods and gives the printed list its number; they leave the books when it is signed
(`goods.vouchers.sign`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ikm_desktop.batches.batches import Batch, check_batch
from ikm_desktop.errors import FieldInvalid, LineTwice, NotFound, NothingChosen, PaperRef
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.posting import PUT_AWAY, check_day, check_places, needed
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan
from ikm_desktop.goods.stock import available_at
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper
from ikm_desktop.participants.merging import note_merged
from ikm_desktop.supply.kit_shortage import told_once
from ikm_desktop.supply.second_kit import second_kit, who_has_a_kit


@dataclass(frozen=True, slots=True)
class KitRow:
    """What one participant gets: place of the person, quantities by item (smallest units), a remark.

    again: why she gets more than one kit, where she does.
    """

    participant: int
    quantities: Mapping[int, int] = field(default_factory=dict)
    note: str = ""
    again: str = ""


def prepare_kit(
    office: Office,
    *,
    batch: int | None,
    store: int | None,
    letter_date: date | None,
    rows: Sequence[KitRow],
    giver: str,
    number: WantedNumber = NEXT,
    title: str = "",
) -> Done:
    """Prepare one kit for the participants of a batch: a voucher each, one list with one number.

    rows: those who are present, in the order of the list; who gets nothing is left out. All or nothing.
    Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen, Negative, TooBig, LineTwice,
    PeriodClosed, CountedSince, NotEnough, Reserved, SecondKit (more than one kit without a reason); then
    NumberTaken.
    """
    with office.act("prepare_kit") as act:
        prepare_kit_in(
            act,
            batch=batch,
            store=store,
            letter_date=letter_date,
            rows=rows,
            giver=giver,
            number=number,
            title=title,
        )
        return act.done()


def prepare_handover(
    office: Office,
    *,
    participant: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[GoodsLine],
    giver: str,
    batch: int | None,
    number: WantedNumber = NEXT,
    again: str = "",
) -> Done:
    """Prepare a handover of materials to one participant, with a list of its own.

    participant: the person's place; again: why she gets more than one kit. Raises as `prepare_kit`.
    """
    quantities: dict[int, int] = {}
    for line in lines:
        before = quantities.get(line.item, 0)
        # A negative line is refused, not set off against another one.
        together = min(before, line.quantity) if min(before, line.quantity) < 0 else before + line.quantity
        quantities[line.item] = together
    rows = [] if participant is None else [KitRow(participant, quantities, again=again)]
    with office.act("prepare_handover") as act:
        if participant is None:
            found = Findings()
            needed(found, "Penerima", participant)
            found.refuse()
        prepare_kit_in(
            act, batch=batch, store=store, letter_date=letter_date, rows=rows, giver=giver, number=number
        )
        return act.done()


def prepare_kit_in(
    act: Act,
    *,
    batch: int | None,
    store: int | None,
    letter_date: date | None,
    rows: Sequence[KitRow],
    giver: str,
    number: WantedNumber = NEXT,
    title: str = "",
) -> None:
    """Prepare a kit within an act."""
    found = Findings()
    needed(found, "Tanggal", letter_date)
    needed(found, "Angkatan", batch)
    found.filled("Yang menyerahkan", giver)
    filled = [row for row in rows if any(row.quantities.values())]
    receivers = [("Penerima", row.participant, "participant") for row in filled]
    right = check_places(act, found, [("Gudang", store, "store"), *receivers])
    merged = note_merged(act.connection, found, [("Penerima", row.participant) for row in filled])
    found.reasons += [
        FieldInvalid(line=no, field="Penerima", value=right[row.participant].name, why=PUT_AWAY)
        for no, row in enumerate(filled, start=1)
        if right and right[row.participant].archived and row.participant not in merged
    ]
    _no_one_twice(act, found, filled, letter_date)
    named = check_batch(act.connection, found, batch)
    kept = _lines(act, found, filled)
    if not filled:
        found.add(NothingChosen(what="Pilih paling sedikit satu penerima dan satu bahan"))
    if not (right and letter_date and batch and store and named):
        found.refuse()
        return
    touched = {
        (place, line.item) for row, lines in kept for line in lines for place in (store, row.participant)
    }
    check_day(act, found, letter_date, touched)
    has_kit = _have_a_kit(act, found, named, letter_date, filled)
    pinner = Pinner(act)
    for row, lines in kept:
        details = {"giver": giver.strip(), "note": row.note}
        if row.participant in has_kit:
            details["again"] = row.again.strip()
        plan = Plan("supply", letter_date, store, row.participant, tuple(lines), batch, details)
        found.reasons += pinner.prepare(plan)[1]
    if found.reasons:
        free = available_at(act.connection, store, letter_date)
        found.reasons = told_once(found.reasons, [lines for _, lines in kept], free)
    found.refuse()
    pinner.flush()
    open_paper(
        act,
        kind="TTB",
        series=LETTERS,
        letter_date=letter_date,
        subject=title or f"Tanda terima bahan {named.name}",
        party=f"{named.name} ({len(kept)} orang)",
        batch=batch,
        wanted=number,
        prepared=act.prepared,
    )


def _lines(act: Act, found: Findings, rows: Sequence[KitRow]) -> list[tuple[KitRow, list[GoodsLine]]]:
    """Return each row with its lines that can be tried; an item not in the book is noted once."""
    known = items_by_id(act.connection, {item for row in rows for item in row.quantities})
    unknown = dict.fromkeys(item for row in rows for item in row.quantities if item not in known)
    found.reasons += [NotFound(field="Barang", value=str(item)) for item in unknown]
    kept = []
    for no, row in enumerate(rows, start=1):
        sound = []
        for item, quantity in row.quantities.items():
            before = len(found.reasons)
            found.counted(f"Jumlah baris {no}", quantity, line=no)
            if item in known and quantity and len(found.reasons) == before:
                sound.append(GoodsLine(item, quantity))
        kept.append((row, sound))
    return kept


def _have_a_kit(act: Act, found: Findings, batch: Batch, day: date, rows: Sequence[KitRow]) -> frozenset[int]:
    """Return the places of those who have their kit; of whom no reason is given for another is noted."""
    twice = who_has_a_kit(act.connection, batch, day, {row.participant: row.quantities for row in rows})
    reasons = {row.participant: row.again.strip() for row in rows}
    if unasked := [one for one in twice if not reasons[one.person.id]]:
        found.add(second_kit(batch, unasked))
    return frozenset(one.person.id for one in twice)


def _no_one_twice(act: Act, found: Findings, rows: Sequence[KitRow], day: date | None) -> None:
    seen: set[int] = set()
    for no, row in enumerate(rows, start=1):
        if row.participant in seen:
            refs = place_refs(act.connection, [row.participant])
            name = refs[row.participant].name if row.participant in refs else ""
            voucher = PaperRef("Daftar penerima", None, day or act.today, name)
            found.add(LineTwice(line=no, voucher=voucher, number=no))
        seen.add(row.participant)
