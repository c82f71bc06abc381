"""Goods from one store to another: prepared with its letter, moved once it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.errors import FieldInvalid, NothingChosen
from ikm_desktop.goods.posting import check_day, check_places, needed, sound_lines
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper


def prepare_transfer(
    office: Office,
    *,
    source: int | None,
    target: int | None,
    letter_date: date | None,
    lines: Sequence[GoodsLine],
    number: WantedNumber = NEXT,
) -> Done:
    """Prepare a transfer between two stores: its units are pinned, its number is taken.

    Raises, all at once, FieldMissing, WrongPlace, FieldInvalid (the same store), NotFound, NothingChosen,
    Negative, TooBig, PeriodClosed, CountedSince, NotEnough, Reserved; then NumberTaken.
    """
    with office.act("prepare_transfer") as act:
        found = Findings()
        needed(found, "Tanggal", letter_date)
        expected = [("Gudang asal", source, "store"), ("Gudang tujuan", target, "store")]
        places = check_places(act, found, expected)
        if places and source == target:
            name = places[source or 0].name
            found.add(FieldInvalid(field="Gudang tujuan", value=name, why="adalah gudang asalnya"))
        sound = sound_lines(act, found, lines)
        kept = tuple(line for _, line in sound)
        if not any(line.quantity for line in lines):
            found.add(NothingChosen())
        if not (places and source and target and letter_date):
            found.refuse()
            return act.done()
        touched = {(place, line.item) for line in kept for place in (source, target)}
        check_day(act, found, letter_date, touched)
        pinner = Pinner(act)
        plan = Plan("transfer", letter_date, source, target, kept, numbers=tuple(no for no, _ in sound))
        prepared, refusals = pinner.prepare(plan)
        found.reasons += refusals
        found.refuse()
        pinner.flush()
        open_paper(
            act,
            kind="PG",
            series=LETTERS,
            letter_date=letter_date,
            subject=f"Pindah barang dari {places[source].name}",
            party=places[target].name,
            wanted=number,
            prepared=(prepared,),
        )
        return act.done()
