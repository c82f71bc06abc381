"""The count sheet: what the book says of a place at a day's end, and what the clerk counted beside it.

A sheet is no row of the book. It is opened, filled in, brought up to date where the book moved meanwhile,
and posted (`counts`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import FieldMissing, NotFound, PlaceRef, Refusal, WrongDay, WrongPlace
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items, items_by_id
from ikm_desktop.goods.places import place_refs
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings

OURS = ("store", "participant")


_FAR = 10
_NO_LOT = (0, 1)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One item on a sheet, quantities in smallest units.

    book: the balance copied when the sheet was opened; counted: None while not counted, 0 is empty; value:
    of what is more, whole rupiah, None for the proposal; newest: value and quantity of the item's newest
    lot up to the sheet's day.
    """

    item: Item
    book: int
    counted: int | None = None
    reason: str = ""
    value: int | None = None
    newest: tuple[int, int] = _NO_LOT

    @property
    def difference(self) -> int | None:
        """What was counted less the book; None while not counted."""
        return None if self.counted is None else self.counted - self.book

    @property
    def is_doubtful(self) -> bool:
        """Whether the count is so far from the book that a slip of the unit is likelier than a difference.

        That is ten times as much or more, or a tenth or less; where the book has none, ten times the newest
        lot. That nothing is left needs no doubt.
        """
        known = self.book or (0 if self.newest == _NO_LOT else self.newest[1])
        if not self.counted or not known:
            return False
        return self.counted >= _FAR * known or (self.book > 0 and self.counted * _FAR <= self.book)

    @property
    def proposed_value(self) -> int:
        """What is more at the newest lot's price: `V·n // Q`, whole rupiah; 0 where nothing is more."""
        value, quantity = self.newest
        return value * max(self.difference or 0, 0) // quantity


@dataclass(frozen=True, slots=True)
class CountSheet:
    """A sheet of one place at the end of a day."""

    place: PlaceRef
    day: date
    lines: tuple[SheetLine, ...]

    def counting(
        self,
        counted: Mapping[int, int | None],
        *,
        reasons: Mapping[int, str] | None = None,
        values: Mapping[int, int | None] | None = None,
    ) -> CountSheet:
        """Return the sheet with what was counted, why it differs and what is more is worth, by item."""
        lines = [
            replace(
                line,
                counted=counted.get(line.item.id, line.counted),
                reason=(reasons or {}).get(line.item.id, line.reason),
                value=(values or {}).get(line.item.id, line.value),
            )
            for line in self.lines
        ]
        return replace(self, lines=tuple(lines))


def open_count(
    office: Office, *, place: int | None, day: date | None, items: Collection[int] = ()
) -> CountSheet:
    """Open a sheet: what ever lay at a place by a day, with the book's balance at the day's end.

    place: a store's or a participant's; items: further ones, found there though the book knows none.
    Raises, all at once, FieldMissing, WrongPlace, WrongDay (ahead of today), NotFound.
    """
    today = office.clock.now().date()
    with office.reading() as connection:
        found = Findings()
        ref = judge_place(connection, found, place)
        found.reasons += judge_day(day, today)
        known = items_by_id(connection, items)
        found.reasons += [NotFound(field="Barang", value=str(item)) for item in items if item not in known]
        found.refuse()
        if ref is None or day is None:
            raise AssertionError("a missing place or day is always noted")
        return _read(connection, ref, day, items)


def refresh_count(office: Office, *, sheet: CountSheet) -> CountSheet:
    """Copy the book's figures anew and keep what was counted (Segarkan); new goods get a line."""
    with office.reading() as connection:
        kept = {line.item.id: line for line in sheet.lines}
        fresh = _read(connection, sheet.place, sheet.day, list(kept))
    lines = {line.item.id: line for line in fresh.lines}
    order = [*kept, *(item for item in lines if item not in kept)]
    return replace(
        sheet,
        lines=tuple(
            replace(kept[item], book=lines[item].book, newest=lines[item].newest)
            if item in kept
            else lines[item]
            for item in order
        ),
    )


def judge_place(connection: sa.Connection, found: Findings, place: int | None) -> PlaceRef | None:
    """Return the place of a count; note one that is missing or none of ours."""
    if place is None:
        found.add(FieldMissing(field="Tempat"))
        return None
    ref = place_refs(connection, [place]).get(place)
    if ref is None or ref.kind not in OURS:
        name = str(place) if ref is None else ref.name
        found.add(WrongPlace(field="Tempat", place=name, needed="gudang atau peserta"))
        return None
    return ref


def judge_day(day: date | None, today: date) -> list[Refusal]:
    """Return what is wrong with a count's day: missing, or ahead of today."""
    if day is None:
        return [FieldMissing(field="Tanggal hitung")]
    if day > today:
        return [WrongDay(field="Tanggal hitung", day=day, limit=today, after=True)]
    return []


def _read(connection: sa.Connection, place: PlaceRef, day: date, further: Collection[int]) -> CountSheet:
    book = book_figures(connection, place.id, day)
    wanted = set(further)
    listed = [
        item
        for item in items(connection, archived=True)
        if book.get(item.id) or item.id in wanted or (item.id in book and not item.archived)
    ]
    newest = newest_lots(connection, day, (item.id for item in listed))
    return CountSheet(
        place,
        day,
        tuple(SheetLine(item, book.get(item.id, 0), newest=newest.get(item.id, (0, 1))) for item in listed),
    )


_m = t.move.c


def _end(end: sa.ColumnElement[int], sign: int) -> sa.Select[int, int]:
    return (
        sa.select(_m.item.label("item"), (sign * sa.func.sum(_m.quantity)).label("quantity"))
        .where(end == sa.bindparam("place"), _m.day <= sa.bindparam("day", type_=_m.day.type))
        .group_by(_m.item)
    )


_ends = sa.union_all(_end(_m.to_place, 1), _end(_m.from_place, -1)).subquery("ends")
_FIGURES = sa.select(_ends.c.item, sa.func.sum(_ends.c.quantity)).group_by(_ends.c.item)


def book_figures(connection: sa.Connection, place: int, day: date) -> dict[int, int]:
    """Return the balance at a day's end of each item that ever came to a place by then, pinned units too."""
    rows = connection.execute(_FIGURES, {"place": place, "day": day}).all()
    return {item: int(quantity) for item, quantity in rows}


_newest = t.lot.alias("newest")
_NEWEST_LOTS = sa.select(t.lot.c.item, t.lot.c.value, t.lot.c.quantity).where(
    t.lot.c.id
    == sa.select(_newest.c.id)
    .where(_newest.c.item == t.lot.c.item, _newest.c.day <= sa.bindparam("day", type_=t.lot.c.day.type))
    .order_by(_newest.c.day.desc(), _newest.c.id.desc())
    .limit(1)
    .scalar_subquery(),
    t.lot.c.item.in_(sa.bindparam("items", expanding=True)),
)


def newest_lots(connection: sa.Connection, day: date, items: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return value (whole rupiah) and quantity of each item's newest lot up to a day."""
    rows = connection.execute(_NEWEST_LOTS, {"day": day, "items": list(items)}).all()
    return {row.item: (row.value, row.quantity) for row in rows}
