"""Whose goods a page tells of: the office, a batch, a person."""

from __future__ import annotations

from dataclasses import dataclass

import ikm_desktop.batches.batches as batch_room
from ikm_desktop.office.book import Office
from ikm_desktop.participants.people import places_of
from ikm_desktop.participants.search import people


@dataclass(frozen=True, slots=True)
class Subject:
    """One of them: what it is called, and its id; places: those of a person and of her doubles."""

    name: str
    batch: int | None = None
    person: int | None = None
    places: tuple[int, ...] = ()


OFFICE = Subject("Seluruh kantor")


def subjects(office: Office) -> list[tuple[str, Subject]]:
    """Return the choices with their texts: the office, the batches, the people by name."""
    with office.reading() as connection:
        batches = batch_room.batches(connection)
        known = people(connection)
    found = [(OFFICE.name, OFFICE)]
    found += [(f"Angkatan: {one.name}", Subject(one.name, batch=one.id)) for one in batches]
    found += [
        (f"{one.name} · {one.regency}" if one.regency else one.name, Subject(one.name, person=one.id))
        for one in known
    ]
    return found


def with_places(office: Office, subject: Subject) -> Subject:
    """Return a person with the places of all her records; others as they are."""
    if subject.person is None:
        return subject
    with office.reading() as connection:
        return Subject(subject.name, None, subject.person, places_of(connection, subject.person))
