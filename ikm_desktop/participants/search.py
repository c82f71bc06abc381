"""Finding people: lists by filter and words, look-alikes, and what was typed before."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from ikm_desktop.participants import tables as t
from ikm_desktop.participants.person import Person, person_from

if TYPE_CHECKING:
    from datetime import date

Show = Literal["active", "all", "archived", "incomplete"]
Column = Literal["birth_place", "village", "district", "education", "product", "bank", "machine_kind"]

_ALIKE = 88
_ALIKE_WITH_SAME_BIRTH = 70
"""Per cent of RapidFuzz's ratio of sorted words: "Maria Y. Bria" and "Maria Yosefa Bria" are 81."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody who may be the same person, and why."""

    person: Person
    why: str


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
    found = (person_from(row) for row in connection.execute(query).mappings())
    if show == "incomplete":
        found = (person for person in found if person.missing)
    wanted = folded(words).split()
    return tuple(p for p in found if not wanted or _has_all(p, wanted))


def folded(text: str) -> str:
    """Return a text for comparing: small letters without accents, apostrophes made plain."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().replace("’", "'").replace("‘", "'")


def _has_all(person: Person, wanted: list[str]) -> bool:
    p = person
    parts = (p.name, p.business, p.product, p.village, p.district, p.regency, p.nik, p.phone)
    text = folded("\n".join(parts))
    return all(word in text for word in wanted)


def look_alikes(
    connection: sa.Connection,
    *,
    name: str,
    born: date | None = None,
    nik: str = "",
    but: int | None = None,
    most: int = 5,
) -> tuple[LookAlike, ...]:
    """Return who may already be this person, likeliest first.

    The same NIK, one digit of it apart, or a name that is nearly the same (with the same birth date, less
    nearly). but: the person herself, when she is being changed.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Hamming

    ranked: list[tuple[float, LookAlike]] = []
    wanted = folded(name)
    for person in people(connection, show="all"):
        if person.id == but:
            continue
        likeness = fuzz.token_sort_ratio(wanted, folded(person.name)) if wanted else 0
        same_birth = born is not None and born == person.born
        if nik and person.nik and len(nik) == len(person.nik) and Hamming.distance(nik, person.nik) <= 1:
            why = "NIK sama" if nik == person.nik else "NIK beda satu angka"
            ranked.append((200 + likeness, LookAlike(person, why)))
        elif same_birth and likeness >= _ALIKE_WITH_SAME_BIRTH:
            ranked.append((100 + likeness, LookAlike(person, "nama mirip, tanggal lahir sama")))
        elif likeness >= _ALIKE:
            ranked.append((likeness, LookAlike(person, "nama mirip")))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].person.id))
    return tuple(alike for _, alike in ranked[:most])


def typed_before(connection: sa.Connection, column: Column) -> tuple[str, ...]:
    """Return what stands in a column of any person, most frequent first, for completion while typing."""
    wanted = t.participant.c[column]
    query = sa.select(wanted).where(wanted != "").group_by(wanted).order_by(sa.func.count().desc(), wanted)
    return tuple(connection.execute(query).scalars())
