"""Who may be in the book twice: told while somebody is typed, on import, and as a list of pairs.

Nobody is taken for another person by the program alone. What the clerk decided, "not the same person", is
remembered and the pair is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotFound
from ikm_desktop.office.acts import Done, Kind
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.directory import Directory, Entry, directory
from ikm_desktop.participants.people import people_by_id, person_of
from ikm_desktop.participants.person import Person
from ikm_desktop.participants.sounds import letters_of, sounds_alike, sounds_of

if TYPE_CHECKING:
    from datetime import date

    from ikm_desktop.office.book import Office

_ALIKE_NAMES = 88
"""Per cent of RapidFuzz's ratio of sorted words from which a name alone is told."""
_ALIKE_WITH_SAME_BIRTH = 60
"""Likeness of sounds that is enough where the birth date, the telephone or nearly the NIK is the same."""
_MANY = 40
"""People of one name beyond which it is so common that the name tells nothing."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody who may be the same person, and why; likely: more than the name speaks for it."""

    person: Person
    why: str
    likely: bool = False


class Pair(NamedTuple):
    """Two people of the book who may be one: the one with more of her data first, and why."""

    first: int
    second: int
    why: str


class Told(NamedTuple):
    """What is known of somebody who is being typed or imported."""

    name: str
    born: date | None = None
    nik: str = ""
    phone: str = ""
    village: str = ""
    business: str = ""


# --- reading ----------------------------------------------------------------------------------------


def look_alikes(
    connection: sa.Connection,
    *,
    name: str,
    born: date | None = None,
    nik: str = "",
    phone: str = "",
    but: int | None = None,
    most: int = 5,
) -> tuple[LookAlike, ...]:
    """Return who may already be this person, likeliest first; a double stands for whom it was merged into.

    The same NIK or one digit apart; the same birth date or telephone and a name that sounds alike; a name
    that is nearly the same. but: the person herself, when she is being changed; whom the clerk found to be
    somebody else is not told to her again.
    """
    known = directory(connection)
    others = _not_same_as(connection, but)
    hers = () if but is None else (but, known.root_of(but))
    ranked: dict[int, tuple[float, str]] = {}
    for entry, rank, why in _alike(known, Told(name, born, nik, phone)):
        person = known.root_of(entry.id)
        if person not in others and person not in hers and rank > ranked.get(person, (0, ""))[0]:
            ranked[person] = (rank, why)
    best = sorted(ranked.items(), key=lambda pair: (-pair[1][0], pair[0]))[:most]
    people = people_by_id(connection, [person for person, _ in best])
    return tuple(
        LookAlike(people[person], why, rank >= _LIKELY) for person, (rank, why) in best if person in people
    )


def likely_same(connection: sa.Connection, told: Iterable[Told]) -> list[tuple[Entry, str] | None]:
    """Return for each of many who of the book she most likely is, and why; None where only a name speaks.

    A name alone is enough only where no birth date contradicts it and the village or business agrees.
    """
    known = directory(connection)
    found: list[tuple[Entry, str] | None] = []
    for one in told:
        ranked = [
            (rank, -entry.id, entry, why)
            for entry, rank, why in _alike(known, one, fuzzy=False)
            if rank >= _LIKELY
        ]
        best = max(ranked, default=None)
        if best is None:
            found.append(None)
            continue
        entry = known.entries.get(known.root_of(best[2].id), best[2])
        found.append((entry, best[3]))
    return found


def suspected_pairs(connection: sa.Connection) -> tuple[Pair, ...]:
    """Return all pairs that may be one person and were not found to be two, by name."""
    known = directory(connection)
    settled = _settled(connection)
    found: dict[tuple[int, int], str] = {}
    for one, other, why in _compared(known):
        key = (min(one.id, other.id), max(one.id, other.id))
        if key not in settled:
            found.setdefault(key, why)
    pairs = [_pair(known.entries[a], known.entries[b], why) for (a, b), why in found.items()]
    return tuple(sorted(pairs, key=lambda pair: (known.entries[pair.first].text, pair)))


def suspected(connection: sa.Connection) -> frozenset[int]:
    """Return everybody who may be in the book twice, for the list's filter."""
    return frozenset(person for pair in suspected_pairs(connection) for person in pair[:2])


# --- acts -------------------------------------------------------------------------------------------


def not_the_same(office: Office, *, first: int, second: int) -> Done:
    """Remember that two people are two: the pair is not told again.

    Raises NotFound, FieldInvalid (one and the same).
    """
    with office.act("not_the_same") as act:
        who = person_of(act.connection, first)
        person_of(act.connection, second)
        if first == second:
            raise FieldInvalid(field="Peserta", value=who.name, why="dibandingkan dengan dirinya sendiri")
        low, high = sorted((first, second))
        row = {"first": low, "second": high}
        if act.connection.execute(sa.select(t.not_same.c.first).filter_by(**row)).first() is None:
            act.connection.execute(t.not_same.insert(), {**row, "entry": act.entry})
            for one, other in ((low, high), (high, low)):
                act.log("participant", one, "bukan orang yang sama", None, str(other))
        act.changed.add(Kind.PERSON)
        return act.done()


def maybe_the_same(office: Office, *, first: int, second: int) -> Done:
    """Take `not_the_same` back. Raises NotFound where it was never said."""
    with office.act("maybe_the_same") as act:
        low, high = sorted((first, second))
        said = t.not_same.delete().where(t.not_same.c.first == low, t.not_same.c.second == high)
        if act.connection.execute(said).rowcount == 0:
            raise NotFound(field="Pasangan", value=f"{low} dan {high}")
        for one, other in ((low, high), (high, low)):
            act.log("participant", one, "bukan orang yang sama", str(other), None)
        act.changed.add(Kind.PERSON)
        return act.done()


# --- inside -----------------------------------------------------------------------------------------

_LIKELY = 100.0


def _alike(known: Directory, told: Told, *, fuzzy: bool = True) -> Iterator[tuple[Entry, float, str]]:
    """Yield who is like the person told, with a rank (from `_LIKELY` on more than a name) and the reason."""
    sounds = sounds_of(told.name)
    if told.nik:
        yield from _by_nik(known, told.nik, sounds)
    for person in known.by_birth.get(told.born, ()) if told.born else ():
        entry = known.entries[person]
        like = sounds_alike(sounds, entry.sounds)
        if like >= _ALIKE_WITH_SAME_BIRTH:
            yield entry, 120 + like, "nama mirip, tanggal lahir sama"
    for person in known.by_phone.get(told.phone, ()) if told.phone else ():
        entry = known.entries[person]
        like = sounds_alike(sounds, entry.sounds)
        if like >= _ALIKE_WITH_SAME_BIRTH:
            yield entry, 110 + like, "nama mirip, telepon sama"
        else:
            yield entry, 20, "telepon sama"
    for person in known.by_sound.get(sounds, ()) if sounds else ():
        entry = known.entries[person]
        if told.born and entry.born and told.born != entry.born:
            yield entry, 91, "nama sama, tanggal lahir berbeda"
        elif _agree(told.village, entry.village) or _agree(told.business, entry.business):
            yield entry, _LIKELY + 5, "nama dan tempat sama"
        else:
            yield entry, 95, "nama sama"
    if fuzzy and told.name:
        yield from _by_letters(known, told.name)


def _by_nik(known: Directory, nik: str, sounds: tuple[str, ...]) -> Iterator[tuple[Entry, float, str]]:
    from rapidfuzz import process
    from rapidfuzz.distance import Hamming

    niks = [other for other in list(known.by_nik) if len(other) == len(nik)]
    for other, distance, _ in process.extract(
        nik, niks, scorer=Hamming.distance, score_cutoff=1, limit=None, processor=None
    ):
        for person in known.by_nik[other]:
            entry = known.entries[person]
            like = sounds_alike(sounds, entry.sounds)
            if not distance:
                yield entry, 400 + like, "NIK sama"
            else:
                rank = 300 + like if like >= _ALIKE_WITH_SAME_BIRTH else 90
                yield entry, rank, "NIK beda satu angka"


def _by_letters(known: Directory, name: str) -> Iterator[tuple[Entry, float, str]]:
    from rapidfuzz import fuzz, process

    names = {entry.id: entry.letters for entry in list(known.entries.values())}
    near = process.extract(
        letters_of(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE_NAMES, limit=20
    )
    for _, ratio, person in near:
        yield known.entries[person], ratio - 10, "nama mirip"


def _agree(one: str, other: str) -> bool:
    return bool(one) and letters_of(one) == letters_of(other)


def _compared(known: Directory) -> Iterator[tuple[Entry, Entry, str]]:
    """Yield the pairs of people standing who are alike, strongest reason first."""
    shared = (
        (known.by_birth, "nama mirip, tanggal lahir sama"),
        (known.by_phone, "nama mirip, telepon sama"),
    )
    for of, why in shared:
        for group in _groups(known, of.values()):
            yield from (
                (one, other, why) for one, other in combinations(group, 2) if _alike_enough(one, other)
            )
    for group in _groups(known, known.by_sound.values()):
        if len(group) <= _MANY:
            yield from _of_one_name(group)


def _of_one_name(group: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, str]]:
    for one, other in combinations(group, 2):
        if _near_nik(one.nik, other.nik):
            yield one, other, "nama sama, NIK beda satu angka"
        elif (one.born is None or other.born is None) and (
            _agree(one.village, other.village) or _agree(one.business, other.business)
        ):
            yield one, other, "nama dan tempat sama"


def _groups(known: Directory, groups: Iterable[set[int]]) -> Iterator[list[Entry]]:
    for ids in list(groups):
        if len(ids) > 1:
            yield [e for person in sorted(ids) if (e := known.entries[person]).merged_into is None]


def _alike_enough(one: Entry, other: Entry) -> bool:
    return sounds_alike(one.sounds, other.sounds) >= _ALIKE_WITH_SAME_BIRTH


def _near_nik(one: str, other: str) -> bool:
    return bool(one) and len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _pair(one: Entry, other: Entry, why: str) -> Pair:
    def known_of(entry: Entry) -> tuple[bool, bool, int, int]:
        filled = sum(
            map(bool, (entry.born, entry.sex, entry.phone, entry.business, entry.village, entry.regency))
        )
        return entry.archived, not entry.nik, -filled, entry.id

    first, second = sorted((one, other), key=known_of)
    return Pair(first.id, second.id, why)


def _settled(connection: sa.Connection) -> set[tuple[int, int]]:
    return {(row.first, row.second) for row in connection.execute(sa.select(t.not_same))}


def _not_same_as(connection: sa.Connection, person: int | None) -> set[int]:
    if person is None:
        return set()
    pairs = (pair for pair in _settled(connection) if person in pair)
    return {other for pair in pairs for other in pair if other != person}
