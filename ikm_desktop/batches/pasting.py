"""People named by a pasted column: NIKs or names, a line each, found among the people of the book."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm_desktop.participants.search import people
from ikm_desktop.words import folded

if TYPE_CHECKING:
    import sqlalchemy as sa

_ORDER = re.compile(r"^\s*\d{1,3}[.)]\s*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text names: people in its order, lines nobody fits, lines that several people fit."""

    people: tuple[int, ...]
    unknown: tuple[str, ...]
    several: tuple[str, ...]


def find_pasted(connection: sa.Connection, text: str) -> Pasted:
    """Return whom a pasted text names: in each line a NIK, else a whole name, whatever its case and accents.

    Of a row of several cells the first that names somebody counts; who is named twice is returned once.
    """
    by_nik: dict[str, int] = {}
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for person in people(connection):
        by_name[_plain(person.name)].append(person.id)
        if person.nik:
            by_nik[person.nik] = person.id
    found: list[int] = []
    unknown: list[str] = []
    several: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        numbers = [re.sub(r"[ .']", "", cell) for cell in cells]
        who = [by_nik[number] for number in numbers if number in by_nik]
        named = next((by_name[_plain(cell)] for cell in cells if _plain(cell) in by_name), [])
        who = who or named
        if len(who) > 1:
            several.append(line)
        elif who:
            found.append(who[0])
        else:
            unknown.append(line)
    return Pasted(tuple(dict.fromkeys(found)), tuple(unknown), tuple(several))


def _plain(name: str) -> str:
    return " ".join(_ORDER.sub("", folded(name)).split())
