"""The regions of Indonesia: provinces, regencies and cities with their Ministry of Home Affairs codes.

"Kabupaten Kupang" and "Kota Kupang" are two regions, so a region is a code, a kind and a name.
Districts are offered by their list, but they and villages are free text. Source and licence of the lists:
docs/regions.md.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ikm_desktop.resources import resource


class RegionKind(StrEnum):
    """What a region is; the value stands in the list of regions."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"


@dataclass(frozen=True, slots=True)
class Region:
    """A province ("53"), regency ("53.01") or city ("53.71")."""

    code: str
    kind: RegionKind
    name: str

    def __str__(self) -> str:
        """Return the name with its kind: "Kabupaten Belu", "Kota Kupang"."""
        return f"{self.kind.capitalize()} {self.name}"


class MatchKind(StrEnum):
    """How a text found its region."""

    EXACT = "exact"  # one region, whatever the letter case, blanks and abbreviation of its kind
    SPELLING = "spelling"  # one region after mending a misspelling
    AMBIGUOUS = "ambiguous"  # a regency and a city share the name and the text tells no kind
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """What a text means: `region` when it is one, else the candidates."""

    kind: MatchKind
    region: Region | None = None
    candidates: tuple[Region, ...] = ()


_REGENCY_WORD = re.compile(r"^(?:kabupaten|kab|kb|kbptn)\b[\s.:\-]*(?=\w)")
_CITY_WORD = re.compile(r"^(?:kotamadya|kotamad|kodya|kod|kota)\b[\s.:\-]*(?=\w)")
_CITY_AFTER = re.compile(r"(?<=\w)[\s(,.\-]+(?:kota|kodya|kotamadya)\)?$")
_REGENCY_AFTER = re.compile(r"(?<=\w)[\s(,.\-]+(?:kab|kabupaten)\.?\)?$")
_CAPITAL = re.compile(r"(?<=\w)\s*\([^()]*\)$")  # "Alor (Kalabahi)"
_AFTERWARDS = re.compile(r"\s*(?:,|-|/)?\s*(?:prov(?:insi)?\.?\s*)?(?:ntt|nusa tenggara timur)\s*$")
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_SIMILAR = 85  # per cent of RapidFuzz's ratio; "manggari" to "manggarai" is 94
_SHORTEST_MENDED = 5
# Abbreviations used in the office's letters; each means one region only.
_SHORT_FORMS = {
    "tts": "53.02",
    "ttu": "53.03",
    "flotim": "53.06",
    "sumtim": "53.11",
    "rote": "53.14",
    "mabar": "53.15",
    "sumteng": "53.17",
    "sbd": "53.18",
    "matim": "53.19",
    "sabu": "53.20",
    "sarai": "53.20",
}
_SHORT_WORDS = {
    "brt": "barat",
    "tmr": "timur",
    "tim": "timur",
    "sel": "selatan",
    "slt": "selatan",
    "utr": "utara",
    "tgh": "tengah",
    "teng": "tengah",
    "kep": "kepulauan",
    "kpg": "kupang",
    "tmur": "timur",
}


@cache
def regions() -> dict[str, Region]:
    """Return every province, regency and city of the country by its code."""
    with resource("regions/regions.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Region(row["code"], RegionKind(row["kind"]), row["name"])
            for row in csv.DictReader(lines)
        }


def region(code: str) -> Region | None:
    """Return the region of a code, written "53.01" or "5301"; None when the list has none."""
    if len(code) == len("5301") and code.isdigit():
        code = f"{code[:2]}.{code[2:]}"
    return regions().get(code)


def regencies(province: str = "") -> tuple[Region, ...]:
    """Return the regencies and cities, of one province or of all, by code."""
    places = (place for place in regions().values() if place.kind is not RegionKind.PROVINCE)
    return tuple(place for place in places if place.code.startswith(province))


@cache
def _districts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with resource("regions/districts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["code"].rpartition(".")[0], []).append(row["name"])
    return {regency: tuple(names) for regency, names in found.items()}


def districts(regency: Region) -> tuple[str, ...]:
    """Return the names of a regency's or city's districts, by their codes."""
    return _districts().get(regency.code, ())


def is_known(regency_code: str) -> bool:
    """Tell whether a NIK's regency code can be: its province exists ("53.01" or just "53").

    Regencies that have since been split or moved to a new province (Papua's 92.01 is 96.01 today) are no
    longer in the list, but the NIKs registered there stay as they are.
    """
    return regency_code[:2] in regions()


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    found: dict[str, tuple[Region, ...]] = {}
    for place in regencies():
        key = _key(place.name)
        found[key] = (*found.get(key, ()), place)
    return found


def _key(text: str) -> str:
    return _NOT_NAME.sub("", text.lower())


@lru_cache(maxsize=4096)
def match_regency(text: str, kind: RegionKind | None = None) -> RegionMatch:
    """Find the regency or city a text means.

    kind: what the column's heading promises ("KABUPATEN"); the text's own "Kab."/"Kota" goes before it.
    Letter case, blanks, "Kab."/"Kodya", usual abbreviations ("TTS", "Sumba Brt Daya") are form only.
    """
    bare = _AFTERWARDS.sub("", text.lower().strip(" .,;"))
    if rest := _REGENCY_WORD.sub("", bare):
        kind, bare = (RegionKind.REGENCY, rest) if rest != bare else (kind, bare)
    if rest := _CITY_WORD.sub("", bare):
        kind, bare = (RegionKind.CITY, rest) if rest != bare else (kind, bare)
    if kind is None and (rest := _CITY_AFTER.sub("", bare)) != bare:
        kind, bare = RegionKind.CITY, rest
    elif kind is None and (rest := _REGENCY_AFTER.sub("", bare)) != bare:
        kind, bare = RegionKind.REGENCY, rest
    bare = _CAPITAL.sub("", bare)
    full = " ".join(_SHORT_WORDS.get(word, word) for word in re.split(r"[\s.]+", bare))
    if code := _SHORT_FORMS.get(_key(bare)):
        return RegionMatch(MatchKind.EXACT, regions()[code])
    if found := _by_name().get(_key(full)):
        return _choose(found, kind, MatchKind.EXACT)
    return _mended(full, kind)


def _choose(found: tuple[Region, ...], kind: RegionKind | None, how: MatchKind) -> RegionMatch:
    of_kind = tuple(place for place in found if place.kind is kind)
    fitting = of_kind or found
    if len(fitting) == 1:
        return RegionMatch(how, fitting[0], fitting)
    return RegionMatch(MatchKind.AMBIGUOUS, None, fitting)


def _mended(text: str, kind: RegionKind | None) -> RegionMatch:
    key = _key(text)
    if len(key) < _SHORTEST_MENDED:
        return RegionMatch(MatchKind.UNKNOWN)
    from rapidfuzz import fuzz, process  # not needed to show who is there

    near = process.extract(key, list(_by_name()), scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return RegionMatch(MatchKind.UNKNOWN)
    return _choose(_by_name()[near[0][0]], kind, MatchKind.SPELLING)
