"""Opening balances: what lay in the store or with participants when the book began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop.errors import FieldInvalid, NothingChosen, WrongPlace
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.places import fixed_place, place_refs
from ikm_desktop.goods.posting import PUT_AWAY, check_day, finish, needed, sound_lines
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """What lay where: a store or a participant's place, an item, smallest units, whole rupiah."""

    place: int
    item: int
    quantity: int
    value: int


def open_balances(office: Office, *, day: date | None, lines: Sequence[OpeningLine], note: str = "") -> Done:
    """Book opening balances on a day; each line becomes a lot of that day.

    Raises, all at once, FieldMissing, NotFound, NothingChosen, Negative, TooBig, WrongPlace (not one of
    ours), FieldInvalid (a place put away, or of a double that was merged), PeriodClosed, CountedSince.
    """
    with office.act("open_balances") as act:
        found = Findings()
        needed(found, "Tanggal", day)
        kept = [line for line in lines if line.quantity]
        refs = place_refs(act.connection, {line.place for line in kept})
        sound_lines(act, found, kept)
        for no, line in enumerate(kept, start=1):
            found.counted(f"Nilai baris {no}", line.value, line=no)
            if line.place not in refs or refs[line.place].kind not in ("store", "participant"):
                name = refs[line.place].name if line.place in refs else str(line.place)
                found.add(WrongPlace(line=no, field="Tempat", place=name, needed="gudang atau peserta"))
            elif refs[line.place].archived:
                away = refs[line.place].name
                found.add(FieldInvalid(line=no, field="Tempat", value=away, why=PUT_AWAY))
        if not kept:
            found.add(NothingChosen())
        if day is not None:
            check_day(act, found, day, {(line.place, line.item) for line in kept})
        found.refuse()
        if day is None:
            return act.done()
        journal = Journal(act)
        source = fixed_place(act.connection, "opening")
        voucher = journal.voucher("opening", letter_date=day, day=day, reason=note.strip() or None)
        for no, line in enumerate(kept, start=1):
            number = journal.line(voucher, no, line.item, line.quantity, value=line.value)
            lot = journal.lot(
                number,
                item=line.item,
                day=day,
                quantity=line.quantity,
                value=line.value,
                source="opening",
            )
            journal.carry(voucher, number, [lot.piece()], origin=source, to=line.place)
        finish(journal, day)
        return act.done()
