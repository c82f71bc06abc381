"""The series of numbers: each a register of its own, with a pattern the office may edit."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ikm_desktop.errors import FieldMissing, NotFound, refuse
from ikm_desktop.office.acts import Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import tidy
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.kinds import CERTIFICATES, LETTERS, RECEIPTS_LS, RECEIPTS_UP, REVERSALS
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


def save_series(office: Office, *, code: str, name: str, pattern: str, key: str = "", unit: str = "") -> Done:
    """Make a series, or change the one of that code; numbers given before keep their text.

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
        act.changed.add(Kind.SETTING)
        return act.done()


_COLUMN = {"Kode deret": "code", "Nama deret": "name"}
