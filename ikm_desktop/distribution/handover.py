"""Products to institutions, free of charge: prepared with its letter, off the books once it is signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import NothingChosen, Notice, PlaceRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.posting import check_day, check_places, needed, sound_lines
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan
from ikm_desktop.goods.shelf import Shelf
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper

NEAR_BEST_BEFORE = timedelta(days=30)
"""How long before its best-before date a product is warned of (customary)."""


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
        prepared, refusals = pinner.prepare(plan)
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
    act.notices.extend(_best_before(act.connection, [prepared for prepared, _, _ in made], letter_date))


@dataclass(frozen=True, slots=True)
class _Sound:
    """A letter whose form is right: to whom, and its lines."""

    place: PlaceRef
    lines: tuple[GoodsLine, ...]


def _checked(act: Act, found: Findings, store: int | None, letter: Letter, *, alone: bool) -> _Sound | None:
    """Return a letter that can be tried on the book; note what is wrong with its form."""
    expected = [("Lembaga", letter.institution, "institution"), ("Gudang", store, "store")]
    places = check_places(act, found, expected)
    place = places.get(letter.institution or 0)
    of_whom = "lembaga" if alone or place is None else place.name
    found.filled(f"Penanda tangan {of_whom}", str(letter.details.get("signer", "")))
    kept = tuple(line for _, line in sound_lines(act, found, letter.lines))
    if not any(line.quantity for line in letter.lines):
        found.add(NothingChosen())
    return None if place is None else _Sound(place, kept)


# --- best before ------------------------------------------------------------------------------------

_NEAR_BEST_BEFORE = (
    sa.select(t.item.c.name, t.lot.c.best_before)
    .distinct()
    .join(t.pin, t.pin.c.lot == t.lot.c.id)
    .join(t.item, t.item.c.id == t.lot.c.item)
    .where(
        t.pin.c.prepared.in_(sa.bindparam("papers", expanding=True)),
        t.lot.c.best_before <= sa.bindparam("limit", type_=t.lot.c.best_before.type),
    )
    .order_by(t.lot.c.best_before)
)
_NEAR_OF_LOTS = (
    sa.select(t.item.c.name, t.lot.c.best_before)
    .distinct()
    .join(t.item, t.item.c.id == t.lot.c.item)
    .where(
        t.lot.c.id.in_(sa.bindparam("lots", expanding=True)),
        t.lot.c.best_before <= sa.bindparam("limit", type_=t.lot.c.best_before.type),
    )
    .order_by(t.lot.c.best_before)
)


def _best_before(connection: sa.Connection, papers: Sequence[int], day: date) -> list[Notice]:
    """Return a warning for each best-before date of pinned units that is past or near."""
    values = {"papers": list(papers), "limit": day + NEAR_BEST_BEFORE}
    return [_warning(row, day) for row in connection.execute(_NEAR_BEST_BEFORE, values)]


def warnings_before(
    connection: sa.Connection, *, store: int, day: date, quantities: Mapping[int, int]
) -> tuple[Notice, ...]:
    """Return the best-before warnings that letters of a day would raise, before any is prepared.

    quantities: smallest units by item; of an item of which less is free nothing is told (the act refuses).
    """
    shelf = Shelf(connection)
    lots = {
        piece.run.lot
        for item, quantity in quantities.items()
        if quantity > 0
        for piece in shelf.pin(store, item, day, quantity) or ()
    }
    rows = connection.execute(_NEAR_OF_LOTS, {"lots": list(lots), "limit": day + NEAR_BEST_BEFORE})
    return tuple(_warning(row, day) for row in rows)


def _warning(row: sa.Row[Any, Any], day: date) -> Notice:
    until = words.long_date(row.best_before)
    past = row.best_before < day
    told = f"lewat batas baik digunakan {until}" if past else f"baik digunakan sebelum {until}"
    return Notice("BestBefore", f"{row.name}: {told}.", {"best_before": row.best_before, "past": past})
