"""The series of numbers: each a register of its own, with a pattern the office may edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from ikm_desktop.errors import FieldMissing, NotFound, refuse
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import tidy
from ikm_desktop.office.settings import Group, load, save_in
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.kinds import (
    CERTIFICATES,
    LETTERS,
    RECEIPTS_LS,
    RECEIPTS_UP,
    REVERSALS,
    USUAL_SERIES,
)
from ikm_desktop.papers.patterns import Pattern, wrong_with

_LETTER_FORM = "{kode}/{urut:03}/{unit}/{romawi}/{tahun}"
_RECEIPT_FORM = "{urut:05}/{kode}/{tahun}"
NEW_BOOK: dict[str, Pattern] = {
    LETTERS: Pattern(_LETTER_FORM, "530", "DPP"),
    RECEIPTS_UP: Pattern(_RECEIPT_FORM, "UP"),
    RECEIPTS_LS: Pattern(_RECEIPT_FORM, "LS"),
    CERTIFICATES: Pattern("{urut:03}/{kode}/{unit}/{romawi}/{tahun}", "SERT", "DPP-IKM"),
    REVERSALS: Pattern(_LETTER_FORM, "BALIK", "DPP"),
}
"""The patterns of a new book, by the series' code; the first step of the schema writes the same."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers: its code, its name on screen and the form of its numbers."""

    id: int
    code: str
    name: str
    pattern: Pattern


@dataclass(frozen=True, kw_only=True)
class SeriesOfKinds(Group):
    """Which series numbers a kind of paper, where the office has it otherwise than a new book.

    of: the series' code by the kind's; papers opened before keep their series.
    """

    key = "series"
    of: Mapping[str, str] = field(default_factory=dict)


def series_for(connection: sa.Connection, kind: str, usual: str) -> str:
    """Return the series that numbers a kind of paper; usual: in a new book."""
    return load(connection, SeriesOfKinds).of.get(kind, usual)


def kinds_of(connection: sa.Connection, series: str) -> frozenset[str]:
    """Return the kinds of papers a series numbers."""
    of = load(connection, SeriesOfKinds).of
    return frozenset(kind for kind, usual in USUAL_SERIES.items() if of.get(kind, usual) == series)


def all_series(connection: sa.Connection) -> list[Series]:
    """Return the book's series in the order they were made."""
    rows = connection.execute(sa.select(t.series).order_by(t.series.c.id))
    return [Series(row.id, row.code, row.name, Pattern(row.pattern, row.key, row.unit)) for row in rows]


def read_pattern(connection: sa.Connection, series: str) -> Pattern:
    """Return the pattern of a series, by its code. Raises NotFound."""
    row = connection.execute(
        sa.select(t.series.c.pattern, t.series.c.key, t.series.c.unit).where(t.series.c.code == series)
    ).one_or_none()
    if row is None:
        raise NotFound(field="Deret nomor", value=series)
    return Pattern(row.pattern, row.key, row.unit)


def save_series(
    office: Office,
    *,
    code: str,
    name: str,
    pattern: str,
    key: str = "",
    unit: str = "",
    kinds: Collection[str] | None = None,
) -> Done:
    """Make a series, or change the one of that code; numbers given before keep their text.

    kinds: of papers it numbers from now on, None for those it numbers already; a kind that is taken out goes
    back to its usual series, and stays where this is its usual one.
    Raises FieldMissing and FieldInvalid, all at once.
    """
    kept = {
        "code": tidy(code),
        "name": tidy(name),
        "pattern": tidy(pattern),
        "key": tidy(key),
        "unit": tidy(unit),
    }
    missing = [
        FieldMissing(field=label) for label in ("Kode deret", "Nama deret") if not kept[_COLUMN[label]]
    ]
    refuse([*missing, *wrong_with(Pattern(kept["pattern"], kept["key"], kept["unit"]))])
    with office.act("save_series") as act:
        found = act.connection.execute(
            sa.select(t.series.c.id).where(t.series.c.code == kept["code"])
        ).scalar()
        if found is None:
            act.ids.append(act.insert(t.series, kept))
        else:
            act.update(t.series, found, kept)
            act.ids.append(found)
        if kinds is not None:
            _number_with(act, kept["code"], kinds)
        act.changed.add(Kind.SETTING)
        return act.done()


def _number_with(act: Act, series: str, kinds: Collection[str]) -> None:
    """Let a series number these kinds and no others, but those that have no other."""
    of = dict(load(act.connection, SeriesOfKinds).of)
    for kind, usual in USUAL_SERIES.items():
        if kind in kinds:
            of[kind] = series
        elif of.get(kind) == series:
            del of[kind]
        if of.get(kind) == usual:
            del of[kind]
    if of != load(act.connection, SeriesOfKinds).of:
        save_in(act, SeriesOfKinds(of=of))


_COLUMN = {"Kode deret": "code", "Nama deret": "name"}
