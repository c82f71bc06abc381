"""The people that entry pages offer: as they are found in a list of names, and what stands beneath."""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True)
class OfferedPerson:
    """A person: her place, the newest batch she is in (None without one), and what she holds, with units."""

    place: int
    name: str
    nik: str
    regency: str
    batch: int | None
    batch_name: str
    holds: tuple[str, ...]

    @property
    def entry(self) -> str:
        """How she is found in a list of names; the end of the NIK tells namesakes apart."""
        return " · ".join(part for part in (self.name, self.batch_name, self.nik[-2:]) if part)

    @property
    def caption(self) -> str:
        """What stands beneath her name."""
        who = " · ".join(part for part in (self.nik, self.batch_name, self.regency) if part)
        held = " · ".join(self.holds[:_FEW]) + (f" · +{len(self.holds) - _FEW}" if self.holds[_FEW:] else "")
        return f"{who}\nMemegang {held or 'tidak ada bahan'}"


_FEW = 4


def people_offered(office: Office, *, holders_first: bool = False) -> tuple[OfferedPerson, ...]:
    """Return everybody by name; holders_first: those with materials before the others."""
    with office.reading() as connection:
        rows = [_offered(row) for row in person_rows(connection)]
    return tuple(sorted(rows, key=lambda one: holders_first and not one.holds))


def _offered(row: PersonRow) -> OfferedPerson:
    newest = row.batch_now
    return OfferedPerson(
        place=row.person.place,
        name=row.person.name,
        nik=row.person.masked_nik,
        regency=row.person.regency,
        batch=None if newest is None else newest.batch,
        batch_name="" if newest is None else newest.name,
        holds=row.holds,
    )
