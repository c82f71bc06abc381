"""Finding people: lists by filter and words, who is meant while typing, and what was typed before."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from ikm_desktop.participants import tables as t
from ikm_desktop.participants.directory import Directory, Entry, directory
from ikm_desktop.participants.person import Person, person_from
from ikm_desktop.participants.sounds import letters_of, sound_of
from ikm_desktop.words import bare_number

if TYPE_CHECKING:
    from collections.abc import Iterable

Show = Literal["active", "all", "archived", "incomplete"]
Column = Literal["birth_place", "village", "district", "education", "product", "kbli", "bank", "machine_kind"]

_NEAR = 80
"""Per cent of RapidFuzz's ratio from which a word that is nowhere may be a mistyped one."""


def people(connection: sa.Connection, *, show: Show = "active", words: str = "") -> tuple[Person, ...]:
    """Return people by name.

    show: "active" (not put away), "archived", "incomplete" (active, papers lack something) or "all"; people
    merged into another are never listed. words: all must occur, in any order and letter case, accents
    apart, in name, business, product, place, NIK or telephone.
    """
    query = sa.select(t.participant).where(t.participant.c.merged_into.is_(None))
    if show != "all":
        query = query.where(t.participant.c.archived == int(show == "archived"))
    query = query.order_by(t.participant.c.name, t.participant.c.id)
    wanted = _wanted(words)
    rows = connection.execute(query).mappings()
    if wanted:
        meant = {entry.id for entry in _with_all(directory(connection), wanted)}
        found = (person_from(row) for row in rows if row["id"] in meant)
    else:
        found = (person_from(row) for row in rows)
    return tuple(person for person in found if show != "incomplete" or person.missing)


def find(connection: sa.Connection, words: str, *, most: int = 20) -> tuple[Entry, ...]:
    """Return who is meant by what is typed so far, likeliest first; fast enough for each key pressed.

    All words must occur in name, NIK, telephone, business or place, in any order: names that begin with them
    first, people put away last. Where nobody has them all, spelling is forgiven: by the sound of the words,
    then by the nearest letters. Doubles that were merged are never meant.
    """
    wanted = _wanted(words)
    if not wanted:
        return ()
    known = directory(connection)
    found = _with_all(known, wanted) or _sounding(known, wanted) or _nearly(known, wanted)
    return tuple(nsmallest(most, found, key=lambda entry: _rank(entry, wanted)))


def everybody(connection: sa.Connection) -> tuple[Entry, ...]:
    """Return all people who are not put away or merged, by name, as they are kept for finding."""
    standing = (entry for entry in _standing(directory(connection)) if not entry.archived)
    return tuple(sorted(standing, key=lambda entry: (entry.letters, entry.id)))


def typed_before(connection: sa.Connection, column: Column, *, regency: str = "") -> tuple[str, ...]:
    """Return what stands in a column of any person, most frequent first, for completion while typing.

    regency: only of the people there, named as the list of regions does.
    """
    wanted = t.participant.c[column]
    query = sa.select(wanted).where(wanted != "").group_by(wanted).order_by(sa.func.count().desc(), wanted)
    if regency:
        query = query.where(t.participant.c.regency == regency)
    return tuple(connection.execute(query).scalars())


# --- inside -----------------------------------------------------------------------------------------


def _wanted(typed: str) -> list[str]:
    """Return the words to look for; a telephone or NIK as the book keeps it."""
    found = []
    for word in letters_of(typed).split():
        bare = bare_number(word)
        found.append(word if bare is None else bare)
    return [word for word in found if word]


def _standing(known: Directory) -> Iterable[Entry]:
    return (entry for entry in list(known.entries.values()) if entry.merged_into is None)


def _with_all(known: Directory, wanted: list[str]) -> list[Entry]:
    first, *others = sorted(wanted, key=len, reverse=True)
    found = [entry for entry in _standing(known) if first in entry.text]
    return [entry for entry in found if all(word in entry.text for word in others)] if others else found


def _sounding(known: Directory, wanted: list[str]) -> list[Entry]:
    """Return those of whose names every word wanted sounds like the beginning of one."""
    words = _words(known)
    sounds = [sound_of(word) for word in wanted]
    return _having(known, [{word for word in words if sound and word.startswith(sound)} for sound in sounds])


def _nearly(known: Directory, wanted: list[str]) -> list[Entry]:
    """Return those in whose names every word wanted has one that is near to it in letters."""
    from rapidfuzz import fuzz, process

    words = _words(known)
    near = [
        process.extract(sound_of(word), words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
        for word in wanted
    ]
    return _having(known, [{word for word, _, _ in found} for found in near])


def _words(known: Directory) -> set[str]:
    return {word for sounds, people in list(known.by_sound.items()) if people for word in sounds}


def _having(known: Directory, choices: list[set[str]]) -> list[Entry]:
    """Return those whose names have a word of each of several sets."""
    if not all(choices):
        return []
    return [e for e in _standing(known) if all(not some.isdisjoint(e.sounds) for some in choices)]


def _rank(entry: Entry, wanted: list[str]) -> tuple[bool, int, str, int]:
    name = entry.letters
    words = name.split()
    begun = sum(any(part.startswith(word) for part in words) for word in wanted)
    return entry.archived, -begun - name.startswith(wanted[0]), name, entry.id
