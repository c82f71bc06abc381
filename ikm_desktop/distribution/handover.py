"""Products to institutions, free of charge: prepared with its letter, off the books once it is signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ikm_desktop.errors import NothingChosen, PlaceRef
from ikm_desktop.goods.best_before import pinned_near_best_before
from ikm_desktop.goods.posting import check_day, check_places, needed, sound_lines
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper


def prepare_handover(
    office: Office,
    *,
    institution: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[GoodsLine],
    signer: str,
    signer_title: str = "",
    place: str = "",
    witnesses: Sequence[tuple[str, str]] = (),
    number: WantedNumber = NEXT,
) -> Done:
    """Prepare a handover letter (BAST) to one institution: its units are pinned, its number is taken.

    institution: its place; signer: who signs for it; place: where it is handed over; witnesses: name and
    office of each.
    Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen, Negative, TooBig,
    PeriodClosed, CountedSince, NotEnough, Reserved; then NumberTaken.
    """
    with office.act("prepare_distribution") as act:
        details = {
            "signer": signer.strip(),
            "signer_title": signer_title.strip(),
            "place": place.strip(),
            "witnesses": [list(witness) for witness in witnesses],
        }
        letter = Letter(institution, tuple(lines), details, number)
        prepare_letters_in(act, store=store, letter_date=letter_date, letters=[letter])
        return act.done()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be prepared; details: signer, signer_title, place, witnesses."""

    institution: int | None
    lines: tuple[GoodsLine, ...]
    details: Mapping[str, Any]
    number: WantedNumber = NEXT


def prepare_letters_in(
    act: Act, *, store: int | None, letter_date: date | None, letters: Sequence[Letter]
) -> None:
    """Prepare letters of one day within an act: all, in the order given, or none.

    Each takes what those before it leave. Raises all reasons of all letters at once, then NumberTaken.
    """
    found = Findings()
    needed(found, "Tanggal", letter_date)
    sound = [_checked(act, found, store, letter, alone=len(letters) == 1) for letter in letters]
    if letter_date is None or store is None or not all(sound):
        found.refuse()
        return
    touched = {(store, line.item) for one in sound if one for line in one.lines}
    check_day(act, found, letter_date, touched)
    pinner = Pinner(act)
    made = []
    for letter, one in zip(letters, sound, strict=True):
        if one is None:
            continue
        plan = Plan("distribution", letter_date, store, one.place.id, one.lines, None, letter.details)
        prepared, refusals = pinner.prepare(replace(plan, numbers=one.numbers))
        found.reasons += refusals
        made.append((prepared, one.place.name, letter.number))
    found.refuse()
    pinner.flush()
    for prepared, party, number in made:
        open_paper(
            act,
            kind="BAST-L",
            series=LETTERS,
            letter_date=letter_date,
            subject="Serah terima barang kepada lembaga",
            party=party,
            wanted=number,
            prepared=(prepared,),
        )
    papers = [prepared for prepared, _, _ in made]
    act.notices.extend(pinned_near_best_before(act.connection, papers, letter_date))


@dataclass(frozen=True, slots=True)
class _Sound:
    """A letter whose form is right: to whom, and its lines, numbered as they were typed."""

    place: PlaceRef
    lines: tuple[GoodsLine, ...]
    numbers: tuple[int, ...]


def _checked(act: Act, found: Findings, store: int | None, letter: Letter, *, alone: bool) -> _Sound | None:
    """Return a letter that can be tried on the book; note what is wrong with its form."""
    expected = [("Lembaga", letter.institution, "institution"), ("Gudang", store, "store")]
    places = check_places(act, found, expected, open_kinds=("institution", "store"))
    place = places.get(letter.institution or 0)
    of_whom = "lembaga" if alone or place is None else place.name
    found.filled(f"Penanda tangan {of_whom}", str(letter.details.get("signer", "")))
    sound = sound_lines(act, found, letter.lines)
    if not any(line.quantity for line in letter.lines):
        found.add(NothingChosen())
    if place is None:
        return None
    return _Sound(place, tuple(line for _, line in sound), tuple(no for no, _ in sound))
