"""What every act that posts does in the same way: checks of its day, its place, its lines, and its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from ikm_desktop import amounts
from ikm_desktop.errors import (
    FieldInvalid,
    FieldMissing,
    NotFound,
    PlaceRef,
    TooBig,
    WrongPlace,
    refuse,
)
from ikm_desktop.goods import days
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.kinds import PLACE_NAMES
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.shelf import Piece, Tied
from ikm_desktop.goods.shortage import Wanted, shortage
from ikm_desktop.office.acts import Act
from ikm_desktop.office.fields import Findings

Value = TypeVar("Value")


def needed(found: Findings, label: str, value: Value | None) -> Value | None:
    """Return a value that must be there; where it is missing, note it."""
    if value is None or value == "":
        found.add(FieldMissing(field=label))
    return value


PUT_AWAY = "sudah diarsipkan"
"""Why a place takes no goods any more."""


def check_places(
    act: Act,
    found: Findings,
    expected: Iterable[tuple[str, int | None, str]],
    *,
    open_kinds: Container[str] = ("store",),
) -> dict[int, PlaceRef]:
    """Note each place that is missing, of the wrong kind or put away; return all by id, if all are right.

    expected: label of the field, place, kind of place; open_kinds: those that are not put away. Whom the
    office deals with no more may still give something back, or get it back.
    """
    expected = list(expected)
    refs = place_refs(act.connection, {place for _, place, _ in expected if place is not None})
    right = True
    for label, place, kind in expected:
        if place is None:
            found.add(FieldMissing(field=label))
        elif place not in refs or refs[place].kind != kind:
            name = refs[place].name if place in refs else str(place)
            found.add(WrongPlace(field=label, place=name, needed=PLACE_NAMES[kind]))
        elif kind in open_kinds and refs[place].archived:
            found.add(FieldInvalid(field=label, value=refs[place].name, why=PUT_AWAY))
        else:
            continue
        right = False
    return refs if right else {}


class Counted(Protocol):
    """A line of any act that names an item and a quantity of its smallest unit."""

    @property
    def item(self) -> int:
        """The item's id."""

    @property
    def quantity(self) -> int:
        """Smallest units."""


Typed = TypeVar("Typed", bound=Counted)


def sound_lines(act: Act, found: Findings, lines: Sequence[Typed]) -> list[tuple[int, Typed]]:
    """Return the lines that can be tried on the book, numbered from 1 as on the paper.

    Lines of 0 are left out; a quantity that cannot be and an item that is not in the book are noted.
    """
    kept = [line for line in lines if line.quantity]
    known = items_by_id(act.connection, {line.item for line in kept})
    sound = []
    for no, line in enumerate(kept, start=1):
        before = len(found.reasons)
        found.counted(f"Jumlah baris {no}", line.quantity, least=1, line=no)
        if line.item not in known:
            found.add(NotFound(line=no, field="Barang", value=str(line.item)))
        if len(found.reasons) == before:
            sound.append((no, line))
    return sound


def take(
    journal: Journal,
    found: Findings,
    wanted: Wanted,
    *,
    only_lots: frozenset[int] | None = None,
    only_brought_by: frozenset[int] | None = None,
) -> list[Piece]:
    """Take what a line asks first in first out; where it is not there, note why and take nothing.

    only_lots, only_brought_by: the lots it may come from, the moves that must have brought it.
    """
    tied = Tied(only_lots, only_brought_by)
    pieces = journal.shelf.take(wanted.place, wanted.item, wanted.day, wanted.quantity, tied)
    if pieces is None:
        found.add(shortage(journal.connection, journal.shelf, wanted, tied))
        return []
    return pieces


def check_day(act: Act, found: Findings, day: date, touched: Iterable[tuple[int, int]]) -> None:
    """Note a closed period, and counts of later days over the (place, item) pairs an act touches."""
    found.reasons += days.why_not_booked(act.connection, day, touched)


def finish(journal: Journal, day: date) -> None:
    """Write what was gathered, with what the clerk should know of its day.

    Raises TooBig where a line is worth more than the book can hold.
    """
    act = journal.act
    refuse(
        [
            TooBig(line=no, field=f"Nilai baris {no}", value=value)
            for no, value in journal.line_values()
            if value > amounts.LARGEST
        ]
    )
    if day != act.today:
        changes = _changes(journal)
        places = place_refs(act.connection, {place for place, _ in changes})
        items = items_by_id(act.connection, {item for _, item in changes})
        act.notices.extend(
            days.day_notices(
                act, day, [(places[p], items[i].ref, change) for (p, i), change in changes.items()]
            )
        )
    journal.flush()


def _changes(journal: Journal) -> dict[tuple[int, int], int]:
    """Return by how much each of our balances changes through the moves gathered."""
    changes: defaultdict[tuple[int, int], int] = defaultdict(int)
    for move in journal.moves():
        for place, sign in ((move["from_place"], -1), (move["to_place"], 1)):
            if journal.is_ours(place):
                changes[place, move["item"]] += sign * move["quantity"]
    return {key: change for key, change in changes.items() if change}
